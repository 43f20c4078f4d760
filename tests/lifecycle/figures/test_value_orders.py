"""Value-based orders: what payments, assets and several persons satisfied, and what is left."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.figures.value_order import order_account
from asset_recovery.lifecycle.figures.value_order_sources import apply_in_sequence

V1 = {
    "currency": "EUR",
    "principal": "1000000.00",
    "rate": "0.08",
    "from": "2025-01-15",
    "day_count": "act/365",
    "payments": [
        {"on": "2025-06-30", "amount": "150000.00"},
        {"on": "2025-11-03", "amount": "400000.00"},
        {"on": "2026-02-28", "amount": "520000.00"},
    ],
}


def account(**more: object) -> Any:
    given_inputs = {key.rstrip("_"): value for key, value in more.items()}
    return compute("value_order", {**V1, **given_inputs})


def test_the_order_of_the_specification() -> None:
    found = account()
    assert [line["interest"] for line in found["lines"]] == ["36383.56", "24478.76", "13100.47"]
    assert [line["principal_left"] for line in found["lines"]] == [
        "886383.56",
        "510862.32",
        "3962.79",
    ]
    assert found["lines"][-1]["interest_left"] == "0.00"
    assert (found["outstanding"], found["refund"]) == ("3962.79", "0.00")


def test_the_order_of_the_payments_in_the_list_does_not_matter() -> None:
    backwards = list(reversed(V1["payments"]))
    assert account(payments=backwards)["outstanding"] == "3962.79"


def test_costs_are_paid_first_and_too_small_a_payment_leaves_interest() -> None:
    found = account(
        payments=[{"on": "2025-06-30", "amount": "30000.00"}],
        costs=[{"on": "2025-02-01", "amount": "500.00"}],
        to="2025-07-30",
    )
    first, last = found["lines"]
    assert (first["paid_to_costs"], first["paid_to_interest"], first["paid_to_principal"]) == (
        "500.00",
        "29500.00",
        "0.00",
    )
    assert first["interest_left"] == "6883.56"
    assert last["interest"] == "6575.34"
    assert (last["on"], last["payment"], last["paid_to_principal"]) == ("2025-07-30", None, "0.00")
    assert found["outstanding"] == "1013458.90"


def test_what_is_paid_beyond_everything_is_refunded_and_bears_no_interest() -> None:
    found = account(
        payments=[
            {"on": "2025-01-15", "amount": "1000000.01"},
            {"on": "2025-12-31", "amount": "5.00"},
        ]
    )
    assert (found["outstanding"], found["refund"]) == ("0.00", "5.01")
    assert found["lines"][1]["interest"] == "0.00"


def test_the_rate_may_change_while_the_order_runs() -> None:
    rates = [{"from": "2025-01-01", "rate": "0.08"}, {"from": "2025-04-01", "rate": "0.04"}]
    given_inputs = {key: value for key, value in V1.items() if key != "rate"}
    found: Any = compute(
        "value_order",
        {**given_inputs, "rates": rates, "payments": [], "to": "2025-06-30"},
    )
    assert found["lines"][0]["interest"] == "26520.55"


def test_an_order_without_payments_owes_everything() -> None:
    found = account(payments=[], costs=[{"on": "2025-02-01", "amount": "1.00"}])
    assert (found["lines"], found["outstanding"]) == ([], "1000001.00")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"to": "2025-01-14"}, ("date_order", "to")),
        ({"to": "2026-01-01"}, ("date_order", "payments")),
        ({"payments": [{"on": "2025-01-14", "amount": "1.00"}]}, ("date_order", "payments")),
        (
            {"payments": [], "costs": [{"on": "2025-03-01", "amount": "1.00"}], "to": "2025-02-01"},
            ("date_order", "costs"),
        ),
        ({"rate": "-0.01"}, ("field_invalid", "rate")),
        (
            {"payments": [{"on": "2025-02-14", "amount": "-1.00"}]},
            ("field_invalid", "payments[0].amount"),
        ),
    ],
)
def test_an_account_that_cannot_be_kept_is_refused(
    refused: Any, more: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused("value_order", **{**V1, **more}) == {problem}


START = date(2025, 1, 1)
DATED = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 10**8)), max_size=8)


@given(st.integers(0, 10**9), DATED, DATED)
def test_every_cent_paid_is_accounted_for(
    principal: int, payments: list[tuple[int, int]], costs: list[tuple[int, int]]
) -> None:
    def dated(rows: list[tuple[int, int]]) -> list[tuple[date, Money]]:
        return [(START + timedelta(days=day), Money(minor, "EUR")) for day, minor in rows]

    rates = [(START, Decimal("0.08"))]
    end = START + timedelta(days=1000)
    due = Money(principal, "EUR")
    found = order_account(due, START, rates, 365, dated(payments), dated(costs), end)
    paid = sum(minor for _day, minor in payments)
    accrued = sum(line.interest.minor for line in found.lines)
    owed = principal + accrued + sum(minor for _day, minor in costs)
    assert owed + found.refund.minor == paid + found.outstanding.minor
    for line in found.lines:
        parts = line.paid_to_costs + line.paid_to_interest + line.paid_to_principal
        assert (line.payment or Money(0, "EUR")) == parts + line.refund
        assert not line.principal_left.is_negative


def test_assets_are_applied_in_turn_and_the_last_one_only_as_far_as_needed() -> None:
    rows = [
        {"asset": "A-1", "net": "100.00"},
        {"asset": "A-2", "net": "80.00"},
        {"asset": "A-3", "net": "50.00"},
    ]
    found = compute("allocate_value_order", {"currency": "EUR", "amount": "150.00", "assets": rows})
    assert found["applied"] == [
        {"asset": "A-1", "amount": "100.00", "surplus": "0.00"},
        {"asset": "A-2", "amount": "50.00", "surplus": "30.00"},
        {"asset": "A-3", "amount": "0.00", "surplus": "50.00"},
    ]
    assert (found["surplus"], found["outstanding"]) == ("80.00", "0.00")


def test_too_little_leaves_something_outstanding_and_an_asset_counts_once(refused: Any) -> None:
    rows = [{"asset": "A-1", "net": "100.00"}]
    found = compute("allocate_value_order", {"currency": "EUR", "amount": "150.00", "assets": rows})
    assert found["outstanding"] == "50.00"
    assert ("field_invalid", "assets[0].asset") in refused(
        "allocate_value_order", currency="EUR", amount="150.00", assets=rows * 2
    )


def test_persons_liable_together_never_pay_twice() -> None:
    rows = [
        {"by": "Subject A", "amount": "60.00"},
        {"by": "Subject B", "amount": "60.00"},
        {"by": "Subject A", "amount": "1.00"},
    ]
    found = compute("joint_value_order", {"currency": "EUR", "amount": "100.00", "payments": rows})
    assert found["accepted"] == [
        {"by": "Subject A", "amount": "60.00", "refund": "0.00"},
        {"by": "Subject B", "amount": "40.00", "refund": "20.00"},
        {"by": "Subject A", "amount": "0.00", "refund": "1.00"},
    ]
    assert found["outstanding"] == "0.00"


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), max_size=10))
def test_never_more_is_taken_than_is_due(due: int, available: list[int]) -> None:
    sources = [(str(n), Money(minor, "EUR")) for n, minor in enumerate(available)]
    found = apply_in_sequence(Money(due, "EUR"), sources)
    taken = sum(one.amount.minor for one in found.applied)
    assert taken == min(due, sum(available))
    assert taken + found.outstanding.minor == due
    for one, (_name, whole) in zip(found.applied, sources, strict=True):
        assert one.amount + one.surplus == whole
