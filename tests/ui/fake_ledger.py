"""A small ledger in memory for the window's tests: one receipt, one sale, one cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from asset_recovery.domain.ledger_facts import (
    AccountRow,
    AgedRow,
    LedgerRow,
    StatementFacts,
    StatementLine,
    TrialRow,
)
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import RowSource
from tests.ui.fake_case import TODAY
from tests.ui.fake_rows import ListSource


def euro(minor: int) -> Money:
    """Minor units as euro."""
    return Money(minor, "EUR")


TRIAL = (
    TrialRow("bank", "debit", euro(1_000_00), euro(0), 2),
    TrialRow("unidentified", "credit", euro(0), euro(250_00), 1),
    TrialRow("asset", "credit", euro(40_00), euro(750_00), 2),
    TrialRow("advances", "credit", euro(0), euro(40_00), 1),
)
ACCOUNTS = (
    AccountRow(1, "bank:ESCROW", "bank", "ESCROW", None, euro(1_000_00), euro(0), 2, TODAY),
    AccountRow(2, "asset:A-1", "asset", "A-1", "AR-2026-0001", euro(40_00), euro(750_00), 2, TODAY),
)


def a_line(number: int, minor: int, balance: int, detail: str = "") -> StatementLine:
    """A line of the statement of A-1."""
    return StatementLine(
        id=number, on=TODAY - timedelta(days=9 - number), amount=euro(minor),
        balance=euro(balance), action="record_payment" if minor < 0 else "post_cost",
        record=f"PO-{number}", detail=detail, case="AR-2026-0001", asset="A-1", entry=number,
    )  # fmt: skip


STATEMENT = (a_line(1, -750_00, -750_00), a_line(2, 40_00, -710_00, "Depot North"))


class FakeLedger:
    """Implements `ui.ledger_office.LedgerOffice`; remembers for which period it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, date | None, date | None]] = []

    def trial_balance(self) -> Sequence[TrialRow]:
        """Four kinds of account, in balance."""
        return TRIAL

    def aged_receipts(self) -> Sequence[AgedRow]:
        """One receipt that waits for more than a year."""
        return (AgedRow("over_365_days", 1, euro(250_00)),)

    def statement(
        self, reference: str, since: date | None = None, until: date | None = None
    ) -> Sequence[StatementFacts]:
        """The statement of A-1, whatever is asked for."""
        self.asked.append((reference, since, until))
        return (
            StatementFacts(
                account=reference, title="asset", side="credit", currency="EUR", since=since,
                until=until or TODAY, opening=euro(0), debit=euro(40_00), credit=euro(750_00),
                lines=2, accounts=(2,), case="AR-2026-0001",
            ),
        )  # fmt: skip

    def yields(self, reference: str, on: date | None = None) -> Sequence[str]:
        """A sentence."""
        return (f"{reference} bore 1.50 % a year.",)

    def lines(self, facts: StatementFacts) -> RowSource[StatementLine]:
        """Its two lines."""
        return ListSource(list(STATEMENT))


def ledger_rows() -> list[LedgerRow]:
    """The lines of one entry."""
    return [
        LedgerRow(
            id=place, reference=f"{kind}:{holder}", on=TODAY, kind=kind, holder=holder,
            amount=euro(minor), action="record_payment", record="", detail="ESCROW",
            case="AR-2026-0001", asset="A-1", entry=7, is_reversal=False,
        )
        for place, (kind, holder, minor) in enumerate(
            (("bank", "ESCROW", 750_00), ("asset", "A-1", -750_00)), start=1
        )
    ]  # fmt: skip
