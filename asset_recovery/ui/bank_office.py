"""What the window asks of receipts and statements: a part of `ui.office.Office` of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asset_recovery.domain.bank_facts import Balance, Expectation, Payment, Suggestion


class BankOffice(Protocol):
    """The list of receipts itself is the register `receipts`."""

    def expected(self) -> Sequence[Expectation]:
        """All the money that is still to come, the oldest first."""

    def payments(self) -> Sequence[Payment]:
        """What the bank paid and is not on file, the oldest first."""

    def balances(self) -> Sequence[Balance]:
        """Each account against its newest statement."""

    def overdue(self) -> tuple[int, int]:
        """The age in days from which a receipt waits too long, and how many wait longer."""

    def print_waiting(self, path: Path) -> None:
        """Write the list of receipts that wait too long as PDF."""

    def suggestions(self, receipt: str) -> Sequence[Suggestion]:
        """To what a receipt may belong, the best first."""

    def bring_in(self, path: Path) -> str:
        """Read a statement, in the format that the file has; what was made, in one sentence.

        Raises `ValidationFailed` where the file, or every statement in it, is refused.
        """
