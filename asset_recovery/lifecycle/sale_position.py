"""A sale as the engine knows it: how it is held, who bid, who bought, what was paid.

An asset may be sold in tranches: each is a sale of its own with its quantity, and the rest stays
offered under the same method and the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.money import Money

if TYPE_CHECKING:
    from asset_recovery.lifecycle.position import ValuationPosition

EMPTY: Mapping[str, object] = {}


@dataclass(slots=True)
class BidPosition:
    """A bid: for the asset, or the asset's part of a bid for its lot."""

    bidder: str
    on: date
    amount: Money
    reference: str = ""
    deposit: Money | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None
    whole: Money | None = None
    author: str = ""
    screening: Mapping[str, object] = field(default_factory=dict)

    def stands(self, on: date) -> bool:
        """Whether the bidder is bound by it on a day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return False
        return self.valid_until is None or on <= self.valid_until


@dataclass(frozen=True, slots=True)
class PaymentPosition:
    """A payment of the buyer; `given` and `rate` where it came in another currency."""

    on: date
    amount: Money
    account: str
    given: Money | None = None
    rate: str = ""


@dataclass(slots=True)
class SalePosition:
    """A sale under way, or one that ended.

    `price` is what the buyer pays in all; `hammer`, `commission` and `vat` are its parts where they
    are known. `units` is what was held when the sale began or was last taken up again.
    """

    method: str = ""
    reserve: Money | None = None
    started_on: date | None = None
    sale_on: date | None = None
    advertised_from: date | None = None
    interlocutory: bool = True
    bids: list[BidPosition] = field(default_factory=list)
    buyer: str | None = None
    price: Money | None = None
    sold_on: date | None = None
    paid: Money | None = None
    paid_on: date | None = None
    delivered_on: date | None = None
    deposit: Money | None = None
    outcome: str | None = None
    lot: str | None = None
    lot_reserve: Money | None = None
    opens_on: date | None = None
    opened_on: date | None = None
    opened_by: tuple[str, ...] = ()
    closes_on: date | None = None
    place: str | None = None
    deposit_asked: Money | None = None
    why: str | None = None
    units: Decimal | None = None
    reference: str | None = None
    contract: str | None = None
    quantity: Decimal | None = None
    held: Decimal | None = None
    valued: tuple[ValuationPosition, ...] = ()
    hammer: Money | None = None
    commission: Money | None = None
    vat: Money | None = None
    lot_price: Money | None = None
    lot_key: str | None = None
    why_sold: str | None = None
    source_of_funds: str | None = None
    screening: Mapping[str, object] = field(default_factory=dict)
    payments: list[PaymentPosition] = field(default_factory=list)
    moved: Decimal = Decimal(0)
    received_by: str | None = None
    registration: str | None = None
    substitute: str | None = None
    ended_on: date | None = None
    why_ended: str | None = None
    forfeited: Money | None = None

    @property
    def is_tranche(self) -> bool:
        """Whether only a part of what is held was sold."""
        return self.quantity is not None and self.held is not None and self.quantity < self.held

    def is_sealed(self, on: date) -> bool:
        """Whether the bids are kept closed: a tender with a day of opening, and not yet opened."""
        return self.opens_on is not None and (self.opened_on is None or on < self.opened_on)

    def standing_bids(self, on: date) -> list[BidPosition]:
        """The bids that bind on a day, in the order of entry."""
        return [bid for bid in self.bids if bid.stands(on)]
