"""The rows of a planned register, given one after the other in one transaction."""

from __future__ import annotations

from dataclasses import replace

from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.domain.registers import Result
from asset_recovery.exchange.import_map import MAIN_ARGUMENT
from asset_recovery.exchange.import_plan import (
    CHANGE,
    DOUBLED,
    PLANNED,
    REFUSED,
    ActionData,
    ImportPlan,
    PlannedCase,
    PlannedRow,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import ROLES, Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.import_query import imported_row
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.action_service import Batch
from asset_recovery.services.import_changes import Difference, difference
from asset_recovery.services.import_report import ImportReport


class Taking:
    """Gives the rows of one plan for one person and writes each outcome into the report."""

    def __init__(
        self,
        plan: ImportPlan,
        batch: Batch,
        actor: Actor,
        report: ImportReport,
        *,
        take_changes: bool,
    ) -> None:
        self._plan, self._batch, self._actor, self._report = plan, batch, actor, report
        self._take_changes = take_changes
        self._cases = {case.reference: case for case in plan.cases}
        self._known_cases: set[str] = set()
        self._refused: set[int] = set()

    def take(self, row: PlannedRow) -> None:
        """One row, to the outcome that it has."""
        if row.same_as in self._refused and row.outcome in (DOUBLED, CHANGE):
            # What it repeats was refused: the row stands for itself.
            row = replace(row, outcome=PLANNED, actions=row.whole, same_as=None, changes=())
        try:
            outcome = self._outcome(row)
        except AppError as refusal:
            self._refuse(row, refusal.reasons)
            outcome = REFUSED
        self._report.counts[outcome] += 1

    def finish(self) -> None:
        """Every row was seen; what waited for others is given."""

    def _outcome(self, row: PlannedRow) -> str:
        if row.problem is not None:
            self._refuse(row, row.problems or (row.problem,))
        elif row.outcome == PLANNED:
            self._make(row)
        elif row.outcome == CHANGE:
            return self._change(row)
        elif row.same_as is not None:
            self._report.doubled.append((row.number, row.same_as))
        return row.outcome

    def _refuse(self, row: PlannedRow, problems: tuple[Reason, ...]) -> None:
        reasons = tuple(replace(reason, row=row.number) for reason in problems)
        self._refused.add(row.number)
        self._report.refused_rows.append(replace(row, problem=reasons[0], problems=reasons))
        self._report.problems += reasons

    def _make(self, row: PlannedRow) -> None:
        """The row's actions; its case is opened with them, and only if they are taken."""
        case = self._case_to_open(row)
        opening = [] if case is None else [case.action, *self._on_the_team(case)]
        self._give(row, [*opening, *row.actions])
        if row.case_reference is not None:
            self._known_cases.add(row.case_reference)
        if case is not None:
            self._report.cases += 1

    def _on_the_team(self, case: PlannedCase) -> list[ActionData]:
        """Who imports joins the team of the case that is made, where her roles assign members."""
        role = next((one for one in ROLES["assign_member"] if one in self._actor.roles), None)
        if role is None:
            return []
        given = {"case": case.reference, "user": self._actor.name, "role": role.replace("_", " ")}
        return [{"action": "assign_member", **given}]

    def _case_to_open(self, row: PlannedRow) -> PlannedCase | None:
        reference = row.case_reference
        if reference is None or reference in self._known_cases:
            return None
        if finder.by_reference(self._batch.unit.connection, "case", reference) is not None:
            self._known_cases.add(reference)
            return None
        return self._cases[reference]

    def _change(self, row: PlannedRow) -> str:
        record = self._record(row)
        if record is None:
            self._make(row)
            return PLANNED
        found = self._difference(row, record)
        what = found.words() if found is not None else ""
        if self._take_changes:
            self._take_change(row, found)
        self._report.changes.append(
            (row.number, what or _("other content than imported before, in nothing kept on file"))
        )
        return CHANGE

    def _take_change(self, row: PlannedRow, found: Difference | None) -> None:
        if found is None:
            text = _("There is no record {reference} that you may change.")
            raise ValidationFailed(
                Reason("not_found", text.format(reference=row.reference), field="reference")
            )
        if found.refusals:
            raise ValidationFailed(found.refusals)
        self._give(row, found.actions)
        self._report.warnings += [replace(one, row=row.number) for one in found.stays]

    def _record(self, row: PlannedRow) -> Row | None:
        """What is on file under the reference that the row gives its record."""
        kind = self._plan.map.kind
        argument = MAIN_ARGUMENT[kind]
        given = (row.whole or row.actions)[0].get(argument, row.reference)
        connection = self._batch.unit.connection
        if kind in ("valuations", "ledger"):
            return finder.event_by_reference(connection, str(given))
        return finder.by_reference(connection, argument, str(given))

    def _difference(self, row: PlannedRow, record: Row) -> Difference | None:
        """The difference, or None where the user must not know of the record."""
        kind = self._plan.map.kind
        work = self._batch.work_of(self._actor)
        if not work.may_know(MAIN_ARGUMENT[kind], record):
            return None
        reason = _("{file}, row {row}, says otherwise").format(
            file=self._plan.file_name, row=row.number
        )
        return difference(kind, self._batch.unit, record, row, reason)

    def _give(self, row: PlannedRow, actions: list[ActionData]) -> list[Result]:
        results = self._batch.give(self._actor, actions)
        for result in results:
            self._report.warnings += [
                replace(warning, row=row.number) for warning in result.warnings
            ]
        self._remember(row)
        return results

    def _remember(self, row: PlannedRow) -> None:
        unit, map_id = self._batch.unit, self._plan.map.id
        known = imported_row(unit.connection, map_id, row.reference)
        if known is None:
            unit.insert(
                t.import_row, map=map_id, reference=row.reference, content_hash=row.content_hash
            )
        elif known["content_hash"] != row.content_hash:
            unit.update(t.import_row, known, content_hash=row.content_hash)
