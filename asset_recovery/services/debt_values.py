"""What stands for a value order, and what it is worth in the currency of the order."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ask import Convert
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.debt_guards import available_of
from asset_recovery.lifecycle.position import Position

NO_SECURITY = frozenset(
    {
        "release_ordered",
        "returned_to_owner",
        "restored_to_victim",
        "transferred_to_other_state",
        "reversed_after_execution",
        "lapsed",
        "closed",
        "declined",
    }
)


def secures(position: Position, order: str) -> bool:
    """Whether an asset still stands for the order: held for it, and neither taken nor released."""
    own = position.orders.get(order)
    return own is not None and own.is_standing and position.legal not in NO_SECURITY


def value_in(position: Position, currency: str, convert: Convert, on: date) -> Money | None:
    """What an asset is worth in a currency: money in hand, else the newest value; None: unknown."""
    held = available_of(position)
    if held is None:
        known = current_value(position, on)
        held = None if known is None else known.value
    if held is None or held.is_negative:
        return None
    found: Money | None = convert(held, currency, on)
    return found
