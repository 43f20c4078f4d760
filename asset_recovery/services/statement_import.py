"""Bank statements taken in: read in a process of their own, each given as one action.

A statement with the same content as one that was read before changes nothing and says so; another
statement of the same number, or with a movement that is on file, is refused by the action itself.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.progress import Progress
from asset_recovery.exchange.bank.statement_plan import KIND, StatementPlan, plan_statements
from asset_recovery.exchange.child import run_in_child
from asset_recovery.exchange.import_plan import PLANNED, REFUSED, UNCHANGED, ImportPlan, PlannedRow
from asset_recovery.exchange.rejects import write_rejects
from asset_recovery.exchange.tabular import Wishes
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.import_query import imported_statement
from asset_recovery.persistence.unit_of_work import Entry
from asset_recovery.services.action_service import Batch
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.office import Office

BANK = KIND


def import_entry(plan: ImportPlan, report: ImportReport, actor: Actor, workstation: str) -> Entry:
    """The journal's entry of an import as a whole."""
    return Entry(
        action="import",
        actor=actor.name,
        workstation=workstation,
        command={
            "file": plan.file_name,
            "file_hash": plan.file_hash,
            "map": plan.map.id,
            "map_version": str(plan.map.version),
            "attribution": plan.map.attribution,
        },
        notes={"counts": dict(report.counts), "cases": report.cases},
    )


class StatementImport:
    """Takes the statements of one file for one person."""

    def __init__(self, office: Office, actor: Actor, progress: Progress) -> None:
        self._office, self._actor, self._progress = office, actor, progress

    def run(
        self, path: Path, map_name: str, wishes: Wishes, *, dry_run: bool, rejects: Path | None
    ) -> ImportReport:
        """Plan the file, then record its statements; good ones are kept beside refused ones.

        Raises `ValidationFailed` where the file as a whole cannot be read.
        """
        found: StatementPlan = run_in_child(
            plan_statements,
            str(path),
            map_name,
            today=self._office.actions.today(),
            wishes=wishes,
            progress=self._progress,
        )
        plan = found.plan
        report = ImportReport(path.name, plan.map.id, dry_run, attribution=plan.map.attribution)
        report.warnings = [*plan.notes]
        with self._office.actions.batch(by_import=True, keep=not dry_run) as batch:
            for row in plan.rows:
                report.counts[self._take(row, plan, batch, report)] += 1
            if batch.unit.has_changes:
                workstation = self._office.actions.workstation
                batch.unit.enter(import_entry(plan, report, self._actor, workstation))
            if rejects is not None:
                write_rejects(rejects, plan, _refused(found, report))
        self._progress.step(len(plan.rows), len(plan.rows), _("Done"))
        return report

    def _take(self, row: PlannedRow, plan: ImportPlan, batch: Batch, report: ImportReport) -> str:
        connection = batch.unit.connection
        if row.outcome != PLANNED:
            report.doubled.append((row.number, row.same_as or 0))
            return row.outcome
        if imported_statement(connection, row.content_hash):
            text = _("Statement {number} of {account} was already read; nothing is changed.")
            told = text.format(number=row.cells[0], account=row.cells[1])
            report.warnings.append(Reason("duplicate_statement", told, row=row.number))
            return UNCHANGED
        try:
            results = batch.give(self._actor, row.actions)
        except AppError as refusal:
            reasons = tuple(_placed(reason, row) for reason in refusal.reasons)
            report.refused_rows.append(replace(row, problem=reasons[0], problems=reasons))
            report.problems += reasons
            return REFUSED
        for result in results:
            report.warnings += [replace(one, row=row.number) for one in result.warnings]
            report.made += [value for kind, value in result.made if kind == "statement"]
        batch.unit.insert(
            t.import_row,
            map=f"{KIND}:{plan.map.id}",
            reference=row.content_hash,
            content_hash=row.content_hash,
        )
        return PLANNED


def _placed(reason: Reason, row: PlannedRow) -> Reason:
    """The statement as the row; which of its movements stands in the sentence or before it."""
    text = reason.text
    if reason.row is not None and reason.field == "lines":
        text = _("movement {number}: {text}").format(number=reason.row, text=text)
    return replace(reason, row=row.number, field=None, text=text)


def _refused(found: StatementPlan, report: ImportReport) -> list[PlannedRow]:
    """The refused statements in the form of the input: of a table, every row of each."""
    if not found.behind:
        return report.refused_rows
    return [
        replace(row, problem=one.problem, problems=one.problems)
        for one in report.refused_rows
        for row in found.behind[one.number - 1]
    ]
