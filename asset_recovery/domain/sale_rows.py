"""Lines of the registers of sales and bids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A try to sell an asset, or a tranche; `share` is the price as a part of the valuation."""

    id: int
    reference: str
    asset: str
    description: str
    case: str
    lot: str
    method: str
    state: str
    started_on: date | None
    sold_on: date | None
    reserve: Money | None
    price: Money | None
    hammer: Money | None
    share: str
    bids: int
    buyer: str


@dataclass(frozen=True, slots=True)
class BidRow:
    """A bid; `amount` is None while it is sealed."""

    id: int
    reference: str
    asset: str
    description: str
    case: str
    lot: str
    bidder: str
    on: date
    amount: Money | None
    deposit: Money | None
    valid_until: date | None
    state: str
