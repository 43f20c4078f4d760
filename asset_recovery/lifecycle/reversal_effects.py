"""What reversal, claw-back, liability and obstacles to a return leave in the position."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import reversal_actions as r
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import RecordReturnObstacle, ReturnAsset
from asset_recovery.domain.actions.custody_actions import InsureAsset, ReportIncident
from asset_recovery.domain.actions.money_actions import PostIncome
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.position import PROVISIONAL_ORDERS, Position
from asset_recovery.lifecycle.remedy import (
    ClawBackPosition,
    Insurance,
    LiabilityPosition,
    Loss,
    Obstacle,
    Payment,
    Reversal,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent


def _reverse(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, r.ReverseConfiscation)
    order = position.orders.get(event.order or "")
    if order is not None and order.kind == "confiscation_value" and command.amount is not None:
        return  # the order goes on for less: its account says what is to be paid back
    if order is not None:
        order.state, order.ended_on, order.challenges = "annulled", on, ()
    position.remedy.reversals.append(
        Reversal(
            order=event.order or command.order,
            on=on,
            authority=command.authority,
            reference=command.reference,
            amount=command.amount,
            rate=command.interest_rate,
            interest_from=command.interest_from,
            costs_borne_by=command.costs_borne_by,
            ground=command.ground,
        )
    )
    if position.legal == "release_ordered":
        position.released_on = on
    elif position.legal == "reversed_after_execution":
        _end_measures(position, on)
    position.dates.setdefault("reversed", on)


def _end_measures(position: Position, on: date) -> None:
    """The measures that led to the confiscation fall with it; another authority's own do not."""
    for other in position.orders.values():
        if other.kind in PROVISIONAL_ORDERS and other.is_standing and not other.concurrent:
            other.state, other.ended_on = "lifted", on


def _claw_back(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, r.ClawBack)
    reference = event.reference or f"claw-back of {on}"
    position.remedy.claw_backs[reference] = ClawBackPosition(
        reference, command.allocation, command.to, on, command.amount
    )


def _record_liability(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, r.RecordLiability)
    reference = event.reference or f"liability of {on}"
    parties = event.facts.get("parties")
    party = parties.get("party") if isinstance(parties, dict) else None
    position.remedy.liabilities[reference] = LiabilityPosition(
        reference, command.kind, on, command.amount, command.reason, str(party or "")
    )


def _settle(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, r.SettleLiability)
    liability = position.remedy.liabilities.get(command.liability)
    if liability is None:
        return
    payment = Payment(on, command.amount, command.reference)
    liability.settled.append(payment)
    if liability.kind == "compensation" and position.remedy.reversals:
        position.remedy.paid.append(payment)


def returned(command: ReturnAsset, position: Position, on: date) -> None:
    """The thing, or money for it, went to the person entitled."""
    position.remedy.returned_on = on
    position.remedy.obstacle = None
    if command.amount is not None:
        position.remedy.paid.append(Payment(on, command.amount, command.receipt))


def _obstacle(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, RecordReturnObstacle)
    position.remedy.obstacle = Obstacle(
        on, command.reason, bool(command.deposited), command.account
    )


def _incident(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, ReportIncident)
    position.remedy.losses.append(Loss(on, command.kind, command.amount))


def insured(command: InsureAsset, position: Position) -> None:
    """A sum was insured."""
    position.remedy.insurances.append(Insurance(command.from_, command.to, command.sum))


def earned(command: PostIncome, position: Position, event: StoryEvent, on: date) -> None:
    """Interest that the money of the asset bore belongs to whoever gets the money."""
    if command.category == "interest":
        payment = Payment(on, command.amount, event.reference or "")
        position.remedy.interest.append(payment)


def not_earned(position: Position, posting: str) -> None:
    """Interest that was posted in error."""
    kept = [one for one in position.remedy.interest if one.reference != posting]
    position.remedy.interest = kept


def came_back(position: Position, claw_back: str, on: date, amount: Money, receipt: str) -> None:
    """A receipt that is matched with a payment asked back."""
    known = position.remedy.claw_backs.get(claw_back)
    if known is not None:
        known.received.append(Payment(on, amount, receipt))


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    r.ReverseConfiscation: _reverse,
    r.ClawBack: _claw_back,
    r.RecordLiability: _record_liability,
    r.SettleLiability: _settle,
    RecordReturnObstacle: _obstacle,
    ReportIncident: _incident,
}
