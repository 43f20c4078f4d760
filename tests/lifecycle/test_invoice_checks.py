"""Days of a bill against custody, and sums of its lines: for any input."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.day_spans import common, days, joined, without
from asset_recovery.domain.invoice_lines import bill_lines
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.custody_stretches import Stretch
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.invoice_checks import Billed, Line, Terms, check

START = date(2026, 1, 1)
DAYS = st.integers(0, 60)
SPANS = st.lists(
    st.tuples(DAYS, DAYS).map(
        lambda pair: (START + timedelta(min(pair)), START + timedelta(max(pair)))
    ),
    max_size=5,
)


def a_line(days_billed: int = 30, **more: object) -> Line:
    """Storage of June at 10 a day."""
    values: dict[str, object] = {
        "asset": "CAR", "category": "storage", "first": date(2026, 6, 1), "last": date(2026, 6, 30),
        "amount": Money.from_decimal(Decimal(10) * days_billed, "EUR"),
        "quantity": Decimal(days_billed), "rate": Decimal(10), **more,
    }  # fmt: skip
    return Line(**values)  # type: ignore[arg-type]


@given(SPANS, SPANS)
def test_days_are_neither_lost_nor_counted_twice(some: list, others: list) -> None:  # type: ignore[type-arg]
    every = joined(some)
    assert days(common(some, others)) + days(without(some, others)) == days(every)
    assert all(a[1] < b[0] for a, b in zip(every, every[1:], strict=False))


@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=8).filter(any),
    st.integers(0, 10**6),
)
def test_a_tax_over_all_lines_is_spread_without_a_cent_lost(nets: list[int], tax: int) -> None:
    rows = [
        {"asset": f"A{at}", "category": "storage", "amount": Money(net, "EUR").as_json()}
        for at, net in enumerate(nets)
    ]
    whole = Money(sum(nets) + tax, "EUR")
    lines = bill_lines(rows, whole, (START, START), Money(tax, "EUR"))
    assert Money.total((line.amount + line.vat for line in lines), "EUR") == whole


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_a_shared_line_sums_exactly_whatever_the_weights(minor: int, weights: list[int]) -> None:
    parts = split(Money(minor, "EUR"), weights=[Decimal(one) for one in weights])
    assert sum(part.minor for part in parts) == minor


@given(st.integers(0, 40), st.integers(1, 30))
def test_no_more_is_expected_than_was_billed_nor_less_than_nothing(ended: int, billed: int) -> None:
    last = date(2026, 5, 25) + timedelta(ended)
    kept = Stretch(date(2026, 5, 1), last, "Depot", "", "delivered")
    found = check(a_line(billed), [kept], supplier_keeps=[True])
    assert Decimal(0) <= found.difference.decimal <= Decimal(billed) * 10
    expected = days(common([(date(2026, 6, 1), date(2026, 6, 30))], [(kept.first, last)]))
    assert found.expected_days == expected
    assert found.is_wrong == (billed > expected)


def test_a_rate_above_that_of_the_contract_is_told_with_its_money() -> None:
    kept = Stretch(date(2026, 1, 1), None, "Depot")
    contract = Terms("CT-1", "storage", date(2026, 1, 1), None, Decimal(9), names_asset=True)
    found = check(a_line(), [kept], supplier_keeps=[True], contracts=[contract])
    assert [one.code for one in found.findings] == ["rate_differs"]
    assert found.difference.amount == "30.00"
    assert "CT-1" in found.findings[0].text


def test_days_outside_the_contract_and_an_asset_that_it_does_not_name() -> None:
    kept = Stretch(date(2026, 1, 1), None, "Depot")
    until = Terms("CT-1", "storage", date(2026, 1, 1), date(2026, 6, 20), None, names_asset=True)
    found = check(a_line(), [kept], supplier_keeps=[True], contracts=[until])
    assert "10 days on which CT-1 was not in force" in found.findings[0].text
    other = Terms("CT-2", "storage", date(2026, 1, 1), None, Decimal(9), names_asset=False)
    found = check(a_line(), [kept], supplier_keeps=[True], contracts=[other])
    assert [one.code for one in found.findings] == ["outside_contract"]


def test_a_bill_that_names_no_supplier_on_file_is_to_be_looked_at_and_not_wrong() -> None:
    kept = Stretch(date(2026, 1, 1), None, "Port guard")
    found = check(a_line(), [kept], supplier_keeps=[False])
    assert ([one.code for one in found.findings], found.is_wrong) == (["not_with_supplier"], False)
    assert found.difference.is_zero


def test_fewer_days_than_the_period_are_right_while_custody_has_them() -> None:
    kept = Stretch(date(2026, 1, 1), date(2026, 6, 18), "Depot", "", "delivered")
    found = check(a_line(18), [kept], supplier_keeps=[True])
    assert (found.findings, found.expected_days) == ((), 18)


def test_a_lump_sum_is_cut_by_the_days_that_another_invoice_has() -> None:
    kept = Stretch(date(2026, 1, 1), None, "Depot")
    lump = a_line(amount=Money(30_000, "EUR"), quantity=None, rate=None)
    billed = [Billed("IN-1", date(2026, 6, 1), date(2026, 6, 15))]
    found = check(lump, [kept], supplier_keeps=[True], earlier=billed)
    assert found.difference.amount == "150.00"
