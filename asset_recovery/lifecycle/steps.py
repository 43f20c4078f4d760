"""The machine: everything that stands in the way of a step, most specific first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from asset_recovery.domain.actions.order_actions import LiftOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle import (
    care_guards,
    claim_standings,
    custody_guards,
    debt_guards,
    distribution,
    foreign_guards,
    lineage_guards,
    management_guards,
    money_guards,
    order_guards,
    power_seizures,
    quantities,
    reversal_guards,
    route_guards,
    sale_conduct_guards,
    sale_guards,
    sale_price_guards,
    state_guards,
    value_guards,
)
from asset_recovery.lifecycle.ask import Ask, Guard
from asset_recovery.lifecycle.law_guards import broken
from asset_recovery.lifecycle.moves import Case, leading_there, reached, unfitting_axis
from asset_recovery.lifecycle.parts import Reach, share_held, view
from asset_recovery.lifecycle.rules import Step

GUARDS: dict[str, Guard] = {
    **state_guards.GUARDS,
    **order_guards.GUARDS,
    **quantities.GUARDS,
    **route_guards.GUARDS,
    **power_seizures.GUARDS,
    **claim_standings.GUARDS,
    **sale_guards.GUARDS,
    **sale_price_guards.GUARDS,
    **sale_conduct_guards.GUARDS,
    **value_guards.GUARDS,
    **management_guards.GUARDS,
    **care_guards.GUARDS,
    **custody_guards.GUARDS,
    **money_guards.GUARDS,
    **debt_guards.GUARDS,
    **reversal_guards.GUARDS,
    **distribution.GUARDS,
    **lineage_guards.GUARDS,
    **foreign_guards.GUARDS,
}
EVERY_STEP = ("power_validated", "not_divided")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands in the way, and what is only warned of."""

    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]


def judge(ask: Ask) -> Judgement:
    """Everything that the tables ask for this step; no reasons: it can be taken.

    On a divided asset a step on the legal axis is judged for each part that it reaches, as if the
    part were the asset; all of them must pass.
    """
    step = ask.rules.step(ask.action, ask.kind)
    if step is None:  # only what the legal system writes as data can speak of it
        return Judgement(tuple(broken(ask, "refuse")), tuple(broken(ask, "warn")))
    parts = _reached(ask, step)
    if parts is None:
        return _judge(ask, step)
    judged = [_judge(_of_part(ask, name), step) for name in parts.names]
    found = [
        *_beyond_reach(ask, parts),
        *(one for judgement in judged for one in judgement.reasons),
    ]
    found.sort(key=lambda reason: reason.code == "wrong_state")
    warned = (one for judgement in judged for one in judgement.warnings)
    return Judgement(tuple(_each_once(iter(found))), tuple(_each_once(warned)))


def _reached(ask: Ask, step: Step) -> Reach | None:
    if getattr(ask.command, "status", None) in ("draft", "requested"):
        return None
    found = reached(ask.position, ask.command, ask.order, ask.on, step)
    if found is None or (not ask.position.parts and not _beyond_reach(ask, found)):
        return None
    if not found.names and not _beyond_reach(ask, found):
        return None
    return found


def _of_part(ask: Ask, name: str) -> Ask:
    if not ask.position.parts:
        return ask
    seen = view(ask.position, name)
    order = seen.orders.get(ask.order.reference, ask.order) if ask.order else None
    return replace(ask, position=seen, order=order)


def _beyond_reach(ask: Ask, parts: Reach) -> Iterator[Reason]:
    """What the step names and no part of the asset is."""
    for name in parts.unknown:
        known = ", ".join(ask.position.parts) or "–"
        yield Reason(
            "field_invalid",
            _("The asset has no part {part}; it has: {known}.").format(part=name, known=known),
            field="parts",
        )
    if parts.other_kind:
        yield Reason(
            "field_invalid",
            _("The asset is divided otherwise: a share, a sum and a component cannot be mixed."),
            field="assets",
        )
    if parts.short is not None and isinstance(ask.command, LiftOrder) and ask.order is not None:
        held = share_held(ask.position, ask.order) or Decimal(0)
        yield Reason(
            "amount_exceeds_order",
            _("The order holds {share} of the asset.").format(share=f"{held.normalize():f}"),
            field="fraction",
        )
    elif parts.short is not None:
        yield Reason(
            "shares_do_not_sum",
            _("The shares would come to more than the asset: {share} of it is left.").format(
                share=f"{parts.short.normalize():f}"
            ),
            field="assets",
        )


def _judge(ask: Ask, step: Step) -> Judgement:
    found = list(_each_once(_against(ask, (*step.guards, *EVERY_STEP), "refuse")))
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
                leading_there(step, axis, case, ask.rules),
            )
        )
    found.sort(key=lambda reason: reason.code == "wrong_state")
    warned = _each_once(_against(ask, step.warns, "warn"))
    return Judgement(tuple(found), tuple(warned))


def _against(ask: Ask, names: Iterable[str], effect: str) -> Iterator[Reason]:
    """What the named guards say, then those that the legal system writes as data."""
    for name in names:
        yield from GUARDS[name](ask)
    yield from broken(ask, effect)


def _each_once(reasons: Iterator[Reason]) -> Iterator[Reason]:
    seen = set()
    for reason in reasons:
        if (reason.code, reason.text) not in seen:
            seen.add((reason.code, reason.text))
            yield reason
