"""Orders by the assets that they hold."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of, first_of

_LINKS = select(t.order_asset).where(t.order_asset.c.asset_id == bindparam("asset"))
_SCOPE = _LINKS.where(t.order_asset.c.order_id == bindparam("order"))
_TAKEN_OVER = (
    select(t.court_order)
    .join_from(t.order_asset, t.court_order)
    .where(t.order_asset.c.asset_id == bindparam("asset"), t.court_order.c.taken_over == 1)
    .order_by(t.court_order.c.id)
)
_STANDING = (
    select(t.court_order)
    .join_from(t.order_asset, t.court_order)
    .where(
        t.order_asset.c.asset_id.in_(bindparam("assets", expanding=True)),
        t.court_order.c.kind.in_(bindparam("kinds", expanding=True)),
        t.court_order.c.state.not_in(("lifted", "annulled", "expired", "refused")),
    )
    .distinct()
)


def order_links_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """The rows that bind an asset to orders (`order_id`, `scope`)."""
    return all_of(connection.execute(_LINKS, {"asset": asset_id}))


def scope_row(connection: Connection, order_id: int, asset_id: int) -> Row | None:
    """The row that binds an asset to an order, with its scope; or None."""
    return first_of(connection.execute(_SCOPE, {"asset": asset_id, "order": order_id}))


def orders_taken_over(connection: Connection, asset_id: int) -> list[Row]:
    """The orders that came with an asset's position when it was taken over."""
    return all_of(connection.execute(_TAKEN_OVER, {"asset": asset_id}))


def standing_orders(
    connection: Connection, assets: Iterable[int], kinds: Iterable[str]
) -> list[Row]:
    """Orders of these kinds on any of these assets (keys), neither lifted, annulled nor expired."""
    values = {"assets": list(assets), "kinds": list(kinds)}
    return all_of(connection.execute(_STANDING, values))
