"""What the window asks of the office's wallets: a part of `ui.office.Office` of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asset_recovery.domain.wallet_facts import WalletLine


class WalletOffice(Protocol):
    """The wallets as one user sees them."""

    def wallets(self) -> Sequence[WalletLine]:
        """A line for each wallet and asset that stands there."""
