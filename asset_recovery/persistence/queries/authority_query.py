"""The directory of authorities: one by its reference, those alike, and the entries about one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select
from sqlalchemy import text as sql_text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

_ALIKE = Prepared(
    select(t.authority.c.reference, t.authority.c.name)
    .where(
        t.authority.c.country == bindparam("country"),
        t.authority.c.name_key == bindparam("name_key"),
        t.authority.c.id != bindparam("own"),
        t.authority.c.ended_on.is_(None),
    )
    .order_by(t.authority.c.id)
    .limit(3)
)
_ENTRIES = Prepared(
    select(t.event, t.user_account.c.full_name.label("by"))
    .join_from(t.event, t.user_account, t.user_account.c.id == t.event.c.author_id)
    # Written out, not bound: only so it is the condition of the index.
    .where(
        sql_text("event.action IN ('record_authority', 'change_authority')"),
        sql_text("json_extract(event.facts, '$.authority') = :reference"),
    )
    .order_by(t.event.c.id)
)
_NAMED = select(t.authority).where(
    t.authority.c.reference.in_(bindparam("references", expanding=True))
)


def alike(connection: Connection, country: str, name_key: str, own: int = 0) -> list[Row]:
    """Other authorities of a State with the same name, whatever its capitals and accents."""
    return _ALIKE.all(connection, country=country, name_key=name_key, own=own)


def entries(connection: Connection, reference: str) -> list[Row]:
    """The events about an authority, each with who recorded it."""
    return _ENTRIES.all(connection, reference=reference)


def named(connection: Connection, references: Iterable[str]) -> list[Row]:
    """The authorities with these references."""
    wanted = sorted(set(references))
    if not wanted:
        return []
    return all_of(connection.execute(_NAMED, {"references": wanted}))
