"""What dropping a card on a column comes to: open a step, choose between some, or why not. No Qt.

The ways are those of `can`: a drop never skips a guard, and a refusal says its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.domain.board import BoardColumn
from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.step_order import main_path

OPEN, CHOOSE, REFUSE, NOWHERE = "open", "choose", "refuse", "nowhere"
_CODE_OF_STATE = "wrong_state"


@dataclass(frozen=True, slots=True)
class Drop:
    """`verdict` is open (one step), choose (some), refuse (why not), nowhere (no step leads there).

    `steps` are those that may be taken, or those that stand in the way, the nearest first.
    """

    verdict: str
    steps: tuple[StepOption, ...] = ()


def drop_on(column: BoardColumn, ways: Sequence[StepOption]) -> Drop:
    """What dropping a card with these ways on a column comes to."""
    there = [one for one in ways if column.targets & set(one.leads)]
    allowed = [one for one in there if one.allowed]
    if allowed:
        return Drop(OPEN if len(allowed) == 1 else CHOOSE, tuple(allowed))
    if there:
        return Drop(REFUSE, tuple(sorted(there, key=_far)))
    return Drop(NOWHERE)


def _far(step: StepOption) -> tuple[bool, int, int]:
    """Steps that fit the present state come first, then those of the main path."""
    bare = any(one.code == _CODE_OF_STATE and not one.clear_with for one in step.reasons)
    path = main_path("asset")
    place = next((at for at, one in enumerate(path) if one.is_of(step)), len(path))
    return bare, place, len(step.reasons)
