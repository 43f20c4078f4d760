"""Events by what they concern: keys, cases and authors, without their stories."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row

_OF_ASSET = select(t.event_asset.c.event_id).where(t.event_asset.c.asset_id == bindparam("asset"))
_OF_ORDER = select(t.event.c.id).where(t.event.c.order_id == bindparam("order"))
_PENDING = select(t.event.c.id).where(
    t.event.c.case_id == bindparam("case"), t.event.c.status == "pending"
)
_CASE = select(t.event.c.case_id).where(t.event.c.id == bindparam("event"))
_DRAFTERS = select(t.event.c.author_id).where(
    t.event.c.request_id == bindparam("request"),
    t.event.c.action.in_(("draft_request", "fill_request")),
)


def events_of_asset(connection: Connection, asset_id: int) -> list[int]:
    """The keys of the events that name an asset."""
    return list(connection.execute(_OF_ASSET, {"asset": asset_id}).scalars())


def events_of_order(connection: Connection, order_id: int) -> list[int]:
    """The keys of the events of an order."""
    return list(connection.execute(_OF_ORDER, {"order": order_id}).scalars())


def pending_events_of_case(connection: Connection, case_id: int) -> list[int]:
    """The keys of a case's events that wait for a second person."""
    return list(connection.execute(_PENDING, {"case": case_id}).scalars())


def case_of_record(connection: Connection, kind: str, row: Row) -> int | None:
    """The key of the case of a record (an approval: of its event); None: it belongs to none."""
    if kind == "case":
        return int(row["id"])
    found: int | None = row.get("case_id")
    if kind == "approval":
        found = connection.execute(_CASE, {"event": row["event_id"]}).scalar()
    return found


def drafters_of_request(connection: Connection, request_id: int) -> set[int]:
    """The keys of the users who drafted a request or filled it in."""
    return set(connection.execute(_DRAFTERS, {"request": request_id}).scalars())
