"""The position of an asset at one moment: what all steps up to then have made of it.

A position is built by folding effective-dated events (`story.py`) and thrown away; what is kept are
the events. Everything that a guard may look at is here. Dates are legal dates, money is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.care import Care
from asset_recovery.lifecycle.claim_standings import Standing
from asset_recovery.lifecycle.foreign_position import AbroadPosition, InboundPosition
from asset_recovery.lifecycle.happenings import Happening
from asset_recovery.lifecycle.holdings import Holdings
from asset_recovery.lifecycle.power_seizures import PowerSeizure
from asset_recovery.lifecycle.publications import Publication
from asset_recovery.lifecycle.remedy import Remedy
from asset_recovery.lifecycle.sale_position import SalePosition
from asset_recovery.lifecycle.term_changes import TermChanges
from asset_recovery.lifecycle.worth import Worth

CONFISCATIONS = frozenset(
    {
        "confiscation_object",
        "confiscation_extended",
        "confiscation_third_party",
        "ncb_judicial",
        "civil_in_rem",
        "unexplained_wealth",
        "administrative",
        "foreign_confiscation",
    }
)
PROVISIONAL_ORDERS = frozenset(
    {"fiu_suspension", "urgent_measure", "freezing", "seizure", "foreign_freezing"}
)
FOREIGN_ORDERS = frozenset({"foreign_freezing", "foreign_confiscation"})


class GroundPosition(NamedTuple):
    """Why the asset is liable; `tainted` is the assessed value of the part of it that is."""

    code: str
    tainted: Money | None = None
    period: str | None = None

    @staticmethod
    def of(given: Mapping[str, object]) -> GroundPosition:
        """A ground as an action gives it: `{code, tainted_value, period, note}`."""
        tainted, period = given.get("tainted_value"), given.get("period")
        if tainted is not None and not isinstance(tainted, Money):
            tainted = Money.from_json(tainted)
        return GroundPosition(str(given["code"]), tainted, str(period) if period else None)


class ChallengePosition(NamedTuple):
    """A remedy that waits for its decision; `parts` of a divided asset that it is about, or all."""

    by: str
    suspensive: bool
    parts: frozenset[str] | None = None


@dataclass(slots=True)
class OrderPosition:
    """An order as it stands; `state` is one of the order states.

    `parts` are those of a divided asset that it holds (None: all), `final_parts` those for which it
    became final before the others.
    """

    reference: str
    kind: str
    state: str
    made_on: date | None
    authority: str = ""
    number: str | None = None
    in_force_on: date | None = None
    expires_on: date | None = None
    expires_early: date | None = None
    suspensive_until: date | None = None
    amount: Money | None = None
    route: str | None = None
    country: str | None = None
    concurrent: bool = False
    taken_over: bool = False
    irregular: tuple[str, ...] = ()
    challenges: tuple[ChallengePosition, ...] = ()
    parts: frozenset[str] | None = None
    final_parts: Mapping[str, date] = field(default_factory=dict)
    stayed: bool = False
    stayed_until: date | None = None
    state_before_stay: str = "issued"
    ended_on: date | None = None
    final_on: date | None = None
    served: tuple[tuple[str, date], ...] = ()
    victim_decision: bool = False
    request: str | None = None
    recognised_on: date | None = None
    postponed_until: date | None = None

    @property
    def awaits_recognition(self) -> bool:
        """An order of another State that holds nothing here before it is recognised."""
        return self.kind in FOREIGN_ORDERS and self.recognised_on is None and not self.taken_over

    @property
    def challenged_by(self) -> str | None:
        """Whose challenge waits longest for its decision, or None."""
        return self.challenges[0].by if self.challenges else None

    def holds(self, part: str) -> bool:
        """Whether it reaches this part of a divided asset."""
        return self.parts is None or part in self.parts

    @property
    def is_issued(self) -> bool:
        """Given by its authority, and not only drafted or requested, or refused."""
        return self.state not in ("draft", "requested", "refused")

    @property
    def is_standing(self) -> bool:
        """Given, and neither lifted, annulled nor lapsed."""
        return self.is_issued and self.ended_on is None

    def is_stayed(self, on: date) -> bool:
        """Suspended on that day by a stay or by a suspensive challenge."""
        if self.stayed and (self.stayed_until is None or on <= self.stayed_until):
            return True
        return any(challenge.suspensive for challenge in self.challenges)

    def has_expired(self, on: date) -> bool:
        """Its term has run out on that day; the last day still counts."""
        return self.expires_on is not None and on > self.expires_on

    def in_force(self, on: date) -> bool:
        """In force on that day: given, begun, not ended, stayed or expired."""
        begun = self.in_force_on or self.made_on
        return (
            self.is_standing
            and not self.awaits_recognition
            and (begun is None or on >= begun)
            and not self.is_stayed(on)
            and not self.has_expired(on)
        )


@dataclass(frozen=True, slots=True)
class ValuationPosition:
    """A valuation on file."""

    on: date
    value: Money
    kind: str
    valuer: str
    reference: str


@dataclass(frozen=True, slots=True)
class PostingPosition:
    """A cost or an income; `base` is what it came to in the sale's currency, if converted."""

    reference: str
    on: date
    amount: Money
    category: str
    counterparty: str
    is_cost: bool


@dataclass(slots=True)
class HearingPosition:
    """What an affected person was told and answered."""

    notified_on: date | None = None
    reply_by: date | None = None
    reply: str | None = None
    reply_on: date | None = None
    reference: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the thing was kept, from when until when; without an end it is still there."""

    storage: str
    since: date
    until: date | None = None


@dataclass(slots=True)
class PossessionPosition:
    """Who holds the thing, since when, and what the inventory lacks."""

    since: date
    place: str
    custodian: str
    lacking: tuple[str, ...] = ()


@dataclass(slots=True)
class ClaimPosition:
    """A third party's claim: filed, admitted, upheld, upheld_in_part or rejected."""

    reference: str
    party: str
    state: str
    share: Decimal | None = None
    amount: Money | None = None
    on: date | None = None
    asked_share: Decimal | None = None
    asked_amount: Money | None = None
    final: bool = False
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class LienPosition:
    """A security over the asset."""

    reference: str
    creditor: str
    rank: Decimal
    amount: Money
    statement_on: date


class AppliedPosition(NamedTuple):
    """Money of the asset that went to a value order; `before`: where the money stood until then."""

    posting: str
    order: str
    on: date
    amount: Money
    before: str


@dataclass(slots=True)
class AllocationPosition:
    """Shares of net: to whom, of what kind, how much, and how much of it is paid.

    `of_net` is how much of this asset's net they share; None: all of it, as taken over.
    """

    reference: str
    shares: list[tuple[str, str, Money]] = field(default_factory=list)
    paid: list[tuple[str, date, Money, str]] = field(default_factory=list)
    of_net: Money | None = None

    def paid_to(self, to: str) -> Money | None:
        """What this recipient got so far, or None."""
        sums = [amount for name, _on, amount, _reference in self.paid if name == to]
        return sum(sums[1:], sums[0]) if sums else None

    @property
    def is_paid(self) -> bool:
        """Every share was paid in full."""
        due: dict[str, Money] = {}
        for to, _kind, amount in self.shares:
            due[to] = due[to] + amount if to in due else amount
        return all(amount.is_zero or self.paid_to(to) == amount for to, amount in due.items())

    def end(self) -> None:
        """Another allocation takes its place: what was paid stays, the rest is withdrawn."""
        left: dict[str, Money] = {}
        for to, _on, amount, _reference in self.paid:
            left[to] = left[to] + amount if to in left else amount
        kept = []
        for to, kind, amount in self.shares:
            if to in left:
                part = min(left[to], amount)
                left[to] -= part
                if not part.is_zero:
                    kept.append((to, kind, part))
        self.shares = kept
        if self.of_net is not None:
            self.of_net = Money.total((part for _t, _k, part in kept), self.of_net.currency)


@dataclass(frozen=True, slots=True)
class PendingPosition:
    """A step that waits for its second person; a payment with what it would pay, and to whom."""

    action: str
    kind: str | None
    approval: str
    asked_on: date
    allocation: str | None = None
    payments: tuple[tuple[str, Money], ...] = ()


@dataclass(slots=True)
class CasePosition:
    """What the case as a whole has on file."""

    reference: str = ""
    route: str | None = None
    convictions: list[tuple[date, date | None]] = field(default_factory=list)
    acquittals: list[tuple[date, date | None]] = field(default_factory=list)
    proofs: dict[str, list[date]] = field(default_factory=dict)
    notices: dict[str, date | None] = field(default_factory=dict)
    agreements: list[str] = field(default_factory=list)
    clauses_missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    closed: bool = False


@dataclass(slots=True)
class PartPosition:
    """A part of a divided asset: a share, a sum or a component, or the rest of it.

    Its legal facts are named as those of the asset; `claimant` is to whom a decided claim gives it,
    `dates` when it first came to each state of the legal axis.
    """

    reference: str
    share: Decimal | None = None
    amount: Money | None = None
    component: str | None = None
    claimant: str | None = None
    legal: str = "lead"
    released_on: date | None = None
    restitution_to: str | None = None
    measure_since: date | None = None
    measure_ended_on: date | None = None
    filed_on: date | None = None
    filed_route: str | None = None
    before: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)

    @property
    def is_rest(self) -> bool:
        """What no share, sum or component names."""
        return self.share is None and self.amount is None and self.component is None


PART_FACTS = (
    "legal",
    "released_on",
    "restitution_to",
    "measure_since",
    "measure_ended_on",
    "filed_on",
    "filed_route",
)


@dataclass(slots=True)
class Position:
    """An asset at one moment, on its four axes, with every fact that a guard may ask for."""

    reference: str
    type_code: str = ""
    immovable: bool = False
    marked_to_market: bool = False
    description: str = ""
    location: str | None = None
    has_identifier: bool = False
    flags: tuple[str, ...] = ()
    grounds: tuple[GroundPosition, ...] = ()
    owners: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    estimated_value: Money | None = None
    quantity: Decimal = Decimal(1)
    unit: str = "each"
    counted_on: date | None = None
    count_differs: Decimal | None = None
    holdings: Holdings = field(default_factory=Holdings)

    legal: str = "lead"
    management: str = "unmanaged"
    dispute: str = "no_claim"
    money: str = "no_money"
    before: dict[str, str] = field(default_factory=dict)
    parts: dict[str, PartPosition] = field(default_factory=dict)
    touched: tuple[str, ...] = ()

    case: CasePosition = field(default_factory=CasePosition)
    orders: dict[str, OrderPosition] = field(default_factory=dict)
    valuations: list[ValuationPosition] = field(default_factory=list)
    worth: Worth = field(default_factory=Worth)
    postings: dict[str, PostingPosition] = field(default_factory=dict)
    reversed_postings: dict[str, str] = field(default_factory=dict)
    hearings: dict[str, HearingPosition] = field(default_factory=dict)
    possession: PossessionPosition | None = None
    stays: tuple[Stay, ...] = ()
    power: PowerSeizure | None = None
    evidence_held: bool = False
    evidence_review_on: date | None = None
    plan_started_on: date | None = None
    plan_complete: bool = False
    measure_since: date | None = None
    measure_ended_on: date | None = None
    released_on: date | None = None
    restitution_to: str | None = None
    filed_on: date | None = None
    filed_route: str | None = None
    review_on: date | None = None
    mode_since: date | None = None
    insured_until: date | None = None
    care: Care = field(default_factory=Care)
    proposed_on: date | None = None
    proposal_urgent: bool = False
    proposal_grounds: tuple[str, ...] = ()
    disposal: str | None = None
    sale: SalePosition | None = None
    past_sales: list[SalePosition] = field(default_factory=list)
    sold_unmoved: Decimal = Decimal(0)  # delivered by tranches, not yet moved on the chain
    claims: dict[str, ClaimPosition] = field(default_factory=dict)
    liens: dict[str, LienPosition] = field(default_factory=dict)
    publications: tuple[Publication, ...] = ()
    receipts: list[tuple[str, date, Money]] = field(default_factory=list)
    beside_price: list[tuple[str, date, Money]] = field(default_factory=list)
    confirmed_balance: Money | None = None
    gross: Money | None = None
    net: Money | None = None
    net_on: date | None = None
    net_facts: dict[str, object] = field(default_factory=dict)
    allocations: dict[str, AllocationPosition] = field(default_factory=dict)
    returned_amount: Money | None = None
    applied: list[AppliedPosition] = field(default_factory=list)
    written_off: list[tuple[date, Money]] = field(default_factory=list)
    remedy: Remedy = field(default_factory=Remedy)
    pending: dict[int, PendingPosition] = field(default_factory=dict)
    replaced_by: str | None = None
    substitutes: str | None = None
    part_of: str | None = None
    split_into: tuple[str, ...] = ()
    merged_into: str | None = None
    shared: dict[str, Decimal | None] = field(default_factory=dict)
    taken_over: bool = False
    unknown: tuple[str, ...] = ()
    own_steps: int = 0
    void: bool = False
    irregular: list[str] = field(default_factory=list)
    traced_to: str | None = None
    dates: dict[str, date] = field(default_factory=dict)
    happened: dict[str, list[Happening]] = field(default_factory=dict)
    terms: dict[tuple[str, str], TermChanges] = field(default_factory=dict)
    inbound: dict[str, InboundPosition] = field(default_factory=dict)
    abroad: dict[str, AbroadPosition] = field(default_factory=dict)

    def standing_orders(self, kinds: frozenset[str] | set[str]) -> list[OrderPosition]:
        """Orders of these kinds that were given and have not ended, newest first."""
        found = [o for o in self.orders.values() if o.kind in kinds and o.is_standing]
        return sorted(found, key=lambda order: order.made_on or date.min, reverse=True)

    def waits(self, action: str, kind: str | None = None) -> PendingPosition | None:
        """The pending step of this action, if one waits."""
        for pending in self.pending.values():
            if pending.action == action and (kind is None or pending.kind == kind):
                return pending
        return None

    def called(self, party: str) -> str:
        """A party as a sentence calls it: its name with its reference, or what is known of it."""
        known = self.names.get(party, "")
        if not known and party in self.hearings:
            known = self.hearings[party].name
        return f"{known} ({party})" if known and known != party else party

    def open_claims(self) -> list[ClaimPosition]:
        """Claims filed or admitted and not yet decided."""
        return [c for c in self.claims.values() if c.state in ("filed", "admitted")]

    @property
    def proceeds(self) -> Money | None:
        """Money in hand for the asset: gross proceeds of its sale, or matched receipts.

        What came in after the sale and is not the buyer's stands beside the price.
        """
        if self.gross is not None:
            beside = [one for _r, _on, one in self.beside_price]
            return self.gross + Money.total(
                (one for one in beside if one.currency == self.gross.currency), self.gross.currency
            )
        amounts = [amount for _reference, _on, amount in self.receipts]
        return sum(amounts[1:], amounts[0]) if amounts else None
