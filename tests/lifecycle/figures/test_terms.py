"""Ends of terms and days of clocks, by the worked examples and Regulation 1182/71."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.table import FIGURES, compute
from asset_recovery.lifecycle.figures.terms import clock_days

FRIDAY = "2025-03-07T15:20:00"


def due(trigger: str, count: object, unit: str, **more: object) -> Any:
    return compute("due_date", {"trigger": trigger, "count": count, "unit": unit, **more})["due"]


@pytest.mark.parametrize(
    ("trigger", "count", "unit", "more", "expected"),
    [
        ("2025-01-31", 1, "months", {}, "2025-02-28"),
        ("2025-03-03", 45, "days", {}, "2025-04-17"),
        ("2025-03-05", 45, "days", {}, "2025-04-19"),
        ("2025-03-05", 45, "days", {"roll": "next_working"}, "2025-04-21"),
        (
            "2025-03-05",
            45,
            "days",
            {"roll": "next_working", "holidays": ["2025-04-21"]},
            "2025-04-22",
        ),
        (FRIDAY, 48, "hours", {}, "2025-03-09T15:20:00"),
        (FRIDAY, 48, "hours", {"mode": "eu1182"}, "2025-03-09T16:00:00"),
        (FRIDAY, 48, "hours", {"mode": "skip_nonworking"}, "2025-03-11T15:20:00"),
    ],
)
def test_the_worked_examples(
    trigger: str, count: int, unit: str, more: dict[str, object], expected: str
) -> None:
    assert due(trigger, count, unit, **more) == expected


@pytest.mark.parametrize(
    ("trigger", "count", "unit", "more", "expected"),
    [
        ("2024-02-29", 1, "years", {}, "2025-02-28"),
        ("2024-01-31", 1, "months", {}, "2024-02-29"),
        ("2025-01-31", "1.5", "months", {}, "2025-03-15"),
        ("2025-01-31", 0.5, "months", {}, "2025-02-15"),
        ("2025-03-31", 1, "months", {"direction": "before"}, "2025-02-28"),
        ("2025-03-07", 6, "weeks", {}, "2025-04-18"),
        ("2025-03-07", 3, "working_days", {}, "2025-03-12"),
        ("2025-03-07", 3, "working_days", {"holidays": ["2025-03-11"]}, "2025-03-13"),
        ("2025-03-10", 2, "working_days", {"direction": "before"}, "2025-03-06"),
        ("2025-03-07", 3, "days", {"mode": "skip_nonworking"}, "2025-03-12"),
        ("2025-03-07T23:59+02:00", "2", "days", {}, "2025-03-09"),
        ("2025-03-07", 1, "days", {"roll": "previous_working"}, "2025-03-07"),
        (
            "2025-03-10",
            1,
            "days",
            {"direction": "before", "roll": "previous_working"},
            "2025-03-07",
        ),
        ("2025-03-10", 1, "days", {"direction": "before", "roll": "next_working"}, "2025-03-09"),
        ("2025-03-06", 2, "days", {"mode": "eu1182"}, "2025-03-10"),
        ("2025-03-07", 2, "days", {"mode": "eu1182"}, "2025-03-11"),
        ("2025-03-07", 2, "days", {"mode": "eu1182", "holidays": ["2025-03-10"]}, "2025-03-12"),
        ("2025-03-07", 1, "days", {"mode": "eu1182"}, "2025-03-08"),
        ("2025-03-07", 1, "days", {"mode": "eu1182", "roll": "next_working"}, "2025-03-10"),
        ("2025-03-10", 2, "days", {"mode": "eu1182", "direction": "before"}, "2025-03-06"),
        ("2025-03-07T15:00:00", 8, "hours", {"mode": "eu1182"}, "2025-03-08T00:00:00"),
        (FRIDAY, 8, "hours", {"mode": "eu1182", "direction": "before"}, "2025-03-07T07:00:00"),
        (FRIDAY, 48, "hours", {"direction": "before"}, "2025-03-05T15:20:00"),
        (
            "2025-03-10T10:00:00",
            12,
            "hours",
            {"mode": "skip_nonworking", "direction": "before"},
            "2025-03-07T22:00:00",
        ),
        ("2025-03-08T10:00:00", 24, "hours", {"mode": "skip_nonworking"}, "2025-03-11T00:00:00"),
        (
            FRIDAY,
            48,
            "hours",
            {"mode": "skip_nonworking", "holidays": ["2025-03-10"]},
            "2025-03-12T15:20:00",
        ),
        ("2025-03-07T15:20:00+01:00", 1, "hours", {}, "2025-03-07T16:20:00+01:00"),
        ("2025-03-07T15:20Z", 1, "hours", {}, "2025-03-07T16:20:00+00:00"),
        (
            "2025-03-03",
            5,
            "days",
            {"suspensions": [{"from": "2025-03-05", "to": "2025-03-12"}]},
            "2025-03-15",
        ),
        (
            "2025-03-03",
            5,
            "days",
            {
                "suspensions": [
                    {"from": "2025-03-20", "to": "2025-03-22"},
                    {"from": "2025-03-05", "to": "2025-03-12"},
                    {"from": "2025-03-10", "to": "2025-03-13"},
                ]
            },
            "2025-03-16",
        ),
    ],
)
def test_ends_of_terms(
    trigger: str, count: object, unit: str, more: dict[str, object], expected: str
) -> None:
    assert due(trigger, count, unit, **more) == expected


def test_the_holidays_of_the_acting_state_count() -> None:
    assert due("2025-04-17", 1, "working_days", country="DE") == "2025-04-22"
    assert due("2025-12-31", 1, "working_days", country="FR") == "2026-01-02"
    assert due("2025-06-18", 1, "working_days", country="DE-BY") == "2025-06-20"
    assert due("2025-06-18", 1, "working_days", country="DE-BE") == "2025-06-19"

    class Office(SeedLookUps):
        def holidays(self, country: str, year: int) -> set[date]:
            return {date(2025, 4, 18)}

    given_inputs = {"trigger": "2025-04-17", "count": 1, "unit": "working_days", "country": "XX"}
    assert compute("due_date", given_inputs, Office())["due"] == "2025-04-21"


@pytest.mark.parametrize(
    ("trigger", "count", "unit", "more", "codes"),
    [
        (
            "2025-03-08T10:00:00",
            48,
            "hours",
            {"mode": "eu1182", "holidays": ["2025-03-10"]},
            ["two_working_days"],
        ),
        (FRIDAY, 48, "hours", {"mode": "eu1182"}, ["two_working_days"]),
        ("2025-03-05T15:20:00", 48, "hours", {"mode": "eu1182"}, []),
        (FRIDAY, 8, "hours", {"mode": "eu1182"}, []),
        ("2025-03-05", 10, "days", {"mode": "eu1182"}, ["not_a_working_day"]),
        ("2025-03-05", 10, "days", {"mode": "eu1182", "roll": "next_working"}, []),
        (
            "2025-03-10",
            1,
            "days",
            {"direction": "before", "roll": "next_working"},
            ["not_a_working_day"],
        ),
        ("2025-03-05", 10, "days", {}, []),
    ],
)
def test_what_a_lawyer_should_look_at_comes_as_a_warning(
    trigger: str, count: int, unit: str, more: dict[str, object], codes: list[str]
) -> None:
    found: Any = compute("due_date", {"trigger": trigger, "count": count, "unit": unit, **more})
    assert [warning["code"] for warning in found["warnings"]] == codes


@pytest.mark.parametrize(
    ("given_inputs", "problem"),
    [
        ({"trigger": "2025-03-07", "count": 48, "unit": "hours"}, ("field_invalid", "trigger")),
        ({"trigger": "7 Mar 2025", "count": 1, "unit": "days"}, ("field_invalid", "trigger")),
        ({"trigger": "2025-03-07T25:00", "count": 1, "unit": "days"}, ("field_invalid", "trigger")),
        ({"trigger": "2025-03-07", "count": -1, "unit": "days"}, ("field_invalid", "count")),
        ({"trigger": "2025-03-07", "count": "1.5", "unit": "weeks"}, ("field_invalid", "count")),
        ({"trigger": "2025-03-07", "count": "0.51", "unit": "months"}, ("field_invalid", "count")),
        ({"trigger": "2025-03-07", "count": 9000, "unit": "years"}, ("field_invalid", "count")),
        ({"trigger": "2025-03-07", "count": 1, "unit": "fortnights"}, ("field_invalid", "unit")),
        (
            {"trigger": "2025-03-07", "count": 1, "unit": "weeks", "mode": "skip_nonworking"},
            ("field_invalid", "mode"),
        ),
        (
            {"trigger": "2025-03-07", "count": 1, "unit": "days", "country": "ZZ"},
            ("field_invalid", "country"),
        ),
        (
            {"trigger": "2025-03-07", "count": 1, "unit": "days", "holidays": ["Easter"]},
            ("field_invalid", "holidays[0]"),
        ),
        (
            {
                "trigger": "2025-03-07",
                "count": 1,
                "unit": "days",
                "direction": "before",
                "suspensions": [{"from": "2025-03-07", "to": "2025-03-08"}],
            },
            ("field_invalid", "suspensions"),
        ),
        (
            {
                "trigger": "2025-03-07",
                "count": 1,
                "unit": "days",
                "suspensions": [{"from": "2025-03-09", "to": "2025-03-08"}],
            },
            ("date_order", "suspensions[0].to"),
        ),
    ],
)
def test_a_term_that_cannot_be_counted_is_refused(
    refused: Any, given_inputs: dict[str, object], problem: tuple[str, str]
) -> None:
    assert refused("due_date", **given_inputs) == {problem}


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(2, 60), st.booleans())
def test_a_term_of_the_union_always_has_two_working_days(
    start: date, count: int, back: bool
) -> None:
    direction = "before" if back else "after"
    end = date.fromisoformat(
        due(start.isoformat(), count, "days", mode="eu1182", direction=direction)
    )
    first, last = sorted((start, end))
    inside = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    inside.remove(start)
    assert sum(day.weekday() < 5 for day in inside) >= 2
    assert abs((end - start).days) >= count


@given(st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)), st.integers(1, 200))
def test_skipped_hours_never_end_on_a_day_off_and_count_back_to_the_start(
    start: datetime, hours: int
) -> None:
    start = start.replace(microsecond=0)
    end = due(start.isoformat(), hours, "hours", mode="skip_nonworking")
    back = due(end, hours, "hours", mode="skip_nonworking", direction="before")
    if start.weekday() < 5:
        assert datetime.fromisoformat(back) == start


def test_pauses_are_taken_off_the_days_of_a_clock() -> None:
    pauses = [{"from": "2025-11-01", "to": "2025-12-14"}]
    found = compute("clock_days", {"from": "2025-09-14", "to": "2026-03-01", "pauses": pauses})
    assert (found["days"], found["paused"], found["running"]) == (168, 43, 125)


def test_overlapping_and_outlying_pauses_count_once_and_open_ones_to_the_end() -> None:
    pauses = [
        {"from": "2025-12-01", "to": "2026-01-11"},
        {"from": "2026-01-05", "to": "2026-01-08"},
        {"from": "2026-01-10", "to": "2026-01-21"},
        {"from": "2026-01-29"},
        {"from": "2027-01-01"},
    ]
    found = compute("clock_days", {"from": "2026-01-01", "to": "2026-01-31", "pauses": pauses})
    assert (found["days"], found["paused"], found["running"]) == (30, 22, 8)


def test_a_clock_that_runs_backwards_is_refused(refused: Any) -> None:
    assert refused("clock_days", from_="2026-01-02", to="2026-01-01") == {("date_order", "to")}
    pauses = [{"from": "2026-01-03", "to": "2026-01-02"}]
    assert refused("clock_days", from_="2026-01-02", to="2026-01-09", pauses=pauses) == {
        ("date_order", "pauses[0].to")
    }


DAYS = st.dates(date(2020, 1, 1), date(2021, 1, 1))


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, DAYS), max_size=6))
def test_paused_days_are_days_counted_once(
    one: date, other: date, spans: list[tuple[date, date]]
) -> None:
    start, end = sorted((one, other))
    pauses = [(min(span), max(span)) for span in spans]
    days, paused, running = clock_days(start, end, pauses)
    every = {start + timedelta(days=n) for n in range((end - start).days)}
    off = {day for day in every if any(begin <= day < until for begin, until in pauses)}
    assert (days, paused, running) == (len(every), len(off), len(every - off))


@pytest.mark.parametrize(
    ("kind", "value", "valid"),
    [
        ("asset", "ARO-2026-000017-M", True),
        ("asset", "AMO-2026-000001-P", True),
        ("asset", "ARO-2026-000018-M", False),
        ("iban", "DE89 3704 0044 0532 0130 00", True),
        ("iban", "DE88 3704 0044 0532 0130 00", False),
    ],
)
def test_numbers_are_checked_by_their_own_characters(kind: str, value: str, valid: bool) -> None:
    found = compute("checksum", {"kind": kind, "value": value})
    assert found["valid"] is valid
    assert found["reason"]


def test_an_unknown_kind_or_figure_is_refused(refused: Any) -> None:
    assert refused("checksum", kind="passport", value="1") == {("field_invalid", "kind")}
    with pytest.raises(ValidationFailed, match="is not a figure"):
        compute("horoscope", {})
    with pytest.raises(ValidationFailed, match="object is expected"):
        compute("split", [])  # type: ignore[arg-type]


def test_every_figure_of_the_contract_is_there_with_a_name_a_formula_and_inputs() -> None:
    contract = (
        "net_proceeds sell_or_keep equity depreciation weighted_value interest convert value_order "
        "allocate_value_order joint_value_order split eu_sharing victims durations recovery_rate "
        "movement checksum due_date clock_days coverage commingling fee_check insurance_gap sample"
    )
    assert list(FIGURES)[: len(contract.split())] == contract.split()
    for figure in FIGURES.values():
        assert figure.title
        assert figure.formula.endswith(".")
        assert figure.inputs
