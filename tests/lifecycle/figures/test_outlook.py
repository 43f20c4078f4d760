"""Interest on a balance that changes, prices of one year, lifestyle, and the cash forecast."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.interest import interest_pieces
from asset_recovery.lifecycle.figures.outlook import Expected, daily_balance, forecast
from asset_recovery.lifecycle.figures.table import compute
from tests.lifecycle.figures.conftest import Refusals

START = date(2026, 1, 1)


def test_each_balance_earns_for_its_own_days() -> None:
    found = compute(
        "daily_balance",
        {
            "currency": "EUR",
            "from": "2026-01-01",
            "to": "2026-12-31",
            "rate": "0.02",
            "day_count": "act/365",
            "movements": [
                {"on": "2025-06-01", "amount": "10000.00"},
                {"on": "2026-07-02", "amount": "-4000.00"},
            ],
            "tax_share": "0.25",
        },
    )
    pieces: Any = found["pieces"]
    # 10,000 × 2 % × 182 ÷ 365 = 99.726; 6,000 × 2 % × 182 ÷ 365 = 59.836
    assert [(one["balance"], one["interest"]) for one in pieces] == [
        ("10000.00", "99.73"),
        ("6000.00", "59.84"),
    ]
    assert (found["interest"], found["tax"], found["net"]) == ("159.57", "39.89", "119.68")


def test_a_balance_that_never_changes_earns_simple_interest() -> None:
    principal, end = Money(25_000_000, "EUR"), date(2026, 3, 15)
    begun = date(2024, 1, 10)
    rates = [(date.min, Decimal("0.021"))]
    pieces = daily_balance([(begun, principal)], begun, end, rates, 365)
    simple = interest_pieces(principal, begun, end, rates, 365)
    assert [one.interest for one in pieces] == [one.interest for one in simple]
    assert pieces[0].interest.amount == "11434.93"


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(-(10**9), 10**9)), min_size=1, max_size=8)
)
def test_days_and_balances_are_neither_lost_nor_counted_twice(
    moved: list[tuple[int, int]],
) -> None:
    end = START + timedelta(days=300)
    movements = [(START + timedelta(days=day), Money(minor, "EUR")) for day, minor in moved]
    pieces = daily_balance(movements, START, end, [(date.min, Decimal(1))], 365)
    assert sum((one.end - one.start).days for one in pieces) == 300
    weighted = sum(one.balance.minor * (one.end - one.start).days for one in pieces)
    assert weighted == sum(minor * (300 - day) for day, minor in moved)


def test_an_end_before_the_start_is_refused(refused: Refusals) -> None:
    assert ("date_order", "to") in refused(
        "daily_balance", currency="EUR", from_="2026-02-01", to="2026-01-01", rate="0.01",
        day_count="act/365", movements=[],
    )  # fmt: skip


def test_nominal_and_real_stand_side_by_side() -> None:
    found = compute(
        "real_value",
        {
            "currency": "EUR",
            "base_index": "120",
            "series": [
                {"period": "2020", "amount": "1000.00", "index": "100"},
                {"period": "2025", "amount": "1000.00", "index": "120"},
            ],
        },
    )
    assert found["lines"] == [
        {"period": "2020", "nominal": "1000.00", "real": "1200.00"},
        {"period": "2025", "nominal": "1000.00", "real": "1000.00"},
    ]


def test_an_index_of_zero_is_refused(refused: Refusals) -> None:
    assert refused(
        "real_value", currency="EUR", base_index="0", series=[]
    ) == {("field_invalid", "base_index")}  # fmt: skip


def test_what_income_does_not_explain_is_assets_gained_and_money_spent_beyond_it() -> None:
    given_ = {
        "currency": "EUR",
        "opening_assets": "50000.00",
        "closing_assets": "310000.00",
        "expenses": "90000.00",
        "lawful_income": "120000.00",
    }
    found = compute("source_and_application", given_)
    assert (found["assets_change"], found["unexplained"]) == ("260000.00", "230000.00")
    assert found["share_of_income"] == "1.9167"
    explained = compute("source_and_application", {**given_, "lawful_income": "900000.00"})
    assert explained["unexplained"] == "0.00"


def test_an_asset_costs_until_the_month_in_which_it_is_realised() -> None:
    found = compute(
        "forecast",
        {
            "currency": "EUR",
            "from": "2026-02-10",
            "quarters": 3,
            "assets": [
                {
                    "value": "10000.00",
                    "expected_on": "2026-05-20",
                    "sale_cost_share": "0.1",
                    "monthly_cost": "100.00",
                }
            ],
        },
    )
    quarters: Any = found["quarters"]
    # February and March, then April; sold in May.
    assert [(q["quarter"], q["realised"], q["cost"]) for q in quarters] == [
        ("2026-Q1", "0.00", "200.00"),
        ("2026-Q2", "9000.00", "100.00"),
        ("2026-Q3", "0.00", "0.00"),
    ]
    assert found["total"] == "8700.00"


def test_what_should_have_been_sold_already_is_expected_at_once() -> None:
    one = Expected(Money(5_000, "EUR"), date(2020, 1, 1), Decimal(0), Money(100, "EUR"))
    lines = forecast([one], START, 1, "EUR")
    assert (lines[0].realised.minor, lines[0].cost.minor) == (5_000, 0)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(0, 900), st.integers(0, 10**5)), max_size=6
    )
)
def test_a_forecast_long_enough_realises_everything_once(
    assets: list[tuple[int, int, int]],
) -> None:
    expected = [
        Expected(Money(v, "EUR"), START + timedelta(days=d), Decimal(0), Money(c, "EUR"))
        for v, d, c in assets
    ]
    lines = forecast(expected, START, 12, "EUR")
    assert sum(line.realised.minor for line in lines) == sum(v for v, _d, _c in assets)
    months = [(one.on.year - 2026) * 12 + one.on.month - 1 for one in expected]
    costs = [one.monthly_cost.minor for one in expected]
    assert sum(line.cost.minor for line in lines) == sum(
        cost * many for cost, many in zip(costs, months, strict=True)
    )
