"""What the window asks of the ledger: a part of `ui.office.Office` of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asset_recovery.domain.ledger_facts import (
        AgedRow,
        StatementFacts,
        StatementLine,
        TrialRow,
    )
    from asset_recovery.domain.registers import RowSource


class LedgerOffice(Protocol):
    """The ledger as one user sees it; its lists (`accounts`, `ledger`) are registers."""

    def trial_balance(self) -> Sequence[TrialRow]:
        """Every kind of account by currency; balances add up to zero in each currency."""

    def aged_receipts(self) -> Sequence[AgedRow]:
        """Receipts that nobody has identified yet, by currency and age."""

    def statement(
        self, reference: str, since: date | None = None, until: date | None = None
    ) -> Sequence[StatementFacts]:
        """The statement of an account (`kind:holder`, or a record's reference), by currency."""

    def yields(self, reference: str, on: date | None = None) -> Sequence[str]:
        """What money on an account of a bank bore against the reference rate, by currency."""

    def lines(self, facts: StatementFacts) -> RowSource[StatementLine]:
        """The lines of a statement with their balances."""
