"""Derived tables worked out anew from the records: to compare them, or to put them right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence import derived
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.rows import Row, all_of
from asset_recovery.services.rates import Rates

AT_ONCE = 500
Failed = Callable[[str, Exception], None]
# What folding a story raises where somebody edited its rows by hand.
UNTELLABLE = (
    AppError,
    ArithmeticError,
    AttributeError,
    LookupError,
    SQLAlchemyError,
    TypeError,
    ValueError,
)
_SEARCHED: Mapping[str, Table] = {
    "case": t.case_record,
    "asset": t.asset,
    "order": t.court_order,
    "party": t.party,
    "request": t.request,
    "document": t.document,
}


@dataclass(slots=True)
class Worked:
    """One asset worked out: its row, its position, its line of the register, what is due."""

    asset: Row
    case: Row
    position: Position
    line: dict[str, object]
    due: list[dict[str, object]]


@dataclass(slots=True)
class Recomputing:
    """Works out derived rows through one connection."""

    connection: Connection
    progress: Progress = field(default_factory=SilentProgress)

    def assets(self, failed: Failed | None = None) -> Iterator[Worked]:
        """Every asset, by key; one whose story cannot be told goes to `failed`, if given."""
        base = finder.setting(self.connection, "currency", "EUR")
        rates = Rates(self.connection, base)
        keys = self.connection.execute(select(t.asset.c.id).order_by(t.asset.c.id)).scalars().all()
        officers = {
            row["id"]: str(row["name"])
            for row in all_of(self.connection.execute(select(t.user_account)))
        }
        stories = Stories(self.connection)
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
        line = derived.asset_row_of(
            asset,
            case,
            officer,
            position,
            rules,
            (base, rates.convert),
            derived.open_deadlines(self.connection, key),
        )
        return Worked(asset, case, position, line, derived.agenda_of(asset, position, rules))

    def deadlines(self) -> Iterator[dict[str, object]]:
        """What is due by deadlines that were set and are open."""
        query = select(t.deadline).where(t.deadline.c.state == "open").order_by(t.deadline.c.id)
        for row in all_of(self.connection.execute(query)):
            yield derived.agenda_entry(row)

    def searched(self, failed: Failed | None = None) -> Iterator[dict[str, object]]:
        """What the search knows of every record; one it cannot read goes to `failed`, if given."""
        for kind, table in _SEARCHED.items():
            rows = self.connection.execute(select(table).order_by(table.c.id))
            for row in all_of(rows):
                try:
                    entry = self._entry(kind, row)
                except UNTELLABLE as error:
                    if failed is None:
                        raise
                    failed(f"{table.name} {row['id']}", error)
                else:
                    yield entry

    def _entry(self, kind: str, row: Row) -> dict[str, object]:
        if kind == "asset":
            return derived.asset_search_entry(self.connection, row)
        return derived.search_entry(kind, row)


class Portfolio:
    """Counts and sums of the portfolio, added up from lines of the register."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[object, ...]] = Counter()
        self._sums: Counter[tuple[object, ...]] = Counter()

    def add(self, line: Mapping[str, Any], *, sealed: bool) -> None:
        """Count one asset."""
        key = tuple(derived.portfolio_key(line, sealed).values())
        self._counts[key] += 1
        self._sums[key] += line["base_minor"] or 0

    def rows(self) -> dict[tuple[object, ...], tuple[int, int]]:
        """(headline, type, route, sealed case) to (count, sum in minor units)."""
        return {key: (count, self._sums[key]) for key, count in self._counts.items()}


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Empty the derived tables and fill them anew, in the transaction of this connection."""
    work = Recomputing(connection, progress or SilentProgress())
    for table in (t.asset_row, t.agenda, t.portfolio, t.search_document):
        connection.execute(delete(table))
    for found in work.assets():
        derived.put_asset(connection, found.line, found.due, bool(found.case["sealed"]))
    entries = list(work.deadlines())
    if entries:
        connection.execute(insert(t.agenda), entries)
    for entry in work.searched():
        derived.put_search(connection, entry)
