"""Orders: terms in two readings, gaps, competition, variation, challenge, stay, lifting, lapse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import money

At = Callable[[str], Life]
URGENT = {"dissipation_risk": "A buyer was seen on Saturday.", "authority": "Police"}


def freeze(life: Life, on: str, **more: object) -> list[str]:
    """The codes with which a freezing order of that day is refused."""
    arguments: dict[str, object] = {
        "order": "FREEZE",
        "case": "CASE",
        "kind": "freezing",
        "authority": COURT,
        "reference": "1",
        "assets": ["CAR"],
        **more,
    }
    return life.codes("record_order", on=on, **arguments)


def urgent(at: At, **more: object) -> Life:
    """An urgent measure of 2 March (a Monday)."""
    life = at("identified")
    life.order("URGENT", "urgent_measure", "2026-03-02", **URGENT, **more)
    return life


def orders(life: Life) -> dict[str, str]:
    """The state that the register shows of each order."""
    from asset_recovery.persistence import tables as t

    with life.office.reading.connect() as connection:
        return {r.reference: r.state for r in connection.execute(t.court_order.select())}


def test_a_freezing_order_is_recorded_and_its_planning_sheet_becomes_due_scenario_1(
    at: At,
) -> None:
    life = at("identified")
    assert freeze(life, "2026-03-01") == []
    row = life.row()
    assert (row["headline"], row["due_on"], row["due_text"]) == (
        "Frozen",
        "2026-03-11",
        "Planning sheet",
    )


def test_an_urgent_measure_says_why_the_asset_may_vanish(at: At) -> None:
    codes = at("identified").codes(
        "record_order",
        order="U",
        case="CASE",
        kind="urgent_measure",
        authority="Police",
        reference="1",
        on="2026-03-02",
        assets=["CAR"],
    )
    assert codes == ["field_missing"]


def test_the_earlier_reading_of_the_urgent_term_alarms_and_the_later_one_bars(at: At) -> None:
    life = urgent(at)
    assert life.legal() == "urgent_measure"
    assert life.row()["due_on"] == "2026-03-09"  # seven calendar days
    take = {"asset": "CAR", "order": "URGENT", **INVENTORY}
    assert life.codes("take_possession", on="2026-03-12", **take)[0] == "order_expired"
    assert life.codes("take_possession", on="2026-03-11", **take) == []  # seven working days


def test_nothing_ends_by_itself_a_person_records_the_lapse_scenario_2(at: At) -> None:
    life = urgent(at)
    assert life.codes("record_lapse", asset="CAR", on="2026-03-11", basis="b") == ["guard_failed"]
    assert life.legal() == "urgent_measure"
    life.give("record_lapse", order="URGENT", on="2026-03-12", basis="no order came")
    assert life.row()["headline"] == "Lapsed"
    assert orders(life)["URGENT"] == "expired"


def test_an_order_inside_the_term_entered_late_withdraws_the_lapse_scenario_3(at: At) -> None:
    life = urgent(at)
    life.give("record_lapse", order="URGENT", on="2026-03-12", basis="no order came")
    life.give(
        "record_order",
        order="FREEZE",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-10",
        assets=["CAR"],
    )
    assert life.legal() == "frozen"
    assert [event["status"] for event in life.events("record_lapse")] == ["withdrawn"]
    assert life.events("record_order")[-1]["late"] == 1
    assert life.is_sound()


@pytest.mark.parametrize(("on", "codes"), [("2026-03-11", []), ("2026-03-12", ["gap_in_measures"])])
def test_an_order_after_the_term_leaves_a_gap_that_must_be_explained(
    at: At, on: str, codes: list[str]
) -> None:
    assert freeze(urgent(at), on) == codes


def test_an_explained_gap_needs_a_supervisor_and_nothing_builds_on_it_before(at: At) -> None:
    life = urgent(at)
    life.give(
        "record_order",
        order="FREEZE",
        case="CASE",
        kind="seizure",
        authority=COURT,
        reference="1",
        on="2026-03-14",
        assets=["CAR"],
        gap_comment="The judge was ill.",
    )
    life.give("record_plan", asset="CAR", on="2026-03-14")
    codes = life.codes("take_possession", asset="CAR", order="FREEZE", on="2026-03-15", **INVENTORY)
    assert codes[0] == "second_person_needed"
    life.approve("FREEZE", on="2026-03-16")
    assert life.legal() == "frozen"
    assert (
        life.codes("take_possession", asset="CAR", order="FREEZE", on="2026-03-17", **INVENTORY)
        == []
    )


def test_two_authorities_hold_one_asset_only_with_a_note_on_priority(at: At) -> None:
    life = at("frozen")
    other = {"order": "OTHER", "authority": "Tax court"}
    assert freeze(life, "2026-03-05", **other) == ["competing_order"]
    assert freeze(life, "2026-03-05", concurrent=True, **other) == ["competing_order"]
    result = life.give(
        "record_order",
        order="OTHER",
        case="CASE",
        kind="freezing",
        authority="Tax court",
        reference="2",
        on="2026-03-05",
        assets=["CAR"],
        concurrent=True,
        priority_note="The criminal court goes first.",
    )
    assert "competing_order" in [warning.code for warning in result.warnings]
    assert life.row()["dispute"] == "competing_order"


def test_one_court_may_add_an_order_of_seizure_to_its_freezing(at: At) -> None:
    assert freeze(at("frozen"), "2026-03-05", order="SEIZE", kind="seizure") == []


def test_an_order_lifted_under_another_one_does_not_release_the_asset(at: At) -> None:
    life = at("frozen")
    life.order("SEIZE", "seizure", "2026-03-05")
    result = life.give("lift_order", order="FREEZE", on="2026-03-06", reason="no_need")
    assert [warning.code for warning in result.warnings] == ["competing_order"]
    assert life.legal() == "frozen"
    life.give("lift_order", order="SEIZE", on="2026-03-07", reason="no_need")
    assert life.legal() == "release_ordered"
    assert orders(life) == {"FREEZE": "lifted", "SEIZE": "lifted"}


def test_an_order_is_lifted_once(at: At) -> None:
    life = at("frozen")
    life.give("lift_order", order="FREEZE", on="2026-03-06", reason="no_need")
    codes = life.codes("lift_order", order="FREEZE", on="2026-03-07", reason="no_need")
    assert codes[0] == "order_not_in_force"


def test_a_part_is_released_and_the_order_holds_the_rest(at: At) -> None:
    life = at("frozen")
    life.give("lift_order", order="FREEZE", on="2026-03-06", reason="excess", fraction="0.4")
    assert life.legal() == "measure_varied"
    assert orders(life)["FREEZE"] == "extended_or_varied"
    lift = {"order": "FREEZE", "on": "2026-03-07", "reason": "excess"}
    assert life.codes("lift_order", fraction="0.61", **lift) == ["amount_exceeds_order"]
    life.give("lift_order", fraction="0.6", **lift)
    assert life.legal() == "release_ordered"


def test_no_more_is_lifted_than_the_amount_of_the_order(at: At) -> None:
    life = at("identified")
    life.order("CAP", "freezing", "2026-03-01", amount=money("50000.00"))
    lift = {"order": "CAP", "on": "2026-03-07", "reason": "excess"}
    assert life.codes("lift_order", amount=money("50000.01"), **lift) == ["amount_exceeds_order"]
    assert life.codes("lift_order", amount=money("1.00", "USD"), **lift) == ["currency_mismatch"]
    life.give("lift_order", amount=money("20000.00"), **lift)
    assert life.legal() == "measure_varied"


def test_an_order_is_extended_before_its_end_and_not_after(at: At) -> None:
    life = at("identified")
    life.order("FREEZE", "freezing", "2026-03-01", expires_on="2026-04-01")
    late = {"order": "FREEZE", "reference": "2", "expires_on": "2026-06-01"}
    assert life.codes("vary_order", on="2026-04-02", **late) == ["order_expired"]
    assert life.codes("vary_order", on="2026-06-02", **late) == ["date_order"]
    life.give("vary_order", on="2026-04-01", **late)
    assert life.legal() == "measure_varied"
    assert life.row()["headline"] == "Frozen"


def test_assets_are_taken_into_an_order_and_out_of_it(at: At) -> None:
    life = at("frozen")
    life.give(
        "register_asset",
        asset="BIKE",
        case="CASE",
        type="VEH-CAR",
        description="Bike",
        location="Valletta",
    )
    life.give("identify_asset", asset="BIKE", on="2026-02-02", source="register")
    life.give("vary_order", order="FREEZE", on="2026-03-05", reference="2", add_assets=["BIKE"])
    assert (life.legal("CAR"), life.legal("BIKE")) == ("frozen", "frozen")
    life.give("vary_order", order="FREEZE", on="2026-03-06", reference="3", remove_assets=["CAR"])
    assert (life.legal("CAR"), life.legal("BIKE")) == ("release_ordered", "frozen")
    assert life.is_sound()


def test_a_confiscation_under_appeal_becomes_final_when_upheld(at: At) -> None:
    life = at("confiscated")
    life.give("challenge_order", order="CONF", by="OWNER", on="2026-07-05")
    assert life.row("CAR-SUB")["headline"] == "Under appeal"
    assert life.codes("certify_final", order="CONF", on="2026-07-20")[0] == "appeal_open"
    dispose = {"asset": "CAR-SUB", "on": "2026-07-20", "kind": "sale"}
    assert life.codes("dispose_asset", **dispose)[0] == "appeal_open"  # scenario 17
    life.give("decide_challenge", order="CONF", on="2026-07-25", outcome="upheld", final=True)
    assert life.legal("CAR-SUB") == "confiscated_final"
    assert orders(life)["CONF"] == "final"


def test_an_order_upheld_with_a_remedy_left_is_not_final(at: At) -> None:
    life = at("confiscated")
    life.give("challenge_order", order="CONF", by="OWNER", on="2026-07-05")
    life.give("decide_challenge", order="CONF", on="2026-07-25", outcome="upheld")
    assert life.legal("CAR-SUB") == "confiscated_not_final"


def test_with_two_challenges_the_second_one_still_bars(at: At) -> None:
    life = at("confiscated")
    life.give("challenge_order", order="CONF", by="OWNER", on="2026-07-05")
    life.give("challenge_order", order="CONF", by="ACCUSED", on="2026-07-06")
    final = {"order": "CONF", "on": "2026-07-25", "outcome": "upheld", "final": True}
    assert life.codes("decide_challenge", **final) == ["appeal_open"]
    life.give("decide_challenge", order="CONF", on="2026-07-25", outcome="upheld")
    assert life.legal("CAR-SUB") == "confiscation_under_appeal"
    life.give("decide_challenge", **final)
    assert life.legal("CAR-SUB") == "confiscated_final"


def test_what_is_sent_back_is_sought_again(at: At) -> None:
    life = at("confiscated")
    life.give("challenge_order", order="CONF", by="OWNER", on="2026-07-05")
    life.give("decide_challenge", order="CONF", on="2026-07-25", outcome="remitted")
    assert life.legal("CAR-SUB") == "confiscation_proposed"
    life.order("CONF2", "civil_in_rem", "2026-08-01")
    assert life.legal("CAR-SUB") == "confiscated_not_final"


def test_an_annulled_confiscation_means_return_once_the_measure_is_lifted(at: At) -> None:
    life = at("confiscated")
    life.give("challenge_order", order="CONF", by="OWNER", on="2026-07-05")
    life.give("decide_challenge", order="CONF", on="2026-07-25", outcome="annulled")
    assert life.row("CAR-SUB")["headline"] == "To return"
    back = {
        "asset": "CAR-SUB",
        "on": "2026-07-26",
        "to": "OWNER",
        "condition": "money",
        "receipt": "R",
        "amount": money("9500.00"),
    }
    assert life.codes("return_asset", **back)[0] == "competing_order"
    life.give("lift_order", order="FREEZE", on="2026-07-26", reason="no_need")
    assert life.codes("return_asset", **back) == []


def test_nothing_is_decided_where_nothing_was_challenged(at: At) -> None:
    codes = at("confiscated").codes(
        "decide_challenge", order="CONF", on="2026-07-25", outcome="upheld"
    )
    assert codes == ["wrong_state"]


def test_a_stayed_order_is_not_certified_as_final(at: At) -> None:
    life = at("confiscated")
    life.give("stay_order", order="CONF", on="2026-07-10", authority="Appeal court", reference="S")
    assert life.codes("certify_final", order="CONF", on="2026-08-01")[0] == "order_not_in_force"
    life.give("end_stay", order="CONF", on="2026-07-20")
    assert orders(life)["CONF"] == "issued"
    assert life.codes("certify_final", order="CONF", on="2026-08-01") == []


def test_a_second_confiscation_of_the_same_asset_is_refused(at: At) -> None:
    codes = at("confiscated").codes(
        "record_order",
        order="C2",
        case="CASE",
        kind="civil_in_rem",
        authority=COURT,
        reference="2",
        on="2026-07-05",
        assets=["CAR"],
    )
    assert codes[0] == "already_confiscated"


def test_a_step_before_the_order_was_made_is_refused(at: At) -> None:
    result = at("confiscated").try_("certify_final", order="CONF", on="2026-06-30")
    assert (result.kind, result.reasons[0].code) == ("validation", "date_order")


def test_an_order_on_a_case_alone_follows_the_same_rules(at: At) -> None:
    life = at("begun")
    life.give(
        "record_order",
        order="TRACE",
        case="CASE",
        kind="tracing_authorisation",
        authority=COURT,
        reference="1",
        on="2026-02-01",
    )
    life.give("lift_order", order="TRACE", on="2026-02-10", reason="no_need")
    assert orders(life)["TRACE"] == "lifted"
    codes = life.codes("lift_order", order="TRACE", on="2026-02-11", reason="no_need")
    assert codes == ["order_not_in_force"]


def test_seizure_on_a_statutory_power_only_preserves_until_it_is_validated(at: At) -> None:
    life = at("identified")
    life.give(
        "take_possession", asset="CAR", power="s. 12 Police Act", on="2026-03-01", **INVENTORY
    )
    assert life.legal() == "seized"
    life.give(
        "insure_asset",
        asset="CAR",
        insurer="I",
        policy="P",
        sum=money("1.00"),
        **{"from": "2026-03-01", "to": "2027-03-01"},
    )
    life.appraise("2026-03-01", "10.00")
    assert life.propose("2026-03-05").reasons[0].code == "no_order"
    assert life.file("2026-03-05").reasons[0].code == "no_order"
    life.order("FREEZE", "seizure", "2026-03-06")
    assert life.propose("2026-03-06").ok


def test_what_cannot_be_carried_away_is_brought_under_control(at: At) -> None:
    life = at("begun")
    life.give(
        "register_asset",
        asset="FLAT",
        case="CASE",
        type="RE-APA",
        description="A flat",
        location="Valletta",
    )
    life.give("identify_asset", asset="FLAT", on="2026-02-01", source="land register")
    life.give(
        "record_order",
        order="F",
        case="CASE",
        kind="seizure",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=["FLAT"],
    )
    take = {"asset": "FLAT", "order": "F", "on": "2026-03-02", "control": "register_entry"}
    assert life.codes("take_possession", **take)[0] == "inventory_incomplete"
    life.give("take_possession", control_reference="entry 77/26", **take)
    assert life.legal("FLAT") == "seized"


def test_another_state_freezes_and_hands_over(at: At) -> None:
    life = at("identified")
    life.give("trace_abroad", asset="CAR", on="2026-02-10", country="ID", source="port register")
    life.give(
        "record_order",
        order="ABROAD",
        case="CASE",
        kind="freezing",
        country="ID",
        authority="Foreign court",
        reference="9",
        on="2026-02-20",
        assets=["CAR"],
    )
    assert life.row()["headline"] == "Frozen abroad"
    life.order("OWN", "seizure", "2026-03-01")
    assert life.legal() == "frozen_abroad"
    life.give("take_possession", asset="CAR", order="OWN", on="2026-03-01", **INVENTORY)
    assert life.legal() == "seized"
