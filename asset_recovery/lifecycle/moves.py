"""Moves on the axes: which of a step's moves is taken, from the tables of the legal system."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.actions.office_actions import RecordAnswer
from asset_recovery.domain.actions.order_actions import (
    DecideChallenge,
    LiftOrder,
    RecordOrder,
    VaryOrder,
)
from asset_recovery.domain.actions.reversal_actions import ReverseConfiscation
from asset_recovery.lifecycle.dividing import begin_parts, divide
from asset_recovery.lifecycle.foreign_conditions import FOREIGN_CONDITIONS
from asset_recovery.lifecycle.order_effects import lifts_a_part
from asset_recovery.lifecycle.parts import Reach, Scope, focus, nothing_left, reach, scope_of, view
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.rules import Move, Rules, Step

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

EXECUTED = frozenset(
    {
        "confiscated_final",
        "confiscated_partly_final",
        "title_vested_in_state",
        "confiscated_abroad",
        "foreign_confiscation_recognised",
        "transferred_to_other_state",
        "restored_to_victim",
    }
)
DISPOSAL_STATES = {
    "sale": "final_sale",
    "liquidation": "final_sale",
    "public_use": "transferred_for_public_or_social_use",
    "social_reuse": "transferred_for_public_or_social_use",
    "official_use": "official_use",
    "donation": "donated",
    "destruction": "destroyed_or_recycled",
    "transfer_abroad": "transferred_abroad",
    "write_off": "abandoned_or_written_off",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition of a move may look at."""

    position: Position
    command: Action | None
    order: OrderPosition | None
    on: date
    rest: bool = False  # what an order goes on to hold while a part is cut out of it


def _other_order_stands(case: Case) -> bool:
    """Another provisional or confiscation order holds the asset on that day."""
    own = case.order.reference if case.order else None
    return any(
        order.reference != own and order.in_force(case.on)
        for order in case.position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS)
    )


def _foreign(case: Case) -> bool:
    return isinstance(case.command, RecordOrder) and case.command.country is not None


def _concurrent_order_stands(case: Case) -> bool:
    """Another authority's order, recorded as concurrent, holds the asset on that day."""
    own = case.order.reference if case.order else None
    return any(
        order.reference != own and order.concurrent and order.in_force(case.on)
        for order in case.position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS)
    )


def _lifts_a_part(case: Case) -> bool:
    if not isinstance(case.command, LiftOrder) or case.order is None:
        return False
    return case.rest or lifts_a_part(case.command, case.order)


def _result(case: Case) -> str | None:
    """What another State reports of this asset."""
    if not isinstance(case.command, RecordAnswer):
        return None
    for row in case.command.results:
        if row.get("asset") == case.position.reference:
            return str(row.get("outcome"))
    return None


CONDITIONS: dict[str, Callable[[Case], bool]] = {
    "in_possession": lambda case: case.position.possession is not None,
    "not_in_possession": lambda case: case.position.possession is None,
    "foreign_order": _foreign,
    "own_order": lambda case: not _foreign(case),
    "concurrent_order_stands": _concurrent_order_stands,
    "part_lifted": _lifts_a_part,
    "result_frozen": lambda case: _result(case) == "frozen",
    "result_confiscated": lambda case: _result(case) == "confiscated",
    "other_challenge_open": lambda case: case.order is not None and len(case.order.challenges) > 1,
    "changes_measure": lambda case: (
        isinstance(case.command, VaryOrder)
        and (case.command.expires_on is not None or case.command.amount is not None)
    ),
    "value_order": lambda case: case.order is not None and case.order.kind == "confiscation_value",
    "own_order_in_force": lambda case: any(
        order.country is None and order.in_force(case.on)
        for order in case.position.standing_orders(PROVISIONAL_ORDERS)
    ),
    "statutory_power": lambda case: (
        isinstance(case.command, TakePossession) and case.command.power is not None
    ),
    "provisional_order": lambda case: (
        case.order is not None and case.order.kind in PROVISIONAL_ORDERS
    ),
    "confiscation_order": lambda case: case.order is not None and case.order.kind in CONFISCATIONS,
    "not_confiscation_order": lambda case: (
        case.order is not None and case.order.kind not in CONFISCATIONS
    ),
    "confiscation_order_final": lambda case: (
        case.order is not None
        and case.order.kind in CONFISCATIONS
        and isinstance(case.command, DecideChallenge)
        and bool(case.command.final)
        and len(case.order.challenges) == 1
    ),
    "order_without_measure": lambda case: (
        case.order is not None
        and case.order.kind not in PROVISIONAL_ORDERS | CONFISCATIONS | {"confiscation_value"}
    ),
    "other_order_stands": _other_order_stands,
    "tranche": lambda case: case.position.sale is not None and case.position.sale.is_tranche,
    "tranche_replaced": lambda case: (
        case.position.sale is not None
        and case.position.sale.is_tranche
        and case.position.legal not in EXECUTED
    ),
    "tranches_sold": lambda case: any(
        sale.is_tranche and sale.delivered_on is not None for sale in case.position.past_sales
    ),
    "nothing_left": lambda case: nothing_left(case.position),
    "reversed": lambda case: case.position.legal == "reversed_after_execution",
    "part_reversed": lambda case: (
        isinstance(case.command, ReverseConfiscation) and case.command.amount is not None
    ),
    "title_executed": lambda case: case.position.legal in EXECUTED,
    "restitution_ordered": lambda case: case.position.restitution_to is not None,
    **FOREIGN_CONDITIONS,
}


def fitting(step: Step, axis: str, case: Case) -> Move | None:
    """The first move of the axis that fits the state and its condition."""
    state = getattr(case.position, axis)
    for candidate in step.moves:
        if candidate.axis != axis:
            continue
        if "*" not in candidate.sources and state not in candidate.sources:
            continue
        if not all(CONDITIONS[name](case) for name in candidate.conditions):
            continue
        return candidate
    return None


def unfitting_axis(step: Step, case: Case) -> str | None:
    """The first axis on which the step has moves and none fits: the step is in the wrong state."""
    for axis in step.axes:
        if fitting(step, axis, case) is None:
            return axis
    return None


def leading_there(step: Step, axis: str, case: Case, rules: Rules) -> str | None:
    """The action that leads from the state of the asset to one from which the step can be taken.

    None where no single action does, or where several do: nothing is guessed.
    """
    wanted = frozenset[str]().union(*(one.sources for one in step.moves if one.axis == axis))
    state = getattr(case.position, axis)
    found = {
        action for action, sources, to in _on_axis(axis, rules) if to in wanted and state in sources
    }
    return found.pop() if len(found) == 1 else None


def _on_axis(axis: str, rules: Rules) -> tuple[tuple[str, frozenset[str], str], ...]:
    """Every move of an axis with its action, listed once for a version of the law."""
    key = f"moves on {axis}"
    if key not in rules.read_tables:
        rules.read_tables[key] = tuple(
            (step.action, move.sources, move.to)
            for step in rules.steps
            for move in step.moves
            if move.axis == axis
        )
    found = rules.read_tables[key]
    assert isinstance(found, tuple)
    return found


def reached(
    position: Position,
    command: Action | None,
    order: OrderPosition | None,
    on: date,
    step: Step | None,
) -> Reach | None:
    """The parts that a step reaches; None where it concerns the asset as one."""
    if step is None or "legal" not in step.axes:
        return None
    scope = scope_of(command, position, order)
    if not position.parts and scope.is_open:
        return None
    if not position.parts:
        position = copy(position)
        begin_parts(position, scope)

    def fits(seen: Position, held: OrderPosition | None) -> bool:
        return fitting(step, "legal", Case(seen, command, held, on)) is not None

    return reach(position, command, order, fits, getattr(command, "kind", None))


def begin(position: Position, event: StoryEvent, on: date, rules: Rules) -> None:
    """Divide the asset for the step where it reaches only a part; say which parts it reaches."""
    from asset_recovery.lifecycle.story import kind_of  # noqa: PLC0415 - the two need each other

    command = event.command
    position.touched = ()
    if not _has_effect(command):
        return
    step = rules.step(type(command).action(), kind_of(command))
    order = position.orders.get(event.order) if event.order else None
    found = reached(position, command, order, on, step)
    if found is None:
        return
    scope: Scope = scope_of(command, position, order)
    begin_parts(position, scope)
    position.touched = divide(position, scope, found.names)


def move(position: Position, event: StoryEvent, on: date, rules: Rules) -> None:
    """Change the axes as the tables say; an irregular record is taken at its word."""
    from asset_recovery.lifecycle.story import kind_of  # noqa: PLC0415 - the two need each other

    command = event.command
    step = rules.step(type(command).action(), kind_of(command))
    if step is None or not step.moves or not _has_effect(command):
        return
    order = position.orders.get(event.order) if event.order else None
    case = Case(position, command, order, on)
    divided = bool(position.parts)
    axes = [axis for axis in step.axes if not (divided and axis == "legal")]
    taken = [(axis, _chosen(step, axis, case, event)) for axis in axes]
    for _axis, chosen in taken:
        if chosen is not None:
            _set(position, chosen, command, on)
    if divided and "legal" in step.axes:
        _move_parts(position, step, event, on)


def _move_parts(position: Position, step: Step, event: StoryEvent, on: date) -> None:
    """Each part that the step reaches moves by itself, and the rest of an order that is cut."""
    rest = _rest_of(position, event)
    for name in (*position.touched, *rest):
        seen = view(position, name)
        held = seen.orders.get(event.order) if event.order else None
        case = Case(seen, event.command, held, on, rest=name in rest)
        chosen = _chosen(step, "legal", case, event)
        if chosen is not None:
            with focus(position, name):
                _set(position, chosen, event.command, on)
            part = position.parts[name]
            part.dates.setdefault(part.legal, on)


def _rest_of(position: Position, event: StoryEvent) -> tuple[str, ...]:
    """The parts that an order goes on to hold when it is lifted for others."""
    order = position.orders.get(event.order) if event.order else None
    if order is None or not isinstance(event.command, LiftOrder):
        return ()
    return tuple(
        name for name in position.parts if order.holds(name) and name not in position.touched
    )


def _chosen(step: Step, axis: str, case: Case, event: StoryEvent) -> Move | None:
    found = fitting(step, axis, case)
    if found is None and event.irregular and not case.rest:
        found = next(candidate for candidate in step.moves if candidate.axis == axis)
    return found if found is not None and found.to else None


def _has_effect(command: Action) -> bool:
    """A drafted or requested order changes nothing yet."""
    return not (isinstance(command, RecordOrder) and command.status in ("draft", "requested"))


def _set(position: Position, chosen: Move, command: Action, on: date) -> None:
    state = getattr(position, chosen.axis)
    target = chosen.to
    if target.startswith("@given:"):
        target = str(getattr(command, target.removeprefix("@given:")))
    elif target.startswith("@before:"):
        what = target.removeprefix("@before:")
        target = position.before.get(what, "unmanaged" if chosen.axis == "management" else state)
    elif target == "@measure":
        target = "seized" if position.possession is not None else "frozen"
    elif target == "@disposal":
        target = DISPOSAL_STATES[str(getattr(command, "kind", ""))]
    elif target.startswith("@"):
        return  # claims and payments are worked out from the facts themselves (effects)
    _remember(position, target, state)
    setattr(position, chosen.axis, target)
    if chosen.axis == "legal":
        position.dates.setdefault(target, on)


def _remember(position: Position, target: str, state: str) -> None:
    """Keep the state to which an evidence hold, a sale or a closing may lead back."""
    memory = {"held_as_evidence": "evidence", "closed": "closing", "in_sale_process": "sale"}
    if target in memory and not (target == "in_sale_process" and state == "sold_unpaid"):
        before = state
        if target == "in_sale_process" and state in ("interlocutory_sale_ordered", "final_sale"):
            before = position.before.get("proposal", "unmanaged")
        position.before[memory[target]] = before
    if target in ("interlocutory_sale_proposed", "final_sale") and state != target:
        position.before["proposal"] = state
