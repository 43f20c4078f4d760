"""The lint of deadline rules: names, units, dates, events and their arguments, circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import arguments_of
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.asset_types import asset_groups, asset_types
from asset_recovery.lifecycle.deadline_rules import (
    CHAIN,
    EFFECTS,
    EVENT,
    KEYS,
    LATEST,
    REQUIRED,
    SCOPES,
    TABLE,
)
from asset_recovery.lifecycle.deadline_triggers import FACTS, TRIGGERS, parts_of
from asset_recovery.lifecycle.figures.terms import DIRECTIONS, MODES, ROLLS, UNITS
from asset_recovery.lifecycle.law_meaning import Base

Fault = tuple[str, str]
MARKS = ("V", "V2", "K", "K?", "D")
OF_TYPE = ("revaluation_months",)
GIVES = ("expires_on",)


def faults(raw: Mapping[str, object], base: Base) -> Iterator[Fault]:
    """The same for a whole file, on what it is based."""
    entries = raw.get("deadline_rule", [])
    own = raw.get("parameters", {})
    assert isinstance(entries, list)
    assert isinstance(own, dict)
    inherited = base.rules.tables.get(TABLE, ()) if base.rules else ()
    known = {str(entry["code"]): str(entry["trigger"]) for entry in inherited}
    yield from deadline_faults(entries, {*base.parameters, *own}, known)


def deadline_faults(
    entries: Sequence[Mapping[str, object]],
    parameters: Collection[str] = (),
    base: Mapping[str, str] | None = None,
) -> Iterator[Fault]:
    """Every fault of the table `deadline_rule`.

    `parameters` are the names that lengths may take, `base` the codes of the rules that the file
    builds on with their triggers.
    """
    for number, entry in enumerate(entries, start=1):
        place = f"deadline_rule {number}"
        if isinstance(entry.get("code"), str):
            place = f"{place} ({entry['code']})"
        yield from _faults(place, entry, parameters)
    yield from _circles(entries, base or {})


def _faults(
    place: str, entry: Mapping[str, object], parameters: Collection[str]
) -> Iterator[Fault]:
    for name in sorted(entry.keys() - KEYS):
        yield f"{place}.{name}", f"A deadline rule has no {name}."
    for name in REQUIRED:
        if not isinstance(entry.get(name), str) or not entry[name]:
            yield f"{place}.{name}", f"{name} is missing."
    for name, known in (
        ("scope", SCOPES),
        ("effect", EFFECTS),
        ("mode", MODES),
        ("roll", ROLLS),
        ("direction", DIRECTIONS),
        ("mark", MARKS),
        ("of_type", OF_TYPE),
        ("gives", GIVES),
    ):
        if name in entry and entry[name] not in known:
            yield f"{place}.{name}", f"{name} is one of {', '.join(known)}."
    yield from _length(place, entry, parameters)
    yield from _codes(place, entry)
    yield from _dates(place, entry)
    yield from _names(place, entry)


def _length(
    place: str, entry: Mapping[str, object], parameters: Collection[str]
) -> Iterator[Fault]:
    told = [name for name in ("count", "parameter", "of_type") if name in entry]
    if len(told) > 1:
        yield place, f"The length is told twice: {', '.join(told)}."
    if "parameter" in entry and entry["parameter"] not in parameters:
        yield f"{place}.parameter", f"There is no parameter {entry['parameter']!r}."
    if "count" in entry:
        yield from _count(place, entry)
    longest = entry.get("max_extension")
    if longest is not None:
        if not isinstance(longest, dict):
            yield f"{place}.max_extension", "max_extension has count and unit."
        else:
            yield from _count(f"{place}.max_extension", longest)
    steps = entry.get("warn_days", [])
    if not isinstance(steps, list) or not all(
        isinstance(step, int) and not isinstance(step, bool) and step >= 0 for step in steps
    ):
        yield f"{place}.warn_days", "warn_days is a list of whole days before the end."


def _count(place: str, entry: Mapping[str, object]) -> Iterator[Fault]:
    try:
        count = Decimal(str(entry.get("count")))
    except InvalidOperation:
        count = Decimal(-1)
    if not count.is_finite() or count < 0:
        yield f"{place}.count", f"{entry.get('count')!r} is no count."
    if entry.get("unit") not in UNITS:
        yield f"{place}.unit", f"unit is one of {', '.join(UNITS)}."
    if entry.get("alternative", entry.get("unit")) not in UNITS:
        yield f"{place}.alternative", f"alternative is one of {', '.join(UNITS)}."


def _codes(place: str, entry: Mapping[str, object]) -> Iterator[Fault]:
    lists = {
        "order_kinds": set(code_lists.choices("order_kinds")),
        "modes": set(code_lists.choices("management_modes")),
    }
    for name, known in lists.items():
        for code in _texts(entry.get(name)):
            if code not in known:
                yield f"{place}.{name}", f"{code!r} is not in the list."
    for code in _texts(entry.get("types")):
        group = code.removeprefix("@")
        known_type = group in asset_groups() if code != group else _begins(code)
        if not known_type:
            yield f"{place}.types", f"There is no type {code!r}."
    if entry.get("owner", "supervisor") not in code_lists.choices("user_roles"):
        yield f"{place}.owner", f"There is no role {entry.get('owner')!r}."
    if entry.get("bar", "order_expired") not in code_lists.choices("refusal_codes"):
        yield f"{place}.bar", f"There is no code {entry.get('bar')!r}."
    if entry.get("action", "record_order") not in VOCABULARY:
        yield f"{place}.action", f"There is no action {entry.get('action')!r}."


def _begins(code: str) -> bool:
    return any(known == code or known.startswith(f"{code}-") for known in asset_types())


def _dates(place: str, entry: Mapping[str, object]) -> Iterator[Fault]:
    since, until = entry.get("valid_from", date.min), entry.get("valid_to", date.max)
    for name, day in (("valid_from", since), ("valid_to", until)):
        if not isinstance(day, date):
            yield f"{place}.{name}", f"{name} is a date without quotes."
            return
    assert isinstance(since, date)
    assert isinstance(until, date)
    if until < since:
        yield f"{place}.valid_to", f"{until} lies before {since}."


def _names(place: str, entry: Mapping[str, object]) -> Iterator[Fault]:
    trigger = str(entry.get("trigger", ""))
    if trigger.startswith((EVENT, LATEST)):
        yield from _event(f"{place}.trigger", trigger)
    elif trigger and not trigger.startswith(CHAIN) and trigger not in TRIGGERS:
        yield f"{place}.trigger", f"There is no trigger {trigger!r}."
    for name in ("only_if", "unless", "restart"):
        for fact in _texts(entry.get(name)):
            if fact.startswith(EVENT):
                yield from _event(f"{place}.{name}", fact)
            elif name == "restart" or fact not in FACTS:
                yield f"{place}.{name}", f"There is no fact {fact!r}."


def _event(place: str, name: str) -> Iterator[Fault]:
    action, kind, argument = parts_of(name)
    if action not in VOCABULARY:
        yield place, f"There is no action {action!r}."
        return
    arguments = arguments_of(VOCABULARY[action])
    if argument and (argument not in arguments or arguments[argument][0].type != "date"):
        yield place, f"{action} has no date named {argument!r}."
    told_apart = next(
        (arguments[one][0] for one in ("kind", "mode", "outcome", "reply") if one in arguments),
        None,
    )
    if not kind:
        return
    if told_apart is None or not told_apart.choices:
        yield place, f"{action} has no kinds."
    elif kind not in code_lists.choices(told_apart.choices):
        yield place, f"{action} has no kind {kind!r}."


def _circles(entries: Sequence[Mapping[str, object]], base: Mapping[str, str]) -> Iterator[Fault]:
    triggers = {**base, **{str(e.get("code")): str(e.get("trigger", "")) for e in entries}}
    codes = set(triggers)
    after = {
        code: trigger.removeprefix(CHAIN)
        for code, trigger in triggers.items()
        if trigger.startswith(CHAIN)
    }
    told: set[str] = set()
    for code, before in after.items():
        if before not in codes:
            yield f"deadline_rule ({code}).trigger", f"There is no deadline rule {before!r}."
        seen = [code]
        while seen[-1] in after and after[seen[-1]] not in seen:
            seen.append(after[seen[-1]])
        if after.get(seen[-1]) == code and not told & set(seen):
            told |= set(seen)
            circle = " → ".join((*seen, code))
            yield f"deadline_rule ({code}).trigger", f"Terms start from each other: {circle}."


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
