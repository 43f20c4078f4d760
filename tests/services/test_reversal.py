"""Reversal after execution: what is owed, what is asked back, what the office answers for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.reversal import duty_of
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
RULES = legal_system("generic")
REVERSED = {"order": "CONF", "authority": "Supreme Court", "reference": "R-1", "on": "2026-09-01"}
SOLD = "CAR-SUB"


def reverse(life: Life, **more: object) -> Life:
    """The reversal of 1 September, approved on the 2nd."""
    life.give("reverse_confiscation", **{**REVERSED, **more})
    life.approve(SOLD, on="2026-09-02")
    return life


def position(life: Life, asset: str = SOLD) -> Position:
    """The asset as it stands."""
    with life.office.reading.connect() as connection:
        key = connection.execute(select(t.asset.c.id).where(t.asset.c.reference == asset)).scalar()
        return Stories(connection).position(int(key or 0))


def due(life: Life, asset: str = SOLD) -> set[str]:
    """What the agenda says of it."""
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.code).where(t.agenda.c.record == asset)
        return set(connection.execute(query).scalars())


def give_back(life: Life, **more: object) -> list[str]:
    """The codes with which a return is refused."""
    arguments: dict[str, object] = {"asset": SOLD, "on": "2026-09-10", "condition": "money"}
    arguments |= {"to": "Owner Holdings Ltd", "receipt": "Q-1"}
    return life.codes("return_asset", **{**arguments, **more})


def test_a_reversal_leads_to_compensation_once_it_is_approved(at: At) -> None:
    life = at("paid_out")
    life.give("reverse_confiscation", **REVERSED)
    assert life.row(SOLD)["legal"] == "confiscated_final"  # not yet approved
    life.approve(SOLD, on="2026-09-02")
    row = life.row(SOLD)
    assert (row["legal"], row["money"], row["headline"]) == (
        "reversed_after_execution",
        "clawback_or_compensation_due",
        "Reversed, compensation due",
    )
    assert "compensation" in due(life)
    assert life.is_sound()


def test_what_is_not_final_is_decided_by_its_challenge(at: At) -> None:
    given = {**REVERSED, "on": "2026-07-15"}
    assert at("confiscated").codes("reverse_confiscation", **given)[0] == "not_final"


def test_a_record_that_breaks_a_guard_is_taken_as_irregular_and_marked(at: At) -> None:
    life = at("confiscated")
    given = {**REVERSED, "on": "2026-07-15", "irregular": "the court skipped an instance"}
    assert "not_final" in life.warned("reverse_confiscation", **given)


def test_a_confiscation_is_reversed_once(at: At) -> None:
    life = reverse(at("paid_out"))
    again = {**REVERSED, "on": "2026-09-03"}
    assert life.codes("reverse_confiscation", **again)[0] == "order_not_in_force"


def test_after_a_sale_the_net_is_owed_and_what_it_earned(at: At) -> None:
    life = at("paid_out")
    life.give(
        "post_income",
        asset="CAR",
        on="2026-06-30",
        amount=money("12.00"),
        category="interest",
        counterparty="Bank",
    )
    found = duty_of(position(reverse(life)), RULES, date(2026, 9, 2))
    assert found is not None
    assert found.kind == "proceeds"
    assert found.principal is not None
    assert found.outstanding is not None
    assert (found.principal.amount, found.outstanding.amount) == ("9500.00", "9512.00")


def test_interest_that_the_decision_orders_runs_from_the_sale(at: At) -> None:
    life = reverse(at("paid_out"), interest_rate="0.0365")
    found = duty_of(position(life), RULES, date(2026, 5, 22))
    assert found is not None
    assert found.outstanding is not None
    assert found.outstanding.amount == "9509.50"  # ten days after the delivery of 12 May


def test_the_sum_that_the_authority_names_is_owed(at: At) -> None:
    life = reverse(at("paid_out"), amount=money("11000.00"))
    found = duty_of(position(life), RULES, date(2026, 9, 2))
    assert found is not None
    assert (found.kind, found.outstanding and found.outstanding.amount) == ("ordered", "11000.00")


def test_nothing_is_closed_before_the_compensation_is_paid(at: At) -> None:
    life = reverse(at("paid_out"))
    close = {"asset": SOLD, "on": "2026-09-20"}
    assert life.codes("close_asset", **close)[0] == "balance_not_zero"
    assert give_back(life, amount=money("9500.01")) == ["amount_exceeds_order"]
    assert give_back(life) == ["field_missing"]
    assert give_back(life, amount=money("4000.00")) == []
    life.approve(SOLD, on="2026-09-10")
    assert life.codes("close_asset", **close)[0] == "balance_not_zero"
    assert give_back(life, amount=money("5500.00"), receipt="Q-2", on="2026-09-11") == []
    life.approve(SOLD, on="2026-09-11")
    assert "compensation" not in due(life)
    assert life.codes("close_asset", **close) == []
    assert life.row(SOLD)["headline"] == "Closed"


def test_a_thing_that_exists_is_given_back_itself(at: At) -> None:
    life = kept(at)
    found = duty_of(position(life, "CAR"), RULES, date(2026, 9, 2))
    assert found is not None
    assert (found.kind, found.outstanding) == ("in_kind", None)
    assert life.codes("close_asset", asset="CAR", on="2026-09-20")[0] == "balance_not_zero"
    assert give_back(life, asset="CAR", condition="as it was") == []
    life.approve("CAR", on="2026-09-10")
    assert life.codes("close_asset", asset="CAR", on="2026-09-20") == []


def kept(at: At) -> Life:
    """A car that was confiscated, vested in the State and kept, then reversed."""
    life = confiscated_in_kind(at)
    life.give("reverse_confiscation", **REVERSED)
    life.approve("CAR", on="2026-09-02")
    return life


def confiscated_in_kind(at: At) -> Life:
    life = at("stored")
    assert life.file("2026-06-01").ok
    life.prove()
    life.order("CONF", "civil_in_rem", "2026-07-01")
    life.give("certify_final", order="CONF", on="2026-08-01")
    life.give("vest_title", asset="CAR", on="2026-08-02", registration="R")
    return life


def test_for_a_thing_that_is_gone_the_higher_of_value_and_insurance_is_owed(at: At) -> None:
    life = confiscated_in_kind(at)
    life.give(
        "insure_asset",
        asset="CAR",
        insurer="Insurer",
        policy="P",
        sum=money("15000.00"),
        **{"from": "2026-01-01", "to": "2026-12-31"},
    )
    life.give(
        "report_incident", asset="CAR", on="2026-08-20", kind="theft", description="gone at night"
    )
    assert "liability_reserve" in due(life, "CAR")
    life.give("reverse_confiscation", **REVERSED)
    life.approve("CAR", on="2026-09-02")
    found = duty_of(position(life, "CAR"), RULES, date(2026, 9, 2))
    assert found is not None
    assert (found.kind, found.outstanding and found.outstanding.amount) == ("value", "15000.00")


def test_a_payment_is_asked_back_up_to_what_was_got(at: At) -> None:
    life = at("paid_out")
    ask = {"allocation": "CAR-A1", "to": "Treasury", "on": "2026-09-05", "reason": "reversed"}
    assert life.codes("claw_back", amount=money("9500.00"), **ask)[0] == "wrong_state"
    reverse(life)
    assert life.codes("claw_back", amount=money("9500.01"), **ask) == ["amount_exceeds_order"]
    stranger = {**ask, "to": "Nobody"}
    assert life.codes("claw_back", amount=money("1.00"), **stranger) == ["not_found"]
    life.give("claw_back", claw_back="CB", amount=money("6000.00"), **ask)
    assert life.codes("claw_back", amount=money("3500.01"), **ask) == ["amount_exceeds_order"]


def test_what_comes_back_is_matched_and_the_rest_stays_a_contingent_liability(at: At) -> None:
    life = reverse(at("paid_out"))
    ask = {"allocation": "CAR-A1", "to": "Treasury", "on": "2026-09-05", "reason": "reversed"}
    life.give("claw_back", claw_back="CB", amount=money("9500.00"), **ask)
    for receipt, amount in (("RC-1", "2000.00"), ("RC-2", "8000.00")):
        life.give(
            "receive_money",
            receipt=receipt,
            account="MAIN",
            on="2026-09-06",
            amount=money(amount),
            reference="Treasury",
        )
    assert life.codes("match_receipt", receipt="RC-1", to="CB", on="2026-09-06") == []
    assert life.codes("match_receipt", receipt="RC-2", to="CB", on="2026-09-06") == [
        "amount_exceeds_order"
    ]
    known = position(life).remedy.claw_backs["CB"]
    assert (known.recovered.amount, known.open.amount) == ("2000.00", "7500.00")


def test_a_liability_is_settled_up_to_its_amount_and_with_a_second_person(at: At) -> None:
    life = at("stored")
    life.give(
        "record_liability",
        liability="LI",
        asset="CAR",
        on="2026-04-01",
        kind="damages",
        amount=money("300.00"),
        reason="scratched in the hall",
        party="OWNER",
    )
    settle = {"liability": "LI", "on": "2026-04-02", "reference": "B"}
    assert life.codes("settle_liability", amount=money("300.01"), **settle) == [
        "amount_exceeds_order"
    ]
    life.give("settle_liability", amount=money("100.00"), **settle)
    assert position(life, "CAR").remedy.liabilities["LI"].open.amount == "300.00"
    life.approve("CAR", on="2026-04-03")
    assert position(life, "CAR").remedy.liabilities["LI"].open.amount == "200.00"
    assert life.codes("settle_liability", amount=money("1.00"), **{**settle, "liability": "X"}) == [
        "not_found"
    ]


def test_an_open_liability_keeps_the_asset_open(at: At) -> None:
    life = reverse(at("paid_out"))
    assert give_back(life, amount=money("9500.00")) == []
    life.approve(SOLD, on="2026-09-10")
    liability = {"asset": SOLD, "on": "2026-09-11", "amount": money("50.00"), "reason": "r"}
    life.give("record_liability", liability="LI", kind="damages", **liability)
    assert life.codes("close_asset", asset=SOLD, on="2026-09-20") == ["balance_not_zero"]
    pay = {"liability": "LI", "on": "2026-09-12", "amount": money("50.00"), "reference": "B"}
    life.give("settle_liability", **pay)
    life.approve(SOLD, on="2026-09-12")
    assert life.codes("close_asset", asset=SOLD, on="2026-09-20") == []


def test_after_an_acquittal_the_net_with_its_interest_goes_back_scenario_16(at: At) -> None:
    life = at("delivered")
    life.give("determine_net", asset="CAR", on="2026-05-20")
    life.approve("CAR", on="2026-05-21")
    life.give(
        "post_income",
        asset="CAR",
        on="2026-06-30",
        amount=money("12.00"),
        category="interest",
        counterparty="Bank",
    )
    life.give("lift_order", order="FREEZE", on="2026-09-01", reason="acquittal")
    assert life.row(SOLD)["headline"] == "To return"
    assert give_back(life, amount=money("9511.99")) == ["balance_mismatch"]
    assert give_back(life, amount=money("9512.00")) == []
    assert "damages_file" not in due(life)


def test_a_damages_file_is_opened_where_the_price_control_failed_scenario_16(at: At) -> None:
    life = at("in_sale")
    assert life.sell("5000.00", reason="only bidder").ok
    life.approve("CAR", on="2026-05-10")
    life.approve("CAR", on="2026-05-10", who="director")
    assert life.pay("5000.00").ok
    life.give("deliver_asset", asset="CAR", on="2026-05-12", received_by="Buyer Ltd")
    life.give("lift_order", order="FREEZE", on="2026-09-01", reason="acquittal")
    assert "damages_file" in due(life)
    liability = {"asset": SOLD, "on": "2026-09-02", "amount": money("3000.00"), "reason": "low"}
    life.give("record_liability", liability="LI", kind="damages", **liability)
    assert "damages_file" not in due(life)


def test_a_missing_owner_is_sought_by_publication_then_the_thing_is_deposited(at: At) -> None:
    life = at("stored")
    life.give("lift_order", order="FREEZE", on="2026-09-01", reason="acquittal")
    assert "return" in due(life, "CAR")
    obstacle = {"asset": "CAR", "reason": "owner_missing"}
    life.give("record_return_obstacle", on="2026-09-10", **obstacle)
    assert due(life, "CAR") & {"return", "return_notice"} == {"return_notice"}
    life.give("publish_notice", asset="CAR", kind="return", on="2026-09-11", medium="Gazette")
    assert due(life, "CAR") & {"return_notice", "return_deposit"} == {"return_deposit"}
    life.give("record_return_obstacle", on="2026-10-20", deposited=True, **obstacle)
    assert "return_escheat" in due(life, "CAR")


def test_a_lien_found_after_the_sale_is_a_new_line_and_its_creditor_is_told_scenario_21(
    at: At,
) -> None:
    life = at("net")
    before = life.events("determine_net")
    lien = {"asset": "CAR", "creditor": "First bank", "rank": 1, "amount": money("1000.00")}
    life.give("record_lien", statement_on="2026-08-10", **lien)
    assert life.events("determine_net") == before  # the old line is not edited
    with life.office.reading.connect() as connection:
        titles = list(connection.execute(select(t.deadline.c.title)).scalars())
    assert any(title.startswith("Tell First bank") for title in titles)
    life.give("determine_net", asset="CAR", on="2026-08-11")
    life.approve("CAR", on="2026-08-11")
    net = position(life).net
    assert net is not None
    assert net.amount == "8500.00"


def test_money_of_an_asset_is_given_up_with_approval_and_then_it_can_be_closed(at: At) -> None:
    life = at("net")
    give_up = {"asset": "CAR", "on": "2026-08-05", "reason": "the bank failed"}
    assert life.codes("write_off_money", amount=money("9500.01"), **give_up) == [
        "amount_exceeds_order"
    ]
    life.give("write_off_money", amount=money("9500.00"), **give_up)
    assert life.row(SOLD)["money"] == "net_determined"
    life.approve(SOLD, on="2026-08-06")
    assert life.row(SOLD)["money"] == "money_written_off"
    assert life.is_sound()


def test_a_receipt_that_nobody_can_place_is_given_up_with_a_second_person(at: At) -> None:
    life = at("stored")
    receive = {"account": "MAIN", "on": "2026-04-01", "amount": money("40.00"), "reference": "?"}
    life.give("receive_money", receipt="RC-9", **receive)
    give_up = {"receipt": "RC-9", "on": "2026-05-01", "reason": "sender unknown for years"}
    assert life.codes("write_off_money", amount=money("40.01"), **give_up) == [
        "amount_exceeds_order"
    ]
    result = life.give("write_off_money", amount=money("15.00"), **give_up)
    assert life.codes("write_off_money", amount=money("25.01"), **give_up) == [
        "amount_exceeds_order"
    ]
    life.approve(result.pending[0][0], on="2026-05-02")
    life.give("match_receipt", receipt="RC-9", to="CAR", on="2026-05-03")
    assert position(life, "CAR").receipts[0][2].amount == "25.00"
    assert life.codes("write_off_money", amount=money("1.00"), **give_up) == ["wrong_state"]
    assert life.is_sound()


@pytest.mark.parametrize("action", ["claw_back", "settle_liability", "record_liability"])
def test_nobody_without_the_role_does_it(at: At, action: str) -> None:
    life = at("paid_out")
    arguments: dict[str, dict[str, object]] = {
        "claw_back": {"allocation": "CAR-A1", "to": "Treasury", "reason": "r"},
        "settle_liability": {"liability": "LI", "reference": "B"},
        "record_liability": {"asset": SOLD, "kind": "damages", "reason": "r"},
    }
    reverse(life)
    liability = {"asset": SOLD, "on": "2026-09-03", "amount": money("1.00"), "reason": "r"}
    life.give("record_liability", liability="LI", kind="damages", **liability)
    given = {"on": "2026-09-05", "amount": money("1.00"), **arguments[action]}
    assert life.codes(action, who="auditor", **given) == ["role_needed"]
