"""The story of a request: its effective-dated events, folded into its position at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from asset_recovery.domain.actions import abroad_actions as b
from asset_recovery.domain.actions import office_actions as r
from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions import version_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import PayOut, RecordAgreement
from asset_recovery.domain.actions.custody_actions import ManageAsset
from asset_recovery.domain.actions.money_actions import MatchReceipt
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.foreign_effects import reported
from asset_recovery.lifecycle.foreign_position import AbroadPosition, add, money_of, victim_of
from asset_recovery.lifecycle.position import FOREIGN_ORDERS
from asset_recovery.lifecycle.request_position import (
    ON_REQUEST,
    Check,
    Consultation,
    Limit,
    LinkedOrder,
    Notice,
    Reply,
    RequestPosition,
)
from asset_recovery.lifecycle.story import StoryEvent

Effect = Callable[[RequestPosition, Action, StoryEvent], None]
_EFFECTS: dict[type[Action], Callable[..., None]] = {}
STATE_BY_REPLY = {
    "more_information": "more_information",
    "recognised": "recognised",
    "refused": "refused",
    "postponed": "postponed",
    "executed": "executed",
    "partly_executed": "partly_executed",
    "impossible": "impossible",
    "terminated": "terminated",
}


def tell(start: RequestPosition, events: Iterable[StoryEvent]) -> RequestPosition:
    """The position after these events, in the order of their days and entries."""
    for event in _in_order(events):
        waits = event.waited and event.effective_on is None
        if event.ended_seq is not None or waits:
            continue
        effect = _EFFECTS.get(type(event.command))
        if effect is not None:
            effect(start, event.command, event)
    return start


def _in_order(events: Iterable[StoryEvent]) -> list[StoryEvent]:
    """By day and entry; what was written of a draft keeps its place among the entries.

    A draft has no legal date of its own: a request that is entered late was drafted before it went.
    """
    latest = date.min
    placed: list[tuple[date, int, StoryEvent]] = []
    for event in sorted(events, key=lambda one: one.seq):
        if isinstance(event.command, (r.DraftRequest, v.NewVersion)):
            placed.append((date.min, event.seq, event))
            continue
        if not isinstance(event.command, (r.FillRequest, v.RefreshRequest)):
            latest = max(latest, event.effective_on or event.on)
            placed.append((event.effective_on or event.on, event.seq, event))
        else:
            placed.append((latest, event.seq, event))
    return [event for _on, _seq, event in sorted(placed, key=lambda one: one[:2])]


def _effect(kind: type[Action]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def keep(function: Callable[..., None]) -> Callable[..., None]:
        _EFFECTS[kind] = function
        return function

    return keep


@_effect(r.DraftRequest)
def _draft(request: RequestPosition, command: r.DraftRequest, event: StoryEvent) -> None:
    request.state, request.made_on = "draft", event.on
    request.on_request = bool(event.facts.get(ON_REQUEST))
    request.urgent = bool(command.urgent)
    request.deadline, request.several_reason = command.deadline, command.multiple_states_reason
    for asset in command.assets:
        request.results[asset] = AbroadPosition(request.reference, country=command.to_country)
    for row in command.expected:
        line = request.results[str(row["asset"])]
        line.expected, line.expected_on = money_of(row["amount"]), event.on
    for order in command.orders:
        request.orders.setdefault(order, LinkedOrder(order, ""))


@_effect(v.NewVersion)
def _draft_anew(request: RequestPosition, command: v.NewVersion, event: StoryEvent) -> None:
    request.state, request.made_on = "draft", event.on
    request.on_request = bool(event.facts.get(ON_REQUEST))
    request.deadline = command.deadline
    for asset in request.assets:
        request.results[asset] = AbroadPosition(request.reference, country=request.country)


def _turn(state: str) -> Callable[..., None]:
    def turn(request: RequestPosition, _command: Action, event: StoryEvent) -> None:
        request.state = state
        if state == "draft":
            request.checked_on = None  # what was changed is looked at again
        elif state == "reviewed":
            request.checked_on = event.on
        if state in ("withdrawn", "closed"):
            request.ended_on = event.on

    return turn


for _kind, _state in (
    (r.FillRequest, "draft"),
    (v.RefreshRequest, "draft"),
    (r.ReviewRequest, "reviewed"),
    (r.ApproveRequest, "approved"),
    (r.SignRequest, "signed"),
    (r.WithdrawRequest, "withdrawn"),
    (r.CloseRequest, "closed"),
):
    _EFFECTS[_kind] = _turn(_state)


@_effect(b.ShareDraft)
def _share(request: RequestPosition, command: b.ShareDraft, event: StoryEvent) -> None:
    request.state = "shared"
    request.shared.append((event.on, command.with_, command.channel))


@_effect(r.SendRequest)
def _send(request: RequestPosition, command: r.SendRequest, event: StoryEvent) -> None:
    request.state, request.sent_on = "sent", event.on
    request.channel, request.tracking = command.channel, command.tracking
    request.contacts.append(event.on)


@_effect(b.RemindRequest)
def _remind(request: RequestPosition, _command: b.RemindRequest, event: StoryEvent) -> None:
    request.reminders.append(event.on)


@_effect(r.RecordAnswer)
def _answer(request: RequestPosition, command: r.RecordAnswer, event: StoryEvent) -> None:
    request.state = command.kind
    request.answers.append((event.on, command.kind))
    request.contacts.append(event.on)
    request.supplement_by = command.reply_by if command.kind == "more_information" else None
    for row in command.results:
        asset = str(row["asset"])
        line = request.results.setdefault(
            asset, AbroadPosition(request.reference, country=request.country)
        )
        reported(line, row, event.on)


@_effect(b.ReceiveRequest)
def _receive(request: RequestPosition, command: b.ReceiveRequest, event: StoryEvent) -> None:
    request.state, request.received_on = "received", event.on
    request.made_on = event.on
    request.urgent = command.urgency == "urgent"
    request.amount, request.deadline = command.amount, command.deadline
    request.paid_elsewhere = command.paid_elsewhere
    request.victim = victim_of(command.victim_decision)
    request.channel = command.channel
    if command.confidentiality is not None:
        request.silence.append((event.on, None, command.confidentiality))
    for reference in command.orders:
        request.orders.setdefault(reference, LinkedOrder(reference, ""))


@_effect(b.CheckRequest)
def _check(request: RequestPosition, command: b.CheckRequest, event: StoryEvent) -> None:
    check = Check(
        event.on,
        command.competent,
        command.dual_criminality,
        command.complete,
        command.missing,
        command.reply_by,
    )
    request.checks.append(check)
    if request.state in ("received", "more_information", "admissible"):
        request.state = "admissible" if check.passes else "more_information"


@_effect(b.AnswerRequest)
def _reply(request: RequestPosition, command: b.AnswerRequest, event: StoryEvent) -> None:
    results = tuple(with_shortfall(row) for row in command.results)
    request.replies.append(
        Reply(
            event.on,
            command.kind,
            command.grounds,
            results,
            command.reply_by,
            command.until,
            _reasons(command),
        )
    )
    request.state = STATE_BY_REPLY.get(command.kind, request.state)
    if command.kind == "limit_asked":
        request.limit = Limit(event.on, command.until)
    elif command.kind == "terminated":
        request.ended_on = event.on


def _reasons(command: Action) -> str:
    return "\n".join(text for text in (command.reason, command.note) if text)


def _notice_of(
    command: b.NotifyState | b.RecordStateNotice, event: StoryEvent, *, ours: bool
) -> Notice:
    return Notice(
        event.on,
        command.kind,
        ours,
        command.amount,
        command.until,
        getattr(command, "their_reference", None),
        command.assets,
        _reasons(command),
        dict(command.victim_decision or {}),
    )


def with_shortfall(row: dict[str, object]) -> dict[str, object]:
    """The result with what of the sum asked was not found, where both are told."""
    asked, found = money_of(row.get("asked")), money_of(row.get("amount"))
    if asked is None:
        return row
    left = asked if found is None else asked - found
    return {**row, "shortfall": Money(max(left.minor, 0), left.currency).as_json()}


@_effect(b.ConsultState)
def _consult(request: RequestPosition, command: b.ConsultState, event: StoryEvent) -> None:
    request.consultations.append(
        Consultation(command.subject, event.on, command.assets, command.reply_by)
    )


@_effect(b.PostponeInformation)
def _keep_quiet(
    request: RequestPosition, command: b.PostponeInformation, event: StoryEvent
) -> None:
    request.silence.append((event.on, command.until, command.reason or ""))


@_effect(b.NotifyState)
def _notify(request: RequestPosition, command: b.NotifyState, event: StoryEvent) -> None:
    request.notices.append(_notice_of(command, event, ours=True))
    if command.kind in ("limit_agreed", "limit_refused") and request.limit is not None:
        request.limit.answer, request.limit.answered_on = command.kind, event.on
    elif command.kind == "supplement":
        request.supplement_by = None
        request.contacts.append(event.on)
    elif command.kind == "withdrawn":
        request.withdrawn_on = event.on


@_effect(b.RecordStateNotice)
def _notice(request: RequestPosition, command: b.RecordStateNotice, event: StoryEvent) -> None:
    request.notices.append(_notice_of(command, event, ours=False))
    request.victim = victim_of(command.victim_decision) or request.victim
    if command.kind in ("executed_elsewhere", "payment_received"):
        request.paid_elsewhere = add(request.paid_elsewhere, command.amount)
    elif command.kind == "limit_asked":
        request.limit = Limit(event.on, command.until)
    elif command.kind in ("limit_agreed", "limit_refused") and request.limit is not None:
        request.limit.answer, request.limit.answered_on = command.kind, event.on
    elif command.kind == "withdrawn":
        request.withdrawn_on = event.on
        request.state = (
            "withdrawn" if request.state not in ("terminated", "closed") else request.state
        )
    elif command.kind == "confidentiality_ended":
        request.open_to_persons_on = event.on
    elif command.kind in ("agrees", "objects"):
        _replied(request, command, event.on)


def _replied(request: RequestPosition, command: b.RecordStateNotice, on: date) -> None:
    for one in reversed(request.consultations):
        if one.subject == command.subject and one.reply is None:
            one.reply, one.replied_on = command.kind, on
            return


def _linked(request: RequestPosition, event: StoryEvent) -> LinkedOrder | None:
    return request.orders.get(event.order or event.reference or "")


@_effect(o.RecordOrder)
def _order(request: RequestPosition, command: o.RecordOrder, event: StoryEvent) -> None:
    reference = event.order or event.reference or ""
    known = request.orders.get(reference)
    if known is None and command.request != request.reference:
        return
    foreign = command.kind in FOREIGN_ORDERS or command.country == request.country
    request.orders[reference] = LinkedOrder(
        reference, command.kind, command.amount, recorded_on=event.on, is_own=not foreign
    )


@_effect(b.RecogniseOrder)
def _recognise(request: RequestPosition, command: b.RecogniseOrder, event: StoryEvent) -> None:
    _decide(request, event, "recognised")
    order = _linked(request, event)
    if order is not None:
        order.priority_note = command.priority_note or ""


@_effect(b.RefuseRecognition)
def _refuse(request: RequestPosition, command: b.RefuseRecognition, event: StoryEvent) -> None:
    _decide(request, event, "refused", (command.ground, *command.further_grounds))
    order = _linked(request, event)
    if order is not None:
        order.consulted_on = command.consulted_on


@_effect(b.PostponeRecognition)
def _postpone(request: RequestPosition, command: b.PostponeRecognition, event: StoryEvent) -> None:
    _decide(request, event, "postponed", (command.ground,))
    order = _linked(request, event)
    if order is not None:
        order.postponed_on, order.postponed_ground = event.on, command.ground
        order.postponed_until = command.until
        order.protective_steps = command.protective_steps or ""


def _decide(
    request: RequestPosition, event: StoryEvent, decision: str, grounds: tuple[str, ...] = ()
) -> None:
    order = _linked(request, event)
    if order is None:
        return
    order.decision, order.decided_on, order.grounds = decision, event.on, grounds
    order.authority = str(getattr(event.command, "authority", None) or "")
    order.reasons = _reasons(event.command)
    open_ones = [one for one in request.orders.values() if one.decision is None and one.kind]
    if request.state in ("received", "admissible", "more_information", "postponed", "recognised"):
        request.state = decision if not open_ones else request.state


@_effect(o.LiftOrder)
def _lift(request: RequestPosition, command: o.LiftOrder, event: StoryEvent) -> None:
    order = _linked(request, event)
    if order is not None and command.fraction is None and command.amount is None:
        order.ended_on = event.on


@_effect(o.DecideChallenge)
def _challenge(request: RequestPosition, command: o.DecideChallenge, event: StoryEvent) -> None:
    order = _linked(request, event)
    if order is not None and command.outcome in ("annulled", "withdrawn", "remitted"):
        order.ended_on = event.on


@_effect(o.RecordLapse)
def _lapse(request: RequestPosition, _command: o.RecordLapse, event: StoryEvent) -> None:
    order = _linked(request, event)
    if order is not None:
        order.ended_on = event.on


@_effect(o.ServeOrder)
def _serve(request: RequestPosition, command: o.ServeOrder, event: StoryEvent) -> None:
    order = _linked(request, event)
    if order is not None and order.kind in FOREIGN_ORDERS:
        resolved = event.facts.get("parties")
        name = resolved.get("party") if isinstance(resolved, dict) else command.party
        request.informed.append((event.on, str(name)))


@_effect(RecordAgreement)
def _agree(request: RequestPosition, command: RecordAgreement, event: StoryEvent) -> None:
    named = bool(set(command.assets) & set(request.assets))  # with whatever State it was made
    whole = not command.assets or not request.assets
    if named or (whole and command.country == request.country):
        request.agreed_on = request.agreed_on or event.on


@_effect(MatchReceipt)
def _received(request: RequestPosition, _command: MatchReceipt, event: StoryEvent) -> None:
    if not request.is_inbound and (request.sent_on or date.max) <= event.on:
        request.received_money_on = request.received_money_on or event.on


@_effect(PayOut)
def _paid(request: RequestPosition, _command: PayOut, event: StoryEvent) -> None:
    if request.is_inbound:
        request.distributed_on = event.effective_on or event.on


@_effect(ManageAsset)
def _manage(request: RequestPosition, _command: ManageAsset, event: StoryEvent) -> None:
    if request.is_inbound and request.recognised():
        request.managed_on = request.managed_on or event.effective_on or event.on
