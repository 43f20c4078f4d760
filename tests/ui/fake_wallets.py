"""Wallets of an office that is not there: one counted, one that differs, one empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from asset_recovery.domain.wallet_facts import WalletLine

WALLETS = (
    WalletLine(reference="COLD", address="bc1qcold", chain="bitcoin", asset="ARO-1", case="CASE",
               balance=Decimal("9.4821"), unit="BTC", counted_on=date(2026, 3, 1), keys=2),
    WalletLine(reference="HOT", address="0xhot", chain="ethereum", asset="ARO-2", case="CASE",
               balance=Decimal("5"), unit="ETH", counted_on=date(2026, 3, 1),
               difference=Decimal("-0.1")),
    WalletLine(reference="NEW", address=None),
)  # fmt: skip


class FakeWallets:
    """Always the same three."""

    def wallets(self) -> Sequence[WalletLine]:
        """The wallets."""
        return WALLETS
