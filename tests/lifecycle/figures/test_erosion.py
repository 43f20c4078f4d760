"""How keeping eats up a value, and what each side may expect: bounds and order for any input."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.erosion import Keeping, after, break_even, erosion, passes
from asset_recovery.lifecycle.figures.sell_or_keep import Prospect, sell_or_keep, sides
from asset_recovery.lifecycle.figures.table import compute

CAR = {
    "currency": "EUR", "value": "40000.00", "yearly_decline": "0.2", "months_to_decision": 30,
    "monthly_cost": "180.00", "monthly_income": "0.00",
}  # fmt: skip
_MINOR = st.integers(1, 10**11)
_SMALL = st.integers(0, 10**7)
_RATE = st.decimals("-0.5", "0.9", places=3)
_SHARE = st.decimals("0", "1", places=3)
_MONTHS = st.integers(0, 240)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def kept(value: int, rate: Decimal, months: int, cost: int, to_date: int = 0) -> Keeping:
    return Keeping(
        value=euros(value), yearly_decline=rate, months=months, monthly_cost=euros(cost),
        monthly_income=euros(0), cost_to_date=euros(to_date),
    )  # fmt: skip


def test_the_value_then_is_the_one_of_the_declining_balance() -> None:
    found = compute("value_erosion", {**CAR, "cost_to_date": "500.00", "alarm_share": "0.3"})
    assert found["value_then"] == "22897.34"
    assert found["cost_then"] == "5900.00"
    assert found["erosion"] == "0.5751"
    assert found["alarm"] is True


def test_the_alarm_takes_the_share_of_the_seed_where_none_is_given() -> None:
    assert compute("value_erosion", {**CAR, "yearly_decline": "0"})["alarm"] is False


@given(_MINOR, _RATE, _MONTHS, _SMALL)
def test_dearer_keeping_never_erodes_less(
    value: int, rate: Decimal, months: int, cost: int
) -> None:
    low, high = (erosion(kept(value, rate, months, one)) for one in (cost, cost + 1000))
    assert low is not None
    assert high is not None
    assert Decimal(low) <= Decimal(high)


@given(_MINOR, _SHARE, _MONTHS, _SMALL)
def test_after_the_break_even_the_cost_stays_above_a_falling_value(
    value: int, rate: Decimal, months: int, cost: int
) -> None:
    keeping = kept(value, min(rate, Decimal("0.9")), months, cost)
    month = break_even(keeping)
    if month is None:
        return
    then = after(keeping, month)
    assert then.cost.minor >= then.value.minor - 1
    if month:
        before = after(keeping, month - 1)
        assert before.cost.minor <= before.value.minor + 1


@given(_MINOR, _SHARE, _SMALL, st.decimals("0.05", "0.5", places=2))
def test_a_higher_alarm_is_never_passed_earlier(
    value: int, rate: Decimal, cost: int, alarm: Decimal
) -> None:
    keeping = kept(value, rate, 12, cost)
    low, high = passes(keeping, alarm), passes(keeping, alarm * 2)
    assert high is None or (low is not None and low <= high)


def prospect(value: int, decline: Decimal, months: int, cost: int, haircut: Decimal) -> Prospect:
    return Prospect(
        value=euros(value), yearly_decline=decline, months_to_decision=months,
        monthly_cost=euros(cost), monthly_income=euros(0), sale_cost_share=Decimal("0.08"),
        early_sale_haircut=haircut, months_to_sell=min(2, months), discount_rate=Decimal("0.03"),
        yield_on_proceeds=Decimal("0.02"),
    )  # fmt: skip


@given(_MINOR, _RATE, _MONTHS, _SMALL, _SHARE)
def test_a_larger_haircut_never_makes_selling_worth_more(
    value: int, rate: Decimal, months: int, cost: int, haircut: Decimal
) -> None:
    low = sell_or_keep(prospect(value, rate, months, cost, haircut / 2))
    high = sell_or_keep(prospect(value, rate, months, cost, haircut))
    assert high.pv_sell <= low.pv_sell
    assert high.pv_keep == low.pv_keep


@given(_MINOR, _RATE, _MONTHS, _SMALL)
def test_selling_at_a_total_loss_is_worth_no_more_than_nothing(
    value: int, rate: Decimal, months: int, cost: int
) -> None:
    found = sell_or_keep(prospect(value, rate, months, cost, Decimal(1)))
    assert found.pv_sell.minor <= 0


@given(_MINOR, _RATE, _MONTHS, _SMALL, _SHARE)
def test_both_sides_together_are_bounded_by_certainty(
    value: int, rate: Decimal, months: int, cost: int, odds: Decimal
) -> None:
    asked = prospect(value, rate, months, cost, Decimal("0.1"))
    certain, none, some = (sides(asked, one) for one in (Decimal(1), Decimal(0), odds))
    found = sell_or_keep(asked)
    assert (certain.state_keep, certain.state_sell) == (found.pv_keep, found.pv_sell)
    assert none.state_keep.minor == none.state_sell.minor == 0
    assert abs(some.state_sell.minor) <= abs(certain.state_sell.minor) + 1
    assert some.owner_keep == certain.owner_keep


def test_a_probability_shows_both_sides_and_is_not_needed() -> None:
    full = {
        **CAR, "sale_cost_share": "0.08", "early_sale_haircut": "0.10", "months_to_sell": 2,
        "discount_rate": "0.03", "yield_on_proceeds": "0.02",
    }  # fmt: skip
    assert "state_keep" not in compute("sell_or_keep", full)
    found = compute("sell_or_keep", {**full, "probability": "0.6"})
    assert (found["state_keep"], found["owner_keep"]) == ("8619.66", "22897.34")
