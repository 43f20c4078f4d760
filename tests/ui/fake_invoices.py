"""Invoices of the window's double."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from asset_recovery.domain.invoice_facts import FindingFacts, InvoiceFacts, InvoiceLineFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import InvoiceRow


def euro(amount: str) -> Money:
    """An amount in euro."""
    return Money.parse(amount, "EUR", allow_negative=True)


def a_line(place: int = 1, **more: object) -> InvoiceLineFacts:
    """A line of storage by the day that fits."""
    given: dict[str, object] = {
        "id": place, "place": place, "part": 0, "asset": "AMO-2026-0017-9",
        "asset_description": "Motor yacht", "case": "AR-2026-0001", "category": "storage",
        "description": "", "quantity": Decimal(30), "unit": None, "rate": Decimal(10),
        "amount": euro("300.00"), "vat": euro("60.00"), "first": date(2026, 6, 1),
        "last": date(2026, 6, 30), "key": None, "weight": None, "expected_days": 30,
        "billed_days": 30, "difference": euro("0.00"), "findings": (), "state": "open", "said": "",
        "posting": None, "reversed_by": None, **more,
    }  # fmt: skip
    return InvoiceLineFacts(**given)  # type: ignore[arg-type]


LATE = FindingFacts(
    "after_delivery",
    "12 days after delivery to the buyer on 2026-06-18 (2026-06-19 – 2026-06-30)",
    euro("120.00"),
    True,
)


def an_invoice(**more: object) -> InvoiceFacts:
    """An invoice with a line that fits, one that does not, and one of a hidden case."""
    hidden = {"asset": None, "case": "", "category": "", "known": False, "expected_days": None}
    given: dict[str, object] = {
        "reference": "INV-2026-000001", "supplier": "Marina Depot d.o.o.", "supplier_reference": "",
        "number": "2026/117", "on": date(2026, 7, 1), "first": date(2026, 6, 1),
        "last": date(2026, 6, 30), "due_on": date(2026, 7, 31), "amount": euro("1080.00"),
        "vat": euro("180.00"), "difference": euro("120.00"), "state": "received",
        "recorded_on": date(2026, 7, 2), "recorded_by": "Ana Kos",
        "lines": (
            a_line(), a_line(2, expected_days=18, difference=euro("120.00"), findings=(LATE,)),
            a_line(3, quantity=None, rate=None, billed_days=None, **hidden),
        ),
        **more,
    }  # fmt: skip
    return InvoiceFacts(**given)  # type: ignore[arg-type]


ROWS = (
    InvoiceRow(1, "INV-2026-000001", "Marina Depot d.o.o.", "2026/117", date(2026, 7, 1),
               euro("1080.00"), "received", 1, euro("120.00"), date(2026, 7, 31), 20),
    InvoiceRow(2, "INV-2026-000002", "Guards SpA", "7", date(2026, 6, 1), euro("50.00"), "paid", 0,
               euro("0.00"), None, 50),
)  # fmt: skip


class FakeInvoices:
    """Answers with one invoice."""

    def __init__(self) -> None:
        self.found = an_invoice()

    def invoice(self, reference: str) -> InvoiceFacts:
        """The one invoice, under the reference asked for."""
        del reference
        return self.found

    def of_asset(self, asset: str) -> Sequence[str]:
        """Its reference, for every asset."""
        del asset
        return (self.found.reference,)
