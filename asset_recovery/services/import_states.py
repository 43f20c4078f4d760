"""State sheets from a file: the rows of a State are its instruments, given as one sheet."""

from __future__ import annotations

from dataclasses import replace

from asset_recovery.domain.errors import AppError
from asset_recovery.exchange.import_plan import (
    CHANGE,
    DOUBLED,
    PLANNED,
    REFUSED,
    UNCHANGED,
    ActionData,
    PlannedRow,
)
from asset_recovery.i18n import _
from asset_recovery.services.import_taking import Taking

_ONCE = frozenset({"action", "instruments"})
Key = tuple[str, str]


class StateTaking(Taking):
    """Rows of one State and day stand or fall together: an instrument in no row is not in force.

    A row that was there before with the same content is no reason for a new sheet, but where
    another row makes one it is part of it. A changed row makes one where changes are taken.
    """

    _rows: dict[Key, list[PlannedRow]] | None = None

    def take(self, row: PlannedRow) -> None:
        """One row: kept for its State, or told as what it is."""
        if row.same_as in self._refused and row.outcome in (DOUBLED, CHANGE):
            row = replace(row, outcome=PLANNED, actions=row.whole, same_as=None, changes=())
        if row.problem is not None or row.outcome == DOUBLED or not (row.actions or row.whole):
            super().take(row)
            return
        if self._rows is None:
            self._rows = {}
        first = (row.actions or row.whole)[0]
        key = (str(first.get("country") or ""), str(first.get("on") or ""))
        self._rows.setdefault(key, []).append(row)

    def finish(self) -> None:
        """A sheet for each State of which a row is new, or changed and taken."""
        for rows in (self._rows or {}).values():
            self._sheet(rows)

    def _sheet(self, rows: list[PlannedRow]) -> None:
        wanted = [
            row
            for row in rows
            if row.outcome == PLANNED or (row.outcome == CHANGE and self._take_changes)
        ]
        if wanted:
            try:
                self._batch.give(self._actor, [_joined(rows)])
            except AppError as refusal:
                for row in rows:
                    self._refuse(row, refusal.reasons)
                    self._report.counts[REFUSED] += 1
                return
        for row in rows:
            self._report.counts[row.outcome] += 1
            if row in wanted:
                self._remember(row)
            if row.outcome == CHANGE:
                text = _("other content than imported before")
                self._report.changes.append((row.number, text))
            assert row.outcome in (PLANNED, CHANGE, UNCHANGED)  # noqa: S101 - others were told


def _joined(rows: list[PlannedRow]) -> ActionData:
    """One sheet of the rows: what the first of them says, and the instruments of all."""
    sheet: ActionData = {"action": "record_state_sheet"}
    instruments: list[object] = []
    for row in rows:
        for action in row.actions or row.whole:
            instruments += action.get("instruments") or []
            for name, value in action.items():
                if name not in _ONCE:
                    sheet.setdefault(name, value)
    if instruments:
        sheet["instruments"] = instruments
    return sheet
