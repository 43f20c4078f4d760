"""Payments of buyers, sales and matched receipts of an asset and of what it stands for."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, or_, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_SALES_AND_MONEY = (
    select(t.event)
    .join_from(t.event, t.event_asset, t.event_asset.c.event_id == t.event.c.id)
    .join(t.asset, t.asset.c.id == t.event_asset.c.asset_id)
    .where(
        or_(t.asset.c.id == bindparam("asset"), t.asset.c.replaced_by_id == bindparam("asset")),
        t.event.c.action.in_(("record_sale", "record_payment", "match_receipt")),
        t.event.c.effective_seq.is_not(None),
        t.event.c.ended_seq.is_(None),
    )
    .order_by(t.event.c.effective_seq, t.event.c.id)
)


def sales_and_money(connection: Connection, asset_id: int) -> list[Row]:
    """The events of sales, payments and matches of an asset or of the one that it replaces."""
    return all_of(connection.execute(_SALES_AND_MONEY, {"asset": asset_id}))
