"""The lint of a legal system's file: every name it uses is known, every term can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.lifecycle import approvals, moves
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.lifecycle.steps import GUARDS

CODE = "rule_pack_invalid"
MARKS = ("V", "V2", "K", "K?", "D")
UNITS = (
    "days",
    "working_days",
    "hours",
    "months",
    "years",
    "share",
    "lines",
    "steps",
    "base currency",
    "EUR",
)
STATES = {
    "legal": "legal_states",
    "management": "management_states",
    "dispute": "dispute_states",
    "money": "money_states",
}
TABLES = frozenset(
    {
        "system",
        "groups",
        "parameters",
        "valuations",
        "waterfall",
        "routes",
        "modes",
        "approval",
        "step",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the file: its place, the code, one sentence."""

    place: str
    code: str
    text: str


def lint_legal_system(path: Path) -> list[Problem]:
    """Every fault of a legal system's file; an empty list: it can be installed."""
    try:
        with path.open("rb") as file:
            raw = tomllib.load(file)
    except OSError:
        return [Problem("file", "file_unreadable", "The file cannot be read.")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [Problem("file", CODE, f"This is not TOML: {error}.")]
    return [Problem(place, CODE, text) for place, text in _faults(raw)]


def _faults(raw: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in raw.keys() - TABLES:
        yield name, f"There is no table {name}."
    system = raw.get("system")
    if not isinstance(system, dict):
        yield "system", "The table [system] is missing."
        return
    yield from _system(system)
    groups = _groups(raw, system)
    yield from _parameters(raw.get("parameters", {}))
    for place, step in enumerate(_list(raw.get("step")), start=1):
        yield from _step(f"step {place}", step, groups)
    for place, rule in enumerate(_list(raw.get("approval")), start=1):
        yield from _approval(f"approval {place}", rule)
    routes = raw.get("routes", {})
    for name, route in routes.items() if isinstance(routes, dict) else ():
        yield from _route(name, route)


def _system(system: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in ("id", "title", "version", "valid_from", "source", "mark"):
        if key not in system:
            yield f"system.{key}", f"{key} is missing."
    if not isinstance(system.get("valid_from"), date):
        yield "system.valid_from", "valid_from is a date without quotes."
    if system.get("mark") not in MARKS:
        yield "system.mark", f"mark is one of {', '.join(MARKS)}."


def _groups(raw: Mapping[str, object], system: Mapping[str, object]) -> set[str]:
    known: set[str] = set()
    own = raw.get("groups")
    known |= set(own) if isinstance(own, dict) else set()
    if "based_on" in system:
        known |= set(legal_system(str(system["based_on"])).groups)
    return known


def _parameters(raw: object) -> Iterator[tuple[str, str]]:
    for key, entry in raw.items() if isinstance(raw, dict) else ():
        place = f"parameters.{key}"
        if not isinstance(entry, dict) or "value" not in entry or "unit" not in entry:
            yield place, "A parameter has value and unit."
            continue
        if entry["unit"] not in UNITS:
            yield f"{place}.unit", f"unit is one of {', '.join(UNITS)}."
        for part in str(entry["value"]).split(","):
            if entry["unit"] == "steps":
                if part.strip() not in VOCABULARY:
                    yield f"{place}.value", f"There is no action {part.strip()!r}."
                continue
            try:
                Decimal(part)
            except InvalidOperation:
                yield f"{place}.value", f"{entry['value']!r} is not a number."
        if entry.get("mark", "D") not in MARKS:
            yield f"{place}.mark", f"mark is one of {', '.join(MARKS)}."
        if not isinstance(entry.get("valid_from", date.min), date):
            yield f"{place}.valid_from", "valid_from is a date without quotes."


def _step(place: str, step: Mapping[str, object], groups: set[str]) -> Iterator[tuple[str, str]]:
    if step.get("action") not in VOCABULARY:
        yield f"{place}.action", f"There is no action {step.get('action')!r}."
    for name in (*_texts(step.get("guards")), *_texts(step.get("warns"))):
        if name not in GUARDS:
            yield f"{place}.guards", f"There is no guard {name!r}."
    for number, move in enumerate(_list(step.get("moves")), start=1):
        yield from _move(f"{place}.moves {number}", move, groups)


def _move(place: str, move: Mapping[str, object], groups: set[str]) -> Iterator[tuple[str, str]]:
    axis = str(move.get("axis", "legal"))
    if axis not in STATES:
        yield f"{place}.axis", f"axis is one of {', '.join(STATES)}."
        return
    known = code_lists.choices(STATES[axis])
    for name in _texts(move.get("from")):
        if name.startswith("@") and name[1:] not in groups:
            yield f"{place}.from", f"There is no group {name}."
        elif not name.startswith("@") and name != "*" and name not in known:
            yield f"{place}.from", f"There is no {axis} state {name!r}."
    to = str(move.get("to", "?"))
    if to and not to.startswith("@") and to not in known:
        yield f"{place}.to", f"There is no {axis} state {to!r}."
    for when in filter(None, str(move.get("when", "")).split("+")):
        if when not in moves.CONDITIONS:
            yield f"{place}.when", f"There is no condition {when!r}."


def _approval(place: str, rule: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if rule.get("action") not in VOCABULARY:
        yield f"{place}.action", f"There is no action {rule.get('action')!r}."
    if rule.get("when", "") not in approvals.CONDITIONS:
        yield f"{place}.when", f"There is no condition {rule.get('when')!r}."
    levels = rule.get("levels")
    if not isinstance(levels, list) or not levels:
        yield f"{place}.levels", "At least one level is needed."
        return
    roles = code_lists.choices("user_roles")
    for level in levels:
        for role in _texts(level):
            if role not in roles:
                yield f"{place}.levels", f"There is no role {role!r}."


def _route(name: str, route: object) -> Iterator[tuple[str, str]]:
    if name not in code_lists.choices("routes"):
        yield f"routes.{name}", f"There is no route {name!r}."
    if not isinstance(route, dict):
        yield f"routes.{name}", "A route is a table."
        return
    known = {*code_lists.choices("proof_kinds"), "conviction", "notice", "hearing"}
    known |= {"notice_or_hearing", "tainted_share"}
    for kind in (*_texts(route.get("proof")), *_texts(route.get("proof_for_mixed"))):
        if kind not in known:
            yield f"routes.{name}.proof", f"There is no kind of proof {kind!r}."


def _list(value: object) -> list[dict[str, object]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
