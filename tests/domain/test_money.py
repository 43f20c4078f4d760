"""Money keeps every minor unit, refuses what it cannot keep, and reads what people type."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asset_recovery.domain.currencies import currencies, known, minor_units
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import LARGEST, Money, half_up, read_typed

SPENDABLE = sorted(code for code in currencies() if known(code))


def refusal(call: object, *arguments: object, **named: object) -> tuple[str, str | None]:
    with pytest.raises(ValidationFailed) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    return caught.value.reasons[0].code, caught.value.reasons[0].field


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ("EUR", 2),
        ("JPY", 0),
        ("KWD", 3),
        ("CLF", 4),
        ("UYW", 4),
        ("ISK", 0),
        ("HUF", 2),
        ("IQD", 3),
        ("AFN", 2),
        ("UGX", 0),
        ("ITL", 0),
        ("DEM", 2),
    ],
)
def test_minor_units_follow_iso_and_not_the_habits_of_a_country(code: str, units: int) -> None:
    assert minor_units(code) == units


def test_predecessors_of_the_euro_are_known_as_historic_with_their_fixed_rate() -> None:
    mark = currencies()["DEM"]
    assert mark.historic
    assert mark.euro_rate == Decimal("1.95583")
    assert not currencies()["EUR"].historic


def test_codes_without_minor_units_carry_no_amounts() -> None:
    assert refusal(Money.parse, "1", "XAU")[0] == "currency_unknown"
    assert not known("XXX")
    assert not known(None)


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "Infinity",
        "1e18",
        "1,234.56 EUR",
        "1,234.56",
        "١٢٣",
        "1_000",
        "１２",
        "",
        " 1",
        "1 ",
        "1\n",
        "+1",
        ".5",
        "5.",
        "1.2.3",
        "0x10",
        "--1",
        "9" * 70,
        "1000000000000000000",
    ],
)
def test_what_is_not_a_plain_ascii_amount_is_refused(text: str) -> None:
    assert refusal(Money.parse, text, "JPY", "price") == ("field_invalid", "price")


@pytest.mark.parametrize("value", [12, 12.5, True, None, Decimal(1), b"1"])
def test_an_amount_that_is_not_text_is_refused(value: object) -> None:
    assert refusal(Money.parse, value, "EUR")[0] == "field_invalid"


def test_one_digit_too_many_is_refused_and_never_rounded() -> None:
    assert refusal(Money.parse, "1.000", "EUR")[0] == "too_many_decimals"
    assert refusal(Money.parse, "1.0", "JPY")[0] == "too_many_decimals"
    assert Money.parse("1.0001", "CLF").minor == 10_001


@pytest.mark.parametrize("code", ["usd", "ZZZ", "", "US", 978, None, ["EUR"]])
def test_an_unknown_currency_is_refused(code: object) -> None:
    assert refusal(Money.parse, "1.00", code)[0] == "currency_unknown"


def test_negative_amounts_are_taken_only_where_they_may_be() -> None:
    assert refusal(Money.parse, "-0.01", "EUR")[0] == "field_invalid"
    assert Money.parse("-0.01", "EUR", allow_negative=True).minor == -1
    assert Money.parse("-0.00", "EUR").amount == "0.00"


def test_the_largest_amount_is_kept_and_one_more_is_refused() -> None:
    assert Money.parse(str(LARGEST), "JPY").minor == LARGEST
    assert refusal(lambda: Money(LARGEST, "JPY") + Money(1, "JPY"))[0] == "field_invalid"


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(SPENDABLE))
def test_an_amount_that_is_written_and_read_is_the_same(minor: int, code: str) -> None:
    money = Money(minor, code)
    assert Money.parse(money.amount, code, allow_negative=True) == money
    assert Money.from_json(money.as_json(), allow_negative=True) == money
    assert Money.from_decimal(money.decimal, code) == money


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(SPENDABLE))
def test_what_is_displayed_can_be_typed_again_unless_it_reads_in_two_ways(
    minor: int, code: str
) -> None:
    money = Money(minor, code)
    try:
        understood = read_typed(money.display(), code, allow_negative=True)
    except ValidationFailed:
        assume(False)
    assert understood == money


def test_amounts_are_written_with_every_decimal_and_grouped_for_people() -> None:
    money = Money.parse("126000000", "USD")
    assert money.amount == "126000000.00"
    assert money.display() == "126,000,000.00 USD"
    assert money.as_json() == {"amount": "126000000.00", "currency": "USD"}
    assert Money(-5, "KWD").amount == "-0.005"
    assert Money(5, "JPY").amount == "5"


@pytest.mark.parametrize(
    ("value", "minor"), [("1.005", 101), ("-1.005", -101), ("1.00499999", 100), ("0.994999", 99)]
)
def test_a_half_is_rounded_away_from_zero_once(value: str, minor: int) -> None:
    assert Money.from_decimal(Decimal(value), "EUR").minor == minor


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e19", "1e500"])
def test_a_value_that_cannot_be_kept_is_refused(value: str) -> None:
    assert refusal(Money.from_decimal, Decimal(value), "EUR")[0] == "field_invalid"


def test_two_currencies_are_never_taken_together() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    for mixed in (
        lambda: euro + dollar,
        lambda: euro - dollar,
        lambda: euro < dollar,
        lambda: euro <= dollar,
        lambda: euro > dollar,
        lambda: euro >= dollar,
        lambda: Money.total([euro], "USD"),
    ):
        assert refusal(mixed)[0] == "currency_mismatch"
    assert euro != dollar


def test_sums_and_comparisons_are_exact() -> None:
    assert Money(10, "EUR") + Money(20, "EUR") == Money(30, "EUR")
    assert -Money(10, "EUR") == Money(10, "EUR") - Money(20, "EUR")
    assert abs(Money(-3, "EUR")) == Money(3, "EUR")
    assert Money(-3, "EUR").is_negative
    assert Money(1, "EUR") < Money(2, "EUR") <= Money(2, "EUR")
    assert Money(3, "EUR") > Money(2, "EUR") >= Money(2, "EUR")
    assert Money.total([], "EUR").is_zero
    assert Money.zero("JPY").display() == str(Money.zero("JPY")) == "0 JPY"
    with pytest.raises(TypeError):
        Money(1, "EUR") + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1, "EUR") - 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(True, "EUR")


@pytest.mark.parametrize(
    "value", [None, "1.00", {"amount": "1.00"}, {"amount": "1.00", "currency": "EUR", "x": 1}]
)
def test_money_of_another_form_is_refused(value: object) -> None:
    assert refusal(Money.from_json, value, "price") == ("field_invalid", "price")


def test_rounding_gives_the_digits_that_are_asked_for() -> None:
    assert str(half_up(Decimal("0.26755"), 4)) == "0.2676"
    assert str(half_up(Decimal("2.5"), 0)) == "3"


@pytest.mark.parametrize(
    ("typed", "code", "amount"),
    [
        ("1 234 567,89", "EUR", "1234567.89"),
        ("1\u202f234\u00a0567,89", "EUR", "1234567.89"),
        ("1,234,567.89", "EUR", "1234567.89"),
        ("1.234.567,89", "EUR", "1234567.89"),
        ("1'234’567.50", "CHF", "1234567.50"),
        ("12,34,567.50", "INR", "1234567.50"),
        ("1.2m", "USD", "1200000.00"),
        ("1,5 Mio", "EUR", "1500000.00"),
        ("2 Mrd.", "EUR", "2000000000.00"),
        ("500k", "USD", "500000.00"),
        ("1,23", "EUR", "1.23"),
        ("0.5", "EUR", "0.50"),
        ("1,234", "JPY", "1234"),
        ("1.234.567", "EUR", "1234567.00"),
        ("1 234,567", "KWD", "1234.567"),
        ("EUR 12.50", "EUR", "12.50"),
        ("12.50 eur", "EUR", "12.50"),
        ("1234", "USD", "1234.00"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str, amount: str) -> None:
    assert read_typed(typed, code).amount == amount


@pytest.mark.parametrize(("typed", "code"), [("1,234", "KWD"), ("1.234", "EUR"), ("1,234m", "USD")])
def test_what_can_be_read_in_two_ways_is_refused_with_a_sentence(typed: str, code: str) -> None:
    with pytest.raises(ValidationFailed, match="two ways"):
        read_typed(typed, code)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "field_invalid"),
        ("abc", "field_invalid"),
        ("12.", "field_invalid"),
        ("1,2,3", "field_invalid"),
        ("1234 567", "field_invalid"),
        ("١٢٣", "field_invalid"),
        ("1_000", "field_invalid"),
        ("-5", "field_invalid"),
        ("1.2.3,45", "field_invalid"),
        ("1e5", "field_invalid"),
        ("NaN", "field_invalid"),
        ("9" * 100, "field_invalid"),
        ("12 USD", "currency_mismatch"),
        ("1234,567", "too_many_decimals"),
        ("1.000000001m", "too_many_decimals"),
    ],
)
def test_what_is_typed_wrong_is_refused(typed: str, problem: str) -> None:
    assert refusal(read_typed, typed, "EUR", "reserve") == (problem, "reserve")


def test_a_negative_amount_may_be_typed_where_it_makes_sense() -> None:
    assert read_typed("−1 200,50", "EUR", allow_negative=True).minor == -120_050


@given(st.text(max_size=30))
def test_no_typed_text_ever_breaks_the_reader(text: str) -> None:
    for reader in (read_typed, Money.parse):
        with suppress(ValidationFailed):
            assert reader(text, "EUR", allow_negative=True).currency == "EUR"
