"""Figures against a second reckoning in fractions that shares no line of code with the first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asset_recovery.lifecycle.figures.table import compute

MINOR = st.integers(0, 10**13)
RATE = st.integers(0, 3000).map(lambda points: Fraction(points, 10_000))
FEW = settings(max_examples=40, deadline=None)
Refused = Callable[..., set[tuple[str, str | None]]]


def text(minor: int, decimals: int = 2) -> str:
    """Minor units as an amount is written."""
    whole, rest = divmod(abs(minor), 10**decimals)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def half_up(value: Fraction) -> int:
    """To the next whole number, a half away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def figure(name: str, **given_: Any) -> Any:
    """A figure as the command line works it out."""
    return compute(name, {key.rstrip("_"): value for key, value in given_.items()})


@FEW
@given(MINOR, st.lists(st.tuples(st.integers(1, 9), MINOR), max_size=6))
def test_the_waterfall(gross: int, rows: list[tuple[int, int]]) -> None:
    found = figure(
        "net_proceeds",
        currency="EUR",
        gross=text(gross),
        deductions=[{"class": "other", "amount": text(minor), "rank": r} for r, minor in rows],
    )
    left = gross
    for (_rank, minor), line in zip(
        sorted(rows, key=lambda row: row[0]), found["lines"], strict=True
    ):
        left -= minor
        assert line["balance"] == text(left)
    assert (found["net"], found["shortfall"]) == (text(left), text(max(0, -left)))


@FEW
@given(MINOR, RATE, st.integers(0, 4000), st.sampled_from([("act/365", 365), ("act/360", 360)]))
def test_simple_interest(minor: int, rate: Fraction, days: int, basis: tuple[str, int]) -> None:
    start = date(2015, 3, 1)
    found = figure(
        "interest",
        currency="EUR",
        principal=text(minor),
        from_=start.isoformat(),
        to=(start + timedelta(days=days)).isoformat(),
        rate=str(float(rate)),
        day_count=basis[0],
    )
    assert found["interest"] == text(half_up(minor * rate * days / basis[1]))
    assert found["days"] == days


@FEW
@given(MINOR, st.lists(st.tuples(st.integers(1, 500), RATE), min_size=1, max_size=5))
def test_interest_is_the_sum_of_its_rounded_pieces(
    minor: int, steps: list[tuple[int, Fraction]]
) -> None:
    day = start = date(2015, 3, 1)
    rates, wanted = [], 0
    before: Fraction | None = None
    days = 0
    for length, rate in steps:
        rates.append({"from": day.isoformat(), "rate": str(float(rate))})
        if before is not None and rate != before:
            wanted += half_up(minor * before * days / 365)
            days = 0
        before, days = rate, days + length
        day += timedelta(days=length)
    assert before is not None
    wanted += half_up(minor * before * days / 365)
    found = figure(
        "interest",
        currency="EUR",
        principal=text(minor),
        from_=start.isoformat(),
        to=day.isoformat(),
        rates=rates,
        day_count="act/365",
    )
    assert abs(half_up(Fraction(found["interest"]) * 100) - wanted) <= len(steps)
    assert found["interest"] == text(
        sum(half_up(Fraction(piece["interest"]) * 100) for piece in found["pieces"])
    )


@FEW
@given(st.integers(1, 10**9), st.integers(100, 10**6), st.integers(100, 10**6), st.booleans())
def test_a_chain_of_rates_is_rounded_once(yen: int, first: int, second: int, turned: bool) -> None:
    a, b = Fraction(first, 10_000), Fraction(second, 10_000)
    rates = [
        {"from": "EUR", "to": "JPY", "on": "2026-01-02", "rate": text(first, 4)},
        {"from": "USD", "to": "EUR", "on": "2026-01-02", "rate": text(second, 4)}
        if turned
        else {"from": "EUR", "to": "USD", "on": "2026-01-02", "rate": text(second, 4)},
    ]
    found = figure(
        "convert", amount=str(yen), currency="JPY", to="USD", on="2026-01-02", rates=rates
    )
    dollars = Fraction(yen) / a / b if turned else Fraction(yen) / a * b
    assert found["amount"] == text(half_up(dollars * 100))


@FEW
@given(MINOR, st.lists(MINOR, max_size=6))
def test_assets_are_applied_to_a_value_order_in_their_order(owed: int, nets: list[int]) -> None:
    found = figure(
        "allocate_value_order",
        currency="EUR",
        amount=text(owed),
        assets=[{"asset": str(place), "net": text(net)} for place, net in enumerate(nets)],
    )
    left, surplus = owed, 0
    for net, row in zip(nets, found["applied"], strict=True):
        used = min(left, net)
        left, surplus = left - used, surplus + net - used
        assert (row["amount"], row["surplus"]) == (text(used), text(net - used))
    assert (found["outstanding"], found["surplus"]) == (text(left), text(surplus))


@FEW
@given(MINOR, st.lists(MINOR, max_size=6))
def test_persons_who_owe_one_amount_have_one_counter(owed: int, paid: list[int]) -> None:
    found = figure(
        "joint_value_order",
        currency="EUR",
        amount=text(owed),
        payments=[{"by": str(place), "amount": text(one)} for place, one in enumerate(paid)],
    )
    left = owed
    for one, row in zip(paid, found["accepted"], strict=True):
        taken = min(left, one)
        left -= taken
        assert (row["amount"], row["refund"]) == (text(taken), text(one - taken))
    assert found["outstanding"] == text(left)


@FEW
@given(MINOR, st.lists(st.integers(0, 9999), min_size=1, max_size=8).filter(any))
def test_a_split_by_largest_remainder(minor: int, weights: list[int]) -> None:
    exact = [Fraction(minor * weight, sum(weights)) for weight in weights]
    parts = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: minor - sum(parts)]:
        parts[place] += 1
    found = figure("split", currency="EUR", amount=text(minor), weights=weights)
    assert found["parts"] == [text(part) for part in parts]


@FEW
@given(st.integers(1, 10**10), st.integers(1, 95), st.integers(1, 96))
def test_straight_line_depreciation(minor: int, months: int, life: int) -> None:
    found = figure(
        "depreciation",
        currency="EUR",
        value=text(minor),
        method="straight_line",
        life_months=life,
        salvage="0.00",
        months=months,
    )
    assert found["value"] == text(max(0, half_up(minor - Fraction(minor * months, life))))


@FEW
@given(MINOR, st.integers(1, 10**13), MINOR, MINOR)
def test_coverage_is_frozen_by_all_that_is_owed(
    frozen: int, benefit: int, victims: int, costs: int
) -> None:
    found = figure(
        "coverage",
        currency="EUR",
        frozen=text(frozen),
        benefit=text(benefit),
        victims=text(victims),
        costs=text(costs),
    )
    share = Fraction(frozen, benefit + victims + costs)
    assert half_up(share * 10_000) == half_up(Fraction(found["coverage"]) * 10_000)
    assert found["alarm"] == (
        "high" if share > Fraction(6, 5) else "low" if share < Fraction(3, 5) else "none"
    )


@FEW
@given(
    st.integers(0, 10**8),
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**6)), max_size=8),
)
def test_what_the_balance_fell_below_is_gone_for_good(
    opening: int, rows: list[tuple[int, int]]
) -> None:
    balance, entries, traced, credits, lowest = opening, [], 0, 0, None
    day = date(2026, 1, 1)
    for moved, taint in rows:
        amount = max(moved, -balance)
        tainted = min(taint, amount) if amount > 0 else 0
        balance += amount
        day += timedelta(days=1)
        entries.append({"on": day.isoformat(), "amount": text(amount), "tainted": text(tainted)})
        credits += tainted
        traced = min(traced + tainted, balance)  # later clean money never fills it up again
        lowest = balance if tainted or lowest is None else min(lowest, balance)
    found = figure(
        "commingling",
        currency="EUR",
        method="lowest_balance",
        opening=text(opening),
        entries=entries,
    )
    assert found["recoverable"] == text(traced)
    assert traced <= min(credits, lowest if lowest is not None else 0)


WRONG_AMOUNTS = ["-1", "1e3", "NaN", "Infinity", "", " ", "1,5", "0x1", "١", 5, 5.0, True, [], {}]
ONE_AMOUNT: dict[str, tuple[str, dict[str, Any]]] = {
    "net_proceeds": ("gross", {"deductions": []}),
    "sell_or_keep": (
        "value",
        {
            "yearly_decline": "0.2", "months_to_decision": 30, "monthly_cost": "180.00",
            "monthly_income": "0.00", "sale_cost_share": "0.08", "early_sale_haircut": "0.1",
            "months_to_sell": 2, "discount_rate": "0.03", "yield_on_proceeds": "0.02",
        },
    ),
    "depreciation": ("value", {"method": "declining", "yearly_rate": "0.2", "months": 3}),
    "interest": (
        "principal",
        {"from": "2026-01-01", "to": "2026-02-01", "rate": "0.02", "day_count": "act/365"},
    ),
    "convert": (
        "amount",
        {"to": "USD", "on": "2026-01-02",
         "rates": [{"from": "EUR", "to": "USD", "on": "2026-01-02", "rate": "1.1"}]},
    ),
    "value_order": (
        "principal",
        {"rate": "0.08", "from": "2026-01-01", "day_count": "act/365", "payments": []},
    ),
    "allocate_value_order": ("amount", {"assets": []}),
    "joint_value_order": ("amount", {"payments": []}),
    "split": ("amount", {"parts": 3}),
    "eu_sharing": ("amount", {}),
    "victims": ("pool", {"claims": ["1"]}),
    "coverage": ("frozen", {"benefit": "1", "victims": "0", "costs": "0"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_AMOUNT)
def test_an_amount_that_is_none_is_refused_by_its_field(name: str, refused: Refused) -> None:
    field, others = ONE_AMOUNT[name]
    assert ("field_missing", field) in refused(name, currency="EUR", **others)
    for wrong in WRONG_AMOUNTS:
        assert ("field_invalid", field) in refused(
            name, currency="EUR", **{**others, field: wrong}
        ), wrong
    assert ("too_many_decimals", field) in refused(
        name, currency="EUR", **{**others, field: "1.0000000000000000001"}
    )
    assert ("field_invalid", "surprise") in refused(
        name, currency="EUR", **{**others, field: "1", "surprise": "x"}
    )


@pytest.mark.parametrize(
    ("currency", "amount", "fits"),
    [
        ("JPY", "5", True), ("JPY", "5.0", False), ("KWD", "5.001", True),
        ("KWD", "5.0001", False), ("EUR", "5.01", True), ("EUR", "5.001", False),
    ],
)  # fmt: skip
def test_each_currency_has_its_own_decimals(
    currency: str, amount: str, fits: bool, refused: Refused
) -> None:
    if fits:
        assert figure("split", currency=currency, amount=amount, parts=1)["parts"]
    else:
        assert refused("split", currency=currency, amount=amount, parts=1) == {
            ("too_many_decimals", "amount")
        }


@pytest.mark.parametrize("currency", ["XXX", "eur", "", "EURO", None, 5])
def test_a_currency_that_is_none_is_refused(currency: object, refused: Refused) -> None:
    codes = {code for code, _field in refused("split", currency=currency, amount="1", parts=1)}
    assert codes <= {"currency_unknown", "field_invalid", "field_missing"}
