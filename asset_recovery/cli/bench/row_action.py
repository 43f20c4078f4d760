"""P8: one saved action, beside one bare commit with the same promise to the disk."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import Outcome, against, interleaved, noted
from asset_recovery.cli.bench.seeds import BENCH_DAY
from asset_recovery.persistence.driver import configure, driver

_ASSETS = 200


class ActionRefused(RuntimeError):
    """The engine refused what the bench saves."""


def _an_action(ground: Ground) -> Callable[[], object]:
    """A valuation: rules over the asset's story, a row, the journal, lists and the portfolio.

    Each goes to another asset of the office, so that no story grows while it is measured.
    """
    last = ground.fetch("SELECT max(asset_id) FROM asset_row")[0][0]
    chance = random.Random(17)
    open_ones = (
        "SELECT reference FROM asset_row WHERE asset_id >= ? AND headline IN"
        " ('Identified', 'Frozen', 'Seized') ORDER BY asset_id LIMIT 1"
    )
    found = (ground.fetch(open_ones, (chance.randint(1, last),)) for _time in range(_ASSETS))
    assets = [rows[0][0] for rows in found if rows]
    number = 0

    def give() -> object:
        nonlocal number
        number += 1
        asset = assets[number % len(assets)]
        result = ground.office.actions.give(
            ground.actor,
            {
                "action": "record_valuation",
                "asset": asset,
                "on": BENCH_DAY.isoformat(),
                "value": {"amount": f"{40_000 + number}.00", "currency": "EUR"},
                "kind": "appraisal",
                "method": "market comparison",
                "valuer": "Valuer of the court",
                "operation_id": str(uuid.uuid4()),
            },
        )
        if not result.ok:
            raise ActionRefused(result.reasons[0].text)
        return result

    return give


def _a_commit(connection: object) -> Callable[[], object]:
    """One row of the size of a journal entry, committed in WAL with `synchronous=FULL`."""
    text = "x" * 600

    def commit() -> object:
        connection.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
        connection.execute("INSERT INTO line (text) VALUES (?)", (text,))  # type: ignore[attr-defined]
        return connection.execute("COMMIT")  # type: ignore[attr-defined]

    return commit


def measure(ground: Ground) -> Iterator[Outcome]:
    """Turns about, both files in the same folder."""
    give = _an_action(ground)
    path = ground.folder / "bare.db"
    with closing(driver().connect(str(path))) as connection:
        configure(connection, writes=True)
        connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT) STRICT")
        commit = _a_commit(connection)

        def many() -> None:
            for _time in range(10):
                commit()

        figures = interleaved(ground.rounds * 6, give, commit)
        batch = interleaved(ground.rounds, many)[0] / 10
    path.unlink(missing_ok=True)
    yield against(
        "P8",
        "one saved action (valuation: lock, rules, journal, search, portfolio)",
        "one bare commit, WAL FULL",
        (figures[0], figures[1]),
        2.5,
    )
    yield noted("P8", "a bare commit, ten in a row", batch)


def growth(ground: Ground) -> float:
    """One figure for the table of growth."""
    return interleaved(ground.rounds * 4, _an_action(ground))[0]
