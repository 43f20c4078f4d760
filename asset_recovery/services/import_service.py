"""Registers taken in: planned in a process of their own, given as actions in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import AppError, NotPermitted, Reason, ValidationFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.exchange.child import run_in_child
from asset_recovery.exchange.import_plan import (
    CHANGE,
    OUTCOMES,
    PLANNED,
    REFUSED,
    ImportPlan,
    PlannedRow,
    against_earlier,
)
from asset_recovery.exchange.register_import import plan_import
from asset_recovery.exchange.rejects import write_rejects
from asset_recovery.exchange.tabular import Wishes
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.import_query import content_hashes, imported_row
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Entry, Unit
from asset_recovery.services.action_service import Batch
from asset_recovery.services.office import Office

SHOWN = 200
SUBJECTS = ("assets", "parties", "valuations")
IMPORTERS = frozenset({"supervisor", "administrator"})


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do: every row ends as one of the outcomes."""

    file: str
    map: str
    dry_run: bool
    counts: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    problems: list[Reason] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    doubled: list[tuple[int, int]] = field(default_factory=list)
    changes: list[tuple[int, str]] = field(default_factory=list)
    refused_rows: list[PlannedRow] = field(default_factory=list)
    attribution: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether no row was refused."""
        return not self.counts[REFUSED]

    def as_json(self) -> dict[str, object]:
        """The report as JSON; long lists are cut, their full number is told."""
        return {
            "ok": self.is_clean,
            "file": self.file,
            "map": self.map,
            "dry_run": self.dry_run,
            "read": sum(self.counts.values()),
            **{_OUTCOME_WORDS[name]: self.counts[name] for name in OUTCOMES},
            "cases": self.cases,
            "problems": [problem.as_json() for problem in self.problems[:SHOWN]],
            "problems_count": len(self.problems),
            "warnings": [warning.as_json() for warning in self.warnings[:SHOWN]],
            "warnings_count": len(self.warnings),
            "doubled_rows": [{"row": row, "same_as": same} for row, same in self.doubled[:SHOWN]],
            "changed_rows": [{"row": row, "what": what} for row, what in self.changes[:SHOWN]],
            "attribution": self.attribution,
        }

    def counted(self) -> list[tuple[str, int]]:
        """Each outcome with its number of rows, and the new cases."""
        found = [(_OUTCOME_WORDS[name], self.counts[name]) for name in OUTCOMES]
        return [*found, ("new cases", self.cases)]

    def summary(self) -> str:
        """One line of counts that add up to the rows read."""
        counted = ", ".join(f"{self.counts[name]:,} {_OUTCOME_WORDS[name]}" for name in OUTCOMES)
        done = _("Would be") if self.dry_run else _("Read")
        return f"{done}: {sum(self.counts.values()):,} rows: {counted}; {self.cases} new cases."

    def lines(self) -> list[str]:
        """The refusals and changes, row by row, then how many more there are."""
        found = [
            f"row {p.row}: {p.field or ''}: {p.text} [{p.code}]" for p in self.problems[:SHOWN]
        ]
        found += [f"row {row}: {what}" for row, what in self.changes[:SHOWN]]
        if len(self.problems) > SHOWN:
            found.append(f"… and {len(self.problems) - SHOWN} more refusals (--rejects FILE)")
        if self.warnings:
            found.append(f"{len(self.warnings)} warnings (--json shows the first {SHOWN})")
        return found


_OUTCOME_WORDS = {
    "planned": "made",
    "unchanged": "unchanged",
    "doubled": "doubled",
    "change": "changed",
    "refused": "refused",
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
        if subject not in SUBJECTS:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("This build reads: {subjects}.").format(subjects=", ".join(SUBJECTS)),
                    field="as",
                )
            )
        if subject == "assets" and not actor.roles & IMPORTERS:
            raise NotPermitted(
                Reason("role_needed", _("An import is approved as a whole: by a supervisor."))
            )
        plan: ImportPlan = run_in_child(
            plan_import,
            str(path),
            map_name,
            today=self._office.today(),
            as_at=as_at,
            kind=subject,
            legal_system=self._setting("legal_system", "generic"),
            wishes=Wishes(encoding=encoding, delimiter=delimiter),
            progress=progress,
        )
        plan = against_earlier(plan, self._earlier(plan))
        report = ImportReport(path.name, plan.map.id, dry_run, attribution=plan.map.attribution)
        report.warnings = [*plan.notes, *plan.warnings]
        self._apply(plan, report, actor, progress, take_changes)
        if rejects is not None:
            write_rejects(rejects, plan, report.refused_rows)
        return report

    def _setting(self, key: str, default: str) -> str:
        with self._office.reading.connect() as connection:
            return finder.setting(connection, key, default)

    def _earlier(self, plan: ImportPlan) -> dict[str, str]:
        with self._office.reading.connect() as connection:
            return content_hashes(connection, plan.map.id)

    def _apply(
        self,
        plan: ImportPlan,
        report: ImportReport,
        actor: Actor,
        progress: Progress,
        take_changes: bool,
    ) -> None:
        with self._office.actions.batch(by_import=True, keep=not report.dry_run) as batch:
            self._cases(plan, batch, actor, report)
            for place, row in enumerate(plan.rows):
                if place % 50 == 0:
                    progress.step(
                        place, len(plan.rows), _("Taking in {file}").format(file=report.file)
                    )
                self._row(plan, row, batch, actor, report, take_changes)
            if any(report.counts[name] for name in (PLANNED, CHANGE)) or batch.unit.has_changes:
                self._close(plan, batch.unit, actor, report)
        progress.step(len(plan.rows), len(plan.rows), _("Done"))

    def _cases(self, plan: ImportPlan, batch: Batch, actor: Actor, report: ImportReport) -> None:
        for case in plan.cases_needed():
            known = finder.by_reference(batch.unit.connection, "case", case.reference)
            if known is None:
                batch.give(actor, [case.action])
                report.cases += 1

    def _row(  # noqa: PLR0913, PLR0917 - one row with all that it needs
        self,
        plan: ImportPlan,
        row: PlannedRow,
        batch: Batch,
        actor: Actor,
        report: ImportReport,
        take_changes: bool,
    ) -> None:
        outcome = row.outcome
        if row.problem is not None:
            report.problems += list(row.problems) or [row.problem]
            report.refused_rows.append(row)
        elif row.same_as is not None:
            report.doubled.append((row.number, row.same_as))
        elif outcome == PLANNED or (outcome == CHANGE and take_changes):
            outcome = self._give(plan, row, batch, actor, report)
        if outcome == CHANGE:
            what = ", ".join(f"{c.field}: {c.before} → {c.after}" for c in row.changes)
            report.changes.append((row.number, what or _("other content than imported before")))
        report.counts[outcome] += 1

    def _give(
        self, plan: ImportPlan, row: PlannedRow, batch: Batch, actor: Actor, report: ImportReport
    ) -> str:
        try:
            results = batch.give(actor, row.actions)
        except AppError as refusal:
            reasons = tuple(replace(reason, row=row.number) for reason in refusal.reasons)
            report.refused_rows.append(replace(row, problem=reasons[0], problems=reasons))
            report.problems += reasons
            return REFUSED
        for result in results:
            report.warnings += [replace(warning, row=row.number) for warning in result.warnings]
        self._remember(batch.unit, plan.map.id, row)
        return row.outcome

    def _remember(self, unit: Unit, map_id: str, row: PlannedRow) -> None:
        known = imported_row(unit.connection, map_id, row.reference)
        if known is None:
            unit.insert(
                t.import_row, map=map_id, reference=row.reference, content_hash=row.content_hash
            )
        else:
            unit.update(t.import_row, known, content_hash=row.content_hash)

    def _close(self, plan: ImportPlan, unit: Unit, actor: Actor, report: ImportReport) -> None:
        unit.enter(
            Entry(
                action="import",
                actor=actor.name,
                workstation=self._office.actions.workstation,
                command={
                    "file": plan.file_name,
                    "file_hash": plan.file_hash,
                    "map": plan.map.id,
                    "map_version": str(plan.map.version),
                    "attribution": plan.map.attribution,
                },
                notes={"counts": dict(report.counts), "cases": report.cases},
            )
        )
