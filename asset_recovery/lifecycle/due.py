"""What is due on a record: terms that follow from its facts by the legal system's rules.

Nothing here asks for today: what is due is a fact, that it is late is a matter of reading. So a
list or `show --as-of` is right even where nothing has run since (lifecycle.md 4.12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.lifecycle.ask import Convert, no_rates
from asset_recovery.lifecycle.deadline_reckoning import (
    Calendar,
    Reckoned,
    length_of,
    reckon,
)
from asset_recovery.lifecycle.deadline_rules import CHAIN, DeadlineRule, RuleSet, rule_set
from asset_recovery.lifecycle.deadline_triggers import Context, Start, holds, latest, starts
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.remedy_due import remedy_items
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.term_changes import TermChanges

OPEN_ENDED = frozenset(
    {"closed", "returned_to_owner", "restored_to_victim", "transferred_to_other_state", "declined"}
)


@dataclass(frozen=True, slots=True)
class Due:
    """One term: its code, what to do, until when, and whether the law itself sets it.

    `due` governs: the earlier of all readings. `other` is the later reading, where there are two;
    `at` the moment of a term in hours; `started` the day of the event; `subject` tells terms of one
    code apart (the order, the person). `reckoned` is how the rule alone came to its date.
    """

    code: str
    title: str
    due: date
    hard: bool = False
    subject: str = ""
    other: date | None = None
    at: datetime | None = None
    started: date | None = None
    paused: bool = False
    rule: DeadlineRule | None = None
    reckoned: Reckoned | None = None
    changes: TermChanges | None = None

    @property
    def owner(self) -> str:
        """The role that must act, empty where the rule names none."""
        return self.rule.owner if self.rule is not None else ""


def due_items(
    position: Position,
    rules: Rules,
    calendar: Calendar | None = None,
    *,
    scope: str = "asset",
    convert: Convert = no_rates,
) -> list[Due]:
    """Everything that is due on the record, earliest first.

    For an asset that is done, or replaced by its proceeds, only what is asked of closed records.
    """
    if position.void or position.replaced_by is not None:
        return []
    closed = position.legal in OPEN_ENDED or (scope == "case" and position.case.closed)
    found = _Terms(position, rules, calendar or Calendar(), Context(rules, convert), scope)
    items = found.all(closed=closed)
    if scope == "asset" and not closed:
        items += [Due(*item) for item in remedy_items(position, rules)]
    return sorted(items, key=lambda item: (item.due, item.code, item.subject))


class _Terms:
    """The terms of one record, worked out by the rules in force on the day of each event."""

    def __init__(
        self, position: Position, rules: Rules, calendar: Calendar, context: Context, scope: str
    ) -> None:
        self._position, self._rules, self._calendar = position, rules, calendar
        self._context, self._scope = context, scope
        self._starts: dict[str, tuple[Start, ...]] = {}
        self._views: dict[date, RuleSet] = {}
        self._found: dict[tuple[str, str], Due] = {}

    def all(self, *, closed: bool) -> list[Due]:
        """Every term that runs; of a closed record only those that closed records have."""
        newest = rule_set(self._rules, self._scope)
        for code, trigger in newest.starts:
            for start in self._started_by(trigger):
                self._add(code, trigger, start, closed)
        return list(self._found.values())

    def _rules_on(self, on: date) -> RuleSet:
        """The rules in force on the day of an event."""
        if on not in self._views:
            self._views[on] = rule_set(self._rules.at(on), self._scope)
        return self._views[on]

    def _started_by(self, trigger: str) -> tuple[Start, ...]:
        if trigger.startswith(CHAIN):
            before = trigger.removeprefix(CHAIN)
            return tuple(
                Start(item.due, item.at, subject, item.other)
                for (code, subject), item in self._found.items()
                if code == before
            )
        if trigger not in self._starts:
            self._starts[trigger] = tuple(starts(trigger, self._position, self._context))
        return self._starts[trigger]

    def _add(self, code: str, trigger: str, start: Start, closed: bool) -> None:
        """The first rule of the code that was in force on the day of the event and fits."""
        if (code, start.subject) in self._found:
            return
        for rule in self._rules_on(start.on).of.get(code, ()):
            if rule.trigger != trigger or (closed and not rule.when_closed):
                continue
            if _fits(rule, self._position, start):
                item = _item(rule, self._position, self._rules, self._calendar, start)
                if item is not None:
                    self._found[code, start.subject] = item
                return


def _fits(rule: DeadlineRule, position: Position, start: Start) -> bool:
    """Whether the rule is made for this record."""
    return (
        (not rule.order_kinds or start.kind in rule.order_kinds)
        and (not rule.modes or position.management in rule.modes)
        and (not rule.types or is_of_type(position.type_code, rule.types))
        and (not rule.forms or getattr(position, "form", "") in rule.forms)
        and all(holds(name, position, start) for name in rule.only_if)
    )


def is_of_type(code: str, types: Sequence[str]) -> bool:
    """A type's code, the beginning of its code, or (with @) the group it belongs to."""
    kind = asset_types().get(code)
    return any(
        (kind is not None and name == f"@{kind.group}")
        or code == name
        or code.startswith(f"{name}-")
        for name in types
    )


def _item(
    rule: DeadlineRule, position: Position, rules: Rules, calendar: Calendar, start: Start
) -> Due | None:
    if rule.disabled or any(holds(name, position, start) for name in rule.unless):
        return None
    start = latest(rule.restart, position, start)
    changes = position.terms.get((rule.code, start.subject))
    if changes is not None and changes.started not in (None, start.on):
        changes = None
    if changes is not None and changes.waived_on is not None:
        return None
    length = length_of(rule, rules, position.type_code, start.on)
    if length is None:
        return None
    pauses = (
        ()
        if changes is None
        else tuple(
            (pause.since, pause.until) for pause in changes.pauses if pause.until is not None
        )
    )
    country = start.country or getattr(position, "country", None)
    reckoned = reckon(start.on, start.at, length, rule, calendar.working(country), pauses)
    return _governed(rule, start, reckoned, changes)


def _governed(
    rule: DeadlineRule, start: Start, reckoned: Reckoned, changes: TermChanges | None
) -> Due:
    """The date that governs: the earliest reading; an extension stands in the rule's place."""
    first = reckoned.governing
    readings = [first.due]
    if reckoned.other is not None:
        readings.append(reckoned.other.due)
    if start.ends is not None:
        readings.append(start.ends + (first.due - start.on))
    at = first.at
    if changes is not None and changes.extended is not None:
        readings, at = [changes.extended], None
    if changes is not None and changes.manual is not None:
        at = at if min(readings) <= changes.manual else None
        readings.append(changes.manual)
    governing, last = min(readings), max(readings)
    return Due(
        code=rule.code,
        title=rule.title,
        due=governing,
        hard=rule.hard,
        subject=start.subject,
        other=last if last != governing else None,
        at=at,
        started=start.on,
        paused=changes is not None and changes.is_paused,
        rule=rule,
        reckoned=reckoned,
        changes=changes,
    )
