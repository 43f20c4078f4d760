"""A legal system as the engine reads it: steps, guards, approvals, terms, each with its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from asset_recovery.domain.expression import Node


@dataclass(frozen=True, slots=True)
class Standing:
    """What every record of law carries: the days on which it holds, its source, its mark.

    `valid_to` is the last day; the mark is one of V, V2, K, K?, D.
    """

    valid_from: date = date.min
    valid_to: date | None = None
    source: str = ""
    mark: str = "D"

    def holds(self, on: date) -> bool:
        """Whether the record is in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


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
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True)
class GuardRule:
    """A guard written in the safe language: where `when` holds, `requires` must hold.

    `effect` is `refuse`, `warn` or `off`; what is unknown does not hold.
    """

    key: str
    actions: frozenset[str]
    kinds: frozenset[str]
    code: str
    text: str
    when: Node | None = None
    requires: Node | None = None
    clear_with: str | None = None
    effect: str = "refuse"
    written: tuple[str, str] = ("", "")
    standing: Standing = Standing()

    @property
    def source_and_mark(self) -> str:
        """On whose word, and how sure."""
        return f"{self.standing.source} [{self.standing.mark}]"


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """Who else must agree: one person of each level's roles, where `when` holds (None: always)."""

    action: str
    when: Node | None
    levels: tuple[tuple[str, ...], ...]
    kinds: frozenset[str] = frozenset()
    written: str = ""
    key: str = ""
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A term or threshold, with the days on which it holds and its mark of confidence."""

    key: str
    value: str
    unit: str
    valid_from: date
    alternative: str = ""
    mark: str = "D"
    basis: str = ""
    valid_to: date | None = None
    title: str = ""

    def holds(self, on: date) -> bool:
        """Whether the parameter is in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Law(Protocol):
    """All versions of a legal system, as a case meets them."""

    def at(self, on: date) -> Rules:
        """The version in force on that day, with its records in force then."""

    def kept(self, version: str | None, on: date) -> Rules:
        """The version that was kept with an event, with its records in force on that day."""

    def says(self, rules: Rules) -> bool:
        """Whether these are the tables of its newest version, and not others put in their place."""


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of a legal system, narrowed to what is in force on a day.

    Where it stands for all versions of a system (`law` is given), its own tables are those of the
    newest one; `at` and `of` lead to the others.
    """

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
    guards: tuple[GuardRule, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    source: str = ""
    based_on: str = ""
    notice: str = ""
    law: Law | None = field(default=None, repr=False, compare=False)
    read_tables: dict[str, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _by_action: dict[str, tuple[Step, ...]] = field(default_factory=dict, repr=False, compare=False)
    _guards: dict[str, tuple[GuardRule, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Sort steps and guards by their action once; they are asked for all the time."""
        if self.law is not None and not self.law.says(self):
            object.__setattr__(self, "law", None)  # tables of somebody's own stand for themselves
        self._by_action.clear()
        self._guards.clear()
        for step in self.steps:
            self._by_action[step.action] = (*self._by_action.get(step.action, ()), step)
        for guard in self.guards:
            for action in guard.actions:
                self._guards[action] = (*self._guards.get(action, ()), guard)

    @property
    def name(self) -> str:
        """The system with its version, as it is kept with each step: `generic@1`."""
        return f"{self.id}@{self.version}"

    def at(self, on: date) -> Rules:
        """What is in force on that day."""
        return self if self.law is None else self.law.at(on)

    def of(self, kept: object, on: date) -> Rules:
        """What a step of that day was judged by: the version kept with it, as in force then."""
        if self.law is None:
            return self
        return self.law.kept(kept if isinstance(kept, str) else None, on)

    def steps_of(self, action: str) -> tuple[Step, ...]:
        """All steps of an action, in the order of the file."""
        return self._by_action.get(action, ())

    def guards_of(self, action: str, kind: str | None) -> tuple[GuardRule, ...]:
        """The guards written in data for the action and its kind."""
        found = self._guards.get(action, ())
        return tuple(guard for guard in found if not guard.kinds or kind in guard.kinds)

    def step(self, action: str, kind: str | None) -> Step | None:
        """The first step that fits the action and its kind."""
        for step in self._by_action.get(action, ()):
            if not step.kinds or kind in step.kinds:
                return step
        return None

    def parameter(self, key: str, on: date) -> Parameter:
        """The term in force on that day; the earliest one before the first."""
        if self.law is not None:
            return self.law.at(on).parameter(key, on)
        known = self.parameters[key]
        in_force = [parameter for parameter in known if parameter.holds(on)]
        return in_force[-1] if in_force else known[0]

    def days(self, key: str, on: date) -> int:
        """A term in whole days."""
        return int(self.parameter(key, on).value)
