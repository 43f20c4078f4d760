"""How often something is due, as people write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.intervals import Interval, read_interval


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("monthly", Interval(1, "months")),
        ("Quarterly", Interval(3, "months")),
        ("every 2 weeks", Interval(14, "days")),
        ("three months", Interval(3, "months")),
        ("P30D", Interval(30, "days")),
        ("a year", Interval(12, "months")),
        ("month", Interval(1, "months")),
        (6, Interval(6, "months")),
    ],
)
def test_an_interval_is_read_as_people_write_it(said: object, meant: Interval) -> None:
    assert read_interval(said) == meant


@pytest.mark.parametrize("said", ["sometimes", "", "0 days", "-1 month", "eleven months", "٣ days"])
def test_what_names_no_interval_is_none(said: str) -> None:
    assert read_interval(said) is None


def test_months_keep_the_end_of_the_month() -> None:
    monthly = Interval(1, "months")
    assert [monthly.times(date(2026, 1, 31), n) for n in (1, 2, 3)] == [
        date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60), st.integers(1, 24))
def test_later_numbers_come_later(day: date, count: int, number: int) -> None:
    for unit in ("days", "months"):
        every = Interval(count, unit)
        assert day < every.times(day, number) < every.times(day, number + 1)
        assert read_interval(str(every)) == every
