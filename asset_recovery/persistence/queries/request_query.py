"""Requests with the events that make their story: their own, of their orders, of their assets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, union

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

# What happens to an asset and says how far a request that names it has come.
ASSET_ACTIONS = ("match_receipt", "pay_out", "manage_asset")
CASE_ACTIONS = ("record_agreement",)
_OF_CASE = Prepared(
    select(t.request).where(t.request.c.case_id == bindparam("case")).order_by(t.request.c.id)
)
_ORDERS = select(t.court_order.c.id).where(
    or_(
        t.court_order.c.reference.in_(bindparam("names", expanding=True)),
        t.court_order.c.id.in_(
            select(t.event.c.order_id).where(
                t.event.c.request_id == bindparam("request"), t.event.c.order_id.is_not(None)
            )
        ),
    )
)
_NAMED = select(t.asset.c.id).where(t.asset.c.reference.in_(bindparam("names", expanding=True)))
_IN_THEIR_PLACE = select(t.asset.c.id).where(
    t.asset.c.substitutes_id.in_(bindparam("keys", expanding=True))
)
_KEYS = union(
    select(t.event.c.id).where(t.event.c.request_id == bindparam("request")),
    select(t.event.c.id).where(t.event.c.order_id.in_(bindparam("orders", expanding=True))),
    select(t.event.c.id)
    .join_from(t.event_asset, t.event, t.event.c.id == t.event_asset.c.event_id)
    .where(
        t.event_asset.c.asset_id.in_(bindparam("assets", expanding=True)),
        t.event.c.action.in_(ASSET_ACTIONS),
    ),
    select(t.event.c.id).where(
        t.event.c.case_id == bindparam("case"), t.event.c.action.in_(CASE_ACTIONS)
    ),
)
_EVENTS = (
    select(t.event, t.court_order.c.reference.label("order_reference"))
    .outerjoin_from(t.event, t.court_order, t.court_order.c.id == t.event.c.order_id)
    .where(t.event.c.id.in_(bindparam("keys", expanding=True)))
    .order_by(t.event.c.id)
)
_OF_ORDER = select(t.request).where(
    t.request.c.id.in_(
        select(t.event.c.request_id).where(
            t.event.c.order_id == bindparam("order"), t.event.c.action == "record_order"
        )
    )
)
_DRAFTS = (
    select(t.event.c.action, t.event.c.seq, t.event.c.on_date, t.event.c.author_id, t.event.c.facts)
    .where(
        t.event.c.request_id == bindparam("request"),
        t.event.c.action.in_(bindparam("actions", expanding=True)),
    )
    .order_by(t.event.c.id)
)
_SUCCESSIONS = (
    select(t.event.c.facts)
    .where(t.event.c.case_id == bindparam("case"), t.event.c.action == "new_version")
    .order_by(t.event.c.id)
)

_LINKED = select(t.asset_case.c.asset_id).where(t.asset_case.c.case_id == bindparam("case"))
_OF_THIS_CASE = or_(t.asset.c.case_id == bindparam("case"), t.asset.c.id.in_(_LINKED))
_ASSET_IN_CASE = select(t.asset.c.id).where(t.asset.c.id == bindparam("asset"), _OF_THIS_CASE)
_ORDER_IN_CASE = union(
    select(t.court_order.c.id).where(
        t.court_order.c.id == bindparam("order"), t.court_order.c.case_id == bindparam("case")
    ),
    select(t.event.c.order_id)
    .join_from(t.event, t.event_asset, t.event_asset.c.event_id == t.event.c.id)
    .join(t.asset, t.asset.c.id == t.event_asset.c.asset_id)
    .where(t.event.c.order_id == bindparam("order"), _OF_THIS_CASE),
)


def asset_in_case(connection: Connection, asset: int, case: int) -> bool:
    """Whether the asset belongs to the case or is linked to it."""
    return connection.execute(_ASSET_IN_CASE, {"asset": asset, "case": case}).first() is not None


def order_in_case(connection: Connection, order: int, case: int) -> bool:
    """Whether the order was made in the case or touches an asset of it."""
    return connection.execute(_ORDER_IN_CASE, {"order": order, "case": case}).first() is not None


def drafts_of_request(connection: Connection, request_id: int, actions: Sequence[str]) -> list[Row]:
    """The events of these actions that a request has, in the order of their entries."""
    values = {"request": request_id, "actions": list(actions)}
    return all_of(connection.execute(_DRAFTS, values))


def successions(connection: Connection, case_id: int) -> list[str]:
    """What the events of a case keep of new versions, each as JSON, in the order of entries."""
    return list(connection.execute(_SUCCESSIONS, {"case": case_id}).scalars())


def requests_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The requests of a case, in the order in which they were made."""
    return _OF_CASE.all(connection, case=case_id)


def request_of_order(connection: Connection, order_id: int) -> Row | None:
    """The request with which an order came, or None."""
    found = all_of(connection.execute(_OF_ORDER, {"order": order_id}))
    return found[0] if found else None


def events_of_request(connection: Connection, request: Row) -> list[Row]:
    """The events that say how far a request has come, each with the reference of its order."""
    orders = connection.execute(
        _ORDERS, {"request": request["id"], "names": _listed(request["orders"])}
    ).scalars()
    assets = keys_of_assets(connection, _listed(request["assets"]))
    values: dict[str, Any] = {
        "request": request["id"],
        "orders": list(orders),
        "assets": assets,
        "case": request["case_id"],
    }
    keys = list(connection.execute(_KEYS, values).scalars())
    return all_of(connection.execute(_EVENTS, {"keys": keys}))


def keys_of_assets(connection: Connection, references: list[str]) -> list[int]:
    """The assets of these references that are on file, and what was put in their place."""
    if not references:
        return []
    keys = list(connection.execute(_NAMED, {"names": references}).scalars())
    return [*keys, *connection.execute(_IN_THEIR_PLACE, {"keys": keys}).scalars()]


def _listed(text: str) -> list[str]:
    return [str(one) for one in json.loads(text)]
