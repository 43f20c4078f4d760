"""Interest by days and conversion at a date, by the vectors of the specification."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.exchange.ecb_rates import EcbRates
from asset_recovery.lifecycle.figures.interest import interest_pieces
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.table import compute

I1 = {"currency": "EUR", "principal": "250000.00", "from": "2024-01-10", "to": "2026-03-15"}


@pytest.mark.parametrize(
    ("day_count", "interest"), [("act/365", "11434.93"), ("act/360", "11593.75")]
)
def test_interest_of_the_specification(day_count: str, interest: str) -> None:
    found = compute("interest", {**I1, "rate": "0.021", "day_count": day_count})
    assert (found["interest"], found["days"]) == (interest, 795)


def test_a_piece_ends_where_the_rate_changes_and_each_is_rounded() -> None:
    rates = [
        {"from": "2025-07-01", "rate": "0.030"},
        {"from": "2024-01-01", "rate": "0.02"},
        {"from": "2025-01-01", "rate": "0.0200"},
    ]
    found: Any = compute("interest", {**I1, "rates": rates, "day_count": "act/365"})
    assert [(piece["from"], piece["to"], piece["days"]) for piece in found["pieces"]] == [
        ("2024-01-10", "2025-07-01", 538),
        ("2025-07-01", "2026-03-15", 257),
    ]
    assert [piece["interest"] for piece in found["pieces"]] == ["7369.86", "5280.82"]
    assert found["interest"] == "12650.68"
    assert found["pieces"][1]["rate"] == "0.030"


def test_negative_rates_cost_unless_they_are_floored() -> None:
    rates = [{"from": "2024-01-01", "rate": "-0.01"}, {"from": "2025-01-10", "rate": "0.01"}]
    given_inputs = {**I1, "to": "2026-01-10", "rates": rates, "day_count": "act/365"}
    assert compute("interest", given_inputs)["interest"] == "-6.85"
    floored: Any = compute("interest", {**given_inputs, "floor_at_zero": True})
    assert [piece["interest"] for piece in floored["pieces"]] == ["0.00", "2500.00"]
    assert floored["pieces"][0]["rate"] == "0"


def test_no_time_gives_no_interest() -> None:
    found = compute("interest", {**I1, "to": "2024-01-10", "rate": "0.02", "day_count": "act/365"})
    assert (found["interest"], found["days"], found["pieces"]) == ("0.00", 0, [])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"to": "2024-01-09", "rate": "0.02"}, ("date_order", "to")),
        ({"rates": [{"from": "2024-01-11", "rate": "0.02"}]}, ("rate_missing", "rates")),
        ({"rates": []}, ("rate_missing", "rates")),
        ({}, ("field_missing", "rate")),
        ({"rate": "0.02", "rates": []}, ("field_invalid", "rates")),
        ({"rates": [{"from": "2024-01-01", "rate": "0.02"}] * 2}, ("field_invalid", "rates")),
        ({"rate": "2 %"}, ("field_invalid", "rate")),
        ({"rate": "0.02", "day_count": "30/360"}, ("field_invalid", "day_count")),
        ({"rate": "0.02", "from": "2024-02-30"}, ("field_invalid", "from")),
        ({"rate": "0.02", "from": "2024-02-29T10:00"}, ("field_invalid", "from")),
        ({"rate": "0.02", "floor_at_zero": "yes"}, ("field_invalid", "floor_at_zero")),
    ],
)
def test_interest_that_cannot_be_computed_is_refused(
    refused: Any, more: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused("interest", **{**I1, "day_count": "act/365", **more}) == {problem}


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, st.integers(-50, 200)), max_size=6))
def test_pieces_cover_every_day_once(
    one: date, other: date, changes: list[tuple[date, int]]
) -> None:
    start, end = sorted((one, other))
    rates = [(date.min, Decimal("0.01")), *((day, Decimal(rate) / 1000) for day, rate in changes)]
    pieces = interest_pieces(Money(10**8, "EUR"), start, end, rates, 365)
    assert sum(piece.days for piece in pieces) == (end - start).days
    for before, after in zip(pieces, pieces[1:], strict=False):
        assert before.end == after.start
        assert before.rate != after.rate


JPY = [
    {"from": "EUR", "to": "JPY", "on": "2026-01-05", "rate": "163.02"},
    {"from": "EUR", "to": "USD", "on": "2026-01-05", "rate": "1.0842"},
]


def converted(amount: str, currency: str, to: str, **more: object) -> Any:
    given_inputs = {"amount": amount, "currency": currency, "to": to, "on": "2026-01-05", **more}
    return compute("convert", given_inputs)


def test_a_cross_is_not_rounded_in_the_middle() -> None:
    assert converted("18750000", "JPY", "EUR", rates=JPY)["amount"] == "115016.56"
    found = converted("18750000", "JPY", "USD", rates=JPY)
    assert found["amount"] == "124700.96"
    assert found["path"] == [
        {
            "from": "JPY",
            "to": "EUR",
            "on": "2026-01-05",
            "rate": "163.02",
            "inverted": True,
            "earlier_day": False,
        },
        {
            "from": "EUR",
            "to": "USD",
            "on": "2026-01-05",
            "rate": "1.0842",
            "inverted": False,
            "earlier_day": False,
        },
    ]
    rounded_first = converted("115016.56", "EUR", "USD", rates=JPY)
    assert rounded_first["amount"] == "124700.95"


def test_the_implied_rate_of_the_yacht() -> None:
    rates = [{"from": "USD", "to": "MYR", "on": "2019-04-24", "rate": "4.1508"}]
    found = converted("523000000.00", "MYR", "USD", rates=rates)
    assert found["amount"] == "125999807.27"
    assert found["path"][0]["earlier_day"] is True


def test_a_direct_rate_prevails_over_its_inverse_and_over_crosses() -> None:
    rates = [
        *JPY,
        {"from": "USD", "to": "JPY", "on": "2026-01-05", "rate": "100"},
        {"from": "JPY", "to": "USD", "on": "2026-01-02", "rate": "0.02"},
    ]
    found = converted("100", "JPY", "USD", rates=rates)
    assert found["amount"] == "2.00"
    assert (found["path"][0]["on"], found["path"][0]["earlier_day"]) == ("2026-01-02", True)
    assert converted("100", "JPY", "USD", rates=rates[:3])["amount"] == "1.00"


def test_the_latest_rate_on_or_before_the_day_is_taken() -> None:
    rates = [
        {"from": "EUR", "to": "USD", "on": day, "rate": rate}
        for day, rate in (("2026-01-03", "3"), ("2026-01-06", "6"), ("2026-01-01", "1"))
    ]
    assert converted("1.00", "EUR", "USD", rates=rates)["amount"] == "3.00"


def test_without_base_and_euro_the_first_common_currency_by_name_serves() -> None:
    rates = [
        {"from": "MYR", "to": code, "on": "2026-01-05", "rate": "2"} for code in ("SGD", "CHF")
    ] + [{"from": code, "to": "THB", "on": "2026-01-05", "rate": "3"} for code in ("SGD", "CHF")]
    found = converted("1.00", "MYR", "THB", rates=rates)
    assert [leg["to"] for leg in found["path"]] == ["CHF", "THB"]
    base = SeedLookUps(base="SGD")
    given_inputs = {"amount": "1.00", "currency": "MYR", "to": "THB", "on": "2026-01-05"}
    by_base: Any = compute("convert", {**given_inputs, "rates": rates}, base)
    assert [leg["to"] for leg in by_base["path"]] == ["SGD", "THB"]


def test_the_same_currency_stays_as_it_is() -> None:
    found = converted("1.23", "EUR", "EUR")
    assert (found["amount"], found["path"]) == ("1.23", [])


def test_the_office_table_serves_where_no_rates_are_given() -> None:
    look_up = SeedLookUps(rates=EcbRates().rate)
    given_inputs = {"amount": "4.13", "currency": "MYR", "to": "USD", "on": "2019-04-28"}
    found: Any = compute("convert", given_inputs, look_up)
    assert [leg["earlier_day"] for leg in found["path"]] == [True, True]
    assert [leg["on"] for leg in found["path"]] == ["2019-04-26", "2019-04-26"]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({}, ("rate_missing", "rates")),
        ({"rates": []}, ("rate_missing", "rates")),
        (
            {"rates": [{"from": "EUR", "to": "USD", "on": "2026-01-06", "rate": "1"}]},
            ("rate_missing", "rates"),
        ),
        (
            {"rates": [{"from": "EUR", "to": "USD", "on": "2026-01-05", "rate": "0"}]},
            ("field_invalid", "rates[0].rate"),
        ),
        (
            {"rates": [{"from": "EUR", "to": "EUR", "on": "2026-01-05", "rate": "1"}]},
            ("field_invalid", "rates[0].to"),
        ),
        (
            {
                "rates": [
                    {"from": "EUR", "to": "USD", "on": "2026-01-05", "rate": rate}
                    for rate in ("1", "2")
                ]
            },
            ("field_invalid", "rates"),
        ),
        ({"to": "ZZZ"}, ("currency_unknown", "to")),
        ({"amount": "1.234"}, ("too_many_decimals", "amount")),
        ({"amount": "-1.00"}, ("field_invalid", "amount")),
    ],
)
def test_a_conversion_that_cannot_be_made_is_refused(
    refused: Any, more: dict[str, object], problem: tuple[str, str]
) -> None:
    given_inputs = {"amount": "1.00", "currency": "EUR", "to": "USD", "on": "2026-01-05"}
    assert refused("convert", **{**given_inputs, **more}) == {problem}


def test_a_currency_unknown_in_the_rates_is_named_in_its_row(refused: Any) -> None:
    rates = [{"from": "EUR", "to": "XYZ", "on": "2026-01-05", "rate": "1"}]
    assert refused(
        "convert", amount="1.00", currency="EUR", to="USD", on="2026-01-05", rates=rates
    ) == {("currency_unknown", "rates[0].to")}
