"""Deadlines that were set: those that await an answer, and the agenda without those that ended."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_AWAITED = select(t.deadline).where(
    t.deadline.c.record == bindparam("request"),
    t.deadline.c.source == bindparam("source"),
    t.deadline.c.state == "open",
)
_ENDED = delete(t.agenda).where(t.agenda.c.deadline_id == bindparam("deadline"))


def deadlines_of_answer(connection: Connection, request: str) -> list[Row]:
    """The open deadlines that the office set when it sent a request (its reference)."""
    return open_deadlines(connection, request, "request")


def open_deadlines(connection: Connection, record: str, source: str) -> list[Row]:
    """The open deadlines of a record (its reference) that have this source."""
    return all_of(connection.execute(_AWAITED, {"request": record, "source": source}))


def take_off_agenda(connection: Connection, deadline_id: int) -> None:
    """Nothing is due by a deadline any more."""
    connection.execute(_ENDED, {"deadline": deadline_id})
