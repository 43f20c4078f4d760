"""RADAR: the request radar over as many requests as the office has assets, at most 100,000."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from asset_recovery.cli.bench.further_lists import (
    CASE_ID,
    CASES,
    Fill,
    event_fill,
    fill_tables,
)
from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import Outcome, against, interleaved, within
from asset_recovery.cli.bench.row_further import emptied
from asset_recovery.cli.bench.seeds import BENCH_DAY
from asset_recovery.persistence.store import Engine
from asset_recovery.services.radar_service import RadarService

MOST_REQUESTS, MOST, MOST_TIMES = 100_000, 500.0, 3.0  # rows, milliseconds, times the bare reading
_SENT = "date('2024-01-01', '+' || (i * 7919 % 900) || ' days')"
_ANSWERED = "date('2024-01-01', '+' || (i * 7919 % 900 + 1 + i * 31 % 400) || ' days')"
_MONEY = "json_object('amount', (1 + i % 9999) || '.00', 'currency', iif(i % 7 = 0, 'USD', 'EUR'))"
_LINE = "json_array(json_object('asset', 'A-' || i, 'outcome', {outcome}, 'amount', {money}))"
_DRAFTED = (
    f"iif(i % 2, json_object('expected', {_LINE.format(outcome='NULL', money=_MONEY)}), '{{}}')"
)
_SAID = f"""iif(i % 3 = 0, '{{"kind":"acknowledged"}}', iif(i % 3 = 1,
 json_object('kind', 'executed', 'results', {_LINE.format(outcome="'frozen'", money=_MONEY)}),
 '{{"kind":"refused","grounds":["RF-DUAL"]}}'))"""
_COUNTRY = "char(65 + i % 10, 65 + i * 7 % 12)"
FILLS = (
    CASES,
    Fill(
        "request",
        {
            "id": "i", "reference": "'MLA-' || i", "case_id": CASE_ID,
            "direction": "iif(i % 4 = 0, 'in', 'out')", "form": "'MLA-01'", "country": _COUNTRY,
            "kinds": "iif(i % 3 = 0, '[\"AR-T\"]', '[\"EVI\",\"SEA\"]')",
            "state": "iif(i % 2 = 0, 'sent', iif(i % 3 = 1, 'executed', 'refused'))",
            "made_on": _SENT, "sent_on": _SENT, "due_on": _ANSWERED, "language": "'en'",
            "fields": "printf('{\"facts_summary\":\"%.2000c\"}', 'x')", "assets": "'[]'",
            "orders": "'[]'", "parties": "'[]'",
        },
    ),
    event_fill("draft_request", _DRAFTED, request_id="i", on_date=_SENT, reference="NULL",
               facts="printf('{\"draft\":\"%.2000c\"}', 'x')"),
    event_fill("record_answer", _SAID, share=0.5, id="i + {rows}", request_id="i",
               on_date=_ANSWERED, reference="NULL"),
    Fill(
        "agenda",
        {
            "id": "i", "case_id": CASE_ID, "code": "'request_reminder'", "record": "'MLA-' || i",
            "title": "'Remind'", "due": _ANSWERED, "hard": "0",
        },
        0.5,
    ),
)  # fmt: skip
# What any radar has to read: every request with the days of its answers, nothing counted.
_BARE = """
    SELECT r.direction, r.country, r.kinds, r.state, r.sent_on, r.made_on, r.due_on,
        (SELECT min(on_date) FROM event WHERE request_id = r.id
            AND action IN ('record_answer', 'answer_request'))
    FROM request AS r INDEXED BY ix_request_radar
"""


@dataclass(frozen=True, slots=True)
class RadarOffice:
    """What the radar needs of an office: a database of its own."""

    reading: Engine
    today: Callable[[], date]
    office_id: str = ""
    now: Callable[[], str] = str

    @property
    def writing(self) -> Engine:
        """Nothing is written."""
        return self.reading


@contextmanager
def many_requests(rows: int, parent: Path | None = None) -> Iterator[RadarOffice]:
    """An office of so many requests, removed afterwards."""
    with TemporaryDirectory(prefix="asset-recovery-bench-", dir=parent) as folder:
        path = Path(folder) / "office.db"
        with emptied(path, lambda raw: fill_tables(raw, FILLS, rows)) as engine:
            yield RadarOffice(engine, lambda: BENCH_DAY)


def measure(ground: Ground) -> Iterator[Outcome]:
    """The whole radar, beside the bare reading of the rows that it counts."""
    rows = min(MOST_REQUESTS, ground.made.assets)
    with many_requests(rows) as office:
        radar = RadarService(office)

        def bare() -> int:
            with office.reading.connect() as connection:
                return len(connection.exec_driver_sql(_BARE).fetchall())

        figures = interleaved(ground.rounds, lambda: radar.radar(ground.actor), bare)
    yield within("RADAR", f"the request radar over {rows} requests", figures[0], MOST)
    yield against(
        "RADAR", "the same", "a bare reading of its rows", (figures[0], figures[1]), MOST_TIMES
    )
