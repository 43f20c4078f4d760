"""The office's own rates of exchange."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t

_IN_PAIR = (
    t.exchange_rate.c.source_currency == bindparam("source"),
    t.exchange_rate.c.target_currency == bindparam("target"),
)
_RATES = (
    select(t.exchange_rate.c.id, t.exchange_rate.c.on_date, t.exchange_rate.c.rate)
    .where(*_IN_PAIR)
    .order_by(t.exchange_rate.c.on_date, t.exchange_rate.c.id)
)
_ORIGIN = (
    select(t.exchange_rate.c.origin)
    .where(*_IN_PAIR, t.exchange_rate.c.on_date == bindparam("on"))
    .order_by(t.exchange_rate.c.id.desc())
)


def rates_of_pair(
    connection: Connection, source: str, target: str, unknown: frozenset[int] = frozenset()
) -> list[tuple[str, str]]:
    """Days (ISO) and rates (decimal text) of a pair by day, then as they were recorded.

    `unknown` are the keys of those that were not yet on file at the moment that is asked for.
    """
    rows = connection.execute(_RATES, {"source": source, "target": target})
    return [(row.on_date, row.rate) for row in rows if row.id not in unknown]


def origin_of_rate(connection: Connection, source: str, target: str, on: date) -> str | None:
    """Who quoted the office's own rate of a pair on a day, the last recorded; None: no rate."""
    values = {"source": source, "target": target, "on": on.isoformat()}
    found: str | None = connection.execute(_ORIGIN, values).scalar()
    return found
