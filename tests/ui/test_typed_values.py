"""What people type is understood as they meant it, or refused with a sentence; never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from asset_recovery.domain.money import Money
from asset_recovery.ui.typed_values import read_date, read_money, read_number, read_share

TODAY = date(2026, 4, 27)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1 234 567,89", 123456789),
        ("1,234,567.89", 123456789),
        ("1.234.567,89", 123456789),
        ("1'234'567.89", 123456789),
        ("1.2m", 120_000_000),
        ("1,234m", 123_400_000),
        ("1.5k", 150_000),
        ("1,234", 123_400),
        ("0.5", 50),
        ("12", 1200),
        ("EUR 12.40", 1240),
        ("12.40 EUR", 1240),
        ("1\u202f250,00", 125000),
        ("2bn", 200_000_000_000),
    ],
)
def test_money_is_read_in_every_usual_way(typed: str, minor: int) -> None:
    assert read_money(typed, "EUR").value == Money(minor, "EUR")


@pytest.mark.parametrize(
    "typed", ["abc", "1.2.3", "1,23,4", "12.345,6.7", "1..2", "1234.567", "5x"]
)
def test_money_with_two_readings_or_none_is_refused(typed: str) -> None:
    read = read_money(typed, "EUR")
    assert read.value is None
    assert read.problem


def test_money_is_never_rounded() -> None:
    assert "decimals" in read_money("1.2345678m", "EUR").problem or read_money(
        "0.1234567m", "EUR"
    ).value == Money(12345670, "EUR")
    assert read_money("10.5", "JPY").problem


def test_nothing_typed_is_nothing_given() -> None:
    assert read_money("  ", "EUR").value is None
    assert read_money("  ", "EUR").problem == ""
    assert read_date("", TODAY).value is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 4, 28)),
        ("+14d", date(2026, 5, 11)),
        ("-2w", date(2026, 4, 13)),
        ("+1m", date(2026, 5, 27)),
        ("+1y", date(2027, 4, 27)),
        ("2 Mar 2026", date(2026, 3, 2)),
        ("2 March 2026", date(2026, 3, 2)),
        ("Mar 2, 2026", date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("2.3.2026", date(2026, 3, 2)),
        ("13/02/2026", date(2026, 2, 13)),
        ("2 Mar", date(2026, 3, 2)),
        ("5/5/2026", date(2026, 5, 5)),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, day: date) -> None:
    read = read_date(typed, TODAY)
    assert read.value == day
    assert str(day.year) in read.says


@pytest.mark.parametrize("typed", ["02/03/2026", "30 Feb 2026", "soon", "2026-13-01", "+999999y"])
def test_a_date_with_two_readings_or_none_is_refused(typed: str) -> None:
    read = read_date(typed, TODAY)
    assert read.value is None
    assert read.problem


def test_a_month_later_than_the_last_day_ends_with_the_month() -> None:
    assert read_date("+1m", date(2026, 1, 31)).value == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("typed", "share"),
    [("51 %", "0.51"), ("0.25", "0.25"), ("1/3", "1/3"), ("100%", "1"), ("33,3 %", "0.333")],
)
def test_shares_are_exact(typed: str, share: str) -> None:
    assert read_share(typed).value == share


@pytest.mark.parametrize("typed", ["0", "120 %", "4/3", "half"])
def test_a_share_is_above_zero_and_not_above_the_whole(typed: str) -> None:
    assert read_share(typed).problem


def test_numbers_are_whole_where_they_must_be() -> None:
    assert read_number("12 000", whole=True).value == 12000
    assert read_number("1.5", whole=True).problem
    assert read_number("12,4821", whole=False).value == "12.4821"
