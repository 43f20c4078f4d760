"""Actions on money: costs, income, accounts, receipts, rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    AnyRef,
    CaseRef,
    Currency,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    OrderRef,
    SignedNumber,
    Text,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenAccount(Action):
    """A bank account or wallet of the office."""

    TITLE: ClassVar[str] = N_("Open an account")
    account: NewReference
    kind: Annotated[str, choice("account_kinds")]
    on: Day
    bank: Named | None = None
    iban: Text | None = None
    currency: Currency | None = None
    address: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmBalance(AssetAction):
    """A bank confirms what is on an account."""

    TITLE: ClassVar[str] = N_("Record a confirmed balance")
    RECORD: ClassVar[bool] = True
    account: AccountRef | None = None
    on: Day
    amount: Amount
    available: Amount | None = None
    source: LongText | None = None

    def check(self) -> None:
        """It speaks of an asset or of an account."""
        if self.account is None:
            super(ConfirmBalance, self).check()


@dataclass(frozen=True, kw_only=True, slots=True)
class PostCost(AssetAction):
    """A cost of an asset or a case."""

    TITLE: ClassVar[str] = N_("Post a cost")
    posting: NewReference | None = None
    case: CaseRef | None = None
    order: OrderRef | None = None  # charged to whoever owes this value order
    on: Day
    amount: Amount
    category: Annotated[str, choice("cost_categories")]
    counterparty: Named
    document: Text | None = None
    vat: Amount | None = None  # the part of the amount that is tax
    borne_by: Annotated[str, choice("cost_payers")] | None = None
    recoverable: Flag | None = None
    basis: Text | None = None
    extraordinary: Flag | None = None

    def check(self) -> None:
        """It belongs to an asset, a case or a value order."""
        if (self.case is None and self.order is None) or self.named():
            super(PostCost, self).check()
        if self.posting is not None and len(self.named()) > 1:
            raise ValidationFailed(
                Reason("field_invalid", "One reference cannot stand for many.", field="posting")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class PostIncome(AssetAction):
    """An income of an asset or a case."""

    TITLE: ClassVar[str] = N_("Post an income")
    posting: NewReference | None = None
    case: CaseRef | None = None
    on: Day
    amount: Amount
    category: Annotated[str, choice("income_categories")]
    counterparty: Named
    document: Text | None = None
    vat: Amount | None = None

    def check(self) -> None:
        """It belongs to an asset or to a case."""
        if self.case is None or self.named():
            super(PostIncome, self).check()
        if self.posting is not None and len(self.named()) > 1:
            raise ValidationFailed(
                Reason("field_invalid", "One reference cannot stand for many.", field="posting")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectPosting(Action):
    """A posting is reversed; nothing is edited."""

    TITLE: ClassVar[str] = N_("Reverse a posting")
    posting: Text
    on: Day | None = None
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveMoney(Action):
    """Money arrived on an account of the office."""

    TITLE: ClassVar[str] = N_("Record a receipt")
    RECORD: ClassVar[bool] = True
    receipt: NewReference | None = None
    account: AccountRef
    on: Day
    amount: Amount
    reference: Text
    value_on: Day | None = None
    bank_reference: Text | None = None
    counterparty: Named | None = None
    counterparty_account: Text | None = None
    text: LongText | None = None
    statement: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchReceipt(Action):
    """A receipt is matched with the asset or order to which it belongs."""

    TITLE: ClassVar[str] = N_("Match a receipt")
    receipt: Text
    to: AnyRef
    on: Day | None = None
    amount: Amount | None = None  # of a receipt for several records, the part of this one
    match: NewReference | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRate(Action):
    """A rate of exchange of the bank or a court: 1 `from` = `rate` `to`."""

    TITLE: ClassVar[str] = N_("Record a rate")
    from_: Currency
    to: Currency
    on: Day
    rate: Number
    source: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordReferenceRate(Action):
    """A yearly rate from a day on, against which interest on money held is measured."""

    TITLE: ClassVar[str] = N_("Record a reference rate")
    currency: Currency
    on: Day
    rate: SignedNumber  # of one: 0.021 is 2.1 % a year; it may be below zero
    source: Text
    day_count: Annotated[str, choice("day_counts")] | None = None


ACTIONS: tuple[type[Action], ...] = (
    OpenAccount,
    ConfirmBalance,
    PostCost,
    PostIncome,
    CorrectPosting,
    ReceiveMoney,
    MatchReceipt,
    RecordRate,
    RecordReferenceRate,
)
