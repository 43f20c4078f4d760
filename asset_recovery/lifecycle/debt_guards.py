"""Guards on a value order as a debt: what may be applied, paid back, written off, enforced."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.debt_actions import (
    ApplyToValueOrder,
    RefundSurplus,
    WriteOffMoney,
)
from asset_recovery.domain.actions.order_actions import ExecuteOrder, LiftOrder, RecordOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.debt import Debt, beyond, same_payment
from asset_recovery.lifecycle.position import CONFISCATIONS, FOREIGN_ORDERS, Position

VALUE_ORDER = "confiscation_value"


def is_value_order(ask: Ask) -> Iterator[Reason]:
    """The step is on a value order whose amount is known."""
    if isinstance(ask.command, WriteOffMoney) and ask.command.order is None:
        return
    if ask.order is not None and ask.order.kind != VALUE_ORDER:
        yield Reason(
            "wrong_state",
            _("The order {order} is no value order.").format(order=ask.order.reference),
        )
    elif ask.debt is not None and ask.debt.debt is None:
        yield Reason(
            "field_missing",
            _("The amount of the value order is not known on that day."),
            "vary_order",
            field="amount",
        )


def something_outstanding(ask: Ask) -> Iterator[Reason]:
    """What is paid, or owed no more, takes no further money."""
    debt = _debt(ask)
    if debt is None or not debt.outstanding.is_zero or _counted_before(ask):
        return
    if debt.ended:
        yield Reason(
            "order_not_in_force",
            _("The order {order} is no longer owed.").format(order=debt.reference),
        )
        return
    yield Reason(
        "amount_exceeds_order",
        _("The order {order} is satisfied since {date}: nothing is left to pay.").format(
            order=debt.reference, date=debt.satisfied_on
        ),
        field="amount",
    )


def payment_in_currency(ask: Ask) -> Iterator[Reason]:
    """The account of an order is kept in its currency."""
    debt, amount = _debt(ask), getattr(ask.command, "amount", None)
    if debt is not None and amount is not None and amount.currency != debt.principal.currency:
        yield Reason(
            "currency_mismatch",
            _("The order is in {currency}; convert the amount first.").format(
                currency=debt.principal.currency
            ),
            field="amount",
        )


def payment_within_debt(ask: Ask) -> Iterator[Reason]:
    """Never more than the order with its interest and costs; several persons: up to it."""
    debt, command = _debt(ask), ask.command
    if debt is None or not isinstance(command, (ApplyToValueOrder, WriteOffMoney)):
        return
    if _other_currency(debt, command.amount) or debt.outstanding.is_zero or _counted_before(ask):
        return
    if not _of_several(ask):
        yield Reason(
            "amount_exceeds_order",
            _(
                "Only {left} is still due on the order {order}: principal {principal}, interest "
                "{interest}, costs {costs}."
            ).format(
                left=debt.outstanding.display(),
                order=debt.reference,
                principal=debt.principal_left.amount,
                interest=debt.interest_left.amount,
                costs=debt.costs_left.amount,
            ),
            field="amount",
        )


def surplus_of_several(ask: Ask) -> Iterator[Reason]:
    """Where several persons owe one amount, what is beyond it is to be paid back."""
    debt, command = _debt(ask), ask.command
    if debt is None or not isinstance(command, ApplyToValueOrder) or not _of_several(ask):
        return
    if _other_currency(debt, command.amount) or command.amount <= debt.outstanding:
        return
    yield Reason(
        "amount_exceeds_order",
        _("{accepted} is accepted; {surplus} is to be paid back to {payer}.").format(
            accepted=debt.outstanding.display(),
            surplus=(command.amount - debt.outstanding).display(),
            payer=command.from_,
        ),
        "refund_surplus",
    )


def payment_not_twice(ask: Ask) -> Iterator[Reason]:
    """The same money is not counted twice."""
    asked = ask.debt
    if asked is None or asked.debt is None or asked.entry is None:
        return
    known = same_payment(asked.debt.statement, asked.entry)
    if known is not None:
        yield Reason(
            "amount_exceeds_order",
            _(
                "The same payment is already applied: {amount} of {date} from {source} ({entry}). "
                "If it is another one, give the bank's reference."
            ).format(
                amount=known.amount.display(),
                date=known.on,
                source=known.source,
                entry=known.reference,
            ),
            field="reference",
        )


def payment_within_source(ask: Ask) -> Iterator[Reason]:
    """An asset gives no more than the money that stands in its place."""
    asked, command = ask.debt, ask.command
    if asked is None or asked.available is None or not isinstance(command, ApplyToValueOrder):
        return
    if _other_currency_of(asked.available, command.amount):
        yield Reason(
            "currency_mismatch",
            _("The money of {asset} is in {currency}; apply it by its allocation.").format(
                asset=ask.position.reference, currency=asked.available.currency
            ),
            field="amount",
        )
    elif command.amount > asked.available:
        yield Reason(
            "amount_exceeds_order",
            _("{asset} can still give {amount}.").format(
                asset=ask.position.reference, amount=asked.available.display()
            ),
            field="amount",
        )


def net_before_application(ask: Ask) -> Iterator[Reason]:
    """What was sold gives its net, once that is determined."""
    position = ask.position
    if _is_source(ask) and position.gross is not None and position.net is None:
        pending = position.waits("determine_net")
        if pending is not None:
            yield Reason(
                "second_person_needed",
                _("The net proceeds wait for approval ({approval}).").format(
                    approval=pending.approval
                ),
                "approve",
            )
        else:
            yield Reason(
                "wrong_state",
                _("The net proceeds of {asset} are not determined.").format(
                    asset=position.reference
                ),
                "determine_net",
            )


def money_of_source_known(ask: Ask) -> Iterator[Reason]:
    """Warn where nothing is on file of the money that an asset is said to give."""
    asked = ask.debt
    if _is_source(ask) and asked is not None and asked.available is None:
        yield Reason(
            "not_paid",
            _("No money of {asset} is on file: neither proceeds nor a balance.").format(
                asset=ask.position.reference
            ),
            "confirm_balance",
        )


def final_before_application(ask: Ask) -> Iterator[Reason]:
    """What an asset gives is taken once the order is final."""
    if _is_source(ask):
        yield from _not_final(ask)


def finality_noted(ask: Ask) -> Iterator[Reason]:
    """A person may pay before; it is said that the order is not final."""
    if not _is_source(ask):
        yield from _not_final(ask)


def _not_final(ask: Ask) -> Iterator[Reason]:
    if ask.order is not None and ask.order.final_on is None:
        yield Reason(
            "not_final",
            _("The order {order} is not final.").format(order=ask.order.reference),
            "certify_final",
        )


def refund_within_surplus(ask: Ask) -> Iterator[Reason]:
    """No more is paid back than was paid beyond."""
    debt, command = _debt(ask), ask.command
    if debt is None or not isinstance(command, RefundSurplus):
        return
    if _other_currency(debt, command.amount):
        return
    if debt.surplus.is_zero:
        yield Reason(
            "amount_exceeds_order",
            _("Nothing was paid beyond the order {order}.").format(order=debt.reference),
            field="amount",
        )
    elif command.amount > debt.surplus:
        yield Reason(
            "amount_exceeds_order",
            _("{surplus} was paid beyond the order {order}.").format(
                surplus=debt.surplus.display(), order=debt.reference
            ),
            field="amount",
        )


def enforcement_within_order(ask: Ask) -> Iterator[Reason]:
    """An order is enforced once it is final, and up to what is still owed on it."""
    command, order = ask.command, ask.order
    if order is None or not isinstance(command, ExecuteOrder):
        return
    if order.kind in CONFISCATIONS - FOREIGN_ORDERS | {VALUE_ORDER}:
        yield from _not_final(ask)
    debt = _debt(ask)
    limit = order.amount if debt is None else debt.outstanding
    if command.amount is None or limit is None:
        return
    if command.amount.currency != limit.currency:
        yield Reason(
            "currency_mismatch",
            _("The order is in {currency}.").format(currency=limit.currency),
            field="amount",
        )
    elif command.amount > limit:
        text = _("The order is for {amount}.") if debt is None else _("Still owed: {amount}.")
        yield Reason("amount_exceeds_order", text.format(amount=limit.display()), field="amount")


def satisfied_as_said(ask: Ask) -> Iterator[Reason]:
    """Who lifts an order because it is paid is told what the account says."""
    debt, command = _debt(ask), ask.command
    if debt is None or not isinstance(command, LiftOrder):
        return
    if command.reason == "value_order_satisfied" and not debt.outstanding.is_zero:
        yield Reason(
            "balance_not_zero",
            _("By the account {left} is still due on the order {order}.").format(
                left=debt.outstanding.display(), order=debt.reference
            ),
            "apply_to_value_order",
        )


def security_of_debtor(ask: Ask) -> Iterator[Reason]:
    """An asset of somebody who owes nothing stands for the order once its title is decided."""
    command, position = ask.command, ask.position
    if not isinstance(command, RecordOrder) or not command.persons or not position.owners:
        return
    debtors = {one if isinstance(one, str) else one.name for one in command.persons}
    decided = any(
        claim.state in ("rejected", "upheld_in_part") for claim in position.claims.values()
    )
    if debtors & set(position.owners) or decided:
        return
    yield Reason(
        "claim_open",
        _(
            "{owner} owns {asset} and does not owe the order: the title is to be decided before it "
            "is enforced."
        ).format(
            owner=", ".join(position.names.get(one, one) for one in position.owners),
            asset=position.reference,
        ),
        "decide_claim",
    )


def write_off_within_balance(ask: Ask) -> Iterator[Reason]:
    """No more of an asset's money is given up than is there."""
    asked, command = ask.debt, ask.command
    if not isinstance(command, WriteOffMoney) or command.asset is None:
        return
    available = asked.available if asked is not None else None
    if available is None:
        yield Reason(
            "amount_exceeds_order",
            _("No money of {asset} is on file.").format(asset=ask.position.reference),
            field="amount",
        )
    elif available.currency != command.amount.currency:
        yield Reason(
            "currency_mismatch",
            _("The money of {asset} is in {currency}.").format(
                asset=ask.position.reference, currency=available.currency
            ),
            field="amount",
        )
    elif command.amount > available:
        yield Reason(
            "amount_exceeds_order",
            _("{amount} is left of {asset}.").format(
                asset=ask.position.reference, amount=available.display()
            ),
            field="amount",
        )


def _debt(ask: Ask) -> Debt | None:
    return ask.debt.debt if ask.debt is not None else None


def _counted_before(ask: Ask) -> bool:
    """Nothing of the payment is too much: it fits, or an enforcement brought the same money in."""
    asked, amount = ask.debt, getattr(ask.command, "amount", None)
    if asked is None or asked.debt is None or asked.entry is None or amount is None:
        return False
    if _other_currency(asked.debt, amount):
        return True  # said by another guard
    return beyond(asked.debt.statement, asked.entry).is_zero


def _is_source(ask: Ask) -> bool:
    """Whether the money comes from the asset that is asked about."""
    entry = ask.debt.entry if ask.debt is not None else None
    return entry is not None and entry.source_kind == "asset"


def _of_several(ask: Ask) -> bool:
    """A person pays on an order that several persons owe together."""
    debt, entry = _debt(ask), ask.debt.entry if ask.debt is not None else None
    payer = entry is not None and entry.source_kind == "payer"
    return (
        isinstance(ask.command, ApplyToValueOrder)
        and payer
        and debt is not None
        and (debt.statement.is_joint)
    )


def _other_currency(debt: Debt, amount: Money) -> bool:
    return amount.currency != debt.principal.currency


def _other_currency_of(known: Money, amount: Money) -> bool:
    return amount.currency != known.currency


def available_of(position: Position) -> Money | None:
    """What an asset can still give: its net, else its proceeds or balance, less what was used."""
    held = position.net if position.net is not None else position.proceeds
    if held is None:
        held = position.confirmed_balance
    if held is None:
        return None
    used = [one.amount for one in position.applied]
    used += [amount for _on, amount in position.written_off]
    used += [
        amount
        for allocation in position.allocations.values()
        for _to, _kind, amount in allocation.shares
    ]
    if position.returned_amount is not None:
        used.append(position.returned_amount)
    same = [amount for amount in used if amount.currency == held.currency]
    left = held - Money.total(same, held.currency)
    return left if not left.is_negative else Money.zero(held.currency)


GUARDS = {
    guard.__name__: guard
    for guard in (
        is_value_order,
        something_outstanding,
        payment_in_currency,
        payment_within_debt,
        surplus_of_several,
        payment_not_twice,
        payment_within_source,
        net_before_application,
        money_of_source_known,
        final_before_application,
        finality_noted,
        refund_within_surplus,
        enforcement_within_order,
        satisfied_as_said,
        security_of_debtor,
        write_off_within_balance,
    )
}
