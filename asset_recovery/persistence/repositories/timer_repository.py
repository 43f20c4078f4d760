"""What the clock has brought about, and the lines of the agenda that may bring about more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

_OF_CASE = Prepared(
    select(t.timer_effect)
    .where(t.timer_effect.c.case_id == bindparam("case"))
    .order_by(t.timer_effect.c.id)
)
_OF_ASSET = Prepared(
    select(t.timer_effect)
    .where(t.timer_effect.c.asset_id == bindparam("asset"))
    .order_by(t.timer_effect.c.id)
)
_LINE = ("case_id", "asset_id", "code", "record", "subject", "title", "due", "other", "started")
_LINES = (
    f"SELECT {', '.join(f'r.{name}' for name in _LINE)}, d.reference AS deadline"
    " FROM agenda AS r LEFT JOIN deadline AS d ON d.id = r.deadline_id"
    " WHERE r.case_id = ? AND r.due <= ? AND r.paused = 0 ORDER BY r.id"
)
_CASES_DUE = (
    "SELECT DISTINCT case_id FROM agenda WHERE due <= ? AND case_id IS NOT NULL ORDER BY case_id"
)
_CASES_SINCE = (
    "SELECT DISTINCT case_id FROM event WHERE seq > ? AND case_id IS NOT NULL ORDER BY case_id"
)
_LAST = "SELECT day, seq FROM timer_run ORDER BY day DESC LIMIT 1"
_STANDING = "SELECT 1 FROM timer_effect WHERE asset_id = ? AND state = 'open' LIMIT 1"


def _raw(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own connection
    return connection.connection.driver_connection


def effects_of_case(connection: Connection, case_id: int) -> list[Row]:
    """Every effect in the case, in the order of writing."""
    return _OF_CASE.all(connection, case=case_id)


def effects_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """Every effect on the asset, in the order of writing."""
    return _OF_ASSET.all(connection, asset=asset_id)


def something_stands(connection: Connection, asset_id: int) -> bool:
    """Whether something that the clock brought about still stands for the asset."""
    return _raw(connection).execute(_STANDING, (asset_id,)).fetchone() is not None


def lines_due(connection: Connection, case_id: int, until: str) -> list[Row]:
    """The lines of the case's agenda that end by a day and whose clock runs."""
    names = (*_LINE, "deadline")
    rows = _raw(connection).execute(_LINES, (case_id, until)).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def cases_due(connection: Connection, until: str) -> list[int]:
    """Cases in which something ends by a day."""
    return [int(row[0]) for row in _raw(connection).execute(_CASES_DUE, (until,))]


def cases_since(connection: Connection, seq: int) -> list[int]:
    """Cases in which something happened after an entry of the journal."""
    return [int(row[0]) for row in _raw(connection).execute(_CASES_SINCE, (seq,))]


def last_run(connection: Connection) -> tuple[str, int] | None:
    """The last day on which the timers ran, and the newest entry that they knew."""
    found = _raw(connection).execute(_LAST).fetchone()
    return None if found is None else (str(found[0]), int(found[1]))


def note_run(connection: Connection, day: str, seq: int) -> None:
    """Remember that the timers ran."""
    raw = _raw(connection)
    raw.execute("DELETE FROM timer_run")
    raw.execute("INSERT INTO timer_run (day, seq) VALUES (?, ?)", (day, seq))
