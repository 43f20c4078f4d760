"""P9 and P10: the portfolio at once, and how fast the journal is verified."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, interleaved, took, within
from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence.verify import verify_chain

LEAST_TIMES, LEAST_RATE = 1_000.0, 0.5
_BY_WINDOW = """
    SELECT r.headline, r.type_code, r.route, count(*), sum(newest.amount_minor)
    FROM asset_row AS r LEFT JOIN (
        SELECT asset_id, amount_minor, row_number() OVER (
            PARTITION BY asset_id ORDER BY on_date DESC, event.id DESC) AS place
        FROM event_asset JOIN event ON event.id = event_asset.event_id
        WHERE action = 'record_valuation') AS newest
    ON newest.asset_id = r.asset_id AND newest.place = 1 GROUP BY 1, 2, 3
"""


def measure_portfolio(ground: Ground) -> Iterator[Outcome]:
    """Counts and sums of the office and of its states and types."""
    views = [View()]
    views += [View((Filter("state", "=", state),)) for state in ("Frozen", "Seized", "Lead")]
    views += [View((Filter("type", "=", code),)) for code in ("VEH-CAR", "RE-APA")]

    def ours() -> None:
        query = ground.registers.query("assets", ground.actor)
        for view in views:
            query.count(view)
            query.total(view)

    figure = interleaved(ground.rounds, ours)[0]
    by_window = took(lambda: ground.fetch(_BY_WINDOW))
    yield within("P9", f"counts and sums of {len(views)} views", figure, 5.0)
    faster = by_window / figure
    yield Outcome(
        "P9", "the same", "window query over all valuations", figure, "ms", "≥ 1000× faster",
        MET if faster >= LEAST_TIMES else MISSED, by_window, faster,
    )  # fmt: skip


def measure_journal(ground: Ground) -> Iterator[Outcome]:
    """The chain verified, beside a bare scan of the same rows in Python."""
    query = (
        "SELECT j.*, p.salt, p.payload FROM journal AS j"
        " JOIN journal_payload AS p ON p.seq = j.seq ORDER BY j.seq"
    )

    def scan() -> int:
        return sum(1 for _row in ground.raw.execute(query))

    def ours() -> None:
        with ground.office.reading.connect() as connection:
            found = list(verify_chain(connection))
        if found:
            raise RuntimeError(found[0].text)

    verified, scanned = interleaved(max(1, ground.rounds // 2), ours, scan)
    entries = scan()
    rate = scanned / verified
    yield Outcome(
        "P10", f"the journal verified, {entries} entries", "a bare scan in Python", verified, "ms",
        "≥ 0.5× its rate", MET if rate >= LEAST_RATE else MISSED, scanned, rate,
    )  # fmt: skip
