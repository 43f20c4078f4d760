"""Papers on an earlier request say what was recorded of it, and nothing is typed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.errors import AppError
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.template import load_form
from asset_recovery.persistence import tables as t
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.form_papers.answer_forms import FORMS
from asset_recovery.services.looking import Look, look_at
from asset_recovery.services.paper_service import PaperService
from tests.services.reading import opened
from tests.services.test_distribution_papers import composed, words
from tests.support.abroad import (
    checked,
    confiscated_for_germany,
    foreign_order,
    frozen_for_germany,
    received,
)
from tests.support.asset_life import Life
from tests.support.office import TODAY, money
from tests.support.requests_of_ours import drafted, went

At = Callable[[str], Life]


def notice(life: Life, form: str, parent: str = "IN-1", request: str = "N-1", **fields: Any) -> Any:
    """The paper drafted on an earlier request, or its refusal."""
    return life.try_(
        "draft_request", request=request, case="CASE", form=form, to_country="DE", parent=parent,
        fields=fields,
    )  # fmt: skip


def as_filled(life: Life, request: str = "N-1") -> FilledForm:
    """A drafted paper with its answers and their provenance."""
    look = Look(screen="form", noted=False, purpose="case work")
    actor = life.office.actor("everyone")
    with look_at(opened(life.office), actor, "any", request, look) as sight:
        file = read_case_file(sight.reading, sight.own_case, with_journal=False)
    found = next(one for one in file.requests if one.reference == request)
    return fill_request(file, found, TODAY)


def told(life: Life, form: str, parent: str = "IN-1", **fields: Any) -> dict[str, Any]:
    """The answers of a paper drafted on an earlier request; each of the record names its source."""
    result = notice(life, form, parent, **fields)
    assert result.ok, [one.text for one in result.reasons]
    filled = as_filled(life)
    for key, answer in filled.answers.items():
        assert answer.source, f"{key} does not say where it comes from"
    return {key: answer.value for key, answer in filled.answers.items()}


def test_the_list_of_papers_and_the_forms_agree() -> None:
    for paper in FORMS:
        form = load_form(paper.form, TODAY)
        assert paper.title == form.title
        assert paper.direction == form.parent_direction
        assert not form.parent_forms or set(form.parent_forms) <= set(paper.parents)


def test_the_decision_on_recognition_repeats_the_record(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    found = told(life, "EU-03a")
    assert found["decision"] == "recognised"
    assert found["decided_at"].isoformat() == "2026-03-04"
    assert found["received_at"].isoformat() == "2026-03-02"
    assert found["their_reference"] == found["certificate_reference"] == "80 Js 1/26"
    assert found["addressee"]["name"] == "Staatsanwaltschaft Köln"
    assert "F-1" in found["scope_executed"]


def test_a_refusal_repeats_its_ground_and_what_was_asked(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life, complete=False, missing=["translation"], reply_by="2026-03-20")
    life.give("record_state_notice", request="IN-1", on="2026-03-10", kind="supplement")
    checked(life, on="2026-03-10")
    foreign_order(life)
    life.give("consult_state", request="IN-1", on="2026-03-11", subject="refusal")
    life.give("refuse_recognition", order="F-1", on="2026-03-15", ground="RF-NBIS")
    found = told(life, "EU-03a")
    assert (found["decision"], found["ground_codes"]) == ("refused", ("RF-NBIS",))
    assert found["information_asked"] == (
        {"asked_on": "2026-03-03", "what": "translation", "reply_by": "2026-03-20",
         "received_on": "2026-03-10"},
    )  # fmt: skip
    assert found["consultations"][0]["subject"] == "Intended refusal"


def refused_on(life: Life, day: str) -> Any:
    """A confiscation certificate received on Wednesday 5 March 2025, answered on this day."""
    received(life, "EU-02", on="2025-03-05")
    life.give("answer_request", request="IN-1", on=day, kind="refused", grounds=["RF-NBIS"])
    return told(life, "EU-03a")


def test_the_45_days_of_a_certificate_received_on_5_march_2025_end_on_21_april_2025(
    at: At,
) -> None:
    """X-14: here Easter Monday is no holiday of the table, else the term ends on the day after."""
    life = at("begun").identified()
    found = refused_on(life, "2025-04-23")
    assert found["decided_late"] is True
    clock = {one.code: one for one in as_filled(life).file.requests[0].clocks}
    assert clock["confiscation_recognition"].due.isoformat() == "2025-04-21"


def test_a_decision_on_the_last_day_is_not_late(at: At) -> None:
    assert "decided_late" not in refused_on(at("begun").identified(), "2025-04-21")


def test_the_report_on_a_freezing_names_measures_property_and_costs(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "answer_request", request="IN-1", on="2026-03-06", kind="executed",
        results=[{"asset": life.asset, "outcome": "frozen", "amount": money("900.00")}],
    )  # fmt: skip
    found = told(life, "EU-03b")
    assert found["measures"][0]["date"] == "2026-03-04"
    assert found["measures"][0]["by"] == "Regional Court"
    row = found["property_frozen"][0]
    assert (row["reference"], row["outcome"], row["amount"]) == (life.asset, "Frozen", "900.00 EUR")


def test_a_postponement_repeats_ground_day_end_and_steps(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    life.give(
        "postpone_recognition", order="F-1", on="2026-03-05", ground="PP-INV", until="2026-04-05",
        protective_steps="The registrar notes the request.",
    )  # fmt: skip
    found = told(life, "EU-03c")
    assert found["postponement_ground"] == "PP-INV"
    assert found["postponed_from"].isoformat() == "2026-03-05"
    assert "2026-04-05" in found["expected_duration"]
    assert found["protective_steps"] == "The registrar notes the request."


def test_an_impossibility_repeats_its_ground(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "answer_request", request="IN-1", on="2026-03-06", kind="impossible", grounds=["IM-3"]
    )
    found = told(life, "EU-03d")
    assert found["impossibility_ground"] == "IM-3"
    assert found["assets_concerned"][0]["reference"] == life.asset


def test_a_request_to_limit_and_its_answer_stand_in_one_paper_with_the_six_weeks(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "answer_request", request="IN-1", on="2026-03-10", kind="limit_asked", until="2026-09-01",
        reason="The owner cannot work.",
    )  # fmt: skip
    found = told(life, "EU-03e")
    assert found["limit_reasons"] == "The owner cannot work."
    assert found["proposed_end"].isoformat() == "2026-09-01"
    assert found["six_weeks_until"].isoformat() == "2026-04-21"
    life.give(
        "record_state_notice", request="IN-1", on="2026-04-01", kind="limit_refused",
        reason="The trial is near.",
    )  # fmt: skip
    answers = as_filled(life).answers
    assert answers["limit_answer"].value == "refused"
    assert answers["limit_refusal_reasons"].value == "The trial is near."


def test_costs_are_broken_down_as_they_were_posted(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    for amount in ("100.00", "50.00"):
        life.give(
            "post_cost", asset=life.asset, on="2026-04-01", category="storage",
            amount=money(amount), counterparty="Depot",
        )  # fmt: skip
    found = told(life, "EU-03f")
    assert len(found["cost_breakdown"]) == 2
    assert found["cost_total"].display() == "150.00 EUR"


def test_the_end_of_a_measure_repeats_withdrawal_and_lifting(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give("record_state_notice", request="IN-1", on="2026-04-01", kind="withdrawn")
    life.give("lift_order", order="F-1", on="2026-04-02", reason="withdrawn")
    found = told(life, "EU-03l")
    assert found["withdrawn_on"].isoformat() == "2026-04-01"
    assert found["terminated_on"].isoformat() == "2026-04-02"
    assert life.asset in found["property_state"]


def test_a_confiscation_result_repeats_sums_and_deductions(at: At) -> None:
    life = confiscated_for_germany(at("begun"), amount=money("1000.00"))
    life.give(
        "record_state_notice", request="IN-1", on="2026-06-02", kind="payment_received",
        amount=money("200.00"),
    )  # fmt: skip
    assert notice(life, "EU-03j").reasons[0].code == "form_out_of_scope"


def test_a_paper_belongs_to_a_request_of_its_side(at: At) -> None:
    life = at("begun").identified()
    received(life)
    drafted(life, "OUT-1", "DE")
    for form, parent in (("EU-04a", "IN-1"), ("EU-03a", "OUT-1"), ("MLA-03", "IN-1"),
                         ("MLA-05", "OUT-1"), ("EU-04a", "OUT-1")):  # fmt: skip
        refused = notice(life, form, parent)
        assert [one.code for one in refused.reasons] == ["form_out_of_scope"], form
    missing = life.try_("draft_request", case="CASE", form="MLA-05", to_country="FR")
    assert [one.code for one in missing.reasons] == ["field_missing"]


def test_a_notice_goes_through_every_hand_and_awaits_nothing(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    told(life, "EU-03a")
    life.give("review_request", who="lawyer", request="N-1", on="2026-03-06")
    blocked = life.try_("approve_request", who="supervisor", request="N-1", on="2026-03-06")
    assert [(one.code, one.field) for one in blocked.reasons] == [("form_incomplete", "method")]
    life.give("fill_request", request="N-1", fields={"method": "e_codex"})
    life.give("review_request", who="lawyer", request="N-1", on="2026-03-06")
    life.give("approve_request", who="supervisor", request="N-1", on="2026-03-06")
    life.give("sign_request", who="supervisor", request="N-1", on="2026-03-06")
    life.give("send_request", request="N-1", on="2026-03-06", channel="e_codex")
    with life.office.reading.connect() as connection:
        due = select(t.agenda.c.record).where(t.agenda.c.record == "N-1")
        assert list(connection.execute(due)) == []
    assert life.is_sound()


def test_the_same_paper_prints_straight_from_the_record_and_points_to_its_draft(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    said = words(composed(life, "eu-03a", "IN-1", method="fax"))
    assert "Fax with report" in said
    assert "draft_request with form EU-03a and parent IN-1" in said
    told(life, "EU-03a", notice_text="A remark of the draft.")
    again = words(composed(life, "EU-03a", "IN-1"))
    assert "A remark of the draft." in again
    assert "draft_request with form" not in again
    assert "A remark of the draft." in words(composed(life, "EU-03a", "N-1"))


def test_of_several_drafts_the_newest_prints_and_the_others_are_named(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    service = PaperService(opened(life.office), life.office.actor("everyone"), "case work")

    def said(**more: Any) -> list[str]:
        notes: list[str] = []
        service.form("IN-1", "EU-03b", notes=notes, **more)
        return notes

    assert said() == []
    assert notice(life, "EU-03b").ok
    assert said() == ["This is N-1, as it was drafted."]
    assert notice(life, "EU-03b", request="N-2").ok
    (note,) = said()
    assert note.startswith("This is N-2, the newest EU-03b on IN-1. Others: N-1 (Draft)")
    assert "N-1 (Draft), N-2 (Draft)" in said(options={"notice_text": "As asked."})[0]


def test_a_print_with_an_unknown_or_faulty_answer_is_refused(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    for wrong in ({"decision": "perhaps"}, {"colour": "blue"}, {"decided_at": "yesterday"}):
        with pytest.raises(AppError) as refused:
            composed(life, "EU-03a", "IN-1", **wrong)
        assert [one.code for one in refused.value.reasons] == ["field_invalid"]


# --- answers to requests --------------------------------------------------------------------


def mla(at: At, **more: Any) -> Life:
    """A request for mutual legal assistance came in."""
    life = at("begun").identified()
    received(life, "MLA-01", kinds=["DOC"], **more)
    return life


def test_an_acknowledgement_before_any_answer_says_that_none_is_recorded(at: At) -> None:
    life = mla(at)
    found = told(life, "MLA-05")
    assert found["answer_type"] == "acknowledged"
    assert "MLA-05-R3" in {one.rule for one in as_filled(life).missing}
    life.give("answer_request", request="IN-1", on="2026-03-03", kind="acknowledged")
    assert "MLA-05-R3" not in {one.rule for one in as_filled(life).missing}
    said = words(composed(life, "MLA-05", "IN-1"))
    assert "Acknowledgement of receipt" in said
    assert "dealt with like a domestic case" in said


def test_a_refusal_letter_says_ground_article_reasons_and_consultation(at: At) -> None:
    life = mla(at)
    life.give("consult_state", request="IN-1", on="2026-03-10", subject="refusal")
    life.give(
        "answer_request", request="IN-1", on="2026-03-20", kind="refused",
        grounds=["RF-FISC", "RF-SOV"], reason="The tax claim is disputed.",
    )  # fmt: skip
    found = told(life, "MLA-05")
    assert found["answer_type"] == "refused"
    assert found["refusal_grounds"] == ("RF-FISC", "RF-SOV")
    assert "UNTOC 18(21)(b)" in found["ground_articles"]
    assert found["decision_reasons"] == "The tax claim is disputed."
    assert found["consultation_held"] is True
    assert as_filled(life).blocking == ()


@pytest.mark.parametrize("grounds", [[], ["RF-FISC"], ["BANK-SECRECY"]])
def test_a_refusal_without_ground_on_fiscal_grounds_alone_or_on_bank_secrecy_is_blocked(
    at: At, grounds: list[str]
) -> None:
    """X-08, as the record and as the letter."""
    life = mla(at)
    given = {"request": "IN-1", "on": "2026-03-20", "kind": "refused", "grounds": grounds}
    assert life.codes("answer_request", **given)[0] in ("field_missing", "field_invalid")
    if grounds == ["BANK-SECRECY"]:
        refused = notice(life, "MLA-05", answer_type="refused", refusal_grounds=grounds)
        assert [one.code for one in refused.reasons] == ["field_invalid"]
        return
    assert notice(life, "MLA-05", answer_type="refused", refusal_grounds=grounds,
                  decision_reasons="So.", consultation_held=False).ok  # fmt: skip
    life.give("review_request", who="lawyer", request="N-1", on="2026-03-21")
    blocked = life.try_("approve_request", who="supervisor", request="N-1", on="2026-03-21")
    assert {one.code for one in blocked.reasons} == {"form_incomplete"}
    assert {one.field for one in blocked.reasons} == {"refusal_grounds"}


def test_a_letter_for_completion_lists_what_is_missing_with_its_time_limit(at: At) -> None:
    life = mla(at)
    checked(life, complete=False, missing=["Text of the law"], reply_by="2026-03-20")
    found = told(life, "MLA-05", answer_type="more_information")
    assert found["missing_elements"][0]["element"] == "Text of the law"
    assert found["reply_by"].isoformat() == "2026-03-20"


def test_an_execution_report_repeats_decisions_results_and_costs(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "answer_request", request="IN-1", on="2026-03-06", kind="partly_executed",
        results=[{"asset": life.asset, "outcome": "frozen", "amount": money("900.00"),
                  "asked": money("1000.00"), "costs": money("20.00")}],
    )  # fmt: skip
    found = told(life, "MLA-05")
    assert found["answer_type"] == "execution_report"
    assert [row["date"] for row in found["execution_log"]] == ["2026-03-04", "2026-03-06"]
    assert found["execution_log"][1]["cost"] == "20.00 EUR"
    assert found["results"][0]["shortfall"] == "100.00 EUR"


# --- papers on our own requests -------------------------------------------------------------


def test_the_cover_of_a_draft_bears_its_version_and_hash(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    first = told(life, "MLA-02", "OUT-1")
    assert len(first["draft_hash"]) == 64
    life.give("fill_request", request="OUT-1", fields={"purpose": "Another purpose."})
    again = {key: one.value for key, one in as_filled(life).answers.items()}
    assert again["draft_hash"] != first["draft_hash"]


def test_a_supplement_repeats_what_was_asked_by_when_and_the_other_states(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    went(life, "OUT-2", "LI", on="2026-07-05", orders=["CONF"])
    life.give(
        "record_answer", request="OUT-1", on="2026-07-10", kind="more_information",
        their_reference="B 1", reply_by="2026-12-24",
    )  # fmt: skip
    found = told(life, "MLA-03", "OUT-1")
    assert found["supplement_type"] == "additional_information"
    assert found["their_time_limit"].isoformat() == "2026-12-24"
    assert found["their_reference"] == "B 1"
    assert found["addressee"] == {"name": "Federal Office of Justice", "country": "CH"}
    assert found["further_states"] == ({"state": "LI", "reference": "OUT-2", "date": "2026-07-05"},)


def test_a_withdrawn_request_makes_a_withdrawal(at: At) -> None:
    life = at("begun").identified()
    went(life, "OUT-1", "CH")
    life.give("withdraw_request", request="OUT-1", on="2026-04-01", reason="paid")
    found = told(life, "MLA-03", "OUT-1")
    assert found["supplement_type"] == "no_longer_required"
    assert found["no_longer_required_from"].isoformat() == "2026-04-01"


def test_a_report_names_extraordinary_costs_and_what_was_consulted_on_them(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    cost = {"asset": life.asset, "on": "2026-04-01", "category": "storage", "counterparty": "Depot"}
    life.give("post_cost", amount=money("70.00"), **cost)
    life.give("post_cost", amount=money("830.00"), extraordinary=True, **cost)
    life.give("answer_request", request="IN-1", on="2026-04-02", kind="executed",
              results=[{"asset": life.asset, "outcome": "frozen"}])  # fmt: skip
    found = told(life, "MLA-05")
    assert found["extraordinary_costs"].display() == "830.00 EUR"
    assert [one.key for one in as_filled(life).blocking] == ["costs_consultation"]
    life.give("consult_state", request="IN-1", on="2026-04-03", subject="costs")
    assert "2026-04-03" in str(as_filled(life).answers["costs_consultation"].value)


def test_what_goes_along_with_an_answer_is_the_material_transmitted(at: At, tmp_path: Path) -> None:
    life = mla(at)
    life.give("answer_request", request="IN-1", on="2026-03-10", kind="executed")
    assert "material_transmitted" not in told(life, "MLA-05")
    file = tmp_path / "statement.pdf"
    file.write_bytes(b"%PDF-1.4 account statements")
    life.give("attach_document", to="N-1", file=str(file), title="Statements of the account",
              kind="bank_statement", on="2026-03-09")  # fmt: skip
    rows = as_filled(life).answers["material_transmitted"].value
    assert rows == ({"item": "Statements of the account, bank statement, 2026-03-09"},)


def test_another_request_on_the_same_property_is_named(at: At) -> None:
    life = mla(at)
    life.give(
        "receive_request", request="IN-2", case="CASE", from_country="FR",
        from_authority="Parquet de Paris", their_reference="P 7", on="2026-03-04", form="MLA-01",
        kinds=["SEA"], assets=[life.asset],
    )  # fmt: skip
    life.give("consult_state", request="IN-1", on="2026-03-06", subject="several_orders")
    assert told(life, "MLA-05")["several_requests"] == (
        {"state": "FR", "reference": "P 7", "consulted_on": "2026-03-06"},
    )
