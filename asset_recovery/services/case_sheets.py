"""Case sheets in the shape of a public register of recoveries, one line a case (statistics 5.12).

Only cases in which something was frozen, confiscated or given back by the end of the period stand
in it. No names of persons: the sheet is made to leave the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asset_recovery.domain import code_lists
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.money import Money
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.domain.return_facts import ReturnFact
from asset_recovery.domain.return_layout import return_layout_on
from asset_recovery.domain.statistics_facts import Period
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.queries.statistics_query import (
    case_ended_on,
    cases_known,
    shares_assets,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.looking import Look, OpenOffice, note_look
from asset_recovery.services.return_output import write_figures
from asset_recovery.services.return_reading import return_facts
from asset_recovery.services.statistics_service import reading_of

STAR = "star"
COLUMNS = (
    "case", "title", "cluster", "country_of_origin", "countries_of_assets", "other_countries",
    "mechanism", "opened", "closed", "frozen", "adjudicated", "returned", "currency", "years",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """One case: where it comes from, where the assets lie, how and how much was recovered.

    Amounts in the base currency; `years` are those of freezing, confiscation and return. `cluster`
    says that assets of it stand in another case too.
    """

    case: str
    title: str
    cluster: bool
    origin: str
    assets_in: tuple[str, ...]
    others: tuple[str, ...]
    mechanism: str
    opened: date
    closed: date | None
    frozen: Money
    adjudicated: Money
    returned: Money
    years: tuple[int, ...]

    def line(self) -> tuple[str | Money, ...]:
        """The sheet as a line of a table."""
        return (
            self.case, self.title, _("yes") if self.cluster else _("no"), self.origin,
            "; ".join(self.assets_in), "; ".join(self.others), self.mechanism,
            self.opened.isoformat(), self.closed.isoformat() if self.closed else "",
            self.frozen, self.adjudicated, self.returned, self.frozen.currency,
            ", ".join(str(year) for year in self.years),
        )  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """The sheet as JSON writes it."""
        said = [one.amount if isinstance(one, Money) else one for one in self.line()]
        return {**dict(zip(COLUMNS, said, strict=True)), "cluster": self.cluster}


@dataclass(frozen=True, slots=True)
class CaseSheets:
    """Reads over all cases that a user may know of; a look at the whole office."""

    office: OpenOffice

    def sheets(
        self, actor: Actor, period: Period, progress: Progress | None = None
    ) -> list[CaseSheet]:
        """The sheets of a period, by the number of the case."""
        note_look(self.office, actor, None, Look(screen=f"statistics {STAR} {period}"), ())
        with self.office.reading.connect() as connection:
            reading = reading_of(connection, self.office, actor, None)
            assert reading.access is not None
            cases = cases_known(executor(connection), reading.access)
            return list(_sheets(reading, cases, period, progress or SilentProgress()))

    def write(self, sheets: Sequence[CaseSheet], path: Path) -> None:
        """The sheets as .xlsx, .csv or .json, by the ending of the name."""
        write_figures(
            path,
            COLUMNS,
            (one.line() for one in sheets),
            lambda: [one.as_json() for one in sheets],
            refusal=_("Case sheets are written as .xlsx, .csv or .json, not as {file}."),
        )


def _sheets(
    reading: Reading, cases: list[str], period: Period, progress: Progress
) -> Iterator[CaseSheet]:
    enters = return_layout_on("fatf", period.last).enters
    by_case: dict[str, list[ReturnFact]] = {}
    for one in return_facts(reading, cases, period, enters, progress):
        by_case.setdefault(one.case, []).append(one)
    for name, facts in sorted(by_case.items()):
        if any(one.fact in ("frozen", "confiscated", "released", "paid") for one in facts):
            yield _sheet(reading, name, facts)


def _sheet(reading: Reading, name: str, facts: list[ReturnFact]) -> CaseSheet:
    row = finder.by_reference(reading.connection, "case", name)
    assert row is not None
    base = reading.base_currency
    home = finder.setting(reading.connection, "country", "")
    on_assets = [one for one in facts if one.fact in ("frozen", "confiscated")]
    lying = {str(one.labels["country"]) for one in on_assets if one.labels.get("country")}
    asked = {str(one.labels["country"]) for one in facts if one.fact == "request"}
    counted = [one for one in facts if one.fact in ("frozen", "confiscated", "paid", "released")]
    route = str(row["route"] or "")
    ended = case_ended_on(reading.connection, int(row["id"]))
    return CaseSheet(
        case=name,
        title=str(row["title"]),
        cluster=shares_assets(reading.connection, int(row["id"])),
        origin=country_name(home) if home else _("not on file"),
        assets_in=tuple(country_name(code) for code in sorted(lying)),
        others=tuple(country_name(code) for code in sorted(asked - lying)),
        mechanism=code_lists.label("routes", route) if route else _("not on file"),
        opened=date.fromisoformat(row["opened_on"]),
        closed=date.fromisoformat(ended) if ended else None,
        frozen=_sum(facts, base, "frozen"),
        adjudicated=_sum(facts, base, "confiscated"),
        returned=_sum([one for one in facts if _is_return(one)], base, "paid", "released"),
        years=tuple(sorted({one.on.year for one in counted})),
    )


def _is_return(one: ReturnFact) -> bool:
    """Paid to victims, owners and other States, or given back as a thing."""
    if one.fact == "paid":
        return one.labels.get("kind") in ("victim", "owner", "foreign_state")
    return one.labels.get("state") in ("returned_to_owner", "restored_to_victim")


def _sum(facts: list[ReturnFact], currency: str, *names: str) -> Money:
    return Money(sum(one.value or 0 for one in facts if one.fact in names), currency)
