"""Sales and bids as lists read them: a line a try and a line a bid, from an asset's position.

While the bids of a tender are sealed their amounts stand in no line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from asset_recovery.domain.money import Money, half_up
from asset_recovery.lifecycle.current_value import counts_for_sale
from asset_recovery.lifecycle.figures.arithmetic import PRECISE
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.sale_position import SalePosition

Line = tuple[Any, ...]
SALES = (
    "asset_id", "case_id", "place", "reference", "asset", "lot", "method", "state", "started_on",
    "sale_on", "sold_on", "reserve_minor", "price_minor", "hammer_minor", "currency",
    "value_minor", "value_currency", "share", "quantity", "bids", "buyer", "valuer",
)  # fmt: skip
BIDS = (
    "asset_id", "case_id", "place", "reference", "asset", "lot", "bidder", "on_date",
    "amount_minor", "deposit_minor", "currency", "valid_until", "state",
)  # fmt: skip


def sales_of(asset_id: int, case_id: int, position: Position, rules: Rules) -> list[Line]:
    """A line for each try to sell, in their order."""
    if position.substitutes is not None:
        return []  # the sale stands with the thing that was sold
    return [
        _sale(asset_id, case_id, place, sale, position, rules)
        for place, sale in enumerate(tries(position), start=1)
    ]


def tries(position: Position) -> list[SalePosition]:
    """The sales that ended or left with a tranche, and the one under way."""
    return [*position.past_sales, *([position.sale] if position.sale is not None else [])]


def bids_of(asset_id: int, case_id: int, position: Position) -> list[Line]:
    """A line for each bid, in the order of the tries and of entry."""
    if position.substitutes is not None:
        return []
    return [
        line
        for place, sale in enumerate(tries(position), start=1)
        for line in _bids(asset_id, case_id, place, sale, position.reference)
    ]


def state_of(sale: SalePosition) -> str:
    """Where a sale stands: offered, sold, paid, delivered, or how it ended."""
    if sale.outcome is not None:
        return sale.outcome
    if sale.delivered_on is not None:
        return "delivered"
    if sale.price is None:
        return "offered"
    return "paid" if sale.paid == sale.price else "sold"


def _sale(  # noqa: PLR0913, PLR0917 - what a line is made of
    asset_id: int,
    case_id: int,
    place: int,
    sale: SalePosition,
    position: Position,
    rules: Rules,
) -> Line:
    money = sale.price or sale.reserve
    currency = None if money is None else money.currency
    value = value_at_sale(position, rules, sale)
    newest = _counting(position, rules, sale)
    return (
        asset_id, case_id, place, sale.reference, position.reference, sale.lot, sale.method,
        state_of(sale), _iso(sale.started_on or sale.sold_on), _iso(sale.sale_on),
        _iso(sale.sold_on), _minor(sale.reserve, currency), _minor(sale.price, currency),
        _minor(sale.hammer, currency), currency,
        None if value is None else value.minor, None if value is None else value.currency,
        share_of(sale.price, value), None if sale.quantity is None else f"{sale.quantity:f}",
        len(sale.bids), sale.buyer, None if newest is None else newest.valuer,
    )  # fmt: skip


def _counting(position: Position, rules: Rules, sale: SalePosition) -> ValuationPosition | None:
    until = sale.sold_on or sale.started_on
    valued = sale.valued if sale.sold_on is not None else tuple(position.valuations)
    known = [
        one
        for one in valued
        if counts_for_sale(one.kind, rules, by_mark=position.marked_to_market)
        and (until is None or one.on <= until)
    ]
    return max(known, key=lambda one: one.on, default=None)


def value_at_sale(position: Position, rules: Rules, sale: SalePosition) -> Money | None:
    """The valuation that carried the sale; of a part that was sold its part of it by quantity."""
    newest = _counting(position, rules, sale)
    if newest is None or not sale.is_tranche or not sale.held or sale.quantity is None:
        return None if newest is None else newest.value
    part = PRECISE.divide(PRECISE.multiply(newest.value.decimal, sale.quantity), sale.held)
    return Money.from_decimal(part, newest.value.currency)


def share_of(price: Money | None, value: Money | None) -> str | None:
    """The price as a part of the value, to four decimals; None in different currencies."""
    if price is None or value is None or value.minor <= 0 or price.currency != value.currency:
        return None
    return f"{half_up(PRECISE.divide(price.decimal, value.decimal), 4):f}"


def _bids(asset_id: int, case_id: int, place: int, sale: SalePosition, asset: str) -> list[Line]:
    sealed = sale.opens_on is not None and sale.opened_on is None
    return [
        (
            asset_id, case_id, place, bid.reference, asset, sale.lot, bid.bidder,
            bid.on.isoformat(), None if sealed else bid.amount.minor,
            None if bid.deposit is None or bid.deposit.currency != bid.amount.currency
            else bid.deposit.minor,
            bid.amount.currency, _iso(bid.valid_until),
            "withdrawn" if bid.withdrawn_on is not None else "sealed" if sealed
            else "won" if sale.buyer == bid.bidder else "stands",
        )
        for bid in sale.bids
    ]  # fmt: skip


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _minor(amount: Money | None, currency: str | None) -> int | None:
    return None if amount is None or amount.currency != currency else amount.minor


def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, str, str]:
    names = ", ".join(columns)
    marks = ", ".join("?" for _one in columns)
    return (
        f"SELECT {names} FROM {table} WHERE asset_id = ? ORDER BY id",
        f"DELETE FROM {table} WHERE asset_id = ?",
        f"INSERT INTO {table} ({names}) VALUES ({marks})",
    )


_SALE_ROWS = _statements("sale_row", SALES)
_BID_ROWS = _statements("bid_row", BIDS)


def put_sales(
    connection: Connection, asset_id: int, sales: Sequence[Line], bids: Sequence[Line]
) -> None:
    """Replace the lines of an asset where they differ."""
    raw: Any = connection.connection.driver_connection
    for (read, drop, add), lines in ((_SALE_ROWS, sales), (_BID_ROWS, bids)):
        kept = [tuple(row) for row in raw.execute(read, (asset_id,)).fetchall()]
        if kept != list(lines):
            raw.execute(drop, (asset_id,))
            raw.executemany(add, lines)
