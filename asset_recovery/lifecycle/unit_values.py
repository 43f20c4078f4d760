"""What each part of a divided asset is worth in sums of money.

Shares divide the value by largest remainder, so that the parts add up to it exactly. A sum counts
with itself, but all sums together at most with the value; the rest is what the value has beyond
them. Components have no value of their own: the asset counts as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.position import Position


def has_shares(position: Position) -> bool:
    """Whether it is divided, and by shares."""
    parts = position.parts.values()
    return bool(parts) and all(part.share is not None for part in parts)


def has_sums(position: Position) -> bool:
    """Whether it is divided, and by sums of money with a rest."""
    parts = position.parts.values()
    return bool(parts) and all(part.share is None and part.component is None for part in parts)


def capped(amount: Money, left: Money | None) -> tuple[Money, Money | None]:
    """A sum as far as the value goes, and what of the value is left; None: it is not known."""
    if left is None:
        return amount, None
    counted = min(amount, left)
    return counted, left - counted


def unit_values(
    position: Position, value: Money | None, convert: Callable[[Money], Money | None]
) -> Mapping[str, Money | None]:
    """Of each part with a value of its own what it counts with; empty where the whole counts.

    `value` is the asset's in the currency of the total, `convert` brings a sum into it. None: not
    known.
    """
    if has_shares(position):
        names = tuple(position.parts)
        if value is None:
            return dict.fromkeys(names)
        shares = [position.parts[name].share or Decimal(0) for name in names]
        return dict(zip(names, split(value, weights=shares), strict=True))
    if not has_sums(position):
        return {}
    return _by_sum(position, value, convert)


def _by_sum(
    position: Position, value: Money | None, convert: Callable[[Money], Money | None]
) -> Mapping[str, Money | None]:
    found: dict[str, Money | None] = {}
    left, is_known = value, True
    for name, part in position.parts.items():
        if part.amount is None:
            continue
        amount = convert(part.amount)
        if amount is None:
            found[name], is_known = None, False
        else:
            found[name], left = capped(amount, left)
    for name, part in position.parts.items():
        if part.amount is None:
            found[name] = left if is_known else None
    return {name: found[name] for name in position.parts}
