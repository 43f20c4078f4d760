"""A legal system as the engine reads it: steps, guards, approvals, terms, from versioned data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Move:
    """A change on one axis: from one of these states to another, where all conditions hold."""

    axis: str
    sources: frozenset[str]
    to: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What an action (of some kinds) asks for and does."""

    action: str
    kinds: frozenset[str]
    guards: tuple[str, ...]
    warns: tuple[str, ...]
    moves: tuple[Move, ...]
    axes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """Who else must agree: one person of each level's roles; `when` names a condition."""

    action: str
    when: str
    levels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A term or threshold, with the date from which it holds and its mark of confidence."""

    key: str
    value: str
    unit: str
    valid_from: date
    alternative: str = ""
    mark: str = "D"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of a legal system."""

    id: str
    title: str
    version: str
    valid_from: date
    mark: str
    steps: tuple[Step, ...]
    approvals: tuple[ApprovalRule, ...]
    groups: Mapping[str, frozenset[str]]
    routes: Mapping[str, Mapping[str, object]]
    modes: Mapping[str, tuple[str, ...]]
    counting_kinds: frozenset[str]
    counting_where_marked: frozenset[str]
    waterfall: tuple[str, ...]
    parameters: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)
    _by_action: dict[str, tuple[Step, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the steps by their action once; they are asked for all the time."""
        for step in self.steps:
            known = self._by_action.get(step.action, ())
            self._by_action[step.action] = (*known, step)

    def steps_of(self, action: str) -> tuple[Step, ...]:
        """All steps of an action, in the order of the file."""
        return self._by_action.get(action, ())

    def step(self, action: str, kind: str | None) -> Step | None:
        """The first step that fits the action and its kind."""
        for step in self._by_action.get(action, ()):
            if not step.kinds or kind in step.kinds:
                return step
        return None

    def parameter(self, key: str, on: date) -> Parameter:
        """The term in force on that day; the earliest one before the first."""
        known = self.parameters[key]
        in_force = [parameter for parameter in known if parameter.valid_from <= on]
        return in_force[-1] if in_force else known[0]

    def days(self, key: str, on: date) -> int:
        """A term in whole days."""
        return int(self.parameter(key, on).value)


def _move(raw: Mapping[str, object], groups: Mapping[str, frozenset[str]]) -> Move:
    sources: set[str] = set()
    listed = raw.get("from", ["*"])
    assert isinstance(listed, list)
    for name in listed:
        sources |= groups[name[1:]] if name.startswith("@") else {name}
    return Move(
        axis=str(raw.get("axis", "legal")),
        sources=frozenset(sources),
        to=str(raw["to"]),
        conditions=tuple(filter(None, str(raw.get("when", "")).split("+"))),
    )


def _parameters(raw: Mapping[str, Mapping[str, object]], since: date) -> dict[str, Parameter]:
    found = {}
    for key, entry in raw.items():
        valid_from = entry.get("valid_from", since)
        assert isinstance(valid_from, date)
        texts = {name: str(value) for name, value in entry.items() if name != "valid_from"}
        found[key] = Parameter(key=key, valid_from=valid_from, **texts)
    return found


def _load(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def legal_system(name: str, folder: Path | None = None) -> Rules:
    """The legal system of this name; raises `ValidationFailed` for an unknown one."""
    path = (folder or resources() / "legal_systems") / f"{name}.toml"
    known = sorted(file.stem for file in path.parent.glob("*.toml"))
    if name not in known:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                f"There is no legal system named {name!r}; there are: {', '.join(known)}.",
                field="legal_system",
            )
        )
    return build(_load(path), folder)


def build(raw: Mapping[str, object], folder: Path | None = None) -> Rules:
    """Rules from a parsed file; what it does not say comes from the system it is based on."""
    system = _table(raw, "system")
    base = legal_system(str(system["based_on"]), folder) if "based_on" in system else None
    groups = {name: frozenset(_list(states)) for name, states in _table(raw, "groups").items()}
    groups = {**(base.groups if base else {}), **groups}
    since = system["valid_from"]
    assert isinstance(since, date)
    own = _parameters(_table(raw, "parameters"), since)  # type: ignore[arg-type]
    parameters = dict(base.parameters) if base else {}
    for key, parameter in own.items():
        parameters[key] = (*parameters.get(key, ()), parameter)
    steps = tuple(_step(entry, groups) for entry in _tables(raw, "step"))
    approvals = tuple(_approval(entry) for entry in _tables(raw, "approval"))
    valuations = _table(raw, "valuations")
    waterfall = _table(raw, "waterfall")
    return Rules(
        id=str(system["id"]),
        title=str(system["title"]),
        version=str(system["version"]),
        valid_from=since,
        mark=str(system.get("mark", "K")),
        steps=(*steps, *(base.steps if base else ())),
        approvals=(*approvals, *(base.approvals if base else ())),
        groups=groups,
        routes={**(base.routes if base else {}), **_table(raw, "routes")},  # type: ignore[dict-item]
        modes={
            **(base.modes if base else {}),
            **{mode: tuple(_list(keys)) for mode, keys in _table(raw, "modes").items()},
        },
        counting_kinds=frozenset(_list(valuations["counting_kinds"]))
        if valuations
        else _of(base).counting_kinds,
        counting_where_marked=frozenset(_list(valuations["counting_kinds_where_marked"]))
        if valuations
        else _of(base).counting_where_marked,
        waterfall=tuple(_list(waterfall["order"])) if waterfall else _of(base).waterfall,
        parameters=parameters,
    )


def _of(base: Rules | None) -> Rules:
    if base is None:
        raise ValidationFailed(
            Reason("rule_pack_invalid", "The legal system lacks valuations or waterfall.")
        )
    return base


AXES = ("legal", "management", "dispute", "money")


def _step(entry: Mapping[str, object], groups: Mapping[str, frozenset[str]]) -> Step:
    moves = tuple(_move(move, groups) for move in _tables(entry, "moves"))
    used = {move.axis for move in moves}
    return Step(
        action=str(entry["action"]),
        kinds=frozenset(_list(entry.get("kinds", []))),
        guards=tuple(_list(entry.get("guards", []))),
        warns=tuple(_list(entry.get("warns", []))),
        moves=moves,
        axes=tuple(axis for axis in AXES if axis in used),
    )


def _approval(entry: Mapping[str, object]) -> ApprovalRule:
    levels = entry["levels"]
    assert isinstance(levels, list)
    return ApprovalRule(
        action=str(entry["action"]),
        when=str(entry.get("when", "")),
        levels=tuple(tuple(_list(level)) for level in levels),
    )


def _table(raw: Mapping[str, object], name: str) -> dict[str, object]:
    found = raw.get(name, {})
    assert isinstance(found, dict)
    return found


def _tables(raw: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = raw.get(name, [])
    assert isinstance(found, list)
    return found


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


def known_systems() -> tuple[tuple[str, str], ...]:
    """Every legal system at hand: its id and its title."""
    names = sorted(path.stem for path in (resources() / "legal_systems").glob("*.toml"))
    return tuple((name, legal_system(name).title) for name in names)
