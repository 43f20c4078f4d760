"""Actions on sale: proposal, hearing, sale, payment, delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    Party,
    Text,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice, several
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposeInterlocutorySale(AssetAction):
    """The office proposes to sell before judgment."""

    TITLE: ClassVar[str] = N_("Propose the interlocutory sale")
    on: Day
    grounds: Annotated[tuple[str, ...], several("sale_grounds")]
    replaceable: Flag | None = None
    urgent_reason: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotifyOwner(AssetAction):
    """The affected person is told of the proposed sale and may reply."""

    TITLE: ClassVar[str] = N_("Notify the affected person")
    party: Party
    on: Day
    reply_by: Day

    def check(self) -> None:
        """The reply cannot be due before the notice."""
        super(NotifyOwner, self).check()
        if self.reply_by < self.on:
            raise ValidationFailed(
                Reason("date_order", "The reply would be due before the notice.", field="reply_by")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordHearing(AssetAction):
    """What the affected person answered."""

    TITLE: ClassVar[str] = N_("Record the hearing")
    party: Party
    on: Day
    reply: Annotated[str, choice("hearing_replies")]
    reference: Text | None = None

    def check(self) -> None:
        """Nobody counts as absconded without a warrant."""
        super(RecordHearing, self).check()
        if self.reply == "absconded" and not self.reference:
            raise ValidationFailed(
                Reason(
                    "field_missing",
                    "The reference of the warrant is missing: only it stands in for the hearing.",
                    field="reference",
                )
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class StartSale(AssetAction):
    """The sale begins."""

    TITLE: ClassVar[str] = N_("Start the sale")
    on: Day
    method: Annotated[str, choice("sale_methods")]
    reserve: Amount
    lot: Text | None = None
    advertised_from: Day | None = None
    sale_on: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordBid(AssetAction):
    """A bid."""

    TITLE: ClassVar[str] = N_("Record a bid")
    bidder: Party
    on: Day
    amount: Amount


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSale(AssetAction):
    """The asset is sold."""

    TITLE: ClassVar[str] = N_("Record the sale")
    sale: NewReference | None = None
    on: Day
    buyer: Party
    price: Amount
    contract: Text | None = None
    deposit: Amount | None = None
    quantity: Number | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EndSale(AssetAction):
    """The sale ended without a buyer."""

    TITLE: ClassVar[str] = N_("End the sale without a buyer")
    on: Day
    outcome: Annotated[str, choice("sale_outcomes")]
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPayment(AssetAction):
    """The buyer paid."""

    TITLE: ClassVar[str] = N_("Record the payment")
    on: Day
    amount: Amount
    account: AccountRef


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliverAsset(AssetAction):
    """The thing is handed to the buyer."""

    TITLE: ClassVar[str] = N_("Deliver to the buyer")
    on: Day
    received_by: Named
    registration: Text | None = None
    substitute: NewReference | None = None


ACTIONS: tuple[type[Action], ...] = (
    ProposeInterlocutorySale,
    NotifyOwner,
    RecordHearing,
    StartSale,
    RecordBid,
    RecordSale,
    EndSale,
    RecordPayment,
    DeliverAsset,
)
