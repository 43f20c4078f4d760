"""Further lists: pages of the lists of care, money and papers, each in a database of its own."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asset_recovery.cli.bench.further_lists import LISTS, FurtherList, fill
from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import (
    MET,
    MISSED,
    Outcome,
    noted,
    p95,
    said_of,
    still,
    took,
    within,
)
from asset_recovery.cli.bench.paper_lists import PAPER_LISTS
from asset_recovery.cli.bench.seeds import BENCH_DAY
from asset_recovery.domain.registers import View
from asset_recovery.persistence import migrate
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.driver import configure, driver
from asset_recovery.persistence.engine import reading_engine
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.register_query import RegisterQuery
from asset_recovery.persistence.store import Engine

ROW = "LISTS"
MOST, MOST_LAST = 2.0, 1.5  # milliseconds; times the first page
_PAGE = 50
_DEPTHS = (0.1, 0.5, 0.9)
_LEAST = 0.05  # milliseconds: what is quicker is as quick as one can say


@dataclass(slots=True)
class Figures:
    """What one list costs, in milliseconds."""

    register: str
    rows: int
    first: list[float] = field(default_factory=list)
    deep: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    fresh: list[tuple[float, str]] = field(default_factory=list)
    counts: list[tuple[float, str]] = field(default_factory=list)
    pages: list[tuple[float, str]] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """What 95 of 100 pages keep."""
        return p95([time for time, _name in self.pages])

    @property
    def ends(self) -> tuple[float, float]:
        """The last page and the first, medians."""
        return statistics.median(self.last), statistics.median(self.first)


def measure(ground: Ground) -> Iterator[Outcome]:
    """Every list with as many rows as the office has assets."""
    found = [figures(one, ground.made.assets, ground.rounds) for one in (*LISTS, *PAPER_LISTS)]
    worst = max(found, key=lambda one: one.p95)
    yield within(
        ROW, f"a page of 50 rows of {len(found)} further lists, the worst p95 ({worst.register})",
        worst.p95, MOST,
    )  # fmt: skip
    slow = max(found, key=lambda one: one.ends[0] / max(one.ends[1], _LEAST))
    last, first = slow.ends
    verdict = MET if last <= MOST_LAST * max(first, _LEAST) else MISSED
    yield Outcome(
        ROW, f"the last page, worst list ({slow.register})", "the first page", last, "ms",
        f"≤ {MOST_LAST}×", verdict, first, last / first,
    )  # fmt: skip
    for one in found:
        last, first = one.ends
        yield noted(ROW, f"{one.register}, p95 of {len(one.pages)} pages", one.p95)
        time, name = max(one.fresh)
        yield noted(ROW, f"{one.register}, a view never asked for ({name})", time)
        time, name = max(one.counts)
        yield noted(ROW, f"{one.register}, the slowest count ({name})", time)


def figures(wanted: FurtherList, rows: int, rounds: int) -> Figures:
    """Fill the list, measure its views, throw it away."""
    found = Figures(wanted.register, rows)
    views = list(wanted.views())
    with filled(wanted, rows) as query, still():
        for view in views if rounds > 1 else views[::4]:
            _measure(query, view, found, rounds)
    return found


@contextmanager
def filled(wanted: FurtherList, rows: int, parent: Path | None = None) -> Iterator[RegisterQuery]:
    """A list of so many rows in a database of its own, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="asset-recovery-bench-", dir=parent) as folder:
        path = Path(folder) / "office.db"
        with emptied(path, lambda raw: fill(raw, wanted, rows)) as engine:
            yield RegisterQuery(
                engine, wanted.register, Access(1, BENCH_DAY), Reader(BENCH_DAY, "EUR")
            )


@contextmanager
def emptied(path: Path, fill_it: Callable[[Any], None]) -> Iterator[Engine]:
    """A new database filled by bare SQL, opened for reading."""
    migrate.make(path)
    raw = driver().connect(str(path))
    try:
        configure(raw, writes=True)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF",
                       "cache_size=-400000"):  # fmt: skip
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("BEGIN")
        fill_it(raw)
        raw.execute("COMMIT")
    finally:
        raw.close()
    engine = reading_engine(path)
    try:
        yield engine
    finally:
        engine.dispose()


def _measure(query: RegisterQuery, view: View, found: Figures, rounds: int) -> None:
    name = said_of(view)
    number = 0

    def count() -> None:
        nonlocal number
        number = query.count(view)

    found.counts.append((took(count), name))
    found.fresh.append((took(lambda: query.page(view, None, 0, _PAGE)), name))
    if not number:
        return
    found.first.append(_median(lambda: query.page(view, None, 0, _PAGE), rounds))
    found.last.append(_median(lambda: query.page_before_end(view, 0, _PAGE), rounds))
    found.pages += [(found.first[-1], name), (found.last[-1], name)]
    for depth in _DEPTHS:
        rows = query.page(view, None, int(number * depth), 1)
        if rows:
            after = query.anchor(view, rows[0])
            found.deep.append(
                _median(lambda after=after: query.page(view, after, 0, _PAGE), rounds)  # type: ignore[misc]
            )
            found.pages.append((found.deep[-1], name))


def _median(work: Callable[[], object], rounds: int) -> float:
    work()
    return statistics.median(took(work) for _round in range(rounds))
