"""What each action leaves as facts in the position, besides its moves on the axes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from asset_recovery.domain.actions import asset_actions as a
from asset_recovery.domain.actions import case_actions as c
from asset_recovery.domain.actions import confiscation_actions as f
from asset_recovery.domain.actions import custody_actions as p
from asset_recovery.domain.actions import money_actions as m
from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions import sale_actions as s
from asset_recovery.domain.actions.arguments import PartyGiven
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.actions.storage_actions import IssueLabel
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle import (
    care_effects,
    claim_standings,
    debt_effects,
    foreign_effects,
    holdings,
    lineage_effects,
    order_effects,
    power_seizures,
    publications,
    quantities,
    receipt_effects,
    reversal_effects,
    sale_effects,
    stays,
    value_effects,
)
from asset_recovery.lifecycle.dividing import give_to_claimant, take_over_parts
from asset_recovery.lifecycle.parts import nothing_left
from asset_recovery.lifecycle.position import (
    AllocationPosition,
    ClaimPosition,
    GroundPosition,
    HearingPosition,
    LienPosition,
    Position,
    PossessionPosition,
    PostingPosition,
)

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

Command = TypeVar("Command", bound=Action)
Effect = Callable[[Action, Position, "StoryEvent", date], None]
_EFFECTS: dict[type[Action], Effect] = {}


def _effect(
    kind: type[Command],
) -> Callable[
    [Callable[[Command, Position, StoryEvent, date], None]],
    Callable[[Command, Position, StoryEvent, date], None],
]:
    """Name the function that says what this command leaves behind."""

    def keep(
        function: Callable[[Command, Position, StoryEvent, date], None],
    ) -> Callable[[Command, Position, StoryEvent, date], None]:
        _EFFECTS[kind] = function  # type: ignore[assignment]
        return function

    return keep


def take_effect(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    """Change the facts of the position by the command; unknown commands leave none."""
    if event.irregular:
        position.irregular.extend(event.irregular)
    named, total = position.reference, position.quantity
    effect = _EFFECTS.get(type(command)) or _MORE.get(type(command))
    if effect is not None:
        effect(command, position, event, on)
    else:
        order_effects.take_effect(command, position, event, on)
    power_seizures.take_effect(command, position, event, on)
    care_effects.take_effect(command, position, event, on)
    foreign_effects.take_effect(command, position, event, on)
    stays.take_effect(command, position, on, made=position.reference != named)
    holdings.follow(command, position, event, on, (named, total))
    if isinstance(command, _STEPS) and not isinstance(command, _NO_STEPS):
        position.own_steps += 1


_MORE = {
    **care_effects.EFFECTS,
    **debt_effects.EFFECTS,
    **lineage_effects.EFFECTS,
    **reversal_effects.EFFECTS,
    **quantities.EFFECTS,
    **sale_effects.EFFECTS,
    **value_effects.EFFECTS,
}
_STEPS = (
    AssetAction,
    o.RecordOrder,
    o.ApplyForOrder,
    a.DecideClaim,
    m.ConfirmBalance,
    m.PostCost,
    m.PostIncome,
    m.MatchReceipt,
    f.AllocateProceeds,
    f.PayOut,
    *_MORE,
)
_NO_STEPS = (
    a.OpenPosition,
    a.ChangeAsset,
    a.VoidAsset,
    IssueLabel,
    *value_effects.NO_STEPS,
)


def party_name(party: PartyGiven | None, event: StoryEvent, argument: str) -> str:
    """The party's reference: what the service resolved, else what was given."""
    resolved = event.facts.get("parties")
    if isinstance(resolved, dict) and argument in resolved:
        return str(resolved[argument])
    return party if isinstance(party, str) else (party.name if party else "")


@_effect(a.RegisterAsset)
def _register(command: a.RegisterAsset, position: Position, event: StoryEvent, _on: date) -> None:
    position.type_code = command.type
    position.immovable = bool(event.facts.get("immovable"))
    position.marked_to_market = bool(event.facts.get("marked_to_market"))
    position.description = command.description
    position.location = command.location
    position.has_identifier = bool(command.identifiers)
    position.flags = command.flags
    position.quantity = command.quantity if command.quantity is not None else position.quantity
    position.unit = command.unit or position.unit
    position.estimated_value = command.estimated_value
    position.grounds = tuple(GroundPosition.of(ground) for ground in command.grounds)
    if command.owner is not None:
        _owned(position, command.owner, event)
    position.dates["lead"] = event.on


def correct_identity(command: Action, position: Position) -> None:
    """What a correction says of the thing itself holds for its whole story."""
    if not isinstance(command, a.ChangeAsset):
        return
    position.description = command.description or position.description
    position.location = command.location or position.location
    position.quantity = command.quantity if command.quantity is not None else position.quantity
    position.unit = command.unit or position.unit
    position.has_identifier = position.has_identifier or bool(command.identifiers)
    if command.type is not None:
        kind = asset_type(command.type)
        position.type_code = kind.code
        position.immovable, position.marked_to_market = kind.immovable, kind.by_mark
    if command.grounds:
        position.grounds = tuple(GroundPosition.of(ground) for ground in command.grounds)


@_effect(a.ChangeAsset)
def _change(command: a.ChangeAsset, position: Position, event: StoryEvent, _on: date) -> None:
    position.flags = command.flags or position.flags
    if command.owner is not None:
        _owned(position, command.owner, event)


def _owned(position: Position, owner: PartyGiven, event: StoryEvent) -> None:
    """The registered owner, whom a sale before judgment concerns."""
    reference = party_name(owner, event, "owner")
    position.owners = [reference]
    position.names[reference] = str(event.facts.get("owner_name") or "")


@_effect(a.OpenPosition)
def _take_over(command: a.OpenPosition, position: Position, event: StoryEvent, on: date) -> None:
    position.taken_over = True
    position.unknown = command.unknown
    position.management = command.management_state or "unmanaged"
    position.dispute = command.dispute_state or "no_claim"
    position.money = command.money_state or "no_money"
    take_over_parts(position, command)
    position.disposal = str((command.disposal or {}).get("kind") or "") or None
    position.possession = None
    if command.possession:
        since = command.possession.get("since")
        position.possession = PossessionPosition(
            since=date.fromisoformat(since) if isinstance(since, str) else on,
            place=str(command.possession.get("place") or ""),
            custodian=str(command.possession.get("custodian") or ""),
        )
    order_effects.take_over_orders(command, position, event)


@_effect(a.IdentifyAsset)
def _identify(_command: a.IdentifyAsset, position: Position, _event: StoryEvent, on: date) -> None:
    position.dates.setdefault("identified", on)


@_effect(a.TraceAbroad)
def _trace(command: a.TraceAbroad, position: Position, _event: StoryEvent, _on: date) -> None:
    position.traced_to = command.country


@_effect(a.VoidAsset)
def _void(_command: a.VoidAsset, position: Position, _event: StoryEvent, _on: date) -> None:
    position.void = True


_PLAN = ("value", "liens", "monthly_cost", "monthly_income", "yearly_decline", "sale_cost_share")
_PLAN_TEXTS = ("horizon_months", "risks", "recommendation")


@_effect(a.RecordPlan)
def _plan(command: a.RecordPlan, position: Position, _event: StoryEvent, on: date) -> None:
    position.plan_started_on = position.plan_started_on or on
    if all(getattr(command, name) is not None for name in (*_PLAN, *_PLAN_TEXTS)):
        position.plan_complete = True


@_effect(a.FileClaim)
def _claim(command: a.FileClaim, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.reference or f"claim of {on}"
    position.claims[reference] = ClaimPosition(
        reference=reference,
        party=party_name(command.party, event, "party"),
        state="filed",
        share=command.share,
        amount=command.amount,
        on=on,
        asked_share=command.share,
        asked_amount=command.amount,
    )


@_effect(a.DecideClaim)
def _decide_claim(command: a.DecideClaim, position: Position, event: StoryEvent, on: date) -> None:
    claim = position.claims.get(command.claim)
    if claim is None or not claim_standings.decide(command, claim, event, on):
        return
    states = {
        "admitted": "claim_admitted",
        "upheld": "claim_upheld",
        "upheld_in_part": "claim_upheld",
        "rejected": "claim_rejected",
    }
    position.dispute = (
        "third_party_claim_filed" if position.open_claims() else states[command.outcome]
    )
    given = any(part.claimant == claim.party for part in position.parts.values())
    if command.outcome in ("upheld", "upheld_in_part") and claim.share is not None and not given:
        give_to_claimant(position, claim.party, claim.share)


@_effect(a.RecordLien)
def _lien(command: a.RecordLien, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.reference or f"lien of {on}"
    newer = {key: lien for key, lien in position.liens.items() if lien.creditor != command.creditor}
    position.liens = newer | {
        reference: LienPosition(
            reference, command.creditor, command.rank, command.amount, command.statement_on
        )
    }


@_effect(c.RecordProceeding)
def _proceeding(command: c.RecordProceeding, position: Position, _e: StoryEvent, on: date) -> None:
    if command.kind == "conviction":
        position.case.convictions.append((on, command.final_on))
    elif command.kind == "acquittal":
        position.case.acquittals.append((on, command.final_on))


@_effect(c.RecordProof)
def _proof(command: c.RecordProof, position: Position, _event: StoryEvent, on: date) -> None:
    position.case.proofs.setdefault(command.kind, []).append(on)


@_effect(c.PublishNotice)
def _notice(command: c.PublishNotice, position: Position, event: StoryEvent, on: date) -> None:
    publications.publish(command, position, event, on)


@_effect(c.OpenCase)
def _open_case(command: c.OpenCase, position: Position, _event: StoryEvent, _on: date) -> None:
    position.case.route = command.route


@_effect(c.ChangeCase)
def _change_case(command: c.ChangeCase, position: Position, _event: StoryEvent, _on: date) -> None:
    position.case.route = command.route or position.case.route


@_effect(c.CloseCase)
def _close_case(_command: c.CloseCase, position: Position, _event: StoryEvent, _on: date) -> None:
    position.case.closed = True


@_effect(c.ReopenCase)
def _reopen_case(_command: c.ReopenCase, position: Position, _e: StoryEvent, _on: date) -> None:
    position.case.closed = False


@_effect(p.TakePossession)
def _possess(command: p.TakePossession, position: Position, _event: StoryEvent, on: date) -> None:
    position.possession = PossessionPosition(
        since=on,
        place=command.place or command.control_reference or "",
        custodian=command.custodian or "",
        lacking=lacking_in_inventory(command, position.immovable),
    )
    position.dates.setdefault("possession", on)


def lacking_in_inventory(command: p.TakePossession, immovable: bool) -> tuple[str, ...]:
    """What the inventory of a seizure lacks, each named in words.

    What cannot be carried away needs the act that gives control instead (lifecycle.md 4.3).
    """
    if immovable and command.control_reference:
        return ()
    parts = {
        "two signatures": len(set(command.inventory_by)) >= 2,
        "photographs": bool(command.photos or command.documents),
        "seal": bool(command.seals),
        "place": bool(command.place),
        "storage": bool(command.storage),
        "condition": bool(command.condition),
        "custodian": bool(command.custodian),
    }
    return tuple(name for name, there in parts.items() if not there)


@_effect(p.MoveCustody)
def _move(command: p.MoveCustody, position: Position, _event: StoryEvent, _on: date) -> None:
    if position.possession is not None:
        position.possession.place = command.to
        position.possession.custodian = command.received_by


@_effect(p.HoldAsEvidence)
def _hold(command: p.HoldAsEvidence, position: Position, _event: StoryEvent, _on: date) -> None:
    position.evidence_held = True
    position.evidence_review_on = command.review_on


@_effect(p.EndEvidenceHold)
def _end_hold(_command: p.EndEvidenceHold, position: Position, _e: StoryEvent, _on: date) -> None:
    position.evidence_held = False
    position.evidence_review_on = None


@_effect(p.ManageAsset)
def _manage(command: p.ManageAsset, position: Position, _event: StoryEvent, on: date) -> None:
    position.review_on = command.review_on
    position.mode_since = on
    position.dates.setdefault("managed", on)


@_effect(p.ReviewManagement)
def _review(command: p.ReviewManagement, position: Position, _event: StoryEvent, _on: date) -> None:
    position.review_on = command.next_review_on


@_effect(p.InsureAsset)
def _insure(command: p.InsureAsset, position: Position, _event: StoryEvent, _on: date) -> None:
    reversal_effects.insured(command, position)


@_effect(m.ConfirmBalance)
def _balance(command: m.ConfirmBalance, position: Position, _event: StoryEvent, _on: date) -> None:
    position.confirmed_balance = command.amount


@_effect(m.PostCost)
def _cost(command: m.PostCost, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.reference or f"cost {event.id}"
    position.postings[reference] = PostingPosition(
        reference, on, command.amount, command.category, command.counterparty, is_cost=True
    )


@_effect(m.PostIncome)
def _income(command: m.PostIncome, position: Position, event: StoryEvent, on: date) -> None:
    reference = event.reference or f"income {event.id}"
    position.postings[reference] = PostingPosition(
        reference, on, command.amount, command.category, command.counterparty, is_cost=False
    )
    reversal_effects.earned(command, position, event, on)


@_effect(m.CorrectPosting)
def _correct(command: m.CorrectPosting, position: Position, event: StoryEvent, _on: date) -> None:
    if command.posting in position.postings:
        position.reversed_postings[command.posting] = event.reference or f"entry {event.seq}"
    debt_effects.take_back(position, command.posting)
    reversal_effects.not_earned(position, command.posting)
    receipt_effects.unmatched(position, event)


@_effect(m.MatchReceipt)
def _match(command: m.MatchReceipt, position: Position, event: StoryEvent, on: date) -> None:
    amount = event.facts.get("amount")
    if isinstance(amount, dict):
        money = Money.parse(str(amount["amount"]), str(amount["currency"]))
        asked_back = event.facts.get("claw_back")
        if isinstance(asked_back, str):
            reversal_effects.came_back(position, asked_back, on, money, command.receipt)
        else:
            position.receipts.append((command.receipt, on, money))
            if position.gross is not None and "sale" not in event.facts:
                position.beside_price.append((command.receipt, on, money))


@_effect(s.ProposeInterlocutorySale)
def _propose(
    command: s.ProposeInterlocutorySale, position: Position, _event: StoryEvent, on: date
) -> None:
    position.proposed_on = on
    position.proposal_urgent = command.urgent_reason is not None
    position.proposal_grounds = command.grounds


@_effect(s.NotifyOwner)
def _notify(command: s.NotifyOwner, position: Position, event: StoryEvent, on: date) -> None:
    name = party_name(command.party, event, "party")
    position.hearings[name] = HearingPosition(
        notified_on=on, reply_by=command.reply_by, name=str(event.facts.get("name") or "")
    )


@_effect(s.RecordHearing)
def _hear(command: s.RecordHearing, position: Position, event: StoryEvent, on: date) -> None:
    name = party_name(command.party, event, "party")
    hearing = position.hearings.setdefault(name, HearingPosition())
    hearing.name = str(event.facts.get("name") or hearing.name)
    hearing.reply, hearing.reply_on, hearing.reference = command.reply, on, command.reference


@_effect(f.FileConfiscation)
def _file(command: f.FileConfiscation, position: Position, _event: StoryEvent, on: date) -> None:
    position.filed_on, position.filed_route = on, command.route
    if command.grounds:
        position.grounds = tuple(GroundPosition.of(ground) for ground in command.grounds)


@_effect(f.WithdrawConfiscation)
def _withdraw(_c: f.WithdrawConfiscation, position: Position, _e: StoryEvent, on: date) -> None:
    position.filed_on = None
    position.released_on = on


@_effect(f.DisposeAsset)
def _dispose(command: f.DisposeAsset, position: Position, _event: StoryEvent, on: date) -> None:
    position.disposal = command.kind
    position.dates.setdefault("disposed", on)


@_effect(f.ReturnAsset)
def _return(command: f.ReturnAsset, position: Position, _event: StoryEvent, on: date) -> None:
    reversal_effects.returned(command, position, on)
    if nothing_left(position):
        position.possession = None
    if command.amount is not None:
        position.returned_amount = command.amount
        if position.legal != "reversed_after_execution":
            position.money = "fully_distributed"


@_effect(f.DetermineNet)
def _net(_command: f.DetermineNet, position: Position, event: StoryEvent, on: date) -> None:
    net = event.facts.get("net")
    if isinstance(net, dict):
        position.net = Money.parse(str(net["amount"]), str(net["currency"]), allow_negative=True)
        position.net_on = on
        position.net_facts = dict(event.facts)


@_effect(f.AllocateProceeds)
def _allocate(
    command: f.AllocateProceeds, position: Position, event: StoryEvent, _on: date
) -> None:
    if command.replaces in position.allocations:
        position.allocations[command.replaces].end()
    shares = event.facts.get("shares")
    allocation = AllocationPosition(event.reference or "")
    for share in shares if isinstance(shares, list) else []:
        amount = Money.parse(str(share["amount"]["amount"]), str(share["amount"]["currency"]))
        allocation.shares.append((str(share["to"]), str(share["kind"]), amount))
    of_net = event.facts.get("allocated_net")
    if isinstance(of_net, dict):
        allocation.of_net = Money.parse(str(of_net["amount"]), str(of_net["currency"]))
    position.allocations[allocation.reference] = allocation


def payments_of(event: StoryEvent) -> tuple[tuple[str, Money], ...]:
    """What a payment pays, recipient by recipient, as the service worked it out."""
    payments = event.facts.get("payments")
    return tuple(
        (
            str(payment["to"]),
            Money.parse(str(payment["amount"]["amount"]), str(payment["amount"]["currency"])),
        )
        for payment in (payments if isinstance(payments, list) else ())
    )


@_effect(f.PayOut)
def _pay_out(command: f.PayOut, position: Position, event: StoryEvent, on: date) -> None:
    allocation = position.allocations.get(command.allocation)
    if allocation is None or not isinstance(event.facts.get("payments"), list):
        return
    for to, amount in payments_of(event):
        allocation.paid.append((to, on, amount, command.reference))
    paid = all(known.is_paid for known in position.allocations.values())
    position.money = "fully_distributed" if paid else "partly_paid_out"
    if paid:
        position.dates.setdefault("distributed", on)


@_effect(f.RecordAgreement)
def _agree(_command: f.RecordAgreement, position: Position, event: StoryEvent, _on: date) -> None:
    position.case.agreements.append(event.reference or "")
