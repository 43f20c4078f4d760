"""Guards on what a sale comes to: the buyer, the price, its payment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain.actions.sale_actions import RecordPayment, RecordSale
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.sale_guards import counting_valuation
from asset_recovery.lifecycle.sale_position import SalePosition


def _buyer(ask: Ask) -> str | None:
    return ask.parties.get("buyer") or ask.parties.get("bidder")


def no_conflict_of_interest(ask: Ask) -> Iterator[Reason]:
    """Nobody buys who stands close to the case or to the office."""
    buyer = _buyer(ask)
    why = ask.screening.excluded.get(buyer or "")
    if why:
        yield Reason(
            "conflict_of_interest", why, field="buyer" if "buyer" in ask.parties else "bidder"
        )


def possible_match(ask: Ask) -> Iterator[Reason]:
    """Names alike: for a person to decide."""
    for name in ask.screening.alike.get(_buyer(ask) or "", ()):
        yield Reason("possible_match", _("Possible match: {name}.").format(name=name))


def _in(amount: Money, currency: str, ask: Ask) -> Money | None:
    return amount if amount.currency == currency else ask.convert(amount, currency, ask.on)


def _controlled(ask: Ask) -> Money | None:
    """What reserve and valuation are compared with: the hammer price where it is known."""
    command = ask.command
    if not isinstance(command, RecordSale):
        return None
    return command.hammer if command.hammer is not None else command.price


@exact
def part_sold(ask: Ask, amount: Money, units: Decimal | None) -> Money:
    """An amount that stands for `units`, as it concerns the quantity that is sold."""
    quantity = ask.command.quantity if isinstance(ask.command, RecordSale) else None
    if quantity is None or not units or quantity >= units:
        return amount
    return Money.from_decimal(amount.decimal * quantity / units, amount.currency)


def below_reserve(ask: Ask) -> bool:
    """Whether the price lies below the reserve, of a part below its part of it."""
    sale, price = ask.position.sale, _controlled(ask)
    if price is None or sale is None or sale.reserve is None:
        return False
    reserve = _in(part_sold(ask, sale.reserve, sale.units), price.currency, ask)
    return reserve is not None and price < reserve


def below_floor(ask: Ask) -> bool:
    """Whether the price lies below the share of the valuation that needs two levels."""
    newest, price = counting_valuation(ask), _controlled(ask)
    if price is None or newest is None:
        return False
    value = _in(part_sold(ask, newest.value, ask.position.quantity), price.currency, ask)
    floor = ask.term("sale_floor_review").value
    return value is not None and price.decimal < value.decimal * Decimal(floor)


def price_right(ask: Ask) -> Iterator[Reason]:
    """Far below the valuation a reason is asked, and two levels of approval."""
    if isinstance(ask.command, RecordSale):
        if below_floor(ask) and not ask.command.reason:
            yield Reason(
                "price_below_valuation",
                _(
                    "The price lies below {share} of the valuation: give the reason; a supervisor "
                    "and a director must approve."
                ).format(share=ask.term("sale_floor_review").value),
                field="reason",
            )
        sale = ask.position.sale
        newest = counting_valuation(ask)
        for known in (sale.reserve if sale else None, newest.value if newest else None):
            if known is not None and _in(known, ask.command.price.currency, ask) is None:
                yield Reason(
                    "rate_missing",
                    _("There is no rate from {source} to {target}.").format(
                        source=known.currency, target=ask.command.price.currency
                    ),
                    "record_rate",
                )


def price_below_reserve(ask: Ask) -> Iterator[Reason]:
    """Below the reserve a supervisor must approve."""
    if below_reserve(ask):
        yield Reason(
            "price_below_reserve", _("The price lies below the reserve: a supervisor must approve.")
        )


def not_the_highest_bid(ask: Ask) -> Iterator[Reason]:
    """The reason is on file why somebody else offered more and did not get it."""
    command, sale = ask.command, ask.position.sale
    if not isinstance(command, RecordSale) or sale is None:
        return
    currency = command.price.currency
    offers = [
        (bid.bidder, bid.amount, _in(bid.amount, currency, ask))
        for bid in sale.standing_bids(ask.on)
    ]
    higher = [(base, bidder, amount) for bidder, amount, base in offers if base is not None]
    higher = [offer for offer in higher if offer[0] > command.price]
    if higher:
        _base, bidder, amount = max(higher, key=lambda offer: offer[0])
        yield Reason(
            "higher_bid",
            _("{bidder} offered {amount}, which is more than the price of {price}.").format(
                bidder=bidder, amount=amount.display(), price=command.price.display()
            ),
            field="price",
        )


def sold_and_approved(ask: Ask) -> Iterator[Reason]:
    """The sale stands and needs nobody any more."""
    pending = ask.position.waits("record_sale")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The sale waits for approval ({approval}).").format(approval=pending.approval),
            "approve",
        )


def payment_within_price(ask: Ask) -> Iterator[Reason]:
    """Nobody pays more than the price, or in another currency without its rate."""
    sale, command = ask.position.sale, ask.command
    if not isinstance(command, RecordPayment) or sale is None or sale.price is None:
        return
    amount = credited(command, sale.price.currency)
    if amount.currency != sale.price.currency:
        yield Reason(
            "currency_mismatch",
            _("The price is in {currency}. Give the rate at which the bank credited it.").format(
                currency=sale.price.currency
            ),
            field="amount",
        )
    elif (sale.paid + amount if sale.paid else amount) > sale.price:
        yield Reason(
            "amount_exceeds_order",
            _("That is more than the price of {price}.").format(price=sale.price.display()),
            field="amount",
        )


@exact
def credited(command: RecordPayment, currency: str) -> Money:
    """What a payment comes to in the currency of the price, at its own rate."""
    amount = command.amount
    if amount.currency == currency or command.rate is None:
        return amount
    return Money.from_decimal(amount.decimal * command.rate, currency)


def _unpaid(sale: SalePosition | None) -> Money | None:
    if sale is None or sale.price is None:
        return None
    return sale.price if sale.paid is None else sale.price - sale.paid


def paid_in_full(ask: Ask) -> Iterator[Reason]:
    """The thing leaves our hands against the whole price."""
    unpaid = _unpaid(ask.position.sale)
    if unpaid is not None and not unpaid.is_zero:
        yield Reason(
            "not_paid",
            _("{amount} of the price are not paid.").format(amount=unpaid.display()),
            "record_payment",
        )


GUARDS = {
    guard.__name__: guard
    for guard in (
        no_conflict_of_interest,
        possible_match,
        price_right,
        price_below_reserve,
        not_the_highest_bid,
        sold_and_approved,
        payment_within_price,
        paid_in_full,
    )
}
