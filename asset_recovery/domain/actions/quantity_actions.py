"""Actions on quantities: what came in, went out, was born or lost, and what a count says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import Day, NewReference, Number, Text, Texts
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

COUNTERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordQuantity(AssetAction):
    """The quantity of the asset changes: units come in or go out, are born, lost or die."""

    TITLE: ClassVar[str] = N_("Record a change of quantity")
    on: Day
    event: Annotated[str, choice("quantity_events")]
    quantity: Number
    unit: Text
    txid: Text | None = None
    child: NewReference | None = None
    from_address: Text | None = None
    to_address: Text | None = None

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


ACTIONS: tuple[type[Action], ...] = (RecordQuantity, ReconcileQuantity)
