"""A sale before judgment: valuation, hearing, periods, price, buyer, payment, second round."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def sale_order(life: Life, on: str, **more: object) -> list[str]:
    """The codes with which a sale order of that day is refused."""
    return life.codes(
        "record_order",
        order="SALE",
        case="CASE",
        kind="interlocutory_sale",
        authority=COURT,
        reference="1",
        on=on,
        assets=["CAR"],
        **more,
    )


@pytest.mark.parametrize(
    ("on", "codes"), [("2026-06-30", []), ("2026-07-01", ["valuation_too_old"])]
)
def test_an_appraisal_carries_a_proposal_for_ninety_days(at: At, on: str, codes: list[str]) -> None:
    assert [reason.code for reason in at("valued").propose(on).reasons] == codes


@pytest.mark.parametrize(
    ("on", "codes"), [("2026-06-30", []), ("2026-07-01", ["valuation_too_old"])]
)
def test_the_age_of_the_appraisal_is_judged_again_when_the_sale_starts(
    at: At, on: str, codes: list[str]
) -> None:
    assert [reason.code for reason in at("sale_ordered").start(on).reasons] == codes


def test_the_age_of_the_appraisal_is_not_judged_when_it_is_sold(at: At) -> None:
    assert at("in_sale").sell(on="2026-09-30").ok


@pytest.mark.parametrize(
    ("on", "code"), [("2026-04-20", "hearing_period_running"), ("2026-04-21", None)]
)
def test_the_last_day_for_the_reply_still_runs(at: At, on: str, code: str | None) -> None:
    codes = sale_order(at("heard"), on)
    assert codes == ([] if code is None else [code])


def test_a_reply_ends_the_period(at: At) -> None:
    life = at("heard")
    life.give("record_hearing", asset="CAR", party="OWNER", on="2026-04-10", reply="objects")
    assert sale_order(life, "2026-04-11") == []


def test_that_no_reply_came_is_known_only_after_the_period(at: At) -> None:
    life = at("heard")
    early = {"asset": "CAR", "party": "OWNER", "on": "2026-04-10", "reply": "no_reply"}
    assert life.warned("record_hearing", **early) == ["hearing_period_running"]
    assert sale_order(life, "2026-04-11")[0] == "hearing_period_running"


@pytest.mark.parametrize("reply", ["objects", "consents", "no_reply"])
def test_a_reply_before_any_notice_does_not_stand_in_for_the_hearing(at: At, reply: str) -> None:
    life = at("proposed")
    early = {"asset": "CAR", "party": "OWNER", "on": "2026-04-03", "reply": reply}
    assert life.warned("record_hearing", **early) == ["owner_not_heard"]
    assert sale_order(life, "2026-04-25")[0] == "owner_not_heard"


def test_the_sale_to_a_lower_bidder_is_warned_of_and_the_warning_is_kept(at: At) -> None:
    life = at("in_sale")
    for bidder, amount in (("Best Ltd", "9900.00"), ("Buyer Ltd", "9500.00")):
        life.give(
            "record_bid",
            asset="CAR",
            bidder={"name": bidder, "kind": "legal"},
            on="2026-05-09",
            amount=money(amount),
        )
    sold = life.sell()
    assert [one.code for one in sold.warnings if one.code != "possible_match"] == ["higher_bid"]
    assert "9,900.00" in next(o.text for o in sold.warnings if o.code == "higher_bid")
    assert "higher_bid" in str(life.events("record_sale")[0]["warnings"])


def test_an_owner_who_absconded_is_not_heard_where_the_warrant_is_named_scenario_10(
    at: At,
) -> None:
    life = at("proposed")
    hearing = {"asset": "CAR", "party": "OWNER", "on": "2026-04-05", "reply": "absconded"}
    refused = life.try_("record_hearing", **hearing)
    assert (refused.kind, refused.reasons[0].field) == ("validation", "reference")
    life.give("record_hearing", reference="warrant 9/26", **hearing)
    assert sale_order(life, "2026-04-06") == []


def test_urgency_stated_in_the_proposal_stands_in_for_the_hearing(at: At) -> None:
    life = at("valued")
    assert life.propose(urgent_reason="The fruit rots within days.").ok
    life.approve(on="2026-04-03")
    assert sale_order(life, "2026-04-03") == []


def test_notice_to_the_same_name_given_anew_reaches_the_registered_owner(at: At) -> None:
    life = at("proposed")
    given = {"name": "Owner Holdings Ltd", "kind": "legal"}
    life.give("notify_owner", asset="CAR", party=given, on="2026-04-03", reply_by="2026-04-20")
    assert sale_order(life, "2026-04-21") == []


def test_notice_to_somebody_else_does_not_reach_the_owner(at: At) -> None:
    life = at("proposed")
    life.give("notify_owner", asset="CAR", party="ACCUSED", on="2026-04-03", reply_by="2026-04-20")
    assert sale_order(life, "2026-04-21")[0] == "owner_not_heard"


@pytest.mark.parametrize("flag", ["heritage", "unique", "home", "livelihood"])
def test_what_the_law_spares_is_not_proposed_for_sale(at: At, flag: str) -> None:
    life = at("valued")
    life.give("change_asset", asset="CAR", flags=[flag], reason="found out")
    assert life.propose("2026-11-24").reasons[0].code == "sale_excluded"


def test_an_asset_needed_as_evidence_is_not_proposed(at: At) -> None:
    life = at("valued")
    life.give(
        "hold_as_evidence",
        asset="CAR",
        on="2026-04-01",
        authority="Prosecutor",
        review_on="2026-06-01",
    )
    assert life.propose().reasons[0].code == "evidence_hold"
    life.give("end_evidence_hold", asset="CAR", on="2026-04-02", authority="Prosecutor")
    assert life.legal() == "seized"
    assert life.propose().ok


def test_advertising_in_the_suspensive_period_warns_and_selling_is_refused_scenario_11(
    at: At,
) -> None:
    life = at("heard")
    life.order("SALE", "interlocutory_sale", "2026-04-21", suspensive_until="2026-05-05")
    refused = life.start(on="2026-05-05", sale_on="2026-05-05")
    assert (refused.reasons[0].code, refused.reasons[0].field) == ("suspensive_period", "sale_on")
    started = life.start(on="2026-05-05", sale_on="2026-05-06")
    assert [warning.code for warning in started.warnings] == ["suspensive_period"]
    assert life.sell(on="2026-05-05").reasons[0].code == "suspensive_period"
    assert life.sell(on="2026-05-06").ok


def test_a_suspensive_challenge_of_the_sale_order_bars_every_further_step(at: At) -> None:
    life = at("sale_ordered")
    life.give("challenge_order", order="SALE", by="OWNER", on="2026-04-25", suspensive=True)
    assert life.start().reasons[0].code == "appeal_open"
    life.give("decide_challenge", order="SALE", on="2026-05-20", outcome="upheld", final=True)
    assert life.start("2026-05-21").ok


def test_a_challenge_without_suspensive_effect_bars_nothing(at: At) -> None:
    life = at("sale_ordered")
    life.give("challenge_order", order="SALE", by="OWNER", on="2026-04-25")
    assert life.start().ok


def test_a_stay_bars_the_sale_until_it_ends(at: At) -> None:
    life = at("sale_ordered")
    life.give("stay_order", order="SALE", on="2026-04-25", authority="Appeal court", reference="S")
    assert life.start().reasons[0].code == "order_not_in_force"
    life.give("end_stay", order="SALE", on="2026-04-30")
    assert life.start().ok


@pytest.mark.parametrize(
    ("statement_on", "codes"), [("2026-03-02", []), ("2026-03-01", ["lien_statement_too_old"])]
)
def test_a_creditors_statement_serves_for_sixty_days_before_the_sale(
    at: At, statement_on: str, codes: list[str]
) -> None:
    life = at("sale_ordered")
    life.give(
        "record_lien",
        asset="CAR",
        creditor="Bank",
        rank=1,
        amount=money("100.00"),
        statement_on=statement_on,
    )
    assert [reason.code for reason in life.start("2026-05-01").reasons] == codes


def test_below_the_reserve_a_supervisor_is_asked(at: At) -> None:
    life = at("in_sale")
    result = life.sell("8999.99")
    assert [warning.code for warning in result.warnings] == ["price_below_reserve"]
    assert [level for _name, level in result.pending] == [1]
    assert life.pay("8999.99").reasons[0].code == "second_person_needed"
    life.approve(on="2026-05-11")
    assert life.pay("8999.99").ok


def test_at_the_reserve_nobody_is_asked(at: At) -> None:
    assert at("in_sale").sell("9000.00").pending == ()


def test_below_seventy_per_cent_of_the_valuation_a_reason_and_two_levels_are_asked(
    at: At,
) -> None:
    life = at("in_sale")
    refused = life.sell("6999.99")
    assert (refused.reasons[0].code, refused.reasons[0].field) == (
        "price_below_valuation",
        "reason",
    )
    result = life.sell("6999.99", reason="No other bidder came.")
    assert [level for _name, level in result.pending] == [1, 2]


def test_at_seventy_per_cent_one_level_is_enough(at: At) -> None:
    result = at("in_sale").sell("7000.00")
    assert [level for _name, level in result.pending] == [1]


def test_the_brother_of_the_accused_may_not_buy_scenario_13(at: At) -> None:
    life = at("in_sale")
    life.give("register_party", party="BROTHER", kind="natural", name="Subject B")
    life.give(
        "relate_parties", party="BROTHER", to="ACCUSED", relation="family", source="civil register"
    )
    result = life.sell(buyer="BROTHER")
    assert (result.reasons[0].code, result.reasons[0].field) == ("conflict_of_interest", "buyer")
    codes = life.codes(
        "record_bid", asset="CAR", bidder="BROTHER", on="2026-05-02", amount=money("9000.00")
    )
    assert codes == ["conflict_of_interest"]


def test_a_company_of_the_brother_may_not_buy_either(at: At) -> None:
    life = at("in_sale")
    life.give("register_party", party="BROTHER", kind="natural", name="Subject B")
    life.give("register_party", party="FRONT", kind="legal", name="Front Ltd")
    life.give("relate_parties", party="BROTHER", to="ACCUSED", relation="family", source="s")
    life.give("relate_parties", party="BROTHER", to="FRONT", relation="ownership", source="s")
    assert life.sell(buyer="FRONT").reasons[0].code == "conflict_of_interest"


def test_who_valued_the_asset_may_not_buy_it(at: At) -> None:
    result = at("in_sale").sell(buyer={"name": "Valuer 1"})
    assert result.reasons[0].code == "conflict_of_interest"


def test_a_name_alike_only_warns_until_a_person_decides(at: At) -> None:
    life = at("in_sale")
    life.give("register_party", party="ALIKE", kind="legal", name="Owner Holdings Limited")
    life.give("register_party", party="OTHER", kind="legal", name="Owner Holding Ltd")
    bid = {"asset": "CAR", "bidder": "OTHER", "on": "2026-05-02", "amount": money("9000.00")}
    assert "possible_match" in life.warned("record_bid", **bid)
    for other in ("OWNER", "ALIKE"):
        life.give("decide_match", party="OTHER", other=other, same=False, reason="looked at both")
    assert life.warned("record_bid", **bid) == []


def test_a_sale_without_buyer_goes_into_a_second_round(at: At) -> None:
    life = at("in_sale")
    life.give("end_sale", asset="CAR", on="2026-05-20", outcome="unsold", reason="no bid")
    assert life.row()["management"] == "stored"
    assert life.start("2026-06-01").ok
    assert life.sell(on="2026-06-10").ok


def test_a_buyer_who_does_not_pay_is_replaced_in_a_new_sale(at: At) -> None:
    life = at("sold")
    life.give("end_sale", asset="CAR", on="2026-05-20", outcome="buyer_defaulted", reason="r")
    assert life.row()["management"] == "stored"


def test_the_price_is_paid_in_parts_and_not_beyond(at: At) -> None:
    life = at("sold")
    assert life.pay("4000.00").ok
    deliver = {"asset": "CAR", "on": "2026-05-12", "received_by": "Buyer Ltd"}
    assert life.codes("deliver_asset", **deliver)[0] == "not_paid"
    assert life.pay("5500.01").reasons[0].code == "amount_exceeds_order"
    assert life.pay("5500.00").ok
    assert life.codes("deliver_asset", **deliver) == []


def test_a_payment_in_another_currency_is_refused(at: At) -> None:
    result = at("sold").try_(
        "record_payment",
        asset="CAR",
        on="2026-05-11",
        account="USD-1",
        amount=money("9500.00", "USD"),
    )
    assert result.reasons[0].code == "currency_mismatch"


def test_the_third_appraisal_of_one_valuer_warns(at: At) -> None:
    life = at("valued")
    assert not life.appraise("2026-04-02", "10000.00").warnings
    third = life.appraise("2026-04-03", "10000.00")
    assert [warning.code for warning in third.warnings] == ["valuer_rotation"]


def test_storage_costs_stop_after_a_missed_review_scenario_34(at: At) -> None:
    life = at("stored")
    cost = {
        "asset": "CAR",
        "amount": money("10.00"),
        "category": "storage",
        "counterparty": "Garage",
    }
    assert life.codes("post_cost", on="2026-08-28", **cost) == []
    assert life.codes("post_cost", on="2026-08-29", **cost)[0] == "review_overdue"
    life.give(
        "review_management",
        asset="CAR",
        on="2026-08-29",
        decision="keep",
        reason="r",
        next_review_on="2026-11-01",
    )
    assert life.codes("post_cost", on="2026-08-29", **cost) == []


def test_a_storage_without_contract_or_with_a_late_review_is_refused(at: At) -> None:
    life = at("seized")
    store = {"asset": "CAR", "on": "2026-03-03", "mode": "stored", "reason": "r"}
    assert life.codes("manage_asset", review_on="2026-08-30", **store)[0] == "field_missing"
    terms = {"contract": "K"}
    assert life.codes("manage_asset", review_on="2026-08-31", terms=terms, **store) == [
        "field_invalid"
    ]
    assert life.codes("manage_asset", review_on="2026-08-30", terms=terms, **store) == []


def test_nothing_is_stored_that_was_not_taken_over(at: At) -> None:
    codes = at("frozen").codes(
        "manage_asset",
        asset="CAR",
        on="2026-03-03",
        mode="stored",
        reason="r",
        review_on="2026-08-01",
        terms={"contract": "K"},
    )
    assert codes[0] == "inventory_incomplete"


def test_without_a_planning_sheet_freezing_warns_and_later_a_proposal_is_refused(at: At) -> None:
    life = at("identified")
    result = life.order("F", "freezing", "2026-03-01")
    assert "plan_missing" in [warning.code for warning in result.warnings]
    assert life.row()["due_on"] == "2026-03-11"
    life.appraise("2026-03-01", "10.00")
    assert life.propose("2026-03-12").reasons[0].code == "plan_missing"
    assert life.propose("2026-03-11").ok


def test_a_refusal_calls_the_affected_person_by_name(at: At) -> None:
    life = at("proposed")
    found = life.try_(
        "record_order",
        order="SALE",
        case="CASE",
        kind="interlocutory_sale",
        authority="Regional Court",
        reference="2/26",
        on="2026-04-21",
        assets=[{"asset": "CAR"}],
    )
    assert found.reasons[0].text == (
        "Owner Holdings Ltd (OWNER) was not notified of the proposed sale."
    )


def test_a_step_from_the_wrong_state_names_the_one_step_that_leads_there(at: At) -> None:
    life = at("sale_ordered")
    result = life.try_(
        "record_bid",
        asset="CAR",
        bidder={"name": "Anna Novak", "kind": "natural"},
        on="2026-05-02",
        amount=money("9000.00"),
    )
    wrong = [reason for reason in result.reasons if reason.code == "wrong_state"]
    assert [reason.clear_with for reason in wrong] == ["start_sale"]
