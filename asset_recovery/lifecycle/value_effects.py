"""What the steps of valuation leave in the position."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import value_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.worth import InstructionPosition, MotionPosition, ReviewPosition

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent


def _instruct(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, v.InstructValuation)
    days = event.facts.get("due_days")
    due = command.due
    if due is None and isinstance(days, int):
        due = on + timedelta(days=days)
    reference = event.reference or ""
    position.worth.instructions[reference] = InstructionPosition(
        reference, on, command.valuer, command.purpose, due
    )


def _value(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, v.RecordValuation)
    reference = event.reference or ""
    position.valuations.append(
        ValuationPosition(on, command.value, command.kind, command.valuer, reference)
    )
    asked = position.worth.instructions.get(command.instruction or "")
    if asked is not None:
        asked.answered_by = reference


def _review(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, v.AcceptValuation)
    position.worth.reviews[command.valuation] = ReviewPosition(
        on, command.outcome, bool(command.second_needed)
    )
    if command.outcome == "accepted":
        return
    for asked in position.worth.instructions.values():  # the report is still owed
        if asked.answered_by == command.valuation:
            asked.answered_by = None


def _calculate(_command: Action, position: Position, event: StoryEvent, on: date) -> None:
    position.worth.calculations[event.reference or ""] = on


def _draft(_command: Action, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.reference or ""
    position.worth.motions[reference] = MotionPosition(reference, on)


def _finalise(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, v.FinaliseSaleMotion)
    motion = position.worth.motions.get(command.motion)
    if motion is not None:
        motion.finalised_on = on


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    v.InstructValuation: _instruct,
    v.RecordValuation: _value,
    v.AcceptValuation: _review,
    v.RecordCalculation: _calculate,
    v.DraftSaleMotion: _draft,
    v.FinaliseSaleMotion: _finalise,
}
NO_STEPS = tuple(EFFECTS)
