"""What of a net is shared out: a net that changes afterwards leaves a difference, never lost.

A net may be determined again once the books changed. What it is more than was allocated is
allocated in turn; what it is less is taken out of shares that are not paid, or asked back.
"""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.confiscation_actions import AllocateProceeds
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.money_guards import unlike_the_net
from asset_recovery.lifecycle.position import AllocationPosition, Position

REVERSED = "reversed_after_execution"


def to_share(position: Position) -> Money | None:
    """The net that can be shared: none of it where costs ate it all."""
    if position.net is None:
        return None
    return max(position.net, Money.zero(position.net.currency))


def part_of(allocation: AllocationPosition, currency: str) -> Money | None:
    """How much of this asset's net an allocation shares; None: in another currency."""
    if allocation.of_net is not None:
        return allocation.of_net if allocation.of_net.currency == currency else None
    amounts = [amount for _to, _kind, amount in allocation.shares]
    if any(amount.currency != currency for amount in amounts):
        return None
    return Money.total(amounts, currency)


def difference(position: Position) -> Money | None:
    """What is still to be shared (positive), or was shared too much (negative).

    None where nothing is allocated, where the confiscation was reversed (what is owed then is the
    duty of the reversal), or where the sums are of several currencies.
    """
    net = to_share(position)
    if net is None or not position.allocations or position.legal == REVERSED:
        return None
    left = net
    for allocation in position.allocations.values():
        part = part_of(allocation, net.currency)
        if part is None:
            return None
        left -= part
    for asked in position.remedy.claw_backs.values():
        if asked.allocation in position.allocations:
            back = [one.amount for one in asked.received if one.amount.currency == net.currency]
            left += Money.total(back, net.currency)
    lost = [amount for _on, amount in position.written_off if amount.currency == net.currency]
    if left.is_negative:
        left = min(left + Money.total(lost, net.currency), Money.zero(net.currency))
    return left


def changed_since(position: Position) -> bool:
    """Whether the books say another net than the one in force."""
    if unlike_the_net(position):
        return True
    gross = position.net_facts.get("gross")
    proceeds = position.proceeds
    if not isinstance(gross, dict) or proceeds is None:
        return False
    return bool(gross["currency"] == proceeds.currency and gross["amount"] != proceeds.amount)


def net_may_change(ask: Ask) -> Iterator[Reason]:
    """After an allocation the net is determined again only where the books say another one."""
    if ask.position.allocations and not changed_since(ask.position):
        yield Reason("wrong_state", _("The proceeds are already allocated, as the books have it."))


def something_to_allocate(ask: Ask) -> Iterator[Reason]:
    """The net is allocated once; a difference that came up since, beside it or in its place."""
    position, command = ask.position, ask.command
    if not position.allocations:
        return
    if isinstance(command, AllocateProceeds) and command.replaces is not None:
        yield from _replaceable(position, command.replaces)
        return
    left = difference(position)
    if left is None or left.is_zero:
        yield Reason("wrong_state", _("The proceeds are already allocated."))
    elif left.is_negative:
        yield Reason("balance_not_zero", _too_much(position, left), "claw_back")


def _replaceable(position: Position, reference: str) -> Iterator[Reason]:
    known = position.allocations.get(reference)
    if known is None:
        yield Reason(
            "not_found",
            _("There is no allocation {allocation} of this asset.").format(allocation=reference),
            field="replaces",
        )
    elif known.is_paid:
        yield Reason(
            "wrong_state",
            _("{allocation} is paid: what is too much is asked back.").format(allocation=reference),
            "claw_back",
            field="replaces",
        )


def _too_much(position: Position, left: Money) -> str:
    sentence = _(
        "{amount} more than the net is allocated: allocate anew what is not paid (replaces "
        "{allocation}), or ask it back."
    )
    unpaid = [name for name, one in position.allocations.items() if not one.is_paid]
    return sentence.format(
        amount=(-left).display(), allocation=", ".join(unpaid) or _("none: all is paid")
    )


def allocations_fit_net(ask: Ask) -> Iterator[Reason]:
    """What was shared is the net: a difference that came up since is settled first."""
    left = difference(ask.position)
    if left is None or left.is_zero:
        return
    if left.is_negative:
        yield Reason("balance_not_zero", _too_much(ask.position, left), "claw_back")
    else:
        yield Reason(
            "balance_not_zero",
            _("{amount} of the net are not allocated.").format(amount=left.display()),
            "allocate_proceeds",
        )


def reversed_or_too_much(ask: Ask) -> Iterator[Reason]:
    """A payment is asked back once the confiscation is annulled, or more was paid than the net."""
    left = difference(ask.position)
    if ask.position.legal != REVERSED and (left is None or not left.is_negative):
        yield Reason(
            "wrong_state",
            _("The confiscation was not reversed: nothing is to be asked back."),
            "reverse_confiscation",
        )


GUARDS = {
    guard.__name__: guard
    for guard in (
        net_may_change,
        something_to_allocate,
        allocations_fit_net,
        reversed_or_too_much,
    )
}
