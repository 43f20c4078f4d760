"""The quality checklist of a request (MLA-06) and the letter that reminds of it (LET-REM)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import AppError, RuleViolation, ValidationFailed
from asset_recovery.forms.quality import TESTS
from asset_recovery.forms.quality_checks import load_quality_checks
from asset_recovery.reports.paper import Paper, Section, Signatures, Table
from tests.services.test_distribution_papers import composed, words
from tests.support.abroad import received
from tests.support.asset_life import Life
from tests.support.office import TODAY
from tests.support.requests_of_ours import drafted, signed, went

At = Callable[[str], Life]


def rows(paper: Paper, number: str = "1") -> dict[str, tuple[str, ...]]:
    """The rows of the checks by their number."""
    found = next(one for one in paper.sections if one.number == number)
    return {row[0]: row for row in _table(found).rows}


def _table(section: Section) -> Table:
    block = section.blocks[0]
    assert isinstance(block, Table)
    return block


def test_the_checklist_has_sixteen_checks_and_each_test_is_known() -> None:
    checks = load_quality_checks(TODAY)
    assert [one.number for one in checks.checks] == [str(n) for n in range(1, 17)]
    assert {one.test for one in checks.checks if one.test} == set(TESTS)
    assert len(checks.general) == 18


def test_every_check_is_printed_with_what_the_program_found_and_two_signatures(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    paper = composed(life, "MLA-06", "OUT-1")
    found = rows(paper)
    assert list(found) == [str(n) for n in range(1, 17)]
    assert found["1"][2] == "yes"
    assert found["5"][2:4] == ("no", "no draft was shared")
    blocks = [block for one in paper.sections for block in one.blocks]
    assert [len(one.blocks) for one in blocks if isinstance(one, Signatures)] == [2]
    assert paper.sections[-1].new_page
    assert len(_table(paper.sections[-1]).rows) == 18


def test_an_element_left_out_is_found_by_the_first_check(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    life.give("fill_request", request="OUT-1", fields={"purpose": ""})
    found = rows(composed(life, "MLA-06", "OUT-1"))["1"]
    assert found[2] == "no"
    assert "Purpose" in found[3]


@pytest.mark.parametrize(
    ("number", "fields", "without", "with_"),
    [
        ("6", {"dual_criminality_explanation": "Taking money not owed."}, "no", "–"),
        ("7", {"evidence_collected": [{"source": "bank statement"}]}, "no", "–"),
        ("10", {"deadline_reason": "hearing"}, "no", "yes"),
        ("12", {"victims": [{"name": "Port Authority"}]}, "no", "yes"),
    ],
)
def test_what_the_program_can_find_turns_with_the_field(
    at: At, number: str, fields: dict[str, Any], without: str, with_: str
) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH", deadline="2026-12-01")
    assert rows(composed(life, "MLA-06", "OUT-1"))[number][2] == without
    life.give("fill_request", request="OUT-1", fields=fields)
    assert rows(composed(life, "MLA-06", "OUT-1"))[number][2] == with_


def test_an_order_that_ends_soon_is_found(at: At) -> None:
    life = at("begun").identified()
    life.order("LONG", "freezing", "2026-02-11")
    life.order("SOON", "freezing", "2026-02-11", expires_on="2026-12-01", concurrent=True,
               priority_note="both")  # fmt: skip
    drafted(life, "OUT-1", "CH", orders=["LONG"])
    drafted(life, "OUT-2", "CH", orders=["SOON"])
    assert rows(composed(life, "MLA-06", "OUT-1"))["11"][2] == "yes"
    found = rows(composed(life, "MLA-06", "OUT-2"))["11"]
    assert found[2] == "no"
    assert "SOON" in found[3]


def test_drafter_and_reviewer_answer_and_their_answers_stand_in_their_columns(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    life.give(
        "answer_checklist", request="OUT-1", on="2026-03-01",
        answers=[{"check": "4", "answer": "yes"}, {"check": "8", "answer": "not_applicable"}],
    )  # fmt: skip
    life.give(
        "answer_checklist", who="lawyer", request="OUT-1", on="2026-03-02",
        answers=[{"check": "4", "answer": "no", "comment": "Nobody pays the publication."}],
    )  # fmt: skip
    paper = composed(life, "MLA-06", "OUT-1")
    assert rows(paper)["4"][4:] == ("Yes", "No")
    assert rows(paper)["8"][4] == "Not applicable"
    assert "Nobody pays the publication." in words(paper)
    assert life.is_sound()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([{"check": "17", "answer": "yes"}], "field_invalid"),
        ([{"check": "4", "answer": "perhaps"}], "field_invalid"),
        ([{"check": "4", "answer": "no"}], "field_missing"),
        ([{"check": "4"}], "field_missing"),
        ([], "field_missing"),
        ([{"check": "4", "answer": "yes"}, {"check": "4", "answer": "yes"}], "field_invalid"),
    ],
)
def test_a_faulty_answer_is_refused_and_changes_nothing(
    at: At, answers: list[dict[str, str]], code: str
) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    before = life.all_rows()
    refused = life.codes("answer_checklist", request="OUT-1", on="2026-03-01", answers=answers)
    assert refused == [code]
    assert life.all_rows() == before


def test_answers_leave_the_request_where_it_stands(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    life.give("review_request", who="lawyer", request="OUT-1", on="2026-03-01")
    life.give(
        "answer_checklist", request="OUT-1", on="2026-03-01",
        answers=[{"check": "4", "answer": "yes"}],
    )  # fmt: skip
    life.give("approve_request", who="supervisor", request="OUT-1", on="2026-03-02")


def test_the_checklist_is_not_of_a_request_that_we_received(at: At) -> None:
    life = at("begun").identified()
    received(life)
    for form in ("MLA-06", "LET-REM"):
        with pytest.raises(ValidationFailed) as refused:
            composed(life, form, "IN-1")
        assert refused.value.reasons[0].code == "form_out_of_scope"
    given = {"on": "2026-03-03", "answers": [{"check": "4", "answer": "yes"}]}
    assert life.codes("answer_checklist", request="IN-1", **given) == ["wrong_state"]


def test_a_reminder_says_what_was_asked_when_and_how_long_we_wait(at: At) -> None:
    life = at("begun").identified()
    went(life, "OUT-1", "CH", on="2026-03-01", assets=[life.asset])
    life.give("remind_request", request="OUT-1", on="2026-04-01")
    said = words(composed(life, "LET-REM", "OUT-1"))
    assert "OUT-1" in said
    assert "1 Mar 2026" in said
    assert "1 Apr 2026" in said
    assert "no acknowledgement" in said
    assert life.asset in said
    waited = (TODAY - TODAY.replace(month=3, day=1)).days
    assert f"Days since it was sent {waited}" in said


def test_a_reminder_after_an_acknowledgement_says_so_and_names_their_reference(at: At) -> None:
    life = at("begun").identified()
    went(life, "OUT-1", "CH")
    life.give(
        "record_answer", request="OUT-1", on="2026-03-20", kind="acknowledged",
        their_reference="B 12/26",
    )  # fmt: skip
    said = words(composed(life, "LET-REM", "OUT-1"))
    assert "B 12/26" in said
    assert "20 Mar 2026  Acknowledged" in said
    assert "no acknowledgement" not in said


def test_nobody_is_reminded_of_what_was_not_sent_or_is_answered(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")

    def code() -> str:
        with pytest.raises(AppError) as refused:
            composed(life, "LET-REM", "OUT-1")
        assert isinstance(refused.value, RuleViolation)
        return refused.value.reasons[0].code

    assert code() == "wrong_state"
    signed(life, "OUT-1")
    life.give("send_request", request="OUT-1", on="2026-03-01", channel="post")
    assert composed(life, "LET-REM", "OUT-1").form == "LET-REM"
    life.give("record_answer", request="OUT-1", on="2026-03-20", kind="refused")
    assert code() == "wrong_state"
