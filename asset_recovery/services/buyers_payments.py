"""Whether a receipt is the money that a buyer paid: one payment counts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select

from asset_recovery.domain.money import Money
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.event_query import is_reversed
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.work import Work

_SOLD = select(t.asset.c.id).where(t.asset.c.replaced_by_id == bindparam("asset"))
_OF_ASSETS = (
    select(t.event)
    .join_from(t.event, t.event_asset, t.event_asset.c.event_id == t.event.c.id)
    .where(
        t.event_asset.c.asset_id.in_(bindparam("assets", expanding=True)),
        t.event.c.action.in_(("record_sale", "record_payment", "match_receipt")),
        t.event.c.effective_seq.is_not(None),
        t.event.c.ended_seq.is_(None),
    )
    .order_by(t.event.c.effective_seq, t.event.c.id)
)


def sale_of_receipt(work: Work, to: str, asset: Mapping[str, Any], amount: Money) -> str | None:
    """The sale to which a receipt belongs: the one named, or the one whose buyer paid just that.

    A receipt for the asset of exactly an amount that is on file as a payment of the buyer, and that
    no receipt has met yet, is that payment: the bank's line of it came later.
    """
    connection = work.unit.connection
    named = finder.event_by_reference(connection, to)
    if named is not None and named["action"] == "record_sale":
        return to
    if finder.by_reference(connection, "asset", to) is None:
        return None
    sold = connection.execute(_SOLD, {"asset": asset["id"]}).scalars().all()
    events = connection.execute(_OF_ASSETS, {"assets": [int(asset["id"]), *sold]}).mappings().all()
    sale: str | None = None
    unmet: list[tuple[int, str]] = []
    for event in events:
        paid = (int(event["amount_minor"] or 0), str(event["amount_currency"] or ""))
        if event["action"] == "record_sale":
            sale = str(event["reference"])
        elif event["action"] == "record_payment":
            unmet.append(paid)
        elif paid in unmet and not is_reversed(
            connection, int(event["case_id"]), event["reference"]
        ):
            unmet.remove(paid)
    return sale if (amount.minor, amount.currency) in unmet else None
