"""Approvals that wait, and who already voted on one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_WAITING = select(t.approval).where(
    t.approval.c.state == "waiting", t.approval.c.event_id.in_(bindparam("events", expanding=True))
)
_VOTERS = select(t.approval_vote.c.user_id).where(
    t.approval_vote.c.approval_id == bindparam("approval")
)


def waiting_approvals(connection: Connection, events: Iterable[int]) -> list[Row]:
    """The approvals that these events (keys) wait for."""
    return all_of(connection.execute(_WAITING, {"events": list(events)}))


def voters(connection: Connection, approval_id: int) -> set[int]:
    """The keys of the users who voted on an approval, at whichever level."""
    return set(connection.execute(_VOTERS, {"approval": approval_id}).scalars())
