"""Notices of the issuing State: drafted on a certificate, filled from the record, sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.test_answer_papers import as_filled, told
from tests.services.test_value_orders import value_order
from tests.support.asset_life import COURT, Life
from tests.support.certificates import certificate_sent, hands
from tests.support.office import money

At = Callable[[str], Life]


@pytest.fixture
def life(at: At) -> Life:
    """The final confiscation of the car was sent to Germany."""
    made = at("final")
    certificate_sent(made, orders=["CONF"])
    return made


def freezing_sent(life: Life) -> None:
    """The freezing of the car was sent to Germany, with its owner among the third parties."""
    certificate_sent(
        life, "EU-01", orders=["FREEZE"], on="2026-04-10",
        fields={"c_third_parties": [{"name": "Owner Holdings Ltd", "grounds": "Owner"}]},
    )  # fmt: skip


def went(life: Life, request: str = "N-1", on: str = "2026-10-01", **fields: Any) -> None:
    """The notice goes through every hand and leaves; nothing of the record breaks."""
    life.give("fill_request", request=request, fields={"method": "e_codex", **fields})
    assert [one.label for one in as_filled(life, request).blocking] == []
    hands(life, request, on)
    life.give("send_request", request=request, on=on, channel="e_codex")
    assert life.is_sound()


def test_a_withdrawal_repeats_how_the_order_ended_and_is_sent(life: Life) -> None:
    life.give(
        "record_answer", request="OUT-1", on="2026-09-03", kind="acknowledged",
        their_reference="6 AR 17/26",
    )  # fmt: skip
    life.give("lift_order", order="CONF", on="2026-09-20", reason="settlement", authority=COURT)
    found = told(life, "EU-04a", "OUT-1")
    assert found["withdrawal_reason"] == "lifted"
    assert found["withdrawn_on"].isoformat() == "2026-09-20"
    assert "2026-09-20" in found["withdrawal_details"]
    assert found["their_reference"] == "6 AR 17/26"
    went(life)


def test_a_withdrawal_says_what_replaces_the_order(at: At) -> None:
    life = at("frozen")
    freezing_sent(life)
    life.order("FREEZE-2", "freezing", "2026-09-19", concurrent=True,
               priority_note="It replaces the first order.")  # fmt: skip
    life.give("lift_order", order="FREEZE", on="2026-09-20", reason="expiry")
    found = told(life, "EU-04a", "OUT-1")
    assert found["withdrawal_reason"] == "replaced"
    assert "FREEZE-2/26" in found["replaced_by"]


def in_two_states(at: At, held: str = "300.00") -> Life:
    """A value order of 500 was sent to Germany and to France; France holds and pays a part."""
    life = value_order(at("frozen"), assets=["CAR"])
    life.give("certify_final", order="V", on="2026-07-15")
    amounts: dict[str, object] = {
        "d2_order_subject": ["money"],
        "d_amount_for_execution": money("500.00"),
        "d_amount_total": money("500.00"),
    }
    others = {"g_reasons": ["not_enough_value"], "g_reasons_text": "One may not have enough."}
    certificate_sent(life, orders=["V"], fields=amounts)
    certificate_sent(
        life, request="OUT-2", country="FR", language="fr", orders=["V"],
        fields=amounts | others, multiple_states_reason="One State may not have enough",
    )  # fmt: skip
    life.give(
        "record_answer", request="OUT-2", on="2026-09-10", kind="partly_executed",
        results=[{"asset": "CAR", "outcome": "frozen", "amount": money(held)}],
    )  # fmt: skip
    return life


def test_the_risk_of_too_much_stands_with_the_amounts_of_each_state(at: At) -> None:
    life = in_two_states(at)
    life.give("notify_state", request="OUT-1", on="2026-09-11", kind="over_recovery_risk")
    found = told(life, "EU-04b", "OUT-1")
    assert found["over_recovery"] == "risk"
    assert found["order_amount"].display() == "500.00 EUR"
    rows = {row["state"]: row for row in found["amounts_per_state"]}
    assert rows["FR"]["held"] == "300.00 EUR"
    assert found["remaining_amount"].display() == "200.00 EUR"
    went(life)


def test_more_than_the_order_is_a_risk_without_any_notice_and_ends_with_the_sums(at: At) -> None:
    life = in_two_states(at, "300.00")
    life.give(
        "record_answer", request="OUT-1", on="2026-09-12", kind="executed",
        results=[{"asset": "CAR", "outcome": "frozen", "amount": money("300.00")}],
    )  # fmt: skip
    assert told(life, "EU-04b", "OUT-1")["over_recovery"] == "risk"
    life.give("notify_state", request="OUT-1", on="2026-09-13", kind="over_recovery_risk")
    life.give(
        "record_answer", request="OUT-1", on="2026-09-20", kind="executed",
        results=[{"asset": "CAR", "outcome": "frozen", "amount": money("150.00")}],
    )  # fmt: skip
    assert as_filled(life).answers["over_recovery"].value == "ended"


def test_what_another_state_executed_is_told_with_what_is_left(at: At) -> None:
    life = in_two_states(at)
    life.give("notify_state", request="OUT-1", on="2026-09-11", kind="executed_elsewhere",
              amount=money("120.00"))  # fmt: skip
    found = told(life, "EU-04c", "OUT-1")
    assert found["executed_amount"].display() == "120.00 EUR"
    assert found["executed_on"].isoformat() == "2026-09-11"
    went(life, executed_state="FR")


def test_what_another_state_confiscated_is_told_without_any_notice(at: At) -> None:
    life = in_two_states(at)
    life.give(
        "record_answer", request="OUT-2", on="2026-09-15", kind="executed",
        results=[{"asset": "CAR", "outcome": "confiscated", "amount": money("300.00")}],
    )  # fmt: skip
    found = told(life, "EU-04c", "OUT-1")
    assert found["executed_state"] == "FR"
    assert found["executed_on"].isoformat() == "2026-09-15"
    assert found["executed_items"] == "CAR"


def test_a_payment_is_told_with_who_paid_and_what_is_left(at: At) -> None:
    life = in_two_states(at)
    life.give("apply_to_value_order", order="V", on="2026-09-14", amount=money("75.00"),
              **{"from": "ACCUSED"})  # fmt: skip
    found = told(life, "EU-04d", "OUT-1")
    assert found["payment_amount"].display() == "75.00 EUR"
    assert found["payment_date"].isoformat() == "2026-09-14"
    assert found["payer"] == next(
        one.name for one in as_filled(life).file.parties if one.reference == "ACCUSED"
    )
    went(life)


def test_a_payment_that_was_notified_keeps_its_own_day_and_payer(at: At) -> None:
    life = in_two_states(at)
    life.give("apply_to_value_order", order="V", on="2026-09-14", amount=money("75.00"),
              **{"from": "ACCUSED"})  # fmt: skip
    life.give("apply_to_value_order", order="V", on="2026-09-16", amount=money("20.00"),
              **{"from": "a neighbour"})  # fmt: skip
    life.give("notify_state", request="OUT-1", on="2026-09-17", kind="payment_received",
              amount=money("75.00"))  # fmt: skip
    found = told(life, "EU-04d", "OUT-1")
    assert found["payment_amount"].display() == "75.00 EUR"
    assert found["payment_date"].isoformat() == "2026-09-14"
    assert found["payer"] != "a neighbour"


def test_persons_may_be_told_from_the_day_of_the_notice_else_of_the_service(life: Life) -> None:
    life.give("serve_order", order="CONF", party="OWNER", on="2026-09-05")
    assert told(life, "EU-04e", "OUT-1")["inform_from"].isoformat() == "2026-09-05"
    life.give("notify_state", request="OUT-1", on="2026-09-06", kind="confidentiality_ended",
              until="2026-09-09")  # fmt: skip
    assert as_filled(life).answers["inform_from"].value.isoformat() == "2026-09-09"  # type: ignore[attr-defined]
    went(life)


def with_victim(life: Life) -> None:
    """The Port Authority is the victim of the case."""
    life.give("register_party", party="PORT", kind="legal", name="Port Authority",
              address="Quay 1, Valletta")  # fmt: skip
    life.give("link_party", case="CASE", party="PORT", role="victim")


def test_a_decision_for_a_victim_is_filled_from_its_order(life: Life) -> None:
    with_victim(life)
    life.order("REST", "restitution", "2026-09-10", amount=money("9000.00"))
    life.give("certify_final", order="REST", on="2026-09-25")
    found = told(life, "EU-04f", "OUT-1")
    assert found["victim_outcome"] == "restitution"
    assert found["victim_authority"] == COURT
    assert found["victim_date_final"].isoformat() == "2026-09-25"
    assert found["victim_reference"] == "REST/26"
    assert found["victim_name"] == "Port Authority"
    assert found["victim_address"] == "Quay 1, Valletta"
    went(life)


def test_a_decision_that_was_notified_goes_before_the_order(life: Life) -> None:
    with_victim(life)
    life.give(
        "notify_state", request="OUT-1", on="2026-09-12", kind="victim_decision",
        victim_decision={"kind": "compensation", "to": "PORT", "amount": money("800.00"),
                         "reference": "7 O 3/26", "on": "2026-09-11"},
    )  # fmt: skip
    found = told(life, "EU-04f", "OUT-1")
    assert found["victim_outcome"] == "compensation"
    assert found["victim_amount"].display() == "800.00 EUR"
    assert found["victim_decision_date"].isoformat() == "2026-09-11"
    assert found["victim_name"] == "Port Authority"


def test_affected_persons_stand_with_their_claims(at: At) -> None:
    life = at("frozen")
    life.give("register_party", party="BANK", kind="legal", name="Lending Bank plc",
              address="High Street 2")  # fmt: skip
    life.give("file_claim", claim="CL-1", asset="CAR", party="BANK", on="2026-04-01", share="0.5",
              basis="Pledge of 2024")  # fmt: skip
    certificate_sent(
        life, "EU-01", orders=["FREEZE"], on="2026-04-10",
        fields={"c_third_parties": [{"name": "Lending Bank plc", "grounds": "Pledge"},
                                    {"name": "Owner Holdings Ltd", "grounds": "Owner"}]},
    )  # fmt: skip
    found = {row["name"]: row for row in told(life, "EU-04g", "OUT-1")["affected_persons"]}
    assert "Pledge of 2024" in found["Lending Bank plc"]["claim"]
    assert found["Lending Bank plc"]["location"] == "High Street 2"
    assert "owner" in found["Owner Holdings Ltd"]["claim"]
    went(life, on="2026-04-12")


@pytest.mark.parametrize("kind", ["limit_agreed", "limit_refused"])
def test_the_answer_to_a_limit_says_what_was_answered_by_when(at: At, kind: str) -> None:
    life = at("frozen")
    certificate_sent(
        life, "EU-01", orders=["FREEZE"], on="2026-04-10",
        fields={"c_third_parties": [{"name": "Owner Holdings Ltd", "grounds": "Owner"}]},
    )  # fmt: skip
    life.give("record_state_notice", request="OUT-1", on="2026-10-05", kind="limit_asked",
              until="2027-01-15")  # fmt: skip
    life.give("notify_state", request="OUT-1", on="2026-10-20", kind=kind,
              reason="The trial begins in May.")  # fmt: skip
    found = told(life, "EU-04h", "OUT-1")
    assert found["limit_asked_on"].isoformat() == "2026-10-05"
    assert found["answer_due_on"].isoformat() == "2026-11-16"
    assert found["limit_answer"] == ("agree" if kind == "limit_agreed" else "refuse")
    assert found["limit_end"].isoformat() == "2027-01-15"
    assert found["limit_refusal_reasons"] == "The trial begins in May."
    went(life, on="2026-10-21")


def test_damages_that_were_paid_are_told_with_their_cause(life: Life) -> None:
    life.give("record_liability", asset="CAR", on="2026-09-02", kind="damages",
              amount=money("450.00"), reason="Rust in the yard", party="OWNER")  # fmt: skip
    assert "damages_amount" not in told(life, "EU-04i", "OUT-1")
    liability = as_filled(life).file.liabilities[0].reference
    life.give("settle_liability", liability=liability, on="2026-09-09", amount=money("450.00"),
              reference="T-9")  # fmt: skip
    life.approve("CAR-SUB", on="2026-09-09")
    found = {key: one.value for key, one in as_filled(life).answers.items()}
    assert found["damages_amount"].display() == "450.00 EUR"  # type: ignore[attr-defined]
    assert found["damages_cause"] == "Rust in the yard"
    assert liability in str(found["judgment"])
    went(life, damages_share="50")
