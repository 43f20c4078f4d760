"""What of an asset is held at which address, as a fold of its events, in whole base units.

An address that was never told holds what is left of the total: so a sale or a loss without an
address keeps the sum right, and a ledger that began without addresses needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.asset_actions import ChangeAsset, OpenPosition, RegisterAsset
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.quantity_actions import (
    ExplainDifference,
    ReconcileQuantity,
    RecordQuantity,
)
from asset_recovery.domain.chains import (
    UNTOLD,
    Spot,
    base_units,
    decimals_of,
    from_units,
    normal_txid,
    spot_of,
)
from asset_recovery.domain.quantity_facts import CountLine, QuantityLine

if TYPE_CHECKING:
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.story import StoryEvent

ADDS = frozenset({"receive", "birth", "airdrop", "fork"})
TAKES = frozenset({"sale", "loss", "death"})
FEE = "fee"
_FOUNDING = (RegisterAsset, ChangeAsset, OpenPosition)  # with what the ledger opens
Moves = list[tuple[Spot, int]]


@dataclass(slots=True)
class Holdings:
    """Balances by address (units of 10^-18), the lines of the ledger, the latest counts."""

    spots: dict[Spot, int] = field(default_factory=dict)
    names: dict[Spot, str] = field(default_factory=dict)
    lines: list[QuantityLine] = field(default_factory=list)
    moved: set[tuple[str, str, Spot, Spot]] = field(default_factory=set)
    counts: dict[Spot, CountLine] = field(default_factory=dict)

    def untold(self, total: Decimal) -> int:
        """What stands at no address that was told."""
        return base_units(total) - sum(self.spots.values())

    def at(self, spot: Spot, total: Decimal) -> int:
        """What the ledger has at an address; one that it does not know may hold what is untold."""
        if spot in self.spots and spot is not UNTOLD:
            return self.spots[spot]
        return self.untold(total)

    def open_difference(self) -> Decimal | None:
        """The difference of the first count that nobody has explained; None without one."""
        return next((one.difference for one in self.counts.values() if one.is_open), None)

    def difference(self) -> Decimal | None:
        """The difference of the first count that is more than dust, explained or not."""
        found = (one.difference for one in self.counts.values() if not one.within_tolerance)
        return next(found, None)


def source_of(held: Holdings, spot: Spot, units: int, total: Decimal) -> Spot:
    """Whence units go that leave `spot`: an address not known yet draws on what is untold.

    Where nothing is said, they leave what is untold, or the one address that holds everything.
    """
    if spot in held.spots:
        return spot
    if spot == UNTOLD and held.untold(total) < units:
        holding = [one for one, amount in held.spots.items() if amount > 0]
        if len(holding) == 1:
            return holding[0]
    return UNTOLD


def follow(
    command: Action,
    position: Position,
    event: StoryEvent,
    on: date,
    before: tuple[str, Decimal],
) -> None:
    """Keep the ledger in step with the total; `before`: reference and total before the event."""
    named, total = before
    held = position.holdings
    if position.reference != named:
        position.holdings = Holdings()
        if isinstance(command, RecordQuantity):
            _credit(command, position, event, on)
        return
    if isinstance(command, RecordQuantity):
        if command.child is None:
            _moved(command, position, event, on, total)
    elif isinstance(command, ReconcileQuantity):
        _counted(command, position, event, on)
    elif isinstance(command, ExplainDifference):
        _explained(command, held, on)
    elif position.quantity != total and not isinstance(command, _FOUNDING):
        _changed(command, position, event, on, total)


def _credit(command: RecordQuantity, position: Position, event: StoryEvent, on: date) -> None:
    """Units of a split chain stand where it was said that they were credited."""
    held, moves = position.holdings, []
    if command.to_address:
        spot = spot_of(command.to_address, command.unit, command.chain)
        units = base_units(command.quantity)
        held.spots[spot], held.names[spot] = units, command.to_address
        moves.append((spot, units))
    held.lines.append(
        _line(command, position, event, on, command.quantity, moves, position.quantity)
    )


def _moved(
    command: RecordQuantity, position: Position, event: StoryEvent, on: date, before: Decimal
) -> None:
    held = position.holdings
    units, fee = base_units(command.quantity), base_units(command.fee or Decimal(0))
    if command.event == "sale":  # what left with a delivered tranche does not leave again
        units = base_units(before - position.quantity) - fee
    out = spot_of(command.from_address, command.unit, command.chain)
    to = spot_of(command.to_address, command.unit, command.chain)
    moves: Moves = []
    leaves = command.event in TAKES or command.event == "transfer"
    source = source_of(held, out, units + fee, before)
    if leaves:
        moves.append((source, -units))
    if to != UNTOLD and command.event not in TAKES:
        held.names.setdefault(to, str(command.to_address))
        moves.append((to, units))
    _apply(held, moves)
    change = from_units(units if command.event in ADDS else -units if leaves else 0)
    if command.event == "transfer":
        change = Decimal(0)
    held.lines.append(_line(command, position, event, on, change, moves, before + change))
    if fee:
        paid: Moves = [(source if leaves else to, -fee)]
        _apply(held, paid)
        line = _line(command, position, event, on, -from_units(fee), paid, position.quantity)
        held.lines.append(_as_fee(line, command))
    if command.txid:
        held.moved.add((command.event, normal_txid(command.txid), out, to))


def _apply(held: Holdings, moves: Moves) -> None:
    for spot, units in moves:
        if spot != UNTOLD:
            held.spots[spot] = held.spots.get(spot, 0) + units


def _line(  # noqa: PLR0913, PLR0917 - the parts of a line
    command: RecordQuantity,
    position: Position,
    event: StoryEvent,
    on: date,
    change: Decimal,
    moves: Moves,
    total: Decimal,
) -> QuantityLine:
    return QuantityLine(
        on=on,
        seq=event.effective_seq or event.seq,
        event=command.event,
        change=change,
        total=total,
        quantity=command.quantity,
        from_address=command.from_address,
        to_address=command.to_address,
        moves=tuple((spot, from_units(units)) for spot, units in moves),
        txid=command.txid,
        block=command.block,
        at=command.at,
        note=command.note or command.reason,
    )


def _as_fee(line: QuantityLine, command: RecordQuantity) -> QuantityLine:
    return replace(line, event=FEE, quantity=command.fee or Decimal(0), to_address=None, note=None)


def _changed(
    command: Action, position: Position, event: StoryEvent, on: date, before: Decimal
) -> None:
    """Another step changed the total: a part was sold, split off or brought in."""
    held = position.holdings
    units = base_units(position.quantity) - base_units(before)
    moves: Moves = []
    if units < 0:
        source = source_of(held, UNTOLD, -units, before)
        moves = [(source, units)]
        _apply(held, moves)
    held.lines.append(
        QuantityLine(
            on=on,
            seq=event.effective_seq or event.seq,
            event=type(command).action(),
            change=from_units(units),
            total=position.quantity,
            quantity=from_units(abs(units)),
            moves=tuple((spot, from_units(moved)) for spot, moved in moves),
        )
    )


def ledger_at(command: ReconcileQuantity, position: Position) -> Decimal:
    """What the ledger has where it was counted: at the address, or in all."""
    held = position.holdings
    if not command.address or not held.spots:
        return position.quantity
    spot = spot_of(command.address, command.unit, command.chain)
    return from_units(held.at(spot, position.quantity))


def tolerance(unit: str, base: str) -> Decimal:
    """Dust of a token: so many of its smallest units; nothing where its decimals are not known."""
    places = decimals_of(unit)
    return Decimal(0) if places is None else Decimal(base).scaleb(-places)


def _counted(command: ReconcileQuantity, position: Position, event: StoryEvent, on: date) -> None:
    held, ledger = position.holdings, ledger_at(command, position)
    difference = from_units(base_units(command.balance) - base_units(ledger))
    spot = spot_of(command.address, command.unit, command.chain)
    within = abs(difference) <= tolerance(position.unit, str(event.facts.get("dust") or 0))
    line = CountLine(
        on=on,
        seq=event.effective_seq or event.seq,
        balance=command.balance,
        ledger=ledger,
        difference=difference,
        by=command.by,
        address=command.address,
        block=command.block,
        within_tolerance=within,
        explanation=command.explanation,
        explained_on=on if command.explanation else None,
        explained_by=command.by if command.explanation else (),
    )
    if spot == UNTOLD:
        held.counts.clear()  # the whole was counted: what single addresses gave is overtaken
    else:
        held.counts.pop(UNTOLD, None)
    held.counts[spot] = line


def _explained(command: ExplainDifference, held: Holdings, on: date) -> None:
    wanted = None if command.address is None else command.address.strip()
    for spot, count in held.counts.items():
        fits = wanted is None or wanted in {spot.address, (count.address or "").strip()}
        if count.is_open and fits:
            held.counts[spot] = replace(
                count,
                explanation=command.explanation,
                explained_on=on,
                explained_by=command.by,
            )


def running(lines: list[QuantityLine], opening: Decimal) -> Iterator[dict[Spot, Decimal]]:
    """After each line: what each address holds; the rest of the total is at none that was told."""
    now: dict[Spot, Decimal] = {}
    total = opening
    for line in lines:
        for spot, units in line.moves:
            if spot != UNTOLD:
                now[spot] = now.get(spot, Decimal(0)) + units
        total = line.total
        rest = from_units(base_units(total) - sum(base_units(one) for one in now.values()))
        yield {**now, UNTOLD: rest}
