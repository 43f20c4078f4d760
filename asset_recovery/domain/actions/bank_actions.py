"""Actions on the office's own accounts: statements of a bank, money sent back to who paid it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    AnyRef,
    Arg,
    Count,
    Day,
    NewReference,
    Rows,
    SignedAmount,
    Text,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

LINE: dict[str, Arg] = {
    "on": Arg("date"),
    "value_on": Arg("date"),
    "amount": Arg("money"),
    "direction": Arg("choice", choices="bank_directions"),
    "reference": Arg("text"),
    "bank_reference": Arg("text"),
    "counterparty": Arg("text"),
    "counterparty_account": Arg("text"),
    "text": Arg("text", limit=2_000),
    "reversal": Arg("bool"),
}
MOST_LINES = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordStatement(Action):
    """A bank's statement of one account: each credit in it becomes a receipt."""

    TITLE: ClassVar[str] = N_("Record a bank statement")
    RECORD: ClassVar[bool] = True
    statement: NewReference | None = None
    account: AccountRef
    number: Text
    on: Day
    from_: Day | None = None
    opening: SignedAmount
    closing: SignedAmount
    lines: Annotated[Rows, RowShape(LINE, {"on", "amount", "direction"})] = ()
    bank: Text | None = None
    file: Text | None = None
    digest: Text | None = None
    format: Text | None = None

    def check(self) -> None:
        """Each line has a day, an amount and a direction; the period does not run backwards."""
        if len(self.lines) > MOST_LINES:
            text = _("A statement has at most {most} lines.").format(most=f"{MOST_LINES:,}")
            raise ValidationFailed(Reason("too_large", text, field="lines"))
        check_rows(self.lines, "lines", LINE, ("on", "amount", "direction"))
        if self.from_ is not None and self.from_ > self.on:
            text = _("The statement ends before it begins.")
            raise ValidationFailed(Reason("date_order", text, field="from"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnReceipt(Action):
    """Money that is nobody's here goes back to who sent it."""

    TITLE: ClassVar[str] = N_("Return a receipt to its sender")
    receipt: Text
    on: Day
    reference: Text
    reason: Text
    amount: Amount | None = None
    account: AccountRef | None = None
    to: Annotated[str, Arg("text")] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchPayment(Action):
    """A debit of a statement is the payment that the office recorded, as somebody found."""

    TITLE: ClassVar[str] = N_("Match a payment of the bank")
    match: NewReference | None = None
    statement: Text
    line: Count
    to: AnyRef


ACTIONS: tuple[type[Action], ...] = (RecordStatement, ReturnReceipt, MatchPayment)
"""The office's accounts: statements, and receipts that go back."""
