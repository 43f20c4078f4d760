"""The rows of the bench in their order, the office they are measured on, the table they make."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from asset_recovery.cli.bench import (
    row_action,
    row_books,
    row_case,
    row_further,
    row_lists,
    row_paper,
    row_preview,
    row_radar,
    row_search,
    row_totals,
    row_window,
)
from asset_recovery.cli.bench.ground import Ground, stand_on
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, noted
from asset_recovery.cli.bench.office_generator import (
    BenchOffice,
    Scale,
    kept_office,
    make_office,
)
from asset_recovery.cli.desk import wrong_use
from asset_recovery.cli.speaking import DONE, as_json, complain, say, table

KEPT = "ASSET_RECOVERY_BENCH_OFFICE"
ROUNDS = 7
ROWS: dict[str, Callable[[Ground], Iterable[Outcome]]] = {
    "P1": row_window.measure_start,
    "P4": row_search.measure,
    "P5": row_lists.measure,
    "LISTS": row_further.measure,
    "P6": row_window.measure_table,
    "P7": row_case.measure,
    "P8": row_action.measure,
    "P9": row_totals.measure_portfolio,
    "LEDGER": row_books.measure_ledger,
    "P10": row_totals.measure_journal,
    "P11": row_paper.measure_schedules,
    "P12": row_paper.measure_dossiers,
    "PREVIEW": row_preview.measure,
    "RADAR": row_radar.measure,
}
GROWN: dict[str, Callable[[Ground], float]] = {
    "P4": row_search.growth,
    "P5": row_lists.worst_growth,
    "P7": row_case.growth,
    "P8": row_action.growth,
}
MOST_GROWTH = 1.5
SMALLEST_DECADE = 10_000
_HEADINGS = ("row", "what", "limit", "figure", "limit's", "ratio", "target", "verdict")


def run_bench(
    assets: int,
    rows: tuple[str, ...],
    json_wanted: bool,
    *,
    rounds: int = ROUNDS,
    scale: Scale | None = None,
) -> int:
    """Make an office of so many assets, measure the rows named (all of them without), print them.

    Findings are in the verdicts: the exit code is 0 once everything was measured. Where the
    environment names a folder (`ASSET_RECOVERY_BENCH_OFFICE`), the office is kept there and used
    again.
    """
    wanted = _wanted(rows)
    scale = scale or Scale()
    if assets < scale.least:
        raise wrong_use(f"The bench needs at least {scale.least} assets.", "assets")
    outcomes: list[Outcome] = []
    with _office(assets, scale) as made, stand_on(made, rounds, scale) as ground:
        outcomes += _made_of(made)
        for name in wanted:
            if name != "P16":
                complain(f"{name} …")
                outcomes += ROWS[name](ground)
        if "P16" in wanted:
            outcomes += _growth(ground)
    _show(outcomes, json_wanted)
    return DONE


def _wanted(rows: tuple[str, ...]) -> list[str]:
    known = [*ROWS, "P16"]
    named = [row.strip().upper() for row in rows]
    for row in named:
        if row not in (*known, "P2", "P3"):
            raise wrong_use(f"There is no row {row}. Choose among {', '.join(known)}.", "rows")
    named = ["P1" if row in ("P2", "P3") else row for row in named]
    return [row for row in known if not named or row in named]


def _made_of(made: BenchOffice) -> Iterator[Outcome]:
    """How the office came about, where it was made now."""
    if made.seconds:
        yield noted("–", f"an office of {made.assets} assets made", made.seconds, "s")
    size = (made.folder / "office.db").stat().st_size / 1_000_000
    yield noted("–", "its database", size, "MB")


@contextmanager
def _office(assets: int, scale: Scale) -> Iterator[BenchOffice]:
    """The office in a folder of its own, removed afterwards unless it is to be kept."""
    kept = os.environ.get(KEPT)
    if kept:
        folder = Path(kept)
        found = kept_office(folder, assets)
        if found is None:
            complain(f"An office of {assets} assets is made …")
            found = make_office(folder, assets, scale)
        yield found
        return
    parent = Path(tempfile.mkdtemp(prefix="asset-recovery-bench-"))
    try:
        complain(f"An office of {assets} assets is made …")
        yield make_office(parent / "office", assets, scale)
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def _growth(ground: Ground) -> Iterator[Outcome]:
    """P16: what an office of a tenth costs beside this one, decade by decade."""
    figures: dict[str, list[tuple[int, float]]] = {}
    sizes = [ground.made.assets]
    while sizes[-1] // 10 >= max(SMALLEST_DECADE, ground.scale.least):
        sizes.append(sizes[-1] // 10)
    for size in reversed(sizes):
        with _standing(ground, size) as standing:
            for name, measure in GROWN.items():
                complain(f"P16 {name} at {size} …")
                figures.setdefault(name, []).append((size, measure(standing)))
    for name, found in figures.items():
        yield from _decades(name, found)


def _decades(name: str, found: list[tuple[int, float]]) -> Iterator[Outcome]:
    first = found[0]
    yield noted("P16", f"{name} at {first[0]}", first[1])
    for (less, before), (more, after) in zip(found, found[1:], strict=False):
        verdict = MET if after / before <= MOST_GROWTH else MISSED
        yield Outcome(
            "P16", f"{name} at {more}", f"{name} at {less}", after, "ms", f"≤ {MOST_GROWTH}×",
            verdict, before, after / before,
        )  # fmt: skip


@contextmanager
def _standing(ground: Ground, size: int) -> Iterator[Ground]:
    if size == ground.made.assets:
        yield ground
        return
    parent = Path(tempfile.mkdtemp(prefix="asset-recovery-bench-"))
    try:
        made = make_office(parent / "office", size, ground.scale)
        with stand_on(made, ground.rounds, ground.scale) as smaller:
            yield smaller
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def _show(outcomes: list[Outcome], json_wanted: bool) -> None:
    if json_wanted:
        say(as_json([outcome.as_json() for outcome in outcomes]))
        return
    table(_HEADINGS, [_line(outcome) for outcome in outcomes])


def _line(one: Outcome) -> tuple[str, ...]:
    return (
        one.row,
        one.what,
        one.limit,
        f"{_said(one.figure)} {one.unit}".strip(),
        "" if one.base is None else f"{_said(one.base)} {one.unit}".strip(),
        "" if one.ratio is None else f"{_said(one.ratio)}×",
        one.target,
        one.verdict,
    )


def _said(figure: float) -> str:
    """Three figures that count."""
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.2f}" if figure >= 1 else f"{figure:.3f}"
