"""For which step the work on a request waits, in every state of ours and of those received. No Qt.

The path of `step_path.toml` says what can be done; this says what is next between the States: the
other State's answer, our supplement, the end. Steps that wait stand first, and the first of them is
the primary button of the page, grey with its reason where it cannot be taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.registers import StepOption
from asset_recovery.lifecycle.request_rules import COERCIVE
from asset_recovery.ui.step_order import DECISIONS, SOON, Ranked, rank

SUPPLEMENT = "supplement"
_OURS: dict[str, tuple[str, ...]] = {
    "draft": ("review_request",),
    "reviewed": ("approve_request",),
    "approved": ("sign_request",),
    "shared": ("sign_request",),
    "signed": ("send_request",),
    "sent": ("record_answer", "remind_request"),
    "acknowledged": ("record_answer", "remind_request"),
    "in_execution": ("record_answer", "remind_request"),
    "more_information": ("notify_state", "record_answer"),
    "partly_executed": ("record_answer", "close_request"),
    "executed": ("close_request", "record_answer"),
    "postponed": ("record_answer", "remind_request"),
    "refused": ("close_request", "record_answer"),
    "withdrawn": ("close_request",),
    "closed": (),
}
_RECEIVED: dict[str, tuple[str, ...]] = {
    "received": ("check_request",),
    "more_information": ("check_request", "record_state_notice"),
    "admissible": ("recognise_order", "answer_request"),
    "recognised": ("answer_request",),
    "postponed": ("recognise_order", "answer_request"),
    "partly_executed": ("answer_request",),
    "refused": ("close_request",),
    "executed": ("close_request",),
    "impossible": ("close_request",),
    "withdrawn": ("close_request",),
    "terminated": ("close_request",),
    "closed": (),
}


@dataclass(frozen=True, slots=True)
class RequestTurn:
    """`primary` is what the work waits for, allowed or not; None where nothing is left to do."""

    ranked: Ranked
    primary: StepOption | None = None


def request_turn(
    steps: Sequence[StepOption], state: str, facts: RequestFacts | None = None
) -> RequestTurn:
    """The steps of a request in their order, and the one that is waited for."""
    waits = _waits(state, facts)
    ranked = rank("request", [_given(step, state) for step in steps])
    now = sorted(ranked.now, key=lambda step: _place(waits, step))
    blocked = [*ranked.soon, *ranked.rest]
    ahead = [step for name in waits for step in blocked if step.action == name]
    primary = _primary([*now, *blocked], waits)
    if primary is not None and primary.allowed:
        now.sort(key=lambda step: step is not primary and step.action not in DECISIONS)
    soon = tuple(ahead[:SOON])
    rest = tuple(step for step in blocked if step not in soon)
    return RequestTurn(Ranked(tuple(now), soon, rest), primary)


def _waits(state: str, facts: RequestFacts | None) -> tuple[str, ...]:
    """The actions for which the work waits in this state, the first first."""
    if facts is not None and facts.is_inbound:
        if state == "admissible" and not facts.recognition and COERCIVE & set(facts.kinds):
            return ("record_order", *_RECEIVED[state])
        return _RECEIVED.get(state, ())
    if facts is not None and facts.parent and facts.sent_on is not None:
        return ("close_request",) if state not in ("closed", "withdrawn") else ()
    if state == "more_information" and facts is not None and _was_supplied(facts):
        return _OURS[state][1:]
    return _OURS.get(state, ())


def _was_supplied(facts: RequestFacts) -> bool:
    """Whether a supplement went out since they asked for one."""
    asked = [on for on, kind in facts.story.answers if kind == "more_information"]
    sent = [one.on for one in facts.story.notices if one.ours and one.kind == SUPPLEMENT]
    return bool(asked and sent) and max(sent) >= max(asked)


def _given(step: StepOption, state: str) -> StepOption:
    """A step that is waited for opens with what is already clear."""
    if step.action != "notify_state" or state != "more_information":
        return step
    given = tuple({**dict(step.given), "kind": SUPPLEMENT}.items())
    return replace(step, given=given)


def _place(waits: Sequence[str], step: StepOption) -> int:
    if step.action in DECISIONS:
        return -1
    return waits.index(step.action) if step.action in waits else len(waits)


def _primary(steps: Sequence[StepOption], waits: Sequence[str]) -> StepOption | None:
    """A decision that waits, else the first step waited for, else what clears its way."""
    by_action: dict[str, StepOption] = {}
    for step in steps:
        if step.action in DECISIONS and step.allowed:
            return step
        known = by_action.get(step.action)
        if known is None or (step.allowed and not known.allowed):
            by_action[step.action] = step
    first = next((by_action[name] for name in waits if name in by_action), None)
    if first is None or first.allowed:
        return first
    ways = (reason.clear_with for reason in first.reasons if reason.clear_with)
    clearing = (by_action[way] for way in ways if way in by_action and way != "fill_request")
    return next((step for step in clearing if step.allowed), first)
