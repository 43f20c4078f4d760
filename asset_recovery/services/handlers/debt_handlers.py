"""A value order as a debt: what is applied to it, paid back, written off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import debt_actions as d
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import Debt, DebtAsked
from asset_recovery.lifecycle.debt_guards import available_of
from asset_recovery.lifecycle.story import LATEST
from asset_recovery.persistence.repositories import finder
from asset_recovery.services import debts
from asset_recovery.services.handlers.receipt_write_off import write_off_receipt
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import follow, take_step
from asset_recovery.services.work import Work

Source = tuple[str, str, Mapping[str, Any] | None]


def apply_to_value_order(work: Work, command: d.ApplyToValueOrder) -> None:
    """Money of an asset, a payer or another State satisfies the order."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    work.permit("apply_to_value_order", int(case["id"]))
    apply_received(work, command)


def apply_received(work: Work, command: d.ApplyToValueOrder) -> None:
    """The same for whoever may do it already: money that is matched with the order."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    _not_before(order, command)
    name, kind, asset = _source(work, command)
    if asset is not None and int(asset["case_id"]) != int(case["id"]):
        raise ValidationFailed(
            Reason("field_invalid", _("The asset belongs to another case."), field="from")
        )
    debt = debts.debt_on(work, order, command.on)
    entry = debts.entry_of(
        work,
        on=command.on,
        kind="application",
        amount=command.amount,
        source=name,
        source_kind=kind,
        bank_reference=command.reference or "",
    )
    available = None
    if asset is not None:
        position = work.stories.position(int(asset["id"]), (command.on, LATEST[1]))
        available = available_of(position)
    facts: dict[str, object] = {"source": name, "source_kind": kind}
    surplus = _surplus(debt, kind, command.amount)
    if surplus is not None:
        facts["surplus"] = surplus.as_json()
    before = debts.told(work.unit.connection, work.stories, order)
    reference = work.number("posting", command.posting)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=[asset] if asset is not None else [],
            order=order,
            reference=reference,
            facts=facts,
            amount=command.amount,
            debt=DebtAsked(debt, entry, available),
            standing=debts.standing(work, order, command.on),
        ),
    )
    debts.require_no_conflict(work, order, before)
    debts.follow_debt(work, order, before)


def _not_before(order: Mapping[str, Any], command: Any) -> None:  # noqa: ANN401 - any with a day
    if order["made_on"] and command.on.isoformat() < order["made_on"]:
        raise ValidationFailed(
            Reason("date_order", _("That lies before the order was made."), field="on")
        )


def _source(work: Work, command: d.ApplyToValueOrder) -> Source:
    """Who or what gives the money: an asset, another State by its two letters, else a payer."""
    connection, given = work.unit.connection, command.from_
    asset = finder.by_reference(connection, "asset", given)
    if asset is not None and work.may_know("asset", asset):
        followed = follow(work, asset, command)
        return str(followed["reference"]), "asset", followed
    if len(given) == 2 and code_lists.accepts("countries", given.upper()):
        return given.upper(), "foreign_state", None
    return given, "payer", None


def _surplus(debt: Debt | None, kind: str, amount: Money) -> Money | None:
    """What of a payment by one of several persons is beyond all that is due."""
    if debt is None or kind != "payer" or not debt.statement.is_joint:
        return None
    if amount.currency != debt.outstanding.currency or amount <= debt.outstanding:
        return None
    return amount - debt.outstanding


def refund_surplus(work: Work, command: d.RefundSurplus) -> None:
    """What was paid beyond the order goes back."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    work.permit("refund_surplus", int(case["id"]))
    _not_before(order, command)
    work.account(command.account, command.amount.currency)
    debt = debts.debt_on(work, order, command.on)
    now = debts.debt_on(work, order, work.today)
    if debt is not None and now is not None and now.surplus < debt.surplus:
        debt = now  # some of it went back since
    take_step(
        work,
        Plan(
            command,
            case=case,
            order=order,
            reference=work.number("posting", command.posting),
            amount=command.amount,
            debt=DebtAsked(debt),
            standing=debts.standing(work, order, command.on),
        ),
    )


def write_off_money(work: Work, command: d.WriteOffMoney) -> None:
    """Given up: what is owed on an order, or what is left of an asset's money."""
    if len([name for name in (command.asset, command.order, command.receipt) if name]) > 1:
        raise ValidationFailed(
            Reason("field_invalid", _("Name one: an asset, an order or a receipt."), field="asset")
        )
    if command.order is not None:
        _write_off_order(work, command, work.order(command.order))
        return
    if command.receipt is not None:
        write_off_receipt(work, command, command.receipt)
        return
    assert command.asset is not None
    asset = follow(work, work.find("asset", command.asset), command)
    case = work.stories.case(int(asset["case_id"]))
    work.permit("write_off_money", int(case["id"]))
    position = work.stories.position(int(asset["id"]), (command.on, LATEST[1]))
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=[asset],
            reference=work.number("posting", command.posting),
            amount=command.amount,
            debt=DebtAsked(None, None, available_of(position)),
        ),
    )


def _write_off_order(work: Work, command: d.WriteOffMoney, order: Mapping[str, Any]) -> None:
    case = work.stories.case(int(order["case_id"]))
    work.permit("write_off_money", int(case["id"]))
    _not_before(order, command)
    debt = debts.debt_on(work, order, command.on)
    entry = debts.entry_of(work, on=command.on, kind="write_off", amount=command.amount)
    take_step(
        work,
        Plan(
            command,
            case=case,
            order=order,
            reference=work.number("posting", command.posting),
            amount=command.amount,
            debt=DebtAsked(debt, entry),
            standing=debts.standing(work, order, command.on),
        ),
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    d.ApplyToValueOrder: apply_to_value_order,
    d.RefundSurplus: refund_surplus,
    d.WriteOffMoney: write_off_money,
}
