"""A case with everything in it, read at one moment: what case pages show and papers print.

Frozen rows only: services read them, the window, reports and forms take them. Money is exact
(`Money`), dates are legal dates, moments are UTC. `None` means *not known*, never zero or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from asset_recovery.domain.application_facts import ApplicationFacts
from asset_recovery.domain.claim_facts import ClaimStanding, NoticeFacts
from asset_recovery.domain.custody_facts import CustodyFile
from asset_recovery.domain.debt_facts import DebtFacts, LiabilityFacts
from asset_recovery.domain.distribution_facts import (
    AgreementFacts,
    DifferenceFacts,
    VictimListFacts,
)
from asset_recovery.domain.dossier_facts import AccessFacts, KeptCalculation
from asset_recovery.domain.form_facts import Pin
from asset_recovery.domain.intelligence_facts import Intelligence
from asset_recovery.domain.lineage_facts import CaseShare, HintFacts, LineageFacts
from asset_recovery.domain.management_facts import ManagementFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.offence_facts import Offence as Offence
from asset_recovery.domain.office_facts import OfficeFacts as OfficeFacts
from asset_recovery.domain.operation_facts import OperationFacts
from asset_recovery.domain.order_detail import RemedyFacts
from asset_recovery.domain.ownership import OwnershipChain
from asset_recovery.domain.paper_facts import GapDecision, PaperFacts
from asset_recovery.domain.party_facts import Particulars
from asset_recovery.domain.people_facts import InterestFacts, MemberFacts, PatternFacts, ReviewFacts
from asset_recovery.domain.quantity_facts import QuantityFile
from asset_recovery.domain.request_story_facts import RequestStoryFacts
from asset_recovery.domain.request_version_facts import (
    ConfirmedText,
    DraftFacts,
    SignatureFacts,
    SignedDraft,
)
from asset_recovery.domain.sale_facts import SaleFacts as SaleFacts
from asset_recovery.domain.sharing_facts import SharingFacts, SharingRule
from asset_recovery.domain.state_facts import ForeignRecords
from asset_recovery.domain.type_details import Shown
from asset_recovery.domain.value_kinds import KindSum


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHead:
    """Where the journal stood when the file was read: sequence number, chain hash, UTC time."""

    seq: int
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The head of a case.

    `offences` are those recorded, else the names with which it was opened (`offences_named`).
    """

    reference: str
    title: str
    opened_on: date
    status: str
    legal_system: str
    legal_system_version: str
    route: str | None
    route_label: str
    classification: str
    currency: str
    officer: str | None = None
    officer_number: str | None = None
    summary: str | None = None
    sealed: bool = False
    offences: tuple[Offence, ...] = ()
    offences_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A person, company or State, with its roles in this case."""

    reference: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    nationality: str | None = None
    country: str | None = None
    address: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    pep: str | None = None
    particulars: Particulars = Particulars()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFacts:
    """`party` stands in `relation` to `other` (ownership, control, family, mandate).

    `within`: both have a part in the case; papers name no others.
    """

    party: str
    other: str
    relation: str
    share: str | None = None
    source: str | None = None
    within: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StripStage:
    """One stage of the life-cycle strip; `state` is done, current, possible or not_applicable."""

    name: str
    label: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFacts:
    """An asset of the case: identity, place, people, four axes, its last value that counts.

    `price` is the gross price of what the asset stands for; costs are measured against it.
    `details` are the fields of its type as people read them, `details_given` as they were given;
    `identifier_marks` (kind, value, mark) say which identifiers are doubtful, and how; `ancestors`
    are the assets from which it comes by splits and mergers, the nearest first; `cases` those in
    which it stands if they are several; `home_case` the one in which it counts, if not this one.
    """

    number: int
    reference: str
    description: str
    type_code: str
    type_label: str
    headline: str
    legal_state: str
    management_state: str
    dispute_state: str
    money_state: str
    identifiers: tuple[tuple[str, str], ...] = ()
    location: str | None = None
    country: str | None = None
    quantity: str = "1"
    unit: str = "each"
    owner: str | None = None
    possessor: str | None = None
    beneficial_owner: str | None = None
    grounds: tuple[str, ...] = ()
    tainted_value: Money | None = None
    value: Money | None = None
    value_kind: str | None = None
    valued_on: date | None = None
    base_value: Money | None = None
    price: Money | None = None
    base_price: Money | None = None
    orders: tuple[str, ...] = ()
    custody_place: str | None = None
    replaced_by: str | None = None
    substitutes: str | None = None
    taken_over: bool = False
    unknown: tuple[str, ...] = ()
    irregular: tuple[str, ...] = ()
    strip: tuple[StripStage, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    balance: Money | None = None
    balance_frozen: Money | None = None
    balance_free: Money | None = None
    details: tuple[Shown, ...] = ()
    details_given: Mapping[str, object] = field(default_factory=dict)
    identifier_marks: tuple[tuple[str, str, str], ...] = ()
    lineage: tuple[LineageFacts, ...] = ()
    ancestors: tuple[str, ...] = ()
    cases: tuple[CaseShare, ...] = ()
    home_case: str | None = None
    hints: tuple[HintFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """A part of a divided asset: its state and extent (share, sum or component; none: the rest)."""

    reference: str
    legal_state: str
    share: Decimal | None = None
    amount: Money | None = None
    component: str | None = None
    claimant: str | None = None
    orders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """An order with its state and the assets it names."""

    reference: str
    kind: str
    kind_label: str
    state: str
    authority: str
    number: str | None
    made_on: date | None
    expires_on: date | None = None
    amount: Money | None = None
    country: str | None = None
    final_on: date | None = None
    suspensive_until: date | None = None
    assets: tuple[str, ...] = ()
    served: tuple[tuple[str, date], ...] = ()
    legal_basis: str | None = None
    reasons: str | None = None
    taken_over: bool = False
    irregular: tuple[str, ...] = ()
    application: ApplicationFacts | None = None
    debt: DebtFacts | None = None
    remedies: tuple[RemedyFacts, ...] = ()
    dissipation_risk: str | None = None
    calculation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFacts:
    """One link of the custody chain of an asset."""

    asset: str
    on: date
    what: str
    place: str | None = None
    custodian: str | None = None
    from_whom: str | None = None
    to_whom: str | None = None
    reason: str | None = None
    signed_by: tuple[str, ...] = ()
    condition: str | None = None
    seals: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationFacts:
    """A valuation; `counts` says whether it may carry a sale or a reserve.

    `low` and `high` are its range, `base_value` the value in the currency of the case at the rate
    of its day, each None where not known.
    """

    reference: str
    asset: str
    on: date
    value: Money
    kind: str
    method: str
    valuer: str
    counts: bool
    low: Money | None = None
    high: Money | None = None
    valid_until: date | None = None
    base_value: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFacts:
    """A cost (`cost`) or income (`income`) line; `reversed_by` names the correcting line.

    `vat` is the part of the amount that is tax, None where it is not known; `borne_by` a code of
    `cost_payers`; `recoverable` with its `basis`, `extraordinary` where it was said.
    """

    reference: str
    asset: str | None
    on: date
    direction: str
    category: str
    counterparty: str
    amount: Money
    base_amount: Money | None = None
    reversed_by: str | None = None
    document: str | None = None
    vat: Money | None = None
    borne_by: str | None = None
    recoverable: bool | None = None
    basis: str | None = None
    extraordinary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """A third-party claim, a lien or a victim's claim; `amount` is what a lien secures now."""

    reference: str
    asset: str
    kind: str
    party: str
    on: date
    extent: str
    state: str
    decided_on: date | None = None
    basis: str | None = None
    in_time: bool | None = None
    final: bool = False
    rank: Decimal | None = None
    standings: tuple[ClaimStanding, ...] = ()
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallLine:
    """One deduction of the waterfall, in the currency of the sale, with the rate that was used."""

    rank: int
    label: str
    amount: Money
    balance: Money
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionFacts:
    """What was determined, allocated and paid for one asset or case."""

    reference: str
    asset: str
    determined_on: date | None
    gross: Money | None
    lines: tuple[WaterfallLine, ...]
    net: Money | None
    shares: tuple[tuple[str, str, Money], ...] = ()
    payments: tuple[tuple[str, date, Money, str], ...] = ()
    approved_by: tuple[str, ...] = ()
    fully_distributed: bool = False
    shortfall: Money | None = None
    third_parties: tuple[tuple[str, Money], ...] = ()
    formula: str = ""
    law: str = ""
    victim_lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStepFacts:
    """A step that a request has reached: its code, its label, on which day."""

    step: str
    label: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClockFacts:
    """A term of a request: open, late, met, met_late or paused; `note`: what its end means."""

    code: str
    title: str
    rule: str
    start: date
    due: date
    state: str
    hard: bool = False
    met_on: date | None = None
    record: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOrderFacts:
    """An order that came with a request, and what was decided on its recognition."""

    order: str
    kind: str
    decision: str = ""
    decided_on: date | None = None
    grounds: tuple[str, ...] = ()
    until: date | None = None
    ended_on: date | None = None
    amount: Money | None = None
    due: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbroadFacts:
    """What another State reports of one asset: amounts with their days, term, costs."""

    asset: str
    outcome: str = ""
    on: date | None = None
    reference: str = ""
    expected: Money | None = None
    expected_on: date | None = None
    confirmed: Money | None = None
    confirmed_on: date | None = None
    received: Money | None = None
    received_on: date | None = None
    deducted: Money | None = None
    running_costs: Money | None = None
    expires_on: date | None = None
    custodian: str = ""
    next_hearing: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionFacts:
    """What we reported of one asset: found value, what was asked, the shortfall."""

    asset: str
    on: date
    outcome: str
    amount: Money | None = None
    asked: Money | None = None
    shortfall: Money | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """One contact with the other State: what, on which day, more in words."""

    on: date
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralStatesFacts:
    """What all States asked on one order hold and have paid, in the order's currency."""

    order: str
    amount: Money | None
    total: Money | None
    left: Money | None
    by_state: tuple[tuple[str, Money, Money], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A request to or from another State, or another paper drafted as a form.

    `addressee` is the authority of the directory that it goes to, `parent` the request that it
    belongs to; `form_versions` are the forms it was made with; `beside` is the second language of
    a certificate's labels, empty where they stand in one.
    """

    reference: str
    direction: str
    form: str
    country: str
    authority: str | None
    kinds: tuple[str, ...]
    state: str
    made_on: date | None
    due_on: date | None = None
    sent_on: date | None = None
    result: str | None = None
    assets: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    fields: dict[str, object] = field(default_factory=dict)
    language: str = "en"
    beside: str = ""
    confidentiality: str | None = None
    parent: str | None = None
    addressee: str | None = None
    form_versions: tuple[Pin, ...] = ()
    step: str = ""
    urgent: bool = False
    several_reason: str | None = None
    amount: Money | None = None
    paid_elsewhere: Money | None = None
    victim_decision: str = ""
    steps: tuple[RequestStepFacts, ...] = ()
    clocks: tuple[RequestClockFacts, ...] = ()
    recognition: tuple[RequestOrderFacts, ...] = ()
    abroad: tuple[AbroadFacts, ...] = ()
    execution: tuple[ExecutionFacts, ...] = ()
    contacts: tuple[ContactFacts, ...] = ()
    totals: tuple[SeveralStatesFacts, ...] = ()
    story: RequestStoryFacts = RequestStoryFacts()
    version: int = 1
    version_kind: str = ""
    replaces: str = ""
    replaced_by: tuple[str, ...] = ()
    drafts: tuple[DraftFacts, ...] = ()
    signed: SignedDraft | None = None
    confirmed: tuple[ConfirmedText, ...] = ()
    signatures: tuple[SignatureFacts, ...] = ()

    @property
    def is_inbound(self) -> bool:
        """Whether another State asks us."""
        return self.direction.startswith("in")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineFacts:
    """Something due. `state` is open, suspended, met or late; `days_left` counts from the reading.

    `due` governs; `other` is the later reading of a term, `at` its hour where it ends in hours.
    """

    reference: str
    title: str
    due: date
    state: str
    hard: bool
    days_left: int
    record: str
    case: str | None = None
    responsible: str | None = None
    source: str | None = None
    other: date | None = None
    at: str | None = None
    started: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """One line of the timeline. `kind` groups it: order, money, custody, value, sale, request.

    `record` is the one asset, else the order, request or case; `assets` names all concerned,
    `order` the order and `request` the request it belongs to, if any. `law` is the version of the
    legal system that judged it (`generic@1`); empty where none was kept with it.
    """

    on: date
    recorded_at: datetime
    action: str
    title: str
    detail: str
    kind: str
    record: str
    actor: str
    actor_number: str | None = None
    amount: Money | None = None
    state: str = "in_effect"
    late: bool = False
    irregular: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    order: str | None = None
    law: str = ""
    request: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingFacts:
    """What an affected person was told of a proposed sale, and answered; `reply` None: nothing."""

    asset: str
    party: str
    notified_on: date | None = None
    reply_by: date | None = None
    reply: str | None = None
    reply_on: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """A decision of the office with its second person.

    `reason` is that of whoever asked, `comment` what was said when it was decided.
    """

    reference: str
    what: str
    title: str
    asked_by: str
    asked_on: date
    state: str
    decided_by: tuple[str, ...] = ()
    decided_on: date | None = None
    comment: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A document on file: hash is the SHA-256 of its bytes in hex."""

    reference: str
    title: str
    kind: str
    on: date | None
    hash: str
    size: int
    classification: str
    language: str | None = None
    record: str | None = None
    original_name: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFacts:
    """An internal note."""

    on: datetime
    author: str
    record: str
    text: str
    classification: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFacts:
    """One entry of the journal about this case: field, value before, value after."""

    seq: int
    at: datetime
    actor: str
    action: str
    hash: str
    changes: tuple[tuple[str, str, str | None, str | None], ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingFacts:
    """A proceeding of the case: investigation, charge, trial, conviction, appeal …

    `in_absentia`: whether a judgment was given against somebody absent; None where nobody said.
    """

    kind: str
    authority: str
    reference: str
    on: date
    stage: str | None = None
    outcome: str | None = None
    final_on: date | None = None
    next_hearing: date | None = None
    persons: tuple[str, ...] = ()
    in_absentia: bool | None = None
    expected_final: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBar:
    """The case's money in its own currency: sought, frozen, confiscated, realised, distributed.

    `kinds` says by figure of which kinds of value it is made.
    """

    sought: Money | None = None
    frozen: Money | None = None
    confiscated: Money | None = None
    realised: Money | None = None
    distributed: Money | None = None
    kinds: Mapping[str, tuple[KindSum, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The whole case, as at one moment; `filings` are (legal basis, reference), `users` everybody
    in the office (name, number), by former names too, so that papers can leave them out."""

    office: OfficeFacts
    read_at: datetime
    read_by: str
    head: JournalHead
    case: CaseFacts
    as_of: date | None = None
    known_on: datetime | None = None
    money: MoneyBar = MoneyBar()
    filings: tuple[tuple[str, str], ...] = ()
    parties: tuple[PartyFacts, ...] = ()
    relations: tuple[RelationFacts, ...] = ()
    assets: tuple[AssetFacts, ...] = ()
    orders: tuple[OrderFacts, ...] = ()
    proceedings: tuple[ProceedingFacts, ...] = ()
    operations: tuple[OperationFacts, ...] = ()
    custody: tuple[CustodyFacts, ...] = ()
    custody_files: tuple[CustodyFile, ...] = ()
    place_paths: tuple[tuple[str, str], ...] = ()
    quantity_files: tuple[QuantityFile, ...] = ()
    valuations: tuple[ValuationFacts, ...] = ()
    calculations: tuple[KeptCalculation, ...] = ()
    access: tuple[AccessFacts, ...] = ()
    postings: tuple[PostingFacts, ...] = ()
    sales: tuple[SaleFacts, ...] = ()
    hearings: tuple[HearingFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    notices: tuple[NoticeFacts, ...] = ()
    distributions: tuple[DistributionFacts, ...] = ()
    victim_lists: tuple[VictimListFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    sharing_rule: SharingRule | None = None
    sharings: tuple[SharingFacts, ...] = ()
    differences: tuple[DifferenceFacts, ...] = ()
    liabilities: tuple[LiabilityFacts, ...] = ()
    requests: tuple[RequestFacts, ...] = ()
    foreign: ForeignRecords = ForeignRecords()
    deadlines: tuple[DeadlineFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    notes: tuple[NoteFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    journal: tuple[JournalFacts, ...] = ()
    team: tuple[MemberFacts, ...] = ()
    interests: tuple[InterestFacts, ...] = ()
    chains: tuple[OwnershipChain, ...] = ()
    patterns: tuple[PatternFacts, ...] = ()
    review: ReviewFacts | None = None
    intelligence: Intelligence = Intelligence()
    management: tuple[ManagementFacts, ...] = ()
    problems: tuple[str, ...] = ()
    papers: tuple[PaperFacts, ...] = ()
    gap_decisions: tuple[GapDecision, ...] = ()
    users: tuple[tuple[str, str | None], ...] = ()
    totals: tuple[tuple[str, Money], ...] = ()
    total_kinds: tuple[KindSum, ...] = ()

    def path_of(self, place: str | None) -> str | None:
        """A place with those in which it lies: Site › Building › Room."""
        return None if place is None else dict(self.place_paths).get(place, place)
