"""One row of a file to its actions: reference, case, values, position, further actions, in this order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.identifiers import (
    CHECKED_KINDS,
    check_identifier,
    normalise_identifier,
)
from asset_recovery.domain.text import clean_reference
from asset_recovery.exchange.field_steps import Unfit, date_reader, normalised
from asset_recovery.exchange.import_map import (
    MAIN_ACTION,
    MAIN_ARGUMENT,
    DatedColumn,
    FieldRule,
    ImportMap,
)
from asset_recovery.exchange.import_plan import (
    PLANNED,
    REFUSED,
    ActionData,
    PlannedCase,
    PlannedRow,
)
from asset_recovery.exchange.row_actions import PositionReader, ThenReader
from asset_recovery.exchange.row_cases import CaseReader
from asset_recovery.exchange.row_fields import FieldReader
from asset_recovery.exchange.row_values import RowValues
from asset_recovery.exchange.tabular import RawRow
from asset_recovery.exchange.templates import filler, squeeze

_SEPARATOR = "\x1f"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1e\x7f-\x9f\ud800-\udfff]")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKUP = re.compile(r"<[A-Za-z!/][^<>\x1f]*>")
_FORMULA = re.compile(r"(?:^|\x1f)[ \t]*[=@+\-](?=[A-Za-z(])")
_BLANKS = re.compile("\xa0|\u202f|\u2007|  ")
_TEXTS = (
    (_HIDDEN, "holds invisible or direction characters; they are kept and shown as marks."),
    (_MARKUP, "looks like markup; it is kept as plain text and never drawn."),
    (_FORMULA, "begins like a formula; it is kept as text and never evaluated."),
)


class Refused(Exception):  # noqa: N818 - what it says: the row is refused
    """A row that cannot be planned."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


@dataclass(slots=True)
class _Draft:
    """A row in the making."""

    number: int
    values: RowValues
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)

    def warn(self, reason: Reason | None) -> None:
        if reason is not None:
            self.warnings.append(replace(reason, row=self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an import is told besides file and map."""

    today: date
    as_at: date | None
    file_name: str
    legal_system: str | None = None


class RowPlanner:
    """Plans row after row; remembers the cases and identifiers that it has met."""

    def __init__(
        self, found: ImportMap, header: tuple[str, ...], columns: tuple[str, ...], setting: Setting,
        typed: bool = False,
    ) -> None:
        self._map, self._header, self._columns, self._setting = found, header, columns, setting
        index = {name: place for place, name in enumerate(columns)}
        self._index: Mapping[str, int] = index
        self._unknown = frozenset(found.file.unknown) | {""}
        rules, today = found.file, setting.today
        self._fields = [
            FieldReader(rule, rules, found.lookups, today, typed)
            for rule in found.fields
            if self._is_there(rule)
        ]
        self._cases = [CaseReader(rule) for rule in found.row.cases]
        self._positions = PositionReader(found.positions) if found.positions else None
        self._then = [ThenReader(rule) for rule in found.then]
        self._source = filler(found.row.source) if found.row.source else None
        self._pattern = found.row.reference_pattern
        self._reference_else = (
            filler(found.row.reference_else) if found.row.reference_else else None
        )
        as_at = found.row.as_at
        self._as_at = as_at if isinstance(as_at, DatedColumn) else None
        self._read_as_at = date_reader(as_at.date, today) if isinstance(as_at, DatedColumn) else None
        self._order = _hash_order(columns, index)
        self._names = hashlib.sha256(_SEPARATOR.join(sorted(set(columns))).encode()).digest()
        self._kept = self._kept_columns()
        self._identifiers: dict[tuple[str, str], int] = {}
        self.cases: dict[str, PlannedCase] = {}

    def _is_there(self, rule: FieldRule) -> bool:
        """Whether a file without some optional columns still has something for this field."""
        names = {other.name for other in self._map.fields} | set(self._index)
        return (
            not rule.columns
            or rule.required
            or rule.default is not None
            or any(name in names for name in rule.columns)
        )

    def _kept_columns(self) -> list[tuple[int, str, bool]]:
        """Columns for the original: place, name, and whether an argument already keeps the text."""
        verbatim = {name for reader in self._fields if reader.keeps_text for name in reader.rule.columns}
        if self._pattern == "{}" and len(self._map.row.reference) == 1:
            verbatim |= set(self._map.row.reference)
        return [
            (place, name, name in verbatim) for name, place in self._index.items() if name.strip()
        ]

    def plan(self, raw: RawRow) -> PlannedRow:
        """The row, planned or refused; never an exception for what stands in a row."""
        joined = _SEPARATOR.join(raw.cells)
        content = self._hash(raw, joined)
        values = RowValues(self._index, self._unknown, raw.cells)
        draft = _Draft(raw.number, values)
        reference, case = "", None
        try:
            if raw.problem is not None:
                raise Refused(raw.problem)
            self._texts(draft, joined)
            reference = self._prepare(draft)
            case = self._case(draft)
            actions = self._actions(draft, reference, case, joined)
        except Refused as refused:
            problem = replace(refused.reason, row=raw.number)
            return self._row(raw, reference, case, content, (), draft, problem)
        return self._row(raw, reference, case, content, actions, draft, None)

    def _row(
        self, raw: RawRow, reference: str, case: str | None, content: str,
        actions: tuple[ActionData, ...], draft: _Draft, problem: Reason | None,
    ) -> PlannedRow:
        return PlannedRow(
            raw.number, reference, case, content, actions, tuple(draft.warnings), problem,
            PLANNED if problem is None else REFUSED, self._header, raw.cells,
        )

    def _hash(self, raw: RawRow, joined: str) -> str:
        if len(raw.cells) == len(self._columns):
            joined = _SEPARATOR.join(self._order(raw.cells))
        digest = hashlib.sha256(self._names)
        digest.update(joined.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _texts(self, draft: _Draft, joined: str) -> None:
        """Characters that no record can keep are refused; what merely looks odd is warned of."""
        if _CONTROL.search(joined) or joined.count(_SEPARATOR) >= len(self._columns):
            column = self._place_of(draft, re.compile(f"{_CONTROL.pattern}|{_SEPARATOR}"))
            raise Refused(
                Reason("field_invalid", f"{column} holds control characters. Type it anew.", field=column)
            )
        for pattern, text in _TEXTS:
            if pattern.search(joined):
                column = self._place_of(draft, pattern)
                draft.warn(Reason("field_invalid", f"{column} {text}", field=column))

    def _place_of(self, draft: _Draft, pattern: re.Pattern[str]) -> str:
        for place, cell in enumerate(draft.values.cells):
            if pattern.search(cell):
                return self._header[place]
        return self._header[0]

    def _prepare(self, draft: _Draft) -> str:
        named = draft.values.named
        named["row"], named["file"] = draft.number, self._setting.file_name
        named["as_at"] = self._day(draft)
        if self._reference_else is None:
            reference = self._reference(draft)
            self._read_fields(draft)
        else:
            self._read_fields(draft)
            reference = self._reference(draft)
        return reference

    def _day(self, draft: _Draft) -> str:
        if self._as_at is None or self._read_as_at is None:
            day = self._setting.as_at
            return day.isoformat() if day is not None else ""
        column = self._as_at.column
        value = draft.values.get(column)
        if not isinstance(value, str):
            text = f"{column} is empty, but it says the day of which the row speaks. Fill it in."
            raise Refused(Reason("field_missing", text, field=column))
        try:
            return str(self._read_as_at(value))
        except Unfit as unfit:
            raise Refused(Reason(unfit.code, f"{column}: {unfit}", field=column)) from unfit

    def _reference(self, draft: _Draft) -> str:
        values = draft.values
        columns = self._map.row.reference
        found: object = None
        column = columns[0]
        for name in columns:
            found = values.get(name)
            if found is not None:
                column, found = name, self._pattern.replace("{}", str(found))
                break
        if found is None and self._reference_else is not None:
            found = self._reference_else(values.get)
        if found is None:
            text = f"The row has no reference: {column} is empty. Number it, so that it is known again."
            raise Refused(Reason("field_missing", text, field=column))
        try:
            reference = clean_reference(str(found), column)
        except AppError as error:
            raise Refused(error.reasons[0]) from error
        values.named["reference"] = reference
        return reference

    def _read_fields(self, draft: _Draft) -> None:
        named = draft.values.named
        for reader in self._fields:
            outcome = reader.read(draft.values)
            if outcome.absent:
                continue
            if outcome.problem is not None:
                raise Refused(outcome.problem)
            draft.warn(outcome.warning)
            rule, value = reader.rule, outcome.value
            if rule.name is not None and (value is not None or rule.name not in named):
                named[rule.name] = value
            if rule.argument is not None:
                self._argue(draft, reader, value)

    def _argue(self, draft: _Draft, reader: FieldReader, value: Any) -> None:
        rule = reader.rule
        argument = rule.argument or ""
        if value is None:
            if rule.action == "open_position":
                draft.unknown.append(argument)
            return
        arguments = draft.arguments.setdefault(rule.action, {})
        if rule.identifier is not None:
            known = self._identifier(draft, rule.identifier, str(value), rule.columns[0])
            arguments.setdefault(argument, []).append(known)
        else:
            arguments.setdefault(argument, value)

    def _identifier(self, draft: _Draft, kind: str, value: str, column: str) -> dict[str, str]:
        try:
            clean = clean_reference(value, column, 300)
        except AppError as error:
            raise Refused(error.reasons[0]) from error
        lower = kind.lower()
        if lower in CHECKED_KINDS:
            check = check_identifier(lower, clean)
            if not check.valid:
                text = f"{column}: {check.reason} It is kept as written."
                draft.warn(Reason("field_invalid", text, field=column))
        key = (lower, normalise_identifier(lower, clean))
        first = self._identifiers.setdefault(key, draft.number)
        if first != draft.number:
            text = (
                f"Row {first} has the same {kind} ({clean}). Two records of one thing? Both are kept"
                " until somebody decides."
            )
            draft.warn(Reason("identifier_duplicate", text, field=column))
        return {"kind": kind, "value": clean}

    def _case(self, draft: _Draft) -> str | None:
        for reader in self._cases:
            if reader.applies is None or reader.applies(draft.values):
                found = reader.reference(draft.values)
                if isinstance(found, Reason):
                    raise Refused(found)
                draft.values.named["case"] = found
                if found not in self.cases:
                    self._open_case(draft, reader, found)
                return found
        if self._cases:
            column = self._map.row.cases[0].columns[0]
            text = f"The row names no case that the map knows: look at {column}."
            raise Refused(Reason("field_missing", text, field=column))
        return None

    def _open_case(self, draft: _Draft, reader: CaseReader, reference: str) -> None:
        action = reader.action(draft.values, reference, str(draft.values.named["as_at"]))
        if "legal_system" not in action and self._setting.legal_system:
            action["legal_system"] = self._setting.legal_system
        action |= draft.arguments.get("open_case", {})
        self.cases[reference] = PlannedCase(
            reference, action["title"], reader.rule.collection, draft.number, action
        )

    def _actions(
        self, draft: _Draft, reference: str, case: str | None, joined: str
    ) -> tuple[ActionData, ...]:
        kind = self._map.kind
        main = MAIN_ACTION[kind]
        source = self._source(draft.values.get) if self._source else self._setting.file_name
        draft.values.named["source"] = source
        first: ActionData = {"action": main, MAIN_ARGUMENT[kind]: reference}
        if case is not None:
            first["case"] = case
        first |= draft.arguments.get(main, {})
        found = [first]
        if kind == "assets":
            first["source"] = source
            original = self._original(draft, joined)
            if original:
                first["original"] = original
            position = self._position(draft, reference, source)
            if position is not None:
                found.append(position)
        for reader in self._then:
            further = reader.read(draft.values)
            if isinstance(further, Reason):
                raise Refused(further)
            if further is not None:
                found.append(further)
        return tuple(found)

    def _original(self, draft: _Draft, joined: str) -> dict[str, str]:
        cells = draft.values.cells
        odd = _BLANKS.search(joined) is not None
        return {
            name: str(cells[place])
            for place, name, verbatim in self._kept
            if cells[place] and (not verbatim or (odd and squeeze(cells[place]) != cells[place]))
        }

    def _position(self, draft: _Draft, reference: str, source: Any) -> ActionData | None:
        if self._positions is None:
            return None
        place = self._positions.choose(draft.values)
        rule = self._positions.rule(place)
        draft.warn(self._positions.warning(place))
        if not rule.take_over:
            return None
        given, missing = self._positions.arguments(place, draft.values)
        found: ActionData = {
            "action": "open_position",
            "asset": reference,
            "on": draft.values.named["as_at"],
            **given,
            **draft.arguments.get("open_position", {}),
            "source": source,
        }
        names = (*draft.unknown, *missing, *rule.unknown, *self._map.row.unknown)
        unknown = [name for name in dict.fromkeys(names) if name not in found]
        if unknown:
            found["unknown"] = unknown
        return found


def _hash_order(columns: tuple[str, ...], index: Mapping[str, int]) -> Any:
    """Cells by the order of their columns' names: the same table in another order is the same."""
    places = [index[name] for name in sorted(index)]
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: (cells[places[0]],)


__all__ = ["Refused", "RowPlanner", "Setting", "normalised"]
