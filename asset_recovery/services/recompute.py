"""Derived tables worked out anew from the records: to compare them, or to put them right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.custody_seals import seals_ever
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence import derived, receipts
from asset_recovery.persistence.debt_dues import release_due
from asset_recovery.persistence.derived_sales import Line as SaleLine
from asset_recovery.persistence.derived_sales import bids_of, put_sales, sales_of
from asset_recovery.persistence.derived_stays import Line, put_stays, stays_of
from asset_recovery.persistence.ledger_keeping import fill_ledger
from asset_recovery.persistence.queries import custody_query
from asset_recovery.persistence.queries.asset_query import asset_keys
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import UNTELLABLE, Stories
from asset_recovery.persistence.repositories.term_repository import case_keys
from asset_recovery.persistence.repositories.user_repository import user_names
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_terms import case_agenda
from asset_recovery.services.rates import Rates

AT_ONCE = 500
Failed = Callable[[str, Exception], None]


@dataclass(slots=True)
class Worked:
    """One asset worked out: its row, its position, its line of the register, what is due."""

    asset: Row
    case: Row
    position: Position
    line: dict[str, object]
    due: list[dict[str, object]]
    sales: list[SaleLine]
    bids: list[SaleLine]

    @property
    def stays(self) -> list[Line]:
        """Where it was kept, as lists read it."""
        return stays_of(int(self.asset["id"]), str(self.asset["reference"]), self.position)


@dataclass(slots=True)
class Recomputing:
    """Works out derived rows through one connection."""

    connection: Connection
    progress: Progress = field(default_factory=SilentProgress)
    _calendar: Calendar = field(default_factory=Calendar, init=False)

    def assets(self, failed: Failed | None = None) -> Iterator[Worked]:
        """Every asset, by key; one whose story cannot be told goes to `failed`, if given."""
        base = finder.setting(self.connection, "currency", "EUR")
        rates = Rates(self.connection, base)
        keys = asset_keys(self.connection)
        officers = user_names(self.connection)
        stories = Stories(self.connection)
        self._calendar = Calendar(finder.setting(self.connection, "country", ""))
        for number, key in enumerate(keys):
            if number % AT_ONCE == 0:
                stories = Stories(self.connection)  # what was parsed is forgotten now and then
                self.progress.step(number, len(keys), _("Working out assets"))
            try:
                worked = self._asset(stories, rates, base, officers, int(key))
            except UNTELLABLE as error:
                if failed is None:
                    raise
                failed(f"asset {key}", error)
            else:
                yield worked

    def _asset(
        self, stories: Stories, rates: Rates, base: str, officers: Mapping[int, str], key: int
    ) -> Worked:
        asset = stories.asset(key)
        case = stories.case(int(asset["case_id"]))
        rules = stories.rules_of(int(case["id"]))
        position = stories.position(key)
        officer = None if case["officer_id"] is None else officers.get(int(case["officer_id"]))
        release = release_due(self.connection, asset, position, rules)
        terms = due_items(position, rules, self._calendar, convert=rates.convert)
        line = derived.asset_row_of(
            asset,
            case,
            officer,
            position,
            rules,
            (base, rates.convert),
            [*terms, *release, *derived.open_deadlines(self.connection, key)],
        )
        due = derived.agenda_of(int(case["id"]), key, str(asset["reference"]), [*terms, *release])
        sales = sales_of(key, int(case["id"]), position, rules)
        bids = bids_of(key, int(case["id"]), position)
        return Worked(asset, case, position, line, due, sales, bids)

    def deadlines(self) -> Iterator[dict[str, object]]:
        """What is due of cases and requests, and by deadlines that were set and are open."""
        stories = Stories(self.connection)
        calendar = Calendar(finder.setting(self.connection, "country", ""))
        for number, key in enumerate(case_keys(self.connection)):
            if number % AT_ONCE == 0:
                stories = Stories(self.connection)
            yield from case_agenda(self.connection, stories, int(key), calendar)
        for row in derived.deadlines_still_open(self.connection):
            yield derived.agenda_entry(row)

    def searched(self, failed: Failed | None = None) -> Iterator[dict[str, object]]:
        """What the search knows of every record; one it cannot read goes to `failed`, if given."""
        for kind, row in derived.searched_records(self.connection):
            try:
                entry = self._entry(kind, row)
            except UNTELLABLE as error:
                if failed is None:
                    raise
                failed(f"{derived.SEARCHED_TABLES[kind]} {row['id']}", error)
            else:
                yield entry

    def _entry(self, kind: str, row: Row) -> dict[str, object]:
        if kind == "asset":
            return derived.asset_search_entry(self.connection, row)
        return derived.search_entry(kind, row)


class Portfolio:
    """Counts and sums of the portfolio, added up from lines of the register."""

    def __init__(self) -> None:
        self._sums: dict[tuple[object, ...], tuple[int, ...]] = {}

    def add(self, line: Mapping[str, Any], *, sealed: bool) -> None:
        """Count one asset."""
        for key, sums in derived.portfolio_lines(line, sealed):
            before = self._sums.get(key, (0,) * len(sums))
            self._sums[key] = tuple(a + b for a, b in zip(before, sums, strict=True))

    def rows(self) -> dict[tuple[object, ...], tuple[int, ...]]:
        """`derived.PORTFOLIO_KEY` to `derived.PORTFOLIO_SUMS`."""
        return dict(self._sums)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Empty the derived tables and fill them anew, in the transaction of this connection."""
    work = Recomputing(connection, progress or SilentProgress())
    derived.clear(connection)
    for found in work.assets():
        derived.put_asset(connection, found.line, found.due, bool(found.case["sealed"]))
        seals = seals_ever(found.position.happened)
        custody_query.put_seals(connection, int(found.asset["id"]), seals)
        put_stays(connection, int(found.asset["id"]), found.stays)
        put_sales(connection, int(found.asset["id"]), found.sales, found.bids)
    derived.put_agenda(connection, list(work.deadlines()))
    for entry in work.searched():
        derived.put_search(connection, entry)
    fill_ledger(connection.connection.driver_connection)
    receipts.put_all(connection)
