"""Who stands to a case: grants that let know of it, the members of its team, who stands aside."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

_GRANTS = select(t.access_grant).where(
    t.access_grant.c.case_id == bindparam("case"),
    t.access_grant.c.user_id == bindparam("user"),
    t.access_grant.c.withdrawn == 0,
)
_MEMBERSHIPS = select(t.case_member).where(
    t.case_member.c.case_id == bindparam("case"),
    t.case_member.c.user_id == bindparam("user"),
    t.case_member.c.ended_on.is_(None),
)

_RECUSALS = select(t.recusal).where(
    t.recusal.c.case_id == bindparam("case"),
    t.recusal.c.user_id == bindparam("user"),
    t.recusal.c.withdrawn == 0,
)
_RECUSED = Prepared(_RECUSALS.where(t.recusal.c.since <= bindparam("day")).limit(1))


def grants_of_user(connection: Connection, case_id: int, user_id: int | None) -> list[Row]:
    """A user's grants for a case that were not withdrawn, run out or not."""
    return all_of(connection.execute(_GRANTS, {"case": case_id, "user": user_id}))


def memberships_of_user(connection: Connection, case_id: int, user_id: int | None) -> list[Row]:
    """A user's places on the team of a case that nobody ended, over by their term or not."""
    return all_of(connection.execute(_MEMBERSHIPS, {"case": case_id, "user": user_id}))


def recusals_of_user(connection: Connection, case_id: int, user_id: int | None) -> list[Row]:
    """A user's recusals in a case that no supervisor withdrew."""
    return all_of(connection.execute(_RECUSALS, {"case": case_id, "user": user_id}))


def is_recused(connection: Connection, case_id: int, user_id: int, day: str) -> bool:
    """Whether a user stands aside in a case on a day (ISO)."""
    return _RECUSED.first(connection, case=case_id, user=user_id, day=day) is not None
