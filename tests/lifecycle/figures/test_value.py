"""Sell or keep, equity, depreciation and weighted value, by the vectors of the specification."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.figures.values import declining_value, weighted_value

CAR = {
    "currency": "EUR",
    "value": "40000.00",
    "yearly_decline": "0.20",
    "months_to_decision": 30,
    "monthly_cost": "180.00",
    "monthly_income": "0.00",
    "sale_cost_share": "0.08",
    "early_sale_haircut": "0.10",
    "months_to_sell": 2,
    "discount_rate": "0.03",
    "yield_on_proceeds": "0.02",
}
YACHT = {
    **CAR,
    "value": "2500000.00",
    "yearly_decline": "0.12",
    "months_to_decision": 36,
    "monthly_cost": "21000.00",
    "sale_cost_share": "0.10",
    "early_sale_haircut": "0.15",
    "months_to_sell": 6,
}
FLAT = {
    **CAR,
    "value": "300000.00",
    "yearly_decline": "-0.01",
    "months_to_decision": 48,
    "monthly_cost": "250.00",
    "monthly_income": "1100.00",
    "sale_cost_share": "0.06",
    "early_sale_haircut": "0.10",
    "months_to_sell": 6,
}


def advised(given_inputs: dict[str, object]) -> Any:
    return compute("sell_or_keep", given_inputs)


@pytest.mark.parametrize(
    ("case", "keep", "sell", "advice", "gross", "net"),
    [
        (CAR, "14366.10", "31856.79", "sell", "0.1350", "0.1350"),
        (YACHT, "680638.80", "1714116.38", "sell", "0.3024", "0.3024"),
        (FLAT, "299159.76", "246737.72", "keep", "0.0400", "-0.1360"),
    ],
)
def test_the_three_things_of_the_specification(
    case: dict[str, object], keep: str, sell: str, advice: str, gross: str, net: str
) -> None:
    found = advised(case)
    assert (found["pv_keep"], found["pv_sell"], found["advice"]) == (keep, sell, advice)
    assert (found["cost_ratio"], found["net_cost_ratio"]) == (gross, net)


def test_the_precision_of_the_caller_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert advised(YACHT)["pv_keep"] == "680638.80"


def test_sensitivity_changes_one_input_at_a_time_and_says_where_the_advice_flips() -> None:
    found = advised(FLAT)["sensitivity"]
    assert [(line["input"], line["change"], line["value"]) for line in found] == [
        ("months_to_decision", "+50%", "72"),
        ("months_to_decision", "-50%", "24"),
        ("yearly_decline", "+0.10", "0.09"),
        ("yearly_decline", "-0.10", "-0.11"),
        ("early_sale_haircut", "+0.10", "0.20"),
        ("early_sale_haircut", "-0.10", "0.00"),
    ]
    assert [line["flips"] for line in found] == [False, False, True, False, False, False]
    assert found[2]["pv_sell"] == advised(FLAT)["pv_sell"]
    assert found[2]["pv_keep"] == advised({**FLAT, "yearly_decline": "0.09"})["pv_keep"]


def test_variations_stay_within_what_is_possible() -> None:
    found = advised(
        {
            **CAR,
            "months_to_decision": 3,
            "months_to_sell": 2,
            "early_sale_haircut": "0.95",
            "yearly_decline": "0.95",
        }
    )["sensitivity"]
    assert [line["value"] for line in found] == ["5", "2", "1", "0.85", "1", "0.85"]


def test_equal_values_mean_keep() -> None:
    same = {**CAR, "months_to_decision": 12, "months_to_sell": 12, "yearly_decline": "0.10"}
    found = advised(same)
    assert found["pv_keep"] == found["pv_sell"]
    assert found["advice"] == "keep"


def test_nothing_to_wait_for_and_nothing_of_value_are_possible() -> None:
    at_once = advised({**CAR, "months_to_decision": 0, "months_to_sell": 0, "yearly_decline": "1"})
    assert (at_once["pv_keep"], at_once["pv_sell"]) == ("36800.00", "33120.00")
    worthless = advised({**CAR, "value": "0.00"})
    assert worthless["cost_ratio"] is None
    assert worthless["advice"] == "sell"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("months_to_sell", 31),
        ("months_to_decision", -1),
        ("months_to_decision", "2.5"),
        ("yearly_decline", "1.01"),
        ("sale_cost_share", "1.2"),
        ("early_sale_haircut", "-0.1"),
        ("discount_rate", "-1"),
        ("discount_rate", 0.03),
        ("yield_on_proceeds", "NaN"),
        ("monthly_cost", "-1.00"),
        ("value", 40000),
    ],
)
def test_an_impossible_prospect_is_refused(refused: Any, name: str, value: object) -> None:
    assert refused("sell_or_keep", **{**CAR, name: value}) == {("field_invalid", name)}


def test_equity_at_planning() -> None:
    given_inputs = {
        "currency": "EUR",
        "value": "185000.00",
        "liens": "121500.00",
        "costs": "14000.00",
    }
    found = compute("equity", given_inputs)
    assert (found["equity"], found["share"], found["go"]) == ("49500.00", "0.2676", True)
    assert compute("equity", {**given_inputs, "minimum_amount": "49500.00"})["go"] is True
    assert compute("equity", {**given_inputs, "minimum_amount": "49500.01"})["go"] is False
    assert compute("equity", {**given_inputs, "minimum_share": "0.27"})["go"] is False
    stricter = SeedLookUps({"equity_min_pct": "0.30"})
    assert compute("equity", given_inputs, stricter)["go"] is False


def test_equity_may_be_negative_and_nothing_has_no_share() -> None:
    given_inputs = {"currency": "EUR", "value": "0.00", "liens": "1.00", "costs": "0.00"}
    found = compute("equity", given_inputs)
    assert (found["equity"], found["share"], found["go"]) == ("-1.00", None, False)


def test_a_legal_system_without_the_parameter_is_told_what_to_give() -> None:
    class Silent(SeedLookUps):
        def parameter(self, key: str, on: object) -> None:
            return None

    given_inputs = {"currency": "EUR", "value": "1.00", "liens": "0.00", "costs": "0.00"}
    with pytest.raises(RuleViolation, match="minimum_share"):
        compute("equity", given_inputs, Silent())
    with pytest.raises(RuleViolation, match="eu_sharing_threshold"):
        compute("eu_sharing", {"currency": "EUR", "amount": "1.00"}, Silent())


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ({"method": "declining", "yearly_rate": "0.20", "months": 30}, "22897.34"),
        ({"method": "declining", "yearly_rate": "0.20", "days": 0}, "40000.00"),
        ({"method": "declining", "yearly_rate": "0.20", "days": "365.25"}, "32000.00"),
        ({"method": "declining", "yearly_rate": "1", "days": 1}, "0.00"),
        ({"method": "declining", "yearly_rate": "-0.01", "months": "12"}, "40400.00"),
        (
            {"method": "straight_line", "life_months": 96, "salvage": "4000.00", "months": 30},
            "28750.00",
        ),
        (
            {"method": "straight_line", "life_months": 96, "salvage": "4000.00", "months": 500},
            "4000.00",
        ),
    ],
)
def test_depreciation(term: dict[str, object], value: str) -> None:
    found = compute("depreciation", {"currency": "EUR", "value": "40000.00", **term})
    assert found["value"] == value


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ({"method": "declining", "months": 1}, ("field_missing", "yearly_rate")),
        ({"method": "declining", "yearly_rate": "0.2"}, ("field_missing", "months")),
        (
            {"method": "declining", "yearly_rate": "0.2", "days": 1, "months": 1},
            ("field_invalid", "months"),
        ),
        ({"method": "straight_line", "life_months": 9, "months": 1}, ("field_missing", "salvage")),
        (
            {"method": "straight_line", "life_months": 9, "salvage": "1", "days": 1},
            ("field_invalid", "days"),
        ),
        (
            {"method": "straight_line", "life_months": 9, "salvage": "10.01", "months": 1},
            ("field_invalid", "salvage"),
        ),
        (
            {"method": "straight_line", "life_months": 0, "salvage": "1", "months": 1},
            ("field_invalid", "life_months"),
        ),
        ({"method": "guess"}, ("field_invalid", "method")),
    ],
)
def test_a_depreciation_without_its_inputs_is_refused(
    refused: Any, term: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused("depreciation", currency="EUR", value="10.00", **term) == {problem}


@given(st.integers(0, 10**12), st.integers(0, 1000), st.integers(0, 600))
def test_a_declining_value_never_rises_and_never_falls_below_nothing(
    minor: int, rate: int, months: int
) -> None:
    value = Money(minor, "EUR")
    found = declining_value(value, Decimal(rate) / 1000, Decimal(months) / 12)
    assert Money.zero("EUR") <= found <= value


def test_fresh_valuations_weigh_more() -> None:
    rows = [{"value": "100.00", "age_months": 0}, {"value": "400.00", "age_months": "1.0"}]
    found = compute("weighted_value", {"currency": "EUR", "valuations": rows})
    assert found["value"] == "200.00"
    half = [{"value": "100.00", "age_months": 0.5}]
    assert compute("weighted_value", {"currency": "EUR", "valuations": half})["value"] == "100.00"


def test_without_valuations_there_is_no_weighted_value(refused: Any) -> None:
    assert refused("weighted_value", currency="EUR", valuations=[]) == {
        ("field_missing", "valuations")
    }
    assert refused(
        "weighted_value", currency="EUR", valuations=[{"value": "1.00", "age_months": -1}]
    ) == {("field_invalid", "valuations[0].age_months")}


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 600)), min_size=1, max_size=9))
def test_a_weighted_value_lies_between_the_valuations(rows: list[tuple[int, int]]) -> None:
    valuations = [(Money(minor, "EUR"), Decimal(age)) for minor, age in rows]
    found = weighted_value(valuations)
    assert min(value for value, _age in valuations) <= found
    assert found <= max(value for value, _age in valuations)
