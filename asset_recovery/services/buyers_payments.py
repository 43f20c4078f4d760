"""Whether a receipt is the money that a buyer paid: one payment counts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.persistence.queries.event_query import is_reversed
from asset_recovery.persistence.queries.payments_query import sales_and_money
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.work import Work


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
    sale: str | None = None
    unmet: list[tuple[int, str]] = []
    for event in sales_and_money(connection, int(asset["id"])):
        paid = (int(event["amount_minor"] or 0), str(event["amount_currency"] or ""))
        if event["action"] == "record_sale":
            sale = str(event["reference"])
        elif event["action"] == "record_payment":
            unmet.append(paid)
        elif paid in unmet and not is_reversed(
            connection, int(event["case_id"]), str(event["reference"])
        ):
            unmet.remove(paid)
    return sale if (amount.minor, amount.currency) in unmet else None
