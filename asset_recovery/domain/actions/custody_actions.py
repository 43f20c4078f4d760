"""Actions on possession, custody and management."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Data,
    Day,
    LongText,
    Named,
    OrderRef,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_


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
