"""P1, P2, P3 and P6: whole processes, from their start to what they paint."""

from __future__ import annotations

import compileall
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import asset_recovery
from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, against, noted, took, within
from asset_recovery.cli.bench.office_generator import PASSWORD, QUICK, USER
from asset_recovery.persistence.driver import driver

_MODULE = "asset_recovery.app.bench_window"
_FRAME = 16.7  # ms: one picture at 60 a second
_COPY = """
    CREATE TABLE line AS
    SELECT asset_id AS id, reference, description, type_code, case_reference, headline, management,
        printf('%s %,d', value_currency, value_minor / 100) AS value, valued_on, country, route,
        officer, due_text || ' ' || due_on AS due, due_on
    FROM office.asset_row
"""


class ProcessFailed(RuntimeError):
    """A process that is measured ended by an error."""


@cache
def _compile() -> None:
    """Byte-code first: without it every start would measure the compiler."""
    compileall.compile_dir(Path(asset_recovery.__file__).parent, quiet=2)


def _process(*what: str) -> tuple[float, dict[str, float]]:
    """Start a process and wait for it; the moment of its start and what it says."""
    root = str(Path(asset_recovery.__file__).parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
    }
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", _MODULE, *what],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode != 0:
        raise ProcessFailed(done.stderr[-2_000:])
    return began, json.loads(done.stdout.splitlines()[-1])


def measure_start(ground: Ground) -> Iterator[Outcome]:
    """An empty window and ours, turns about."""
    _compile()
    times: dict[str, list[float]] = {}

    def keep(name: str, value: float) -> None:
        times.setdefault(name, []).append(value)

    for _round in range(ground.rounds):
        began, found = _process("empty")
        keep("empty", (found["painted"] - began) * 1_000)
        began, found = _process("start", str(ground.folder), USER, PASSWORD)
        keep("shown", (found["shown"] - began) * 1_000)
        keep("rows", (found["rows"] - found["asked"]) * 1_000)
        keep("ready", (found["ready"] - began) * 1_000)
        keep("memory", found["memory"])
        keep("heavy", found["heavy"])
    middle = {name: statistics.median(values) for name, values in times.items()}
    hashing = _hashing()
    page = middle["rows"] - hashing
    yield against(
        "P1",
        "first usable window: log-in, then 50 rows",
        "empty QMainWindow, painted",
        (middle["shown"] + page, middle["empty"]),
        1.8,
    )
    yield noted("P1", "of it: process start to usable log-in", middle["shown"])
    yield noted("P1", "of it: log-in to 50 rows painted, hashing left out", page)
    yield noted("P1", "password hashing (bench parameters), left out above", hashing)
    yield noted("P1", "heavy libraries loaded at the first paint", middle["heavy"], "")
    yield against("P2", "fully ready", "empty QMainWindow", (middle["ready"], middle["empty"]), 4.0)
    yield within("P3", "private memory with 50 rows shown", middle["memory"], 140.0, "MB")


def _hashing() -> float:
    kept = QUICK.hash(PASSWORD)
    return statistics.median(took(lambda: QUICK.matches(kept, PASSWORD)) for _time in range(5))


def measure_table(ground: Ground) -> Iterator[Outcome]:
    """The same rows in the same table: our model, and Qt's on a copy in a process of its own."""
    _compile()
    copy = _copied(ground)
    ours: list[dict[str, float]] = []
    theirs: list[dict[str, float]] = []
    try:
        for _round in range(max(1, ground.rounds * 5 // 7)):
            ours.append(_process("table", str(ground.folder), USER)[1])
            theirs.append(_process("qt_table", str(copy))[1])
    finally:
        copy.unlink(missing_ok=True)

    def both(name: str) -> tuple[float, float]:
        return (
            statistics.median(one[name] for one in ours),
            statistics.median(one[name] for one in theirs),
        )

    rows, limit = int(ours[0]["rows"]), "QSqlQueryModel"
    yield against("P6", f"table of {rows} rows: first paint", limit, both("first"), 1.25)
    page, base = both("page")
    verdict = MET if page <= base * 1.5 and page <= _FRAME else MISSED
    yield Outcome(
        "P6", "a page further", limit, page, "ms", "≤ 1.5× and ≤ 16.7 ms", verdict, base,
        page / base,
    )  # fmt: skip
    yield against("P6", "jump to the end", limit, both("end"), 0.05)
    yield within("P6", "private memory that its rows add", both("memory")[0], 15.0, "MB")
    yield noted("P6", "private memory of view, fonts and first rows", both("view")[0], "MB")


def _copied(ground: Ground) -> Path:
    """The same rows as a plain table of their own, with an index on the order."""
    path = ground.folder / "copy-for-qt.db"
    path.unlink(missing_ok=True)
    with closing(driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("ATTACH ? AS office", (str(ground.office.layout.database),))
        connection.execute(_COPY)
        connection.execute("CREATE INDEX line_due ON line (due_on, id)")
    return path
