"""Registers taken in: planned in a process of their own, given as actions in one transaction."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import NotPermitted, Reason, ValidationFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.exchange.child import run_in_child
from asset_recovery.exchange.import_plan import ImportPlan, against_earlier
from asset_recovery.exchange.register_import import plan_import
from asset_recovery.exchange.rejects import write_rejects
from asset_recovery.exchange.tabular import Wishes
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import IMPORT_APPROVERS, IMPORT_TRIERS, Actor
from asset_recovery.persistence.queries.import_query import content_hashes
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.import_balances import BalanceTaking
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_states import StateTaking
from asset_recovery.services.import_taking import Taking
from asset_recovery.services.import_victims import VictimTaking
from asset_recovery.services.office import Office
from asset_recovery.services.statement_import import BANK, StatementImport, import_entry

SUBJECTS = (
    "assets",
    "parties",
    "valuations",
    "victims",
    "ledger",
    "balances",
    "states",
    "authorities",
    BANK,
)
_TAKINGS: dict[str, type[Taking]] = {
    "victims": VictimTaking,
    "balances": BalanceTaking,
    "states": StateTaking,
}


class ImportService:
    """Takes registers in for one office."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def run(  # noqa: PLR0913 - the say that people have in an import
        self,
        path: Path,
        subject: str,
        map_name: str,
        actor: Actor,
        *,
        as_at: date | None = None,
        dry_run: bool = False,
        rejects: Path | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        take_changes: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Plan the file, then give its actions in one transaction; Cancel keeps nothing.

        Raises `ValidationFailed` for the file or the map, `NotPermitted` for who may not import.
        """
        progress = progress or SilentProgress()
        wishes = Wishes(encoding=encoding, delimiter=delimiter)
        if subject == BANK:
            statements = StatementImport(self._office, actor, progress)
            return statements.run(path, map_name, wishes, dry_run=dry_run, rejects=rejects)
        if subject not in SUBJECTS:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("This build reads: {subjects}.").format(subjects=", ".join(SUBJECTS)),
                    field="as",
                )
            )
        approves = bool(actor.roles & IMPORT_APPROVERS)
        if subject == "assets" and not approves and not (dry_run and actor.roles & IMPORT_TRIERS):
            raise NotPermitted(Reason("role_needed", _approval(dry_run)))
        plan: ImportPlan = run_in_child(
            plan_import,
            str(path),
            map_name,
            today=self._office.today(),
            as_at=as_at,
            kind=subject,
            legal_system=self._setting("legal_system", "generic"),
            wishes=wishes,
            progress=progress,
        )
        plan = against_earlier(plan, self._earlier(plan))
        report = ImportReport(path.name, plan.map.id, dry_run, attribution=plan.map.attribution)
        report.warnings = [*plan.notes, *plan.warnings]
        if subject == "assets" and not approves:
            report.warnings.insert(0, Reason("role_needed", _approval(dry_run=False)))
        self._apply(plan, report, actor, progress, take_changes, rejects)
        return report

    def _setting(self, key: str, default: str) -> str:
        with self._office.reading.connect() as connection:
            return finder.setting(connection, key, default)

    def _earlier(self, plan: ImportPlan) -> dict[str, str]:
        with self._office.reading.connect() as connection:
            return content_hashes(connection, plan.map.id)

    def _apply(  # noqa: PLR0913 - what is taken in, for whom, and where the rest goes
        self,
        plan: ImportPlan,
        report: ImportReport,
        actor: Actor,
        progress: Progress,
        take_changes: bool,
        rejects: Path | None,
    ) -> None:
        trial = report.dry_run and plan.map.kind == "assets"
        with self._office.actions.batch(
            by_import=True,
            keep=not report.dry_run,
            approvers=IMPORT_TRIERS if trial else IMPORT_APPROVERS,
        ) as batch:
            maker = _TAKINGS.get(plan.map.kind, Taking)
            taking = maker(plan, batch, actor, report, take_changes=take_changes)
            for place, row in enumerate(plan.rows):
                if place % 50 == 0:
                    progress.step(
                        place, len(plan.rows), _("Taking in {file}").format(file=report.file)
                    )
                taking.take(row)
            taking.finish()
            if batch.unit.has_changes:
                self._close(plan, batch.unit, actor, report)
            if rejects is not None:
                # Before anything is kept: rows that cannot be handed back are not left out either.
                write_rejects(rejects, plan, report.refused_rows)
        progress.step(len(plan.rows), len(plan.rows), _("Done"))

    def _close(self, plan: ImportPlan, unit: Unit, actor: Actor, report: ImportReport) -> None:
        unit.enter(import_entry(plan, report, actor, self._office.actions.workstation))


def _approval(dry_run: bool) -> str:
    if dry_run:
        return _("An import is tried by whoever registers assets.")
    return _(
        "An import is approved as a whole: a supervisor gives it. A dry run (--dry-run) shows"
        " beforehand what it would do."
    )


__all__ = ["SUBJECTS", "ImportReport", "ImportService"]
