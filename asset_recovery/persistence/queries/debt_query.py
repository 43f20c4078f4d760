"""What happened to a value order, and which value orders there are."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, or_, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

_EVENTS = Prepared(
    select(t.event)
    .where(
        or_(
            t.event.c.order_id == bindparam("order"),
            (t.event.c.case_id == bindparam("case")) & (t.event.c.action == "pay_out"),
        )
    )
    .order_by(t.event.c.id)
)
_OF_ASSET = Prepared(
    select(t.court_order)
    .join_from(t.order_asset, t.court_order)
    .where(
        t.order_asset.c.asset_id == bindparam("asset"),
        t.court_order.c.kind == "confiscation_value",
    )
    .order_by(t.court_order.c.id)
)
_LAST = Prepared(
    select(func.max(t.event.c.effective_on)).where(
        t.event.c.order_id == bindparam("order"), t.event.c.effective_on.is_not(None)
    )
)


def events_of_debt(connection: Connection, order: Row) -> list[Row]:
    """Everything that may count for the account of a value order, in the order of recording."""
    return _EVENTS.all(connection, order=order["id"], case=order["case_id"])


def value_orders_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """The value orders that name an asset (by its key)."""
    return _OF_ASSET.all(connection, asset=asset_id)


def last_change_of_order(connection: Connection, order_id: int) -> str | None:
    """The day (ISO) of the last thing that took effect on an order."""
    found: str | None = _LAST.scalar(connection, order=order_id)
    return found
