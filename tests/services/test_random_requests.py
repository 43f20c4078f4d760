"""Requests led at random: no walk reaches a state that has no name, and no signature ever moves."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain import code_lists
from asset_recovery.domain.registers import Result, StepOption
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.step_service import StepService
from tests.services.reading import opened, shown
from tests.support.abroad import checked, foreign_order, received, recognise
from tests.support.asset_life import Life
from tests.support.requests import brought_to, drafted

At = Callable[[str], Life]
LENGTH = 16
ANSWERS = (
    "acknowledged", "in_execution", "more_information", "partly_executed", "executed",
    "postponed", "refused",
)  # fmt: skip
REPLIES = (
    "acknowledged", "more_information", "recognised", "refused", "postponed", "executed",
    "impossible", "terminated",
)  # fmt: skip
GROUNDS = {"refused": ["RF-DUAL"], "postponed": ["PP-INV"], "impossible": ["IM-LOC"]}
# What changes nothing of where a request stands.
ASIDE = {"attach_document", "set_deadline", "record_consent", "answer_checklist"}


def outgoing(chance: random.Random) -> dict[str, Any]:
    """A step that people give on a request of ours."""
    kind = chance.choice(ANSWERS)
    steps: list[dict[str, Any]] = [
        {"action": "fill_request", "fields": {"purpose": f"Purpose {chance.randint(1, 9)}."}},
        {"action": "refresh_request"},
        {"action": "review_request", "on": "2026-03-10"},
        {"action": "approve_request", "on": "2026-03-10"},
        {"action": "share_draft", "on": "2026-03-10", "with": "Bern", "channel": "carin"},
        {"action": "sign_request", "on": "2026-03-10"},
        {"action": "send_request", "on": "2026-03-10", "channel": "direct"},
        {"action": "record_answer", "on": f"2026-04-{chance.randint(1, 28):02}", "kind": kind},
        {"action": "remind_request", "on": "2026-05-10"},
        {"action": "notify_state", "on": "2026-05-10", "kind": "supplement"},
        {"action": "withdraw_request", "on": "2026-06-10", "reason": "no longer needed"},
        {"action": "close_request", "on": "2026-06-10"},
    ]
    weights = [2, 1, 4, 4, 2, 4, 4, 8, 1, 1, 1, 1]
    return chance.choices(steps, weights)[0]


def can(life: Life, request: str, who: str = "everyone") -> dict[str, StepOption]:
    service = StepService(opened(life.office))
    return {one.action: one for one in service.can(request, life.office.actor(who))}


def given(life: Life, request: str, step: dict[str, Any]) -> Result:
    who = "officer" if step["action"] in ("fill_request", "refresh_request") else "everyone"
    arguments = {key: value for key, value in step.items() if key != "action"}
    return life.try_(step["action"], who=who, request=request, **arguments)


def states(name: str) -> set[str]:
    return set(code_lists.code_list(name).codes)


@pytest.mark.parametrize("seed", range(8))
def test_a_request_of_ours_never_leaves_its_states_and_can_says_what_can_be_done(
    at: At, seed: int
) -> None:
    chance = random.Random(seed)
    life = drafted(at("identified"))
    signed: object = None
    for _step in range(LENGTH):
        step = outgoing(chance)
        offered = can(life, "OUT-1")[step["action"]].allowed
        done = given(life, "OUT-1", step)
        assert done.ok == offered, (step, [one.text for one in done.reasons])
        found: dict[str, Any] = shown(life, "request", "OUT-1")
        assert found["state"] in states("request_states")
        assert found["step"] in states("outbound_steps")
        if signed is None:
            signed = found["signed"]
        assert found["signed"] == signed
    assert life.is_sound()


@pytest.mark.parametrize("state", ["draft", "reviewed", "approved", "shared", "signed", "sent",
                                   *ANSWERS, "withdrawn"])  # fmt: skip
def test_no_state_of_ours_is_a_dead_end(at: At, state: str) -> None:
    life = led_to(drafted(at("identified")), state)
    assert shown(life, "request", "OUT-1")["state"] == state
    onward = {name for name, one in can(life, "OUT-1").items() if one.allowed} - ASIDE
    assert onward


def led_to(life: Life, state: str) -> Life:
    """The request brought to a state by what people do."""
    if state == "draft":
        return life
    if state in ("reviewed", "approved", "signed", "sent"):
        step = {"reviewed": "review", "approved": "approve", "signed": "sign", "sent": "send"}
        return brought_to(life, f"{step[state]}_request")
    if state == "shared":
        brought_to(life, "approve_request")
        life.give(
            "share_draft", request="OUT-1", on="2026-03-10", **{"with": "Bern", "channel": "carin"}
        )
        return life
    brought_to(life, "send_request")
    if state == "withdrawn":
        life.give("withdraw_request", request="OUT-1", on="2026-03-11", reason="not needed")
    else:
        life.give("record_answer", request="OUT-1", on="2026-03-11", kind=state)
    return life


def test_what_was_withdrawn_is_closed_and_then_nothing_moves(at: At) -> None:
    life = led_to(drafted(at("identified")), "withdrawn")
    life.give("close_request", request="OUT-1", on="2026-03-12")
    assert shown(life, "request", "OUT-1")["state"] == "closed"
    assert life.codes("withdraw_request", request="OUT-1", on="2026-03-12", reason="again") == [
        "closed_record"
    ]


def test_an_answer_entered_late_does_not_undo_a_later_one(at: At) -> None:
    life = led_to(drafted(at("identified")), "sent")
    life.give("record_answer", request="OUT-1", on="2026-05-01", kind="executed")
    life.give("record_answer", request="OUT-1", on="2026-04-01", kind="acknowledged")
    assert shown(life, "request", "OUT-1")["state"] == "executed"


def test_the_signed_paper_outlives_every_answer(at: At) -> None:
    life = led_to(drafted(at("identified")), "signed")
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    before = papers.request_pdf("OUT-1")
    life.give("send_request", request="OUT-1", on="2026-03-11", channel="direct")
    for place, kind in enumerate(ANSWERS, start=12):
        life.give("record_answer", request="OUT-1", on=f"2026-03-{place}", kind=kind)
        assert papers.request_pdf("OUT-1") == before


# --- what came in ---------------------------------------------------------------------------


def incoming(chance: random.Random) -> dict[str, Any]:
    """A step that people give on a request received."""
    day = f"2026-04-{chance.randint(1, 28):02}"
    kind = chance.choice(REPLIES)
    answer: dict[str, Any] = {"action": "answer_request", "on": day, "kind": kind}
    if kind in GROUNDS:
        answer["grounds"] = GROUNDS[kind]
    steps: list[dict[str, Any]] = [
        {"action": "check_request", "on": day, "competent": True, "dual_criminality": True,
         "complete": chance.random() < 0.5},
        answer,
        {"action": "record_state_notice", "on": day, "kind": "reminder"},
        {"action": "record_state_notice", "on": day, "kind": "supplement"},
        {"action": "close_request", "on": "2026-06-10"},
    ]  # fmt: skip
    return chance.choices(steps, [3, 8, 2, 1, 1])[0]


@pytest.mark.parametrize("seed", range(6))
def test_a_request_received_never_leaves_its_states(at: At, seed: int) -> None:
    chance = random.Random(seed)
    life = at("begun").identified()
    received(life, kinds=["DOC"] if seed % 2 else ["AR-T"])
    for _step in range(LENGTH):
        step = incoming(chance)
        offered = can(life, "IN-1")[step["action"]].allowed
        done = given(life, "IN-1", step)
        assert offered or not done.ok, step
        found: dict[str, Any] = shown(life, "request", "IN-1")
        assert found["state"] in states("inbound_request_states")
        assert found["step"] in states("inbound_steps")
        onward = {name for name, one in can(life, "IN-1").items() if one.allowed} - ASIDE
        assert onward or found["state"] == "closed"
    assert life.is_sound()


def test_a_reminder_waits_for_a_word_and_a_word_ends_it(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    life.give(
        "record_state_notice", request="IN-1", on="2026-04-01", kind="reminder", until="2026-04-20"
    )
    assert due(life) == [("2026-04-20", "open")]
    word = {"kind": "acknowledged", "note": "The court decides in May."}
    life.give("answer_request", request="IN-1", on="2026-04-10", **word)
    assert due(life) == [("2026-04-20", "met")]
    assert shown(life, "request", "IN-1")["state"] == "admissible"


def due(life: Life) -> list[tuple[str, str]]:
    from asset_recovery.persistence import tables as t  # noqa: PLC0415 - only here

    with life.office.reading.connect() as connection:
        found = connection.execute(t.deadline.select().where(t.deadline.c.source == "reminder"))
        return [(row.due, row.state) for row in found]


def test_a_reminder_is_theirs_to_give(at: At) -> None:
    life = at("begun").identified()
    received(life)
    assert life.codes("notify_state", request="IN-1", on="2026-04-01", kind="reminder")


def test_a_word_on_the_work_does_not_undo_its_end(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    assert recognise(life).ok
    life.give("answer_request", request="IN-1", on="2026-04-01", kind="executed")
    life.give("answer_request", request="IN-1", on="2026-04-02", kind="acknowledged")
    assert shown(life, "request", "IN-1")["state"] == "executed"
