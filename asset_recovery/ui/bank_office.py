"""What the window asks of receipts and statements: a part of `ui.office.Office` of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asset_recovery.domain.bank_facts import Expectation, Suggestion


class BankOffice(Protocol):
    """The list of receipts itself is the register `receipts`."""

    def expected(self) -> Sequence[Expectation]:
        """All the money that is still to come, the oldest first."""

    def suggestions(self, receipt: str) -> Sequence[Suggestion]:
        """To what a receipt may belong, the best first."""

    def bring_in(self, path: Path) -> str:
        """Read a statement, in the format that the file has; what was made, in one sentence.

        Raises `ValidationFailed` where the file, or every statement in it, is refused.
        """
