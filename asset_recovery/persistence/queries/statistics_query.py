"""Which cases a return is read from, and the figures that were published."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access, Execute, in_known_case
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

PUBLISHED = "publish_snapshot"
_SNAPSHOTS = Prepared(
    select(t.event, t.user_account.c.full_name.label("by"))
    .join_from(t.event, t.user_account, t.user_account.c.id == t.event.c.author_id)
    .where(t.event.c.case_id.is_(None), t.event.c.action == PUBLISHED)
    .order_by(t.event.c.id)
)


def cases_known(execute: Execute, access: Access) -> list[str]:
    """References of all cases of which a user may know, in the order of their registration."""
    if not access.sees:
        return []
    text = f"SELECT c.reference FROM case_record AS c WHERE {in_known_case('c.id')} ORDER BY c.id"
    rows: Any = execute(text, access.parameters)
    return [str(row[0]) for row in rows]


def snapshots(connection: Connection) -> list[Row]:
    """Every publication of figures, the oldest first, with who published it (`by`)."""
    return list(_SNAPSHOTS.all(connection))
