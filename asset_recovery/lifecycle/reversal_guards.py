"""Guards on reversal, claw-back, liability and closing after them."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.confiscation_actions import ReturnAsset
from asset_recovery.domain.actions.reversal_actions import (
    ClawBack,
    ReverseConfiscation,
    SettleLiability,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.position import CONFISCATIONS, Position
from asset_recovery.lifecycle.reversal import REVERSED, duty_of

_TO_RETURN = ("release_ordered", "lapsed", REVERSED)


def confiscation_to_reverse(ask: Ask) -> Iterator[Reason]:
    """There is a final confiscation; what is not final is decided by its challenge."""
    order = ask.order
    if order is None:
        return
    if order.kind not in CONFISCATIONS | {"confiscation_value"}:
        yield Reason(
            "wrong_state", _("The order {order} confiscates nothing.").format(order=order.reference)
        )
    elif order.ended_on is not None:
        yield Reason(
            "order_not_in_force",
            _("The order {order} ended on {date}.").format(
                order=order.reference, date=order.ended_on
            ),
        )
    elif order.final_on is None and not order.final_parts:
        yield Reason(
            "not_final",
            _("The order {order} is not final: its challenge is decided instead.").format(
                order=order.reference
            ),
            "decide_challenge",
        )


def reversal_in_currency(ask: Ask) -> Iterator[Reason]:
    """A sum for a value order stands in its currency."""
    command, debt = ask.command, ask.debt.debt if ask.debt is not None else None
    if (
        isinstance(command, ReverseConfiscation)
        and command.amount is not None
        and debt is not None
        and command.amount.currency != debt.principal.currency
    ):
        yield Reason(
            "currency_mismatch",
            _("The order is in {currency}.").format(currency=debt.principal.currency),
            field="amount",
        )


def return_ordered(ask: Ask) -> Iterator[Reason]:
    """Only what is released, has lapsed or was reversed is given back."""
    if ask.position.legal not in _TO_RETURN:
        yield Reason("no_order", _("No release of this asset is on file."), "lift_order")


def return_amount(ask: Ask) -> Iterator[Reason]:
    """Money that stands in the place of the thing is given back with its interest."""
    position, command = ask.position, ask.command
    if not isinstance(command, ReturnAsset):
        return
    duty = duty_of(position, ask.rules, ask.on)
    if duty is None or duty.outstanding is None:
        return
    if duty.kind not in ("proceeds", "money") and position.legal != REVERSED:
        return
    left = left_to_give(position, duty.outstanding)
    if command.amount is None:
        yield Reason(
            "field_missing",
            _("The amount given back is missing: {amount} stands in its place.").format(
                amount=left.display()
            ),
            field="amount",
        )
    elif command.amount.currency != left.currency:
        yield Reason(
            "currency_mismatch",
            _("What is owed is in {currency}.").format(currency=left.currency),
            field="amount",
        )
    elif position.legal == REVERSED and command.amount > left:
        yield Reason(
            "amount_exceeds_order",
            _("Only {amount} is still owed.").format(amount=left.display()),
            field="amount",
        )
    elif position.legal != REVERSED and command.amount < left:
        yield Reason(
            "balance_mismatch",
            _("That is less than the {amount} that stand in its place.").format(
                amount=left.display()
            ),
            field="amount",
        )


def left_to_give(position: Position, owed: Money) -> Money:
    """What was not already applied to a value order."""
    used = [one.amount for one in position.applied if one.amount.currency == owed.currency]
    if position.legal == REVERSED:
        return owed
    left = owed - Money.total(used, owed.currency)
    return left if not left.is_negative else Money.zero(owed.currency)


def claw_back_within_payment(ask: Ask) -> Iterator[Reason]:
    """No more is asked back than this recipient got."""
    command, position = ask.command, ask.position
    if not isinstance(command, ClawBack):
        return
    allocation = position.allocations.get(command.allocation)
    paid = allocation.paid_to(command.to) if allocation is not None else None
    if paid is None:
        yield Reason(
            "not_found",
            _("Nothing was paid to {to} out of {allocation}.").format(
                to=command.to, allocation=command.allocation
            ),
            field="to",
        )
        return
    if command.amount.currency != paid.currency:
        yield Reason(
            "currency_mismatch",
            _("The payment was in {currency}.").format(currency=paid.currency),
            field="amount",
        )
        return
    asked = [
        one.amount
        for one in position.remedy.claw_backs.values()
        if one.allocation == command.allocation and one.to == command.to
    ]
    left = paid - Money.total(asked, paid.currency)
    if command.amount > left:
        yield Reason(
            "amount_exceeds_order",
            _("{to} got {paid}; {left} of it can still be asked back.").format(
                to=command.to, paid=paid.display(), left=left.display()
            ),
            field="amount",
        )


def settlement_within_liability(ask: Ask) -> Iterator[Reason]:
    """No more is paid than the office answers for."""
    command = ask.command
    if not isinstance(command, SettleLiability):
        return
    liability = ask.position.remedy.liabilities.get(command.liability)
    if liability is None:
        yield Reason(
            "not_found",
            _("The liability {liability} was not yet recorded.").format(
                liability=command.liability
            ),
            field="liability",
        )
    elif command.amount.currency != liability.amount.currency:
        yield Reason(
            "currency_mismatch",
            _("The liability is in {currency}.").format(currency=liability.amount.currency),
            field="amount",
        )
    elif command.amount > liability.open or command.amount.is_zero:
        yield Reason(
            "amount_exceeds_order",
            _("{left} of the liability {liability} is open.").format(
                left=liability.open.display(), liability=liability.reference
            ),
            field="amount",
        )


def compensation_paid(ask: Ask) -> Iterator[Reason]:
    """After a reversal nothing is closed before the thing or its value is given back."""
    if ask.position.legal != REVERSED:
        return
    duty = duty_of(ask.position, ask.rules, ask.on)
    if duty is None or duty.is_discharged:
        return
    if duty.outstanding is None:
        text = _("The confiscation was reversed: the thing is not yet given back.")
    else:
        text = _("The confiscation was reversed: {amount} is still owed.").format(
            amount=duty.outstanding.display()
        )
    yield Reason("balance_not_zero", text, "return_asset")


def liabilities_settled(ask: Ask) -> Iterator[Reason]:
    """Nor while the office answers for something."""
    for liability in ask.position.remedy.liabilities.values():
        if not liability.open.is_zero:
            yield Reason(
                "balance_not_zero",
                _("The liability {liability} is open: {amount}.").format(
                    liability=liability.reference, amount=liability.open.display()
                ),
                "settle_liability",
            )


def claw_backs_open(ask: Ask) -> Iterator[Reason]:
    """What is asked back and has not come in is said when the asset is closed."""
    for one in ask.position.remedy.claw_backs.values():
        if not one.open.is_zero:
            yield Reason(
                "balance_not_zero",
                _("{to} has not paid back {amount} ({claw_back}).").format(
                    to=one.to, amount=one.open.display(), claw_back=one.reference
                ),
                "match_receipt",
            )


GUARDS = {
    guard.__name__: guard
    for guard in (
        confiscation_to_reverse,
        reversal_in_currency,
        return_ordered,
        return_amount,
        claw_back_within_payment,
        settlement_within_liability,
        compensation_paid,
        liabilities_settled,
        claw_backs_open,
    )
}
