"""How an asset is divided: a share, a sum or a component is cut off what is there.

What reaches only a part divides the asset at that point of its story (`parts.py` says what a step
reaches); there is no act of dividing.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from asset_recovery.domain.actions.asset_actions import (
    OpenPosition,
)
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.parts import ENDED, WHOLE, Scope, money_of, share_of_text, text_of
from asset_recovery.lifecycle.position import (
    PART_FACTS,
    PartPosition,
    Position,
)


def begin_parts(position: Position, scope: Scope) -> None:
    """Make the undivided asset its own first part."""
    if position.parts:
        return
    first = PartPosition(
        reference="1", share=WHOLE if scope.fraction is not None else None, before={}
    )
    for fact in PART_FACTS:
        setattr(first, fact, getattr(position, fact))
    first.before = dict(position.before)
    first.dates = dict(position.dates)
    position.parts = {"1": first}


def divide(position: Position, scope: Scope, names: tuple[str, ...]) -> tuple[str, ...]:
    """Cut off what the scope takes from these parts; the parts that are now meant come back."""
    if scope.fraction is not None and not scope.is_open:
        return _cut_share(position, names, scope.fraction)
    if scope.component is not None:
        return tuple(_cut_component(position, name, scope.component) for name in names[:1])
    if scope.amount is not None:
        return _cut_amount(position, names, scope.amount)
    return names


def _cut_share(position: Position, names: tuple[str, ...], fraction: Decimal) -> tuple[str, ...]:
    chosen, left = [], fraction
    for name in names:
        part = position.parts[name]
        share = part.share or Decimal(0)
        if left <= 0:
            break
        if share <= left:
            chosen.append(name)
            left -= share
            continue
        part.share = share - left
        chosen.append(_split_off(position, name, share=left))
        left = Decimal(0)
    return tuple(chosen)


def _cut_amount(position: Position, names: tuple[str, ...], amount: Money) -> tuple[str, ...]:
    chosen: list[str] = []
    left = amount
    for name in sorted(names, key=lambda one: position.parts[one].is_rest):
        part = position.parts[name]
        if left.is_zero:
            break
        if part.amount is not None and part.amount.currency == left.currency:
            if part.amount <= left:
                chosen.append(name)
                left -= part.amount
                continue
            part.amount -= left
        elif part.amount is not None:
            continue
        chosen.append(_split_off(position, name, amount=left))
        left = Money(0, amount.currency)
    return tuple(chosen)


def _cut_component(position: Position, name: str, component: str) -> str:
    if position.parts[name].component == component:
        return name
    return _split_off(position, name, component=component)


def _split_off(
    position: Position,
    name: str,
    *,
    share: Decimal | None = None,
    amount: Money | None = None,
    component: str | None = None,
) -> str:
    """A new part like the one it comes from; what held that holds the new one too."""
    old = position.parts[name]
    new = str(len(position.parts) + 1)
    position.parts[new] = replace(
        old,
        reference=new,
        share=share,
        amount=amount,
        component=component,
        before=dict(old.before),
        dates=dict(old.dates),
    )
    for order in position.orders.values():
        if order.parts is not None and name in order.parts:
            order.parts |= {new}
        if name in order.final_parts:
            order.final_parts = {**order.final_parts, new: order.final_parts[name]}
        order.challenges = tuple(
            one._replace(parts=one.parts | {new}) if one.parts and name in one.parts else one
            for one in order.challenges
        )
    return new


def give_to_claimant(position: Position, party: str, share: Decimal) -> None:
    """A claim upheld for a share makes it the claimant's part; the rest goes on by itself."""
    scope = Scope(fraction=share)
    if scope.is_open or any(part.share is None for part in position.parts.values()):
        return
    begin_parts(position, scope)
    own = [
        name
        for name, part in position.parts.items()
        if part.claimant is None and part.legal not in ENDED
    ]
    for name in _cut_share(
        position, tuple(sorted(own, key=lambda one: _larger(position, one))), share
    ):
        position.parts[name].claimant = party


def _larger(position: Position, name: str) -> Decimal:
    return -(position.parts[name].share or Decimal(0))


def take_over_parts(position: Position, command: OpenPosition) -> None:
    """The parts that came with a position: those named, and the rest without a measure (4.0c)."""
    position.parts = {}
    rows: list[dict[str, object]] = [dict(row) for row in command.parts]
    if not rows and command.share is not None and command.share < WHOLE:
        rows = [{"share": command.share}]
    if not rows or len(rows) == 1 and share_of_text(rows[0].get("share")) == WHOLE:
        return
    shares = [share_of_text(row.get("share")) for row in rows]
    by_share = all(share is not None for share in shares)
    left = WHOLE - sum((share for share in shares if share is not None), Decimal(0))
    for place, row in enumerate(rows, start=1):
        legal = str(row.get("legal_state") or command.legal_state)
        position.parts[str(place)] = PartPosition(
            reference=str(place),
            share=shares[place - 1],
            amount=money_of(row.get("amount")),
            component=text_of(row.get("component")),
            legal=legal,
            dates={legal: command.on},
        )
    if left > 0 or not by_share:
        rest = str(len(rows) + 1)
        position.parts[rest] = PartPosition(
            reference=rest, share=left if by_share else None, legal="identified"
        )
