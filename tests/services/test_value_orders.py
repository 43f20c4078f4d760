"""A value order as a debt: what is applied to it, what is refused, and what follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from asset_recovery.persistence import tables as t
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]
ON = "2026-08-01"


def value_order(life: Life, amount: str = "500.00", **more: object) -> Life:
    """A final value order, secured by the car unless told otherwise."""
    life.route = "cb_value"
    given: dict[str, object] = {"case": "CASE", "kind": "confiscation_value", "order": "V"}
    given |= {"authority": COURT, "reference": "1", "on": "2026-07-01", "amount": money(amount)}
    for kind in ("benefit_calculation", "object_not_available"):
        life.give("record_proof", case="CASE", kind=kind, on="2026-01-02")
    life.give(
        "record_proceeding",
        case="CASE",
        kind="conviction",
        authority=COURT,
        reference="K",
        on="2026-01-02",
    )
    life.give("change_case", case="CASE", route="cb_value", reason="r")
    life.give("record_order", **given | more)
    return life


@pytest.fixture
def owed(at: At) -> Life:
    """500 owed, final, with the frozen car as security."""
    life = value_order(at("frozen"), assets=["CAR"])
    life.give("certify_final", order="V", on="2026-07-15")
    return life


def pay(
    life: Life, amount: str, on: str = ON, source: str = "ACCUSED", **more: object
) -> list[str]:
    """The codes with which a payment is refused."""
    given = {"order": "V", "on": on, "amount": money(amount), "from": source, **more}
    return life.codes("apply_to_value_order", **given)


def state(life: Life) -> str:
    """The state of the order in its register."""
    with life.office.reading.connect() as connection:
        query = select(t.court_order.c.state).where(t.court_order.c.reference == "V")
        return str(connection.execute(query).scalar_one())


def due(life: Life) -> list[str]:
    """What the agenda says of the car."""
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.code).where(t.agenda.c.record == "CAR")
        return list(connection.execute(query).scalars())


def test_the_asset_stands_as_security(owed: Life) -> None:
    assert owed.row()["headline"] == "Security for a value order"
    assert state(owed) == "final"


def test_what_is_paid_makes_the_order_partly_then_wholly_executed(owed: Life) -> None:
    assert pay(owed, "200.00") == []
    assert state(owed) == "partly_executed"
    assert pay(owed, "300.00") == []
    assert state(owed) == "executed"
    assert owed.is_sound()


def test_no_more_is_applied_than_is_due(owed: Life) -> None:
    assert pay(owed, "500.01") == ["amount_exceeds_order"]
    assert pay(owed, "400.00") == []
    assert pay(owed, "100.01") == ["amount_exceeds_order"]
    assert pay(owed, "100.00") == []
    assert pay(owed, "0.01", on="2026-08-02") == ["amount_exceeds_order"]


def test_the_same_payment_is_not_taken_twice(owed: Life) -> None:
    assert pay(owed, "200.00") == []
    before = owed.all_rows()
    assert pay(owed, "200.00") == ["amount_exceeds_order"]
    assert owed.all_rows() == before
    assert pay(owed, "200.00", reference="B-2") == []  # the bank says that it is another one


def test_a_payment_that_came_late_is_judged_on_its_day_with_those_after_it(owed: Life) -> None:
    assert pay(owed, "400.00", on="2026-08-10") == []
    assert pay(owed, "150.00", on="2026-08-05") == ["later_step_conflicts"]
    assert pay(owed, "100.00", on="2026-08-05") == []
    assert state(owed) == "executed"


def test_interest_is_owed_up_to_the_day_of_the_payment(at: At) -> None:
    life = value_order(at("frozen"), "1000.00", assets=["CAR"], interest_rate="0.365")
    life.give("certify_final", order="V", on="2026-07-15")
    assert pay(life, "1010.01", on="2026-07-11") == ["amount_exceeds_order"]  # ten days: 10.00
    assert pay(life, "1010.00", on="2026-07-11") == []
    assert state(life) == "executed"


def test_costs_of_the_order_are_owed_too_and_come_first(owed: Life) -> None:
    owed.give(
        "post_cost",
        order="V",
        on="2026-07-20",
        amount=money("25.00"),
        category="legal_sale",
        counterparty="Bailiff",
    )
    assert pay(owed, "525.01") == ["amount_exceeds_order"]
    assert pay(owed, "525.00") == []
    assert state(owed) == "executed"


def test_a_cost_that_comes_after_it_was_paid_opens_the_order_again(owed: Life) -> None:
    assert pay(owed, "500.00") == []
    owed.give(
        "post_cost",
        order="V",
        on="2026-08-20",
        amount=money("25.00"),
        category="legal_sale",
        counterparty="Bailiff",
    )
    assert state(owed) == "partly_executed"


def test_another_currency_is_refused(owed: Life) -> None:
    given = {"order": "V", "on": ON, "amount": money("10.00", "USD"), "from": "ACCUSED"}
    assert owed.codes("apply_to_value_order", **given) == ["currency_mismatch"]


def test_an_order_that_is_no_value_order_takes_no_payment(at: At) -> None:
    given = {"order": "FREEZE", "on": ON, "amount": money("10.00"), "from": "ACCUSED"}
    assert at("frozen").codes("apply_to_value_order", **given)[0] == "wrong_state"


def test_nothing_is_applied_before_the_order_was_made(owed: Life) -> None:
    assert pay(owed, "10.00", on="2026-06-30") == ["date_order"]


def test_a_person_may_pay_before_finality_an_asset_is_taken_after_it(at: At) -> None:
    life = value_order(at("frozen"), assets=["CAR"])
    assert pay(life, "10.00", on="2026-07-02", source="CAR")[0] == "not_final"
    given = {"order": "V", "on": "2026-07-02", "amount": money("10.00"), "from": "ACCUSED"}
    assert life.warned("apply_to_value_order", **given) == ["not_final"]


def test_a_satisfied_order_raises_the_alarm_while_its_security_is_held_scenario_19(
    owed: Life,
) -> None:
    assert "release_proposed" not in due(owed)
    assert pay(owed, "500.00") == []
    assert "release_proposed" in due(owed)
    assert owed.legal() == "security_for_value_order"  # nothing is released by itself
    owed.give("lift_order", order="V", on="2026-08-02", reason="value_order_satisfied")
    assert owed.legal() == "frozen"  # the freezing order still holds it
    assert "release_proposed" in due(owed)
    owed.give("lift_order", order="FREEZE", on="2026-08-02", reason="value_order_satisfied")
    assert owed.row()["headline"] == "To return"
    assert "release_proposed" not in due(owed)
    assert owed.is_sound()


def test_the_alarm_goes_once_the_payment_is_found_to_be_an_error(owed: Life) -> None:
    assert pay(owed, "500.00", posting="PAY-1") == []
    owed.give("correct_posting", posting="PAY-1", on="2026-08-03", reason="entered in error")
    assert state(owed) == "final"
    assert "release_proposed" not in due(owed)
    assert pay(owed, "500.00", on="2026-08-04") == []


def test_lifting_for_payment_while_money_is_due_is_warned_of(owed: Life) -> None:
    given = {"order": "V", "on": ON, "reason": "value_order_satisfied"}
    assert "balance_not_zero" in owed.warned("lift_order", **given)


def test_of_several_persons_each_pays_up_to_what_is_left_and_gets_the_rest_back(at: At) -> None:
    life = value_order(at("frozen"), persons=["ACCUSED", "OWNER"])
    life.give("certify_final", order="V", on="2026-07-15")
    assert pay(life, "400.00") == []
    given = {"order": "V", "on": "2026-08-02", "amount": money("400.00"), "from": "OWNER"}
    assert life.warned("apply_to_value_order", **given) == ["amount_exceeds_order"]
    assert state(life) == "executed"
    assert pay(life, "1.00", on="2026-08-03", source="OWNER") == ["amount_exceeds_order"]
    back = {"order": "V", "on": "2026-08-04", "to": "OWNER", "account": "MAIN", "reference": "B"}
    assert life.codes("refund_surplus", amount=money("300.01"), **back) == ["amount_exceeds_order"]
    life.give("refund_surplus", amount=money("300.00"), **back)
    life.approve("V", on="2026-08-05")
    assert life.codes("refund_surplus", amount=money("0.01"), **back) == ["amount_exceeds_order"]
    assert life.is_sound()


def test_an_asset_of_somebody_who_owes_nothing_is_warned_of(at: At) -> None:
    life = value_order(at("frozen"))
    again = {"case": "CASE", "kind": "confiscation_value", "authority": COURT, "reference": "2"}
    again |= {"on": "2026-07-01"}
    amount = {"amount": money("5.00"), "assets": ["CAR"]}
    strange = life.warned("record_order", order="V2", persons=["ACCUSED"], **again, **amount)
    assert strange == ["claim_open"]
    assert life.warned("record_order", order="V3", persons=["OWNER"], **again, **amount) == []


def test_one_person_alone_pays_no_more_than_is_due(at: At) -> None:
    life = value_order(at("frozen"), persons=["ACCUSED"])
    assert pay(life, "500.01") == ["amount_exceeds_order"]


def test_a_court_that_lowers_the_amount_makes_a_surplus_and_is_never_refused(owed: Life) -> None:
    assert pay(owed, "450.00") == []
    result = owed.give(
        "vary_order", order="V", on="2026-08-10", amount=money("400.00"), reference="2"
    )
    assert state(owed) == "executed"
    assert [event["title"] for event in deadlines(owed)] == [
        "Pay back 50.00 EUR: paid beyond the order V"
    ]
    assert result.ok


def deadlines(life: Life) -> list[dict[str, object]]:
    """What is to be done about the order."""
    with life.office.reading.connect() as connection:
        query = select(t.deadline).where(t.deadline.c.record == "V")
        return [dict(row) for row in connection.execute(query).mappings()]


def test_what_is_written_off_is_owed_no_more_once_approved(owed: Life) -> None:
    give_up = {"order": "V", "on": ON, "reason": "the debtor has nothing"}
    assert owed.codes("write_off_money", amount=money("500.01"), **give_up) == [
        "amount_exceeds_order"
    ]
    owed.give("write_off_money", amount=money("300.00"), **give_up)
    assert pay(owed, "500.00", on="2026-08-02", posting="P") == []  # not yet approved
    assert owed.codes("approve", what="V", on="2026-08-03", who="supervisor") == [
        "later_step_conflicts"
    ]


def test_a_write_off_counts_with_its_approval(owed: Life) -> None:
    give_up = {"order": "V", "on": ON, "reason": "the debtor has nothing"}
    owed.give("write_off_money", amount=money("300.00"), **give_up)
    owed.approve("V", on="2026-08-03")
    assert pay(owed, "200.01", on="2026-08-04") == ["amount_exceeds_order"]
    assert pay(owed, "200.00", on="2026-08-04") == []
    assert state(owed) == "executed"


def test_an_enforcement_stays_within_what_is_owed(owed: Life) -> None:
    assert pay(owed, "200.00") == []
    enforce = {"order": "V", "on": "2026-08-02", "authority": "Bailiff"}
    assert owed.codes("execute_order", amount=money("300.01"), **enforce) == [
        "amount_exceeds_order"
    ]
    assert owed.codes("execute_order", amount=money("300.00"), **enforce) == []
    assert owed.legal() == "confiscated_final"
    assert state(owed) == "partly_executed"  # a thing was taken, its money is still to come
