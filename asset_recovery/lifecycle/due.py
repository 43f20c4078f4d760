"""What is due on an asset: terms that follow from its facts and the clock (lifecycle.md 4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.i18n import N_
from asset_recovery.lifecycle.position import PROVISIONAL_ORDERS, Position
from asset_recovery.lifecycle.power_seizures import unvalidated, validation_due
from asset_recovery.lifecycle.remedy_due import remedy_items
from asset_recovery.lifecycle.rules import Rules

OPEN_ENDED = frozenset(
    {"closed", "returned_to_owner", "restored_to_victim", "transferred_to_other_state", "declined"}
)


@dataclass(frozen=True, slots=True)
class Due:
    """One term: its code, what to do, until when, and whether the law itself sets it."""

    code: str
    title: str
    due: date
    hard: bool = False


def due_items(position: Position, rules: Rules) -> list[Due]:
    """Everything that is due on the asset, earliest first; nothing for an asset that is done."""
    if position.void or position.legal in OPEN_ENDED or position.replaced_by is not None:
        return []
    found = [*_orders(position), *_hearings(position), *_planning(position, rules)]
    found += [*_management(position, rules), *_validation(position, rules)]
    found += [Due(*item) for item in remedy_items(position, rules)]
    return sorted(found, key=lambda item: (item.due, item.code))


def _orders(position: Position) -> Iterator[Due]:
    held = any(
        order.is_standing and order.expires_on is None
        for order in position.orders.values()
        if order.kind in PROVISIONAL_ORDERS
    )
    before_judgment = position.dates.get("confiscated_final") is None
    for order in position.orders.values():
        if order.is_standing and order.expires_on and not held and before_judgment:
            if order.expires_early and order.expires_early < order.expires_on:
                yield Due("order_ends_early", N_("Order may end"), order.expires_early, hard=True)
            yield Due("order_ends", N_("Order ends"), order.expires_on, hard=True)
        if order.kind == "interlocutory_sale" and order.suspensive_until and not position.gross:
            yield Due("challenge_period", N_("Challenge period ends"), order.suspensive_until)


def _hearings(position: Position) -> Iterator[Due]:
    for hearing in position.hearings.values():
        if hearing.reply is None and hearing.reply_by is not None and position.gross is None:
            yield Due("reply", N_("Affected person's reply"), hearing.reply_by, hard=True)


def _planning(position: Position, rules: Rules) -> Iterator[Due]:
    """What a measure asks for, as long as the asset need not be given back."""
    if position.legal == "release_ordered":
        return
    since = position.measure_since
    if since is not None and position.plan_started_on is None and not position.taken_over:
        days = rules.days("planning_due_after_freeze", since)
        yield Due("plan", N_("Planning sheet"), since + timedelta(days=days), hard=True)
    if _wants_first_valuation(position):
        assert position.possession is not None
        days = rules.days("valuation_due", position.possession.since)
        yield Due(
            "first_valuation",
            N_("First valuation"),
            position.possession.since + timedelta(days=days),
        )


def _wants_first_valuation(position: Position) -> bool:
    """Held, of a kind that has a value, never valued, and neither final nor gone."""
    kind = asset_types().get(position.type_code)
    return (
        position.possession is not None
        and kind is not None
        and kind.is_recoverable
        and not position.valuations
        and not position.taken_over
        and "confiscated_final" not in position.dates
        and position.disposal is None
    )


def _validation(position: Position, rules: Rules) -> Iterator[Due]:
    seizure = unvalidated(position)
    if seizure is not None:
        yield Due(
            "validation", N_("Validation of the seizure"), validation_due(seizure, rules), True
        )


def _management(position: Position, rules: Rules) -> Iterator[Due]:
    if position.management == "stored" and position.review_on is not None:
        yield Due("storage_review", N_("Storage review"), position.review_on)
    if position.insured_until is not None and position.possession is not None:
        yield Due("insurance", N_("Insurance ends"), position.insured_until)
    if position.evidence_review_on is not None:
        yield Due("evidence_review", N_("Evidence review"), position.evidence_review_on)
    selling = ("interlocutory_sale_proposed", "interlocutory_sale_ordered", "final_sale")
    if position.management in selling and position.valuations:
        key = "disposal" if position.disposal else "interlocutory"
        newest = max(valuation.on for valuation in position.valuations)
        days = rules.days(f"valuation_max_age_{key}", newest)
        yield Due("valuation", N_("Valuation too old for sale"), newest + timedelta(days=days))
