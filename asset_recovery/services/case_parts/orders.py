"""Orders with their state on the day that is asked for, and the proceedings of the case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions.case_actions import RecordProceeding
from asset_recovery.domain.actions.confiscation_actions import FileConfiscation
from asset_recovery.domain.actions.reversal_actions import ReverseConfiscation
from asset_recovery.domain.case_file import OrderFacts, ProceedingFacts
from asset_recovery.domain.debt_facts import DebtFacts
from asset_recovery.lifecycle import order_effects
from asset_recovery.lifecycle.position import OrderPosition, Position
from asset_recovery.lifecycle.story import moments
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts import debts
from asset_recovery.services.case_parts.applications import application_facts
from asset_recovery.services.case_parts.case_desk import CaseDesk, day_of, stored_money
from asset_recovery.services.case_parts.order_details import remedies_of

_ACTIONS = tuple(one.action() for one in o.ACTIONS)


def order_facts(desk: CaseDesk) -> tuple[OrderFacts, ...]:
    """Every order that had been made, drafted or applied for by that day."""
    states = orders_as_of(desk)
    _annul_reversed(desk, states)
    about = _about(desk)
    named = _named(desk)
    owed = debts.debt_facts(desk, states)
    found = []
    for row in desk.rows.of("court_order"):
        state = states.get(row["reference"])
        if state is not None:
            made = _order(desk, row, state, about.get(row["id"], []), named)
            found.append(_with_debt(made, owed.get(made.reference), desk))
    return tuple(found)


def _annul_reversed(desk: CaseDesk, states: dict[str, OrderPosition]) -> None:
    """An order that was annulled as a whole after its execution."""
    held = _held(desk)
    for one in desk.done("reverse_confiscation"):
        command = one.command
        assert isinstance(command, ReverseConfiscation)
        order = states.get(command.order)
        partial = command.assets and len(set(command.assets)) < len(held.get(command.order, ()))
        if order is not None and command.amount is None and not partial:
            order.state, order.ended_on = "annulled", one.on


def _with_debt(order: OrderFacts, debt: DebtFacts | None, desk: CaseDesk) -> OrderFacts:
    """A value order with its account; on another day its state is as the account made it."""
    if debt is None:
        return order
    if desk.reading.as_of is None:
        return replace(order, debt=replace(debt, state=order.state))
    return replace(order, debt=debt, state=debt.state)


def _order(
    desk: CaseDesk,
    row: Record,
    state: OrderPosition,
    events: list[Told],
    named: dict[str, list[str]],
) -> OrderFacts:
    latest = desk.reading.as_of is None
    irregular = [code for one in events for code in json.loads(one.row["irregular"])]
    return OrderFacts(
        reference=row["reference"],
        kind=row["kind"],
        kind_label=code_lists.label("order_kinds", row["kind"]),
        state=row["state"] if latest else state.state,
        authority=row["authority"],
        number=row["number"] if latest else state.number,
        made_on=day_of(row["made_on"]) if latest else state.made_on,
        expires_on=day_of(row["expires_on"]) if latest else state.expires_on,
        amount=stored_money(row, "amount") if latest else state.amount,
        country=row["country"],
        final_on=day_of(row["final_on"]) if latest else state.final_on,
        suspensive_until=state.suspensive_until,
        assets=tuple(named.get(row["reference"], ())),
        served=tuple((desk.name(party), on) for party, on in state.served),
        legal_basis=row["legal_basis"],
        reasons=row["reasons"],
        taken_over=bool(row["taken_over"]),
        irregular=tuple(dict.fromkeys(irregular)),
        application=application_facts(desk, events),
        remedies=remedies_of(desk, [one for one in events if desk.state(one) == "in_effect"]),
        dissipation_risk=_said(events, "dissipation_risk"),
        calculation=_said(events, "calculation"),
    )


def _said(events: list[Told], argument: str) -> str | None:
    """What the application or the order itself says under this name, the newest."""
    given = (getattr(one.command, argument, None) for one in reversed(events))
    return next((str(text) for text in given if text), None)


def _about(desk: CaseDesk) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for one in desk.events:
        if one.row["order_id"] is not None:
            found.setdefault(one.row["order_id"], []).append(one)
    return found


def _named(desk: CaseDesk) -> dict[str, list[str]]:
    """The assets that each order holds: those it names, and what took their place."""
    found: dict[str, list[str]] = {}
    if desk.about is not None:
        return {name: sorted(held) for name, held in _held(desk).items()}
    for asset in sorted(desk.assets, key=lambda one: one.row["number"]):
        for reference, order in asset.position.orders.items():
            if order.state == "refused":
                continue
            found.setdefault(reference, []).append(asset.reference)
    return found


def orders_as_of(desk: CaseDesk) -> dict[str, OrderPosition]:
    """Each order as a whole on that day: a step on some of its assets leaves the order itself."""
    scratch = Position(reference="")
    held = _held(desk)
    told = {one.row["id"]: one for one in desk.done(*_ACTIONS)}
    story = moments(desk.stories.story_event(one, [""]) for one in told.values())
    for row in desk.rows.of("court_order"):
        if row["taken_over"] and _taken_over_by(desk, row):
            scratch.orders[row["reference"]] = _taken_over(row)
    for moment in story:
        if moment.phase != "effect":
            continue
        one = told[moment.event.id]
        if _is_partial(one, held.get(moment.event.order or "", set())):
            continue
        before = _before(scratch, one)
        order_effects.take_effect(one.command, scratch, moment.event, moment.on)
        _keep_others(scratch, moment.event.order, held, before)
    for asset in desk.assets:
        if asset.position.parts:
            _as_its_parts_say(scratch, asset.position)
    return scratch.orders


def _as_its_parts_say(scratch: Position, divided: Position) -> None:
    """What ended only for a part of a divided asset has not ended: the asset knows."""
    for reference, known in divided.orders.items():
        order = scratch.orders.get(reference)
        if order is not None and order.ended_on is not None and known.ended_on is None:
            order.state, order.ended_on = known.state, None


def _held(desk: CaseDesk) -> dict[str, set[str]]:
    """The assets that each order names."""
    names = {row["id"]: row["reference"] for row in desk.rows.of("court_order")}
    keys = {row["id"]: row["reference"] for row in desk.rows.of("asset")}
    found: dict[str, set[str]] = {}
    for link in desk.rows.of("order_asset"):
        if link["asset_id"] in keys and '"granted":"no"' not in link["scope"]:
            found.setdefault(names[link["order_id"]], set()).add(keys[link["asset_id"]])
    return found


def _taken_over_by(desk: CaseDesk, row: Record) -> bool:
    """Whether the taking over of an order had happened by that day."""
    return any(row["reference"] in asset.position.orders for asset in desk.assets)


def _taken_over(row: Record) -> OrderPosition:
    final = day_of(row["final_on"])
    return OrderPosition(
        reference=row["reference"],
        kind=row["kind"],
        state="final" if final else "issued",
        made_on=day_of(row["made_on"]),
        authority=row["authority"],
        number=row["number"],
        expires_on=day_of(row["expires_on"]),
        final_on=final,
        taken_over=True,
    )


def _is_partial(one: Told, held: set[str]) -> bool:
    """A step on fewer assets than the order holds, or one that speaks of no order."""
    command = one.command
    if isinstance(command, (o.RecordOrder, o.ApplyForOrder, o.IssueOrder)):
        return False
    if one.row["order_id"] is None:
        return True
    named = getattr(command, "assets", ())
    return bool(named) and len(set(named)) < len(held)


def _before(scratch: Position, one: Told) -> dict[str, tuple[str, date | None]]:
    """How the other orders stood, where the step is a release that could lift them."""
    if getattr(one.command, "kind", None) != "release":
        return {}
    return {name: (order.state, order.ended_on) for name, order in scratch.orders.items()}


def _keep_others(
    scratch: Position,
    own: str | None,
    held: dict[str, set[str]],
    before: dict[str, tuple[str, date | None]],
) -> None:
    """A release lifts only the orders all of whose assets it names."""
    order = scratch.orders.get(own or "")
    if order is None or order.kind != "release":
        return
    named = held.get(order.reference, set())
    for other in scratch.orders.values():
        if other.reference in before and not held.get(other.reference, set()) <= named:
            other.state, other.ended_on = before[other.reference]


def proceeding_facts(desk: CaseDesk) -> tuple[ProceedingFacts, ...]:
    """What courts and prosecutors did in the case."""
    found = []
    for one in desk.done("record_proceeding"):
        command = one.command
        assert isinstance(command, RecordProceeding)
        found.append(
            ProceedingFacts(
                kind=command.kind,
                authority=desk.name(command.authority),
                reference=command.reference,
                on=one.on,
                stage=command.stage,
                outcome=command.outcome,
                final_on=_until(desk, command.final_on),
                next_hearing=command.next_hearing,
                persons=desk.people(one.facts.get("persons")),
                in_absentia=command.in_absentia,
                expected_final=command.expected_final,
            )
        )
    return tuple(found)


def filing_facts(desk: CaseDesk) -> tuple[tuple[str, str], ...]:
    """The legal basis and the reference of every filing for confiscation."""
    filed = [one.command for one in desk.done("file_confiscation")]
    return tuple(
        (one.legal_basis, one.reference) for one in filed if isinstance(one, FileConfiscation)
    )


def _until(desk: CaseDesk, day: date | None) -> date | None:
    return day if day is None or day <= desk.day else None
