"""Reports and their periods: gaps, overlaps, the next one due."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.intervals import Interval
from asset_recovery.lifecycle.care import (
    Care,
    ReportPosition,
    VisitPosition,
    next_report,
    stretches,
)

START = date(2026, 3, 1)
PERIODS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 60)).map(
        lambda pair: report(START + timedelta(days=pair[0]), pair[1])
    ),
    max_size=8,
)


def report(since: date, days: int) -> ReportPosition:
    until = since + timedelta(days=days)
    return ReportPosition(f"R {since}", "K", until, since, until)


@given(PERIODS)
def test_gaps_are_the_days_up_to_the_last_report_that_none_covers(
    reports: list[ReportPosition],
) -> None:
    last = max((one.until for one in reports), default=START - timedelta(days=1))
    days = [START + timedelta(days=n) for n in range((last - START).days + 1)]
    covered = {day for day in days if any(one.since <= day <= one.until for one in reports)}
    told = {
        day
        for day in days
        for one in stretches(START, None, reports)
        if one.kind == "gap" and one.since <= day <= one.until
    }
    assert told == set(days) - covered


@given(PERIODS)
def test_every_day_with_two_reports_lies_in_an_overlap(reports: list[ReportPosition]) -> None:
    found = [one for one in stretches(START, None, reports) if one.kind == "overlap"]
    for one in reports:
        for other in reports:
            if one is other:
                continue
            day = max(one.since, other.since)
            if day <= min(one.until, other.until):
                assert any(part.since <= day <= part.until for part in found)


def test_the_next_report_follows_what_is_covered_and_ends_with_the_contract() -> None:
    monthly, first = Interval(1, "months"), report(START, 30)
    assert next_report(START, monthly, [], None) == date(2026, 4, 1)
    assert next_report(START, monthly, [first], None) == date(2026, 5, 1)
    assert next_report(START, monthly, [first], date(2026, 3, 31)) is None
    assert next_report(START, monthly, [], date(2026, 2, 1)) is None


def test_a_breach_is_open_since_the_first_visit_that_found_it() -> None:
    care = Care()
    for day, finding in ((1, "breach"), (5, "breach"), (9, "as_agreed"), (12, "breach")):
        care.visits.append(VisitPosition(f"V{day}", date(2026, 6, day), "V", finding))
    breach = care.open_breach
    assert breach is not None
    assert breach.on == date(2026, 6, 12)
    care.visits.pop()
    assert care.open_breach is None
