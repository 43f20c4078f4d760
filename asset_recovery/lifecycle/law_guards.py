"""Guards that a legal system writes as data: judged on the named facts, never run as code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.expression import Node, evaluate, names
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.law_facts import Facts, depends_on_step
from asset_recovery.lifecycle.law_tables import GuardRule

GUARD_FAILED = "guard_failed"


def broken(ask: Ask, effect: str) -> Iterator[Reason]:
    """What the guards of the data say against the step, of those that refuse or that warn.

    A guard speaks where its `when` certainly holds and its `requires` does not. Where only the
    possibility is asked (`can`), a guard on what the step itself will say stays silent.
    """
    found = ask.rules.guards_of(ask.action, ask.kind)
    if not found:
        return
    facts = Facts(ask)
    for guard in found:
        if guard.effect == effect and _speaks(guard, ask, facts):
            yield _reason(guard)


def _speaks(guard: GuardRule, ask: Ask, facts: Facts) -> bool:
    if ask.command is None and any(_of_step(part) for part in (guard.when, guard.requires) if part):
        return False
    if guard.when is not None and not evaluate(guard.when, facts):
        return False
    return guard.requires is None or not evaluate(guard.requires, facts)


@lru_cache(maxsize=1_000)
def _of_step(condition: Node) -> bool:
    return any(depends_on_step(name) for name in names(condition))


def _reason(guard: GuardRule) -> Reason:
    """The code with its sentence; a guard without a code of its own is named by its key."""
    key = guard.key if guard.code == GUARD_FAILED else None
    return Reason(guard.code, guard.text, guard.clear_with, field=key)
