"""Costs that come after the net was determined are never lost silently."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
ALL = [{"to": "Treasury", "kind": "state", "share": "1"}]


def late_cost(life: Life, on: str = "2026-08-03", **more: object) -> list[str]:
    """Fifty for the garage, on a day after the net was determined; the codes of its warnings."""
    return life.warned(
        "post_cost",
        asset="CAR",
        on=on,
        amount=money("50.00"),
        category="storage",
        counterparty="Garage",
        **more,
    )


def test_a_cost_after_the_net_is_warned_of_and_bars_the_allocation(at: At) -> None:
    life = at("net")
    assert "balance_mismatch" in late_cost(life)
    refused = life.allocate(ALL)
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("balance_mismatch", "determine_net")
    ]
    assert "50.00" in refused.reasons[0].text


def test_shares_of_the_right_net_are_told_why_they_do_not_fit_the_old_one(at: At) -> None:
    life = at("net")
    late_cost(life)
    shares = [{"to": "Treasury", "kind": "state", "amount": money("9450.00")}]
    assert [one.code for one in life.allocate(shares).reasons] == ["balance_mismatch"]


def test_the_net_is_determined_again_with_the_late_cost_and_then_shared(at: At) -> None:
    life = at("net")
    late_cost(life, on="2026-05-09")  # a day long before the net, booked after it
    assert life.allocate(ALL).reasons[0].code == "balance_mismatch"
    life.give("determine_net", asset="CAR", on="2026-08-03")
    assert life.allocate(ALL).reasons[0].code == "balance_mismatch"
    life.approve(on="2026-08-03")
    shares = [{"to": "Treasury", "kind": "state", "amount": money("9450.00")}]
    assert life.allocate(shares).ok
    assert life.is_sound()


def test_a_cost_taken_back_after_the_net_asks_for_a_new_one(at: At) -> None:
    life = at("final")
    life.warned(
        "post_cost",
        asset="CAR",
        posting="P-1",
        on="2026-08-01",
        amount=money("100.00"),
        category="storage",
        counterparty="Garage",
    )
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve(on="2026-08-03")
    life.give("correct_posting", posting="P-1", on="2026-08-03", reason="posted twice")
    assert life.allocate(ALL).reasons[0].code == "balance_mismatch"


def test_an_allocation_that_waits_is_void_once_a_cost_comes(at: At) -> None:
    life = at("net")
    assert life.allocate(ALL).ok
    late_cost(life, on="2026-08-04")
    assert life.try_("approve", who="supervisor", what="CAR-SUB", on="2026-08-05").reasons[
        0
    ].code == ("nothing_pending")
    life.give("determine_net", asset="CAR", on="2026-08-05")
    life.approve(on="2026-08-05")
    assert life.allocate(ALL, on="2026-08-05").ok
    assert life.is_sound()


def test_a_cost_after_the_allocation_is_said_at_every_later_step(at: At) -> None:
    life = at("allocated")
    assert "balance_not_zero" in late_cost(life, on="2026-08-05")
    pay = {"allocation": "CAR-A1", "on": "2026-08-06", "account": "ESCROW", "reference": "T1"}
    assert life.warned("pay_out", **pay) == ["balance_not_zero"]
    life.approve(on="2026-08-06")
    assert life.warned("close_asset", asset="CAR-SUB", on="2026-08-07") == ["balance_not_zero"]


def test_a_cost_dated_before_the_allocation_marks_it_and_is_taken(at: At) -> None:
    life = at("paid_out")
    assert "balance_not_zero" in late_cost(life, on="2026-08-03")
    assert "balance_mismatch" in str(life.events("allocate_proceeds")[0]["irregular"])
    assert life.is_sound()


def test_income_after_the_net_does_not_touch_it(at: At) -> None:
    life = at("net")
    life.give(
        "post_income",
        asset="CAR",
        on="2026-08-03",
        amount=money("5.00"),
        category="interest",
        counterparty="Bank",
    )
    assert life.allocate(ALL).ok


def test_a_net_in_another_currency_than_its_allocation_is_refused(at: At) -> None:
    life = at("allocated")
    life.give(
        "record_rate", **{"from": "EUR"}, to="USD", on="2026-08-01", rate="1.1", source="bank"
    )
    assert life.codes("determine_net", asset="CAR", on="2026-08-06", currency="USD") == [
        "currency_mismatch"
    ]
