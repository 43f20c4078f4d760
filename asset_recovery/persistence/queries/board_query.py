"""What the cards of the board are marked with: read for the cards of a page at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_MARKS = (
    select(t.event_asset.c.asset_id, t.event.c.status, t.event.c.irregular)
    .join_from(t.event_asset, t.event)
    .where(
        t.event_asset.c.asset_id.in_(bindparam("keys", expanding=True)),
        (t.event.c.status == "pending") | (t.event.c.irregular != "[]"),
    )
)
_TAKEN_OVER = select(t.asset.c.id).where(
    t.asset.c.id.in_(bindparam("keys", expanding=True)), t.asset.c.taken_over == 1
)
_ORDERS = (
    select(t.court_order.c.reference)
    .join_from(t.order_asset, t.court_order)
    .where(t.order_asset.c.asset_id == bindparam("asset"))
    .order_by(t.court_order.c.id)
)


def marks_of(connection: Connection, keys: Sequence[int]) -> dict[int, set[str]]:
    """pending, irregular and taken_over by the keys of assets; an asset without any is left out."""
    found: dict[int, set[str]] = {}
    for row in all_of(connection.execute(_MARKS, {"keys": list(keys)})):
        marks = found.setdefault(int(row["asset_id"]), set())
        if row["status"] == "pending":
            marks.add("pending")
        elif row["status"] == "in_effect" and row["irregular"] != "[]":
            marks.add("irregular")
    for key in connection.execute(_TAKEN_OVER, {"keys": list(keys)}).scalars():
        found.setdefault(int(key), set()).add("taken_over")
    return found


def orders_of_asset(connection: Connection, asset: Row) -> list[str]:
    """The human numbers of the orders that hold an asset, or held it."""
    return [str(one) for one in connection.execute(_ORDERS, {"asset": asset["id"]}).scalars()]
