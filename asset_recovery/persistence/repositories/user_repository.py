"""Users with what is kept of their passwords, and failed attempts to log in."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of, first_of

_USERS = (
    select(t.user_account, t.credential.c.id.label("kept"), t.credential.c.must_change)
    .join_from(t.user_account, t.credential, isouter=True)
    .order_by(t.user_account.c.name)
)
_COUNT = select(func.count()).select_from(t.user_account)
_NAMES = select(t.user_account.c.id, t.user_account.c.name)
_CURRENT = select(t.user_account.c.id, t.user_account.c.roles).where(
    t.user_account.c.blocked == 0,
    t.user_account.c.until.is_(None) | (t.user_account.c.until >= bindparam("day")),
)
_CREDENTIAL = select(t.credential).where(t.credential.c.user_id == bindparam("user"))
_ATTEMPT = select(t.login_attempt).where(t.login_attempt.c.name == bindparam("key"))
_FORGET = delete(t.login_attempt).where(t.login_attempt.c.name == bindparam("key"))


def users(connection: Connection) -> list[Row]:
    """Every user by name; `kept` is null where there is no password, `must_change` is its flag."""
    return all_of(connection.execute(_USERS))


def user_count(connection: Connection) -> int:
    """How many accounts there are, blocked ones too."""
    return int(connection.execute(_COUNT).scalar_one())


def user_names(connection: Connection) -> dict[int, str]:
    """The names of all users by their keys."""
    return {int(row.id): str(row.name) for row in connection.execute(_NAMES)}


def full_names(connection: Connection) -> dict[int, str]:
    """The name of every user as it stands on paper, by key."""
    found = connection.execute(select(t.user_account.c.id, t.user_account.c.full_name))
    return {int(key): str(name) for key, name in found}


def holders_of_role(connection: Connection, role: str, day: str) -> set[int]:
    """The keys of users with a role who are not blocked and whose time is not over by `day`."""
    rows = connection.execute(_CURRENT, {"day": day})
    return {int(row.id) for row in rows if role in json.loads(row.roles)}


def credential_of(connection: Connection, user_id: int) -> Row | None:
    """What is kept of a user's password, or None."""
    return first_of(connection.execute(_CREDENTIAL, {"user": user_id}))


def login_attempts(connection: Connection, key: str) -> Row | None:
    """Failed attempts counted under a key, or None."""
    return first_of(connection.execute(_ATTEMPT, {"key": key}))


def put_login_attempts(connection: Connection, key: str, failures: int, until: str | None) -> None:
    """Keep how many attempts failed under a key, and until when it is locked (UTC with `Z`)."""
    values = {"failures": failures, "until": until}
    made = insert(t.login_attempt).values(name=key, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["name"], set_=values))


def forget_login_attempts(connection: Connection, key: str) -> None:
    """The attempt succeeded: nothing is counted any more."""
    connection.execute(_FORGET, {"key": key})
