"""Each route to confiscation asks for its own proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]
ROUTES = {
    "cb_object": ("confiscation_object", ["conviction", "link_to_offence"]),
    "cb_value": (
        "confiscation_value",
        ["conviction", "benefit_calculation", "object_not_available"],
    ),
    "cb_extended": ("confiscation_extended", ["conviction", "lawful_income_sheet"]),
    "third_party": (
        "confiscation_third_party",
        ["transfer_chain", "consideration_test", "knowledge_test", "hearing"],
    ),
    "ncb_illness": (
        "ncb_judicial",
        ["medical_evidence", "would_have_led_to_conviction", "hearing"],
    ),
    "ncb_absconding": (
        "ncb_judicial",
        ["warrant", "summons_attempts", "would_have_led_to_conviction"],
    ),
    "ncb_death": ("ncb_judicial", ["death_certificate"]),
    "ncb_limitation": ("ncb_judicial", ["limitation_statement"]),
    "ncb_immunity": ("ncb_judicial", ["immunity_decision"]),
    "civil_in_rem": ("civil_in_rem", ["statement_of_claim", "notice"]),
    "unexplained_wealth": (
        "unexplained_wealth",
        ["income_asset_statement", "explanation_demand", "explanation_outcome", "last_resort"],
    ),
    "administrative": ("administrative", ["statutory_basis", "notice"]),
    "civil_action": ("civil_in_rem", ["statement_of_claim", "title_or_damage"]),
    "settlement_or_plea": ("confiscation_object", ["signed_agreement"]),
}


def prove(life: Life, kind: str) -> None:
    """Supply one proof by the action that supplies it."""
    if kind == "conviction":
        life.give(
            "record_proceeding",
            case="CASE",
            kind="conviction",
            authority=COURT,
            reference="V",
            on="2026-05-01",
            persons=["ACCUSED"],
        )
    elif kind == "notice":
        life.give("publish_notice", case="CASE", kind="claims", on="2026-05-01", medium="Gazette")
    elif kind == "hearing":
        life.give(
            "notify_owner", asset="CAR", party="OWNER", on="2026-04-01", reply_by="2026-05-01"
        )
    else:
        life.give(
            "record_proof",
            case="CASE",
            kind=kind,
            on="2026-05-01",
            until="2026-06-01" if kind == "explanation_demand" else None,
        )


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_names_each_proof_until_it_is_there(at: At, route: str) -> None:
    kind, proofs = ROUTES[route]
    life = at("stored")
    life.route = route
    assert life.file("2026-06-01").ok
    order: dict[str, Any] = {
        "order": "C",
        "case": "CASE",
        "kind": kind,
        "authority": COURT,
        "reference": "1",
        "on": "2026-07-01",
        "assets": ["CAR"],
        "amount": money("500.00"),
    }
    for place, proof in enumerate(proofs):
        result = life.try_("record_order", **order)
        assert result.reasons[0].code in ("route_proof_missing", "notice_missing")
        missing = [r for r in result.reasons if r.code == "route_proof_missing"]
        named = [
            kind for r in missing for kind in r.text.rpartition(": ")[2].rstrip(".").split(", ")
        ]
        assert sorted(named) == sorted(proofs[place:])
        assert len({r.clear_with for r in missing}) == len(missing)  # each leads to what clears it
        prove(life, proof)
    assert life.codes("record_order", **order) == []
    expected = "security_for_value_order" if route == "cb_value" else "confiscated_not_final"
    assert life.legal() == expected


def test_a_conviction_after_the_order_proves_nothing_before_it(at: At) -> None:
    life = at("stored")
    life.route = "cb_object"
    assert life.file("2026-06-01").ok
    prove(life, "link_to_offence")
    life.give(
        "record_proceeding",
        case="CASE",
        kind="conviction",
        authority=COURT,
        reference="V",
        on="2026-07-02",
        persons=["ACCUSED"],
    )
    order: dict[str, Any] = {
        "order": "C",
        "case": "CASE",
        "kind": "confiscation_object",
        "authority": COURT,
        "reference": "1",
        "assets": ["CAR"],
    }
    assert life.codes("record_order", on="2026-07-01", **order)[0] == "route_proof_missing"
    assert life.codes("record_order", on="2026-07-02", **order) == []


def test_mixed_property_needs_the_assessed_value_of_its_tainted_part(at: At) -> None:
    life = at("stored")
    life.give("change_asset", asset="CAR", grounds=["MIX"], reason="tracing")
    assert life.file("2026-06-01").reasons[0].code == "tainted_share_missing"
    life.give(
        "change_asset",
        asset="CAR",
        reason="assessed",
        grounds=[{"code": "MIX", "tainted_value": money("4000.00")}],
    )
    assert life.file("2026-06-01").ok


def test_a_proof_for_one_asset_is_none_for_another(at: At) -> None:
    life = at("stored")
    life.route = "cb_object"
    life.give("register_asset", asset="BIKE", case="CASE", type="VEH-CAR", description="Bike")
    assert life.file("2026-06-01").ok
    prove(life, "conviction")
    life.give("record_proof", case="CASE", kind="link_to_offence", on="2026-05-01", assets=["BIKE"])
    order: dict[str, Any] = {
        "order": "C",
        "case": "CASE",
        "kind": "confiscation_object",
        "authority": COURT,
        "reference": "1",
        "on": "2026-07-01",
        "assets": ["CAR"],
    }
    assert life.codes("record_order", **order)[0] == "route_proof_missing"


def test_unknown_heirs_are_warned_of_first_and_refused_before_finality_scenario_40(
    at: At,
) -> None:
    life = at("stored")
    life.route = "ncb_death"
    assert life.file("2026-06-01").ok
    prove(life, "death_certificate")
    result = life.order("C", "ncb_judicial", "2026-07-01")
    assert [warning.code for warning in result.warnings] == ["notice_missing"]
    assert life.codes("certify_final", order="C", on="2026-08-01") == ["notice_missing"]
    life.give("publish_notice", case="CASE", kind="heirs", on="2026-07-10", medium="Gazette")
    assert life.codes("certify_final", order="C", on="2026-08-01") == []


def test_a_value_order_has_an_amount(at: At) -> None:
    life = at("stored")
    life.route = "cb_value"
    assert life.file("2026-06-01").ok
    for proof in ROUTES["cb_value"][1]:
        prove(life, proof)
    result = life.try_(
        "record_order",
        order="V",
        case="CASE",
        kind="confiscation_value",
        authority=COURT,
        reference="1",
        on="2026-07-01",
        assets=["CAR"],
    )
    assert (result.reasons[0].code, result.reasons[0].field) == ("field_missing", "amount")


def test_a_final_value_order_is_enforced_against_the_asset_that_secures_it(at: At) -> None:
    life = at("stored")
    life.route = "cb_value"
    assert life.file("2026-06-01").ok
    for proof in ROUTES["cb_value"][1]:
        prove(life, proof)
    life.order("V", "confiscation_value", "2026-07-01", amount=money("500.00"))
    enforce = {"order": "V", "on": "2026-08-02", "authority": "Bailiff"}
    assert life.codes("execute_order", **enforce) == ["not_final"]
    life.give("certify_final", order="V", on="2026-08-01")
    assert life.codes("execute_order", amount=money("500.01"), **enforce) == [
        "amount_exceeds_order"
    ]
    life.give("execute_order", amount=money("500.00"), **enforce)
    assert life.legal() == "confiscated_final"
    assert life.codes("vest_title", asset="CAR", on="2026-08-03", registration="R") == []


def test_security_is_released_once_the_value_order_is_satisfied_elsewhere(at: At) -> None:
    life = at("stored")
    life.route = "cb_value"
    assert life.file("2026-06-01").ok
    for proof in ROUTES["cb_value"][1]:
        prove(life, proof)
    life.order("V", "confiscation_value", "2026-07-01", amount=money("500.00"))
    for order in ("V", "FREEZE"):
        life.give("lift_order", order=order, on="2026-08-02", reason="value_order_satisfied")
    assert life.row()["headline"] == "To return"
