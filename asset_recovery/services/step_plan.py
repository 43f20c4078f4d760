"""A step as a handler worked it out, and the asset on which it is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.actions.asset_actions import (
    CloseAsset,
    ReopenAsset,
)
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.lifecycle.debt import DebtAsked
from asset_recovery.lifecycle.position import (
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.story import Moment

SECOND_LOOK_DAYS = 7


@dataclass(slots=True)
class Plan:
    """What a handler worked out for a step before it is judged."""

    command: Action
    case: Mapping[str, Any]
    assets: Sequence[Mapping[str, Any]] = ()
    order: Mapping[str, Any] | None = None
    request: Mapping[str, Any] | None = None
    reference: str | None = None
    on: date | None = None
    facts: dict[str, object] = field(default_factory=dict)
    by_asset: dict[str, dict[str, object]] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    screenings: dict[str, Screening] = field(default_factory=dict)
    amount: Money | None = None
    against: list[Reason] = field(default_factory=list)  # what the handler found against it
    debt: DebtAsked | None = None
    standing: OrderPosition | None = None  # the order as a whole, where no asset is concerned


@dataclass(slots=True)
class Subject:
    """One asset of the step: its row, its story before and after the date, its position then."""

    asset: Mapping[str, Any]
    position: Position
    story: list[Moment]
    later: list[Moment]
    command: Action

    @property
    def closed_now(self) -> bool:
        """Whether the asset is closed today, whatever it was on the date of the step."""
        closed = False
        for moment in self.story:
            if moment.phase == "effect" and isinstance(
                moment.event.command, (CloseAsset, ReopenAsset)
            ):
                closed = isinstance(moment.event.command, CloseAsset)
        return closed
