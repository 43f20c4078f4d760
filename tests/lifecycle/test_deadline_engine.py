"""Terms by rules as data: starts, lengths, readings, chains, what makes them fall away."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from asset_recovery.domain.day_at import DayAt
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.lifecycle.deadline_reckoning import Calendar, reckon
from asset_recovery.lifecycle.deadline_rules import (
    DeadlineRule,
    Length,
    in_order,
    parse_rule,
    rule_set,
)
from asset_recovery.lifecycle.deadline_rules_lint import deadline_faults
from asset_recovery.lifecycle.figures.working_days import WorkingDays
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.lifecycle.timers import EXPIRED, Term, effects_until

FRIDAY = datetime.fromisoformat("2025-03-07T15:20+01:00")


def a_rule(**more: object) -> DeadlineRule:
    given = {
        "code": "x", "title": "X", "scope": "asset", "trigger": "measure", "effect": "task",
        "source": "test", "mark": "D", **more,
    }  # fmt: skip
    return parse_rule(given)


def reckoned(on: str, count: str, unit: str, **more: object) -> str:
    rule = a_rule(**more)
    found = reckon(date.fromisoformat(on), None, Length(Decimal(count), unit), rule, WorkingDays())
    return found.governing.due.isoformat()


@pytest.mark.parametrize(
    ("on", "count", "unit", "more", "due"),
    [
        ("2025-01-31", "1", "months", {}, "2025-02-28"),
        ("2025-03-03", "45", "days", {}, "2025-04-17"),
        ("2025-03-05", "45", "days", {"roll": "next_working"}, "2025-04-21"),
        ("2025-03-05", "5", "working_days", {}, "2025-03-12"),
        ("2025-03-20", "10", "days", {"direction": "before"}, "2025-03-10"),
        ("2025-03-07", "2", "days", {"mode": "eu1182"}, "2025-03-11"),
        ("2025-03-01", "0.5", "months", {}, "2025-03-16"),
    ],
)
def test_a_rule_ends_where_the_specification_says(
    on: str, count: str, unit: str, more: dict[str, object], due: str
) -> None:
    assert reckoned(on, count, unit, **more) == due


def test_hours_run_from_the_moment_that_was_given() -> None:
    rule = a_rule(mode="skip_nonworking")
    found = reckon(FRIDAY.date(), FRIDAY, Length(Decimal(48), "hours"), rule, WorkingDays())
    assert found.governing.at == datetime.fromisoformat("2025-03-11T15:20+01:00")


def test_an_unknown_hour_is_counted_from_the_first_minute_of_the_day() -> None:
    found = reckon(date(2025, 3, 7), None, Length(Decimal(36), "hours"), a_rule(), WorkingDays())
    assert found.governing.at == datetime(2025, 3, 8, 12, 0)
    assert found.other is not None
    assert found.other.at == datetime(2025, 3, 9, 11, 59)


def test_of_two_readings_the_earlier_governs_and_the_later_is_kept() -> None:
    length = Length(Decimal(7), "working_days", "days")
    found = reckon(date(2025, 3, 3), None, length, a_rule(), WorkingDays())
    assert found.governing.due == date(2025, 3, 10)
    assert found.other is not None
    assert found.other.due == date(2025, 3, 12)


def test_the_holidays_are_those_of_the_state_that_acts() -> None:
    calendar = Calendar("MT")
    labour_day, independence = date(2026, 5, 1), date(2026, 9, 21)
    assert not calendar.working().is_working(labour_day)
    assert not calendar.working("MT").is_working(independence)
    assert calendar.working("DE").is_working(independence)
    assert calendar.working("XX").is_working(labour_day)  # no holidays are known: weekends only


def test_a_date_given_with_its_hour_is_equal_to_the_date_and_keeps_the_hour() -> None:
    day = DayAt.of(FRIDAY)
    assert (day, day.isoformat(), day.moment) == (date(2025, 3, 7), "2025-03-07", FRIDAY)


def test_a_term_follows_the_one_from_whose_end_it_starts() -> None:
    rules = in_order([a_rule(code="b", trigger="deadline:a"), a_rule(code="a")])
    assert [rule.code for rule in rules] == ["a", "b"]


def test_terms_that_start_from_each_other_are_refused() -> None:
    circle = [a_rule(code="a", trigger="deadline:b"), a_rule(code="b", trigger="deadline:a")]
    with pytest.raises(ValidationFailed, match="a → b → a"):
        in_order(circle)


GOOD = {
    "code": "x", "title": "X", "scope": "asset", "trigger": "measure", "effect": "task",
    "count": 3, "unit": "days", "source": "test", "mark": "D",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        ({"trigger": "no_such"}, "trigger", "There is no trigger 'no_such'."),
        ({"trigger": "event:no_such"}, "trigger", "There is no action 'no_such'."),
        (
            {"trigger": "event:record_proceeding.authority"},
            "trigger",
            "record_proceeding has no date named 'authority'.",
        ),
        (
            {"unless": ["event:record_order:no_such"]},
            "unless",
            "record_order has no kind 'no_such'.",
        ),
        ({"unless": ["no_such"]}, "unless", "There is no fact 'no_such'."),
        ({"unit": "fortnights"}, "unit", "unit is one of"),
        ({"count": -1}, "count", "-1 is no count."),
        ({"count": "NaN"}, "count", "'NaN' is no count."),
        ({"parameter": "days"}, "", "The length is told twice"),
        ({"colour": "red"}, "colour", "A deadline rule has no colour."),
        ({"effect": "lapse"}, "effect", "effect is one of bar, task, proposal, warning."),
        ({"types": ["@no_such"]}, "types", "There is no type '@no_such'."),
        ({"order_kinds": ["no_such"]}, "order_kinds", "'no_such' is not in the list."),
        ({"owner": "no_such"}, "owner", "There is no role 'no_such'."),
        ({"valid_to": date(1, 1, 1), "valid_from": date(2, 1, 1)}, "valid_to", "lies before"),
        ({"trigger": "deadline:no_such"}, "trigger", "There is no deadline rule 'no_such'."),
        ({"trigger": "deadline:x"}, "trigger", "Terms start from each other: x → x."),
        ({"warn_days": ["a"]}, "warn_days", "warn_days is a list of whole days"),
    ],
)
def test_each_fault_of_a_rule_is_named_with_its_place(
    change: dict[str, object], place: str, sentence: str
) -> None:
    found = list(deadline_faults([{**GOOD, **change}]))
    assert any(
        "deadline_rule" in where and where.endswith(place or ")") and sentence in text
        for where, text in found
    ), found


def test_a_rule_without_a_fault_has_none() -> None:
    assert list(deadline_faults([GOOD])) == []


ENDS = Term("order_ends", "Order ends", "F", date(2026, 3, 31), date(2026, 4, 2), date(2026, 3, 1))


def told(on: str) -> list[tuple[int, str, str | None]]:
    rules = legal_system("generic")
    rule = rule_set(rules, "asset").of["order_ends"][0]
    found = effects_until(ENDS, rule, rules, date.fromisoformat(on))
    return [(effect.step, effect.kind, effect.action) for effect in found]


def test_a_measure_alarms_at_the_steps_before_its_end() -> None:
    assert told("2026-01-29") == []
    assert told("2026-01-30") == [(60, "alarm", None)]
    assert told("2026-03-01") == [(30, "alarm", None)]
    assert told("2026-03-24") == [(7, "alarm", None)]
    assert told("2026-03-31") == [(1, "alarm", None)]


def test_the_earlier_reading_alarms_and_the_later_bars_and_proposes() -> None:
    assert told("2026-04-01") == [(EXPIRED, "alarm", None)]
    assert told("2026-04-02") == [(EXPIRED, "alarm", None)]
    assert told("2026-04-03") == [
        (EXPIRED, "alarm", None),
        (EXPIRED, "bar", "record_lapse"),
        (EXPIRED, "proposal", "record_lapse"),
    ]
