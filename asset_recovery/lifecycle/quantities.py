"""The quantity of an asset as a ledger: what events make of it, what a count says against it.

It opens with the quantity at registration; counts that differ from it bar the closing until a later
count agrees (lifecycle.md 4.13, scenarios 29, 30 and 32).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.quantity_actions import ReconcileQuantity, RecordQuantity
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.lineage_effects import begin_child
from asset_recovery.lifecycle.position import Position

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

ADDS = frozenset({"receive", "birth", "airdrop"})
EXACT = Context(prec=80)  # whole units of a token beside its 18 decimals, never rounded
TAKES = frozenset({"sale", "loss", "death"})


def shown(quantity: Decimal) -> str:
    """A quantity without needless zeros, never in powers of ten."""
    return f"{quantity.normalize(EXACT):f}"


def _change(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, RecordQuantity)
    if command.child is not None:
        if event.facts.get("child") == command.child:
            _credited(command, position, event, on)
        return  # units of another kind: they are the child's
    if command.event in ADDS:
        position.quantity = EXACT.add(position.quantity, command.quantity)
    elif command.event in TAKES:
        position.quantity = EXACT.subtract(position.quantity, command.quantity)


def _credited(command: RecordQuantity, position: Position, event: StoryEvent, on: date) -> None:
    """Units of a split chain: held as the wallet is held, worth nothing until they are valued."""
    begin_child(position, str(command.child), event)
    position.quantity, position.unit = command.quantity, command.unit
    position.counted_on = position.count_differs = None
    position.estimated_value = position.confirmed_balance = position.gross = position.net = None
    position.valuations, position.receipts = [], []
    position.postings, position.reversed_postings = {}, {}
    position.claims, position.liens = {}, {}
    position.money = "no_money"
    if position.dispute != "competing_order":
        position.dispute = "no_claim"
    position.dates["credited"] = on


def _count(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, ReconcileQuantity)
    position.counted_on = on
    position.count_differs = EXACT.subtract(command.balance, position.quantity)


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    RecordQuantity: _change,
    ReconcileQuantity: _count,
}


def unit_of_the_asset(ask: Ask) -> Iterator[Reason]:
    """A change or a count is in the unit of the asset."""
    command = ask.command
    if not isinstance(command, (RecordQuantity, ReconcileQuantity)):
        return
    if getattr(command, "child", None) is None and command.unit != ask.position.unit:
        yield Reason(
            "field_invalid",
            _("The asset is counted in {unit}.").format(unit=ask.position.unit),
            field="unit",
        )


def quantity_there(ask: Ask) -> Iterator[Reason]:
    """No more goes out than there is."""
    command = ask.command
    if not isinstance(command, RecordQuantity) or command.event not in (*TAKES, "transfer"):
        return
    if command.quantity > ask.position.quantity:
        yield Reason(
            "balance_mismatch",
            _("The ledger has {held} {unit}.").format(
                held=shown(ask.position.quantity), unit=ask.position.unit
            ),
            "reconcile_quantity",
            field="quantity",
        )


def count_agrees(ask: Ask) -> Iterator[Reason]:
    """What was counted is what the ledger says; a difference is said at once."""
    command = ask.command
    if isinstance(command, ReconcileQuantity) and command.balance != ask.position.quantity:
        yield _difference(ask, EXACT.subtract(command.balance, ask.position.quantity))


def no_difference_open(ask: Ask) -> Iterator[Reason]:
    """An asset is not closed while its last count differs from the ledger."""
    difference = ask.position.count_differs
    if difference is not None and difference != 0:
        yield _difference(ask, difference)


def _difference(ask: Ask, difference: Decimal) -> Reason:
    return Reason(
        "balance_mismatch",
        _("The count differs from the ledger by {difference} {unit}.").format(
            difference=("+" if difference > 0 else "") + shown(difference), unit=ask.position.unit
        ),
        "reconcile_quantity",
        field="balance" if isinstance(ask.command, ReconcileQuantity) else None,
    )


GUARDS = {
    guard.__name__: guard
    for guard in (unit_of_the_asset, quantity_there, count_agrees, no_difference_open)
}
