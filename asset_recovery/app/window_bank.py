"""Receipts and statements for the window, over the services of whatever session is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import ValidationFailed

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.bank_facts import Balance, Expectation, Payment, Suggestion

_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class WindowBank:
    """Implements `ui.bank_office.BankOffice`."""

    session: Callable[[], OfficeSession]

    def expected(self) -> Sequence[Expectation]:
        """All the money that is still to come, the oldest first."""
        from asset_recovery.services.matching import MatchingService  # noqa: PLC0415 - heavy

        return MatchingService(self.session().office).expected(self.session().user)

    def payments(self) -> Sequence[Payment]:
        """What the bank paid and is not on file, the oldest first."""
        from asset_recovery.services.bank_payments import PaymentService  # noqa: PLC0415 - heavy

        service = PaymentService(self.session().office)
        return service.payments(self.session().user, waiting=True)

    def balances(self) -> Sequence[Balance]:
        """Each account against its newest statement."""
        from asset_recovery.services.bank_balances import BankBalanceService  # noqa: PLC0415 - heavy

        return BankBalanceService(self.session().office).balances(self.session().user)

    def overdue(self) -> tuple[int, int]:
        """The age in days from which a receipt waits too long, and how many wait longer."""
        from asset_recovery.services.receipts_report import ReceiptsReport  # noqa: PLC0415 - heavy

        days, rows = ReceiptsReport(self.session().office).overdue(self.session().user)
        return days, len(rows)

    def print_waiting(self, path: Path) -> None:
        """Write the list of receipts that wait too long as PDF."""
        from asset_recovery.exchange.whole_file import write_whole  # noqa: PLC0415
        from asset_recovery.services.paper_service import PaperService  # noqa: PLC0415 - heavy

        papers = PaperService(self.session().office, self.session().user)
        write_whole(path, papers.receipts())

    def suggestions(self, receipt: str) -> Sequence[Suggestion]:
        """To what a receipt may belong, the best first."""
        from asset_recovery.services.matching import MatchingService  # noqa: PLC0415 - heavy

        return MatchingService(self.session().office).suggestions(receipt, self.session().user)

    def bring_in(self, path: Path) -> str:
        """Read a statement, in the format that the file has."""
        from asset_recovery.services.import_service import ImportService  # noqa: PLC0415 - heavy

        service = ImportService(self.session().office)
        report = service.run(path, "bank_statement", format_of(path), self.session().user)
        if report.problems:
            raise ValidationFailed(report.problems)
        return "\n".join([report.summary(), *(one.text for one in report.warnings)])


def format_of(path: Path) -> str:
    """The format that a file shows at its beginning; a table where it shows none."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
    except OSError:
        return "bank_statement"
    bare = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    if bare.startswith(b"<"):
        return "camt053"
    return "mt940" if bare.startswith((b":20:", b"{1:")) or b"\n:20:" in start else "bank_statement"
