"""Notices of the executing State that repeat what only later records say, and what is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.test_answer_papers import as_filled, notice, told
from tests.support.abroad import (
    checked,
    confiscated_for_germany,
    foreign_order,
    frozen_for_germany,
    realised,
    received,
    recognise,
    shared,
)
from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.certificates import hands
from tests.support.office import money

At = Callable[[str], Life]


def answers(life: Life) -> dict[str, Any]:
    return {key: one.value for key, one in as_filled(life).answers.items()}


def confiscated(life: Life, amount: str = "1000000.00") -> Life:
    """Of a confiscation certificate, recognised here."""
    life.identified()
    received(life, "EU-02", kinds=["CNF"])
    checked(life)
    foreign_order(life, "foreign_confiscation", "C-1", amount=money(amount))
    assert recognise(life, "C-1", "2026-04-10").ok
    return life


def test_a_late_decision_says_what_it_waited_for(at: At) -> None:
    life = at("begun").identified()
    received(life, "EU-02", on="2026-03-02", kinds=["CNF"])
    checked(life, complete=False, missing=["the final judgment"], reply_by="2026-03-20")
    life.give("record_state_notice", request="IN-1", on="2026-03-10", kind="supplement")
    checked(life, on="2026-03-11")
    foreign_order(life, "foreign_confiscation", "C-1")
    life.give("postpone_recognition", order="C-1", on="2026-03-20", ground="PP-INV")
    assert recognise(life, "C-1", "2026-09-01").ok
    found = told(life, "EU-03a")
    assert found["decided_late"] is True
    assert "the final judgment" in found["delay_reason"]
    assert "2026-03-20" in found["delay_reason"]


def test_a_refusal_of_an_order_keeps_its_reasons_and_the_day_of_the_consultation(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    life.give("refuse_recognition", order="F-1", on="2026-03-15", ground="RF-NBIS",
              consulted_on="2026-03-10", reason="Judged in 2024 for the same facts.")  # fmt: skip
    found = told(life, "EU-03a")
    assert found["ground_reasons"] == "Judged in 2024 for the same facts."
    assert found["consultations"][0] == {"date": "2026-03-10", "subject": "Intended refusal"}


def test_possession_taken_is_a_measure_of_the_report(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give("take_possession", asset=life.asset, order="F-1", on="2026-03-06", **INVENTORY)
    found = told(life, "EU-03b")
    assert [row["date"] for row in found["measures"]] == ["2026-03-04", "2026-03-06"]
    assert found["measures"][1]["by"] == "Port guard"


def test_a_postponement_still_stands_once_its_ground_has_ended(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    life.give("postpone_recognition", order="F-1", on="2026-03-05", ground="PP-INV")
    assert "ground_ended_on" not in told(life, "EU-03c")
    assert recognise(life, on="2026-03-25").ok
    found = answers(life)
    assert found["postponement_ground"] == "PP-INV"
    assert found["postponed_from"].isoformat() == "2026-03-05"
    assert found["ground_ended_on"].isoformat() == "2026-03-25"
    assert "2026-03-25" in found["measures_after"]


def test_six_weeks_without_answer_to_a_limit_are_told(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.appraise("2026-03-05", "10000.00")
    life.give("answer_request", request="IN-1", on="2026-03-10", kind="limit_asked",
              until="2026-09-01", reason="Long frozen.")  # fmt: skip
    found = told(life, "EU-03e")
    assert found["limit_answer"] == "none"
    assert "held since 2026-03-04" in found["supporting_information"]
    assert "10,000.00 EUR" in found["supporting_information"]


def test_a_cost_that_was_corrected_is_in_no_breakdown(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    cost = {"asset": life.asset, "on": "2026-04-01", "category": "storage", "counterparty": "Depot"}
    life.give("post_cost", posting="P-1", amount=money("900.00"), **cost)
    life.give("post_cost", posting="P-2", amount=money("90.00"), extraordinary=True,
              basis="agreed with the issuing State", **cost)  # fmt: skip
    life.give("correct_posting", posting="P-1", reason="a figure too many")
    found = told(life, "EU-03f")
    assert found["cost_total"].display() == "90.00 EUR"
    assert len(found["cost_breakdown"]) == 1
    assert "agreed with the issuing State" in found["cost_reason"]
    life.give("consult_state", request="IN-1", on="2026-04-02", subject="costs")
    life.give("record_state_notice", request="IN-1", on="2026-04-09", kind="agrees",
              subject="costs")  # fmt: skip
    assert "2026-04-09" in answers(life)["consultation_result"]


def test_the_person_that_the_notice_names_is_told_in_a_language_of_her_own(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    assert told(life, "EU-03g")["affected_person"] == "Owner Holdings Ltd"
    life.give("change_party", party="ACCUSED", languages=["it", "en"], reason="statement")
    life.give("draft_request", request="N-2", case="CASE", form="EU-03g", to_country="DE",
              parent="IN-1", parties=["ACCUSED"])  # fmt: skip
    found = as_filled(life, "N-2").answers
    assert found["person_language"].value == "it"
    assert "Owner Holdings" not in str(found["affected_person"].value)


@pytest.mark.parametrize("suspensive", [True, False])
def test_a_remedy_says_court_claimant_day_and_effect(at: At, suspensive: bool) -> None:
    life = frozen_for_germany(at("begun"))
    life.give("challenge_order", order="F-1", by="OWNER", on="2026-03-09", suspensive=suspensive,
              court="Court of Appeal", reference="2 U 9/26")  # fmt: skip
    life.give("answer_request", request="IN-1", on="2026-03-11", kind="postponed",
              grounds=["PP-INV"])  # fmt: skip
    (row,) = told(life, "EU-03h")["remedies_invoked"]
    assert row == {
        "court": "Court of Appeal",
        "claimant": "Owner Holdings Ltd",
        "date": "2026-03-09",
        "suspensive": "yes" if suspensive else "no",
        "informed_on": "2026-03-11",
    }
    assert ("waits" in answers(life)["remedy_effect"]) is suspensive
    life.give("fill_request", request="N-1", fields={"method": "fax"})
    hands(life, "N-1", "2026-03-12")
    life.give("send_request", request="N-1", on="2026-03-12", channel="fax")


def test_competing_orders_stand_with_days_factors_and_the_note_on_who_comes_first(at: At) -> None:
    life = at("frozen")
    received(life, "EU-02", on="2026-04-02", kinds=["CNF"])
    checked(life, on="2026-04-03")
    foreign_order(life, "foreign_confiscation", "C-1", "2026-03-20", concurrent=True,
                  priority_note="Ours is provisional only.")  # fmt: skip
    result = recognise(life, "C-1", "2026-04-10", concurrent=True,
                       priority_note="Theirs is executed first.")  # fmt: skip
    assert result.ok, [one.text for one in result.reasons]
    found = told(life, "EU-03k")
    rows = {row["state"]: row for row in found["competing_orders"]}
    assert rows["MT"]["issued_on"] == "2026-03-01"
    assert rows["DE"]["received_on"] == "2026-04-02"
    assert set(found["competing_factors"]) == {"already_frozen", "dates"}
    assert "Theirs is executed first." in found["competing_decision"]


def test_our_own_freezing_before_theirs_is_told_with_its_day(at: At) -> None:
    life = at("frozen")
    received(life, "EU-02", on="2026-04-02", kinds=["CNF"])
    found = told(life, "EU-03i")
    assert found["frozen_on"].isoformat() == "2026-03-01"
    assert [row["reference"] for row in found["own_property"]] == [life.asset]


# --- sharing (EU-R14) -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("net", "executing", "issuing"),
    [
        ("10000.00", "10,000.00 EUR", "0.00 EUR"),
        ("10000.01", "5,000.01 EUR", "5,000.00 EUR"),
        ("48000.00", "24,000.00 EUR", "24,000.00 EUR"),
    ],
)
def test_the_shares_of_the_rule_stand_in_the_result_before_any_allocation(
    at: At, net: str, executing: str, issuing: str
) -> None:
    life = realised(confiscated(at("begun")), net)
    found = told(life, "EU-03j")
    assert found["share_executing"].display() == executing
    assert found["share_issuing"].display() == issuing
    assert "eu_sharing" in as_filled(life).answers["share_issuing"].source
    assert found["sum_recovered"].decimal == found["share_executing"].decimal + (
        found["share_issuing"].decimal
    )


def test_the_office_says_which_state_receives_the_odd_unit(at: At) -> None:
    life = realised(confiscated(at("begun")), "10000.01")
    given = {"key": "eu_sharing_odd_unit", "reason": "circular", "from": "2026-01-01"}
    refused = life.try_("change_office", value="both", **given)
    assert [(one.code, one.field) for one in refused.reasons] == [("field_invalid", "value")]
    life.give("change_office", value="issuing", **given)
    found = told(life, "EU-03j")
    assert found["share_issuing"].display() == "5,000.01 EUR"
    assert "issuing" in as_filled(life).answers["share_issuing"].source


def test_a_victim_comes_before_the_shares_and_a_pending_decision_waits(at: At) -> None:
    life = realised(confiscated(at("begun")), "48000.00")
    life.give("record_state_notice", request="IN-1", on="2026-06-11", kind="victim_decision",
              victim_decision={"kind": "pending"})  # fmt: skip
    assert "share_issuing" not in told(life, "EU-03j")
    life.give(
        "record_state_notice", request="IN-1", on="2026-06-12", kind="victim_decision",
        victim_decision={"kind": "compensation", "to": "Port Authority",
                         "amount": money("40000.00")},
    )  # fmt: skip
    found = answers(life)
    assert found["victim_transfer"].display() == "40,000.00 EUR"
    assert found["share_executing"].display() == "8,000.00 EUR"


def test_other_shares_than_those_of_the_rule_are_warned_of_unless_agreed(at: At) -> None:
    life = realised(confiscated(at("begun")), "48000.00")
    said: dict[str, Any] = {
        "share_issuing": money("10000.00"), "share_executing": money("38000.00")
    }  # fmt: skip
    assert notice(life, "EU-03j", **said).ok

    def warned() -> list[str]:
        return [one.level for one in as_filled(life).missing if one.rule == "EU-R14"]

    assert warned() == ["warns"]
    half = money("24000.00")
    life.give("fill_request", request="N-1", fields={"share_issuing": half,
                                                     "share_executing": half})  # fmt: skip
    assert warned() == []
    life.give("fill_request", request="N-1", fields=said)
    life.give("record_agreement", case="CASE", on="2026-06-15", country="DE", kind="sharing")
    assert warned() == []


def test_what_was_allocated_goes_before_the_rule(at: At) -> None:
    life = realised(confiscated(at("begun")), "48000.00")
    assert shared(life, state="0.5", foreign_state="0.5").ok
    life.approve(on="2026-06-12")
    told(life, "EU-03j")
    assert "allocation" in as_filled(life).answers["share_issuing"].source


def test_a_confiscation_after_a_freezing_is_reported_on_its_own_certificate(at: At) -> None:
    life = confiscated_for_germany(at("begun"), amount=money("1000.00"))
    assert [one.code for one in notice(life, "EU-03j").reasons] == ["form_out_of_scope"]
    assert COURT
