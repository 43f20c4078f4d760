"""Actions on quantities: what came in, went out, was born or lost, what a count says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Day,
    LongText,
    NewReference,
    Number,
    Text,
    Texts,
    TimeOfDay,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

COUNTERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordQuantity(AssetAction):
    """The quantity of the asset changes: units come in or go out, are born, lost or die.

    `fee` is what the network took, in the unit of the asset, beside the quantity. `chain` is a
    code of `chains` or a CAIP-2 name; `block` and `at` say where and when the chain confirmed it.
    A staking reward is received, with its note.
    """

    TITLE: ClassVar[str] = N_("Record a change of quantity")
    on: Day
    event: Annotated[str, choice("quantity_events")]
    quantity: Number
    unit: Text
    txid: Text | None = None
    child: NewReference | None = None
    from_address: Text | None = None
    to_address: Text | None = None
    fee: Number | None = None
    chain: Text | None = None
    block: Text | None = None
    at: TimeOfDay | None = None

    def check(self) -> None:
        """A change is a positive number; units of another chain are an asset of their own."""
        super(RecordQuantity, self).check()
        if self.quantity <= 0:
            raise ValidationFailed(
                Reason("field_invalid", "A change of quantity is above zero.", field="quantity")
            )
        if self.event == "fork" and self.child is None:
            raise ValidationFailed(
                Reason(
                    "field_missing",
                    "Units of a split chain are an asset of their own: name it (child).",
                    field="child",
                )
            )
        same = self.from_address and self.from_address == self.to_address
        if self.event == "transfer" and same:
            text = "A transfer goes from one address to another one."
            raise ValidationFailed(Reason("field_invalid", text, field="to_address"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconcileQuantity(AssetAction):
    """The ledger of quantities is held against chain, depositary or count, by two persons."""

    TITLE: ClassVar[str] = N_("Hold the quantity against a count")
    on: Day
    balance: Number
    unit: Text
    by: Texts
    address: Text | None = None
    block: Text | None = None
    chain: Text | None = None
    at: TimeOfDay | None = None
    explanation: LongText | None = None

    def check(self) -> None:
        """Two persons count; a count is not negative."""
        super(ReconcileQuantity, self).check()
        if len(set(self.by)) < COUNTERS:
            raise ValidationFailed(
                Reason("field_missing", "Two persons count, each of them is named.", field="by")
            )
        if self.balance < 0:
            raise ValidationFailed(
                Reason("field_invalid", "A count is not negative.", field="balance")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class ExplainDifference(AssetAction):
    """Two persons explain why a count differs from the ledger; nothing else is changed by it.

    Without an address all differences that are open are explained.
    """

    TITLE: ClassVar[str] = N_("Explain a difference")
    on: Day
    explanation: LongText
    by: Texts
    address: Text | None = None

    def check(self) -> None:
        """Two persons explain."""
        super(ExplainDifference, self).check()
        if len(set(self.by)) < COUNTERS:
            text = "Two persons explain a difference, each of them is named."
            raise ValidationFailed(Reason("field_missing", text, field="by"))


ACTIONS: tuple[type[Action], ...] = (RecordQuantity, ReconcileQuantity, ExplainDifference)
