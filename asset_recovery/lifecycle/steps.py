"""The machine: everything that stands in the way of a step, most specific first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle import (
    management_guards,
    money_guards,
    order_guards,
    sale_guards,
    state_guards,
)
from asset_recovery.lifecycle.ask import Ask, Guard
from asset_recovery.lifecycle.moves import Case, unfitting_axis

GUARDS: dict[str, Guard] = {
    **state_guards.GUARDS,
    **order_guards.GUARDS,
    **sale_guards.GUARDS,
    **management_guards.GUARDS,
    **money_guards.GUARDS,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands in the way, and what is only warned of."""

    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]


def judge(ask: Ask) -> Judgement:
    """Everything that the tables ask for this step; no reasons: it can be taken."""
    step = ask.rules.step(ask.action, ask.kind)
    if step is None:
        return Judgement((), ())
    found = list(_each_once(reason for name in step.guards for reason in GUARDS[name](ask)))
    case = Case(ask.position, ask.command, ask.order, ask.on)
    drafted = getattr(ask.command, "status", None) in ("draft", "requested")
    axis = None if drafted else unfitting_axis(step, case)
    if axis is not None and not any(reason.code == "closed_record" for reason in found):
        state = getattr(ask.position, axis)
        found.append(
            Reason(
                "wrong_state",
                _("This step is not possible from the state {state}.").format(
                    state=state.replace("_", " ")
                ),
            )
        )
    found.sort(key=lambda reason: reason.code == "wrong_state")
    warned = _each_once(reason for name in step.warns for reason in GUARDS[name](ask))
    return Judgement(tuple(found), tuple(warned))


def _each_once(reasons: Iterator[Reason]) -> Iterator[Reason]:
    seen = set()
    for reason in reasons:
        if (reason.code, reason.text) not in seen:
            seen.add((reason.code, reason.text))
            yield reason
