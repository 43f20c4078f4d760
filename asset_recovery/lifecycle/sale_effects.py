"""What the steps of a sale leave in the position: bids, price, payments, tranches, substitution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.actions import sale_actions as s
from asset_recovery.domain.actions.arguments import PartyGiven
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.lineage_effects import begin_child
from asset_recovery.lifecycle.position import Position, PostingPosition
from asset_recovery.lifecycle.sale_position import (
    EMPTY,
    BidPosition,
    PaymentPosition,
    SalePosition,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

FORFEITED = "forfeited_deposit"


def _party(given: PartyGiven, event: StoryEvent, argument: str) -> str:
    resolved = event.facts.get("parties")
    if isinstance(resolved, dict) and argument in resolved:
        return str(resolved[argument])
    return given if isinstance(given, str) else given.name


def _money(event: StoryEvent, name: str) -> Money | None:
    given = event.facts.get(name)
    return Money.from_json(given) if isinstance(given, dict) else None


def _screening(event: StoryEvent) -> Mapping[str, object]:
    given = event.facts.get("screening")
    return given if isinstance(given, dict) else EMPTY


def _start(command: s.StartSale, position: Position, event: StoryEvent, on: date) -> None:
    position.sale = SalePosition(
        method=command.method,
        reserve=command.reserve,
        started_on=on,
        sale_on=command.sale_on,
        advertised_from=command.advertised_from,
        interlocutory=position.disposal not in ("sale", "liquidation"),
        lot=command.lot,
        lot_reserve=_money(event, "lot_reserve"),
        opens_on=command.opens_on,
        closes_on=command.closes_on,
        place=command.place,
        deposit_asked=command.deposit_asked,
        why=command.reason,
        units=position.quantity,
    )


def _bid(command: s.RecordBid, position: Position, event: StoryEvent, on: date) -> None:
    if position.sale is not None:
        position.sale.bids.append(
            BidPosition(
                bidder=_party(command.bidder, event, "bidder"),
                on=on,
                amount=command.amount,
                reference=event.reference or f"bid {event.id}",
                deposit=command.deposit,
                valid_until=command.valid_until,
                whole=_money(event, "lot_price"),
                author=event.author,
                screening=_screening(event),
            )
        )


def _withdraw(command: s.WithdrawBid, position: Position, _event: StoryEvent, on: date) -> None:
    for bid in position.sale.bids if position.sale is not None else ():
        if bid.reference == command.bid and bid.withdrawn_on is None:
            bid.withdrawn_on = on


def _open(command: s.OpenBids, position: Position, _event: StoryEvent, on: date) -> None:
    if position.sale is not None:
        position.sale.opened_on = on
        position.sale.opened_by = command.by


def _sell(command: s.RecordSale, position: Position, event: StoryEvent, on: date) -> None:
    sale = position.sale or SalePosition(units=position.quantity)
    sale.buyer = _party(command.buyer, event, "buyer")
    sale.price, sale.sold_on, sale.deposit = command.price, on, command.deposit
    sale.reference, sale.contract = event.reference, command.contract
    sale.quantity, sale.held = command.quantity, position.quantity
    sale.valued = tuple(position.valuations)
    sale.hammer, sale.commission, sale.vat = command.hammer, command.commission, command.vat
    sale.why_sold, sale.source_of_funds = command.reason, command.source_of_funds
    sale.lot_price = _money(event, "lot_price")
    key = event.facts.get("lot_key")
    sale.lot_key = key if isinstance(key, str) else None
    sale.screening = _screening(event)
    position.sale = sale


def _end(command: s.EndSale, position: Position, event: StoryEvent, on: date) -> None:
    sale = position.sale
    position.sale = None
    if sale is None:
        return
    sale.outcome, sale.ended_on, sale.why_ended = command.outcome, on, command.reason
    position.past_sales.append(sale)
    if command.outcome == "buyer_defaulted":
        sale.forfeited = forfeited(sale)
    if sale.forfeited is not None:
        reference = f"{sale.reference or event.id}-DEPOSIT"
        position.postings[reference] = PostingPosition(
            reference, on, sale.forfeited, FORFEITED, sale.buyer or "", is_cost=False
        )


def forfeited(sale: SalePosition) -> Money | None:
    """What a buyer in default loses: the deposit, as far as it was paid."""
    if sale.deposit is None or sale.paid is None or sale.deposit.currency != sale.paid.currency:
        return None
    kept = min(sale.deposit, sale.paid)
    return None if kept.is_zero else kept


def _pay(command: s.RecordPayment, position: Position, event: StoryEvent, on: date) -> None:
    sale = position.sale
    if sale is None:
        return
    credited = _money(event, "credited")
    amount = credited or command.amount
    sale.paid = amount if sale.paid is None else sale.paid + amount
    sale.paid_on = on
    sale.payments.append(
        PaymentPosition(
            on=on,
            amount=amount,
            account=command.account,
            given=command.amount if credited is not None else None,
            rate=str(command.rate) if credited is not None else "",
        )
    )


def _deliver(command: s.DeliverAsset, position: Position, event: StoryEvent, on: date) -> None:
    child = event.facts.get("child")
    if isinstance(child, str):
        _proceeds_of_tranche(position, child, event, on)
        return
    sale = position.sale
    if sale is not None:
        sale.delivered_on, sale.received_by = on, command.received_by
        sale.registration = command.registration
        tranche = event.facts.get("tranche")
        if isinstance(tranche, dict):
            _tranche(position, sale, str(tranche.get("substitute") or ""), on)
            return
        position.gross = _added(position.gross, sale.paid)
    _in_its_place(position, event)
    position.possession = None if position.replaced_by else position.possession
    position.dates.setdefault("sold", on)


def _added(known: Money | None, more: Money | None) -> Money | None:
    """Proceeds of the tranches before, and of this one; another currency starts anew."""
    if known is None or more is None or known.currency != more.currency:
        return more or known
    return known + more


def _in_its_place(position: Position, event: StoryEvent) -> None:
    substitute = event.facts.get("substitute")
    if not isinstance(substitute, str):
        return
    if event.facts.get("seen_from") == substitute:
        position.substitutes = position.reference
        position.reference = substitute
        position.type_code = "MON-SUB"
        position.management = "deposited"
        position.money = "gross_proceeds_booked"
    else:
        position.replaced_by = substitute
        if position.sale is not None:
            position.sale.substitute = substitute


@exact
def _tranche(position: Position, sale: SalePosition, substitute: str, on: date) -> None:
    """A part has left: the quantity, the value and the reserve of the rest follow."""
    assert sale.quantity is not None
    assert sale.held is not None
    unmoved = max(sale.quantity - sale.moved, Decimal(0))
    position.quantity -= unmoved
    position.sold_unmoved += unmoved
    rest = (sale.held - sale.quantity) / sale.held
    position.valuations = [
        replace(one, value=Money.from_decimal(one.value.decimal * rest, one.value.currency))
        for one in position.valuations
    ]
    if position.estimated_value is not None:
        value = position.estimated_value
        position.estimated_value = Money.from_decimal(value.decimal * rest, value.currency)
    if substitute:
        sale.substitute = substitute
    else:
        position.gross = _added(position.gross, sale.paid)
        position.dates.setdefault("sold", on)
    position.past_sales.append(sale)
    position.sale = _for_the_rest(sale, position.quantity, on)


def _for_the_rest(sale: SalePosition, units: Decimal, _on: date) -> SalePosition:
    """The rest stays offered as it was, with its part of the reserve."""
    reserve = sale.reserve
    if reserve is not None and sale.units:
        reserve = Money.from_decimal(reserve.decimal * units / sale.units, reserve.currency)
    return SalePosition(
        method=sale.method,
        reserve=reserve,
        started_on=sale.started_on,
        sale_on=sale.sale_on,
        advertised_from=sale.advertised_from,
        interlocutory=sale.interlocutory,
        place=sale.place,
        deposit_asked=sale.deposit_asked,
        why=sale.why,
        units=units,
    )


def _proceeds_of_tranche(position: Position, child: str, event: StoryEvent, on: date) -> None:
    """The money of a part that was sold before judgment: held as the thing is held."""
    sold, sale = position.reference, position.sale
    begin_child(position, child, event)
    position.substitutes = sold
    position.quantity, position.unit = Decimal(1), "each"
    position.counted_on = position.count_differs = None
    position.management, position.money = "deposited", "gross_proceeds_booked"
    position.gross = sale.paid if sale is not None else None
    position.estimated_value = position.confirmed_balance = position.net = None
    position.valuations, position.receipts = [], []
    position.postings, position.reversed_postings = {}, {}
    position.claims, position.liens = {}, {}
    position.sale, position.past_sales, position.sold_unmoved = None, [], Decimal(0)
    position.possession = None
    position.dates["sold"] = on


Effect = Callable[[Any, Position, "StoryEvent", date], None]
EFFECTS: dict[type[Action], Effect] = {
    s.StartSale: _start,
    s.RecordBid: _bid,
    s.WithdrawBid: _withdraw,
    s.OpenBids: _open,
    s.RecordSale: _sell,
    s.EndSale: _end,
    s.RecordPayment: _pay,
    s.DeliverAsset: _deliver,
}
