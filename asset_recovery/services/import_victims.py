"""The rows of a list of victims, given by the thousand: one entry of the journal a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.exchange.import_plan import (
    CHANGE,
    DOUBLED,
    PLANNED,
    REFUSED,
    ImportPlan,
    PlannedRow,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.action_service import Batch
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_taking import Taking

AT_ONCE = 1_000
_NOT_CHANGED = frozenset({"action", "victim", "case", "party", "victim_list"})
Key = tuple[str, str]


class VictimTaking(Taking):
    """Gives planned victims in batches; a refused row leaves its batch, the others are taken."""

    def __init__(
        self,
        plan: ImportPlan,
        batch: Batch,
        actor: Actor,
        report: ImportReport,
        *,
        take_changes: bool,
    ) -> None:
        super().__init__(plan, batch, actor, report, take_changes=take_changes)
        self._waiting: dict[Key, list[PlannedRow]] = {}

    def take(self, row: PlannedRow) -> None:
        """One row: kept for its batch, or told as what it is."""
        if row.same_as in self._refused and row.outcome in (DOUBLED, CHANGE):
            row = replace(row, outcome=PLANNED, actions=row.whole, same_as=None, changes=())
        if row.problem is None and row.outcome == PLANNED:
            self._waiting.setdefault(_key(row), []).append(row)
            if len(self._waiting[_key(row)]) >= AT_ONCE:
                self._flush(_key(row))
            return
        super().take(row)

    def finish(self) -> None:
        """Give what still waits."""
        for key in list(self._waiting):
            self._flush(key)

    def _flush(self, key: Key) -> None:
        rows = self._waiting.pop(key, [])
        while rows:
            given: dict[str, object] = {
                "action": "record_victims",
                "case": key[0],
                "rows": [_as_row(row) for row in rows],
            }
            if key[1]:
                given["victim_list"] = key[1]
            try:
                self._batch.give(self._actor, [given])
            except AppError as refusal:
                rows = self._without(rows, refusal.reasons)
                continue
            for row in rows:
                self._remember(row)
            self._report.counts[PLANNED] += len(rows)
            return

    def _without(self, rows: list[PlannedRow], reasons: tuple[Reason, ...]) -> list[PlannedRow]:
        """The rows that were not refused; a refusal of the whole refuses every one."""
        against: dict[int, list[Reason]] = {}
        for reason in reasons:
            against.setdefault(reason.row or 0, []).append(reason)
        whole = against.get(0, [])
        left = []
        for place, row in enumerate(rows, start=1):
            found = against.get(place, []) or whole
            if not found:
                left.append(row)
                continue
            self._refuse(row, tuple(found))
            self._report.counts[REFUSED] += 1
        return left

    def _change(self, row: PlannedRow) -> str:
        """A victim whom an earlier file told otherwise: shown, and changed where that is asked."""
        if self._take_changes:
            action = (row.whole or row.actions)[0]
            changed = {name: value for name, value in action.items() if name not in _NOT_CHANGED}
            party = action.get("party")
            if isinstance(party, Mapping):
                changed["name"] = party["name"]
            reason = _("{file}, row {row}, says otherwise").format(
                file=self._plan.file_name, row=row.number
            )
            self._give(
                row,
                [
                    {
                        "action": "change_victim",
                        "victim": row.reference,
                        "reason": reason,
                        **changed,
                    }
                ],
            )
        self._report.changes.append((row.number, _("other content than imported before")))
        return CHANGE


def _key(row: PlannedRow) -> Key:
    action = row.actions[0]
    return str(action.get("case", "")), str(action.get("victim_list", ""))


def _as_row(row: PlannedRow) -> dict[str, Any]:
    """The planned victim as a row of the one action that takes many."""
    action = row.actions[0]
    found = {
        name: value
        for name, value in action.items()
        if name not in ("action", "case", "victim_list", "party", "reason", "note")
    }
    party = action.get("party")
    if isinstance(party, Mapping):
        found["name"] = party["name"]
    elif party:
        found["party"] = party
    return found
