"""The account of a value order, counted from its entries alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.debt import (
    Entry,
    Statement,
    Terms,
    account,
    age_class,
    beyond,
)
from asset_recovery.lifecycle.figures.table import compute

START = date(2025, 1, 15)


def eur(amount: str) -> Money:
    return Money.parse(amount, "EUR")


def paid(on: date, amount: Money, kind: str = "application", source: str = "A") -> Entry:
    return Entry(on=on, seq=1, kind=kind, amount=amount, source=source, source_kind="payer")


def order(
    *entries: Entry, principal: Money | None = None, rate: str = "0.08", **more: object
) -> Statement:
    terms = Terms(START, [(date.min, Decimal(rate))], "act/365", by_order=True)
    told = sorted(entries, key=lambda one: one.on)
    return Statement("V", principal or eur("1000000.00"), terms, tuple(told), **more)  # type: ignore[arg-type]


V1 = (
    paid(date(2025, 6, 30), eur("150000.00")),
    paid(date(2025, 11, 3), eur("400000.00")),
    paid(date(2026, 2, 28), eur("520000.00")),
)


def test_payments_go_to_interest_then_principal_vector_v1() -> None:
    found = account(order(*V1), date(2026, 2, 28))
    assert [line.interest.amount for line in found.lines][:3] == [
        "36383.56",
        "24478.76",
        "13100.47",
    ]
    assert found.principal_left == eur("3962.79")
    assert found.interest_left == eur("0.00")
    assert found.outstanding == eur("3962.79")


def test_costs_come_first_and_end_no_piece_of_interest() -> None:
    cost = Entry(date(2025, 3, 1), 1, "cost", eur("1000.00"))
    found = account(order(cost, *V1), date(2026, 2, 28))
    first = found.lines[1]
    assert (first.to_costs, first.interest) == (eur("1000.00"), eur("36383.56"))
    assert found.outstanding > eur("3962.79")


def test_what_was_paid_beyond_is_surplus_and_never_counts() -> None:
    found = account(order(paid(START, eur("1000000.01"))), START)
    assert (found.paid, found.surplus) == (eur("1000000.00"), eur("0.01"))
    assert found.is_satisfied
    assert found.satisfied_on == START


def test_a_variation_counts_from_its_day_and_turns_paid_principal_into_surplus() -> None:
    entries = (
        paid(date(2025, 1, 15), eur("600000.00")),
        Entry(date(2025, 1, 15), 2, "principal", eur("500000.00")),
    )
    found = account(order(*entries), date(2025, 1, 15))
    assert (found.outstanding, found.surplus) == (eur("0.00"), eur("100000.00"))
    assert found.paid == eur("500000.00")


def test_a_lifted_order_is_owed_no_more_but_stays_paid() -> None:
    entries = (
        paid(date(2025, 6, 30), eur("150000.00")),
        Entry(date(2025, 7, 1), 2, "ended", eur("0.00")),
    )
    found = account(order(*entries), date(2026, 1, 1))
    assert (found.outstanding, found.paid) == (eur("0.00"), eur("150000.00"))
    assert not found.fallen_away.is_zero
    assert found.state == "partly_executed"


def test_an_enforcement_and_the_application_of_its_money_count_once() -> None:
    took = Entry(START, 1, "enforcement", eur("50000.00"), "ACC", "asset")
    booked = Entry(START, 2, "application", eur("60000.00"), "ACC", "asset")
    found = account(order(took, booked, rate="0"), START)
    assert found.paid == eur("60000.00")
    other = Entry(START, 2, "application", eur("60000.00"), "OTHER", "asset")
    assert account(order(took, other, rate="0"), START).paid == eur("110000.00")


def test_money_already_counted_by_an_enforcement_is_never_too_much() -> None:
    took = Entry(START, 1, "enforcement", eur("1000000.00"), "ACC", "asset")
    booked = Entry(START, 2, "application", eur("1000000.00"), "ACC", "asset")
    assert beyond(order(took, rate="0"), booked) == eur("0.00")
    stranger = Entry(START, 2, "application", eur("1.00"), "OTHER", "asset")
    assert beyond(order(took, rate="0"), stranger) == eur("1.00")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2026-01-15", "up_to_1_year"),
        ("2026-01-16", "1_to_2_years"),
        ("2027-01-15", "1_to_2_years"),
        ("2027-01-16", "2_to_5_years"),
        ("2030-01-15", "2_to_5_years"),
        ("2030-01-16", "over_5_years"),
    ],
)
def test_the_age_of_a_debt_is_told_in_whole_years(day: str, code: str) -> None:
    assert age_class(START, date.fromisoformat(day)) == code


KINDS = ("application", "enforcement", "allocation", "cost", "write_off", "principal", "ended")
ENTRY = st.builds(
    lambda days, kind, minor, source: Entry(
        START + timedelta(days=days), days, kind, Money(minor, "EUR"), source, "asset"
    ),
    st.integers(0, 3000),
    st.sampled_from(KINDS),
    st.integers(0, 2_000_000),
    st.sampled_from(("A", "B")),
)


@given(
    st.lists(ENTRY, max_size=12),
    st.integers(0, 1_000_000),
    st.sampled_from(("0", "0.02", "0.1")),
    st.integers(0, 3500),
)
def test_never_more_is_paid_than_owed_and_every_cent_is_accounted_for(
    entries: list[Entry], principal: int, rate: str, days: int
) -> None:
    told = order(*entries, principal=Money(principal, "EUR"), rate=rate)
    found = account(told, START + timedelta(days=days))
    owed = found.principal + found.interest + found.costs
    assert found.paid <= owed
    assert owed == found.paid + found.written_off + found.fallen_away + found.outstanding
    for amount in (found.paid, found.surplus, found.written_off, found.outstanding):
        assert not amount.is_negative
    shown = [line.interest.minor for line in found.lines]
    assert found.interest.minor == sum(shown)


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400_000)), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 40_000)), max_size=4),
)
def test_the_account_and_the_calculator_agree(
    payments: list[tuple[int, int]], costs: list[tuple[int, int]]
) -> None:
    last = max(day for day, _minor in (*payments, *costs))
    until = START + timedelta(days=last + 30)
    entries = [paid(START + timedelta(days=d), Money(m, "EUR")) for d, m in payments]
    extra = [Entry(START + timedelta(days=d), 0, "cost", Money(m, "EUR")) for d, m in costs]
    told = order(*extra, *entries, principal=eur("10000.00"))
    found = account(told, until)
    given_ = {
        "currency": "EUR",
        "principal": "10000.00",
        "rate": "0.08",
        "from": START.isoformat(),
        "day_count": "act/365",
        "payments": [_dated(one) for one in sorted(entries, key=lambda one: one.on)],
        "costs": [_dated(one) for one in extra],
        "to": until.isoformat(),
    }
    done = compute("value_order", given_)
    assert found.outstanding.amount == done["outstanding"]
    assert found.surplus.amount == done["refund"]


def _dated(entry: Entry) -> dict[str, str]:
    return {"on": entry.on.isoformat(), "amount": entry.amount.amount}
