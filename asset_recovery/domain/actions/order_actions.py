"""Actions on orders: recording, service, challenge, stay, finality, lifting."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    AssetRefs,
    CaseRef,
    Country,
    Data,
    Day,
    Flag,
    Grounds,
    LongText,
    Named,
    NewReference,
    OrderRef,
    Parties,
    Party,
    RequestRef,
    Rows,
    Share,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, AssetAction, RowShape, check_rows, choice
from asset_recovery.domain.actions.case_actions import Route, one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

SCOPE = {"fraction": Arg("share"), "amount": Arg("money"), "component": Arg("text")}
SCHEDULE = {
    "asset": Arg("asset"),
    "measure": Arg("text"),
    "value": Arg("money"),
    "value_kind": Arg("choice", choices="valuation_kinds"),
    "value_on": Arg("date"),
    "dissipation_risk": Arg("longtext", limit=50_000),
    "third_parties": Arg("longtext", limit=50_000),
    "link": Arg("longtext", limit=50_000),
    "exemptions": Arg("longtext", limit=50_000),
    **SCOPE,
}

GRANTED = {"asset": Arg("asset"), "granted": choice("grant_answers"), **SCOPE}
_RATES = {"from": Arg("date"), "rate": Arg("share")}


def _some_of_it(fraction: object, field: str, row: int | None = None) -> None:
    """A part of nothing is no part."""
    if fraction is not None and Decimal(str(fraction)) == 0:
        text = "A share of the asset is above zero; without one, all of it is meant."
        raise ValidationFailed(Reason("field_invalid", text, field=field, row=row))


OrderKind = Annotated[str, choice("order_kinds")]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordOrder(Action):
    """An order of a court, prosecutor or other authority."""

    TITLE: ClassVar[str] = N_("Record an order")
    RECORD: ClassVar[bool] = True
    order: NewReference | None = None
    case: CaseRef | None = None
    kind: OrderKind
    authority: Named
    reference: Text | None = None
    on: Day
    assets: Annotated[Rows, RowShape(SCHEDULE, {"asset"})] = ()
    expires_on: Day | None = None
    amount: Amount | None = None
    costs: Amount | None = None
    interest_rate: Share | None = None
    interest_rates: Annotated[Rows, RowShape(_RATES, _RATES)] = ()
    interest_from: Day | None = None
    day_count: Annotated[str, choice("day_counts")] | None = None
    persons: Parties = ()
    route: Route | None = None
    legal_basis: LongText | None = None
    country: Country | None = None
    for_state: Country | None = None
    request: RequestRef | None = None
    grounds: Grounds = ()
    reasons: LongText | None = None
    calculation: LongText | None = None
    dissipation_risk: LongText | None = None
    status: Annotated[str, choice("order_entry_states")] | None = None
    in_force_on: Day | None = None
    suspensive_until: Day | None = None
    enforces: OrderRef | None = None
    validated_by: Named | None = None
    concurrent: Flag | None = None
    priority_note: LongText | None = None
    gap_comment: LongText | None = None
    victim_decision: Data | None = None

    def check(self) -> None:
        """Dates stand in order; each asset is named once; an issued order has its reference."""
        if self.expires_on and self.expires_on < self.on:
            raise ValidationFailed(
                Reason("date_order", "The order would end before it was made.", field="expires_on")
            )
        if (self.status or "issued") == "issued" and not self.reference:
            raise ValidationFailed(
                Reason("field_missing", "The order's reference is missing.", field="reference")
            )
        one_of(case=self.case, assets=self.assets)
        check_rows(self.assets, "assets", SCHEDULE, {"asset"})
        for place, row in enumerate(self.assets, start=1):
            _some_of_it(row.get("fraction"), "assets.fraction", place)
        issued = (self.status or "issued") == "issued"
        if self.kind == "confiscation_value" and issued and not self.assets and not self.amount:
            text = "The amount of the value order is missing."
            raise ValidationFailed(Reason("field_missing", text, field="amount"))
        self._check_interest()

    def _check_interest(self) -> None:
        """One way to say the rate, in force when interest begins; costs in the order's currency."""
        if self.interest_rate is not None and self.interest_rates:
            text = "Give either interest_rate or interest_rates, not both."
            raise ValidationFailed(Reason("field_invalid", text, field="interest_rates"))
        check_rows(self.interest_rates, "interest_rates", _RATES, _RATES)
        days = [str(row["from"])[:10] for row in self.interest_rates]
        start = (self.interest_from or self.in_force_on or self.on).isoformat()
        if days and min(days) > start:
            text = f"No rate is given for {start}. Add the rate then."
            raise ValidationFailed(Reason("rate_missing", text, field="interest_rates"))
        if len(set(days)) < len(days):
            text = "Two rates are given from the same day. Keep one."
            raise ValidationFailed(Reason("field_invalid", text, field="interest_rates"))
        if self.costs and (not self.amount or self.costs.currency != self.amount.currency):
            text = "Costs stand in the currency of the order's amount."
            raise ValidationFailed(Reason("currency_mismatch", text, field="costs"))

    def named(self) -> tuple[str, ...]:
        """The references of the assets that the order names."""
        return tuple(dict.fromkeys(str(row.get("asset", "")) for row in self.assets))


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueOrder(Action):
    """A drafted or requested order is given."""

    TITLE: ClassVar[str] = N_("Record that the order was given")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    reference: Text
    authority: Named | None = None
    assets: Annotated[Rows, RowShape(GRANTED, {"asset"})] = ()
    expires_on: Day | None = None
    suspensive_until: Day | None = None

    def check(self) -> None:
        """Each row says of one asset what was granted."""
        check_rows(self.assets, "assets", GRANTED, {"asset"})
        _each_once(self.assets)
        _extents(self.assets)
        if self.expires_on and self.expires_on < self.on:
            raise ValidationFailed(
                Reason("date_order", "The order would end before it was given.", field="expires_on")
            )


def _each_once(rows: tuple[dict[str, object], ...]) -> None:
    """No asset stands in two rows of a schedule."""
    seen: set[object] = set()
    for place, row in enumerate(rows, start=1):
        if row["asset"] in seen:
            text = f"{row['asset']} stands in the schedule twice."
            raise ValidationFailed(Reason("field_invalid", text, None, "assets", place))
        seen.add(row["asset"])


def _extents(rows: tuple[dict[str, object], ...]) -> None:
    """What is changed says how; what is refused has no extent."""
    for place, row in enumerate(rows, start=1):
        extent = [name for name in SCOPE if row.get(name) is not None]
        if row.get("granted") == "changed" and not extent:
            text = f"{row['asset']}: the amount, share or component that was granted is missing."
            raise ValidationFailed(Reason("field_missing", text, None, "assets", place))
        if row.get("granted") == "no" and extent:
            text = f"{row['asset']}: what was refused has no {extent[0]}."
            raise ValidationFailed(Reason("field_invalid", text, None, "assets", place))


@dataclass(frozen=True, kw_only=True, slots=True)
class ServeOrder(Action):
    """The order was served on a person."""

    TITLE: ClassVar[str] = N_("Record service")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    party: Party
    on: Day
    how: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class VaryOrder(Action):
    """The order was extended or varied."""

    TITLE: ClassVar[str] = N_("Record a variation")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    expires_on: Day | None = None
    amount: Amount | None = None
    add_assets: AssetRefs = ()
    remove_assets: AssetRefs = ()
    reference: Text

    def check(self) -> None:
        """Something is varied, and the new end lies after the decision."""
        one_of(
            expires_on=self.expires_on,
            amount=self.amount,
            add_assets=self.add_assets,
            remove_assets=self.remove_assets,
        )
        if self.expires_on and self.expires_on < self.on:
            raise ValidationFailed(
                Reason("date_order", "The new end lies before the decision.", field="expires_on")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChallengeOrder(Action):
    """A remedy was filed against the order."""

    TITLE: ClassVar[str] = N_("Record a challenge")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    by: Party
    on: Day
    suspensive: Flag | None = None
    court: Named | None = None
    instance: Text | None = None
    reference: Text | None = None
    assets: AssetRefs = ()
    fraction: Share | None = None
    parts: Texts = ()

    def check(self) -> None:
        """A share that is challenged is above zero."""
        _some_of_it(self.fraction, "fraction")


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideChallenge(Action):
    """What became of the order."""

    TITLE: ClassVar[str] = N_("Record the decision on a challenge")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    outcome: Annotated[str, choice("challenge_outcomes")]
    amount: Amount | None = None
    assets: AssetRefs = ()
    reference: Text | None = None
    final: Flag | None = None
    parts: Texts = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StayOrder(Action):
    """The order was suspended."""

    TITLE: ClassVar[str] = N_("Record a stay")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    authority: Named
    reference: Text
    assets: AssetRefs = ()
    until: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EndStay(Action):
    """The stay ended."""

    TITLE: ClassVar[str] = N_("Record the end of the stay")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    reference: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordLapse(AssetAction):
    """A person finds that a measure has ended."""

    TITLE: ClassVar[str] = N_("Record a lapse")
    order: OrderRef | None = None
    on: Day
    basis: LongText

    def check(self) -> None:
        """It speaks of an order or of an asset."""
        if self.order is None or self.named():
            super(RecordLapse, self).check()


@dataclass(frozen=True, kw_only=True, slots=True)
class CertifyFinal(Action):
    """The order is final."""

    TITLE: ClassVar[str] = N_("Record finality")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    assets: AssetRefs = ()
    reference: Text | None = None
    parts: Texts = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LiftOrder(Action):
    """The order was lifted."""

    TITLE: ClassVar[str] = N_("Record that the order was lifted")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    reason: Annotated[str, choice("lift_reasons")]
    assets: AssetRefs = ()
    fraction: Share | None = None
    amount: Amount | None = None
    authority: Named | None = None
    reference: Text | None = None
    costs_borne_by: Text | None = None
    parts: Texts = ()

    def check(self) -> None:
        """A share that is lifted is above zero."""
        _some_of_it(self.fraction, "fraction")


@dataclass(frozen=True, kw_only=True, slots=True)
class ExecuteOrder(Action):
    """The order was enforced; a value order against the assets that secure it."""

    TITLE: ClassVar[str] = N_("Record the enforcement of an order")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    assets: AssetRefs = ()
    amount: Amount | None = None
    authority: Named | None = None
    reference: Text | None = None
    result: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplyForOrder(Action):
    """An application to a court or prosecutor, with its numbered schedule."""

    TITLE: ClassVar[str] = N_("Apply for an order")
    order: NewReference | None = None
    case: CaseRef
    kind: OrderKind
    authority: Named
    on: Day
    assets: Annotated[Rows, RowShape(SCHEDULE, {"asset"})]
    reasons: LongText | None = None
    dissipation_risk: LongText | None = None
    amount: Amount | None = None
    persons: Parties = ()
    legal_basis: LongText | None = None

    def check(self) -> None:
        """Each row names an asset and what is asked for it."""
        one_of(assets=self.assets)
        check_rows(self.assets, "assets", SCHEDULE, {"asset"})
        _each_once(self.assets)

    def named(self) -> tuple[str, ...]:
        """The references of the assets in the order of the schedule."""
        return tuple(str(row["asset"]) for row in self.assets)

    def requested(self) -> RecordOrder:
        """The order as it stands from now on: requested."""
        return RecordOrder(
            order=self.order,
            case=self.case,
            kind=self.kind,
            authority=self.authority,
            on=self.on,
            assets=self.assets,
            reasons=self.reasons,
            dissipation_risk=self.dissipation_risk,
            amount=self.amount,
            persons=self.persons,
            legal_basis=self.legal_basis,
            status="requested",
            reason=self.reason,
            note=self.note,
            documents=self.documents,
        )


ACTIONS: tuple[type[Action], ...] = (
    RecordOrder,
    ApplyForOrder,
    IssueOrder,
    ServeOrder,
    VaryOrder,
    ChallengeOrder,
    DecideChallenge,
    StayOrder,
    EndStay,
    RecordLapse,
    CertifyFinal,
    LiftOrder,
    ExecuteOrder,
)
