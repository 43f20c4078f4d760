"""How an asset comes into the office's care, is revalued in it, and goes out: moves of a table.

The story of the asset is told moment by moment; whenever what is held of it, or its value, is
another than before, that is a move on the date of the step. So the table closes by itself, and a
late fact moves its figures to where they belong (statistics.md, movement table).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.money import Money
from asset_recovery.domain.statistics_layout import MovementLayout
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.position import PartPosition, Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import Moment, advance

Worth = Callable[[Position], Money]
RECEIVED, FORFEITED, SEIZED, REVALUED = "received", "forfeited", "seized", "revalued"
DISPOSED = "disposed"


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of an asset: 1 or 0 things, and its value in minor units (base currency)."""

    count: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A move of one kind on a day; `count` and `value` as the table adds them, before their sign.

    Only the value of a revaluation may be negative. `state` is what the asset came to by it.
    """

    kind: str
    on: date
    count: int
    value: int
    state: str


@dataclass(frozen=True, slots=True)
class _Then:
    held: Held
    kinds: dict[str, str | None]
    values: dict[str, int]


def moves(
    start: Position,
    story: Iterable[Moment],
    rules: Rules,
    layout: MovementLayout,
    worth: Worth,
    *,
    made_of_another: bool = False,
) -> Iterator[tuple[Move, Held]]:
    """Every move of an asset in the order of its story, with what is held after it.

    `worth` gives the value of the whole asset in the base currency (zero where none counts) at the
    position that it is shown. What is `made_of_another` asset (sale, split, merger) is
    told that asset's story first and is itself held from the step that made it.
    """
    then = _Then(Held(), {}, {})
    for moment in story:
        advance(start, moment, rules)
        if made_of_another and not is_made(start):
            continue
        now = _then(start, layout, worth, entered=bool(then.held.count))
        if now.held != then.held:
            yield from _between(start, moment, then, now, layout)
        then = now


def _then(position: Position, layout: MovementLayout, worth: Worth, *, entered: bool) -> _Then:
    """How the units of an asset stand: by which kind each has gone out, None while it is held."""
    units = units_of(position)
    kinds = {name: _gone(position, unit, layout) for name, unit in units.items()}
    if not entered and not any(
        kinds[name] is None and _enters(position, unit, layout) for name, unit in units.items()
    ):
        return _Then(Held(), kinds, {})
    values = values_of(position, units, worth(position))
    here = [name for name, kind in kinds.items() if kind is None]
    held = Held(int(bool(here)), sum(values[name] for name in here))
    return _Then(held, kinds, values)


def units_of(position: Position) -> dict[str, Position | PartPosition]:
    """The parts of a divided asset, else the asset itself."""
    return dict(position.parts) if position.parts else {"": position}


def values_of(
    position: Position, units: dict[str, Position | PartPosition], value: Money
) -> dict[str, int]:
    """The value by unit: by share, by sum with the rest, or whole on what is held of components."""
    parts = position.parts
    if not parts:
        return {"": value.minor}
    shares = [part.share for part in parts.values()]
    if all(share is not None for share in shares):
        weights = [share for share in shares if share is not None]
        shared = [part.minor for part in split(value, weights=weights)]
        return dict(zip(parts, shared, strict=True))
    found = dict.fromkeys(units, 0)
    left = value.minor
    for name, part in parts.items():
        if part.amount is not None:
            found[name] = min(part.amount.minor, left)
            left -= found[name]
    rest = next((name for name, part in parts.items() if part.is_rest), next(iter(parts)))
    found[rest] += left
    return found


def _gone(position: Position, unit: Position | PartPosition, layout: MovementLayout) -> str | None:
    """The kind of movement by which a unit has gone out; None while nothing says so."""
    if position.void or position.split_into or position.merged_into is not None:
        return DISPOSED
    legal = unit.before.get("closing", unit.legal) if unit.legal == "closed" else unit.legal
    return (
        layout.leaves["management"].get(position.management)
        or layout.leaves["legal"].get(legal)
        or layout.leaves["money"].get(position.money)
    )


def _enters(position: Position, unit: Position | PartPosition, layout: MovementLayout) -> bool:
    """Whether a thing that was not held is now: taken, confiscated, or in another's place."""
    return (
        position.possession is not None
        or position.substitutes is not None
        or unit.legal in layout.seized
        or unit.legal in layout.forfeited
    )


def _between(
    position: Position, moment: Moment, then: _Then, now: _Then, layout: MovementLayout
) -> Iterator[tuple[Move, Held]]:
    """The moves of one moment: it came in, it went out whole or in part, it was revalued."""
    on = moment.on
    if not then.held.count:
        kind = _entry(position, moment, layout)
        yield Move(kind, on, now.held.count, now.held.value, position.legal), now.held
        return
    left = then.held.value
    gone = _went(then, now)
    for place, (kind, value) in enumerate(gone.items()):
        left -= value
        last = place == len(gone) - 1
        count = int(last and not now.held.count)
        after = Held(int(not count), left)
        yield Move(kind, on, count, value, _state_of(position, kind, layout)), after
    if left != now.held.value:
        yield Move(REVALUED, on, 0, now.held.value - left, position.legal), now.held


def _went(then: _Then, now: _Then) -> dict[str, int]:
    """What went out by kind, with the value that it had before."""
    found: dict[str, int] = {}
    # Divided, or put together again, by this very step: what is gone has its new value.
    values = then.values if then.kinds.keys() == now.kinds.keys() else now.values
    for name, kind in now.kinds.items():
        if kind is not None and then.kinds.get(name) is None and (name in values):
            found[kind] = found.get(kind, 0) + values[name]
    if not now.held.count and found:
        first = next(iter(found))
        found[first] += then.held.value - sum(found.values())
    return found


def is_made(position: Position) -> bool:
    """Whether the step that made an asset of another one has been told."""
    return position.substitutes is not None or position.part_of is not None


def _entry(position: Position, moment: Moment, layout: MovementLayout) -> str:
    """By which kind a thing came in: taken over or made of another, confiscated, or seized."""
    if isinstance(moment.event.command, OpenPosition) or is_made(position):
        return RECEIVED
    return FORFEITED if position.legal in layout.forfeited else SEIZED


def _state_of(position: Position, kind: str, layout: MovementLayout) -> str:
    by_management = layout.leaves["management"].get(position.management) == kind
    return position.management if by_management else position.legal
