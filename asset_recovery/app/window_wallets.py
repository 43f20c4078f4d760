"""The office's wallets for the window, over the services of whatever session is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.wallet_facts import WalletLine


@dataclass(frozen=True, slots=True)
class WindowWallets:
    """Implements `ui.wallet_office.WalletOffice`."""

    session: Callable[[], OfficeSession]

    def wallets(self) -> Sequence[WalletLine]:
        """A line for each wallet and asset that stands there."""
        from asset_recovery.services.wallet_service import WalletService  # noqa: PLC0415 - heavy

        session = self.session()
        return WalletService(session.office).wallets(session.user)
