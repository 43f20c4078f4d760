"""Time in stage, recovery rate, movement table, alarms, traced money and samples."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.commingling import Entry, trace
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.performance import durations
from asset_recovery.lifecycle.figures.sampling import Item, draw
from asset_recovery.lifecycle.figures.table import compute


def test_durations_show_both_ninetieth_percentiles() -> None:
    found = compute("durations", {"days": [5, "10", 20, 30, 45, 60, 90, 120, 200, 400]})
    assert {key: found[key] for key in ("n", "n_censored", "median", "mean")} == {
        "n": 10,
        "n_censored": 0,
        "median": "52.50",
        "mean": "98.00",
    }
    assert (found["p90_nearest_rank"], found["p90_linear"]) == ("200.00", "220.00")


def test_open_ones_are_counted_and_stay_out_of_the_figures() -> None:
    found = compute("durations", {"days": [3, 1, 2], "censored": [400, 500]})
    assert (found["n"], found["n_censored"], found["median"]) == (3, 2, "2.00")
    assert (found["p90_nearest_rank"], found["p90_linear"]) == ("3.00", "2.80")


def test_nothing_completed_has_no_figures() -> None:
    found = compute("durations", {"days": [], "censored": [1]})
    assert (found["n"], found["median"], found["p90_linear"]) == (0, None, None)
    assert compute("durations", {"days": [7]})["p90_linear"] == "7.00"


def test_a_duration_is_a_number_of_days(refused: Any) -> None:
    assert refused("durations", days=[-1, "x", True, None, float("nan")]) == {
        ("field_invalid", f"days[{index}]") for index in range(5)
    }


@given(st.lists(st.integers(0, 5000).map(Decimal), min_size=1, max_size=40))
def test_percentiles_lie_between_the_shortest_and_the_longest(days: list[Decimal]) -> None:
    found = durations(days)
    for value in (found.median, found.mean, found.p90_nearest_rank, found.p90_linear):
        assert value is not None
        assert min(days) <= value <= max(days)
    assert found.p90_nearest_rank in days


def test_the_recovery_rate_of_the_specification() -> None:
    stages = {
        "identified": "48200000.00",
        "frozen": "21450000.00",
        "confiscated": "8900000.00",
        "realised": "6234500.00",
        "distributed": "5980000.00",
    }
    found: Any = compute("recovery_rate", {"currency": "EUR", **stages})
    assert [(step["from"], step["to"], step["ratio"]) for step in found["steps"]] == [
        ("identified", "frozen", "0.4450"),
        ("frozen", "confiscated", "0.4149"),
        ("confiscated", "realised", "0.7005"),
        ("realised", "distributed", "0.9592"),
        ("identified", "confiscated", "0.1846"),
        ("identified", "realised", "0.1293"),
        ("identified", "distributed", "0.1241"),
    ]
    empty: Any = compute("recovery_rate", {"currency": "EUR", **stages, "frozen": "0.00"})
    assert [step["ratio"] for step in empty["steps"]][:3] == ["0.0000", None, "0.7005"]


FY_1996 = [
    (18, 13, 21, 10, 4161, 17990, 15073, 7078),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (9, 19, 15, 13, 328, 409, 211, 526),
    (20, 10, 17, 13, 3094, 1704, 1801, 2997),
    (16, 455, 231, 240, 583, 1468, 1267, 784),
    (215, 136, 188, 163, 30884, 8870, 23552, 16202),
    (3, 16, 18, 1, 0, 954, 929, 25),
    (108, 161, 138, 131, 6051, 1694, 5474, 2271),
    (23, 83, 33, 73, 585, 256, 532, 309),
]


@pytest.mark.parametrize("row", FY_1996)
def test_the_movement_table_of_1996_closes(row: tuple[int, ...]) -> None:
    opened, forfeited, disposed, closed = row[:4]
    values = [str(value) for value in row[4:]]
    lines = [
        {"kind": "forfeited", "count": forfeited, "value": values[1]},
        {"kind": "disposed", "count": disposed, "value": values[2]},
    ]
    found = compute("movement", {"opening": {"count": opened, "value": values[0]}, "lines": lines})
    assert (found["closing_count"], found["closing_value"]) == (closed, values[3])


def test_a_revaluation_moves_the_value_alone() -> None:
    lines = [
        {"kind": "revalued", "value": "-10.50"},
        {"kind": "received", "count": "2", "value": "3.00"},
        {"kind": "lost", "count": 1, "value": "0.00"},
    ]
    found = compute(
        "movement",
        {"currency": "EUR", "opening": {"count": 1, "value": "20.00"}, "lines": lines},
    )
    assert (found["closing_count"], found["closing_value"]) == (2, "12.50")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"kind": "sold", "count": 2, "value": "1.00"}, ("field_invalid", "lines")),
        ({"kind": "sold", "count": 1, "value": "20.01"}, ("field_invalid", "lines")),
        ({"kind": "sold", "count": 1, "value": "-1.00"}, ("field_invalid", "lines[0].value")),
        ({"kind": "sold", "value": "1.00"}, ("field_missing", "lines[0].count")),
        ({"kind": "revalued", "count": 1, "value": "1.00"}, ("field_invalid", "lines[0].count")),
        ({"kind": "seized", "count": 1, "value": "1.001"}, ("too_many_decimals", "lines[0].value")),
        ({"kind": "stolen", "count": 1, "value": "1.00"}, ("field_invalid", "lines[0].kind")),
    ],
)
def test_a_movement_that_cannot_be_is_refused(
    refused: Any, line: dict[str, object], problem: tuple[str, str]
) -> None:
    opening = {"count": 1, "value": "20.00"}
    assert refused("movement", currency="EUR", opening=opening, lines=[line]) == {problem}


@pytest.mark.parametrize(
    ("frozen", "share", "alarm"),
    [
        ("120.00", "1.2000", "none"),
        ("120.01", "1.2001", "high"),
        ("60.00", "0.6000", "none"),
        ("59.99", "0.5999", "low"),
    ],
)
def test_coverage_alarms_beyond_its_bounds(frozen: str, share: str, alarm: str) -> None:
    needs = {"benefit": "70.00", "victims": "20.00", "costs": "10.00"}
    found = compute("coverage", {"currency": "EUR", "frozen": frozen, **needs})
    assert (found["coverage"], found["alarm"]) == (share, alarm)


def test_coverage_of_nothing_has_no_ratio_and_bounds_come_from_the_legal_system() -> None:
    nothing = {"benefit": "0.00", "victims": "0.00", "costs": "0.00"}
    found = compute("coverage", {"currency": "EUR", "frozen": "1.00", **nothing})
    assert (found["coverage"], found["alarm"]) == (None, "high")
    found = compute("coverage", {"currency": "EUR", "frozen": "0.00", **nothing})
    assert (found["coverage"], found["alarm"]) == (None, "none")
    wide = SeedLookUps({"coverage_alarm_high": "3"})
    needs = {**nothing, "benefit": "1.00"}
    found = compute("coverage", {"currency": "EUR", "frozen": "2.00", **needs}, wide)
    assert found["alarm"] == "none"


def test_fees_alarm_above_the_income_and_the_caps() -> None:
    fees = {"currency": "EUR", "fees": "120.00", "income": "100.00", "value": "1000.00"}
    found = compute("fee_check", fees)
    assert (found["share_of_income"], found["share_of_value"]) == ("1.2000", "0.1200")
    assert found["alarms"] == ["fees_above_income"]
    found = compute("fee_check", {**fees, "cap_share": "0.10", "cap_amount": "119.99"})
    assert found["alarms"] == [
        "fees_above_income",
        "cap_share_of_income",
        "cap_share_of_value",
        "cap_amount",
    ]
    found = compute("fee_check", {**fees, "income": "0.00", "value": "0.00", "fees": "0.00"})
    assert (found["share_of_income"], found["alarms"]) == (None, [])


@pytest.mark.parametrize(
    ("sums", "insured", "gap", "share"),
    [
        (["40.00", "20.50"], "60.50", "39.50", "0.6050"),
        (["100.00", "50.00"], "150.00", "0.00", "1.5000"),
        ([], "0.00", "100.00", "0.0000"),
    ],
)
def test_the_insurance_gap(sums: list[str], insured: str, gap: str, share: str) -> None:
    found = compute("insurance_gap", {"currency": "EUR", "value": "100.00", "sums": sums})
    assert (found["insured"], found["gap"], found["share"]) == (insured, gap, share)


MIXED = [
    {"on": "2026-01-02", "amount": "120000.00", "tainted": "120000.00"},
    {"on": "2026-01-03", "amount": "-540000.00"},
    {"on": "2026-01-04", "amount": "300000.00"},
]


def traced(method: str, entries: list[dict[str, object]], opening: str = "500000.00") -> Any:
    return compute(
        "commingling",
        {"currency": "EUR", "method": method, "opening": opening, "entries": entries},
    )


def test_the_lowest_balance_bounds_what_is_traced() -> None:
    found = traced("lowest_balance", MIXED)  # type: ignore[arg-type]
    assert (found["recoverable"], found["lowest_balance"]) == ("80000.00", "80000.00")
    assert [line["balance"] for line in found["lines"]] == [
        "620000.00",
        "80000.00",
        "380000.00",
    ]


def test_the_other_methods_trace_by_proportion_and_by_age() -> None:
    assert traced("pro_rata", MIXED)["recoverable"] == "15483.87"  # type: ignore[arg-type]
    assert traced("fifo", MIXED)["recoverable"] == "80000.00"  # type: ignore[arg-type]


def test_crime_money_that_was_spent_does_not_come_back_with_later_crime_money() -> None:
    entries: list[dict[str, object]] = [
        {"on": "2026-01-01", "amount": "100.00", "tainted": True},
        {"on": "2026-01-02", "amount": "-100.00", "tainted": False},
        {"on": "2026-01-03", "amount": "50.00", "tainted": "50.00"},
        {"on": "2026-01-04", "amount": "200.00"},
    ]
    for method in ("lowest_balance", "pro_rata", "fifo"):
        found = traced(method, entries, "0.00")
        assert found["recoverable"] == "50.00"
        assert found["lowest_balance"] == "50.00"


@pytest.mark.parametrize("method", ["lowest_balance", "pro_rata", "fifo"])
def test_a_credit_fills_an_overdraft_first(method: str) -> None:
    entries: list[dict[str, object]] = [
        {"on": "2026-01-01", "amount": "-30.00"},
        {"on": "2026-01-02", "amount": "50.00", "tainted": "50.00"},
    ]
    assert traced(method, entries, "0.00")["recoverable"] == "20.00"


def test_an_entry_cannot_be_more_tainted_than_it_is_large(refused: Any) -> None:
    for amount, part in (("10.00", "10.01"), ("-10.00", "5.00"), ("-10.00", True)):
        entry = {"on": "2026-01-01", "amount": amount, "tainted": part}
        assert refused(
            "commingling", currency="EUR", method="fifo", opening="1.00", entries=[entry]
        ) == {("field_invalid", "entries[0].tainted")}


ENTRIES = st.lists(
    st.tuples(st.integers(-(10**7), 10**7), st.integers(0, 100), st.integers(0, 9)), max_size=12
)


@given(st.sampled_from(["lowest_balance", "pro_rata", "fifo"]), st.integers(0, 10**7), ENTRIES)
def test_no_method_traces_more_than_was_tainted_or_than_is_there(
    method: str, opening: int, rows: list[tuple[int, int, int]]
) -> None:
    entries = [
        Entry(
            date(2026, 1, 1) + timedelta(days=day),
            Money(minor, "EUR"),
            Money(max(minor, 0) * percent // 100, "EUR"),
        )
        for minor, percent, day in rows
    ]
    found = trace(method, Money(opening, "EUR"), entries)
    balance = opening + sum(minor for minor, _percent, _day in rows)
    tainted = sum(entry.tainted.minor for entry in entries)
    assert 0 <= found.recoverable.minor <= min(max(balance, 0), tainted)
    if method == "lowest_balance" and tainted:
        assert found.recoverable.minor <= max(found.lowest_balance.minor, 0)


ITEMS = [{"item": f"A-{n:03}", "value": f"{n}.00"} for n in range(1, 41)]


def test_the_same_seed_draws_the_same_sample_whatever_the_order_of_the_list() -> None:
    given_inputs = {"items": ITEMS, "size": 8, "seed": "2026-Q1"}
    found: Any = compute("sample", given_inputs)
    again: Any = compute("sample", {**given_inputs, "items": ITEMS[::-1]})
    other: Any = compute("sample", {**given_inputs, "seed": "2026-Q2"})
    assert found["sample"] == again["sample"] != other["sample"]
    assert len(set(found["sample"])) == 8
    assert [(s["count"], len(s["drawn"])) for s in found["strata"]] == [(10, 2)] * 4


def test_the_largest_values_are_taken_in_full_and_count() -> None:
    found: Any = compute("sample", {"items": ITEMS, "size": 7, "seed": 5, "always_above": "37.00"})
    assert found["sample"][:3] == ["A-040", "A-039", "A-038"]
    assert len(found["sample"]) == 7
    assert found["strata"][0]["stratum"] == "full"
    small: Any = compute("sample", {"items": ITEMS, "size": 1, "seed": 5, "always_above": "37.00"})
    assert small["sample"] == ["A-040", "A-039", "A-038"]


def test_a_share_is_reached_at_least() -> None:
    found: Any = compute("sample", {"items": ITEMS[:11], "share": "0.1", "seed": "s"})
    assert len(found["sample"]) == 2
    everything: Any = compute("sample", {"items": ITEMS, "share": "1", "seed": "s"})
    assert sorted(everything["sample"]) == [row["item"] for row in ITEMS]
    assert compute("sample", {"items": [], "share": "0.5", "seed": "s"})["sample"] == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"size": 41}, ("field_invalid", "size")),
        ({}, ("field_missing", "size")),
        ({"size": 1, "share": "0.1"}, ("field_invalid", "share")),
        ({"share": "1.1"}, ("field_invalid", "share")),
        ({"size": 1, "items": ITEMS[:1] * 2}, ("field_invalid", "items[1].item")),
        ({"size": 1, "seed": " "}, ("field_invalid", "seed")),
        ({"size": 1, "seed": "s" * 501}, ("field_too_long", "seed")),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_refused(
    refused: Any, more: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused("sample", **{"items": ITEMS, "seed": "s", **more}) == {problem}


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9))
def test_a_sample_has_its_size_and_strata_hold_everything(
    count: int, size: int, strata: int
) -> None:
    items = [Item(str(n), Decimal(n)) for n in range(count)]
    found = draw(items, size, "seed", None, strata)
    assert sum(len(stratum.drawn) for stratum in found) == min(size, count)
    assert sorted(item.name for stratum in found for item in stratum.items) == sorted(
        item.name for item in items
    )
