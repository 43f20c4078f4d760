"""The bench's own office: some cases made by giving actions, the rest copied from them in bulk.

It is marked as made by the bench and cannot be used for work: `Office.open` refuses it to people.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from asset_recovery.cli.bench.filling import Copier, chosen
from asset_recovery.cli.bench.further_lists import set_aside
from asset_recovery.cli.bench.ledger_filling import fill_lines, post_in_bulk
from asset_recovery.cli.bench.patterns import CLONED, Pattern, PatternMaker
from asset_recovery.cli.bench.seeds import BENCH_DAY, Seed, SeedMaker
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.driver import configure, driver
from asset_recovery.persistence.upkeep import SEARCH_INDEXES
from asset_recovery.services.clock import WORKSTATION
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

POSTINGS, MOST_POSTINGS = 10, 1_000_000  # an asset, an office
USER, PASSWORD = "bench", "a-password-of-the-bench-only"
OFFICERS = ("anna", "bruno", "carla", "dario", "elena", "fritz", "greta")
NOW = f"{BENCH_DAY.isoformat()}T09:00:00Z"
QUICK = Hashing(memory=8 * 1024, passes=1, lanes=1)
_SAID = "bench.json"
_DERIVED = ("asset_row", "agenda", "search_document", "stay")
_FILLED = (*CLONED, *_DERIVED)
_REFILL_PORTFOLIO = """
    INSERT INTO portfolio (headline, state, value_kind, type_code, route, sealed_case,
        count, base_minor, units, units_minor)
    SELECT headline, state, kind, type_code, route, sealed_case,
        sum(whole), sum(CASE whole WHEN 1 THEN minor ELSE 0 END),
        sum(unit), sum(CASE unit WHEN 1 THEN minor ELSE 0 END)
    FROM (
        SELECT r.headline AS headline, r.headline AS state,
            CASE WHEN r.base_minor IS NULL THEN '' ELSE coalesce(r.value_kind, '') END AS kind,
            r.type_code AS type_code, coalesce(r.route, '') AS route,
            CASE c.sealed WHEN 1 THEN c.id ELSE 0 END AS sealed_case,
            1 AS whole, r.units IS NULL AS unit, coalesce(r.base_minor, 0) AS minor
        FROM asset_row AS r JOIN case_record AS c ON c.id = r.case_id
        UNION ALL
        SELECT r.headline, json_extract(part.value, '$[0]'),
            CASE WHEN json_extract(part.value, '$[1]') IS NULL THEN ''
                ELSE coalesce(r.value_kind, 'nominal') END,
            r.type_code, coalesce(r.route, ''), CASE c.sealed WHEN 1 THEN c.id ELSE 0 END,
            0, 1, coalesce(json_extract(part.value, '$[1]'), 0)
        FROM asset_row AS r JOIN case_record AS c ON c.id = r.case_id,
            json_each(r.units) AS part
        WHERE r.units IS NOT NULL
    ) GROUP BY 1, 2, 3, 4, 5, 6
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """How many cases are made by actions: the typical one, the huge one, the patterns."""

    typical: int = 12
    huge: int = 260
    sealed: int = 30
    patterns: tuple[int, ...] = (1, 5, 12, 25, 40, 60)
    turns: int = 4

    @property
    def least(self) -> int:
        """The fewest assets of an office: those of the cases made by actions."""
        return self.typical + self.huge + self.sealed + self.turns * sum(self.patterns)

    @classmethod
    def small(cls) -> Scale:
        """For tests: the same shapes, fewer of them."""
        return cls(typical=12, huge=20, sealed=8, patterns=(1, 9, 16), turns=1)


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """What was made: where it lies, the cases that are measured, how long it took (seconds)."""

    folder: Path
    assets: int
    typical: str
    huge: str
    seconds: float = 0.0


def open_bench(folder: Path) -> Office:
    """The bench's office, opened for measuring."""
    return Office.open(
        folder, now=lambda: NOW, today=lambda: BENCH_DAY, hashing=QUICK, for_bench=True
    )


def make_office(folder: Path, assets: int, scale: Scale | None = None) -> BenchOffice:
    """An office of so many assets; nothing is left behind if it fails."""
    began = time.perf_counter()
    try:
        made = _made(folder, assets, scale or Scale())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    found = BenchOffice(folder, assets, *made, time.perf_counter() - began)
    said = {"assets": assets, "typical": found.typical, "huge": found.huge}
    (folder / _SAID).write_text(json.dumps(said), "utf-8")
    return found


def kept_office(folder: Path, assets: int) -> BenchOffice | None:
    """An office that an earlier bench left here, if it has as many assets."""
    try:
        said = json.loads((folder / _SAID).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if said["assets"] != assets:
        return None
    return BenchOffice(folder, assets, said["typical"], said["huge"])


def _made(folder: Path, assets: int, scale: Scale) -> tuple[str, str]:
    office = Office.make(
        folder,
        admin=USER,
        full_name="Bench",
        password=PASSWORD,
        name="Office of the bench",
        country="MT",
        sole=True,
        now=lambda: NOW,
        today=lambda: BENCH_DAY,
        hashing=QUICK,
        made_by_bench=True,
    )
    try:
        actor = office.users.log_in(USER, PASSWORD)
        seeded = _Seeding(office, actor, scale)
        typical, huge = seeded.measured()
        patterns = seeded.patterns()
    finally:
        office.close(backup=False)
    left = assets - seeded.made
    _fill(office, patterns, left, min(MOST_POSTINGS, POSTINGS * assets))
    return typical, huge


class _Seeding:
    """The cases that are made by giving actions."""

    def __init__(self, office: Office, actor: Actor, scale: Scale) -> None:
        self._office, self._scale = office, scale
        self._maker = SeedMaker(office, actor)
        self._number = 0
        self.made = 0
        for name in OFFICERS:
            facts: dict[str, object] = {"user": name, "name": name.capitalize()}
            self._maker.give({"action": "add_user", **facts, "roles": ["case_officer"]})

    def measured(self) -> tuple[str, str]:
        """The typical case, the huge one; and a sealed one that nobody may know of."""
        typical = self._make(self._scale.typical)
        huge = self._make(self._scale.huge)
        self._make(self._scale.sealed, sealed=True)
        return typical, huge

    def patterns(self) -> list[Pattern]:
        """Cases to be copied, of every size and from every season of three years."""
        found = []
        for _turn in range(self._scale.turns):
            for assets in self._scale.patterns:
                first = self._office.head().seq + 1
                self._make(assets)
                found.append(self._pattern(first, self._office.head().seq))
        return found

    def _make(self, assets: int, *, sealed: bool = False) -> str:
        self._number += 1
        starts = BENCH_DAY - timedelta(days=420 + self._number * 37 % 700)
        officer = OFFICERS[self._number % len(OFFICERS)]
        self.made += assets
        return self._maker.make(Seed(assets, starts, officer, self._number, sealed))

    def _pattern(self, first: int, last: int) -> Pattern:
        with self._office.reading.connect() as connection:

            def query(text: str, values: Any) -> Any:
                return connection.exec_driver_sql(text, tuple(values)).fetchall()

            return PatternMaker(query).make(first, last)


def _fill(office: Office, patterns: list[Pattern], wanted: int, postings: int) -> None:
    with _bulk(office.layout.database) as connection:
        indexes = set_aside(connection, _FILLED)
        copier = Copier(connection, office.office_id, NOW, USER, WORKSTATION)
        for pattern in chosen(patterns, wanted):
            copier.copy(pattern)
        copier.finish()
        author = connection.execute("SELECT min(id) FROM user_account").fetchone()[0]
        post_in_bulk(connection, copier, int(author), postings)
        for statement in indexes:
            connection.execute(statement)
        for index in SEARCH_INDEXES:
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
            # What the upkeep of an office does little by little.
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        fill_lines(connection)
        connection.execute("DELETE FROM portfolio")
        connection.execute(_REFILL_PORTFOLIO)


@contextmanager
def _bulk(path: Path) -> Iterator[Any]:
    """One transaction without a journal of SQLite's own: a failure costs the whole new file."""
    connection = driver().connect(str(path))
    try:
        configure(connection, writes=True)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA cache_size=-400000")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
