"""What actions on orders leave as facts in the position of an asset that the order holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.actions.base import Action
from asset_recovery.lifecycle.parts import withdraw
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    ChallengePosition,
    OrderPosition,
    Position,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

LIFTED_BY_RELEASE = PROVISIONAL_ORDERS | CONFISCATIONS | {"confiscation_value"}


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """Change the order that the event names, as it stands over this asset."""
    if isinstance(command, o.ApplyForOrder):
        command = command.requested()
    if isinstance(command, o.RecordOrder):
        _record(command, position, event, on)
        return
    order = position.orders.get(event.order or "")
    if isinstance(command, o.RecordLapse):
        _lapse(position, order, on)
    elif order is not None:
        _on_order(command, position, order, event, on)


def _record(command: o.RecordOrder, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.order or event.reference or ""
    position.orders[reference] = OrderPosition(
        reference=reference,
        kind=command.kind,
        state=command.status or "issued",
        made_on=command.on,
        authority=command.authority,
        number=command.reference,
        in_force_on=command.in_force_on,
        expires_on=command.expires_on or _day(event, "expires_on"),
        expires_early=_day(event, "expires_early"),
        suspensive_until=command.suspensive_until,
        amount=command.amount,
        route=command.route,
        country=command.country,
        concurrent=bool(command.concurrent),
        irregular=event.irregular if command.irregular else (),
        parts=_held(command, position),
        victim_decision=command.victim_decision is not None,
        request=command.request,
    )
    if command.status in ("draft", "requested"):
        return
    if not position.orders[reference].awaits_recognition:
        issued(position, position.orders[reference], on)
    if command.kind == "restitution":
        persons = event.facts.get("persons")
        named = [str(person) for person in persons] if isinstance(persons, list) else []
        position.restitution_to = named[0] if named else command.authority
    if command.concurrent and position.dispute in ("no_claim", "owner_unknown_or_nominee"):
        position.dispute = "competing_order"


def _held(command: o.RecordOrder, position: Position) -> frozenset[str] | None:
    """The parts of a divided asset that a new order holds: those that it reached when it was given.

    None: all, whatever parts there will be.
    """
    if not position.parts or command.status in ("draft", "requested"):
        return None
    whole = set(position.touched) == set(position.parts)
    return None if whole or not position.touched else frozenset(position.touched)


def issued(position: Position, order: OrderPosition, on: date) -> None:
    """An order now stands: a measure begins, or a release ends the others."""
    if order.kind in PROVISIONAL_ORDERS and not order.awaits_recognition:
        position.measure_since = position.measure_since or on
        position.measure_ended_on = None
        position.released_on = None
        position.dates.setdefault("frozen", on)
    elif order.kind in CONFISCATIONS:
        position.dates.setdefault("confiscated", on)
    elif order.kind in ("release", "restitution") and position.legal == "release_ordered":
        position.released_on = on
        for other in position.orders.values():
            if other.kind in LIFTED_BY_RELEASE and other.is_standing:
                withdraw(position, other, "lifted", on)


def _lapse(position: Position, order: OrderPosition | None, on: date) -> None:
    standing = [order] if order else position.standing_orders(PROVISIONAL_ORDERS)
    ended = [one for one in standing if one.has_expired(on)] or standing
    for one in ended:
        withdraw(position, one, "expired", on)
    position.measure_ended_on = max((one.expires_on for one in ended if one.expires_on), default=on)


def _on_order(
    command: Action, position: Position, order: OrderPosition, event: StoryEvent, on: date
) -> None:
    if isinstance(command, o.IssueOrder):
        _decided(command, position, order, event, on)
    elif isinstance(command, o.ServeOrder):
        resolved = event.facts.get("parties")
        name = resolved.get("party") if isinstance(resolved, dict) else command.party
        order.served = (*order.served, (str(name), on))
        order.state = "served" if order.state == "issued" else order.state
    elif isinstance(command, o.VaryOrder):
        order.state = "extended_or_varied"
        if command.expires_on is not None:
            order.expires_on, order.expires_early = command.expires_on, None
        order.amount = command.amount or order.amount
    elif isinstance(command, o.StayOrder):
        order.state_before_stay, order.state = order.state, "suspended"
        order.stayed, order.stayed_until = True, command.until
    elif isinstance(command, o.EndStay):
        order.state, order.stayed, order.stayed_until = order.state_before_stay, False, None
    elif isinstance(command, o.CertifyFinal):
        _final(position, order, on)
    elif isinstance(command, o.ExecuteOrder):
        # What was brought in for a value order its own account says (debt.py).
        order.state = "partly_executed" if order.kind == "confiscation_value" else "executed"
    elif isinstance(command, o.LiftOrder):
        _lift(command, position, order, on)
    else:
        _challenge(command, position, order, on)


def _decided(
    command: o.IssueOrder, position: Position, order: OrderPosition, event: StoryEvent, on: date
) -> None:
    """What was applied for is given, or refused."""
    if _refused(command, position, event):
        order.state, order.ended_on = "refused", on
        return
    order.state, order.number, order.made_on = "issued", command.reference, on
    order.expires_on = command.expires_on or _day(event, "expires_on") or order.expires_on
    order.suspensive_until = command.suspensive_until or order.suspensive_until
    issued(position, order, on)


def _refused(command: o.IssueOrder, position: Position, event: StoryEvent) -> bool:
    """The application was refused for this asset, or for all that it named."""
    names = {position.reference, position.substitutes}
    rows = [row for row in command.assets if row.get("asset") in names]
    return bool(event.facts.get("refused_all")) or any(row.get("granted") == "no" for row in rows)


def _lift(command: o.LiftOrder, position: Position, order: OrderPosition, on: date) -> None:
    if not lifts_a_part(command, order):
        withdraw(position, order, "lifted", on)
        position.released_on = on if position.legal == "release_ordered" else position.released_on
        return
    order.state = "extended_or_varied"
    if command.amount is not None and order.amount is not None:
        order.amount -= command.amount


def lifts_a_part(command: o.LiftOrder, order: OrderPosition) -> bool:
    """Whether the order goes on with a lower amount; a share of the asset is a part by itself."""
    if command.amount is not None and order.amount is not None:
        return command.amount.currency == order.amount.currency and command.amount < order.amount
    return False


def _final(position: Position, order: OrderPosition, on: date) -> None:
    """Final for all that the order holds, or for the parts named and not yet for the others."""
    reached = {name: on for name in position.touched if order.holds(name)}
    order.final_parts = {**order.final_parts, **reached} if reached else order.final_parts
    held = {name for name in position.parts if order.holds(name)}
    if held <= set(order.final_parts):
        order.state, order.final_on = "final", on


def _challenge(command: Action, position: Position, order: OrderPosition, on: date) -> None:
    if isinstance(command, o.ChallengeOrder):
        order.state = "challenged"
        by = command.by if isinstance(command.by, str) else command.by.name
        held = {name for name in position.parts if order.holds(name)}
        parts = frozenset(position.touched) & held
        about = None if not parts or parts == held else parts
        challenge = ChallengePosition(by, bool(command.suspensive), about)
        order.challenges = (*order.challenges, challenge)
    elif isinstance(command, o.DecideChallenge):
        _decide(command, position, order, on)


def _decide(command: o.DecideChallenge, position: Position, order: OrderPosition, on: date) -> None:
    about = [
        one
        for one in order.challenges
        if one.parts is None or not position.touched or one.parts & set(position.touched)
    ]
    decided = about[0] if about else None
    order.challenges = tuple(one for one in order.challenges if one is not decided)
    order.amount = command.amount or order.amount
    state = {
        "upheld": "upheld",
        "amended": "amended",
        "annulled": "annulled",
        "withdrawn": "lifted",
        "remitted": "annulled",
    }[command.outcome]
    if state in ("annulled", "lifted"):
        if decided is None or decided.parts is None:
            order.challenges = ()
        withdraw(position, order, state, on)
        if position.legal == "release_ordered":
            position.released_on = on
        return
    order.state = state
    if command.final and not _still_challenged(position, order):
        _final(position, order, on)
    elif order.challenges:
        order.state = "challenged"


def _still_challenged(position: Position, order: OrderPosition) -> bool:
    """Another challenge waits over what this decision is about."""
    return any(
        one.parts is None or not position.touched or one.parts & set(position.touched)
        for one in order.challenges
    )


def take_over_orders(command: OpenPosition, position: Position, event: StoryEvent) -> None:
    """Orders that came with a position: what the source does not say stays unknown."""
    position.orders = {key: one for key, one in position.orders.items() if not one.taken_over}
    known = event.facts.get("orders")
    for entry in known if isinstance(known, list) else []:
        reference = str(entry["order"])
        made_on = entry.get("on")
        position.orders[reference] = OrderPosition(
            reference=reference,
            kind=str(entry.get("kind") or "freezing"),
            state="final" if entry.get("final_on") else "issued",
            made_on=date.fromisoformat(str(made_on)) if made_on else None,
            authority=str(entry.get("authority") or ""),
            number=str(entry["reference"]) if entry.get("reference") else None,
            expires_on=_iso(entry.get("expires_on")),
            final_on=_iso(entry.get("final_on")),
            taken_over=True,
        )
    held = command.legal_state in ("frozen", "seized", "measure_varied")
    position.measure_since = command.on if held else None


def _iso(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _day(event: StoryEvent, name: str) -> date | None:
    return _iso(event.facts.get(name))
