"""Assets by where they belong: keys of all, those of an order, those still open in a case."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_KEYS = select(t.asset.c.id).order_by(t.asset.c.id)
_OF_ORDER = (
    select(t.asset)
    .join_from(t.order_asset, t.asset)
    .where(t.order_asset.c.order_id == bindparam("order"))
    .order_by(t.asset.c.id)
)
_OPEN = (
    select(t.asset_row.c.reference)
    .join_from(t.asset_row, t.asset, t.asset.c.id == t.asset_row.c.asset_id)
    .where(
        t.asset_row.c.case_id == bindparam("case"),
        t.asset.c.void == 0,
        t.asset.c.replaced_by_id.is_(None),
        t.asset_row.c.legal.not_in(bindparam("done", expanding=True)),
    )
    .limit(bindparam("most"))
)


def asset_keys(connection: Connection) -> Sequence[int]:
    """The keys of all assets, in order."""
    return connection.execute(_KEYS).scalars().all()


def assets_of_order(connection: Connection, order_id: int) -> list[Row]:
    """The assets that an order names."""
    return all_of(connection.execute(_OF_ORDER, {"order": order_id}))


def open_assets_of_case(
    connection: Connection, case_id: int, done: Sequence[str], most: int
) -> list[str]:
    """References of a case's assets whose legal state is none of those `done`, at most `most`."""
    values = {"case": case_id, "done": list(done), "most": most}
    return list(connection.execute(_OPEN, values).scalars())
