"""On the way from a lead to the last payment, the first reason names the step that is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import made, money

At = Callable[[str], Life]


def test_the_whole_way_ends_with_the_money_distributed_and_both_assets_closed(at: At) -> None:
    life = at("paid_out")
    assert life.row("CAR-SUB")["headline"] == "Distributed"
    life.give("close_asset", asset="CAR", on="2026-08-07")
    assert (life.legal("CAR"), life.legal("CAR-SUB")) == ("closed", "closed")
    assert life.is_sound()


def test_an_asset_without_an_order_cannot_be_possessed(at: At) -> None:
    life = at("identified")
    result = life.try_("take_possession", asset="CAR", order="X", on="2026-03-02", **INVENTORY)
    assert (result.kind, result.reasons[0].code) == ("not_found", "not_found")
    life.give(
        "record_order",
        order="REL",
        case="CASE",
        kind="tracing_authorisation",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=["CAR"],
    )
    refused = life.try_("take_possession", asset="CAR", order="REL", on="2026-03-02", **INVENTORY)
    assert refused.kind == "rule"
    assert refused.reasons[0].code == "no_order"


def test_an_order_that_was_only_asked_for_is_not_in_force(at: At) -> None:
    life = at("identified")
    life.give(
        "apply_for_order",
        order="ASKED",
        case="CASE",
        kind="seizure",
        authority=COURT,
        on="2026-03-01",
        assets=[{"asset": "CAR", "measure": "seizure", "value": money("10000.00")}],
    )
    possession = {"asset": "CAR", "order": "ASKED", "on": "2026-03-05", **INVENTORY}
    assert life.codes("take_possession", **possession)[0] == "order_not_in_force"
    life.give("issue_order", order="ASKED", on="2026-03-04", reference="7/26")
    assert life.legal() == "frozen"
    assert life.codes("take_possession", **possession) == []


def test_what_the_court_did_not_grant_is_not_held(at: At) -> None:
    life = at("identified")
    life.give(
        "register_asset",
        asset="BIKE",
        case="CASE",
        type="VEH-CAR",
        description="Bike",
        location="Valletta",
    )
    life.give("identify_asset", asset="BIKE", on="2026-02-02", source="register")
    life.give(
        "apply_for_order",
        order="ASKED",
        case="CASE",
        kind="freezing",
        authority=COURT,
        on="2026-03-01",
        assets=["CAR", "BIKE"],
    )
    life.give(
        "issue_order",
        order="ASKED",
        on="2026-03-04",
        reference="7/26",
        assets=[{"asset": "BIKE", "granted": "no"}],
    )
    assert (life.legal("CAR"), life.legal("BIKE")) == ("frozen", "identified")


@pytest.mark.parametrize(
    "left_out", ["place", "inventory_by", "custodian", "condition", "seals", "photos"]
)
def test_an_inventory_names_each_thing_that_it_lacks(at: At, left_out: str) -> None:
    life = at("frozen")
    given = {name: value for name, value in INVENTORY.items() if name != left_out}
    result = life.try_("take_possession", asset="CAR", order="FREEZE", on="2026-03-02", **given)
    assert result.reasons[0].code == "inventory_incomplete"
    assert result.reasons[0].field == left_out


def test_an_asset_that_is_not_identified_cannot_be_frozen(at: At) -> None:
    life = at("registered")
    codes = life.codes(
        "record_order",
        order="F",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=["CAR"],
    )
    assert codes == ["wrong_state"]


def test_a_confiscation_without_any_measure_is_refused(at: At) -> None:
    assert at("identified").file().reasons[0].code == "no_order"


def test_nothing_jumps_from_identified_to_confiscated(at: At) -> None:
    life = at("identified")
    life.prove()
    codes = life.codes(
        "record_order",
        order="C",
        case="CASE",
        kind="civil_in_rem",
        authority=COURT,
        reference="1",
        on="2026-07-01",
        assets=["CAR"],
        route="civil_in_rem",
    )
    assert codes == ["wrong_state"]


def test_a_proposal_without_appraisal_is_refused(at: At) -> None:
    assert at("stored").propose().reasons[0].code == "no_valuation"


def test_an_estimate_is_no_valuation_that_counts(at: At) -> None:
    life = at("stored")
    life.appraise("2026-04-01", "10000.00", kind="estimate")
    assert life.propose().reasons[0].code == "no_valuation"


def test_a_sale_order_before_the_proposal_is_approved_is_refused(at: At) -> None:
    life = at("valued")
    assert life.propose().pending
    life.notify()
    codes = life.codes(
        "record_order",
        order="SALE",
        case="CASE",
        kind="interlocutory_sale",
        authority=COURT,
        reference="1",
        on="2026-04-21",
        assets=["CAR"],
    )
    assert codes[0] == "second_person_needed"


def test_a_sale_order_without_notice_to_the_owner_is_refused_scenario_9(at: At) -> None:
    life = at("proposed")
    codes = life.codes(
        "record_order",
        order="SALE",
        case="CASE",
        kind="interlocutory_sale",
        authority=COURT,
        reference="1",
        on="2026-04-21",
        assets=["CAR"],
    )
    assert codes[0] == "owner_not_heard"


def test_a_sale_without_the_order_is_refused(at: At) -> None:
    assert at("heard").start().reasons[0].code == "no_order"


def test_a_sale_that_was_not_started_has_no_buyer(at: At) -> None:
    assert at("sale_ordered").sell().reasons[0].code == "wrong_state"


def test_what_is_not_paid_is_not_delivered(at: At) -> None:
    life = at("sold")
    codes = life.codes("deliver_asset", asset="CAR", on="2026-05-12", received_by="Buyer Ltd")
    assert codes[0] == "not_paid"


def test_what_is_paid_and_not_delivered_cannot_be_closed_scenario_14(at: At) -> None:
    life = at("sold")
    assert life.pay().ok
    assert life.codes("close_asset", asset="CAR", on="2026-05-20")[0] == "not_delivered"
    assert life.codes("determine_net", asset="CAR", on="2026-05-20")[0] == "not_delivered"


def test_what_is_not_paid_cannot_be_closed(at: At) -> None:
    assert at("sold").codes("close_asset", asset="CAR", on="2026-05-20")[0] == "not_paid"


def test_a_confiscation_needs_the_proof_of_its_route(at: At) -> None:
    life = at("filed")
    order: dict[str, Any] = {
        "order": "CONF",
        "case": "CASE",
        "kind": "civil_in_rem",
        "authority": COURT,
        "reference": "1",
        "on": "2026-07-01",
        "assets": ["CAR"],
    }
    result = life.try_("record_order", **order)
    assert result.reasons[0].code == "route_proof_missing"
    assert "statement_of_claim" in result.reasons[0].text
    life.give("record_proof", case="CASE", kind="statement_of_claim", on="2026-06-01")
    assert life.codes("record_order", **order)[0] == "notice_missing"
    life.give("publish_notice", case="CASE", kind="claims", on="2026-06-02", medium="Gazette")
    assert life.codes("record_order", **order) == []


def test_what_is_not_final_is_neither_vested_nor_shared(at: At) -> None:
    life = at("confiscated")
    assert life.codes("vest_title", asset="CAR", on="2026-07-02", registration="R")[0] == (
        "not_final"
    )
    life.give("determine_net", asset="CAR", on="2026-07-02")
    life.approve(on="2026-07-03")
    shares = [{"to": "Treasury", "kind": "state", "share": "1"}]
    assert life.allocate(shares).reasons[0].code == "not_final"


def test_a_net_that_waits_is_not_shared(at: At) -> None:
    life = at("final")
    life.give("determine_net", asset="CAR", on="2026-08-02")
    shares = [{"to": "Treasury", "kind": "state", "share": "1"}]
    assert life.allocate(shares).reasons[0].code == "second_person_needed"


def test_an_allocation_that_waits_is_not_paid(at: At) -> None:
    life = at("net")
    life.allocate([{"to": "Treasury", "kind": "state", "share": "1"}])
    codes = life.codes("pay_out", allocation="CAR-A1", on="2026-08-06", account="E", reference="T")
    assert codes[0] == "second_person_needed"


def test_an_asset_with_money_left_is_not_closed(at: At) -> None:
    codes = at("allocated").codes("close_asset", asset="CAR-SUB", on="2026-08-07")
    assert codes[0] == "balance_not_zero"


def test_a_step_on_the_thing_after_its_sale_is_refused_and_on_its_title_goes_to_the_proceeds(
    at: At,
) -> None:
    life = at("delivered")
    assert (
        life.codes(
            "inspect_asset", asset="CAR", on="2026-05-20", by="X", condition="c", findings="f"
        )[0]
        == "asset_replaced"
    )
    result = life.give(
        "post_cost",
        asset="CAR",
        on="2026-05-20",
        amount=money("10.00"),
        category="storage",
        counterparty="Garage",
    )
    assert result.warnings[0].code == "asset_replaced"
    assert any("CAR-SUB" in note for note in result.notes)


def test_a_closed_asset_takes_no_step_before_it_is_reopened_scenario_35(at: At) -> None:
    life = at("paid_out")
    life.give("close_asset", asset="CAR", on="2026-08-07")
    for on in ("2026-08-08", "2026-05-20"):
        codes = life.codes(
            "post_cost",
            asset="CAR",
            on=on,
            amount=money("1.00"),
            category="storage",
            counterparty="G",
        )
        assert codes == ["closed_record"]
    reopening = {"asset": "CAR", "on": "2026-08-09", "reason": "a bill came"}
    assert life.try_("reopen_asset", who="officer", **reopening).kind == "permission"
    life.give("reopen_asset", who="supervisor", **reopening)
    assert life.legal("CAR-SUB") == "confiscated_final"


def test_an_asset_created_in_error_is_void_and_its_reference_stays_used_scenario_37(
    at: At,
) -> None:
    life = at("registered")
    life.give("void_asset", asset="CAR", reason="entered twice")
    assert life.row()["headline"] == "Void"
    again = {"asset": "CAR", "case": "CASE", "type": "VEH-CAR", "description": "Again"}
    result = life.try_("register_asset", **again)
    assert (result.kind, result.reasons[0].code) == ("conflict", "reference_taken")
    codes = life.codes("identify_asset", asset="CAR", on="2026-11-24", source="r")
    assert codes[0] == "closed_record"


def test_an_asset_on_which_steps_were_taken_is_not_void(at: At) -> None:
    assert at("identified").codes("void_asset", asset="CAR", reason="r")[0] == "guard_failed"


def test_the_reference_of_what_was_made_comes_back(at: At) -> None:
    life = at("stored")
    result = life.appraise("2026-04-01", "10.00", valuation="V-7")
    assert made(result, "valuation") == "V-7"
    result = life.appraise("2026-04-02", "10.00")
    assert made(result, "valuation") == "VAL-2026-000001"
