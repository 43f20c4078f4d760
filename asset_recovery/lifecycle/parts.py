"""Parts of an asset: a share, a sum or a component that has a legal state of its own.

Most assets are undivided (`position.parts` is empty) and nothing here concerns them. Where an
order, a release or a decided claim reaches only a part, the asset is divided: each part runs the
legal axis by itself, orders say which parts they hold, and the asset shows what its leading part
shows, or that it is mixed (lifecycle.md 4.0, 4.1).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from asset_recovery.domain.actions.asset_actions import (
    CloseAsset,
    ReopenAsset,
)
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import ReturnAsset
from asset_recovery.domain.actions.order_actions import (
    CertifyFinal,
    ChallengeOrder,
    DecideChallenge,
    LiftOrder,
    RecordOrder,
)
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PART_FACTS,
    OrderPosition,
    PartPosition,
    Position,
)

ENDED = frozenset(
    {"returned_to_owner", "restored_to_victim", "transferred_to_other_state", "closed"}
)


FREE = frozenset({"lead", "unknown", "declined", "identified", "traced_abroad", "lapsed"})


_OPEN_AFTER_FIRST = frozenset(
    {
        "confiscation_proposed",
        "confiscated_not_final",
        "confiscation_under_appeal",
        "frozen",
        "seized",
        "measure_varied",
        "held_as_evidence",
    }
)


_TITLE = frozenset({"confiscated_final", "title_vested_in_state"})


SHOWN_OF_PARTS = frozenset({"confiscated_partly_final", "third_party_claim_upheld_in_part"})


_ALL_PARTS = (CloseAsset, ReopenAsset)


WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of an asset a command reaches; with nothing set, all that it fits."""

    fraction: Decimal | None = None
    amount: Money | None = None
    component: str | None = None
    named: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Nothing narrows it."""
        return self == Scope() or (self.fraction == WHOLE and not self.named)


@dataclass(frozen=True, slots=True)
class Reach:
    """The parts that a step reaches, and what of it finds no part: a share, or names."""

    names: tuple[str, ...] = ()
    short: Decimal | None = None
    unknown: tuple[str, ...] = ()
    other_kind: bool = False


Fits = Callable[[Position, OrderPosition | None], bool]


def scope_of(command: Action | None, position: Position, order: OrderPosition | None) -> Scope:
    """What the command says of the part that it means."""
    if isinstance(command, RecordOrder):
        names = {position.reference, position.substitutes}
        row = next((row for row in command.assets if row.get("asset") in names), {})
        return Scope(
            fraction=share_of_text(row.get("fraction")),
            amount=money_of(row.get("amount")),
            component=text_of(row.get("component")),
        )
    if isinstance(command, LiftOrder):
        capped = order is not None and order.amount is not None
        return Scope(
            fraction=command.fraction,
            amount=None if capped else command.amount,
            named=command.parts,
        )
    if isinstance(command, ChallengeOrder):
        return Scope(fraction=command.fraction, named=command.parts)
    if isinstance(command, (DecideChallenge, CertifyFinal, ReturnAsset)):
        return Scope(named=command.parts)
    return Scope()


def share_of_text(value: object) -> Decimal | None:
    """A share as JSON gives it, exact; None where none is given."""
    return None if value is None else Decimal(str(value))


def money_of(value: object) -> Money | None:
    """An amount as JSON gives it; None where none is given."""
    if isinstance(value, Money) or value is None:
        return value
    return Money.from_json(value)


def text_of(value: object) -> str | None:
    """A text; None where none is given."""
    return None if value is None else str(value)


def reach(
    position: Position,
    command: Action | None,
    order: OrderPosition | None,
    fits: Fits,
    kind: str | None,
) -> Reach:
    """The parts that a step reaches, before anything is divided for it.

    `fits` says whether the step has a legal move from the state of a (view on a) part.
    """
    scope = scope_of(command, position, order)
    parts = position.parts
    if scope.named:
        return _named(position, scope)
    able = list(_candidates(position, command, order))
    if isinstance(command, DecideChallenge) and order is not None and order.challenges:
        about = order.challenges[0].parts  # the remedy that waits longest
        able = [name for name in able if about is None or name in about]
    fitting = [name for name in able if fits(*_seen(position, name, order))]
    if fitting:
        able = fitting
    if kind in CONFISCATIONS and isinstance(command, RecordOrder):
        open_to = [name for name in able if not _confiscated(position, name, order)]
        able = open_to or able
    if scope.is_open:
        return Reach(tuple(able))
    if scope.fraction is not None:
        if any(part.share is None for part in parts.values()):
            return Reach(tuple(able), other_kind=True)
        return _enough(position, able, scope.fraction)
    if scope.component is not None:
        known = [name for name in able if parts[name].component == scope.component]
        rest = [name for name in able if parts[name].component is None and parts[name].is_rest]
        return Reach(tuple(known or rest), other_kind=not (known or rest))
    rest = [name for name in able if parts[name].amount is not None or parts[name].is_rest]
    return Reach(tuple(rest), other_kind=not rest)


def _named(position: Position, scope: Scope) -> Reach:
    found, unknown = [], []
    for name in scope.named:
        key = name.removeprefix(f"{position.reference}/")
        match = [
            part.reference
            for part in position.parts.values()
            if key in (part.reference, part.component)
        ]
        found += match
        if not match:
            unknown.append(name)
    return Reach(tuple(dict.fromkeys(found)), unknown=tuple(unknown))


def _enough(position: Position, able: Iterable[str], fraction: Decimal) -> Reach:
    """Parts that together hold the share: one that fits exactly, else the largest first."""
    parts = position.parts
    shares = {name: parts[name].share or Decimal(0) for name in able}
    exact = next((name for name, share in shares.items() if share == fraction), None)
    if exact is not None:
        return Reach((exact,))
    chosen, left = [], fraction
    for name in sorted(shares, key=lambda one: -shares[one]):
        if left <= 0:
            break
        chosen.append(name)
        left -= shares[name]
    return Reach(tuple(chosen), short=fraction - left if left > 0 else None)


def _candidates(
    position: Position, command: Action | None, order: OrderPosition | None
) -> Iterator[str]:
    for name, part in position.parts.items():
        if isinstance(command, _ALL_PARTS):
            yield name
            continue
        if order is not None and not order.holds(name):
            continue
        if order is None and part.claimant is not None and not isinstance(command, ReturnAsset):
            continue
        if part.legal not in ENDED:
            yield name


def _confiscated(position: Position, name: str, own: OrderPosition | None) -> bool:
    return any(
        order.holds(name) and (own is None or order.reference != own.reference)
        for order in position.standing_orders(CONFISCATIONS)
    )


def _seen(
    position: Position, name: str, order: OrderPosition | None
) -> tuple[Position, OrderPosition | None]:
    seen = view(position, name)
    return seen, (seen.orders.get(order.reference, order) if order is not None else None)


def view(position: Position, name: str) -> Position:
    """The position as this part alone, to read only: its legal facts, and the orders holding it."""
    seen = copy.copy(position)
    part = position.parts[name]
    for fact in PART_FACTS:
        setattr(seen, fact, getattr(part, fact))
    seen.before = {**position.before, **part.before}
    seen.orders = {
        key: _of_part(order, name) for key, order in position.orders.items() if order.holds(name)
    }
    seen.parts = {}
    return seen


def _of_part(order: OrderPosition, name: str) -> OrderPosition:
    """An order as it stands over one part: its finality and its challenges there."""
    changes: dict[str, object] = {}
    if name in order.final_parts and order.final_on is None:
        changes = {"final_on": order.final_parts[name], "state": "final"}
    challenges = tuple(one for one in order.challenges if one.parts is None or name in one.parts)
    if len(challenges) != len(order.challenges):
        changes["challenges"] = challenges
    return replace(order, **changes) if changes else order  # type: ignore[arg-type]


@contextmanager
def focus(position: Position, name: str) -> Iterator[None]:
    """Let the position be this part for a while: what is changed is the part's own."""
    part = position.parts[name]
    kept = {fact: getattr(position, fact) for fact in PART_FACTS}
    before = position.before
    for fact in PART_FACTS:
        setattr(position, fact, getattr(part, fact))
    position.before = part.before
    try:
        yield
    finally:
        for fact in PART_FACTS:
            setattr(part, fact, getattr(position, fact))
            setattr(position, fact, kept[fact])
        position.before = before


def withdraw(position: Position, order: OrderPosition, state: str, on: date) -> None:
    """An order ends for the parts that the step touches; for all of them, it ends."""
    held = {name for name in position.parts if order.holds(name)}
    rest = held - set(position.touched)
    if position.parts and position.touched and rest:
        order.parts = frozenset(rest)
        if held & set(position.touched):
            order.state = "extended_or_varied"
        return
    order.state, order.ended_on = state, on


def share_held(position: Position, order: OrderPosition) -> Decimal | None:
    """The share of the asset that an order holds; None where its parts are no shares."""
    if not position.parts:
        return WHOLE
    shares = [part.share for name, part in position.parts.items() if order.holds(name)]
    known = [share for share in shares if share is not None]
    return sum(known, Decimal(0)) if len(known) == len(shares) else None


def nothing_left(position: Position) -> bool:
    """No part is left to the office beside those that the step touches."""
    return all(
        name in position.touched or part.legal in ENDED or part.legal in FREE
        for name, part in position.parts.items()
    )


def settle(position: Position) -> None:
    """The asset stands where its leading part stands."""
    if not position.parts:
        return
    lead = position.parts[leading(position)]
    for fact in PART_FACTS:
        setattr(position, fact, getattr(lead, fact))
    position.before |= lead.before


def leading(position: Position) -> str:
    """The part that speaks for the asset: what the State holds, then what must go back."""

    def rank(item: tuple[str, PartPosition]) -> tuple[int, Decimal, int]:
        name, part = item
        if part.claimant is not None:
            order = 2
        elif part.legal == "release_ordered":
            order = 1
        elif part.legal in FREE:
            order = 3
        elif part.legal in ENDED:
            order = 4
        else:
            order = 0
        return order, -(part.share or Decimal(0)), int(name)

    return min(position.parts.items(), key=rank)[0]


def shown_legal(position: Position) -> str:
    """The legal state that lists show for the whole asset (lifecycle.md 4.1)."""
    if not position.parts:
        return position.legal
    own = {part.legal for part in position.parts.values() if part.claimant is None}
    states = {part.legal for part in position.parts.values()}
    if len(states) == 1 and len(own) == len(position.parts):
        return position.legal
    claimed = any(part.claimant is not None for part in position.parts.values())
    if own & _TITLE and own & _OPEN_AFTER_FIRST:
        return "confiscated_partly_final"
    if claimed and position.legal not in ENDED and own & (_TITLE | {"confiscated_not_final"}):
        return "third_party_claim_upheld_in_part"
    return position.legal


def is_mixed(position: Position) -> bool:
    """Whether its parts stand in different legal states."""
    return len({part.legal for part in position.parts.values()}) > 1
