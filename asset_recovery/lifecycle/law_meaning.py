"""What a legal system's file says is known: actions, kinds, guards, states, roles, facts, terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import arguments_of
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import names, parse
from asset_recovery.lifecycle import law_facts, moves
from asset_recovery.lifecycle.law_build import entries, expanded
from asset_recovery.lifecycle.law_tables import Rules
from asset_recovery.lifecycle.steps import GUARDS

Raw = Mapping[str, object]
Fault = tuple[str, str]
STATES = {
    "legal": "legal_states",
    "management": "management_states",
    "dispute": "dispute_states",
    "money": "money_states",
}
WORKED_OUT = frozenset({"@measure", "@disposal", "@claims", "@payments"})
REMEMBERED = frozenset({"evidence", "sale", "closing", "proposal"})
EVIDENCE = frozenset({"conviction", "notice", "hearing", "notice_or_hearing", "tainted_share"})
RANKS = "cost_classes"
DAY_UNITS = frozenset({"days", "working_days", "hours", "weeks", "months", "years", "lines"})


@dataclass(frozen=True, slots=True)
class Base:
    """What a system stands on (None: on nothing)."""

    rules: Rules | None

    @property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Its groups of states."""
        return self.rules.groups if self.rules else {}

    @property
    def parameters(self) -> Collection[str]:
        """The keys of its terms and thresholds."""
        return self.rules.parameters if self.rules else ()


def faults(raw: Raw, base: Base) -> Iterator[Fault]:
    """Every name that is not known, every value that cannot be, every missing source or mark."""
    yield from _system(raw, base)
    yield from _days(raw)
    yield from _groups(raw, base)
    groups = {**base.groups, **expanded(_table(raw, "groups"), base.rules)}
    yield from _parameters(raw)
    yield from _lists(raw)
    parameters = {*base.parameters, *_table(raw, "parameters")}
    for number, step in enumerate(_rows(raw, "step"), start=1):
        yield from _step(f"step {number}", step, groups)
    for number, rule in enumerate(_rows(raw, "approval"), start=1):
        yield from _approval(f"approval {number}", rule, parameters)
    for number, guard in enumerate(_rows(raw, "guard"), start=1):
        yield from _guard(f"guard {number}", guard, parameters, base)
    for name, given in _table(raw, "routes").items():
        for place, entry in _placed(f"routes.{name}", given):
            yield from _route(place, name, entry)
    for name in _table(raw, "modes"):
        if name not in code_lists.choices("management_modes"):
            yield f"modes.{name}", f"There is no mode of management {name!r}."


def _system(raw: Raw, base: Base) -> Iterator[Fault]:
    if base.rules is not None:
        return
    for name in ("valuations", "waterfall"):
        if name not in raw:
            text = f"The table [{name}] is missing; only a system that has a base may leave it out."
            yield name, text
    for name in NEEDED_GROUPS:
        if name not in _table(raw, "groups"):
            yield f"groups.{name}", f"The group {name} is missing; guards ask for it."


NEEDED_GROUPS = (
    "disposed",
    "enforceable_title",
    "held",
    "measure",
    "not_yet_final",
    "realisable_title",
    "terminal",
)


def _days(value: object, place: str = "") -> Iterator[Fault]:
    """A record ends on or after the day on which it begins."""
    if isinstance(value, Mapping):
        begins, ends = value.get("valid_from"), value.get("valid_to")
        if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            yield f"{place}.valid_to", f"valid_to {ends} lies before valid_from {begins}."
        for key, part in value.items():
            yield from _days(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _days(part, f"{place} {number}")


def _groups(raw: Raw, base: Base) -> Iterator[Fault]:
    own = _table(raw, "groups")
    states = {code for name in STATES.values() for code in code_lists.choices(name)}
    for name, given in own.items():
        for member in _texts(given):
            if member.startswith("@"):
                if member[1:] not in own and member[1:] not in base.groups:
                    yield f"groups.{name}", f"There is no group {member}."
            elif member not in states and not _is_step(member):
                yield f"groups.{name}", f"There is no state, and no step, {member!r}."
        cycle = _cycle(name, own, base)
        if cycle and name == min(cycle):  # each circle is said once
            yield f"groups.{name}", f"The groups lead in a circle: {' → '.join(cycle)}."


def _is_step(member: str) -> bool:
    """Whether a member of a group names an action, or `action:kind`."""
    action, marked, kind = member.partition(":")
    return action in VOCABULARY and (not marked or kind in kinds_of(action))


def _cycle(name: str, own: Raw, base: Base, path: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The way from a group back to itself; () where there is none."""
    here = (*path, name)
    for member in _texts(own.get(name, ())):
        other = member[1:]
        if not member.startswith("@") or other not in own:
            continue
        if other == name and other in base.groups:
            continue  # the group of the base, with more in it
        if other == here[0]:
            return (*here, other)
        if other not in here:
            found = _cycle(other, own, base, here)
            if found:
                return found
    return ()


def _parameters(raw: Raw) -> Iterator[Fault]:
    for key, given in _table(raw, "parameters").items():
        for place, entry in _placed(f"parameters.{key}", given):
            if "mark" not in entry:
                yield f"{place}.mark", "The mark of confidence is missing: V, V2, K, K? or D."
            if "basis" not in entry and "source" not in entry:
                yield f"{place}.source", "The source is missing: where the value comes from."
            yield from _value(place, entry)


def _value(place: str, entry: Raw) -> Iterator[Fault]:
    whole = entry["unit"] in DAY_UNITS
    for part in str(entry["value"]).split(","):
        if entry["unit"] == "steps":
            if part.strip() not in VOCABULARY:
                yield f"{place}.value", f"There is no action {part.strip()!r}."
            continue
        if entry["unit"] == "sale_demands":
            if part.strip() not in code_lists.choices("sale_demands"):
                yield f"{place}.value", f"No sale asks for {part.strip()!r}."
            continue
        try:
            number = Decimal(part.strip())
        except InvalidOperation:
            yield f"{place}.value", f"{entry['value']!r} is not a number."
            return
        if not number.is_finite() or number < 0:
            yield f"{place}.value", f"{part.strip()} is not a number from 0 upwards."
        elif whole and number != number.to_integral_value():
            yield f"{place}.value", f"{part.strip()} is not a whole number of {entry['unit']}."


def _lists(raw: Raw) -> Iterator[Fault]:
    kinds = code_lists.choices("valuation_kinds")
    for key, given in _table(raw, "valuations").items():
        for kind in _texts(given):
            if kind not in kinds:
                yield f"valuations.{key}", f"There is no kind of valuation {kind!r}."
    ranks = code_lists.choices(RANKS)
    for rank in _texts(_table(raw, "waterfall").get("order", ())):
        if rank not in ranks:
            yield "waterfall.order", f"There is no class of deductions {rank!r}."


@cache
def kinds_of(action: str) -> frozenset[str]:
    """The values by which steps of an action are told apart; empty where it has none."""
    arguments = arguments_of(VOCABULARY[action])
    for name in ("kind", "mode", "outcome", "reply"):
        if name in arguments and arguments[name][0].choices:
            return frozenset(code_lists.choices(arguments[name][0].choices))
    return frozenset()


def _action(place: str, action: str, kinds: object) -> Iterator[Fault]:
    if action not in VOCABULARY:
        yield f"{place}.action", f"There is no action {action!r}."
        return
    known = kinds_of(action)
    for kind in _texts(kinds):
        if kind not in known:
            yield f"{place}.kinds", f"{action} has no kind {kind!r}."


def _step(place: str, step: Raw, groups: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    action = str(step["action"])
    yield from _action(place, action, step.get("kinds"))
    for key in ("guards", "warns"):
        for name in _texts(step.get(key)):
            if name not in GUARDS:
                yield f"{place}.{key}", f"There is no guard {name!r}."
    for number, move in enumerate(_rows(step, "moves"), start=1):
        yield from _move(f"{place}.moves {number}", move, groups, action)


def _move(
    place: str, move: Raw, groups: Mapping[str, frozenset[str]], action: str
) -> Iterator[Fault]:
    axis = str(move.get("axis", "legal"))
    known = code_lists.choices(STATES[axis])
    for name in _texts(move.get("from")):
        if name.startswith("@"):
            if name[1:] not in groups:
                yield f"{place}.from", f"There is no group {name}."
            strange = sorted(groups.get(name[1:], frozenset()) - set(known))
            if strange:
                text = f"{name} holds what is no {axis} state: {', '.join(strange)}."
                yield f"{place}.from", text
        elif name != "*" and name not in known:
            yield f"{place}.from", f"There is no {axis} state {name!r}."
    yield from _target(f"{place}.to", str(move["to"]), axis, known, action)
    for when in filter(None, str(move.get("when", "")).split("+")):
        if when not in moves.CONDITIONS:
            yield f"{place}.when", f"There is no condition {when!r}."


def _target(place: str, to: str, axis: str, known: Collection[str], action: str) -> Iterator[Fault]:
    if not to.startswith("@"):
        if to and to not in known:
            yield place, f"There is no {axis} state {to!r}."
        return
    what, _colon, name = to.partition(":")
    if what == "@given":
        if action in VOCABULARY and name not in arguments_of(VOCABULARY[action]):
            yield place, f"{action} has no argument {name!r} that could say the state."
    elif what == "@before":
        if name not in REMEMBERED:
            yield place, f"Nothing is remembered as {name!r}; {', '.join(sorted(REMEMBERED))} is."
    elif to not in WORKED_OUT:
        yield place, f"There is no target {to!r} of a move."


def _approval(place: str, rule: Raw, parameters: Collection[str]) -> Iterator[Fault]:
    action = str(rule["action"])
    yield from _action(place, action, rule.get("kinds"))
    roles = code_lists.choices("user_roles")
    levels = rule["levels"]
    for level in levels if isinstance(levels, list) else ():
        for role in _texts(level):
            if role not in roles:
                yield f"{place}.levels", f"There is no role {role!r}."
    yield from _condition(f"{place}.when", rule.get("when"), (action,), parameters)


def _guard(place: str, guard: Raw, parameters: Collection[str], base: Base) -> Iterator[Fault]:
    given = guard["action"]
    actions = _texts(given) if isinstance(given, list) else [str(given)]
    for action in actions:
        yield from _action(place, action, guard.get("kinds"))
    if not actions:
        yield f"{place}.action", "A guard belongs to one action at least."
    for name in ("when", "requires"):
        yield from _condition(f"{place}.{name}", guard.get(name), tuple(actions), parameters)
    if guard.get("effect") == "off":
        inherited = base.rules.guards if base.rules else ()
        if guard["key"] not in {one.key for one in inherited}:
            yield f"{place}.key", f"The base has no guard {guard['key']!r} to switch off."
        return
    yield from _said(place, guard)


def _said(place: str, guard: Raw) -> Iterator[Fault]:
    """A guard says when it speaks, with what code and sentence, and on whose word."""
    if "when" not in guard and "requires" not in guard:
        yield place, "A guard needs `when` or `requires`, or it would refuse every step."
    for name in ("text", "source", "mark"):
        if name not in guard:
            yield f"{place}.{name}", f"{name} is missing."
    code = str(guard.get("code", "guard_failed"))
    if code not in code_lists.choices("refusal_codes"):
        yield f"{place}.code", f"There is no code {code!r}; leave it out for guard_failed."
    clearing = guard.get("clear_with")
    if clearing is not None and clearing not in VOCABULARY:
        yield f"{place}.clear_with", f"There is no action {clearing!r}."


def _condition(
    place: str, written: object, actions: tuple[str, ...], parameters: Collection[str]
) -> Iterator[Fault]:
    if written is None:
        return
    try:
        tree = parse(str(written), "condition")
    except ValidationFailed as refusal:
        yield place, refusal.reasons[0].text
        return
    for name in sorted(names(tree)):
        fault = _name_fault(name, actions, parameters)
        if fault:
            yield place, fault


def _name_fault(name: str, actions: tuple[str, ...], parameters: Collection[str]) -> str | None:
    if name in law_facts.FACTS:
        return None
    if name.startswith(law_facts.PARAMETER):
        key = name.removeprefix(law_facts.PARAMETER)
        return None if key in parameters else f"There is no parameter {key!r}."
    if name.startswith(law_facts.GIVEN):
        argument = name.removeprefix(law_facts.GIVEN)
        known = [a for a in actions if a in VOCABULARY]
        lacking = [a for a in known if argument not in arguments_of(VOCABULARY[a])]
        return f"{lacking[0]} has no argument {argument!r}." if lacking else None
    return (
        f"There is no fact {name!r}; put texts in quotation marks, or use one of: "
        f"{', '.join(sorted(law_facts.FACTS))}, given.ARGUMENT, parameter.KEY."
    )


def _route(place: str, name: str, route: Raw) -> Iterator[Fault]:
    if name not in code_lists.choices("routes"):
        yield place, f"There is no route {name!r}."
    known = {*code_lists.choices("proof_kinds"), *EVIDENCE}
    for key in ("proof", "proof_for_mixed", "wished"):
        for kind in _texts(route.get(key)):
            if kind not in known:
                yield f"{place}.{key}", f"There is no kind of proof {kind!r}."


def _placed(place: str, given: object) -> Iterator[tuple[str, Raw]]:
    """Each dated entry of a parameter, route or mode with its place."""
    found = list(entries(given))
    for number, entry in enumerate(found, start=1):
        yield f"{place} {number}" if len(found) > 1 else place, entry


def _table(raw: Raw, name: str) -> Raw:
    found = raw.get(name, {})
    return found if isinstance(found, Mapping) else {}


def _rows(raw: Raw, name: str) -> list[Raw]:
    found = raw.get(name, [])
    return list(found) if isinstance(found, list) else []


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []
