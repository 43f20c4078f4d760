"""The yearly tables of what the office learnt: how property was hidden, and close-out reviews.

Internal: they are on the screen and the command line of the office, on no paper that leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.learning import PatternYear, ReviewLine
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.learning_query import closings, patterns
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.looking import Look, OpenOffice, look_at


@dataclass(frozen=True, slots=True)
class LearningService:
    """Reads over all cases that a user may know of; reviews of whole cases are looks at them."""

    office: OpenOffice

    def patterns(self, actor: Actor, year: int | None = None) -> list[PatternYear]:
        """A line for each year and way, the newest year first, then the most frequent way."""
        with self.office.reading.connect() as connection:
            base = finder.setting(connection, "currency", "EUR")
            rows = patterns(executor(connection), Access.of(actor, self.office.today()))
        met: dict[tuple[int, str], tuple[set[str], dict[str, int]]] = {}
        for at, code, case, asset, value in rows:
            if year is not None and int(at) != year:
                continue
            cases, assets = met.setdefault((int(at), code), (set(), {}))
            cases.add(case)
            if asset is not None:
                assets[asset] = value or 0
        lines = [
            PatternYear(
                year=key[0],
                code=key[1],
                label=code_lists.label("concealment_patterns", key[1]),
                cases=len(cases),
                assets=len(assets),
                value=Money(sum(assets.values()), base),
                records=tuple(sorted(assets or cases)),
            )
            for key, (cases, assets) in met.items()
        ]
        return sorted(lines, key=lambda one: (-one.year, -one.cases, -one.assets, one.code))

    def reviews(
        self, actor: Actor, year: int | None = None, *, purpose: str = ""
    ) -> list[ReviewLine]:
        """A line for each case closed (in a year), whether its review is written or still due.

        Cases to which the user is not assigned need a `purpose`, as when they are opened.
        """
        with self.office.reading.connect() as connection:
            found = closings(executor(connection), Access.of(actor, self.office.today()))
        wanted = [(int(at), case) for at, case in found if year in (None, int(at))]
        return [
            ReviewLine(at, case, file.case.title, file.review)
            for at, case in wanted
            for file in self._file(case, actor, purpose)
            if file.review is not None
        ]

    def _file(self, case: str, actor: Actor, purpose: str) -> Iterator[CaseFile]:
        look = Look(screen="reviews", purpose=purpose)
        try:
            with look_at(self.office, actor, "case", case, look) as sight:
                yield read_case_file(sight.reading, sight.own_case, with_journal=False)
        except AppError as refusal:
            if refusal.kind not in ("permission", "not_found"):
                raise
