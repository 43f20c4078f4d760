"""Invoices: one document over many assets and cases, from its arrival to the treasury."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    Day,
    LongText,
    NewReference,
    Party,
    Rows,
    Text,
)
from asset_recovery.domain.actions.base import Action, RowShape, WrongUse, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.invoice_lines import LINE, BillLine, bill_lines
from asset_recovery.i18n import N_, _

InvoiceRef = Annotated[str, Arg("record", record="invoice")]
Places = Annotated[tuple[str | int, ...], Arg("scalars", limit=20)]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordInvoice(Action):
    """A supplier's bill; its costs are posted when it is approved.

    A line is `{asset or case, quantity, rate, amount, vat, category}`, or is shared over `assets`
    by a `key`; `rate` is per `unit` (day where it is left out), `vat` beside the amount. `amount`
    is what the bill asks for, with tax.
    """

    TITLE: ClassVar[str] = N_("Record an invoice")
    invoice: NewReference | None = None
    supplier: Party
    number: Text
    on: Day
    amount: Amount
    from_: Day
    to: Day
    lines: Annotated[Rows, RowShape(LINE)]
    vat: Amount | None = None
    due_on: Day | None = None

    def check(self) -> None:
        """Period in order, lines known by their names, amounts that come out exactly."""
        faults: list[Reason] = []
        if self.to < self.from_:
            text = _("The period ends before it begins.")
            faults.append(Reason("date_order", text, field="to"))
        if not self.lines:
            text = _("The invoice has no lines.")
            faults.append(Reason("field_missing", text, field="lines"))
        if self.amount.is_zero:
            text = _("The invoice asks for nothing.")
            faults.append(Reason("field_invalid", text, field="amount"))
        for place, row in enumerate(self.lines, start=1):
            for name in row:
                if name not in LINE:
                    known = ", ".join(LINE)
                    text = f"A line of an invoice takes no {name!r}; it takes: {known}."
                    raise WrongUse(Reason("argument_unknown", text, None, "lines", place))
        if faults:
            raise ValidationFailed(faults)
        self.bill()

    def bill(self) -> tuple[BillLine, ...]:
        """The lines, read and added up; raises `ValidationFailed` with every fault."""
        return bill_lines(self.lines, self.amount, (self.from_, self.to), self.vat)


@dataclass(frozen=True, kw_only=True, slots=True)
class CertifyInvoice(Action):
    """One person says that the lines which are not disputed are right; another one approves."""

    TITLE: ClassVar[str] = N_("Certify an invoice")
    invoice: InvoiceRef
    on: Day
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeInvoice(Action):
    """Lines, by their numbers on the bill, are disputed: they are not posted."""

    TITLE: ClassVar[str] = N_("Dispute lines of an invoice")
    invoice: InvoiceRef
    on: Day
    lines: Places
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class SettleDispute(Action):
    """How the dispute over lines ended: they stand after all, or the supplier let go of them."""

    TITLE: ClassVar[str] = N_("Settle disputed lines")
    invoice: InvoiceRef
    on: Day
    lines: Places
    outcome: Annotated[str, choice("dispute_outcomes")]
    reference: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SendInvoice(Action):
    """The approved invoice goes to the treasury for payment."""

    TITLE: ClassVar[str] = N_("Send an invoice to the treasury")
    invoice: InvoiceRef
    on: Day
    reference: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordInvoicePayment(Action):
    """The treasury paid the invoice."""

    TITLE: ClassVar[str] = N_("Record the payment of an invoice")
    invoice: InvoiceRef
    on: Day
    reference: Text


ACTIONS: tuple[type[Action], ...] = (
    RecordInvoice,
    CertifyInvoice,
    DisputeInvoice,
    SettleDispute,
    SendInvoice,
    RecordInvoicePayment,
)
