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


def case_ended_on(connection: Connection, case_id: int) -> str | None:
    """The day on which a case was closed and not opened again; None where it is open."""
    last = select(t.event.c.action, t.event.c.on_date).where(
        t.event.c.case_id == case_id,
        t.event.c.action.in_(("close_case", "reopen_case")),
        t.event.c.status == "in_effect",
    )
    row = connection.execute(last.order_by(t.event.c.id.desc()).limit(1)).first()
    return None if row is None or row[0] != "close_case" else str(row[1])


def shares_assets(connection: Connection, case_id: int) -> bool:
    """Whether an asset of the case stands in another case too, or one of another in it."""
    of_case = select(t.asset.c.id).where(t.asset.c.case_id == case_id)
    link = t.asset_case
    found = select(link.c.id).where((link.c.case_id == case_id) | link.c.asset_id.in_(of_case))
    return connection.execute(found.limit(1)).first() is not None


def snapshots(connection: Connection) -> list[Row]:
    """Every publication of figures, the oldest first, with who published it (`by`)."""
    return list(_SNAPSHOTS.all(connection))
