"""P4: a thousand searches over everything, beside a search by LIKE on the same rows."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, p95, still, took, within

QUERIES, BY_LIKE = 1_000, 15
LEAST_TIMES_FASTER = 50.0
_SHORTEST_WORD = 4


def queries(ground: Ground, many: int) -> list[str]:
    """Words, pairs of words, prefixes of 2 to 4 letters, references, names in other scripts."""
    chance = random.Random(11)
    last = ground.fetch("SELECT max(id) FROM search_document")[0][0]
    found: list[str] = []
    while len(found) < many:
        key = chance.randint(1, last)
        row = ground.fetch("SELECT reference, title FROM search_document WHERE id = ?", (key,))
        if not row:
            continue
        reference, title = row[0]
        words = [word.strip(",.") for word in title.split()]
        long = [word for word in words if len(word) >= _SHORTEST_WORD] or words
        kind = len(found) % 5
        if kind == 0:
            found.append(chance.choice(long))
        elif kind == 1:
            found.append(" ".join(chance.sample(words, min(2, len(words)))))
        elif kind == 2:
            found.append(chance.choice(long)[: chance.randint(2, 4)])
        elif kind == 3:
            found.append(reference)
        else:
            found.append(words[-1] if title.isascii() else title)
    return found


def measure(ground: Ground) -> Iterator[Outcome]:
    """Every query once through the service; a sample of them by LIKE."""
    asked = queries(ground, ground.rounds * QUERIES // 5)
    for text in asked[:20]:
        ground.search.search(ground.actor, text)
    times: list[float] = []
    with still():
        for text in asked:
            times.append(took(lambda text=text: ground.search.search(ground.actor, text)))  # type: ignore[misc]
    ground.consultations.flush()
    by_like = _by_like(ground, asked)
    slowest = max(zip(times, asked, strict=True))
    yield within("P4", f"search, p95 of {len(times)} queries", p95(times), 8.0)
    median = statistics.median(times)
    faster = by_like / median
    verdict = MET if faster >= LEAST_TIMES_FASTER else MISSED
    yield Outcome(
        "P4", "search, median", "LIKE '%x%' on the same rows", median, "ms", "≥ 50× faster",
        verdict, by_like, faster,
    )  # fmt: skip
    yield Outcome("P4", f"the slowest search ({slowest[1]!r})", "–", slowest[0], "ms", "–", "noted")


def _by_like(ground: Ground, asked: list[str]) -> float:
    text = "SELECT id, reference, title FROM search_document WHERE words LIKE ?"
    sample = asked[:: max(1, len(asked) // BY_LIKE)]
    return statistics.median(
        took(lambda one=one: ground.fetch(text, (f"%{one.casefold()}%",)))  # type: ignore[misc]
        for one in sample
    )


def growth(ground: Ground) -> float:
    """One figure for the table of growth: the p95."""
    asked = queries(ground, 300)
    times = [took(lambda text=text: ground.search.search(ground.actor, text)) for text in asked]  # type: ignore[misc]
    ground.consultations.flush()
    return p95(times)
