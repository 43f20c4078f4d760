"""The office's wallets as a list: what stands at each of them, and whether it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletLine:
    """A wallet with one asset that stands there; without an asset the wallet is empty.

    `difference` is what the last count left open; `keys` counts the envelopes of the wallet.
    """

    reference: str
    address: str | None
    chain: str = ""
    custodian: str | None = None
    opened_on: date | None = None
    asset: str | None = None
    case: str | None = None
    balance: Decimal | None = None
    unit: str = ""
    counted_on: date | None = None
    block: str | None = None
    difference: Decimal | None = None
    keys: int = 0
