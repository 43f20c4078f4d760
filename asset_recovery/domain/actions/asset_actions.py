"""Actions on assets: registration, position, plan, claims, closing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    CaseRef,
    Country,
    Data,
    Day,
    Flag,
    Grounds,
    LongText,
    Named,
    NewReference,
    Number,
    Pairs,
    Party,
    Rows,
    Share,
    Text,
    Texts,
    read,
)
from asset_recovery.domain.actions.base import (
    Action,
    AssetAction,
    RowShape,
    check_rows,
    choice,
    several,
)
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.type_details import read_details
from asset_recovery.i18n import N_, _

Details = Annotated[dict[str, object], Arg("details")]
Flags = Annotated[tuple[str, ...], several("sale_exclusions")]


def check_marks(marks: dict[str, object] | None) -> None:
    """What is said of identifiers, by their values: `unverified`, or `altered`."""
    for value, mark in (marks or {}).items():
        read(mark, f"identifier_marks.{value[:40]}", Arg("choice", choices="identifier_marks"))


_DAY, _TEXT = Arg("date"), Arg("text")
ORDERS = {
    "kind": choice("order_kinds"),
    "authority": _TEXT,
    "reference": _TEXT,
    "on": _DAY,
    "final_on": _DAY,
    "expires_on": _DAY,
    "instance": Arg("scalar"),
}
PARTS = {
    "share": Arg("share"),
    "amount": Arg("money"),
    "component": _TEXT,
    "legal_state": choice("legal_states"),
}
BALANCES = {"account": _TEXT, "kind": _TEXT, "amount": Arg("money")}
POSSESSION = {"place": _TEXT, "custodian": _TEXT, "since": _DAY}
DISPOSAL = {
    "kind": choice("disposal_kinds"),
    "on": _DAY,
    "reference": _TEXT,
    "beneficiary": _TEXT,
    "terms": Arg("anything", limit=50_000),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterAsset(Action):
    """A first trace of an asset."""

    TITLE: ClassVar[str] = N_("Register an asset")
    asset: NewReference | None = None
    case: CaseRef
    type: Annotated[str, choice("asset_types")]
    description: LongText
    identifiers: Pairs = ()
    location: Text | None = None
    country: Country | None = None
    grounds: Grounds = ()
    owner: Party | None = None
    possessor: Party | None = None
    beneficial_owner: Party | None = None
    estimated_value: Amount | None = None
    quantity: Number | None = None
    unit: Text | None = None
    components: Rows = ()
    source: LongText | None = None
    flags: Flags = ()
    details: Details | None = None
    identifier_marks: Data | None = None
    original: Data | None = None
    operation: Text | None = None

    def check(self) -> None:
        """Details are those of the type, each of its own type."""
        super(RegisterAsset, self).check()
        if self.details is not None:
            read_details(asset_type(self.type), self.details)
        check_marks(self.identifier_marks)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPosition(AssetAction):
    """An asset is taken over at the point that it had reached elsewhere."""

    TITLE: ClassVar[str] = N_("Take over a position")
    on: Day
    legal_state: Annotated[str, choice("legal_states")]
    source: LongText
    management_state: Annotated[str, choice("management_states")] | None = None
    dispute_state: Annotated[str, choice("dispute_states")] | None = None
    money_state: Annotated[str, choice("money_states")] | None = None
    share: Share | None = None
    parts: Annotated[Rows, RowShape(PARTS)] = ()
    orders: Annotated[Rows, RowShape(ORDERS, {"kind"})] = ()
    possession: Annotated[Data, RowShape(POSSESSION)] | None = None
    disposal: Annotated[Data, RowShape(DISPOSAL, {"kind"})] | None = None
    balances: Annotated[Rows, RowShape(BALANCES, {"amount"})] = ()
    unknown: Texts = ()
    document: Text | None = None

    def check(self) -> None:
        """What came with the position has its types; a part that is unknown is left out."""
        super(OpenPosition, self).check()
        check_rows(self.orders, "orders", ORDERS, {"kind"})
        check_rows(self.parts, "parts", PARTS)
        check_rows(self.balances, "balances", BALANCES, {"amount"})
        if self.possession is not None:
            check_rows([self.possession], "possession", POSSESSION)
        if self.disposal is not None:
            check_rows([self.disposal], "disposal", DISPOSAL, {"kind"})
        _sum_of_parts(self.parts)


def _sum_of_parts(parts: tuple[dict[str, object], ...]) -> None:
    """Parts never come to more than the whole."""
    total = sum(Decimal(str(part["share"])) for part in parts if part.get("share") is not None)
    if total > 1:
        raise ValidationFailed(
            Reason("shares_do_not_sum", f"The parts come to {total} of the whole.", field="parts")
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeAsset(AssetAction):
    """Facts of an asset corrected, with the reason."""

    TITLE: ClassVar[str] = N_("Change the asset")
    description: LongText | None = None
    identifiers: Pairs = ()
    location: Text | None = None
    country: Country | None = None
    quantity: Number | None = None
    unit: Text | None = None
    grounds: Grounds = ()
    owner: Party | None = None
    possessor: Party | None = None
    beneficial_owner: Party | None = None
    flags: Flags = ()
    type: Annotated[str, choice("asset_types")] | None = None
    details: Details | None = None
    identifier_marks: Data | None = None
    reason: Text

    def check(self) -> None:
        """Marks of identifiers are those of the list."""
        super(ChangeAsset, self).check()
        check_marks(self.identifier_marks)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkAssetToCase(AssetAction):
    """The asset stands in another case too, which bears its share of the costs."""

    TITLE: ClassVar[str] = N_("Link the asset to another case")
    case: CaseRef
    cost_share: Share | None = None
    on: Day | None = None

    def check(self) -> None:
        """The key is a part of the whole; without one the reason says why it is still open."""
        super(LinkAssetToCase, self).check()
        if self.cost_share is None and self.reason is None:
            raise ValidationFailed(
                Reason(
                    "cost_share_missing",
                    _("Say which share of the costs the case bears, or why that is still open."),
                    field="cost_share",
                )
            )
        if self.cost_share is not None and not 0 <= self.cost_share < 1:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("The share of the costs lies between 0 and below 1."),
                    field="cost_share",
                )
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentifyAsset(AssetAction):
    """The identification is confirmed."""

    TITLE: ClassVar[str] = N_("Confirm the identification")
    on: Day
    source: LongText


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceAbroad(AssetAction):
    """The asset was found in another State."""

    TITLE: ClassVar[str] = N_("Record that it is abroad")
    on: Day
    country: Country
    source: LongText
    identifier: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclineAsset(AssetAction):
    """The office decides not to pursue the asset."""

    TITLE: ClassVar[str] = N_("Decline the asset")
    on: Day
    reason: Annotated[str, choice("decline_reasons")]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenLead(AssetAction):
    """A declined asset is taken up again on a new fact."""

    TITLE: ClassVar[str] = N_("Reopen the lead")
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidAsset(AssetAction):
    """Entered in error; the reference stays used."""

    TITLE: ClassVar[str] = N_("Void: entered in error")
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPlan(AssetAction):
    """The planning sheet (OPS-01): started, or filled in.

    What the arguments up to `recommendation` ask is needed for it to be complete; the others are
    the questions of the printed sheet. `decided_by` are the two who sign: legal, and management.
    """

    TITLE: ClassVar[str] = N_("Fill in the planning sheet")
    on: Day
    value: Amount | None = None
    liens: Amount | None = None
    monthly_cost: Amount | None = None
    monthly_income: Amount | None = None
    yearly_decline: Share | None = None
    sale_cost_share: Share | None = None
    horizon_months: Number | None = None
    risks: LongText | None = None
    recommendation: LongText | None = None
    alternatives: LongText | None = None
    decision: LongText | None = None
    condition: LongText | None = None
    extent: LongText | None = None
    contacts: LongText | None = None
    related_case: LongText | None = None
    sharing_expected: Flag | None = None
    partner_storage: Flag | None = None
    contacted_on: Day | None = None
    contact: Text | None = None
    meeting_on: Day | None = None
    seizure_planned_on: Day | None = None
    legal_basis: LongText | None = None
    storage_needs: Annotated[tuple[str, ...], several("storage_needs")] = ()
    custodian: Named | None = None
    budget_line: Text | None = None
    insurance: LongText | None = None
    permits: LongText | None = None
    contamination: LongText | None = None
    taxes: LongText | None = None
    business: LongText | None = None
    occupants: LongText | None = None
    digital: LongText | None = None
    perishable: Flag | None = None
    considered: Annotated[tuple[str, ...], several("plan_alternatives")] = ()
    impact: LongText | None = None
    safety: LongText | None = None
    publicity: LongText | None = None
    verdict: Annotated[str, choice("plan_verdicts")] | None = None
    decided_by: Texts = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FileClaim(AssetAction):
    """A third party claims the asset or a part of its value."""

    TITLE: ClassVar[str] = N_("Record a claim")
    RECORD: ClassVar[bool] = True
    claim: NewReference | None = None
    party: Party
    on: Day
    share: Share | None = None
    amount: Amount | None = None
    basis: LongText
    in_time: Flag | None = None

    def check(self) -> None:
        """A claim has an extent: a share or an amount."""
        super(FileClaim, self).check()
        one_of(share=self.share, amount=self.amount)


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideClaim(Action):
    """A claim is decided."""

    TITLE: ClassVar[str] = N_("Record the decision on a claim")
    RECORD: ClassVar[bool] = True
    claim: Text
    on: Day
    outcome: Annotated[str, choice("claim_outcomes")]
    share: Share | None = None
    amount: Amount | None = None
    final: Flag | None = None
    country: Country | None = None

    def check(self) -> None:
        """What is upheld in part needs its extent."""
        if self.outcome == "upheld_in_part" and self.share is None and self.amount is None:
            raise ValidationFailed(
                Reason("field_missing", "The share or amount upheld is missing.", field="share")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordLien(AssetAction):
    """A recognised security over the asset, with its rank and balance."""

    TITLE: ClassVar[str] = N_("Record a lien")
    RECORD: ClassVar[bool] = True
    lien: NewReference | None = None
    creditor: Named
    rank: Number
    amount: Amount
    statement_on: Day
    recognised_by: Named | None = None
    registered_on: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseAsset(AssetAction):
    """Nothing is pending on the asset."""

    TITLE: ClassVar[str] = N_("Close the asset")
    on: Day
    retain_until: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenAsset(AssetAction):
    """A closed asset is taken up again."""

    TITLE: ClassVar[str] = N_("Reopen the asset")
    on: Day
    reason: Text


ACTIONS: tuple[type[Action], ...] = (
    RegisterAsset,
    OpenPosition,
    ChangeAsset,
    LinkAssetToCase,
    IdentifyAsset,
    TraceAbroad,
    DeclineAsset,
    ReopenLead,
    VoidAsset,
    RecordPlan,
    FileClaim,
    DecideClaim,
    RecordLien,
    CloseAsset,
    ReopenAsset,
)
