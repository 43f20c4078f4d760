"""The step at which a request stands: derived from its position (lifecycle.md 4.9 and 4.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.lifecycle.request_position import RequestPosition

_OUT_BY_STATE = {
    "draft": "outbound_draft",
    "reviewed": "outbound_legal_check",
    "approved": "outbound_legal_check",
    "signed": "outbound_legal_check",
    "shared": "outbound_informal_contact",
    "sent": "outbound_sent",
    "acknowledged": "outbound_acknowledged",
    "in_execution": "outbound_acknowledged",
    "more_information": "outbound_supplement_asked",
    "partly_executed": "outbound_answered",
    "executed": "outbound_answered",
    "refused": "outbound_answered",
    "postponed": "outbound_answered",
    "withdrawn": "outbound_closed",
    "closed": "outbound_closed",
}


@dataclass(frozen=True, slots=True)
class ReachedStep:
    """A step that a request has reached, and on which day."""

    step: str
    on: date


def reached(request: RequestPosition) -> list[ReachedStep]:
    """Every step reached so far, in the order of the lists of steps."""
    days = _inbound(request) if request.is_inbound else _outbound(request)
    return [ReachedStep(step, on) for step, on in days.items() if on is not None]


def current_step(request: RequestPosition) -> str:
    """The step at which the request stands now."""
    if request.is_inbound:
        found = [one.step for one in reached(request)]
        return found[-1] if found else "inbound_received"
    if request.state in ("withdrawn", "closed"):
        return "outbound_closed"
    if request.sent_on is not None:
        later = [one.step for one in reached(request) if one.step in _AFTER_ANSWER]
        if later:
            return later[-1]
    return _OUT_BY_STATE.get(request.state, "outbound_draft")


_AFTER_ANSWER = (
    "outbound_asset_held_abroad",
    "outbound_return_negotiation",
    "outbound_received",
)


def _inbound(request: RequestPosition) -> dict[str, date | None]:
    check = request.last_check
    confiscations = [one for one in request.orders.values() if one.kind == "foreign_confiscation"]
    executed = request.reply("executed", "partly_executed", "impossible")
    told = min((on for on, _who in request.informed), default=None)
    quiet = min((on for on, _until, _why in request.silence), default=None)
    consulted = min(
        (one.on for one in request.consultations if one.subject == "sale"), default=None
    )
    began = executed is not None or bool(request.recognised())
    return {
        "inbound_received": request.received_on,
        "inbound_admissibility_check": check.on if check else None,
        "inbound_recognition_decided": _decided(request),
        "inbound_executed": executed.on if executed else None,
        "inbound_affected_person_information": (told or quiet) if began else None,
        "inbound_under_management": _first(request.managed_on, consulted) if began else None,
        "inbound_confiscation_received": _confiscation_received(request) if confiscations else None,
        "inbound_proceeds_distributed": request.distributed_on,
        "inbound_terminated": request.ended_on,
    }


def _confiscation_received(request: RequestPosition) -> date | None:
    """When an order of confiscation came to what is frozen, or was itself recognised."""
    days = [
        one.decided_on if one.decision == "recognised" else one.recorded_on
        for one in request.orders.values()
        if one.kind == "foreign_confiscation"
        and (one.decision == "recognised" or _frozen_before(request))
    ]
    return min((day for day in days if day is not None), default=None)


def _frozen_before(request: RequestPosition) -> bool:
    return any(
        one.kind == "foreign_freezing" and one.decision == "recognised"
        for one in request.orders.values()
    )


def _decided(request: RequestPosition) -> date | None:
    """When the first decision on recognition fell."""
    days = [one.decided_on for one in request.orders.values() if one.decided_on is not None]
    reply = request.reply("recognised", "refused", "postponed")
    return min([*days, *([reply.on] if reply else [])], default=None)


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _outbound(request: RequestPosition) -> dict[str, date | None]:
    answered = ("partly_executed", "executed", "refused", "postponed")
    held = [
        line.confirmed_on or line.on
        for line in request.results.values()
        if line.confirmed is not None or line.is_held
    ]
    received = [line.received_on for line in request.results.values() if line.received_on]
    return {
        "outbound_draft": request.made_on,
        "outbound_legal_check": request.checked_on,
        "outbound_informal_contact": min((on for on, _w, _c in request.shared), default=None),
        "outbound_sent": request.sent_on,
        "outbound_acknowledged": _answer(request, "acknowledged", "in_execution"),
        "outbound_supplement_asked": _answer(request, "more_information"),
        "outbound_answered": _answer(request, *answered),
        "outbound_asset_held_abroad": min((day for day in held if day is not None), default=None),
        "outbound_return_negotiation": request.agreed_on if request.sent_on else None,
        "outbound_received": _first(*received, request.received_money_on),
        "outbound_closed": request.ended_on,
    }


def _answer(request: RequestPosition, *kinds: str) -> date | None:
    return min((on for on, kind in request.answers if kind in kinds), default=None)
