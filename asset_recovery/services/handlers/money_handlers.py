"""Money: costs, income, accounts, receipts, rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions import money_actions as m
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.chains import check_address
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import (
    assets_of_event,
    assets_valued_abroad,
)
from asset_recovery.persistence.queries.event_query import is_reversed
from asset_recovery.persistence.repositories import finder
from asset_recovery.services import debts
from asset_recovery.services.handlers.bank_handlers import undo_payment_match
from asset_recovery.services.handlers.receipt_handlers import application_of, undo_match
from asset_recovery.services.identifying import require_iban
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work


def open_account(work: Work, command: m.OpenAccount) -> None:
    """An account of the office; one made on first use is completed."""
    work.permit("open_account", None)
    if command.iban is not None:
        require_iban(work, command.iban, command.reason)
    if command.kind == "wallet" and command.address is not None:
        _require_address(command.address)
    known = finder.by_reference(work.unit.connection, "account", command.account)
    values = {
        "kind": command.kind,
        "bank": command.bank,
        "iban": command.iban,
        "currency": command.currency,
        "address": command.address,
        "opened_on": command.on.isoformat(),
        "incomplete": 0,
    }
    if known is not None and known["incomplete"]:
        work.unit.update(t.bank_account, known, **values)
        return
    work.unit.insert(t.bank_account, reference=work.number("account", command.account), **values)


def _require_address(address: str) -> None:
    """A wallet of the office has an address that some chain could have: it is watched only."""
    found = check_address(address)
    told = found.reason if found is not None and not found.valid else ""
    if len(address.split()) > 1:
        told = _("An address has no blanks.")
    if told:
        raise ValidationFailed(Reason("field_invalid", f"{address}: {told}", field="address"))


def confirm_balance(work: Work, command: m.ConfirmBalance) -> None:
    """A bank's letter on an asset, or on an account of the office."""
    if command.account is not None and not command.named():
        work.permit("confirm_balance", None)
        account = work.find("account", str(command.account))
        if account["currency"] and account["currency"] != command.amount.currency:
            raise ValidationFailed(
                Reason("currency_mismatch", _("The account is kept in another currency."))
            )
        work.notes.append(_("The balance is kept with the account in the journal."))
        return
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("confirm_balance", int(case["id"]))
    take_step(work, Plan(command, case=case, assets=assets, amount=command.amount))


def post(work: Work, command: m.PostCost | m.PostIncome) -> None:
    """A cost or an income, of an asset or of a case as a whole."""
    name = type(command).action()
    order = _charged(work, command)
    if not command.named():
        case = work.case(str(command.case)) if order is None or command.case else _case(work, order)
        work.permit(name, int(case["id"]))
        _post_one(work, command, case, [], order)
        return
    for reference, own in command.by_asset().items():
        asset = follow(work, work.find("asset", reference), command)
        case = work.stories.case(int(asset["case_id"]))
        if command.case is not None and command.case != case["reference"]:
            raise ValidationFailed(
                Reason("field_invalid", _("The asset belongs to another case."), field="case")
            )
        work.permit(name, int(case["id"]))
        _post_one(work, own, case, [asset], order)


def _charged(work: Work, command: m.PostCost | m.PostIncome) -> Mapping[str, Any] | None:
    """The value order to whose debtor a cost is charged."""
    if not isinstance(command, m.PostCost) or command.order is None:
        return None
    order = work.order(command.order)
    if not debts.is_value_order(order):
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("The order {order} is no value order.").format(order=command.order),
                field="order",
            )
        )
    debt = debts.debt_on(work, order, command.on)
    if debt is not None and debt.principal.currency != command.amount.currency:
        raise ValidationFailed(
            Reason(
                "currency_mismatch",
                _("The order is in {currency}.").format(currency=debt.principal.currency),
                field="amount",
            )
        )
    if debt is None or debt.ended:
        raise RuleViolation(
            Reason(
                "order_not_in_force",
                _("Nothing is owed on the order {order} on that day.").format(order=command.order),
            )
        )
    return order


def _case(work: Work, order: Mapping[str, Any]) -> Mapping[str, Any]:
    return work.stories.case(int(order["case_id"]))


def _post_one(
    work: Work,
    command: m.PostCost | m.PostIncome,
    case: Mapping[str, Any],
    assets: list[Mapping[str, Any]],
    order: Mapping[str, Any] | None = None,
) -> None:
    """One line of the ledger with a reference of its own."""
    if order is not None and int(order["case_id"]) != int(case["id"]):
        raise ValidationFailed(
            Reason("field_invalid", _("The order belongs to another case."), field="order")
        )
    before = None
    if order is not None:
        before = debts.told(work.unit.connection, work.stories, order)
    reference = work.number("posting", command.posting)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            order=order,
            reference=reference,
            amount=command.amount,
        ),
    )
    if order is not None:
        debts.follow_debt(work, order, before)


def correct_posting(work: Work, command: m.CorrectPosting) -> None:
    """A posting is reversed by a new entry; the old line stays."""
    event = finder.event_by_reference(work.unit.connection, command.posting)
    if event is not None and event["action"] == "match_payment":
        undo_payment_match(work, command, event)
        return
    if event is not None and event["action"] == "match_receipt":
        undo_match(work, command, event)
        made = application_of(work, event)
        if made is None or is_reversed(work.unit.connection, int(event["case_id"]), made):
            return
        command = replace(command, posting=made)  # the payment that the match brought about
        event = finder.event_by_reference(work.unit.connection, made)
    if event is None or event["action"] not in CORRECTABLE:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no posting {posting}.").format(posting=command.posting),
                field="posting",
            )
        )
    work.permit("correct_posting", int(event["case_id"]))
    if is_reversed(work.unit.connection, int(event["case_id"]), command.posting):
        raise RuleViolation(Reason("wrong_state", _("The posting was already reversed.")))
    reference = work.number("posting", None)
    case = work.stories.case(int(event["case_id"]))
    order = None
    if event["order_id"] is not None:
        order = work.unit.get(t.court_order, int(event["order_id"]))
    before = None if order is None else debts.told(work.unit.connection, work.stories, order)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets_of_event(work.unit.connection, int(event["id"])),
            order=order,
            reference=reference,
            on=command.on or work.today,
            amount=-Money(event["amount_minor"], event["amount_currency"]),
        ),
    )
    if order is not None:
        debts.follow_debt(work, order, before)


def record_rate(work: Work, command: m.RecordRate) -> None:
    """A rate of the bank or a court; it goes before the fixing."""
    work.permit("record_rate", None)
    if command.rate <= 0:
        raise ValidationFailed(Reason("field_invalid", _("A rate is above zero."), field="rate"))
    if command.from_ == command.to:
        raise ValidationFailed(
            Reason("field_invalid", _("The two currencies are the same."), field="to")
        )
    work.unit.insert(
        t.exchange_rate,
        source_currency=command.from_,
        target_currency=command.to,
        on_date=command.on.isoformat(),
        rate=str(command.rate),
        origin=command.source,
    )
    work.rates.forget()
    _convert_again(work, command.on)


def record_reference_rate(work: Work, command: m.RecordReferenceRate) -> None:
    """A reference rate, kept for the whole office; a second one of a day prevails."""
    work.permit("record_reference_rate", None)
    if not -1 <= command.rate <= HIGHEST_RATE:
        text = _("A yearly rate is given as a part of one (0.021 for 2.1 %), from -1 to 10.")
        raise ValidationFailed(Reason("field_invalid", text, field="rate"))
    if command.on > work.today:
        text = _("A reference rate is in force from a day that has come.")
        raise ValidationFailed(Reason("date_in_future", text, field="on"))
    keep_office_event(work, command, command.on.isoformat(), {}, None)
    text = _("{rate} % a year in {currency} from {day} on.")
    rate = printed(half_up(command.rate * 100, 4).normalize())
    work.notes.append(text.format(rate=rate, currency=command.currency, day=command.on))


def _convert_again(work: Work, since: date) -> None:
    """Values in another currency from that day on come to something else in the base currency."""
    connection, base = work.unit.connection, work.base_currency
    for asset_id in assets_valued_abroad(connection, base, since.isoformat()):
        refresh_asset(work, asset_id)


HIGHEST_RATE = 10  # of one, a year: what is more was meant in per cent
CORRECTABLE = ("post_cost", "post_income", "apply_to_value_order")

HANDLERS: dict[type[Action], Callable[..., None]] = {
    m.OpenAccount: open_account,
    m.ConfirmBalance: confirm_balance,
    m.PostCost: post,
    m.PostIncome: post,
    m.CorrectPosting: correct_posting,
    m.RecordRate: record_rate,
    m.RecordReferenceRate: record_reference_rate,
}
