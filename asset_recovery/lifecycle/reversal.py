"""The duty after a reversal or a release: the thing itself, or the money that stands for it.

lifecycle.md 4.7.2: return in kind where the object exists; otherwise the net proceeds with legal
interest; where it was destroyed, lost or given away, the insured or market value on that day. The
higher of the two is taken, so that nobody loses by the choice. What is owed is an account like any
other: interest by days on the sum, payments on their days (`figures/value_order.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import counting_valuation, newest_valuation
from asset_recovery.lifecycle.figures.interest import BASES, RateSteps
from asset_recovery.lifecycle.figures.value_order import AccountLine, order_account
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.remedy import LOSSES, Payment, Reversal
from asset_recovery.lifecycle.rules import Rules

RATE = "return_interest"
GIVEN_AWAY = frozenset(
    {
        "transferred_for_public_or_social_use",
        "official_use",
        "donated",
        "transferred_abroad",
    }
)
GONE = frozenset({"destroyed_or_recycled", "abandoned_or_written_off"})
REVERSED = "reversed_after_execution"


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed to whoever lost the asset, on a day.

    `kind`: in_kind, proceeds, money, value, ordered. `principal` is None where only the thing is
    owed. principal + interest = paid + outstanding, unless more was paid than owed.
    """

    kind: str
    since: date | None
    principal: Money | None
    interest: Money | None
    paid: Money | None
    outstanding: Money | None
    lines: tuple[AccountLine, ...]
    steps: tuple[str, ...]
    returned_on: date | None = None
    rates: RateSteps = ()
    day_count: str = "act/365"

    @property
    def is_discharged(self) -> bool:
        """The thing was given back, or everything owed for it was paid."""
        if self.outstanding is None:
            return self.returned_on is not None
        return self.outstanding.is_zero


@dataclass(frozen=True, slots=True)
class _Basis:
    kind: str
    since: date | None
    principal: Money | None
    steps: tuple[str, ...]
    added: tuple[Payment, ...] = ()


def duty_of(position: Position, rules: Rules, until: date) -> Duty | None:
    """What is owed for the asset on that day; None: neither reversed nor to be given back."""
    reversal = position.remedy.newest if position.legal == REVERSED else None
    if reversal is None and position.legal not in ("release_ordered", "lapsed"):
        return None
    basis = _ordered(position, reversal) or _basis(position, rules, reversal, until)
    if basis.principal is None or basis.since is None:
        returned = position.remedy.returned_on
        return Duty(basis.kind, None, None, None, None, None, (), basis.steps, returned_on=returned)
    return _account(position, rules, reversal, basis, until)


def _account(
    position: Position, rules: Rules, reversal: Reversal | None, basis: _Basis, until: date
) -> Duty:
    assert basis.principal is not None and basis.since is not None  # noqa: PT018 - one fact
    currency = basis.principal.currency
    rates = _rates(rules, reversal)
    day_count = "act/360" if rules.days("value_order_year_days", basis.since) == 360 else "act/365"
    start = basis.since
    paid = [one for one in position.remedy.paid if one.amount.currency == currency]
    paid = [one for one in paid if one.on <= until]
    end = max([until, start, *(one.on for one in paid)])
    added = [one for one in basis.added if one.amount.currency == currency and one.on <= end]
    found = order_account(
        basis.principal,
        start,
        rates,
        BASES[day_count],
        [(max(one.on, start), one.amount) for one in paid],
        [(one.on, one.amount) for one in added],
        end,
    )
    interest = Money.total((line.interest for line in found.lines), currency)
    earned = Money.total((one.amount for one in added), currency)
    steps = list(basis.steps)
    if not earned.is_zero:
        steps.append(_("Interest earned by the money: {amount}.").format(amount=earned.display()))
    if not interest.is_zero:
        steps.append(
            _("Legal interest from {start} to {end}: {amount}.").format(
                start=start, end=end, amount=interest.display()
            )
        )
    total = Money.total((one.amount for one in paid), currency)
    if not total.is_zero:
        steps.append(_("Paid so far: {amount}.").format(amount=total.display()))
    return Duty(
        kind=basis.kind,
        since=start,
        principal=basis.principal,
        interest=interest + earned,
        paid=total,
        outstanding=found.outstanding,
        lines=found.lines,
        steps=(*steps, _("Still owed: {amount}.").format(amount=found.outstanding.display())),
        returned_on=position.remedy.returned_on,
        rates=rates,
        day_count=day_count,
    )


def _rates(rules: Rules, reversal: Reversal | None) -> RateSteps:
    if reversal is not None and reversal.rate is not None:
        return [(date.min, reversal.rate)]
    known = sorted(rules.parameters[RATE], key=lambda one: one.valid_from)
    steps = [(one.valid_from, Decimal(one.value)) for one in known]
    return [(date.min, steps[0][1]), *steps[1:]]


def _ordered(position: Position, reversal: Reversal | None) -> _Basis | None:
    """The authority itself said how much."""
    if reversal is None or reversal.amount is None:
        return None
    del position
    text = _("{authority} said how much: {amount}.").format(
        authority=reversal.authority, amount=reversal.amount.display()
    )
    since = reversal.interest_from or reversal.on
    return _Basis("ordered", since, reversal.amount, (text,))


def _basis(position: Position, rules: Rules, reversal: Reversal | None, until: date) -> _Basis:
    """What became of the thing says what is owed."""
    own = reversal.interest_from if reversal is not None else None
    if position.gross is not None:
        return _of_sale(position, reversal, own)
    gone = gone_on(position)
    if gone is not None:
        return _of_value(position, rules, gone, own)
    if position.proceeds is not None:
        first = min(on for _reference, on, _amount in position.receipts)
        text = _("The money that came in: {amount}.").format(amount=position.proceeds.display())
        added = tuple(position.remedy.interest)
        return _Basis("money", own or first, position.proceeds, (text,), added)
    del until
    return _Basis("in_kind", None, None, (_("The thing exists: it is given back itself."),))


def _of_sale(position: Position, reversal: Reversal | None, own: date | None) -> _Basis:
    assert position.gross is not None
    sold = position.dates.get("sold", position.net_on or date.min)
    held = position.net if position.net is not None else position.gross
    if position.net is None:
        steps = [_("Gross proceeds of the sale: {amount}.").format(amount=held.display())]
    else:
        steps = [_("Net proceeds of the sale: {amount}.").format(amount=held.display())]
    if held.is_negative:
        held = Money.zero(held.currency)
    if reversal is not None and reversal.costs_borne_by == "state":
        kept = keeping_costs(position)
        held += kept
        steps.append(
            _("Keeping costs that the State bears by the decision: {amount}.").format(
                amount=kept.display()
            )
        )
    return _Basis("proceeds", own or sold, held, tuple(steps), tuple(position.remedy.interest))


def keeping_costs(position: Position) -> Money:
    """What the waterfall deducted for keeping the thing."""
    assert position.gross is not None
    held = position.net if position.net is not None else position.gross
    lines = position.net_facts.get("lines")
    amounts = [
        Money.from_json(line["amount"])
        for line in (lines if isinstance(lines, list) else ())
        if line.get("class") == "keeping_cost"
    ]
    return Money.total(amounts, held.currency)


def gone_on(position: Position) -> date | None:
    """The day on which the thing was lost, destroyed or given away; None: it is there."""
    if position.management in GIVEN_AWAY | GONE:
        return position.dates.get("disposed", position.mode_since or date.min)
    lost = [one.on for one in position.remedy.losses if one.kind in LOSSES]
    return max(lost, default=None)


def _of_value(position: Position, rules: Rules, gone: date, own: date | None) -> _Basis:
    market = counting_valuation(position, rules, gone) or newest_valuation(position, gone)
    insured = [one.amount for one in position.remedy.insurances if one.since <= gone <= one.until]
    steps = [_("The thing is gone since {day}.").format(day=gone)]
    values: list[Money] = []
    if market is not None:
        values.append(market.value)
        steps.append(
            _("Value of {day}: {amount} ({kind}).").format(
                day=market.on, amount=market.value.display(), kind=market.kind.replace("_", " ")
            )
        )
    elif position.estimated_value is not None:
        values.append(position.estimated_value)
        text = _("Estimate, as nothing else is on file: {amount}.")
        steps.append(text.format(amount=position.estimated_value.display()))
    if insured:
        top = _highest(insured)
        steps.append(_("Sum insured then: {amount}.").format(amount=top.display()))
        values.append(top)
    if not values:
        text = _("No value of that day and no insurance are on file.")
        return _Basis("value", None, None, (*steps, text))
    same = [one for one in values if one.currency == values[0].currency]
    taken = _highest(same)
    steps.append(_("The higher one is owed: {amount}.").format(amount=taken.display()))
    return _Basis("value", own or gone, taken, tuple(steps))


def _highest(amounts: Sequence[Money]) -> Money:
    found = amounts[0]
    for one in amounts[1:]:
        if one.currency == found.currency and one > found:
            found = one
    return found


def price_control_failed(position: Position, rules: Rules) -> Money | None:
    """By how much a sale fell below the least price that the law lets pass; None: it did not."""
    sale = position.sale
    if sale is None or sale.price is None or sale.sold_on is None:
        return None
    value = counting_valuation(position, rules, sale.sold_on)
    if value is None or value.value.currency != sale.price.currency:
        return None
    share = Decimal(rules.parameter("sale_floor_review", sale.sold_on).value)
    floor = Money.from_decimal(value.value.decimal * share, value.value.currency)
    return floor - sale.price if sale.price < floor else None


def unrecovered(position: Position) -> list[Money]:
    """What is asked back and has not come in: the contingent liability, by currency."""
    found: dict[str, Money] = {}
    for one in position.remedy.claw_backs.values():
        known = found.get(one.amount.currency, Money.zero(one.amount.currency))
        found[one.amount.currency] = known + one.open
    return [one for one in found.values() if not one.is_zero]
