"""How the bench measures: two ways side by side in interleaved rounds, and what came out."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import perf_counter

from asset_recovery.domain.registers import View

MET, MISSED, NOTED = "met", "missed", "noted"
MILLISECONDS = 1_000.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table.

    `figure` and `base` are what was measured and its limit, in `unit`; `ratio` is their quotient.
    `verdict` is met or missed, or noted for a line that has no target of its own.
    """

    row: str
    what: str
    limit: str
    figure: float
    unit: str
    target: str
    verdict: str
    base: float | None = None
    ratio: float | None = None

    def as_json(self) -> dict[str, object]:
        """The line for scripts."""
        return asdict(self)


def against(  # noqa: PLR0913 - the columns of the table
    row: str,
    what: str,
    limit: str,
    figures: tuple[float, float],
    most: float,
    target: str = "",
    unit: str = "ms",
) -> Outcome:
    """A figure that may be at most `most` times its limit."""
    figure, base = figures
    ratio = figure / base if base else 0.0
    verdict = MET if ratio <= most else MISSED
    return Outcome(row, what, limit, figure, unit, target or f"≤ {most}×", verdict, base, ratio)


def within(row: str, what: str, figure: float, most: float, unit: str = "ms") -> Outcome:
    """A figure that may be at most so much, whatever the machine."""
    verdict = MET if figure <= most else MISSED
    return Outcome(row, what, "–", figure, unit, f"≤ {most:g} {unit}", verdict)


def noted(row: str, what: str, figure: float, unit: str = "ms", limit: str = "–") -> Outcome:
    """A figure without a target of its own."""
    return Outcome(row, what, limit, figure, unit, "–", NOTED)


def took(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * MILLISECONDS


def interleaved(rounds: int, *ways: Callable[[], object]) -> list[float]:
    """The median milliseconds of each way, measured in turns after one warm turn."""
    for way in ways:
        way()
    times: list[list[float]] = [[] for _way in ways]
    with still():
        for number in range(rounds):
            order = list(enumerate(ways))
            for place, way in order if number % 2 == 0 else reversed(order):
                times[place].append(took(way))
    return [statistics.median(taken) for taken in times]


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 calls keep."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def said_of(view: View) -> str:
    """A view in words: what must hold, and in which order."""
    chips = " and ".join(f"{chip.column} {chip.operator} {chip.value}" for chip in view.filters)
    parts = [chips or view.where, f"by {view.sort}{' down' if view.descending else ''}"]
    return " ".join(part for part in parts if part)


@contextmanager
def still() -> Iterator[None]:
    """No garbage collection in between: it belongs to neither side."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
