"""In what order the steps of a record are offered: the next of its main path first. No Qt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.paths import resources
from asset_recovery.ui import words

SOON = 2
DECISIONS = ("approve", "reject")
_NOT_GIVEN = ("draft", "requested")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a main path."""

    action: str
    kinds: tuple[str, ...] = ()
    free: bool = False

    def is_of(self, step: StepOption) -> bool:
        """Whether an offered step is this one."""
        if step.action != self.action:
            return False
        return not self.kinds or dict(step.given).get("kind") in self.kinds


@dataclass(frozen=True, slots=True)
class Ranked:
    """`now` may be taken, the next first; `soon` come next on the path; `rest` is not possible."""

    now: tuple[StepOption, ...] = ()
    soon: tuple[StepOption, ...] = ()
    rest: tuple[StepOption, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paths:
    last: tuple[str, ...]
    by_kind: dict[str, tuple[PathStep, ...]]


@cache
def _paths() -> _Paths:
    with (resources() / "step_path.toml").open("rb") as file:
        found = tomllib.load(file)
    last = tuple(found.pop("last"))
    by_kind = {
        kind: tuple(
            PathStep(one["action"], tuple(one.get("kinds", ())), bool(one.get("free")))
            for one in steps
        )
        for kind, steps in found.items()
    }
    return _Paths(last, by_kind)


def main_path(kind: str) -> tuple[PathStep, ...]:
    """The main path of a kind of record; empty where there is none."""
    return _paths().by_kind.get(kind, ())


def done_steps(kind: str, reference: str, file: CaseFile) -> frozenset[tuple[str, str]]:
    """(action, kind of order or nothing) of every step that is in effect for the record."""
    events = [
        event
        for event in file.events
        if kind == "case" or event.record == reference or reference in event.assets
    ]
    taken = {(event.action, "") for event in events if event.state == "in_effect"}
    orders = {
        ("record_order", order.kind)
        for order in file.orders
        if kind == "case" or reference in {order.reference, *order.assets}
    }
    given = {
        ("issue_order", "")
        for order in file.orders
        if order.reference == reference and order.state not in _NOT_GIVEN
    }
    return frozenset(taken | orders | given)


def rank(
    kind: str,
    steps: Sequence[StepOption],
    done: Iterable[tuple[str, str]] = (),
    route: str | None = None,
) -> Ranked:
    """The steps of a record in the order in which they are offered."""
    path = main_path(kind)
    taken = set(done)
    reached = [at for at, one in enumerate(path) if not one.free and _is_done(one, taken)]
    furthest = max(reached, default=-1)
    places = {id(step): _place(path, step) for step in steps}

    where = (path, taken, furthest)
    blocked = [step for step in steps if not step.allowed]
    soon = _soon(blocked, places, where, route)
    clearing = _clearing(soon, steps, places, where)

    def weight(step: StepOption) -> tuple[int, int, int]:
        if step.action in clearing and step.action not in DECISIONS:
            return 1, -1, 0
        return _weight(step, places[id(step)], where, route)

    now = sorted((step for step in steps if step.allowed), key=weight)
    rest = tuple(step for step in blocked if step not in soon)
    return Ranked(tuple(now), soon, rest)


def next_step(ranked: Ranked) -> StepOption | None:
    """The step that the page offers first; an edit of the record is none."""
    step = next(iter(ranked.now), None)
    return None if step is None or step.action in _paths().last else step


_Where = tuple[tuple[PathStep, ...], set[tuple[str, str]], int]


def _is_done(one: PathStep, taken: set[tuple[str, str]]) -> bool:
    if one.kinds:
        return any((one.action, kind) in taken for kind in one.kinds)
    return (one.action, "") in taken


def _place(path: tuple[PathStep, ...], step: StepOption) -> int:
    return next((at for at, one in enumerate(path) if one.is_of(step)), -1)


def _weight(step: StepOption, place: int, where: _Where, route: str | None) -> tuple[int, int, int]:
    """Decisions that wait, the path ahead, what was left out, other steps, edits."""
    path, taken, furthest = where
    if step.action in DECISIONS:
        return 0, DECISIONS.index(step.action), 0
    last = _paths().last
    if place < 0:
        return (5, last.index(step.action), 0) if step.action in last else (3, 0, 0)
    done = _is_done(path[place], taken)
    if place > furthest and not done:
        return 1, place, 0 if _fits(step, route) else 1
    if step.action in last:
        return 5, last.index(step.action), 0
    return (2, place, 0) if place == furthest or (path[place].free and not done) else (4, place, 0)


def _fits(step: StepOption, route: str | None) -> bool:
    """Whether an order of this kind ends proceedings of the case's route."""
    kind = str(dict(step.given).get("kind") or "")
    if not kind or not route or kind == route:
        return True
    if route.startswith("ncb_"):
        return kind.startswith("ncb_")
    return kind.endswith(route.removeprefix("cb_"))


def _soon(
    blocked: Sequence[StepOption], places: dict[int, int], where: _Where, route: str | None
) -> tuple[StepOption, ...]:
    """The next steps of the path that cannot be taken yet, one for each place of it."""
    path, _taken, furthest = where
    found: dict[int, StepOption] = {}
    for step in sorted(blocked, key=lambda one: (places[id(one)], not _fits(one, route))):
        place = places[id(step)]
        if place > furthest and not path[place].free:
            found.setdefault(place, step)
    return tuple(found[place] for place in sorted(found)[:SOON])


def _clearing(
    soon: Sequence[StepOption],
    steps: Sequence[StepOption],
    places: dict[int, int],
    where: _Where,
) -> set[str]:
    """What clears the very next step, where nothing of the path before it can be taken."""
    path, _taken, furthest = where
    if not soon:
        return set()
    ahead = [places[id(step)] for step in steps if step.allowed and places[id(step)] > furthest]
    if any(place < places[id(soon[0])] and not path[place].free for place in ahead):
        return set()
    return {reason.clear_with for reason in soon[0].reasons if reason.clear_with}


def step_title(step: StepOption, names: dict[str, str] | None = None) -> str:
    """The title of a step; an order says its kind, a decision what is decided."""
    given = dict(step.given)
    if kind := given.get("kind"):
        return f"{step.title}: {words.of('order_kinds', str(kind)).casefold()}"
    for name in ("what", "claim", "allocation", "offence"):
        if reference := given.get(name):
            said = (names or {}).get(str(reference), str(reference))
            return _("{step}: {what}").format(step=step.title, what=words.visible(said))
    return step.title
