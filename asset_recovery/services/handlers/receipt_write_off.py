"""A receipt that will never be matched, or a rest of it, is given up: with a second person."""

from __future__ import annotations

from asset_recovery.domain.actions.debt_actions import WriteOffMoney
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical, digest
from asset_recovery.persistence.queries.event_query import is_matched
from asset_recovery.persistence.queries.receipt_query import given_up_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.work import Work, listed, stored

ACTION = "write_off_money"


def write_off_receipt(work: Work, command: WriteOffMoney, receipt: str) -> None:
    """Not matched, and no more than is left of it; it belongs to no case."""
    work.permit(ACTION, None)
    event = finder.event_by_reference(work.unit.connection, receipt)
    if event is None or event["action"] != "receive_money":
        raise NotFound(
            Reason(
                "not_found",
                _("There is no receipt {receipt}.").format(receipt=receipt),
                field="receipt",
            )
        )
    if command.on.isoformat() < str(event["on_date"]) or command.on > work.today:
        code = "date_in_future" if command.on > work.today else "date_order"
        text = _("That lies before the receipt, or in the future.")
        raise ValidationFailed(Reason(code, text, field="on"))
    if is_matched(work.unit.connection, receipt):
        raise RuleViolation(
            Reason(
                "wrong_state",
                _("The receipt is matched: write off the money of its asset or order."),
                field="asset",
            )
        )
    left = left_of_receipt(work, receipt, Money(event["amount_minor"], event["amount_currency"]))
    if command.amount.currency != left.currency:
        raise ValidationFailed(
            Reason(
                "currency_mismatch",
                _("The receipt is in {currency}.").format(currency=left.currency),
                field="amount",
            )
        )
    if command.amount > left:
        raise RuleViolation(
            Reason(
                "amount_exceeds_order",
                _("{left} is left of the receipt.").format(left=left.display()),
                field="amount",
            )
        )
    _keep(work, command)


def left_of_receipt(work: Work, receipt: str, amount: Money) -> Money:
    """What is left of a receipt after what was given up of it, or waits to be."""
    minor = given_up_of(work.unit.connection, receipt)
    return Money(amount.minor - minor, amount.currency)


def _keep(work: Work, command: WriteOffMoney) -> None:
    """An event without a case that waits for its second person."""
    unit = work.unit
    levels = _levels(work)
    approval = work.number("approval", None)
    reference = work.number("posting", command.posting)
    data = stored(command)
    event_id = unit.insert(
        t.event,
        seq=unit.next_seq,
        action=ACTION,
        reference=reference,
        on_date=command.on.isoformat(),
        status="pending",
        approval=approval,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=data,
        facts="{}",
        irregular="[]",
        warnings="[]",
        amount_minor=command.amount.minor,
        amount_currency=command.amount.currency,
    )
    unit.insert(
        t.approval,
        reference=approval,
        event_id=event_id,
        state="waiting",
        levels=listed(levels),
        level=1,
        asked_by=work.actor.id,
        asked_on=command.on.isoformat(),
        content_hash=digest(data + canonical({})),
    )
    work.pending += [(approval, level) for level in range(1, len(levels) + 1)]


def _levels(work: Work) -> tuple[tuple[str, ...], ...]:
    """Who must agree, by the legal system of the office."""
    name = finder.setting(work.unit.connection, "legal_system", "generic")
    for rule in legal_system(name).approvals:
        if rule.action == ACTION:
            return rule.levels
    return (("supervisor",),)
