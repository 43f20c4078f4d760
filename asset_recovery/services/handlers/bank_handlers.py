"""Statements of a bank: checked against themselves and those before, each credit a receipt."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions import bank_actions as b
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.money_actions import CorrectPosting, ReceiveMoney
from asset_recovery.domain.errors import (
    Conflict,
    NotFound,
    Reason,
    RuleViolation,
    ValidationFailed,
)
from asset_recovery.domain.identifiers import check_identifier, normalise_identifier
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.debit_query import decided
from asset_recovery.persistence.queries.statement_query import (
    KeptStatement,
    account_named,
    statement_after,
    statement_before,
    statements_since,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers.receipt_handlers import keep_receipt, require_part
from asset_recovery.services.handlers.receipt_write_off import (
    check_day,
    keep_waiting,
    left_of_receipt,
)
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.work import Work

Key = tuple[str, int, str]
PAID = ("pay_out", "post_cost", "return_receipt", "settle_liability")


def record_statement(work: Work, command: b.RecordStatement) -> None:
    """A statement is kept with all its lines; its credits wait in the queue of receipts."""
    work.permit("record_statement", None)
    if command.on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("The statement closes in the future."), field="on")
        )
    known = account_named(work.unit.connection, command.account)
    command = replace(command, account=known or command.account)
    amounts = signed_lines(command.lines)
    _check_currency(command, amounts)
    _check_sum(command, amounts)
    _check_days(command)
    _check_new(work, command, amounts)
    _open(work, command, known)
    _say_gaps(work, command)
    _keep(work, command, amounts)


def signed_lines(lines: tuple[Mapping[str, Any], ...]) -> list[Money]:
    """The amount of each line: what came in is positive, what went out negative."""
    found = []
    for line in lines:
        amount = Money.from_json(line["amount"], "lines.amount")
        found.append(-amount if line["direction"] == "debit" else amount)
    return found


def _check_currency(command: b.RecordStatement, amounts: list[Money]) -> None:
    currency = command.opening.currency
    for row, amount in enumerate([command.closing, *amounts]):
        if amount.currency != currency:
            text = _("The statement opens in {currency}; here stands {other}.").format(
                currency=currency, other=amount.currency
            )
            place = "closing" if row == 0 else "lines"
            raise ValidationFailed(Reason("currency_mismatch", text, None, place, row or None))


def _check_sum(command: b.RecordStatement, amounts: list[Money]) -> None:
    """Opening and movements make the closing balance, to the cent."""
    moved = Money.total(amounts, command.opening.currency)
    difference = command.closing - (command.opening + moved)
    if not difference.is_zero:
        text = _(
            "Statement {number} of {account} does not balance: {opening} at the beginning and"
            " movements of {moved} make {sum}, but it closes with {closing}: {difference} between."
        ).format(
            number=command.number,
            account=command.account,
            opening=command.opening.display(),
            moved=moved.display(),
            sum=(command.opening + moved).display(),
            closing=command.closing.display(),
            difference=abs(difference).display(),
        )
        raise ValidationFailed(Reason("statement_does_not_balance", text, field="closing"))


def _check_days(command: b.RecordStatement) -> None:
    for row, line in enumerate(command.lines, 1):
        if str(line["on"]) > command.on.isoformat():
            text = _("A movement of {day} stands on a statement that closes on {on}.").format(
                day=line["on"], on=command.on
            )
            raise ValidationFailed(Reason("date_order", text, None, "lines", row))


def _check_new(work: Work, command: b.RecordStatement, amounts: list[Money]) -> None:
    """Neither the statement nor one of its movements was read before."""
    since = _begins(command)
    for other in statements_since(work.unit.connection, command.account, since):
        same_number = other.given["number"] == command.number
        if same_number and (other.on == command.on or _same_period(other, command)):
            text = _("Statement {number} of {account} was already read, as {statement}.").format(
                number=command.number, account=command.account, statement=other.reference
            )
            raise Conflict(Reason("duplicate_statement", text, field="number"))
        _check_overlap(command, amounts, other)


def _same_period(other: KeptStatement, command: b.RecordStatement) -> bool:
    """Two statements of one number that tell of some day in common."""
    return date.fromisoformat(_first_day(other)) <= command.on


def _check_overlap(command: b.RecordStatement, amounts: list[Money], other: KeptStatement) -> None:
    """A movement that the bank's own reference tells to be on file already.

    Where the bank gives no reference, two equal movements of a day are possible: they are taken to
    be the same only where all that the statement tells of that day stands in the other one.
    """
    there = _keys(tuple(other.given.get("lines", ())))
    here = _keys(command.lines)
    for row, (line, _amount) in enumerate(zip(command.lines, amounts, strict=True), 1):
        key = _key(line)
        if key not in there:
            continue
        of_day = Counter({one: n for one, n in here.items() if one[0] == key[0]})
        if line.get("bank_reference") or of_day <= there:
            text = _(
                "What was booked on {day} stands already on statement {number} ({statement})."
            ).format(day=line["on"], number=other.given["number"], statement=other.reference)
            raise Conflict(Reason("duplicate_statement", text, None, "lines", row))


def _keys(lines: tuple[Mapping[str, Any], ...]) -> Counter[Key]:
    return Counter(_key(line) for line in lines)


def _key(line: Mapping[str, Any]) -> Key:
    minor = Money.from_json(line["amount"]).minor
    told = line.get("bank_reference")
    if not told:
        names = ("reference", "counterparty", "counterparty_account", "text", "value_on")
        told = "|".join(str(line.get(name) or "") for name in names)
    return str(line["on"]), -minor if line["direction"] == "debit" else minor, str(told)


def _begins(command: b.RecordStatement) -> date:
    return command.from_ or min(
        (date.fromisoformat(str(line["on"])) for line in command.lines), default=command.on
    )


def _first_day(kept: KeptStatement) -> str:
    lines = [str(line["on"]) for line in kept.given.get("lines", ())]
    return str(kept.given.get("from") or min([*lines, kept.on.isoformat()]))


def _open(work: Work, command: b.RecordStatement, known: str | None) -> None:
    """The account is made on first use, with what the statement tells of it."""
    work.account(command.account, command.opening.currency)
    if known is not None:
        return
    is_iban = check_identifier("iban", command.account).valid
    iban = normalise_identifier("iban", command.account) if is_iban else None
    row = finder.by_reference(work.unit.connection, "account", command.account)
    assert row is not None  # noqa: S101 - made just now
    work.unit.update(t.bank_account, row, iban=iban, bank=command.bank)


def _say_gaps(work: Work, command: b.RecordStatement) -> None:
    """A statement that does not begin where the one before ended, or ends elsewhere than the next
    begins, is taken, and the gap is said."""
    connection = work.unit.connection
    before = statement_before(connection, command.account, command.on)
    if before is not None:
        closed = Money.from_json(before.given["closing"], allow_negative=True)
        if closed != command.opening:
            _warn(work, _(
                "Statement {statement} of {day} closed with {closed}; this one opens with {opened}:"
                " {gap} between. A statement may be missing."
            ).format(
                statement=before.given["number"], day=before.on, closed=closed.display(),
                opened=command.opening.display(), gap=abs(command.opening - closed).display(),
            ))  # fmt: skip
    after = statement_after(connection, command.account, command.on)
    if after is not None:
        opened = Money.from_json(after.given["opening"], allow_negative=True)
        if opened != command.closing:
            _warn(work, _(
                "Statement {statement} of {day} opens with {opened}; this one closes with {closed}:"
                " {gap} between. A statement may be missing."
            ).format(
                statement=after.given["number"], day=after.on, opened=opened.display(),
                closed=command.closing.display(), gap=abs(opened - command.closing).display(),
            ))  # fmt: skip


def _warn(work: Work, text: str) -> None:
    work.warn(Reason("balance_mismatch", text, field="opening"))


def _keep(work: Work, command: b.RecordStatement, amounts: list[Money]) -> None:
    reference = work.number("statement", command.statement)
    receipts: dict[str, str] = {}
    for place, (line, amount) in enumerate(zip(command.lines, amounts, strict=True), 1):
        if not amount.is_negative and not amount.is_zero:
            receipts[str(place)] = keep_receipt(work, _receipt(command, line, amount, reference))
    work.made.pop("receipt", None)
    keep_office_event(
        work, command, command.on.isoformat(), {"receipts": receipts}, reference, command.closing
    )
    work.rows += [(receipt, "done") for receipt in receipts.values()]
    work.notes.append(
        _("{count} movements, of which {receipts} are receipts to be matched.").format(
            count=len(amounts), receipts=len(receipts)
        )
    )


def _receipt(
    command: b.RecordStatement, line: Mapping[str, Any], amount: Money, statement: str
) -> ReceiveMoney:
    day = line.get("value_on")
    told = (line.get(name) for name in ("reference", "bank_reference", "text", "counterparty"))
    return ReceiveMoney(
        account=command.account,
        on=date.fromisoformat(str(line["on"])),
        amount=amount,
        reference=next((str(one)[:300] for one in told if one), command.number),
        value_on=None if day is None else date.fromisoformat(str(day)),
        bank_reference=line.get("bank_reference"),
        counterparty=line.get("counterparty"),
        counterparty_account=line.get("counterparty_account"),
        text=line.get("text"),
        statement=statement,
    )


def return_receipt(work: Work, command: b.ReturnReceipt) -> None:
    """Money that is nobody's here goes back; a payment, so a second person agrees."""
    work.permit("return_receipt", None)
    event = work.event("receive_money", command.receipt, "receipt")
    check_day(work, command.on, event)
    left, _state = left_of_receipt(work, command.receipt)
    if left.is_zero:
        raise RuleViolation(
            Reason("wrong_state", _("Nothing is left of the receipt to be sent back."))
        )
    amount = command.amount or left
    require_part(amount, left)
    given = json.loads(event["data"])
    account = command.account or str(given["account"])
    work.account(account, amount.currency)
    command = replace(
        command, account=account, amount=amount,
        to=command.to or given.get("counterparty") or given["reference"],
    )  # fmt: skip
    keep_waiting(work, command, command.on, amount, work.number("posting", None))


def match_payment(work: Work, command: b.MatchPayment) -> None:
    """Somebody says which record a debit of a statement paid; each debit and record once."""
    work.permit("match_payment", None)
    event = work.event("record_statement", command.statement, "statement")
    given = json.loads(event["data"])
    lines = given.get("lines", [])
    if not 1 <= command.line <= len(lines) or lines[command.line - 1]["direction"] != "debit":
        text = _("Line {line} of {statement} is no payment of the bank.").format(
            line=command.line, statement=command.statement
        )
        raise ValidationFailed(Reason("field_invalid", text, field="line"))
    connection = work.unit.connection
    for row in decided(connection):
        if (row["statement"], int(row["line"])) == (command.statement, command.line):
            text = _("The payment is matched with {record} already ({match}).").format(
                record=row["record"], match=row["reference"]
            )
            raise RuleViolation(Reason("wrong_state", text, "correct_posting", field="line"))
        if row["record"] == command.to:
            text = _("{record} is matched with line {line} of {statement} already.").format(
                record=command.to, line=row["line"], statement=row["statement"]
            )
            raise RuleViolation(Reason("wrong_state", text, "correct_posting", field="to"))
    paid = _paid_record(work, command.to)
    _same_amount(work, Money.from_json(lines[command.line - 1]["amount"]), paid)
    keep_office_event(
        work, command, work.today.isoformat(), {}, work.number("match", command.match)
    )


def _paid_record(work: Work, reference: str) -> Money | None:
    """The amount of what is said to be paid; `not_found` where it is nothing that is paid."""
    connection = work.unit.connection
    invoice = finder.by_reference(connection, "invoice", reference)
    if invoice is not None:
        return Money(int(invoice["amount_minor"]), str(invoice["amount_currency"]))
    event = finder.event_by_reference(connection, reference)
    if event is None or event["action"] not in PAID:
        text = _("{record} is no payment, cost, invoice or receipt sent back.")
        raise NotFound(Reason("not_found", text.format(record=reference), field="to"))
    if event["case_id"] is not None:
        work.permit("match_payment", int(event["case_id"]))
    if event["amount_minor"] is None:
        return None
    return Money(int(event["amount_minor"]), str(event["amount_currency"]))


def _same_amount(work: Work, debit: Money, paid: Money | None) -> None:
    if paid is not None and paid != debit:
        text = _("The bank paid {debit}; {paid} is recorded.")
        shown = text.format(debit=debit.display(), paid=paid.display())
        work.warn(Reason("balance_mismatch", shown, field="to"))


def undo_payment_match(work: Work, command: CorrectPosting, event: Mapping[str, Any]) -> None:
    """A wrong match of a debit is taken back by an entry of its own."""
    work.permit("match_payment", None)
    if all(row["reference"] != event["reference"] for row in decided(work.unit.connection)):
        raise RuleViolation(Reason("wrong_state", _("The match was already reversed.")))
    on = (command.on or work.today).isoformat()
    keep_office_event(work, command, on, {}, work.number("posting", None))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    b.RecordStatement: record_statement,
    b.ReturnReceipt: return_receipt,
    b.MatchPayment: match_payment,
}
