"""Actions on possession, custody and management."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    Data,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    OrderRef,
    Rows,
    Text,
    Texts,
    TimeOfDay,
)
from asset_recovery.domain.actions.base import Action, AssetAction, RowShape, check_rows, choice
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

_CHECKED = {"point": Arg("text"), "finding": Arg("text")}


@dataclass(frozen=True, kw_only=True, slots=True)
class TakePossession(AssetAction):
    """Possession is taken, or control by the act that the law provides."""

    TITLE: ClassVar[str] = N_("Take possession")
    RECORD: ClassVar[bool] = True
    order: OrderRef | None = None
    power: Text | None = None
    on: Day
    place: Text | None = None
    inventory_by: Texts = ()
    custodian: Named | None = None
    storage: Named | None = None
    condition: Text | None = None
    operation: Text | None = None
    seals: Texts = ()
    photos: Texts = ()
    notes: LongText | None = None
    control: Annotated[str, choice("control_kinds")] | None = None
    control_reference: Text | None = None

    def check(self) -> None:
        """It rests on an order, on a statutory power, or on an operation that had one of them."""
        super(TakePossession, self).check()
        one_of(order=self.order, power=self.power, operation=self.operation)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveCustody(AssetAction):
    """The thing goes to another place or into other hands."""

    TITLE: ClassVar[str] = N_("Move the asset")
    on: Day
    to: Named
    reason: Text
    handed_over_by: Named
    received_by: Named
    seals: Texts = ()
    condition: Text | None = None
    transfer: NewReference | None = None
    purpose: Annotated[str, choice("transfer_reasons")] | None = None
    authority: Text | None = None
    from_place: Named | None = None
    from_unit: Text | None = None
    to_unit: Text | None = None
    identity_check: Text | None = None
    out_at: TimeOfDay | None = None
    in_at: TimeOfDay | None = None
    carrier: Named | None = None
    vehicle: Text | None = None
    escort: Named | None = None
    route: Text | None = None
    insurance: Text | None = None
    condition_out: Text | None = None
    condition_remark: LongText | None = None
    seals_out: Texts = ()
    seals_intact: Flag | None = None
    new_seals: Texts = ()
    seal_remark: LongText | None = None
    quantity_out: Number | None = None
    quantity_in: Number | None = None
    weight_out: Number | None = None
    weight_in: Number | None = None
    variance_remark: LongText | None = None
    travelling_with: Text | None = None
    photos: Texts = ()
    expected_return: Day | None = None
    witness: Named | None = None

    def check(self) -> None:
        """Two people hand over; nothing arrives or is to come back before it left."""
        super(MoveCustody, self).check()
        faults = []
        if same_name(self.handed_over_by, self.received_by):
            text = "Nobody hands a thing over to himself: two people sign."
            faults.append(Reason("same_person", text, field="received_by"))
        left, arrived = at_time(self.on, self.out_at), at_time(self.on, self.in_at)
        if left is not None and arrived is not None and earlier(arrived, left):
            text = "It would arrive before it left."
            faults.append(Reason("date_order", text, field="in_at"))
        if left is not None and left.date() < self.on:
            text = "It left before the day of the hand-over; give that day."
            faults.append(Reason("date_order", text, field="out_at"))
        if arrived is not None and arrived.date() < self.on:
            text = "It would arrive before the day of the hand-over."
            faults.append(Reason("date_order", text, field="in_at"))
        if self.expected_return is not None and self.expected_return < self.on:
            text = "It would be due back before it left."
            faults.append(Reason("date_order", text, field="expected_return"))
        if faults:
            raise ValidationFailed(faults)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two texts name the same person or place, however they are spaced and cased."""
    if one is None or other is None:
        return one is other
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def at_time(on: date, given: str | None) -> datetime | None:
    """A time of day on this date, or the moment that was given; None where only the day is."""
    if given is None:
        return None
    if "T" in given:
        return datetime.fromisoformat(given)
    if "-" in given:
        return datetime.combine(date.fromisoformat(given), time.min)
    return datetime.combine(on, time.fromisoformat(given.zfill(5)))


def earlier(one: datetime, other: datetime) -> bool:
    """Whether one moment lies before the other; where one has no zone, as the clocks showed it."""
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one < other


@dataclass(frozen=True, kw_only=True, slots=True)
class HoldAsEvidence(AssetAction):
    """The asset is needed as evidence."""

    TITLE: ClassVar[str] = N_("Record an evidence hold")
    RECORD: ClassVar[bool] = True
    on: Day
    authority: Named
    review_on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class EndEvidenceHold(AssetAction):
    """The asset is no longer needed as evidence."""

    TITLE: ClassVar[str] = N_("End the evidence hold")
    on: Day
    authority: Named


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectAsset(AssetAction):
    """An inspection."""

    TITLE: ClassVar[str] = N_("Record an inspection")
    on: Day
    by: Named
    condition: Text
    findings: LongText
    photos: Texts = ()
    kind: Annotated[str, choice("inspection_kinds")] | None = None
    checklist: Annotated[Rows, RowShape(_CHECKED, {"point"})] = ()
    place: Named | None = None
    seals: Texts = ()
    value_impact: Text | None = None
    follow_up: Text | None = None
    cost: Amount | None = None
    next_on: Day | None = None

    def check(self) -> None:
        """What is ticked off has its point; the next inspection comes after this one."""
        super(InspectAsset, self).check()
        check_rows(self.checklist, "checklist", _CHECKED, ("point",))
        if self.next_on is not None and self.next_on <= self.on:
            text = "The next inspection comes after this one."
            raise ValidationFailed(Reason("date_order", text, field="next_on"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ManageAsset(AssetAction):
    """What is done with the thing while the measure lasts."""

    TITLE: ClassVar[str] = N_("Decide how it is managed")
    on: Day
    mode: Annotated[str, choice("management_modes")]
    reason: Text
    review_on: Day | None = None
    manager: Named | None = None
    until: Day | None = None
    terms: Data | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewManagement(AssetAction):
    """The way in which the asset is managed was reviewed."""

    TITLE: ClassVar[str] = N_("Review the management")
    on: Day
    decision: Annotated[str, choice("review_decisions")]
    reason: Text
    next_review_on: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InsureAsset(AssetAction):
    """An insurance of the asset."""

    TITLE: ClassVar[str] = N_("Record an insurance")
    insurer: Named
    policy: Text
    sum: Amount
    from_: Day
    to: Day
    risks: Texts = ()

    def check(self) -> None:
        """It ends after it begins."""
        super(InsureAsset, self).check()
        if self.to < self.from_:
            raise ValidationFailed(
                Reason("date_order", "The insurance would end before it begins.", field="to")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportIncident(AssetAction):
    """Loss, theft, damage, death or a discrepancy."""

    TITLE: ClassVar[str] = N_("Report an incident")
    RECORD: ClassVar[bool] = True
    on: Day
    kind: Annotated[str, choice("incident_kinds")]
    description: LongText
    amount: Amount | None = None
    quantity: Text | None = None
    incident: NewReference | None = None


ACTIONS: tuple[type[Action], ...] = (
    TakePossession,
    MoveCustody,
    HoldAsEvidence,
    EndEvidenceHold,
    InspectAsset,
    ManageAsset,
    ReviewManagement,
    InsureAsset,
    ReportIncident,
)
