"""What the actions on a value order's debt leave in the position of the asset that gives money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.debt_actions import ApplyToValueOrder, WriteOffMoney
from asset_recovery.lifecycle.debt_guards import available_of
from asset_recovery.lifecycle.position import AppliedPosition, Position

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

_DISTRIBUTES = frozenset(
    {
        "frozen_balance_confirmed",
        "received_matched",
        "gross_proceeds_booked",
        "net_determined",
        "allocated",
        "partly_paid_out",
    }
)


def _apply(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, ApplyToValueOrder)
    if event.facts.get("source") != position.reference:
        return
    before = position.money
    posting = event.reference or ""
    position.applied.append(AppliedPosition(posting, command.order, on, command.amount, before))
    left = available_of(position)
    if left is None or position.money not in _DISTRIBUTES:
        return
    if left.is_zero:
        position.money = "fully_distributed"
        position.dates.setdefault("distributed", on)
    else:
        position.money = "partly_paid_out"


def take_back(position: Position, posting: str) -> None:
    """An application that was entered in error: the money is the asset's again."""
    for one in position.applied:
        if one.posting == posting:
            position.applied.remove(one)
            position.money = one.before
            return


def _write_off(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, WriteOffMoney)
    if command.asset is None:
        return
    position.written_off.append((on, command.amount))
    left = available_of(position)
    if left is not None and left.is_zero:
        position.money = "money_written_off"


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    ApplyToValueOrder: _apply,
    WriteOffMoney: _write_off,
}
