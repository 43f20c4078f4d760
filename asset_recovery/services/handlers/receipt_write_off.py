"""A receipt that nobody's record takes: given up, or sent back; both with a second person."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.debt_actions import WriteOffMoney
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical, digest
from asset_recovery.persistence.queries.receipt_query import receipt_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.work import Work, listed, stored


def write_off_receipt(work: Work, command: WriteOffMoney, receipt: str) -> None:
    """Not matched, and no more than is left of it; it belongs to no case."""
    work.permit("write_off_money", None)
    event = work.event("receive_money", receipt, "receipt")
    check_day(work, command.on, event)
    left, state = left_of_receipt(work, receipt)
    if state == "matched":
        raise RuleViolation(
            Reason(
                "wrong_state",
                _("The receipt is matched: write off the money of its asset or order."),
                field="asset",
            )
        )
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
    keep_waiting(work, command, command.on, command.amount, work.number("posting", command.posting))


def check_day(work: Work, on: date, event: Row) -> None:
    """Not before the money came in, nor in the future."""
    if on.isoformat() < str(event["on_date"]) or on > work.today:
        code = "date_in_future" if on > work.today else "date_order"
        text = _("That lies before the receipt, or in the future.")
        raise ValidationFailed(Reason(code, text, field="on"))


def left_of_receipt(work: Work, receipt: str) -> tuple[Money, str]:
    """What is left of a receipt after all that was done with it or waits to be, and its state."""
    row = receipt_of(work.unit.connection, receipt)
    assert row is not None, receipt  # noqa: S101 - kept with every receipt
    return Money(int(row["left_minor"]), str(row["currency"])), str(row["state"])


def keep_waiting(work: Work, command: Action, on: date, amount: Money, reference: str) -> None:
    """An event without a case that waits for its second person."""
    unit = work.unit
    action = type(command).action()
    levels = _levels(work, action)
    approval = work.number("approval", None)
    data = stored(command)
    event_id = unit.insert(
        t.event,
        seq=unit.next_seq,
        action=action,
        reference=reference,
        on_date=on.isoformat(),
        status="pending",
        approval=approval,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=data,
        facts="{}",
        irregular="[]",
        warnings="[]",
        amount_minor=amount.minor,
        amount_currency=amount.currency,
    )
    unit.insert(
        t.approval,
        reference=approval,
        event_id=event_id,
        state="waiting",
        levels=listed(levels),
        level=1,
        asked_by=work.actor.id,
        asked_on=on.isoformat(),
        content_hash=digest(data + canonical({})),
    )
    work.pending += [(approval, level) for level in range(1, len(levels) + 1)]


def _levels(work: Work, action: str) -> tuple[tuple[str, ...], ...]:
    """Who must agree, by the legal system of the office."""
    name = finder.setting(work.unit.connection, "legal_system", "generic")
    for rule in legal_system(name).approvals:
        if rule.action == action:
            return rule.levels
    return (("supervisor",),)
