"""What contracts, reports, insurances, modes and visits leave as facts in the position."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import DisposeAsset
from asset_recovery.domain.actions.custody_actions import (
    InspectAsset,
    InsureAsset,
    ManageAsset,
    TakePossession,
)
from asset_recovery.domain.actions.management_actions import (
    EndContract,
    FollowUpReuse,
    RecordContract,
    RecordReport,
)
from asset_recovery.lifecycle.care import (
    REUSES,
    ContractPosition,
    ReportPosition,
    VisitPosition,
    day_of,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.story import StoryEvent


def _contract(command: Action, position: Position, event: StoryEvent, _on: date) -> None:
    assert isinstance(command, RecordContract)
    reference = contract_of(event)
    position.care.contracts[reference] = ContractPosition(
        reference=reference,
        kind=command.kind,
        party=_party(event) or (command.party if isinstance(command.party, str) else ""),
        since=command.from_,
        until=command.to,
        name=str(event.facts.get("party_name") or ""),
        fee=command.fee,
        fee_cap=command.fee_cap,
        rent=command.rent,
        guarantee=command.guarantee,
        exit_clause=command.exit_clause or "",
        interval=command.interval,
        assets=_count(event),
    )
    _insured(position)


def contract_of(event: StoryEvent) -> str:
    """The contract's reference; of one over several cases each case has an event of its own."""
    return str(event.facts.get("contract") or event.reference or f"contract {event.id}")


def _count(event: StoryEvent) -> int:
    found = event.facts.get("assets_in_all")
    return found if isinstance(found, int) else 1


def _party(event: StoryEvent) -> str:
    resolved = event.facts.get("parties")
    return str(resolved.get("party", "")) if isinstance(resolved, dict) else ""


def _end(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, EndContract)
    known = position.care.contracts.get(command.contract)
    if known is not None:
        known.ended_on, known.end_reason = on, command.reason
    _insured(position)


def insure(command: InsureAsset, position: Position, event: StoryEvent) -> None:
    """A policy is a contract with an insurer."""
    reference = contract_of(event) if event.reference or event.facts.get("contract") else ""
    reference = reference or f"{command.insurer} {command.policy}"
    position.care.contracts[reference] = ContractPosition(
        reference=reference,
        kind="insurance",
        party=command.insurer,
        name=command.insurer,
        since=command.from_,
        until=command.to,
        policy=command.policy,
        sum=command.sum,
        risks=command.risks,
    )
    _insured(position)


def _insured(position: Position) -> None:
    position.insured_until = position.care.insured_until


def _report(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, RecordReport)
    position.care.reports.append(
        ReportPosition(
            reference=event.reference or f"report of {on}",
            contract=command.contract or "",
            on=on,
            since=command.from_,
            until=command.to,
            income=command.income,
            costs=command.costs,
            findings=command.findings or "",
            assets=_count(event),
        )
    )


def _visit(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, FollowUpReuse)
    position.care.visits.append(
        VisitPosition(
            event.reference or f"visit of {on}",
            on,
            command.by,
            command.finding,
            command.next_on,
            command.photos,
        )
    )


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    RecordContract: _contract,
    EndContract: _end,
    RecordReport: _report,
    FollowUpReuse: _visit,
}


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """What other steps leave for the care of the asset besides their own facts."""
    care = position.care
    if isinstance(command, ManageAsset):
        care.mode, care.mode_since, care.mode_reason = command.mode, on, command.reason
        care.manager, care.until = command.manager or "", command.until
        care.terms = dict(command.terms or {})
    elif isinstance(command, InsureAsset):
        insure(command, position, event)
    elif isinstance(command, InspectAsset) or (
        isinstance(command, TakePossession) and command.condition
    ):
        care.conditions.append((on, command.condition or ""))
    elif isinstance(command, OpenPosition):
        _taken_over(command, position, on)
    elif isinstance(command, DisposeAsset) and command.kind in REUSES:
        care.reused_on = on
        care.beneficiary = str(command.beneficiary or "")
        care.reuse_terms = str(command.terms or "")


def _taken_over(command: OpenPosition, position: Position, on: date) -> None:
    """What was given for reuse before the office took the asset over."""
    given = command.disposal or {}
    if given.get("kind") in REUSES:
        position.care.reused_on = day_of(given.get("on")) or on
        position.care.beneficiary = str(given.get("beneficiary") or "")
        position.care.reuse_terms = str(given.get("terms") or "")
