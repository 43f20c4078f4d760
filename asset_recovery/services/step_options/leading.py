"""Where the steps of an asset lead: the same answers as `can`, each with the states it ends in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from asset_recovery.domain.registers import StepOption
from asset_recovery.lifecycle.moves import CONDITIONS, Case
from asset_recovery.lifecycle.position import OrderPosition, Position
from asset_recovery.lifecycle.rules import Move, Rules, Step

_AXES = ("legal", "management", "money")
# Conditions that look at the arguments of a step, which nobody has given yet.
_OF_WHAT_IS_GIVEN = frozenset(
    {
        "foreign_order",
        "own_order",
        "part_lifted",
        "result_frozen",
        "result_confiscated",
        "changes_measure",
        "statutory_power",
        "confiscation_order_final",
    }
)


def with_leads(
    found: Iterable[StepOption],
    rules: Rules,
    position: Position,
    on: date,
    order: OrderPosition | None = None,
) -> Iterator[StepOption]:
    """The steps that change a state of the asset, each with where it leads (`axis:state`).

    A step leads from the present state where a move starts there; one that does not fit the present
    state leads to where it would from another, so that its refusal can be told. `order` is the one
    whose steps they are.
    """
    # A sale after the confiscation is final leaves the headline where it is.
    axes = _AXES if position.legal in rules.groups["not_yet_final"] else ("legal", "money")
    case = Case(position, None, order, on)
    for option in found:
        kind = dict(option.given).get("kind")
        steps = rules.steps_of(option.action)
        if kind is not None:
            chosen = rules.step(option.action, str(kind))
            steps = () if chosen is None else (chosen,)
        leads = tuple(dict.fromkeys(end for step in steps for end in _ends(step, case, axes)))
        if leads:
            yield replace(option, leads=leads)


def _ends(step: Step, case: Case, axes: tuple[str, ...]) -> Iterator[str]:
    for axis in axes:
        moves = [one for one in step.moves if one.axis == axis and _may_hold(one, case)]
        here = [one for one in moves if _starts_at(one, axis, case.position)]
        for move in here or moves:
            if move.to and not move.to.startswith("@"):
                yield f"{axis}:{move.to}"


def _starts_at(move: Move, axis: str, position: Position) -> bool:
    state = str(getattr(position, axis))
    return "*" in move.sources or state in move.sources


def _may_hold(move: Move, case: Case) -> bool:
    """Whether a move's conditions hold, or depend on what is still to be given."""
    return all(CONDITIONS[name](case) for name in move.conditions if name not in _OF_WHAT_IS_GIVEN)
