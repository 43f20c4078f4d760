"""The primary button of a request is the step for which the work waits, in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.case_file import RequestFacts, RequestOrderFacts
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.domain.request_story_facts import RequestStoryFacts, StateNoticeFacts
from asset_recovery.services.step_options import request_options
from asset_recovery.ui.request_order import request_turn

DAY = date(2026, 4, 27)
OURS = {
    "draft": "review_request",
    "reviewed": "approve_request",
    "approved": "sign_request",
    "shared": "sign_request",
    "signed": "send_request",
    "sent": "record_answer",
    "acknowledged": "record_answer",
    "in_execution": "record_answer",
    "more_information": "notify_state",
    "partly_executed": "record_answer",
    "executed": "close_request",
    "postponed": "record_answer",
    "refused": "close_request",
    "withdrawn": "close_request",
    "closed": None,
}
RECEIVED = {
    "received": "check_request",
    "admissible": "answer_request",
    "more_information": "check_request",
    "recognised": "answer_request",
    "postponed": "answer_request",
    "partly_executed": "answer_request",
    "refused": "close_request",
    "executed": "close_request",
    "impossible": "close_request",
    "withdrawn": "close_request",
    "terminated": "close_request",
    "closed": None,
}
ALL_OURS = (*request_options._OUTBOUND, *request_options._ALWAYS)  # noqa: SLF001
ALL_RECEIVED = (*request_options._INBOUND, *request_options._ALWAYS)  # noqa: SLF001


def may(action: str, **given: object) -> StepOption:
    return StepOption(action, action, True, given=tuple(given.items()))


def may_not(action: str, way: str | None = None) -> StepOption:
    return StepOption(action, action, False, (Reason("guard_failed", "Not yet.", way),))


def facts(state: str, direction: str = "out") -> RequestFacts:
    return RequestFacts(
        reference="MLA-1", direction=direction, form="MLA-01", country="CH", authority=None,
        kinds=(), state=state, made_on=DAY,
    )  # fmt: skip


def primary(steps: list[StepOption], request: RequestFacts) -> str | None:
    found = request_turn(steps, request.state, request).primary
    return None if found is None else found.action


def test_every_state_that_a_request_can_have_is_thought_of() -> None:
    assert set(OURS) == set(code_list("request_states").codes)
    assert set(RECEIVED) == set(code_list("inbound_request_states").codes)


@pytest.mark.parametrize("state", OURS)
def test_a_request_of_ours_waits_for_its_next_step(state: str) -> None:
    steps = [may(name) for name in ALL_OURS]
    turn = request_turn(steps, state, facts(state))
    assert (turn.primary.action if turn.primary else None) == OURS[state]
    if turn.primary is not None:
        assert turn.ranked.now[0] is turn.primary


@pytest.mark.parametrize("state", RECEIVED)
def test_a_request_received_waits_for_its_next_step(state: str) -> None:
    steps = [may(name) for name in ALL_RECEIVED]
    assert primary(steps, facts(state, "in")) == RECEIVED[state]


@pytest.mark.parametrize("state", ["admissible", "postponed"])
def test_an_order_that_came_with_a_request_is_decided_on_before_the_answer(state: str) -> None:
    steps = [*map(may, ALL_RECEIVED), may_not("recognise_order"), may("recognise_order", order="O")]
    found = request_turn(steps, state, facts(state, "in")).primary
    assert found is not None
    assert (found.action, dict(found.given)) == ("recognise_order", {"order": "O"})


def test_a_coercive_request_without_an_order_waits_for_the_order() -> None:
    asked = replace(facts("admissible", "in"), kinds=("SEA",))
    steps = [*map(may, ALL_RECEIVED), may("record_order")]
    assert primary(steps, asked) == "record_order"
    order = RequestOrderFacts(order="O", kind="foreign_freezing")
    assert primary(steps, replace(asked, recognition=(order,))) == "answer_request"


def test_a_supplement_that_was_sent_is_not_asked_for_again() -> None:
    asked = RequestStoryFacts(answers=((DAY, "more_information"),))
    request = replace(facts("more_information"), story=asked)
    steps = [may(name) for name in ALL_OURS]
    turn = request_turn(steps, request.state, request)
    assert turn.primary is not None
    assert dict(turn.primary.given)["kind"] == "supplement"
    sent = replace(asked, notices=(StateNoticeFacts(on=DAY, kind="supplement", ours=True),))
    assert primary(steps, replace(request, story=sent)) == "record_answer"


def test_nothing_is_awaited_on_a_notice_or_an_answer_of_ours() -> None:
    paper = replace(facts("sent"), parent="MLA-0", sent_on=DAY)
    assert primary([may(name) for name in ALL_OURS], paper) == "close_request"
    assert primary([may(name) for name in ALL_OURS], replace(paper, state="closed")) is None


def test_what_cannot_be_taken_is_shown_grey_or_what_clears_its_way_is_shown() -> None:
    steps = [may("record_signature"), may("attach_document"), may_not("sign_request")]
    found = request_turn(steps, "approved", facts("approved")).primary
    assert found is not None
    assert (found.action, found.allowed) == ("sign_request", False)
    steps = [may("confirm_text"), may("attach_document"), may_not("sign_request", "confirm_text")]
    assert primary(steps, facts("approved")) == "confirm_text"


def test_a_decision_that_waits_is_taken_first() -> None:
    steps = [may("send_request"), may("approve", what="AP-1"), may("reject", what="AP-1")]
    assert primary(steps, facts("signed")) == "approve"
