"""The steps of a request: of ours one after the other, of a received one from the intake on."""

from __future__ import annotations

import json

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons
from asset_recovery.lifecycle.request_turns import (
    STEP_TO,
    TURNS,
    out_of_turn,
    replaced,
    signed_is_final,
    version_open,
)
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.event_query import drafters_of_request
from asset_recovery.services.case_parts.request_drafts import living_successors
from asset_recovery.services.case_reader import read_case_file, request_facts
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.step_options.asking import Asking

_LEADS_TO = {STEP_TO[state]: state for state in TURNS[1:]}
_COMPLETE = ("approve_request", "sign_request", "send_request")
_NOT_THE_AUTHOR = ("review_request", "approve_request")
_ENDED = ("closed", "withdrawn")
_BY_POSITION = (
    "share_draft",
    "remind_request",
    "notify_state",
    "record_state_notice",
    "new_version",
)
_OUTBOUND = (
    "fill_request",
    "refresh_request",
    *_LEADS_TO,
    "share_draft",
    "answer_checklist",
    "record_answer",
    "remind_request",
    "record_state_notice",
    "notify_state",
    "new_version",
    "withdraw_request",
    "close_request",
)
_INBOUND = (
    "check_request",
    "answer_request",
    "consult_state",
    "record_state_notice",
    "postpone_information",
    "close_request",
)
_ALWAYS = ("record_consent", "attach_document", "set_deadline")
_OF_ORDERS = ("recognise_order", "refuse_recognition", "postpone_recognition")


def request_options(asking: Asking) -> list[StepOption]:
    """Every step for the request."""
    inbound = str(asking.sight.row["direction"]).startswith("in")
    found = _inbound(asking) if inbound else _outbound(asking)
    return [*found, *(asking.option(name) for name in _ALWAYS)]


def _outbound(asking: Asking) -> list[StepOption]:
    given = {"new_version": {"request": "", "of": asking.sight.row["reference"]}}
    return [
        asking.option(name, Judgement(_against(asking, name), ()), given.get(name))
        for name in _OUTBOUND
    ]


def _inbound(asking: Asking) -> list[StepOption]:
    """The intake, the decision on each order that waits, the answers."""
    row = asking.sight.row
    position = request_position(asking.sight.connection, asking.stories, row)
    found = []
    for name in _INBOUND:
        ask = RequestAsk(name, position, tuple(json.loads(row["kinds"])))
        against = (*asking.closed_case(name), *reasons(ask))
        found.append(asking.option(name, Judgement(tuple(against), ())))
    for order in position.orders.values():
        if order.kind and order.decision in (None, "postponed"):
            given = {"order": order.reference}
            found += [asking.option(name, given=given) for name in _OF_ORDERS]
    if not any(order.kind for order in position.orders.values()):
        given = {"request": position.reference, "country": position.country}
        found.append(asking.option("record_order", given=given))
    return found


def _against(asking: Asking, name: str) -> tuple[Reason, ...]:
    row = asking.sight.row
    state = str(row["state"])
    found: list[Reason] = []
    if name in ("fill_request", "refresh_request"):
        found += signed_is_final(state)
    wrong = out_of_turn(state, _LEADS_TO[name]) if name in _LEADS_TO else None
    if wrong is not None:
        found.append(wrong)
    if name in _NOT_THE_AUTHOR and _wrote_it(asking):
        text = _("You wrote this request; somebody else must look at it.")
        found.append(Reason("same_person", text))
    if name in _COMPLETE and state in TURNS[:-1]:
        found += _incomplete(asking)
    if name == "record_answer" and row["sent_on"] is None:
        found.append(Reason("wrong_state", _("The request was not sent."), "send_request"))
    if name in ("withdraw_request", "close_request") and state in _ENDED:
        found.append(Reason("closed_record", _("The request is already ended.")))
    if name == "send_request":
        found += replaced(_successors(asking))
    if name == "new_version":
        found += version_open(_successors(asking))
    if name in _BY_POSITION:
        position = request_position(asking.sight.connection, asking.stories, row)
        found += reasons(RequestAsk(name, position))
    return tuple(found)


def _successors(asking: Asking) -> list[tuple[str, str]]:
    return living_successors(asking.sight.connection, asking.sight.row)


def _wrote_it(asking: Asking) -> bool:
    sight = asking.sight
    return sight.actor.id in drafters_of_request(sight.connection, sight.row["id"])


def _incomplete(asking: Asking) -> list[Reason]:
    """What the form still lacks."""
    from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415 - forms are large

    sight = asking.sight
    file = read_case_file(sight.reading, sight.own_case, with_journal=False)
    filled = fill_request(file, request_facts(sight.connection, sight.row), sight.reading.today)
    return [one.reason() for one in filled.blocking]
