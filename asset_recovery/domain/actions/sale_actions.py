"""Actions on sale: proposal, hearing, sale, payment, delivery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    AnyRef,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    Party,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice, several
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposeInterlocutorySale(AssetAction):
    """The office proposes to sell before judgment."""

    TITLE: ClassVar[str] = N_("Propose the interlocutory sale")
    on: Day
    grounds: Annotated[tuple[str, ...], several("sale_grounds")]
    replaceable: Flag | None = None
    urgent_reason: LongText | None = None
    calculation: AnyRef | None = None


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
    """The sale begins: how it is held, below which price nobody buys, by when bids come in.

    Several assets of one `lot` are sold together: a reserve given once is that of the lot.
    """

    TITLE: ClassVar[str] = N_("Start the sale")
    on: Day
    method: Annotated[str, choice("sale_methods")]
    reserve: Amount
    lot: Text | None = None
    advertised_from: Day | None = None
    sale_on: Day | None = None
    opens_on: Day | None = None
    closes_on: Day | None = None
    place: Text | None = None
    deposit_asked: Amount | None = None

    def check(self) -> None:
        """Bids close before they are opened, and nothing is sold before its notice."""
        super(StartSale, self).check()
        faults = []
        if self.opens_on and self.closes_on and self.opens_on < self.closes_on:
            text = _("The bids would be opened before the last day for bids.")
            faults.append(Reason("date_order", text, field="opens_on"))
        if self.advertised_from and self.sale_on and self.sale_on < self.advertised_from:
            text = _("The sale would be held before it is advertised.")
            faults.append(Reason("date_order", text, field="sale_on"))
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordBid(AssetAction):
    """A bid; on a lot one amount stands for all of it."""

    TITLE: ClassVar[str] = N_("Record a bid")
    bid: NewReference | None = None
    bidder: Party
    on: Day
    amount: Amount
    deposit: Amount | None = None
    valid_until: Day | None = None

    def check(self) -> None:
        """A bid is of something, and binds for at least a day."""
        super(RecordBid, self).check()
        if self.amount.is_zero:
            raise ValidationFailed(
                Reason("field_invalid", _("A bid of zero is no bid."), field="amount")
            )
        if self.valid_until is not None and self.valid_until < self.on:
            text = _("The bid would have run out before it was made.")
            raise ValidationFailed(Reason("date_order", text, field="valid_until"))


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawBid(AssetAction):
    """A bidder takes a bid back."""

    TITLE: ClassVar[str] = N_("Withdraw a bid")
    bid: Text
    on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenBids(AssetAction):
    """The sealed bids of a tender are opened together, before two people."""

    TITLE: ClassVar[str] = N_("Open the sealed bids")
    on: Day
    by: Texts


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSale(AssetAction):
    """The asset is sold, or a part of what is held (`quantity`).

    `price` is what the buyer pays in all; where the parts are given, they add up to it.
    """

    TITLE: ClassVar[str] = N_("Record the sale")
    sale: NewReference | None = None
    on: Day
    buyer: Party
    price: Amount
    contract: Text | None = None
    deposit: Amount | None = None
    quantity: Number | None = None
    hammer: Amount | None = None
    commission: Amount | None = None
    vat: Amount | None = None
    share_by: Annotated[str, choice("lot_keys")] | None = None
    source_of_funds: Text | None = None

    def check(self) -> None:
        """Something is sold for something, and the price is the sum of its parts."""
        super(RecordSale, self).check()
        faults = []
        if self.price.is_zero:
            faults.append(Reason("field_invalid", _("Nothing is sold for nothing."), field="price"))
        if self.quantity is not None and self.quantity <= 0:
            text = _("The quantity sold must be above zero.")
            faults.append(Reason("field_invalid", text, field="quantity"))
        faults += list(self._parts())
        if faults:
            raise ValidationFailed(faults)

    def _parts(self) -> Iterator[Reason]:
        parts = [one for one in (self.commission, self.vat) if one is not None]
        if self.hammer is None:
            if parts:
                text = _("Commission and VAT are given beside the hammer price only.")
                yield Reason("field_missing", text, field="hammer")
            return
        if any(one.currency != self.price.currency for one in (self.hammer, *parts)):
            text = _("The price and its parts are in one currency.")
            yield Reason("currency_mismatch", text, field="hammer")
            return
        whole = Money.total([self.hammer, *parts], self.price.currency)
        if (parts and whole != self.price) or self.hammer > self.price:
            text = _("Hammer price, commission and VAT make {sum}, the price is {price}.")
            yield Reason(
                "shares_do_not_sum",
                text.format(sum=whole.display(), price=self.price.display()),
                field="hammer",
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class EndSale(AssetAction):
    """The sale ended without a buyer, or the buyer did not pay: then the deposit is kept."""

    TITLE: ClassVar[str] = N_("End the sale without a buyer")
    on: Day
    outcome: Annotated[str, choice("sale_outcomes")]
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPayment(AssetAction):
    """The buyer paid; in another currency with the `rate` at which the bank credited it."""

    TITLE: ClassVar[str] = N_("Record the payment")
    on: Day
    amount: Amount
    account: AccountRef
    rate: Number | None = None

    def check(self) -> None:
        """A rate is above zero."""
        super(RecordPayment, self).check()
        if self.rate is not None and self.rate <= 0:
            text = _("A rate is above zero.")
            raise ValidationFailed(Reason("field_invalid", text, field="rate"))


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
    WithdrawBid,
    OpenBids,
    RecordSale,
    EndSale,
    RecordPayment,
    DeliverAsset,
)
