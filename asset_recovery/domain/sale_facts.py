"""A sale as pages and papers show it: lot, method, bids, screening, price, payments, delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A bid. `amount` is None while the bids are sealed and the reader did not record it.

    `state`: stands, withdrawn, expired, sealed or won; `below`: it lies below the reserve;
    `whole` is the amount bid for the lot, of which `amount` is the asset's part.
    """

    reference: str
    bidder: str
    on: date
    amount: Money | None
    deposit: Money | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None
    whole: Money | None = None
    state: str = "stands"
    below: bool = False
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningFacts:
    """What the screening of a bidder or buyer found on its day.

    `compared` is the number of people who may not buy, `followed` that of the parties looked at
    along relations; `related` is the chain that blocks, `alike` the names for a person to decide.
    """

    party: str
    on: date
    compared: int
    followed: int
    related: str | None = None
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """A payment of the buyer; `given` and `rate` where it came in another currency."""

    on: date
    amount: Money
    account: str
    given: Money | None = None
    rate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A price against something: what price, what it is compared with, and the ratio."""

    price: str
    against: str
    amount: Money
    other: Money
    share: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFacts:
    """A sale of an asset, from the proposal to the delivery; one of several tries or tranches."""

    asset: str
    proposed_on: date | None = None
    grounds: tuple[str, ...] = ()
    approved_by: str | None = None
    hearing: str | None = None
    order: str | None = None
    method: str | None = None
    reserve: Money | None = None
    sale_on: date | None = None
    bids: tuple[tuple[str, date, Money], ...] = ()
    buyer: str | None = None
    price: Money | None = None
    sold_on: date | None = None
    valuation: Money | None = None
    share_of_valuation: str | None = None
    paid: Money | None = None
    paid_on: date | None = None
    delivered_on: date | None = None
    outcome: str | None = None
    substitute: str | None = None
    account: str | None = None
    reference: str | None = None
    place_in_row: int = 1
    interlocutory: bool = True
    started_on: date | None = None
    place: str | None = None
    why: str | None = None
    lot: str | None = None
    lot_assets: tuple[str, ...] = ()
    lot_reserve: Money | None = None
    lot_price: Money | None = None
    lot_key: str | None = None
    advertised_from: date | None = None
    adverts: tuple[str, ...] = ()
    opens_on: date | None = None
    opened_on: date | None = None
    opened_by: tuple[str, ...] = ()
    closes_on: date | None = None
    deposit_asked: Money | None = None
    offers: tuple[Offer, ...] = ()
    hammer: Money | None = None
    commission: Money | None = None
    vat: Money | None = None
    deposit: Money | None = None
    contract: str | None = None
    why_sold: str | None = None
    source_of_funds: str | None = None
    screening: ScreeningFacts | None = None
    measured: tuple[MeasureLine, ...] = ()
    quantity: str | None = None
    unit: str = ""
    unit_price: str | None = None
    remaining: str | None = None
    remaining_value: Money | None = None
    payments: tuple[PaymentFacts, ...] = ()
    received_by: str | None = None
    registration: str | None = None
    ended_on: date | None = None
    why_ended: str | None = None
    forfeited: Money | None = None
    alerts: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[Offer, ...]:
        """The three best bids that were known and stood."""
        return tuple(one for one in self.offers if one.rank is not None and one.rank <= 3)
