"""An order in full, from its own steps and from the assets that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.order_detail import (
    HoldingFacts,
    MeasureFacts,
    OrderDetail,
    RemedyFacts,
    ServedFacts,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    PartPosition,
)
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.people import percent_of

_DAY = 24  # hours


def order_detail(desk: CaseDesk, reference: str) -> OrderDetail:
    """Everything of one order on the day of reading."""
    key = next(
        (row["id"] for row in desk.rows.of("court_order") if row["reference"] == reference), None
    )
    events = [
        one
        for one in desk.events
        if one.row["order_id"] == key and key is not None and desk.state(one) == "in_effect"
    ]
    held = [one for one in desk.assets if _holds(one, reference)]
    return OrderDetail(
        reference=reference,
        served=tuple(_served(desk, events)),
        remedies=remedies_of(desk, events),
        holdings=tuple(_holding(desk, one, reference, events) for one in held),
        measures=tuple(found for one in held for found in _chain(desk, one, reference)),
    )


def _holds(asset: AssetCase, reference: str) -> bool:
    order = asset.position.orders.get(reference)
    return order is not None and order.state != "refused"


def _served(desk: CaseDesk, events: list[Told]) -> Iterator[ServedFacts]:
    for one in events:
        if isinstance(one.command, o.ServeOrder):
            yield ServedFacts(party=desk.party(one, "party"), on=one.on, how=one.command.how)


def remedies_of(desk: CaseDesk, events: list[Told]) -> tuple[RemedyFacts, ...]:
    """Challenges, stays and variations among the steps of one order, the oldest first."""
    return tuple(sorted(_remedies(desk, events), key=lambda one: one.on))


def _remedies(desk: CaseDesk, events: list[Told]) -> Iterator[RemedyFacts]:
    """Challenges with their decisions, stays with their ends, variations."""
    decided = [one for one in events if isinstance(one.command, o.DecideChallenge)]
    ended = [one for one in events if isinstance(one.command, o.EndStay)]
    for one in events:
        command = one.command
        if isinstance(command, o.ChallengeOrder):
            yield _challenge(desk, one, command, decided)
        elif isinstance(command, o.StayOrder):
            yield _stay(one, command, ended)
        elif isinstance(command, o.VaryOrder):
            said = [
                _("in force until {day}").format(day=command.expires_on.isoformat())
                if command.expires_on
                else "",
                _("amount {amount}").format(amount=command.amount.display())
                if command.amount
                else "",
                _("adds {assets}").format(assets=", ".join(command.add_assets))
                if command.add_assets
                else "",
                _("takes out {assets}").format(assets=", ".join(command.remove_assets))
                if command.remove_assets
                else "",
            ]
            yield RemedyFacts(
                what="variation", on=one.on, by=command.reference,
                detail="; ".join(part for part in said if part), outcome=_("in effect"),
            )  # fmt: skip


def _challenge(
    desk: CaseDesk, one: Told, command: o.ChallengeOrder, decided: list[Told]
) -> RemedyFacts:
    """A challenge, with the first decision after it that no earlier challenge has taken."""
    decision = next((other for other in decided if _after(other, one)), None)
    if decision is not None:
        decided.remove(decision)
    parts = [
        command.court or "", command.instance or "", command.reference or "",
        _("of {assets}").format(assets=", ".join(command.assets)) if command.assets else "",
        _("parts {parts}").format(parts=", ".join(command.parts)) if command.parts else "",
    ]  # fmt: skip
    outcome = ""
    if decision is not None and isinstance(decision.command, o.DecideChallenge):
        outcome = code_lists.label("challenge_outcomes", decision.command.outcome)
    return RemedyFacts(
        what="challenge", on=one.on, by=desk.party(one, "by"),
        detail="; ".join(part for part in parts if part),
        until=decision.on if decision is not None else None, outcome=outcome,
        suspensive=bool(command.suspensive), court=command.court or "",
    )  # fmt: skip


def _stay(one: Told, command: o.StayOrder, ended: list[Told]) -> RemedyFacts:
    end = next((other for other in ended if _after(other, one)), None)
    if end is not None:
        ended.remove(end)
    until = end.on if end is not None else None
    detail = command.reference
    if command.until is not None:
        detail += "; " + _("until {day}").format(day=command.until.isoformat())
    return RemedyFacts(
        what="stay", on=one.on, by=command.authority, detail=detail, until=until,
        outcome=_("ended") if end is not None else "", suspensive=True,
    )  # fmt: skip


def _after(other: Told, one: Told) -> bool:
    return (other.on, other.row["seq"]) > (one.on, one.row["seq"])


def _holding(desk: CaseDesk, asset: AssetCase, reference: str, events: list[Told]) -> HoldingFacts:
    position = asset.position
    order = position.orders[reference]
    parts = [part for part in position.parts.values() if order.holds(part.reference)]
    concerned = PROVISIONAL_ORDERS | CONFISCATIONS
    others = [
        one
        for one in position.standing_orders(concerned)
        if one.reference != reference and order.kind in concerned
    ]
    return HoldingFacts(
        asset=asset.reference,
        description=str(asset.row["description"]),
        legal_state=shown_legal(position),
        state=order.state,
        in_force=order.in_force(desk.day),
        parts=tuple(_extent(part) for part in parts),
        amount=order.amount,
        final_on=order.final_on,
        final_parts=tuple(sorted(order.final_parts.items())),
        others=tuple(one.reference for one in others),
        priority=_priority(desk, order, others, events) if others else "",
    )


def _extent(part: PartPosition) -> str:
    """A part with its share, sum or component, and its own state."""
    extent = part.component or ""
    if part.share is not None:
        extent = percent_of(part.share) or ""
    elif part.amount is not None:
        extent = part.amount.display()
    state = code_lists.label("legal_states", part.legal)
    name = f"{part.reference} ({extent})" if extent else part.reference
    return f"{name}: {state}"


def _priority(
    desk: CaseDesk, order: OrderPosition, others: list[OrderPosition], events: list[Told]
) -> str:
    """The notes on who comes first, on this order or on those that stand beside it."""
    names = {order.reference, *(one.reference for one in others)}
    keys = {row["id"] for row in desk.rows.of("court_order") if row["reference"] in names}
    own = {id(one) for one in events}
    told = [one for one in desk.events if one.row["order_id"] in keys or id(one) in own]
    notes = [
        one.command.priority_note
        for one in told
        if isinstance(one.command, o.RecordOrder) and one.command.priority_note
    ]
    return "; ".join(dict.fromkeys(notes))


def _chain(desk: CaseDesk, asset: AssetCase, reference: str) -> Iterator[MeasureFacts]:
    """The provisional measures of an asset one after the other, with the gaps between them."""
    own = asset.position.orders[reference]
    measures = [
        one
        for one in asset.position.orders.values()
        if one.is_issued and (one.kind in PROVISIONAL_ORDERS or one is own)
    ]
    measures.sort(key=lambda one: (_begins(one) or date.min, one.reference))
    covered: date | None = None
    for one in measures:
        begins, ends = _begins(one), _ends(one)
        gap = 0
        if covered is not None and begins is not None and begins > covered:
            gap = max((begins - covered).days - 1, 0) * _DAY
        yield MeasureFacts(
            asset=asset.reference, order=one.reference, kind=one.kind, begins=begins, ends=ends,
            state=one.state, gap_hours=gap, is_own=one is own,
        )  # fmt: skip
        covered = date.max if ends is None else max(covered or date.min, ends)


def _begins(order: OrderPosition) -> date | None:
    return order.in_force_on or order.made_on


def _ends(order: OrderPosition) -> date | None:
    """The last day on which it counted, or counts; None: no end is known."""
    known = [day for day in (order.ended_on, order.expires_on) if day is not None]
    return min(known) if known else None
