"""Orders of other States over an asset: what is still due on them, for victims, and by default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ask import Convert
from asset_recovery.lifecycle.figures.eu_sharing import EXECUTING, Sharing, eu_sharing
from asset_recovery.lifecycle.foreign_position import InboundPosition, VictimDecision
from asset_recovery.lifecycle.position import FOREIGN_ORDERS, OrderPosition, Position
from asset_recovery.lifecycle.rules import Rules

EURO = "EUR"
MUTUAL_RECOGNITION = "R1805"
CERTIFICATES = frozenset({"EU-01", "EU-02"})  # the forms of its annexes
OF_THE_TWO_STATES = ("state", "foreign_state", "social_reuse", "foundation", "value_order")


def foreign_orders(position: Position) -> list[OrderPosition]:
    """Orders of other States that were given for execution here and have not ended."""
    return position.standing_orders(FOREIGN_ORDERS)


def confiscation_of(position: Position) -> OrderPosition | None:
    """The recognised confiscation order of another State, if there is one."""
    known = [
        order
        for order in position.standing_orders({"foreign_confiscation"})
        if not order.awaits_recognition
    ]
    return known[0] if known else None


def request_of(position: Position, order: OrderPosition) -> InboundPosition | None:
    """The request with which an order came; of an order without one, what it says itself."""
    return position.inbound.get(order.request or f"order {order.reference}")


def paid_elsewhere(position: Position, order: OrderPosition) -> Money | None:
    """What was paid or executed in other States on this order, as far as we were told."""
    inbound = request_of(position, order)
    return inbound.paid_elsewhere if inbound is not None else None


def still_due(position: Position, order: OrderPosition, convert: Convert, on: date) -> Money | None:
    """The sum of the order less what was paid elsewhere; None where the order names no sum.

    What cannot be converted into the order's currency is not deducted (the guard says so).
    """
    if order.amount is None:
        return None
    paid = paid_elsewhere(position, order)
    in_its = None if paid is None else convert(paid, order.amount.currency, on)
    left = order.amount if in_its is None else order.amount - in_its
    return left if left.minor > 0 else Money.zero(order.amount.currency)


def victim_decisions(position: Position) -> list[VictimDecision]:
    """Decisions for victims in the orders and requests that hold the asset."""
    found = []
    ended = {
        order.request or f"order {order.reference}"
        for order in position.orders.values()
        if order.kind in FOREIGN_ORDERS and order.ended_on is not None
    }
    for name, inbound in position.inbound.items():
        if inbound.victim is not None and inbound.withdrawn_on is None and name not in ended:
            found.append(inbound.victim)
    return found


def is_mutual(form: str, country: str) -> bool:
    """Whether the Union's mutual recognition applies: by the certificate, else by the State."""
    if form:
        return form in CERTIFICATES
    known = code_list("countries").codes.get(country)
    bound = known.more.get("bound_by") if known is not None else None
    return isinstance(bound, list) and MUTUAL_RECOGNITION in bound


def default_sharing(
    position: Position,
    rules: Rules,
    convert: Convert,
    on: date,
    victims: Money | None,
    odd_unit_to: str = EXECUTING,
) -> Sharing | None:
    """What each State receives of the net by the Union's rule; None where it does not apply.

    `victims` is what victims receive first. The threshold is judged in euro on the day of receipt;
    `odd_unit_to` is the State that receives a unit which cannot be halved.
    """
    order = confiscation_of(position)
    if order is None or position.net is None:
        return None
    inbound = request_of(position, order)
    form = inbound.form if inbound is not None else ""
    country = (inbound.country if inbound is not None else None) or order.country or ""
    if not is_mutual(form, country):
        return None
    base = position.net if victims is None else position.net - victims
    if base.minor < 0:
        base = Money.zero(base.currency)
    received = max((day for _r, day, _a in position.receipts), default=on)
    if position.sale is not None and position.sale.paid_on is not None:
        received = position.sale.paid_on
    in_euro = convert(base, EURO, received)
    if in_euro is None:
        return None
    threshold = Decimal(rules.parameter("eu_sharing_threshold", on).value)
    return eu_sharing(base, in_euro.decimal, threshold, odd_unit_to)
