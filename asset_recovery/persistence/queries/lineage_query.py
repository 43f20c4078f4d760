"""Which assets came from which: by a split, or by a merger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

LINEAGE_ACTIONS = frozenset({"split_asset", "merge_assets", "record_quantity", "deliver_asset"})
_TOLD_BY = Prepared(
    select(t.asset_lineage.c.from_id).where(
        t.asset_lineage.c.asset_id == bindparam("asset"), t.asset_lineage.c.told == 1
    )
)
_CHILDREN = Prepared(
    select(t.asset)
    .join_from(t.asset_lineage, t.asset, t.asset.c.id == t.asset_lineage.c.asset_id)
    .where(t.asset_lineage.c.from_id == bindparam("asset"), t.asset_lineage.c.how == "split")
    .order_by(t.asset.c.id)
)
_TOLD = Prepared(
    select(t.asset)
    .join_from(t.asset_lineage, t.asset, t.asset.c.id == t.asset_lineage.c.asset_id)
    .where(t.asset_lineage.c.from_id == bindparam("asset"), t.asset_lineage.c.told == 1)
    .order_by(t.asset.c.id)
)
_LINKS = Prepared(
    select(t.party_link)
    .where(t.party_link.c.asset_id == bindparam("asset"))
    .order_by(t.party_link.c.id)
)
_EVENTS = Prepared(
    select(t.event_asset.c.event_id).where(t.event_asset.c.asset_id == bindparam("asset"))
)
_DIVIDED_OF_ORDER = Prepared(
    select(
        t.asset_lineage.c.asset_id,
        t.asset_lineage.c.from_id,
        t.event.c.on_date,
        func.min(t.event.c.seq).label("seq"),
    )
    .join_from(
        t.asset_lineage, t.order_asset, t.order_asset.c.asset_id == t.asset_lineage.c.from_id
    )
    .join(t.event_asset, t.event_asset.c.asset_id == t.asset_lineage.c.asset_id)
    .join(t.event, t.event.c.id == t.event_asset.c.event_id)
    .where(
        t.order_asset.c.order_id == bindparam("order"),
        t.asset_lineage.c.how == "split",
        t.event.c.action == "split_asset",
    )
    .group_by(t.asset_lineage.c.asset_id)
)


def undivided(
    connection: Connection, order_id: int, held: Sequence[Row], on: date | None = None
) -> list[Row]:
    """Of the assets of an order those that stand for themselves: parts, or before it the whole.

    `on` is the day in question; without it, today.
    """
    gone: set[int] = set()
    for row in _DIVIDED_OF_ORDER.all(connection, order=order_id):
        before = on is not None and on.isoformat() < str(row["on_date"])
        gone.add(int(row["asset_id"] if before else row["from_id"]))
    return [row for row in held if int(row["id"]) not in gone]


def told_by(connection: Connection, asset_id: int) -> int | None:
    """The key of the asset whose story is also that of this one up to the step that made it."""
    found = _TOLD_BY.first(connection, asset=asset_id)
    return None if found is None else int(found["from_id"])


def children_of(connection: Connection, asset_id: int) -> list[Row]:
    """The parts into which an asset was split, in their order."""
    return _CHILDREN.all(connection, asset=asset_id)


def told_children(connection: Connection, asset_id: int) -> list[Row]:
    """The assets whose story begins with that of this one: its parts, and what it was credited."""
    return _TOLD.all(connection, asset=asset_id)


def people_of(connection: Connection, asset_id: int) -> list[Row]:
    """The roles of parties towards an asset, as they are kept."""
    return _LINKS.all(connection, asset=asset_id)


def own_events(connection: Connection, asset_id: int) -> set[int]:
    """The keys of the events of an asset itself, without those of its case as a whole."""
    return {int(row["event_id"]) for row in _EVENTS.all(connection, asset=asset_id)}
