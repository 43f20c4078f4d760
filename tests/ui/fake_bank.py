"""A bank for tests of the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.domain.bank_facts import (
    Balance,
    Expectation,
    Payment,
    ReceiptRow,
    Suggestion,
)
from asset_recovery.domain.money import Money

RECEIPTS = (
    ReceiptRow(
        id=1, reference="RC-2026-000001", on=date(2026, 10, 1), value_on=date(2026, 9, 30),
        account="MAIN", amount=Money(50000, "EUR"), left=Money(50000, "EUR"),
        payer_reference="E2E-1", counterparty="Jana Nováková", text="sale SA-2026-000001",
        bank_reference="BK-1", statement="ST-2026-000001", state="open", matched_to="", age=54,
        age_class="31-90",
    ),
)  # fmt: skip


EXPECTED = (
    Expectation(
        "order", "ORD-7", "Court", "CASE-2026-0002", "Ivo Král", Money(900000, "EUR"),
        Money(900000, "EUR"), date(2026, 1, 1),
    ),
    Expectation(
        "sale", "SA-2026-000001", "Grey car", "CASE-2026-0001", "Jana Nováková",
        Money(80000, "EUR"), Money(30000, "EUR"), date(2026, 9, 1), asset="AST-1",
    ),
)  # fmt: skip


PAYMENT = Payment(
    account="MAIN", statement="ST-2026-000001", line=3, on=date(2026, 10, 2),
    amount=Money(1840, "EUR"), counterparty="Bank", text="charges", reversal=False, found="",
    candidates=("PO-1",),
)  # fmt: skip
BALANCE = Balance(
    account="MAIN", statement="ST-2026-000001", on=date(2026, 10, 2), bank=Money(100, "EUR"),
    office=Money(1940, "EUR"), difference=Money(-1840, "EUR"),
    reasons=(("Paid by the bank and not on file: charges", Money(-1840, "EUR")),),
    waiting=Money(0, "EUR"),
)  # fmt: skip


class FakeBank:
    """Implements `ui.bank_office.BankOffice`."""

    def __init__(self) -> None:
        self.read: list[Path] = []
        self.printed: list[Path] = []

    def expected(self) -> tuple[Expectation, ...]:
        return EXPECTED

    def payments(self) -> tuple[Payment, ...]:
        return (PAYMENT,)

    def balances(self) -> tuple[Balance, ...]:
        return (BALANCE,)

    def overdue(self) -> tuple[int, int]:
        return 30, 1

    def print_waiting(self, path: Path) -> None:
        self.printed.append(path)

    def suggestions(self, receipt: str) -> tuple[Suggestion, ...]:
        text = f"The text of {receipt} names SA-2026-000001."
        return (Suggestion("SA-2026-000001", "sale", EXPECTED[1].line, 75, (text,)),)

    def bring_in(self, path: Path) -> str:
        self.read.append(path)
        return "Read: 1 rows"
