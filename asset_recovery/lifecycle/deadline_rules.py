"""Deadline rules as data: what starts a term, how long it runs, and what follows when it ends.

A rule stands in a legal system's file as `[[deadline_rule]]` (deadlines.md 1). Of several rules of
one code the first that is valid on the day of the event and fits the record is taken; a national
file's rules stand before those of the system it is based on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.lifecycle.law_tables import Rules

SCOPES = ("asset", "case", "request", "order")
EFFECTS = ("bar", "task", "proposal", "warning")
CHAIN = "deadline:"
EVENT = "event:"
LATEST = "latest:"
TABLE = "deadline_rule"
DEFAULT_STEPS = "lapse_alarm_steps"


@dataclass(frozen=True, slots=True)
class Length:
    """A count of units; `alternative` is the unit of a second reading, empty without one."""

    count: Decimal
    unit: str
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One rule. The length is `length`, or the parameter or the term of the asset's type named.

    `trigger`, `unless`, `only_if` and `restart` name facts of the position (`deadline_triggers`) or
    events: `event:ACTION[:KIND][.ARGUMENT]`, `latest:` where only the newest event counts, even if
    it names no such day. A trigger may be the end of another term, `deadline:CODE`. `gives` is the
    argument of an order that the term fills in.
    """

    code: str
    title: str
    scope: str
    trigger: str
    effect: str
    length: Length | None = None
    parameter: str = ""
    of_type: str = ""
    mode: str = "elapsed"
    roll: str = "none"
    direction: str = "after"
    hard: bool = False
    extendable: bool = True
    max_extension: Length | None = None
    owner: str = ""
    warn_days: tuple[int, ...] | None = None
    bar: str = ""
    action: str = ""
    gives: str = ""
    types: tuple[str, ...] = ()
    order_kinds: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    restart: tuple[str, ...] = ()
    when_closed: bool = False
    disabled: bool = False
    valid_from: date = date.min
    valid_to: date = date.max
    source: str = ""
    mark: str = "D"

    def is_valid(self, on: date) -> bool:
        """Whether the rule is in force for an event of that day."""
        return self.valid_from <= on <= self.valid_to

    @property
    def follows(self) -> str | None:
        """The code of the term from whose end this one starts, or None."""
        return self.trigger.removeprefix(CHAIN) if self.trigger.startswith(CHAIN) else None


_TEXTS = (
    "code",
    "title",
    "scope",
    "trigger",
    "effect",
    "parameter",
    "of_type",
    "mode",
    "roll",
    "direction",
    "owner",
    "bar",
    "action",
    "gives",
    "source",
    "mark",
)
_LISTS = (
    "types",
    "order_kinds",
    "modes",
    "forms",
    "only_if",
    "unless",
    "restart",
)
_FLAGS = ("hard", "extendable", "when_closed", "disabled")
_DAYS = ("valid_from", "valid_to")
_LENGTHS = ("count", "unit", "alternative", "max_extension", "warn_days")
KEYS = frozenset({*_TEXTS, *_LISTS, *_FLAGS, *_DAYS, *_LENGTHS})
REQUIRED = ("code", "title", "scope", "trigger", "effect", "source", "mark")


def parse_rule(entry: Mapping[str, object]) -> DeadlineRule:
    """A rule from its table; the lint has said what is wrong with it before."""
    values: dict[str, object] = {name: str(entry[name]) for name in _TEXTS if name in entry}
    for name in _LISTS:
        listed = entry.get(name, ())
        values[name] = tuple(str(item) for item in listed) if isinstance(listed, list) else ()
    values |= {name: bool(entry[name]) for name in _FLAGS if name in entry}
    values |= {name: entry[name] for name in _DAYS if name in entry}
    if "count" in entry:
        values["length"] = Length(
            Decimal(str(entry["count"])), str(entry["unit"]), str(entry.get("alternative", ""))
        )
    if isinstance(entry.get("max_extension"), dict):
        longest = entry["max_extension"]
        assert isinstance(longest, dict)
        values["max_extension"] = Length(Decimal(str(longest["count"])), str(longest["unit"]))
    if isinstance(entry.get("warn_days"), list):
        days = entry["warn_days"]
        assert isinstance(days, list)
        values["warn_days"] = tuple(sorted((int(day) for day in days), reverse=True))
    return DeadlineRule(**values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one scope in force on a day: their codes in order, the rules of each code."""

    codes: tuple[str, ...]
    of: Mapping[str, tuple[DeadlineRule, ...]]
    starts: tuple[tuple[str, str], ...]  # each code with each trigger of its rules, once


def rule_set(rules: Rules, scope: str) -> RuleSet:
    """The rules of a scope, as this view of a legal system has them; read once."""
    known = rules.read_tables.get(f"{TABLE}:{scope}")
    if isinstance(known, RuleSet):
        return known
    parsed = [parse_rule(entry) for entry in rules.tables.get(TABLE, ())]
    made = _set_of([rule for rule in parsed if rule.scope == scope])
    rules.read_tables[f"{TABLE}:{scope}"] = made
    return made


def _set_of(found: Sequence[DeadlineRule]) -> RuleSet:
    of: dict[str, tuple[DeadlineRule, ...]] = {}
    for rule in in_order(found):
        of[rule.code] = (*of.get(rule.code, ()), rule)
    starts = dict.fromkeys((code, rule.trigger) for code, rules in of.items() for rule in rules)
    return RuleSet(tuple(of), of, tuple(starts))


def in_order(rules: Sequence[DeadlineRule]) -> tuple[DeadlineRule, ...]:
    """The rules so that each follows those from whose ends it starts; refuses a circle."""
    depth: dict[str, int] = {}
    after = {rule.code: rule.follows for rule in rules}

    def depth_of(code: str, seen: tuple[str, ...]) -> int:
        if code in seen:
            circle = " → ".join((*seen, code))
            raise invalid("deadline_rule", f"Terms start from each other: {circle}.")
        if code not in depth:
            before = after.get(code)
            depth[code] = 0 if before is None else 1 + depth_of(before, (*seen, code))
        return depth[code]

    return tuple(sorted(rules, key=lambda rule: depth_of(rule.code, ())))


ON_TERMS = frozenset(
    {
        "set_deadline",
        "close_deadline",
        "extend_deadline",
        "suspend_deadline",
        "resume_deadline",
        "close_case",
        "reopen_case",
    }
)


def watched_actions(rules: Rules, scope: str) -> frozenset[str]:
    """Every action that rules of a scope name, and those on terms themselves."""
    known = rules.read_tables.get(f"watched:{scope}")
    if isinstance(known, frozenset):
        return known
    named = {
        name
        for versions in rule_set(rules, scope).of.values()
        for rule in versions
        for name in (rule.trigger, *rule.only_if, *rule.unless, *rule.restart)
        if name.startswith((EVENT, LATEST))
    }
    made = ON_TERMS | {action_of(name) for name in named}
    rules.read_tables[f"watched:{scope}"] = made
    return made


def action_of(name: str) -> str:
    """The action of `event:ACTION[:KIND][.ARGUMENT]`."""
    rest = name.removeprefix(EVENT).removeprefix(LATEST)
    return rest.partition(".")[0].partition(":")[0]
