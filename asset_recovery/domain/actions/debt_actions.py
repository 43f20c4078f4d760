"""Actions on a value order as a debt: what is applied to it, paid back, written off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    Arg,
    AssetRef,
    Day,
    Named,
    NewReference,
    OrderRef,
    Text,
)
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

SourceGiven = Annotated[str, Arg("text")]


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplyToValueOrder(Action):
    """Money goes to a value order: of an asset, a payer or another State.

    `reference` is the bank's, `posting` the number of the entry.
    """

    TITLE: ClassVar[str] = N_("Apply money to a value order")
    posting: NewReference | None = None
    order: OrderRef
    on: Day
    amount: Amount
    from_: SourceGiven
    reference: Text | None = None

    def check(self) -> None:
        """Something is applied."""
        if self.amount.is_zero:
            raise ValidationFailed(
                Reason("field_invalid", "An amount of zero satisfies nothing.", field="amount")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundSurplus(Action):
    """What was paid beyond a value order is paid back."""

    TITLE: ClassVar[str] = N_("Pay back what was paid beyond a value order")
    posting: NewReference | None = None
    order: OrderRef
    on: Day
    to: Named
    amount: Amount
    account: AccountRef
    reference: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteOffMoney(Action):
    """Money that will not come in is given up."""

    TITLE: ClassVar[str] = N_("Write off money")
    posting: NewReference | None = None
    asset: AssetRef | None = None
    order: OrderRef | None = None
    receipt: Text | None = None
    on: Day
    amount: Amount
    reason: Text

    def check(self) -> None:
        """It belongs to an asset, an order or a receipt, and is more than nothing."""
        one_of(asset=self.asset, order=self.order, receipt=self.receipt)
        if self.amount.is_zero:
            raise ValidationFailed(
                Reason("field_invalid", "An amount of zero needs no writing off.", field="amount")
            )


ACTIONS: tuple[type[Action], ...] = (ApplyToValueOrder, RefundSurplus, WriteOffMoney)
