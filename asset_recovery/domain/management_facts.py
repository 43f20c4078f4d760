"""How an asset is managed, as pages show and papers print it: frozen rows, money exact.

`None` means *not known*; a comparison that needs a rate which is not on file is not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFacts:
    """Fees posted under a contract against income, value and cap, as `fee_check` finds them.

    `alarms` are the figure's own codes (`fees_above_income`, `cap_amount` …); `cap` is the cap in
    words, also where it cannot be reckoned with.
    """

    fees: Money
    income: Money
    value: Money | None
    share_of_income: str | None
    share_of_value: str | None
    cap: str
    alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """A report; `posted_income` and `posted_costs` are what the books say of the same days."""

    reference: str
    contract: str
    on: date
    since: date
    until: date
    income: Money | None
    costs: Money | None
    posted_income: Money | None
    posted_costs: Money | None
    income_difference: Money | None
    cost_difference: Money | None
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchFacts:
    """Days without a report (`gap`) or with several (`overlap`)."""

    contract: str
    kind: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """A contract or an insurance of an asset; `state` is to_come, running, expired or ended."""

    reference: str
    kind: str
    kind_label: str
    party: str
    since: date
    until: date | None
    state: str
    policy: str = ""
    sum: Money | None = None
    fee: str = ""
    fee_cap: str = ""
    rent: str = ""
    guarantee: str = ""
    exit_clause: str = ""
    reporting_every: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    next_report_on: date | None = None
    reports_missing: int = 0
    fees: FeeFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceFacts:
    """The sums insured on the day against the value, as `insurance_gap` finds them."""

    insured: Money | None
    value: Money | None
    gap: Money | None
    share: str | None
    until: date | None
    lapsed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """A visit to what was given for reuse."""

    reference: str
    on: date
    by: str
    finding: str
    next_on: date | None
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseFacts:
    """What was given for reuse, with its visits; `breach_since` until a visit finds it mended."""

    kind: str
    on: date
    beneficiary: str
    terms: str
    visits: tuple[VisitFacts, ...]
    next_on: date | None
    breach_since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One figure of the planning sheet against what came of it; texts, money already written out.

    `difference` is empty where the two cannot be compared.
    """

    name: str
    label: str
    estimate: str
    actual: str
    difference: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The planning sheet as it stands, and the outcome; `answers` are (field, label, text)."""

    started_on: date
    complete: bool
    answers: tuple[tuple[str, str, str], ...]
    equity: Money | None
    equity_share: str | None
    go: bool | None
    outcome: tuple[OutcomeLine, ...]
    settled: bool
    value: Money | None = None
    liens: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LowValueFacts:
    """Why a thing of little value should not be kept: the figures behind the one-page decision."""

    value: Money
    threshold: Money | None
    months: int
    custody_cost: Money | None
    below_threshold: bool
    custody_exceeds_value: bool
    is_immovable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagementFacts:
    """Everything about the care for one asset."""

    asset: str
    mode: str
    mode_since: date | None
    reason: str
    manager: str
    until: date | None
    review_on: date | None
    terms: tuple[tuple[str, str], ...]
    contracts: tuple[ContractFacts, ...]
    insurance: InsuranceFacts
    reports: tuple[ReportFacts, ...]
    stretches: tuple[StretchFacts, ...]
    report_due: date | None
    reuse: ReuseFacts | None
    plan: PlanFacts | None
    low_value: LowValueFacts | None

    @property
    def guarantees(self) -> tuple[tuple[str, str], ...]:
        """Guarantees held: under which contract (or the terms), and what."""
        held = [(one.reference, one.guarantee) for one in self.contracts if one.guarantee]
        held += [("", text) for name, text in self.terms if name in ("guarantee", "bond")]
        return tuple(held)
