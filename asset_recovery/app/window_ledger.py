"""The ledger for the window, over the services of whatever session is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.ledger_facts import (
        AgedRow,
        StatementFacts,
        StatementLine,
        TrialRow,
    )
    from asset_recovery.domain.registers import RowSource
    from asset_recovery.services.ledger_service import LedgerService


@dataclass(frozen=True, slots=True)
class WindowLedger:
    """Implements `ui.ledger_office.LedgerOffice`."""

    session: Callable[[], OfficeSession]

    @property
    def _service(self) -> LedgerService:
        from asset_recovery.services.ledger_service import LedgerService  # noqa: PLC0415 - heavy

        return LedgerService(self.session().office)

    def trial_balance(self) -> Sequence[TrialRow]:
        """Every kind of account by currency."""
        return self._service.trial_balance(self.session().user)

    def aged_receipts(self) -> Sequence[AgedRow]:
        """Receipts that nobody has identified yet, by currency and age."""
        return self._service.aged_receipts(self.session().user)

    def statement(
        self, reference: str, since: date | None = None, until: date | None = None
    ) -> Sequence[StatementFacts]:
        """The statement of an account by currency."""
        return self._service.statement(self.session().user, reference, since, until)

    def yields(self, reference: str, on: date | None = None) -> Sequence[str]:
        """What money on an account bore against the reference rate, by currency."""
        from asset_recovery.services.account_yield import (  # noqa: PLC0415 - heavy
            AccountYields,
            summary_of,
        )

        session = self.session()
        found = AccountYields(session.office).measure(reference, session.user, on)
        return [summary_of(one) for one in found]

    def lines(self, facts: StatementFacts) -> RowSource[StatementLine]:
        """The lines of a statement with their balances."""
        return self._service.rows(self.session().user, facts)
