"""What steps between States leave as facts in the position of an asset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import abroad_actions as b
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import PayOut, RecordAgreement
from asset_recovery.domain.actions.office_actions import RecordAnswer
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.lifecycle.foreign_position import (
    AbroadPosition,
    InboundPosition,
    add,
    day_of,
    money_of,
    victim_of,
)
from asset_recovery.lifecycle.position import OrderPosition, Position

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """Change the facts of the position by a step that concerns another State; others leave none."""
    effect = _EFFECTS.get(type(command))
    if effect is not None:
        effect(command, position, event, on)


def _request(event: StoryEvent) -> str:
    return str(event.facts.get("request") or "")


def _receive(command: b.ReceiveRequest, position: Position, event: StoryEvent, on: date) -> None:
    reference = _request(event)
    position.inbound[reference] = InboundPosition(
        request=reference,
        country=command.from_country,
        form=command.form,
        received_on=on,
        amount=command.amount,
        paid_elsewhere=command.paid_elsewhere,
        victim=victim_of(command.victim_decision),
    )


def _check(command: b.CheckRequest, position: Position, _event: StoryEvent, _on: date) -> None:
    inbound = position.inbound.get(command.request)
    if inbound is not None:
        inbound.fit = command.competent and command.complete
        inbound.missing = command.missing if command.competent else (*command.missing, "competence")


def _consult(command: b.ConsultState, position: Position, _event: StoryEvent, on: date) -> None:
    inbound = position.inbound.get(command.request)
    if inbound is not None:
        inbound.consulted[command.subject] = on
        inbound.replies.pop(command.subject, None)


def _notice(command: b.RecordStateNotice, position: Position, _event: StoryEvent, on: date) -> None:
    inbound = position.inbound.get(command.request)
    if inbound is None:
        return
    if command.kind in ("executed_elsewhere", "payment_received"):
        inbound.paid_elsewhere = add(inbound.paid_elsewhere, command.amount)
    elif command.kind == "withdrawn":
        inbound.withdrawn_on = on
    elif command.kind in ("agrees", "objects"):
        inbound.replies[str(command.subject)] = command.kind
    inbound.victim = victim_of(command.victim_decision) or inbound.victim


def _order(command: RecordOrder, position: Position, event: StoryEvent, _on: date) -> None:
    """An order of another State brings what its request says, where the asset was not named."""
    known = event.facts.get("inbound")
    order = position.orders.get(event.order or event.reference or "")
    if isinstance(known, Mapping):
        inbound = _told(known)
        position.inbound.setdefault(inbound.request, inbound)
        if order is not None:
            order.country = order.country or inbound.country
            order.request = inbound.request
            stated = victim_of(command.victim_decision)
            if stated is not None:
                position.inbound[inbound.request].victim = stated
    elif command.victim_decision is not None and order is not None:
        name = f"order {order.reference}"
        position.inbound[name] = InboundPosition(
            request=name, country=order.country or "", victim=victim_of(command.victim_decision)
        )


def as_told(inbound: InboundPosition) -> dict[str, object]:
    """What a request says, as an event keeps it for assets that come under it later."""
    victim = inbound.victim
    return {
        "request": inbound.request,
        "country": inbound.country,
        "form": inbound.form,
        "received_on": inbound.received_on.isoformat() if inbound.received_on else None,
        "amount": inbound.amount.as_json() if inbound.amount else None,
        "paid_elsewhere": inbound.paid_elsewhere.as_json() if inbound.paid_elsewhere else None,
        "victim_decision": None
        if victim is None
        else {
            "kind": victim.kind,
            "to": victim.to,
            "amount": victim.amount.as_json() if victim.amount else None,
        },
        "fit": inbound.fit,
        "missing": list(inbound.missing),
    }


def _told(known: Mapping[str, object]) -> InboundPosition:
    victim, missing = known.get("victim_decision"), known.get("missing")
    fit = known.get("fit")
    return InboundPosition(
        request=str(known["request"]),
        country=str(known["country"]),
        form=str(known.get("form") or ""),
        received_on=day_of(known.get("received_on")),
        amount=money_of(known.get("amount")),
        paid_elsewhere=money_of(known.get("paid_elsewhere")),
        victim=victim_of(victim) if isinstance(victim, Mapping) else None,
        fit=fit if isinstance(fit, bool) else None,
        missing=tuple(map(str, missing)) if isinstance(missing, list) else (),
    )


def _recognise(command: b.RecogniseOrder, position: Position, event: StoryEvent, on: date) -> None:
    order = position.orders.get(event.order or "")
    if order is None:
        return
    order.state, order.recognised_on, order.postponed_until = "recognised", on, None
    order.in_force_on = max(on, order.in_force_on or on)
    order.amount = command.amount or order.amount
    order.concurrent = order.concurrent or bool(command.concurrent)
    if event.irregular and command.irregular:
        order.irregular = (*order.irregular, *event.irregular)
    _begin(position, order, on)
    if order.concurrent and position.dispute in ("no_claim", "owner_unknown_or_nominee"):
        position.dispute = "competing_order"


def _begin(position: Position, order: OrderPosition, on: date) -> None:
    """From its recognition on the order holds the asset, or takes it."""
    if order.kind == "foreign_freezing":
        position.measure_since = position.measure_since or on
        position.measure_ended_on = position.released_on = None
        position.dates.setdefault("frozen", on)
    else:
        position.dates.setdefault("confiscated", on)


def _refuse(_command: b.RefuseRecognition, position: Position, event: StoryEvent, on: date) -> None:
    order = position.orders.get(event.order or "")
    if order is not None:
        order.state, order.ended_on = "recognition_refused", on


def _postpone(
    command: b.PostponeRecognition, position: Position, event: StoryEvent, _on: date
) -> None:
    order = position.orders.get(event.order or "")
    if order is not None:
        order.state, order.postponed_until = "postponed", command.until


def _answer(command: RecordAnswer, position: Position, event: StoryEvent, on: date) -> None:
    """What another State reports of this asset; it counts for the request that it answers."""
    names = (position.reference, position.substitutes)
    line = position.abroad.setdefault(
        command.request,
        AbroadPosition(command.request, country=str(event.facts.get("country") or "")),
    )
    for row in command.results:
        if row.get("asset") in names:
            reported(line, row, on)


def reported(line: AbroadPosition, row: Mapping[str, object], on: date) -> None:
    """Take one reported result into the line of an asset abroad."""
    amount = money_of(row.get("amount"))
    line.outcome, line.on = str(row.get("outcome") or line.outcome), on
    line.reference = str(row["reference"]) if row.get("reference") else line.reference
    if line.outcome == "returned":
        if amount is not None:
            line.received, line.received_on = add(line.received, amount), on
    elif amount is not None:
        line.confirmed, line.confirmed_on = amount, on
    line.deducted = add(line.deducted, money_of(row.get("costs")))
    expected = money_of(row.get("expected"))
    if expected is not None:
        line.expected, line.expected_on = expected, on
    line.running_costs = money_of(row.get("running_costs")) or line.running_costs
    line.custodian = str(row["custodian"]) if row.get("custodian") else line.custodian
    line.next_hearing = day_of(row.get("next_hearing")) or line.next_hearing
    if line.is_held:
        line.expires_on = day_of(row.get("expires_on")) or line.expires_on
    else:
        line.expires_on = None


CLAUSES = ("end_use", "monitoring_party", "offenders_excluded", "published")


def _agree(command: RecordAgreement, position: Position, event: StoryEvent, _on: date) -> None:
    """What an agreement on a return says of the use of the assets; sharing asks for nothing."""
    lacking = [name for name in CLAUSES if getattr(command, name) is None]
    if command.offenders_excluded is False:
        lacking.append("offenders_excluded")
    returns = command.kind == "return"
    position.case.clauses_missing[event.reference or ""] = tuple(lacking) if returns else ()


def _paid(_command: PayOut, position: Position, _event: StoryEvent, on: date) -> None:
    """What was realised for another State has gone where the shares say, once all is paid.

    What its State received of a thing that we hold no title to decides where it went.
    """
    if position.legal != "foreign_confiscation_recognised" or position.money != "fully_distributed":
        return
    kinds = {
        kind
        for allocation in position.allocations.values()
        for _to, kind, amount in allocation.shares
        if not amount.is_zero
    }
    if "foreign_state" in kinds:
        state = "transferred_to_other_state"
    elif "victim" in kinds and "state" not in kinds:
        state = "restored_to_victim"
    else:
        state = "title_vested_in_state"
    position.legal = state
    position.dates.setdefault(state, on)


_EFFECTS: dict[type[Action], Callable[..., None]] = {
    b.ReceiveRequest: _receive,
    b.CheckRequest: _check,
    b.ConsultState: _consult,
    b.RecordStateNotice: _notice,
    b.RecogniseOrder: _recognise,
    b.RefuseRecognition: _refuse,
    b.PostponeRecognition: _postpone,
    RecordOrder: _order,
    RecordAnswer: _answer,
    PayOut: _paid,
    RecordAgreement: _agree,
}
