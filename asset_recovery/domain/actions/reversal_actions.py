"""Actions after a confiscation was annulled, and on what the office answers for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    AssetRefs,
    Day,
    Named,
    NewReference,
    Number,
    OrderRef,
    Party,
    Text,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class ReverseConfiscation(Action):
    """A final confiscation was annulled after it had been executed.

    `amount` is the sum that the authority says is to be paid; without it the duty is worked out
    from what became of the thing. `ground` says what kind of decision it was.
    """

    TITLE: ClassVar[str] = N_("Record the reversal of a confiscation")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    authority: Named
    reference: Text
    assets: AssetRefs = ()
    amount: Amount | None = None
    ground: Annotated[str, choice("reversal_grounds")] | None = None
    interest_rate: Number | None = None
    interest_from: Day | None = None
    costs_borne_by: Annotated[str, choice("cost_bearers")] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ClawBack(Action):
    """What was paid out of an allocation is asked back from its recipient."""

    TITLE: ClassVar[str] = N_("Ask a payment back")
    claw_back: NewReference | None = None
    allocation: Text
    to: Named
    on: Day
    amount: Amount
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordLiability(AssetAction):
    """What the office may have to answer for."""

    TITLE: ClassVar[str] = N_("Record a liability")
    liability: NewReference | None = None
    on: Day
    kind: Annotated[str, choice("liability_kinds")]
    amount: Amount
    reason: Text
    party: Party | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SettleLiability(Action):
    """A liability is paid, wholly or in part."""

    TITLE: ClassVar[str] = N_("Settle a liability")
    liability: Text
    on: Day
    amount: Amount
    reference: Text


ACTIONS: tuple[type[Action], ...] = (
    ReverseConfiscation,
    ClawBack,
    RecordLiability,
    SettleLiability,
)
