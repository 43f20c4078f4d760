"""The values of a row: its day, its reference and every field, each to its argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.text import clean_reference
from asset_recovery.exchange.field_steps import Unfit, date_reader
from asset_recovery.exchange.import_map import DatedColumn, FieldRule, ImportMap
from asset_recovery.exchange.row_draft import Draft, Refused, Setting
from asset_recovery.exchange.row_fields import FieldReader
from asset_recovery.exchange.row_identifiers import IdentifierWatch
from asset_recovery.exchange.templates import filler

_IDENTIFIER_LIMIT = 300


class RowReader:
    """Reads the values of row after row; remembers the identifiers that it has met.

    `typed`: cells of a workbook, where equal texts may be of different kinds.
    """

    def __init__(
        self, found: ImportMap, index: Mapping[str, int], setting: Setting, typed: bool
    ) -> None:
        self._map, self._index, self._setting = found, index, setting
        self._rules = found.row
        self._pattern = found.row.reference_pattern
        self._reference_else = (
            filler(found.row.reference_else) if found.row.reference_else else None
        )
        self._fields = [
            FieldReader(
                rule,
                found.file,
                found.lookups,
                setting.today,
                None if typed else self._places(rule),
            )
            for rule in found.fields
            if self._is_there(rule)
        ]
        as_at = found.row.as_at
        self._as_at = as_at if isinstance(as_at, DatedColumn) else None
        self._read_as_at = (
            date_reader(as_at.date, setting.today) if isinstance(as_at, DatedColumn) else None
        )
        self._identifiers = IdentifierWatch()

    def verbatim_columns(self) -> set[str]:
        """Columns whose text stands unchanged in an argument."""
        found = {
            name for reader in self._fields if reader.keeps_text for name in reader.rule.columns
        }
        if self._pattern == "{}" and len(self._rules.reference) == 1:
            found |= set(self._rules.reference)
        return found

    def _places(self, rule: FieldRule) -> Mapping[str, int]:
        """The columns that no value named before hides from this field."""
        named = {other.name for other in self._map.fields if other.place < rule.place}
        return {name: place for name, place in self._index.items() if name not in named}

    def _is_there(self, rule: FieldRule) -> bool:
        """Whether a file without some optional columns still has something for this field."""
        names = {other.name for other in self._map.fields} | set(self._index)
        return (
            not rule.columns
            or rule.required
            or rule.default is not None
            or any(name in names for name in rule.columns)
        )

    def read(self, draft: Draft) -> str:
        """Fill the draft; the row's reference. Raises `Refused`."""
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

    def _day(self, draft: Draft) -> str:
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

    def _reference(self, draft: Draft) -> str:
        values = draft.values
        columns = self._rules.reference
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
            text = f"The row has no reference: {column} is empty. Number it to know it again."
            raise Refused(Reason("field_missing", text, field=column))
        try:
            reference = clean_reference(str(found), column)
        except AppError as error:
            raise Refused(*error.reasons) from error
        values.named["reference"] = reference
        return reference

    def _read_fields(self, draft: Draft) -> None:
        """Every field; all that is wrong with the row is said at once."""
        named = draft.values.named
        problems: list[Reason] = []
        for reader in self._fields:
            outcome = reader.read(draft.values)
            if outcome.absent:
                continue
            if outcome.problem is not None:
                problems.append(outcome.problem)
                continue
            draft.warn(outcome.warning)
            rule, value = reader.rule, outcome.value
            if rule.name is not None and (value is not None or rule.name not in named):
                named[rule.name] = value
            if rule.argument is not None:
                self._argue(draft, reader, value)
        if problems:
            raise Refused(*_once(problems))

    def _argue(self, draft: Draft, reader: FieldReader, value: Any) -> None:
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

    def _identifier(self, draft: Draft, kind: str, value: str, column: str) -> dict[str, str]:
        try:
            clean = clean_reference(value, column, 300)
        except AppError as error:
            raise Refused(*error.reasons) from error
        for warning in self._identifiers.warnings(kind, clean, column):
            draft.warn(warning)
        draft.identifiers.append((kind, clean))
        return {"kind": kind, "value": clean}

    def keep_identifiers(self, draft: Draft, reference: str) -> None:
        """Remember the identifiers of a row that was planned; warn of those known from another."""
        for kind, value in draft.identifiers:
            draft.warn(self._identifiers.keep(kind, value, draft.number, reference))


def _once(problems: list[Reason]) -> list[Reason]:
    """One problem a column: several fields may read the same bad cell."""
    return list({problem.field: problem for problem in reversed(problems)}.values())[::-1]
