"""How much of a confirmed balance the orders hold, and how much of it is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.parts import ENDED, FREE
from asset_recovery.lifecycle.position import CONFISCATIONS, PROVISIONAL_ORDERS, Position

_HOLDING = PROVISIONAL_ORDERS | CONFISCATIONS


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance as a bank confirmed it: what of it is frozen, and what is free."""

    confirmed: Money
    frozen: Money

    @property
    def free(self) -> Money:
        """What the holder may use."""
        return self.confirmed - self.frozen


def balance_of(position: Position, on: date) -> Balance | None:
    """The balance on file with what holds it on that day; None where no bank confirmed one.

    An order with an amount holds up to it, several up to their sum; one without holds everything. A
    sum frozen as a part of the asset is held by itself. Amounts in another currency than the
    balance cannot be set against it and hold everything, to be on the safe side.
    """
    confirmed = position.confirmed_balance
    if confirmed is None:
        return None
    sums = _of_parts(position) if position.parts else _of_orders(position, on)
    if any(one is None or one.currency != confirmed.currency for one in sums):
        return Balance(confirmed, confirmed)
    held = Money.total([one for one in sums if one is not None], confirmed.currency)
    return Balance(confirmed, min(held, confirmed))


def _of_parts(position: Position) -> list[Money | None]:
    held = [p for p in position.parts.values() if p.legal not in ENDED | FREE]
    if all(part.share is not None for part in position.parts.values()):
        return [None] if held else []
    return [part.amount for part in held]


def _of_orders(position: Position, on: date) -> list[Money | None]:
    standing = position.standing_orders(_HOLDING)
    if not standing and position.taken_over and position.legal not in ENDED | FREE:
        return [None]
    return [order.amount for order in standing if order.in_force(on)]
