"""What actions on orders leave as facts in the position of an asset that the order holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.actions.base import Action
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

LIFTED_BY_RELEASE = PROVISIONAL_ORDERS | CONFISCATIONS | {"confiscation_value"}


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """Change the order that the event names, as it stands over this asset."""
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
        share=_scope(command, position),
        victim_decision=command.victim_decision is not None,
    )
    if command.status in ("draft", "requested"):
        return
    issued(position, position.orders[reference], on)
    if command.kind == "restitution":
        persons = event.facts.get("persons")
        named = [str(person) for person in persons] if isinstance(persons, list) else []
        position.restitution_to = named[0] if named else command.authority
    if command.concurrent and position.dispute in ("no_claim", "owner_unknown_or_nominee"):
        position.dispute = "competing_order"


def _scope(command: o.RecordOrder, position: Position) -> Decimal:
    """The share of the asset that the order names; all of it unless it says so."""
    names = {position.reference, position.substitutes}
    for row in command.assets:
        if row.get("asset") in names and row.get("fraction") is not None:
            return Decimal(str(row["fraction"]))
    return Decimal(1)


def issued(position: Position, order: OrderPosition, on: date) -> None:
    """An order now stands: a measure begins, or a release ends the others."""
    if order.kind in PROVISIONAL_ORDERS:
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
                other.state, other.ended_on = "lifted", on


def _lapse(position: Position, order: OrderPosition | None, on: date) -> None:
    standing = [order] if order else position.standing_orders(PROVISIONAL_ORDERS)
    ended = [one for one in standing if one.has_expired(on)] or standing
    for one in ended:
        one.state, one.ended_on = "expired", on
    position.measure_ended_on = max((one.expires_on for one in ended if one.expires_on), default=on)


def _on_order(
    command: Action, position: Position, order: OrderPosition, event: StoryEvent, on: date
) -> None:
    if isinstance(command, o.IssueOrder):
        order.state, order.number, order.made_on = "issued", command.reference, on
        order.expires_on = command.expires_on or _day(event, "expires_on") or order.expires_on
        order.suspensive_until = command.suspensive_until or order.suspensive_until
        issued(position, order, on)
    elif isinstance(command, o.ServeOrder):
        resolved = event.facts.get("parties")
        name = resolved.get("party") if isinstance(resolved, dict) else command.party
        order.served = (*order.served, (str(name), on))
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
        order.state, order.final_on = "final", on
    elif isinstance(command, o.ExecuteOrder):
        order.state = "executed"
    elif isinstance(command, o.LiftOrder):
        _lift(command, position, order, on)
    else:
        _challenge(command, position, order, on)


def _lift(command: o.LiftOrder, position: Position, order: OrderPosition, on: date) -> None:
    if not lifts_a_part(command, order):
        order.state, order.ended_on = "lifted", on
        position.released_on = on if position.legal == "release_ordered" else position.released_on
        return
    order.state = "extended_or_varied"
    order.share -= command.fraction or 0
    if command.amount is not None and order.amount is not None:
        order.amount -= command.amount


def lifts_a_part(command: o.LiftOrder, order: OrderPosition) -> bool:
    """Whether the order goes on for the rest: a share, or an amount, below what it holds."""
    if command.fraction is not None:
        return command.fraction < order.share
    if command.amount is not None and order.amount is not None:
        return command.amount.currency == order.amount.currency and command.amount < order.amount
    return False


def _challenge(command: Action, position: Position, order: OrderPosition, on: date) -> None:
    if isinstance(command, o.ChallengeOrder):
        order.state = "challenged"
        by = command.by if isinstance(command.by, str) else command.by.name
        order.challenges = (*order.challenges, (by, bool(command.suspensive)))
    elif isinstance(command, o.DecideChallenge):
        order.challenges = order.challenges[1:]
        order.amount = command.amount or order.amount
        order.state = {
            "upheld": "upheld",
            "amended": "amended",
            "annulled": "annulled",
            "withdrawn": "lifted",
            "remitted": "annulled",
        }[command.outcome]
        if order.state in ("annulled", "lifted"):
            order.ended_on, order.challenges = on, ()
            if position.legal == "release_ordered":
                position.released_on = on
        elif order.challenges:
            order.state = "challenged"
        elif command.final:
            order.state, order.final_on = "final", on


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
