"""Check digits: published vectors, one wrong character, and one spelling for one thing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.identifiers import (
    CHECKED_KINDS,
    asset_number,
    check_identifier,
    normalise_identifier,
)

VALID = [
    ("asset", "ARO-2026-000017-M"),
    ("asset", "AMO-2026-000001-P"),
    ("asset", "aro 2026 000017 m"),
    ("asset", "ARO-2026-000017-M-01"),
    ("iban", "GB82WEST12345698765432"),
    ("iban", "gb82 west 1234 5698 7654 32"),
    ("iban", "DE89370400440532013000"),
    ("iban", "MT84MALT011000012345MTLCAST001S"),
    ("bic", "DEUTDEFF"),
    ("bic", "NEDSZAJJXXX"),
    ("isin", "US0378331005"),
    ("isin", "GB0002634946"),
    ("lei", "529900T8BM49AURSDO55"),
    ("lei", "5493001KJTIIGC8Y1R12"),
    ("imo", "9074729"),
    ("imo", "IMO 9074729"),
    ("imei", "490154203237518"),
    ("imei", "35-417803-685978-9"),
    ("vin", "1M8GDM9AXKP042788"),
    ("vin", "1HGCM82633A004352"),
    ("vin", "11111111111111111"),
    ("btc", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("btc", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    ("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("btc", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
    ("btc", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
    ("btc", "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y"),
    ("btc", "BC1SW50QGDZ25J"),
    ("btc", "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"),
    ("btc", "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7"),
    ("eth", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("eth", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
    ("eth", "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"),
    ("eth", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"),
    ("eth", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
]
INVALID = [
    ("asset", "ARO-2026-000018-M"),
    ("asset", "ARO-2026-17-M"),
    ("iban", "GB82WEST12345698765433"),
    ("iban", "GB82WEST1234569876543"),
    ("iban", "XX82WEST12345698765432"),
    ("bic", "DEUTDEF"),
    ("bic", "DEUTZZFF"),
    ("isin", "US0378331006"),
    ("isin", "US03783310051"),
    ("lei", "529900T8BM49AURSDO56"),
    ("lei", "529900T8BM49AURSDO5"),
    ("imo", "9074728"),
    ("imo", "90747290"),
    ("imei", "490154203237519"),
    ("imei", "49015420323751"),
    ("imei", "3568680000414120"),
    ("vin", "1M8GDM9A1KP042788"),
    ("vin", "1M8GDM9AXKP04278"),
    ("vin", "1M8GDM9AXKPO42788"),
    ("btc", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"),
    ("btc", "1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na"),
    ("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"),
    ("btc", "bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("btc", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd"),
    ("btc", "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf"),
    ("btc", "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL"),
    ("btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh"),
    ("btc", "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4"),
    ("btc", "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R"),
    ("btc", "bc1pw5dgrnzv"),
    ("btc", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav"),
    ("btc", "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P"),
    ("btc", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf"),
    ("btc", "bc1gmk9yu"),
    ("btc", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ("eth", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee"),
    ("eth", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("eth", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"),
    ("tron", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    *((kind, "") for kind in sorted(CHECKED_KINDS)),
]


@pytest.mark.parametrize(("kind", "value"), VALID)
def test_a_right_identifier_is_valid(kind: str, value: str) -> None:
    found = check_identifier(kind, value)
    assert found.valid, found.reason
    assert found.reason.endswith(".")


@pytest.mark.parametrize(("kind", "value"), INVALID)
def test_a_wrong_identifier_is_not_valid_and_says_why(kind: str, value: str) -> None:
    found = check_identifier(kind, value)
    assert not found.valid
    assert found.reason.endswith(".")


def test_a_wrong_vin_check_digit_only_warns_and_outside_north_america_the_vin_is_valid() -> None:
    american = check_identifier("vin", "1M8GDM9A1KP042788")
    assert (american.valid, american.warning_only) == (False, True)
    german = check_identifier("vin", "WVWZZZ1JZXW000001")
    assert (german.valid, german.warning_only) == (True, True)
    assert not check_identifier("vin", "WVWZZZ1JZXW00000O").warning_only


def test_an_address_of_a_test_network_is_valid_and_warned_of() -> None:
    found = check_identifier("btc", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx")
    assert (found.valid, found.warning_only) == (True, True)
    assert "test network" in found.reason


def test_the_offices_numbers_carry_their_check_character() -> None:
    assert asset_number("ARO", 2026, 17) == "ARO-2026-000017-M"
    assert asset_number("AMO", 2026, 1) == "AMO-2026-000001-P"


@given(st.from_regex("[A-Z]{3}", fullmatch=True), st.integers(1000, 9999), st.integers(1, 999_999))
def test_every_number_of_the_office_passes_its_own_check(
    prefix: str, year: int, serial: int
) -> None:
    assert check_identifier("asset", asset_number(prefix, year, serial)).valid


@given(st.integers(1, 999_998), st.integers(0, 14), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_an_asset_number_is_found(serial: int, place: int, digit: str) -> None:
    number = asset_number("ARO", 2026, serial)
    wrong = number[:place] + digit + number[place + 1 :]
    if number[place].isdigit() and wrong != number:
        assert not check_identifier("asset", wrong).valid


@pytest.mark.parametrize(
    ("prefix", "year", "serial"),
    [("AR", 2026, 1), ("ar0", 2026, 1), ("ARO", 26, 1), ("ARO", 2026, 0)],
)
def test_an_impossible_asset_number_is_refused(prefix: str, year: int, serial: int) -> None:
    with pytest.raises(ValidationFailed):
        asset_number(prefix, year, serial)
    with pytest.raises(ValidationFailed):
        asset_number("ARO", 2026, 1_000_000)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("vin", "1m8 gdm9-axkp 042788", "1M8GDM9AXKP042788"),
        ("vin", "１Ｍ８GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("iban", "GB82 WEST 1234 5698 7654 32", "gb82west12345698765432"),
        ("imo", "IMO 9074729", "9074729"),
        ("plate", "ab\u2013123 cd", "AB-123-CD"),
        (
            "eth",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
        ),
        ("btc", "BC1SW50QGDZ25J", "bc1sw50qgdz25j"),
        ("asset", "aro2026000017m01", "ARO-2026-000017-M-01"),
        ("serial", "SN 00-17", "sn0017"),
    ],
)
def test_two_spellings_of_one_identifier_are_the_same(kind: str, one: str, other: str) -> None:
    assert normalise_identifier(kind, one) == normalise_identifier(kind, other)


def test_wallet_addresses_keep_their_case_where_it_matters() -> None:
    address = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    assert normalise_identifier("btc", address) == address
    assert check_identifier("btc", address).normal == address


def test_an_identifier_of_unknown_kind_is_refused_as_a_field() -> None:
    with pytest.raises(ValidationFailed) as refused:
        check_identifier("passport", "X1")
    assert (refused.value.reasons[0].code, refused.value.reasons[0].field) == (
        "field_invalid",
        "kind",
    )


@given(st.sampled_from(sorted(CHECKED_KINDS)), st.text(max_size=250))
def test_no_text_breaks_a_check(kind: str, text: str) -> None:
    found = check_identifier(kind, text)
    assert found.reason


@given(st.sampled_from(sorted(CHECKED_KINDS)), st.text("0123456789ABCDEFbcx1", max_size=70))
def test_no_likely_text_breaks_a_check_and_the_normal_spelling_is_stable(
    kind: str, text: str
) -> None:
    normal = check_identifier(kind, text).normal
    assert normalise_identifier(kind, normal) == normal


def test_reading_the_module_loads_no_library() -> None:
    code = (
        "import sys, asset_recovery.domain.identifiers, asset_recovery.domain.text;"
        "print([n for n in ('stdnum', 'base58', 'Crypto', 'pycountry') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
