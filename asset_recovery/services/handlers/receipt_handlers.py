"""Receipts: money that came in, to whom it belongs, and a match that was wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions import money_actions as m
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.debt_actions import ApplyToValueOrder
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import assets_of_event, assets_of_order
from asset_recovery.persistence.queries.event_query import application_in, is_reversed
from asset_recovery.persistence.queries.lineage_query import undivided
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services import debts
from asset_recovery.services.buyers_payments import sale_of_receipt
from asset_recovery.services.expectations import open_of_agreement
from asset_recovery.services.handlers.debt_handlers import apply_received
from asset_recovery.services.handlers.receipt_write_off import left_of_receipt
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work, stored

SHARED_OUT = frozenset({"net_determined", "allocated", "partly_paid_out", "fully_distributed"})


def receive_money(work: Work, command: m.ReceiveMoney) -> None:
    """Money arrived; it waits in the queue until it is matched."""
    work.permit("receive_money", None)
    work.account(command.account, command.amount.currency)
    if command.on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("The receipt lies in the future."), field="on")
        )
    keep_receipt(work, command)


def keep_receipt(work: Work, command: m.ReceiveMoney) -> str:
    """The receipt as an event that belongs to no case yet; its reference comes back."""
    reference = work.number("receipt", command.receipt)
    work.unit.insert(
        t.event,
        seq=work.unit.next_seq,
        action="receive_money",
        reference=reference,
        on_date=command.on.isoformat(),
        status="in_effect",
        effective_on=command.on.isoformat(),
        effective_seq=work.unit.next_seq,
        author_id=work.actor.id,
        recorded_at=work.unit.now,
        data=stored(command),
        facts="{}",
        irregular="[]",
        warnings="[]",
        amount_minor=command.amount.minor,
        amount_currency=command.amount.currency,
    )
    return reference


def match_receipt(work: Work, command: m.MatchReceipt) -> None:
    """A receipt, or a part of it, belongs to something, from the day on which the money came."""
    event = work.event("receive_money", command.receipt, "receipt")
    received = date.fromisoformat(event["on_date"])
    if command.on is not None and command.on < received:
        raise ValidationFailed(
            Reason("date_order", _("That lies before the money came in."), field="on")
        )
    amount = _part(work, command, event)
    command = replace(command, on=command.on or received)
    for taken_by in (_to_order, _to_claw_back, _to_agreement):
        if taken_by(work, command, amount):
            return
    asset = follow(work, _belongs_to(work, command.to), command)
    case = work.stories.case(int(asset["case_id"]))
    work.permit("match_receipt", int(case["id"]))
    sale = sale_of_receipt(work, command.to, asset, amount)
    command = command if sale is None else replace(command, to=sale)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=[asset],
            reference=work.number("match", command.match),
            on=command.on,
            facts={"amount": amount.as_json(), **({} if sale is None else {"sale": sale})},
            amount=amount,
        ),
    )


def _part(work: Work, command: m.MatchReceipt, event: Row) -> Money:
    """What of the receipt is matched: all that is left of it, or the part that is named."""
    left, state = left_of_receipt(work, command.receipt)
    if left.is_zero:
        ended = {
            "written_off": _("The receipt was written off."),
            "returned": _("The receipt went back to its sender."),
            "waiting": _("Nothing is left of the receipt: a step on it waits for approval."),
        }
        text = ended.get(state, _("The receipt is already matched."))
        raise RuleViolation(Reason("wrong_state", text))
    if command.amount is None:
        return left
    require_part(command.amount, left)
    return command.amount


def require_part(amount: Money, left: Money) -> None:
    """A part of a receipt is in its currency, above zero, and no more than is left of it."""
    if amount.currency != left.currency:
        text = _("The receipt is in {currency}.").format(currency=left.currency)
        raise ValidationFailed(Reason("currency_mismatch", text, field="amount"))
    if amount.is_zero:
        raise ValidationFailed(
            Reason("field_invalid", _("The part is above zero."), field="amount")
        )
    if amount > left:
        text = _("{left} is left of the receipt.").format(left=left.display())
        raise RuleViolation(Reason("amount_exceeds_order", text, field="amount"))


def _to_order(work: Work, command: m.MatchReceipt, amount: Money) -> bool:
    """A receipt for a value order satisfies it by its amount."""
    order = finder.by_reference(work.unit.connection, "order", command.to)
    if order is None or not work.may_know("order", order) or not debts.is_value_order(order):
        return False
    case = work.stories.case(int(order["case_id"]))
    work.permit("match_receipt", int(case["id"]))
    assert command.on is not None
    on = command.on
    take_step(
        work,
        Plan(
            command,
            case=case,
            order=order,
            reference=work.number("match", command.match),
            on=on,
            facts={"amount": amount.as_json(), "value_order": command.to},
            amount=amount,
        ),
    )
    applied = ApplyToValueOrder(
        order=command.to,
        on=on,
        amount=amount,
        from_=command.receipt,
        reference=command.receipt,
        note=command.note,
    )
    apply_received(work, applied)
    return True


def _to_claw_back(work: Work, command: m.MatchReceipt, amount: Money) -> bool:
    """A receipt for a payment that was asked back."""
    asked = finder.event_by_reference(work.unit.connection, command.to)
    if asked is None or asked["action"] != "claw_back":
        return False
    assets = assets_of_event(work.unit.connection, int(asked["id"]))
    case = case_of(work, assets)
    work.permit("match_receipt", int(case["id"]))
    position = work.stories.position(int(assets[0]["id"]))
    known = position.remedy.claw_backs.get(command.to)
    if known is None or known.amount.currency != amount.currency or amount > known.open:
        left = Money.zero(amount.currency) if known is None else known.open
        raise RuleViolation(
            Reason(
                "amount_exceeds_order",
                _("Of {claw_back} {left} is still to come back.").format(
                    claw_back=command.to, left=left.display()
                ),
                field="to",
            )
        )
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=work.number("match", command.match),
            on=command.on,
            facts={"amount": amount.as_json(), "claw_back": command.to},
            amount=amount,
        ),
    )
    return True


def _to_agreement(work: Work, command: m.MatchReceipt, amount: Money) -> bool:
    """A tranche of an agreement with another State came in: for its one asset, or its case."""
    event = finder.event_by_reference(work.unit.connection, command.to)
    if event is None or event["action"] != "record_agreement":
        return False
    case = work.stories.case(int(event["case_id"]))
    work.permit("match_receipt", int(case["id"]))
    left = open_of_agreement(work.unit.connection, event)
    if left is not None and (left.currency != amount.currency or amount > left):
        work.warn(
            Reason(
                "currency_mismatch" if left.currency != amount.currency else "balance_mismatch",
                _("Of {agreement} {left} is still expected; {amount} came.").format(
                    agreement=command.to, left=left.display(), amount=amount.display()
                ),
                field="to",
            )
        )
    named = json.loads(event["data"]).get("assets") or []
    assets = [follow(work, work.find("asset", one, "to"), command) for one in named]
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets if len(assets) == 1 else (),
            reference=work.number("match", command.match),
            on=command.on,
            facts={"amount": amount.as_json(), "agreement": command.to},
            amount=amount,
        ),
    )
    return True


def _belongs_to(work: Work, reference: str) -> Mapping[str, Any]:
    """The asset meant: named itself, or as the only one of an order or of a sale."""
    sale = finder.event_by_reference(work.unit.connection, reference)
    order = finder.by_reference(work.unit.connection, "order", reference)
    if sale is not None and sale["action"] == "record_sale":
        assets = assets_of_event(work.unit.connection, int(sale["id"]))
    elif order is not None and work.may_know("order", order):
        held = assets_of_order(work.unit.connection, int(order["id"]))
        held = undivided(work.unit.connection, int(order["id"]), held)
        assets = [asset for asset in held if asset["replaced_by_id"] is None]
    else:
        return work.find("asset", reference, "to")
    if len(assets) != 1:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("{reference} concerns {count} assets: name the one meant.").format(
                    reference=reference, count=len(assets)
                ),
                field="to",
            )
        )
    return assets[0]


def undo_match(work: Work, command: m.CorrectPosting, event: Row) -> None:
    """A match that was wrong is reversed by an entry of its own; the receipt waits again."""
    connection, match = work.unit.connection, str(event["reference"])
    work.permit("match_receipt", int(event["case_id"]))
    if is_reversed(connection, int(event["case_id"]), match):
        raise RuleViolation(Reason("wrong_state", _("The match was already reversed.")))
    on = command.on or work.today
    if on.isoformat() < event["on_date"]:
        raise ValidationFailed(
            Reason("date_order", _("That lies before the receipt was matched."), field="on")
        )
    told = VOCABULARY["match_receipt"].parse(json.loads(event["data"]))
    assert isinstance(told, m.MatchReceipt)
    kept = json.loads(event["facts"])
    assets = assets_of_event(connection, int(event["id"]))
    before = _before(work, assets, event)
    take_step(
        work,
        Plan(
            command,
            case=work.stories.case(int(event["case_id"])),
            assets=assets,
            reference=work.number("posting", None),
            on=on,
            facts={
                "unmatched": told.receipt,
                "amount": kept["amount"],
                **({"claw_back": kept["claw_back"]} if "claw_back" in kept else {}),
                **({"money_before": before} if before else {}),
            },
            amount=-Money.from_json(kept["amount"]),
        ),
    )


def application_of(work: Work, match: Row) -> str | None:
    """The payment on a value order that a match made, by its posting."""
    return application_in(work.unit.connection, int(match["seq"]), match["order_id"])


def _before(work: Work, assets: list[Row], event: Row) -> str:
    """The state of the money before the match; refused where the money was shared out since."""
    before = ""
    for asset in assets:
        now = work.stories.position(int(asset["id"]))
        if now.money in SHARED_OUT:
            raise RuleViolation(
                Reason(
                    "later_step_conflicts",
                    _("The money of {asset} was already worked out or shared: undo that first.")
                    .format(asset=asset["reference"]),
                )
            )  # fmt: skip
        then = (date.fromisoformat(event["on_date"]), int(event["seq"]) - 1)
        before = work.stories.position(int(asset["id"]), then).money
    return before


HANDLERS: dict[type[Action], Callable[..., None]] = {
    m.ReceiveMoney: receive_money,
    m.MatchReceipt: match_receipt,
}
