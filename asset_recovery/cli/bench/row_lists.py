"""P5: a page of 50 rows of a register, by any sort, any filter, at any depth."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import (
    MET,
    MISSED,
    Outcome,
    against,
    noted,
    said_of,
    still,
    took,
    within,
)
from asset_recovery.domain.registers import Filter, RowSource, View
from asset_recovery.persistence.access_sql import Parameters
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.listing import Listing
from asset_recovery.persistence.queries.registers_by_name import register_sql
from asset_recovery.persistence.queries.wanted import After

PAGE = 50
DEPTHS = (0.1, 0.5, 0.9)
SORTS = (
    "reference", "description", "type", "case", "state", "base_value", "valued", "country",
    "route", "officer", "due", "management",
)  # fmt: skip
FILTERS: tuple[tuple[Filter, ...], ...] = (
    (Filter("state", "=", "Frozen"),),
    (Filter("state", "in", ("Seized", "Confiscated, not final")),),
    (Filter("type", "=", "VEH-CAR"), Filter("country", "=", "IT")),
    (Filter("officer", "=", "carla"),),
    (Filter("base_value", ">=", 50_000),),
    (Filter("due", "<=", "2026-12-31"),),
    (Filter("state", "=", "Frozen"), Filter("base_value", ">=", 200_000)),
    (Filter("description", "contains", "kestrel"),),
)
ORDERS = (("due", False), ("base_value", True), ("reference", False))
WHERE = "state = 'Frozen' and country in ('IT', 'PL') and value > 1000"


@dataclass(slots=True)
class Timed:
    """The times of one kind of page, through the service and by the bare driver."""

    ours: list[float]
    raw: list[float]


def views() -> list[View]:
    """Every sort in both directions, every filter under the usual orders, an expression."""
    found = [View((), sort, down) for sort in SORTS for down in (False, True)]
    found += [View(chips, sort, down) for chips in FILTERS for sort, down in ORDERS]
    found += [View((), sort, down, WHERE) for sort, down in ORDERS]
    return found


def measure(ground: Ground) -> Iterator[Outcome]:
    """Every view at every depth; the medians of its rounds make the figures."""
    source = ground.registers.source("assets", ground.actor)
    kinds: dict[str, Timed] = {name: Timed([], []) for name in ("first", "deep", "last")}
    worst = jump = (0.0, "")
    fresh: list[float] = []
    for view in views() if ground.rounds > 1 else views()[::8]:
        count = source.count(view)
        if count == 0:
            continue
        fresh.append(took(lambda view=view: source.page(view, None, 0, PAGE)))  # type: ignore[misc]
        middle = took(lambda view=view, half=count // 2: source.page(view, None, half, 1))  # type: ignore[misc]
        jump = max(jump, (middle, said_of(view)))
        for kind, place in _places(ground, source, view, count):
            ours, raw = _time(ground, source, view, place)
            kinds[kind].ours.append(ours)
            kinds[kind].raw.append(raw)
            worst = max(worst, (ours, f"{said_of(view)}, {kind}"))
    every = [time for timed in kinds.values() for time in timed.ours]
    bare = [time for timed in kinds.values() for time in timed.raw]
    yield within("P5", f"a page of 50 rows, p95 of {len(every)} pages", _p95(every), 2.0)
    first, last = (statistics.median(kinds[name].ours) for name in ("first", "last"))
    yield against("P5", "the last page", "the first page", (last, first), 1.5)
    yield Outcome(
        "P5", "a page, median", "bare driver, the same SQL", statistics.median(every), "ms", "–",
        "noted", statistics.median(bare), statistics.median(every) / statistics.median(bare),
    )  # fmt: skip
    yield noted("P5", f"the slowest page ({worst[1]})", worst[0])
    yield noted("P5", "the first page of a view never asked for, p95", _p95(fresh))
    yield noted("P5", f"the slowest first jump into a view ({jump[1]})", jump[0])
    yield from _counts(ground, source)
    ground.consultations.flush()


def _counts(ground: Ground, source: RowSource[Any]) -> Iterator[Outcome]:
    """What a changed filter costs beside its page: the exact count."""
    times, worst = [], (0.0, "")
    for view in views():
        time = took(lambda view=view: source.count(view))  # type: ignore[misc]
        times.append(time)
        worst = max(worst, (time, said_of(view)))
    yield noted("P5", "the exact count of a view, median", statistics.median(times))
    yield noted("P5", f"the slowest count ({worst[1]})", worst[0])


@dataclass(frozen=True, slots=True)
class Place:
    """A page: after an anchor, or counted from the end."""

    after: After = None
    from_end: bool = False


def _places(
    ground: Ground, source: RowSource[Any], view: View, count: int
) -> Iterator[tuple[str, Place]]:
    yield "first", Place()
    for depth in DEPTHS:
        rows = source.page(view, None, int(count * depth), 1)
        if rows:
            yield "deep", Place(source.anchor(view, rows[0]))
    yield "last", Place(from_end=True)


def _time(ground: Ground, source: RowSource[Any], view: View, place: Place) -> tuple[float, float]:
    """The median through the service, and of the same statements by the bare driver."""
    statements = _statements(ground, view, place)

    def ours() -> object:
        if place.from_end:
            return source.page_before_end(view, 0, PAGE)
        return source.page(view, place.after, 0, PAGE)

    def bare() -> None:
        for text, values in statements:
            ground.fetch(text, values)

    ours()
    bare()
    times: list[list[float]] = [[], []]
    with still():
        for _round in range(ground.rounds):
            times[0].append(took(ours))
            times[1].append(took(bare))
    return statistics.median(times[0]), statistics.median(times[1])


def _statements(ground: Ground, view: View, place: Place) -> list[tuple[str, Parameters]]:
    """What the page asks of the database."""
    asked: list[tuple[str, Parameters]] = []

    def execute(text: str, values: Parameters) -> Sequence[Sequence[object]]:
        asked.append((text, dict(values)))
        return ground.fetch(text, values)

    listing = Listing(register_sql("assets"), ground.access, Reader(ground.access.day, "EUR"))
    for _turn in range(2):  # the second time nothing is asked that is remembered afterwards
        asked.clear()
        if place.from_end:
            listing.page_before_end(execute, view, 0, PAGE)
        else:
            listing.page(execute, view, place.after, 0, PAGE)
    return asked


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0


def worst_growth(ground: Ground) -> float:
    """One figure for the table of growth: the p95 of pages, sampled."""
    source = ground.registers.source("assets", ground.actor)
    times = []
    for view in random.Random(5).sample(views(), 12):
        for _kind, place in _places(ground, source, view, max(1, source.count(view))):
            times.append(_time(ground, source, view, place)[0])
    ground.consultations.flush()
    return _p95(times)


__all__ = ["MET", "MISSED", "measure", "views", "worst_growth"]
