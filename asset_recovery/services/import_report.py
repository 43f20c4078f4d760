"""What an import did, or would do, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_plan import CHANGE, OUTCOMES, PLANNED, REFUSED, PlannedRow
from asset_recovery.i18n import _

SHOWN = 200
WARNED = 20


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
    made: list[str] = field(default_factory=list)  # the references of statements

    @property
    def is_clean(self) -> bool:
        """Whether no row was refused."""
        return not self.counts[REFUSED]

    @property
    def taken(self) -> int:
        """How many rows are made or changed."""
        return self.counts[PLANNED] + self.counts[CHANGE]

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
            **({"made_records": self.made} if self.made else {}),
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
        found = [_line(problem) for problem in self.problems[:SHOWN]]
        found += [
            _("row {row}: changed: {what}").format(row=row, what=what)
            for row, what in self.changes[:SHOWN]
        ]
        if len(self.problems) > SHOWN:
            found.append(f"… and {len(self.problems) - SHOWN} more refusals (--rejects FILE)")
        found += [f"{_('warning')}: {_line(warning)}" for warning in self.warnings[:WARNED]]
        if len(self.warnings) > WARNED:
            more = len(self.warnings) - WARNED
            found.append(f"… and {more} more warnings (--json shows the first {SHOWN})")
        return found


_OUTCOME_WORDS = {
    "planned": "made",
    "unchanged": "unchanged",
    "doubled": "doubled",
    "change": "changed",
    "refused": "refused",
}


def _line(reason: Reason) -> str:
    """Row, field and sentence of a reason, without what it does not name."""
    places = [f"row {reason.row}"] if reason.row is not None else []
    if reason.field and not reason.text.startswith(f"{reason.field}:"):
        places.append(reason.field)
    return ": ".join([*places, f"{reason.text} [{reason.code}]"])
