"""One row of a file to its actions: case, registration, position, then the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_map import (
    MAIN_ACTION,
    MAIN_ARGUMENT,
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
from asset_recovery.exchange.row_draft import Draft, Refused, Setting
from asset_recovery.exchange.row_reader import RowReader
from asset_recovery.exchange.row_texts import (
    SEPARATOR,
    control_characters,
    is_plain,
    odd_texts,
)
from asset_recovery.exchange.row_values import CellReader, RowValues
from asset_recovery.exchange.tabular import RawRow
from asset_recovery.exchange.templates import filler, squeeze


class RowPlanner:
    """Plans row after row; remembers the cases and identifiers that it has met."""

    def __init__(
        self,
        found: ImportMap,
        header: tuple[str, ...],
        columns: tuple[str, ...],
        setting: Setting,
        typed: bool = False,
    ) -> None:
        self._map, self._header, self._columns, self._setting = found, header, columns, setting
        index = {name: place for place, name in enumerate(columns)}
        self._index: Mapping[str, int] = index
        self._cells = CellReader(found.file.unknown)
        self._values = RowReader(found, index, setting, typed)
        self._cases = [CaseReader(rule) for rule in found.row.cases]
        self._positions = PositionReader(found.positions) if found.positions else None
        self._then = [ThenReader(rule, _sources(found)) for rule in found.then]
        self._source = filler(found.row.source) if found.row.source else None
        self._order = _hash_order(columns, index)
        self._names = hashlib.sha256(SEPARATOR.join(sorted(set(columns))).encode()).digest()
        self._kept = self._kept_columns()
        self.cases: dict[str, PlannedCase] = {}

    def _kept_columns(self) -> list[tuple[int, str, bool]]:
        """Columns for the original: place, name, and whether an argument already keeps the text."""
        verbatim = self._values.verbatim_columns()
        return [
            (place, self._header[place].strip(), name in verbatim)
            for name, place in self._index.items()
            if name
        ]

    def plan(self, raw: RawRow) -> PlannedRow:
        """The row, planned or refused; never an exception for what stands in a row."""
        joined = SEPARATOR.join(raw.cells)
        content = self._hash(raw, joined)
        values = RowValues(self._index, self._cells, raw.cells)
        draft = Draft(raw.number, values)
        case = None
        try:
            if raw.problem is not None:
                raise Refused(raw.problem)
            self._texts(draft, joined)
            reference = self._values.read(draft)
            case = self._case(draft)
            actions = self._actions(draft, reference, case, joined)
        except Refused as refused:
            problems = tuple(replace(reason, row=raw.number) for reason in refused.reasons)
            return self._row(raw, case, content, (), draft, problems)
        self._values.keep_identifiers(draft, reference)
        return self._row(raw, case, content, actions, draft, ())

    def _row(
        self,
        raw: RawRow,
        case: str | None,
        content: str,
        actions: tuple[ActionData, ...],
        draft: Draft,
        problems: tuple[Reason, ...],
    ) -> PlannedRow:
        return PlannedRow(
            raw.number,
            str(draft.values.named.get("reference", "")),
            case,
            content,
            actions,
            tuple(draft.warnings),
            problems[0] if problems else None,
            REFUSED if problems else PLANNED,
            self._header,
            raw.cells,
            problems=problems,
        )

    def _hash(self, raw: RawRow, joined: str) -> str:
        if len(raw.cells) == len(self._columns):
            joined = SEPARATOR.join(self._order(raw.cells))
        digest = hashlib.sha256(self._names)
        digest.update(joined.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _texts(self, draft: Draft, joined: str) -> None:
        cells = draft.values.cells
        if is_plain(joined, cells):
            return
        refusal = control_characters(joined, cells, self._header)
        if refusal is not None:
            raise Refused(refusal)
        for warning in odd_texts(joined, cells, self._header):
            draft.warn(warning)

    def _case(self, draft: Draft) -> str | None:
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

    def _open_case(self, draft: Draft, reader: CaseReader, reference: str) -> None:
        action = reader.action(draft.values, reference, str(draft.values.named["as_at"]))
        if "legal_system" not in action and self._setting.legal_system:
            action["legal_system"] = self._setting.legal_system
        action |= draft.arguments.get("open_case", {})
        self.cases[reference] = PlannedCase(
            reference, action["title"], reader.rule.collection, draft.number, action
        )

    def _actions(
        self, draft: Draft, reference: str, case: str | None, joined: str
    ) -> tuple[ActionData, ...]:
        kind = self._map.kind
        main = MAIN_ACTION[kind]
        income = kind == "ledger" and draft.values.named.get("direction") == "income"
        source = self._source(draft.values.get) if self._source else self._setting.file_name
        draft.values.named["source"] = source
        first: ActionData = {"action": main}
        if kind in MAIN_ARGUMENT:
            first[MAIN_ARGUMENT[kind]] = reference
        if case is not None:
            first["case"] = case
        first |= draft.arguments.get(main, {})
        if income:
            first["action"] = "post_income"
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

    def _original(self, draft: Draft, joined: str) -> dict[str, str]:
        cells = draft.values.cells
        odd = "\xa0" in joined or "  " in joined or "\u202f" in joined
        return {
            name: str(cells[place])
            for place, name, verbatim in self._kept
            if cells[place] and (not verbatim or (odd and squeeze(cells[place]) != cells[place]))
        }

    def _position(self, draft: Draft, reference: str, source: Any) -> ActionData | None:
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


def _sources(found: ImportMap) -> dict[str, str]:
    """The column behind each named value, for sentences that speak of the file."""
    return {rule.name: rule.columns[0] for rule in found.fields if rule.name and rule.columns}


def _hash_order(columns: tuple[str, ...], index: Mapping[str, int]) -> Any:
    """Cells by the order of their columns' names: the same table in another order is the same."""
    places = [index[name] for name in sorted(index)]
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: (cells[places[0]],)
