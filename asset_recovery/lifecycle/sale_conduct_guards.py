"""Guards on how a sale is held: its method, its bids, what is sold of what is held, new tries.

What each method asks is data of the legal system (`sale_asks_<method>`): a published notice
(`advert`), a common opening of sealed bids (`opening`), a stated `reason`, several `appraisals`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.sale_actions import (
    OpenBids,
    RecordBid,
    RecordSale,
    StartSale,
    WithdrawBid,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.lifecycle.sale_guards import counting_valuation

OPENERS = 2


def asked_of(ask: Ask, method: str) -> tuple[str, ...]:
    """What the legal system asks of a method of sale; nothing where it does not say."""
    key = f"sale_asks_{method}"
    if key not in ask.rules.parameters:
        return ()
    return tuple(one.strip() for one in ask.term(key).value.split(",") if one.strip())


def _method(ask: Ask) -> str:
    if isinstance(ask.command, StartSale):
        return ask.command.method
    return ask.position.sale.method if ask.position.sale is not None else ""


def _advert(ask: Ask) -> Iterator[Reason]:
    sale, command = ask.position.sale, ask.command
    planned = getattr(command, "advertised_from", None) or (sale and sale.advertised_from)
    notices = [one for one in ask.position.publications if one.kind == "sale" and one.on <= ask.on]
    if not planned and not notices:
        yield Reason("notice_missing", _("No notice of the sale was published."), "publish_notice")


def _opening(ask: Ask) -> Iterator[Reason]:
    sale, command = ask.position.sale, ask.command
    if getattr(command, "opens_on", None) is None and (sale is None or sale.opens_on is None):
        yield Reason(
            "guard_failed",
            _("No day is set on which the sealed bids are opened together."),
            field="opens_on" if isinstance(command, StartSale) else None,
        )


def _reason(ask: Ask) -> Iterator[Reason]:
    sale, command = ask.position.sale, ask.command
    if not (command and command.reason) and not (sale and sale.why):
        yield Reason(
            "guard_failed",
            _("The reason is missing why the sale is negotiated with one buyer."),
            field="reason",
        )


def _appraisals(ask: Ask) -> Iterator[Reason]:
    kinds = set(ask.rules.counting_kinds)
    if ask.position.marked_to_market:
        kinds |= ask.rules.counting_where_marked
    known = {v.valuer for v in ask.position.valuations if v.kind in kinds and v.on <= ask.on}
    wanted = ask.days("sale_appraisals") if "sale_appraisals" in ask.rules.parameters else 1
    if len(known) < wanted:
        text = _("{wanted} appraisals by different people are asked; {count} are on file.")
        yield Reason(
            "guard_failed", text.format(wanted=wanted, count=len(known)), "record_valuation"
        )


_ASKED: dict[str, Callable[[Ask], Iterator[Reason]]] = {
    "advert": _advert,
    "opening": _opening,
    "reason": _reason,
    "appraisals": _appraisals,
}


def method_prepared(ask: Ask) -> Iterator[Reason]:
    """What the method asks before it begins: notices come later."""
    if not isinstance(ask.command, StartSale):
        return
    for name in asked_of(ask, _method(ask)):
        if name != "advert" and name in _ASKED:
            yield from _ASKED[name](ask)


def method_followed(ask: Ask) -> Iterator[Reason]:
    """What the method asks before anybody buys."""
    for name in asked_of(ask, _method(ask)):
        if name in _ASKED:
            yield from _ASKED[name](ask)


def bid_in_time(ask: Ask) -> Iterator[Reason]:
    """After the last day for bids none is taken; a new one for the same day counts."""
    sale, command = ask.position.sale, ask.command
    if not isinstance(command, RecordBid) or sale is None:
        return
    if sale.closes_on is not None and ask.on > sale.closes_on:
        yield Reason(
            "date_order",
            _("Bids were taken until {date}.").format(date=sale.closes_on),
            field="on",
        )
    if sale.deposit_asked is not None:
        yield from _deposit(command, sale.deposit_asked)


def _deposit(command: RecordBid, asked: Money) -> Iterator[Reason]:
    given = command.deposit
    if given is None or given.currency != asked.currency or given < asked:
        yield Reason(
            "field_missing",
            _("Whoever bids deposits {amount}.").format(amount=asked.display()),
            field="deposit",
        )


def bid_below_reserve(ask: Ask) -> Iterator[Reason]:
    """A bid below the reserve is taken and said to be one; a sealed one says nothing yet."""
    sale, command = ask.position.sale, ask.command
    if not isinstance(command, RecordBid) or sale is None or sale.reserve is None:
        return
    if sale.is_sealed(ask.on):
        return
    reserve = sale.reserve
    same = reserve.currency == command.amount.currency
    compared = reserve if same else ask.convert(reserve, command.amount.currency, ask.on)
    if compared is not None and command.amount < compared:
        yield Reason(
            "price_below_reserve",
            _("The bid lies below the reserve of {reserve}.").format(reserve=reserve.display()),
            field="amount",
        )


def bid_stands(ask: Ask) -> Iterator[Reason]:
    """There is such a bid, and it was not taken back before."""
    command, sale = ask.command, ask.position.sale
    if not isinstance(command, WithdrawBid):
        return
    bids = [] if sale is None else sale.bids
    if not any(bid.reference == command.bid and bid.withdrawn_on is None for bid in bids):
        yield Reason(
            "not_found",
            _("There is no bid {bid} that still stands.").format(bid=command.bid),
            "record_bid",
            field="bid",
        )


def bids_may_be_opened(ask: Ask) -> Iterator[Reason]:
    """Sealed bids are opened once, on their day or later, before two people."""
    sale, command = ask.position.sale, ask.command
    if sale is None or sale.opens_on is None:
        yield Reason("wrong_state", _("The bids of this sale are not sealed."), "start_sale")
        return
    if sale.opened_on is not None:
        text = _("The bids were opened on {date}.").format(date=sale.opened_on)
        yield Reason("wrong_state", text, "record_sale")
        return
    if ask.on < sale.opens_on:
        text = _("The bids are opened on {date}, not before.").format(date=sale.opens_on)
        yield Reason("date_order", text, field="on")
    if isinstance(command, OpenBids) and len(set(command.by)) < OPENERS:
        yield Reason("field_missing", _("Two people open the bids."), field="by")


def bids_opened(ask: Ask) -> Iterator[Reason]:
    """Nobody wins a tender whose bids are still closed."""
    sale = ask.position.sale
    if sale is not None and sale.is_sealed(ask.on):
        text = _("The sealed bids were not opened yet; the day for it is {date}.")
        yield Reason("wrong_state", text.format(date=sale.opens_on), "open_bids")


def quantity_sold(ask: Ask) -> Iterator[Reason]:
    """No more is sold than is held."""
    command = ask.command
    if not isinstance(command, RecordSale) or command.quantity is None:
        return
    held = ask.position.quantity
    if command.quantity > held:
        yield Reason(
            "balance_mismatch",
            _("{held} {unit} are held; more cannot be sold.").format(
                held=shown(held), unit=ask.position.unit
            ),
            "reconcile_quantity",
            field="quantity",
        )


def valuation_after_failed_sale(ask: Ask) -> Iterator[Reason]:
    """A new try rests on a valuation that knows of the last one."""
    failed = [one for one in ask.position.past_sales if one.outcome == "unsold" and one.ended_on]
    if not failed or not isinstance(ask.command, StartSale):
        return
    ended = max(one.ended_on for one in failed if one.ended_on is not None)
    newest = counting_valuation(ask)
    if newest is None or newest.on < ended:
        yield Reason(
            "valuation_too_old",
            _("Nothing was sold on {date}; the valuation is older than that.").format(date=ended),
            "record_valuation",
        )


def failed_too_often(ask: Ask) -> Iterator[Reason]:
    """After several failures something else is considered first."""
    if "failed_sales_until_decision" not in ask.rules.parameters:
        return
    limit = ask.days("failed_sales_until_decision")
    failed = sum(one.outcome == "unsold" for one in ask.position.past_sales)
    if failed >= limit:
        text = _("{count} sales failed. Consider giving away, destroying or keeping: {ways}.")
        ways = ", ".join(
            code_lists.label("disposal_kinds", kind).lower()
            for kind in ("donation", "social_reuse", "destruction")
        )
        yield Reason("guard_failed", text.format(count=failed, ways=ways), "dispose_asset")


GUARDS = {
    guard.__name__: guard
    for guard in (
        method_prepared,
        method_followed,
        bid_in_time,
        bid_below_reserve,
        bid_stands,
        bids_may_be_opened,
        bids_opened,
        quantity_sold,
        valuation_after_failed_sale,
        failed_too_often,
    )
}
