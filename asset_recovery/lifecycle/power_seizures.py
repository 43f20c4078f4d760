"""Seizure on a statutory power without an order: what it allows until a judge has validated it.

Validation is an order that names the asset (or that says by whom it was validated). Until it is on
file only the steps of the group `possible_before_validation` of the legal system are possible;
its term alarms and bars, and ends nothing by itself (lifecycle.md 4.3, workday.md 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import ReturnAsset
from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.lifecycle.ask import Ask
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.rules import Rules
    from asset_recovery.lifecycle.story import StoryEvent

TERM = "power_validation_due"
ALLOWED = "possible_before_validation"
_BY_THEMSELVES = frozenset({"freezing", "seizure", "confiscation_value"})
_OVER = frozenset({"release_ordered", "lapsed", "returned_to_owner", "restored_to_victim"})
_HOURS = 24
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PowerSeizure:
    """A seizure on a power of the law: which, when, and when it was validated by whom."""

    power: str
    on: date
    validated_on: date | None = None
    validated_by: str | None = None


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """What a seizure, an order or a return leaves of it."""
    if isinstance(command, TakePossession):
        if command.power and not command.order and not _held_by_order(position, on):
            position.power = PowerSeizure(command.power, on)
    elif isinstance(command, RecordOrder):
        _validate(command, position, event, on)
    elif isinstance(command, ReturnAsset):
        position.power = None


def _held_by_order(position: Position, on: date) -> bool:
    return any(
        order.in_force(on) and order.kind in {*_BY_THEMSELVES, "urgent_measure", "fiu_suspension"}
        for order in position.orders.values()
    )


def _validate(command: RecordOrder, position: Position, event: StoryEvent, on: date) -> None:
    seizure = position.power
    if seizure is None or seizure.validated_on is not None or event.irregular:
        return
    if command.status in ("draft", "requested"):
        return
    if not command.validated_by and not _all_of_it(position, event.order or event.reference):
        return  # an order over a part does not validate what is held beside it
    if command.validated_by or command.kind in _BY_THEMSELVES or "confiscat" in command.kind:
        by = command.validated_by or command.authority
        position.power = replace(seizure, validated_on=on, validated_by=by)


def _all_of_it(position: Position, order: str | None) -> bool:
    """Whether the orders that stand, the new one with them, reach every part that is held."""
    orders = [one for one in position.orders.values() if one.is_standing or one.reference == order]
    return all(
        any(
            (one.kind in _BY_THEMSELVES or "confiscat" in one.kind) and one.holds(name)
            for one in orders
        )
        for name, part in position.parts.items()
        if part.legal not in {"returned_to_owner", "restored_to_victim"}
    )


def unvalidated(position: Position) -> PowerSeizure | None:
    """The seizure that still waits for its validation, or None."""
    seizure = position.power
    waits = seizure is not None and seizure.validated_on is None and position.legal not in _OVER
    return seizure if waits else None


def validation_due(seizure: PowerSeizure, rules: Rules) -> date:
    """The day by which the seizure is to be validated.

    Only the day of the seizure is known: a term in hours is read from its first hour, so that the
    earlier of two possible days governs (workday.md 1.2).
    """
    term = rules.parameter(TERM, seizure.on)
    count = int(term.value)
    if term.unit == "hours":
        return seizure.on + timedelta(days=count // _HOURS)
    if term.unit == "working_days":
        return _working_days(seizure.on, count)
    return seizure.on + timedelta(days=count)


def _working_days(since: date, count: int) -> date:
    due = since
    while count:
        due += timedelta(days=1)
        count -= due.weekday() < _SATURDAY
    return due


def power_validated(ask: Ask) -> Iterator[Reason]:
    """Before validation only what preserves, insures, releases or returns is possible."""
    seizure = unvalidated(ask.position)
    allowed = ask.rules.groups.get(ALLOWED, frozenset())
    if seizure is None or {ask.action, f"{ask.action}:{ask.kind}"} & allowed:
        return
    yield Reason(
        "no_order",
        _(
            "The seizure of {date} ({power}) is not validated; until an order names the asset it "
            "can only be preserved, insured, released or returned."
        ).format(date=seizure.on, power=seizure.power),
        "record_order",
    )


def validated_in_time(ask: Ask) -> Iterator[Reason]:
    """An order that comes after the term leaves a gap: said, and shown in the dossier."""
    seizure = unvalidated(ask.position)
    if seizure is None or ask.command is None:
        return
    due = validation_due(seizure, ask.rules)
    if ask.on > due:
        yield Reason(
            "gap_in_measures",
            _("The seizure of {date} was to be validated by {due}; the order came {days} days late."
              ).format(date=seizure.on, due=due, days=(ask.on - due).days),
        )  # fmt: skip


def term_has_run_out(ask: Ask, seizure: PowerSeizure) -> Iterator[Reason]:
    """A lapse of the seizure is found only after its term."""
    due = validation_due(seizure, ask.rules)
    if ask.on <= due:
        yield Reason(
            "guard_failed",
            _("The seizure of {date} can still be validated until {due}.").format(
                date=seizure.on, due=due
            ),
            "record_order",
        )


GUARDS = {guard.__name__: guard for guard in (power_validated, validated_in_time)}
