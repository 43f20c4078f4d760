"""The account of a value order as it is read: shown, explained, listed, as of a day, as known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.debt_facts import aged
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.services.explain_service import ExplainService
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from asset_recovery.services.value_orders import ValueOrderService
from tests.services.reading import case_file, opened
from tests.services.test_reversal import reverse
from tests.services.test_value_orders import pay, value_order
from tests.support.asset_life import Life
from tests.support.office import TODAY, money

At = Callable[[str], Life]


@pytest.fixture
def owed(at: At) -> Life:
    """1,000 at 36.5 % a year from 1 July; 400 paid on 11 July, secured by the car."""
    life = value_order(at("stored"), "1000.00", assets=["CAR"], interest_rate="0.365")
    life.give("certify_final", order="V", on="2026-07-05")
    appraised = {"value": money("9000.00"), "kind": "appraisal", "method": "m", "valuer": "V"}
    life.give("record_valuation", asset="CAR", on="2026-07-06", **appraised)
    assert pay(life, "400.00", on="2026-07-11", posting="P-1") == []
    return life


def shown(life: Life, **clocks: Any) -> dict[str, Any]:
    """The order as `show` gives it."""
    actor = life.office.actor("everyone")
    return ShowService(opened(life.office)).show("order", "V", actor, **clocks)


def listed(life: Life, **how: Any) -> list[dict[str, Any]]:
    """The list of value orders."""
    office = opened(life.office)
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    return ValueOrderService(office, registers).listed(life.office.actor("everyone"), **how)


def test_the_order_shows_its_account(owed: Life) -> None:
    debt = shown(owed)["debt"]
    assert (debt["principal"], debt["paid"]) == (money("1000.00"), money("400.00"))
    first = debt["lines"][0]
    assert (first["interest"], first["to_principal"]) == (money("10.00"), money("390.00"))
    assert debt["securities"][0]["asset"] == "CAR"
    assert debt["age"] == "up_to_1_year"


def test_an_order_of_another_kind_has_no_account(owed: Life) -> None:
    actor = owed.office.actor("everyone")
    assert ShowService(opened(owed.office)).show("order", "FREEZE", actor)["debt"] is None


def test_on_an_earlier_day_the_account_is_as_it_was(owed: Life) -> None:
    then = shown(owed, as_of=date(2026, 7, 10))
    assert (then["state"], then["debt"]["outstanding"]) == ("final", money("1009.00"))
    later = shown(owed, as_of=date(2026, 7, 11))
    assert (later["state"], later["debt"]["outstanding"]) == ("partly_executed", money("610.00"))


def test_what_was_corrected_stays_in_the_account_of_the_days_before(owed: Life) -> None:
    owed.give("correct_posting", posting="P-1", on="2026-08-01", reason="wrong order")
    before = shown(owed, as_of=date(2026, 7, 31))["debt"]
    after = shown(owed, as_of=date(2026, 8, 1))["debt"]
    assert (before["paid"], after["paid"]) == (money("400.00"), money("0.00"))


def test_the_explanation_can_be_put_into_the_calculator(owed: Life) -> None:
    actor = owed.office.actor("everyone")
    explain = ExplainService(opened(owed.office)).explain
    found = explain("V", "outstanding", actor, on=date(2026, 8, 1))
    done = compute("value_order", found["inputs"])  # type: ignore[arg-type]
    assert found["value"] == money(str(done["outstanding"]))
    assert explain("V", "interest", actor, on=date(2026, 7, 11))["value"] == money("10.00")
    assert explain("V", "coverage", actor)["alarm"] == "high"


def test_an_unknown_figure_of_an_order_is_refused_with_the_known_ones(owed: Life) -> None:
    actor = owed.office.actor("everyone")
    with pytest.raises(ValidationFailed, match="outstanding, interest, coverage"):
        ExplainService(opened(owed.office)).explain("V", "weight", actor)


def test_the_list_has_the_same_sums_on_the_same_day(owed: Life) -> None:
    row = listed(owed, as_of=date(2026, 7, 11))[0]
    assert (row["reference"], row["outstanding"], row["state"]) == (
        "V",
        "610.00",
        "partly_executed",
    )
    assert listed(owed, as_of=date(2026, 6, 30)) == []
    assert listed(owed, where="outstanding > 100000") == []
    assert [row["reference"] for row in listed(owed, where="age = 'up_to_1_year'")] == ["V"]


def test_as_known_before_anything_was_recorded_nothing_is_listed(owed: Life) -> None:
    assert listed(owed, known_on="2020-01-01T00:00:00Z") == []


def test_what_is_outstanding_is_summed_by_currency_and_age(owed: Life) -> None:
    office = opened(owed.office)
    registers = RegisterService(engine=owed.office.reading, today=lambda: TODAY)
    rows = ValueOrderService(office, registers).rows(owed.office.actor("everyone"))
    assert [(currency, age, count) for currency, age, count, _sum in aged(rows)] == [
        ("EUR", "up_to_1_year", 1)
    ]


def options(life: Life, reference: str) -> dict[str, Any]:
    """What can be done, by action."""
    found = StepService(opened(life.office)).can(reference, life.office.actor("everyone"))
    return {one.action: one for one in found}


def test_the_release_is_drafted_once_nothing_is_owed_and_a_person_gives_it(at: At) -> None:
    life = value_order(at("stored"), assets=["CAR"])
    life.give("certify_final", order="V", on="2026-07-05")
    assert options(life, "V")["lift_order"].given == ()
    assert options(life, "V")["apply_to_value_order"].allowed
    assert pay(life, "500.00") == []
    drafted = dict(options(life, "V")["lift_order"].given)
    assert (drafted["reason"], drafted["assets"]) == ("value_order_satisfied", ["CAR"])
    assert "500.00 EUR paid" in str(drafted["note"])
    assert dict(options(life, "FREEZE")["lift_order"].given)["assets"] == ["CAR"]
    assert not options(life, "V")["apply_to_value_order"].allowed


def test_liabilities_of_a_case_are_told_with_what_is_open(at: At) -> None:
    life = reverse(at("paid_out"))
    ask = {"allocation": "CAR-A1", "to": "Treasury", "on": "2026-09-05", "reason": "reversed"}
    life.give("claw_back", claw_back="CB", amount=money("6000.00"), **ask)
    told = {one.kind: one for one in case_file(life.office, "CASE").liabilities}
    assert told["reversal"].open is not None
    assert told["reversal"].open.amount == "9500.00"
    assert told["claw_back"].contingent
    actor = life.office.actor("everyone")
    found = ExplainService(opened(life.office)).explain("CAR-SUB", "compensation", actor)
    assert found["outstanding"] == money("9500.00")


def test_a_share_of_proceeds_satisfies_the_order_when_it_is_paid(at: At) -> None:
    life = value_order(at("final"), "600.00", case="CASE")
    life.give("certify_final", order="V", on="2026-07-15")
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve(on="2026-08-03")
    too_much = [
        {"to": "V", "kind": "value_order", "amount": money("600.01")},
        {"to": "Treasury", "kind": "state", "amount": money("8899.99")},
    ]
    assert [one.code for one in life.allocate(too_much).reasons] == ["amount_exceeds_order"]
    right = [
        {"to": "V", "kind": "value_order", "amount": money("600.00")},
        {"to": "Treasury", "kind": "state", "amount": money("8900.00")},
    ]
    assert life.allocate(right).ok
    life.approve(on="2026-08-05")
    assert shown(life)["debt"]["outstanding"] == money("600.00")
    life.give(
        "pay_out", allocation="CAR-A1", on="2026-08-06", account="ESCROW", reference="T1", to="V"
    )
    life.approve(on="2026-08-06")
    assert (shown(life)["state"], shown(life)["debt"]["outstanding"]) == (
        "executed",
        money("0.00"),
    )


def test_money_of_an_asset_goes_to_the_order_up_to_its_net(at: At) -> None:
    life = value_order(at("final"), "20000.00", case="CASE")
    life.give("certify_final", order="V", on="2026-07-15")
    assert pay(life, "9500.00", on="2026-08-02", source="CAR") == ["wrong_state"]  # no net yet
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve(on="2026-08-03")
    assert pay(life, "9500.01", on="2026-08-04", source="CAR") == ["amount_exceeds_order"]
    assert pay(life, "9500.00", on="2026-08-04", source="CAR") == []
    assert life.row("CAR-SUB")["money"] == "fully_distributed"
    assert pay(life, "0.01", on="2026-08-05", source="CAR")[0] == "amount_exceeds_order"
    assert life.is_sound()


def test_a_receipt_that_is_matched_with_a_value_order_satisfies_it(owed: Life) -> None:
    owed.give(
        "receive_money",
        receipt="RC-1",
        account="MAIN",
        on="2026-07-21",
        amount=money("100.00"),
        reference="Subject A",
    )
    owed.give("match_receipt", receipt="RC-1", to="V", on="2026-07-21")
    assert shown(owed)["debt"]["paid"] == money("500.00")
    assert owed.codes("match_receipt", receipt="RC-1", to="V", on="2026-07-22") == ["wrong_state"]


def test_a_reversed_value_order_was_never_owed_and_all_is_to_be_paid_back(owed: Life) -> None:
    owed.give(
        "reverse_confiscation",
        order="V",
        on="2026-09-01",
        authority="Supreme Court",
        reference="R",
    )
    owed.approve("V", on="2026-09-02")
    debt = shown(owed)["debt"]
    assert (shown(owed)["state"], debt["outstanding"], debt["surplus"]) == (
        "annulled",
        money("0.00"),
        money("400.00"),
    )
    assert owed.legal() == "seized"  # the freezing order still holds it
