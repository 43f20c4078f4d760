"""Requests of other States: received, checked, recognised or not, executed and shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.persistence import tables as t
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from tests.services.reading import opened
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
from tests.support.office import money

At = Callable[[str], Life]


def codes(result: Any) -> list[str]:
    return [reason.code for reason in result.reasons]


def test_a_recognised_freezing_holds_the_asset_for_the_other_state(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    assert life.legal() == "frozen_for_foreign_state"
    assert life.row()["headline"] == "Frozen for another State"
    assert life.is_sound()


def test_an_order_that_is_not_recognised_holds_nothing(at: At) -> None:
    life = at("begun").identified()
    received(life)
    foreign_order(life)
    assert life.legal() == "identified"
    refused = life.codes(
        "take_possession", asset=life.asset, order="F-1", on="2026-03-04", **INVENTORY
    )
    assert refused[0] == "recognition_missing"
    assert recognise(life).ok
    life.give("take_possession", asset=life.asset, order="F-1", on="2026-03-05", **INVENTORY)
    assert life.legal() == "seized"


def test_an_order_of_another_state_names_the_state_or_its_request(at: At) -> None:
    life = at("begun").identified()
    refused = life.try_(
        "record_order", order="F-1", kind="foreign_freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[life.asset],
    )  # fmt: skip
    assert codes(refused) == ["field_missing"]
    life.give(
        "record_order", order="F-1", kind="foreign_freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[life.asset], country="DE",
    )  # fmt: skip


def test_an_own_order_is_not_recognised(at: At) -> None:
    life = at("frozen")
    assert "wrong_state" in codes(recognise(life, "FREEZE"))


def test_what_the_intake_found_incomplete_is_not_recognised(at: At) -> None:
    life = at("begun").identified()
    received(life)
    foreign_order(life)
    checked(life, complete=False, missing=["translation"], reply_by="2026-03-20")
    assert codes(recognise(life))[0] == "form_incomplete"
    checked(life, on="2026-03-10")
    assert recognise(life, on="2026-03-11").ok


def test_without_a_look_at_the_intake_a_court_s_recognition_is_recorded_with_a_warning(
    at: At,
) -> None:
    life = at("begun").identified()
    received(life)
    foreign_order(life)
    result = recognise(life)
    assert result.ok
    assert "form_incomplete" in [one.code for one in result.warnings]


def test_the_office_s_own_recognition_is_an_act_and_needs_the_intake(at: At) -> None:
    life = at("begun").identified()
    received(life)
    foreign_order(life)
    own = "Asset Management Office"
    assert life.codes("recognise_order", order="F-1", on="2026-03-04", authority=own) == [
        "form_incomplete"
    ]
    assert life.codes(
        "recognise_order", order="F-1", on="2026-03-04", authority=own, irregular="late"
    ) == ["field_invalid"]
    checked(life)
    life.give("recognise_order", order="F-1", on="2026-03-04", authority=own)


def test_a_refusal_names_a_ground_of_its_list_and_ends_the_order(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    given = {"order": "F-1", "on": "2026-03-05"}
    assert life.codes("refuse_recognition", ground="BANK-SECRECY", **given) == ["field_invalid"]
    assert life.codes("refuse_recognition", ground="RF-FISC", **given) == ["field_invalid"]
    assert life.codes("refuse_recognition", ground="RF-TIME", **given) == ["field_invalid"]
    life.give("refuse_recognition", ground="RF-NBIS", **given)
    assert life.legal() == "identified"
    assert "wrong_state" in codes(recognise(life, on="2026-03-06"))


def test_a_postponed_recognition_can_still_be_decided(at: At) -> None:
    life = at("begun").identified()
    received(life)
    checked(life)
    foreign_order(life)
    life.give(
        "postpone_recognition", order="F-1", on="2026-03-05", ground="PP-INV", until="2026-04-05"
    )
    assert life.codes("postpone_recognition", order="F-1", on="2026-03-05", ground="PP-REM") == [
        "field_invalid"
    ]
    assert recognise(life, on="2026-03-20").ok


def test_our_own_order_and_theirs_stand_together_only_with_a_note_on_priority(at: At) -> None:
    life = at("frozen")
    received(life)
    checked(life)
    foreign_order(life)
    assert codes(recognise(life))[0] == "competing_order"
    assert recognise(life, concurrent=True, priority_note="ours first").ok
    assert life.row()["dispute"] == "competing_order"
    assert life.legal() == "frozen_for_foreign_state"
    life.give("lift_order", order="F-1", on="2026-03-10", reason="withdrawn")
    assert life.legal() == "frozen"


def test_a_withdrawn_order_is_lifted_and_the_asset_goes_back(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give("record_state_notice", request="IN-1", on="2026-04-01", kind="withdrawn")
    assert life.legal() == "frozen_for_foreign_state"
    assert life.codes("answer_request", request="IN-1", on="2026-04-02", kind="terminated") == [
        "guard_failed"
    ]
    life.give("lift_order", order="F-1", on="2026-04-02", reason="withdrawn")
    assert life.legal() == "release_ordered"
    life.give("answer_request", request="IN-1", on="2026-04-02", kind="terminated")


def test_before_a_measure_is_lifted_the_issuer_is_asked(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    lift = {"order": "F-1", "on": "2026-04-02", "reason": "no_need"}
    assert "guard_failed" in life.warned("lift_order", **lift)
    other = frozen_for_germany(at("begun"))
    other.give("consult_state", request="IN-1", on="2026-03-20", subject="lifting")
    assert "guard_failed" not in other.warned("lift_order", **lift)


def test_nothing_is_reported_executed_before_it_is_recognised(at: At) -> None:
    life = at("begun").identified()
    received(life)
    given = {"request": "IN-1", "on": "2026-03-05", "kind": "executed"}
    assert life.codes("answer_request", **given) == ["no_order"]
    foreign_order(life)
    assert life.codes("answer_request", **given) == ["recognition_missing"]
    assert recognise(life).ok
    life.give("answer_request", **given)


def test_an_order_of_our_own_court_carries_out_a_request_without_recognition(at: At) -> None:
    life = at("begun").identified()
    received(life, form="MLA-01")
    checked(life)
    report = {"request": "IN-1", "on": "2026-03-05", "kind": "executed"}
    frozen = {**report, "results": [{"asset": life.asset, "outcome": "frozen"}]}
    assert life.codes("answer_request", **frozen) == ["no_order"]
    life.give(
        "record_order", order="OWN", case="CASE", kind="freezing", authority="Court here",
        reference="1/26", on="2026-03-04", assets=[{"asset": life.asset}], for_state="DE",
        request="IN-1",
    )  # fmt: skip
    life.give("answer_request", **frozen)


def test_a_search_or_a_trace_is_reported_without_an_order(at: At) -> None:
    life = at("begun").identified()
    received(life, form="MLA-01", kinds=["SEA"])
    checked(life)
    life.give("answer_request", request="IN-1", on="2026-03-05", kind="executed")


def test_an_asset_that_is_not_in_the_register_is_named_and_found_later(at: At) -> None:
    life = at("begun")
    life.give(
        "receive_request", request="IN-1", case="CASE", from_country="FR", from_authority="Juge",
        their_reference="1/26", on="2026-01-05", form="EU-01", kinds=["AR-T"], assets=["CAR"],
    )  # fmt: skip
    life.identified()
    foreign_order(life)
    assert recognise(life).ok
    assert life.legal() == "frozen_for_foreign_state"


def test_a_request_without_a_case_gets_one(at: At) -> None:
    life = at("begun")
    made = dict(
        life.give(
            "receive_request", from_country="FR", from_authority="Juge", their_reference="1/26",
            on="2026-01-05", form="EU-01", kinds=["AR-T"],
        ).made
    )  # fmt: skip
    assert set(made) == {"case", "request"}
    assert life.is_sound()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": money("10.00"), "paid_elsewhere": money("11.00")}, "amount_exceeds_order"),
        ({"amount": money("10.00"), "paid_elsewhere": money("1.00", "USD")}, "currency_mismatch"),
        ({"deadline": "2026-01-01"}, "date_order"),
        ({"victim_decision": {"kind": "restitution"}}, "field_missing"),
        ({"victim_decision": {"kind": "restitution", "to": "V", "amount": "5"}}, "field_invalid"),
        ({"kinds": ["XXX"]}, "field_invalid"),
        ({"urgency": "perhaps"}, "field_invalid"),
        ({"on": "2027-01-01"}, "date_in_future"),
    ],
)
def test_bad_input_of_an_intake_is_refused_and_changes_nothing(
    at: At, wrong: dict[str, Any], code: str
) -> None:
    life = at("begun").identified()
    before = life.all_rows()
    given = {
        "from_country": "DE",
        "from_authority": "StA",
        "their_reference": "1",
        "on": "2026-03-01",
        "form": "EU-01",
        "kinds": ["AR-T"],
        "assets": [life.asset],
    }
    assert life.codes("receive_request", **{**given, **wrong}) == [code]
    assert life.all_rows() == before


def test_what_was_paid_elsewhere_is_not_executed_again(at: At) -> None:
    life = at("begun").identified()
    received(life, "EU-02", amount=money("10000.00"), paid_elsewhere=money("4000.00"))
    checked(life)
    foreign_order(life, "foreign_confiscation", "C-1", amount=money("10000.00"))
    too_much = recognise(life, "C-1", amount=money("6000.01"))
    assert codes(too_much) == ["amount_exceeds_order"]
    assert recognise(life, "C-1", amount=money("6000.00")).ok
    assert life.legal() == "foreign_confiscation_recognised"


def test_nothing_is_recognised_of_an_order_that_was_paid_elsewhere_in_full(at: At) -> None:
    life = at("begun").identified()
    received(life, "EU-02", amount=money("10000.00"))
    checked(life)
    foreign_order(life, "foreign_confiscation", "C-1", amount=money("10000.00"))
    life.give(
        "record_state_notice", request="IN-1", on="2026-03-04", kind="executed_elsewhere",
        amount=money("10000.00"),
    )  # fmt: skip
    assert codes(recognise(life, "C-1", on="2026-03-05")) == ["amount_exceeds_order"]


# --- scenarios 25 and 26: who receives what -------------------------------------------------


def test_up_to_the_threshold_all_stays_here(at: At) -> None:
    life = realised(confiscated_for_germany(at("begun")), "9900.00")
    assert codes(shared(life, state="0.5", foreign_state="0.5")) == ["agreement_missing"]
    assert shared(life, state="1").ok


def test_above_the_threshold_half_goes_to_the_issuing_state(at: At) -> None:
    life = realised(confiscated_for_germany(at("begun")), "10000.01")
    assert codes(shared(life, state="1")) == ["agreement_missing"]
    assert shared(life, state="0.5", foreign_state="0.5").ok


def test_an_agreement_replaces_the_rule(at: At) -> None:
    life = realised(confiscated_for_germany(at("begun")), "50000.00")
    life.give("record_agreement", case="CASE", on="2026-06-11", country="DE", kind="sharing")
    assert shared(life, state="0.2", foreign_state="0.8").ok


def test_outside_the_union_a_share_needs_an_agreement(at: At) -> None:
    life = at("begun").identified()
    received(life, "MLA-01", kinds=["CNF"])
    checked(life)
    foreign_order(life, "foreign_confiscation", "C-1")
    assert recognise(life, "C-1").ok
    realised(life, "50000.00")
    assert codes(shared(life, state="0.5", foreign_state="0.5")) == ["agreement_missing"]
    assert shared(life, state="1").ok


def test_the_victim_of_the_certificate_comes_first(at: At) -> None:
    victim = {"kind": "compensation", "to": "VICTIM", "amount": money("30000.00")}
    life = realised(confiscated_for_germany(at("begun"), victim_decision=victim), "50000.00")
    assert "victim_decision_open" in codes(shared(life, state="0.5", foreign_state="0.5"))
    assert shared(life, victim="0.6", state="0.2", foreign_state="0.2").ok


def test_nothing_is_shared_while_the_victim_s_case_is_pending(at: At) -> None:
    life = realised(
        confiscated_for_germany(at("begun"), victim_decision={"kind": "pending"}), "9000.00"
    )
    assert "victim_decision_open" in codes(shared(life, state="1"))
    life.give(
        "record_state_notice", request="IN-1", on="2026-06-12", kind="victim_decision",
        victim_decision={"kind": "compensation", "to": "V", "amount": money("9000.00")},
    )  # fmt: skip
    assert shared(life, victim="1").ok


@pytest.mark.parametrize(
    ("amount", "kinds", "legal"),
    [
        ("9900.00", {"state": "1"}, "title_vested_in_state"),
        ("20000.00", {"state": "0.5", "foreign_state": "0.5"}, "transferred_to_other_state"),
    ],
)
def test_once_all_is_paid_the_asset_is_where_its_money_went(
    at: At, amount: str, kinds: dict[str, str], legal: str
) -> None:
    life = realised(confiscated_for_germany(at("begun")), amount)
    assert shared(life, **kinds).ok
    life.approve(on="2026-06-12")
    life.give("pay_out", allocation="CAR-A1", on="2026-06-13", account="ACC", reference="T-1")
    assert life.legal() == "foreign_confiscation_recognised"
    life.approve(on="2026-06-13")
    assert life.legal() == legal
    life.give("close_asset", asset=life.asset, on="2026-06-14")
    assert life.is_sound()


def test_no_more_is_kept_than_the_sum_that_is_due(at: At) -> None:
    life = confiscated_for_germany(at("begun"), amount=money("6000.00"))
    realised(life, "9000.00")
    assert codes(shared(life, state="1")) == ["amount_exceeds_order"]
    result = life.try_(
        "allocate_proceeds", asset=life.asset, on="2026-06-12",
        shares=[{"to": "State", "kind": "state", "amount": money("6000.00")},
                {"to": "OWNER", "kind": "owner", "amount": money("3000.00")}],
    )  # fmt: skip
    assert result.ok, codes(result)


def test_the_thing_itself_goes_abroad_only_if_the_issuer_agrees(at: At) -> None:
    life = confiscated_for_germany(at("begun"), amount=money("6000.00"))
    life.appraise("2026-06-02", "5000.00")
    give = {"asset": life.asset, "on": "2026-06-10", "kind": "transfer_abroad"}
    assert life.codes("dispose_asset", **give) == ["agreement_missing"]
    life.give("consult_state", request="IN-1", on="2026-06-03", subject="transfer")
    life.give(
        "record_state_notice", request="IN-1", on="2026-06-09", kind="agrees", subject="transfer"
    )
    life.give("dispose_asset", **give)
    life.approve(on="2026-06-10")
    assert life.legal() == "transferred_to_other_state"


def test_a_sale_before_judgment_warns_until_the_issuer_was_asked(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give("take_possession", asset=life.asset, order="F-1", on="2026-03-05", **INVENTORY)
    life.appraise("2026-04-01", "10000.00")
    result = life.propose()
    assert "guard_failed" in [one.code for one in result.warnings]
    other = frozen_for_germany(at("begun"))
    other.give("take_possession", asset=other.asset, order="F-1", on="2026-03-05", **INVENTORY)
    other.appraise("2026-04-01", "10000.00")
    other.give("consult_state", request="IN-1", on="2026-03-20", subject="sale")
    assert not [one for one in other.propose().warnings if one.code == "guard_failed"]
    assert COURT


# --- clocks ---------------------------------------------------------------------------------


def agenda(life: Life) -> dict[str, str]:
    """What is due of the request by rule, by its code."""
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.code, t.agenda.c.due).where(t.agenda.c.record == "IN-1")
        return {code: due for code, due in connection.execute(query)}


def test_forty_five_days_end_on_the_next_working_day(at: At) -> None:
    life = at("begun").identified()
    received(life, "EU-02", on="2026-04-01", kinds=["CNF"])
    assert agenda(life)["confiscation_recognition"] == "2026-05-18"
    foreign_order(life, "foreign_confiscation", "C-1")
    checked(life, on="2026-04-02")
    assert recognise(life, "C-1", on="2026-04-20").ok
    assert "confiscation_recognition" not in agenda(life)
    assert {"execution_report", "affected_person_notice"} <= set(agenda(life))


def test_an_urgent_freezing_is_decided_in_forty_eight_hours(at: At) -> None:
    life = at("begun").identified()
    received(life, on="2026-03-02", urgency="urgent")
    assert agenda(life)["recognition_urgent"] == "2026-03-04"


def test_while_something_is_missing_the_clock_stands_still(at: At) -> None:
    life = at("begun").identified()
    received(life, "EU-02", on="2026-03-02", kinds=["CNF"])
    before = agenda(life)["confiscation_recognition"]
    checked(life, on="2026-03-03", complete=False, missing=["order"], reply_by="2026-03-20")
    assert agenda(life)["supplement_asked"] == "2026-03-20"
    checked(life, on="2026-03-13")
    assert agenda(life)["confiscation_recognition"] > before
    assert life.is_sound()


def test_six_weeks_of_silence_on_a_limit_scenario_24(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "answer_request", request="IN-1", on="2026-04-01", kind="limit_asked", reason="long frozen"
    )
    assert agenda(life)["limit_unanswered"] == "2026-05-13"
    life.give("record_state_notice", request="IN-1", on="2026-05-01", kind="limit_refused")
    assert "limit_unanswered" not in agenda(life)
    again = {"request": "IN-1", "on": "2026-05-02", "kind": "limit_agreed"}
    assert life.codes("record_state_notice", **again) == ["wrong_state"]


def test_the_affected_person_is_told_or_the_silence_is_looked_at_again(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    assert agenda(life)["affected_person_notice"] == "2026-03-09"
    life.give(
        "postpone_information", request="IN-1", on="2026-03-05", reason="asked by the prosecutor"
    )
    assert "affected_person_notice" not in agenda(life)
    assert agenda(life)["postponed_notice"] == "2026-04-04"
    life.give("serve_order", order="F-1", party="OWNER", on="2026-03-20")
    assert "postponed_notice" not in agenda(life)


# --- what is shown --------------------------------------------------------------------------


def shown(life: Life, **more: Any) -> dict[str, Any]:
    return ShowService(opened(life.office)).show(
        "request", "IN-1", life.office.actor("everyone"), purpose="test", **more
    )


def test_the_steps_follow_from_what_was_done(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    assert shown(life)["step"] == "inbound_recognition_decided"
    life.give(
        "answer_request", request="IN-1", on="2026-03-05", kind="partly_executed",
        results=[{"asset": "CAR", "outcome": "frozen", "asked": money("10000.00"),
                  "amount": money("7000.00")}],
    )  # fmt: skip
    found = shown(life)
    assert found["step"] == "inbound_executed"
    assert found["execution"][0]["shortfall"] == money("3000.00")
    life.give("serve_order", order="F-1", party="OWNER", on="2026-03-06")
    assert shown(life)["step"] == "inbound_affected_person_information"
    foreign_order(life, "foreign_confiscation", "C-1", "2026-05-02", reference="2")
    assert shown(life)["step"] == "inbound_confiscation_received"
    assert recognise(life, "C-1", "2026-06-01").ok
    realised(life, "9000.00")
    assert shared(life, state="1").ok
    life.approve(on="2026-06-12")
    life.give("pay_out", allocation="CAR-A1", on="2026-06-13", account="ACC", reference="T-1")
    life.approve(on="2026-06-13")
    assert shown(life)["step"] == "inbound_proceeds_distributed"
    assert shown(life, as_of=date(2026, 3, 3))["step"] == "inbound_admissibility_check"


def test_what_can_be_done_with_a_received_request_starts_at_the_intake(at: At) -> None:
    life = at("begun").identified()
    received(life)
    foreign_order(life)
    service = StepService(opened(life.office))
    offered = {one.action: one for one in service.can("IN-1", life.office.actor("everyone"))}
    assert offered["check_request"].allowed
    assert dict(offered["recognise_order"].given) == {"order": "F-1"}
    assert "fill_request" not in offered


def test_a_return_is_closed_once_its_agreement_says_what_becomes_of_the_money(at: At) -> None:
    life = at("begun").identified()
    received(life, "MLA-01", kinds=["CNF"])
    checked(life)
    foreign_order(life, "foreign_confiscation", "C-1")
    assert recognise(life, "C-1").ok
    realised(life, "50000.00")
    agreed = {"case": "CASE", "on": "2026-06-11", "country": "DE", "kind": "return"}
    life.give("record_agreement", **agreed)
    assert shared(life, foreign_state="1").ok
    life.approve(on="2026-06-12")
    life.give("pay_out", allocation="CAR-A1", on="2026-06-13", account="ACC", reference="T-1")
    life.approve(on="2026-06-13")
    close = {"asset": "CAR", "on": "2026-06-20"}
    assert life.codes("close_asset", **close) == ["agreement_missing"]
    clauses = {"end_use": "roads", "monitoring_party": "World Bank", "published": True}
    life.give(
        "record_agreement", **{**agreed, "on": "2026-06-15"}, **clauses, offenders_excluded=True
    )
    life.give("close_asset", **close)
