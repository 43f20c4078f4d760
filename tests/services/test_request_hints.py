"""What is said on the way of a request, so that nobody has to guess: warnings and ways on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import RuleViolation
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.step_service import StepService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.requests_of_ours import drafted, signed, went

At = Callable[[str], Life]


def told(result: Any) -> list[str]:
    """The codes of what was warned of."""
    return [one.code for one in result.warnings]


def actor(life: Life, name: str) -> Actor:
    return life.office.actor(name)


def warned(life: Life, action: str, who: str) -> list[str]:
    """What `can` warns of before the step is given."""
    options = StepService(opened(life.office)).can("OUT-1", actor(life, who))
    return [one.code for option in options if option.action == action for one in option.warnings]


def test_one_person_who_reviews_and_approves_is_told_so(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    on = {"request": "OUT-1", "on": "2026-03-01"}
    life.give("review_request", who="supervisor", **on)
    assert warned(life, "approve_request", "supervisor") == ["same_person"]
    assert warned(life, "approve_request", "lawyer") == []
    assert told(life.give("approve_request", who="supervisor", **on)) == ["same_person"]


def test_nothing_is_said_where_another_person_approves(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    on = {"request": "OUT-1", "on": "2026-03-01"}
    life.give("review_request", who="lawyer", **on)
    assert told(life.give("approve_request", who="supervisor", **on)) == []


def test_a_signed_request_as_a_word_file_names_the_way_to_change_it(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    papers = PaperService(opened(life.office), actor(life, "everyone"), "test")
    assert papers.request_docx("OUT-1")
    signed(life, "OUT-1")
    with pytest.raises(RuleViolation) as refusal:
        papers.request_docx("OUT-1")
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.clear_with) == ("signed_is_final", "new_version")
    assert "new_version of OUT-1" in reason.text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("acknowledged", []),
        ("in_execution", []),
        ("more_information", ["wrong_state"]),
        ("partly_executed", ["wrong_state"]),
        ("postponed", ["wrong_state"]),
    ],
)
def test_a_reminder_after_an_answer_says_what_it_overlooks(
    at: At, kind: str, said: list[str]
) -> None:
    life = at("begun").identified()
    went(life, "OUT-1", "CH")
    assert warned(life, "remind_request", "everyone") == []
    life.give("record_answer", request="OUT-1", on="2026-03-10", kind=kind)
    assert warned(life, "remind_request", "everyone") == said
    result = life.give("remind_request", request="OUT-1", on="2026-03-20")
    assert told(result) == said
    assert all("2026-03-10" in one.text for one in result.warnings)


@pytest.mark.parametrize("kind", ["executed", "refused"])
def test_nothing_is_reminded_of_once_the_request_is_answered(at: At, kind: str) -> None:
    life = at("begun").identified()
    went(life, "OUT-1", "CH")
    life.give("record_answer", request="OUT-1", on="2026-03-10", kind=kind)
    assert life.codes("remind_request", request="OUT-1", on="2026-03-20") == ["wrong_state"]


def test_a_formal_request_takes_no_consent(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    refused = life.try_(
        "record_consent", request="OUT-1", on="2026-03-01", by="Ministry", uses=["court"]
    )
    assert [(one.code, one.field) for one in refused.reasons] == [("form_out_of_scope", "request")]
    options = StepService(opened(life.office)).can("OUT-1", actor(life, "everyone"))
    (consent,) = [one for one in options if one.action == "record_consent"]
    assert [one.code for one in consent.reasons] == ["form_out_of_scope"]


def test_who_gives_the_second_signature_and_when_is_said(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    signed_by = {"request": "OUT-1", "on": "2026-03-01"}
    life.give("review_request", who="lawyer", **signed_by)
    life.give("approve_request", who="supervisor", **signed_by)
    (note,) = life.give("sign_request", who="supervisor", **signed_by).notes
    assert "The line of the central authority is signed on paper" in note
    papers = PaperService(opened(life.office), actor(life, "everyone"), "test")
    for language, said in (
        ("en", "a request that goes by another channel bears the first signature alone"),
        ("fr", "ne porte que la première signature"),
    ):
        text = " ".join(page_texts(papers.request_pdf("OUT-1", language=language)))
        assert said in " ".join(text.split())
