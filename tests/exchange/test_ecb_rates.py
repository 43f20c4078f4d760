"""Reference rates of the European Central Bank as written, with the day they belong to."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from asset_recovery.domain.errors import StorageFailed
from asset_recovery.exchange.ecb_rates import EcbRates

TEXT = "Date,USD,MYR,CYP,\n2026-01-06,1.10,N/A,N/A,\n2026-01-05,1.0842,4.50,0.585274,\n\n"


@pytest.fixture
def rates(tmp_path: Path) -> EcbRates:
    path = tmp_path / "rates.csv"
    path.write_text(TEXT, "utf-8")
    return EcbRates(path)


def test_the_latest_rate_on_or_before_the_day_is_given_with_its_day(rates: EcbRates) -> None:
    assert rates.rate("EUR", "USD", date(2026, 1, 9)) == (Decimal("1.10"), date(2026, 1, 6))
    assert rates.rate("EUR", "USD", date(2026, 1, 5)) == (Decimal("1.0842"), date(2026, 1, 5))
    assert rates.rate("EUR", "MYR", date(2026, 1, 9)) == (Decimal("4.50"), date(2026, 1, 5))


def test_what_is_not_quoted_is_not_made_up(rates: EcbRates) -> None:
    assert rates.rate("EUR", "USD", date(2026, 1, 4)) is None
    assert rates.rate("EUR", "KPW", date(2026, 1, 9)) is None
    assert rates.rate("USD", "EUR", date(2026, 1, 9)) is None
    assert rates.rate("EUR", "EUR", date(2026, 1, 9)) is None


def test_a_predecessor_of_the_euro_has_its_fixed_rate(rates: EcbRates) -> None:
    assert rates.rate("EUR", "DEM", date(2001, 5, 1)) == (Decimal("1.95583"), date(1999, 1, 1))
    assert rates.rate("EUR", "DEM", date(1998, 5, 1)) is None


def test_a_cross_is_one_number_of_the_older_day(rates: EcbRates) -> None:
    found = rates.cross("USD", "MYR", date(2026, 1, 9))
    assert found is not None
    assert str(found[0]).startswith("4.0909090909")
    assert found[1] == date(2026, 1, 5)
    assert rates.cross("USD", "USD", date(2026, 1, 9)) == (Decimal(1), date(2026, 1, 9))
    back = rates.cross("USD", "EUR", date(2026, 1, 5))
    assert back is not None
    assert str(back[0]).startswith("0.92233905183545")
    assert rates.cross("USD", "KPW", date(2026, 1, 9)) is None


def test_the_rates_that_come_with_the_programme_reach_from_1999_on() -> None:
    packaged = EcbRates()
    assert packaged.rate("EUR", "USD", date(1999, 1, 4)) == (Decimal("1.1789"), date(1999, 1, 4))
    assert packaged.rate("EUR", "MYR", date(2019, 4, 28)) == (Decimal("4.6079"), date(2019, 4, 26))
    span = packaged.span("USD")
    assert span is not None
    assert span[0] == date(1999, 1, 4)
    assert packaged.span("XXX") is None


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    for name, content in (
        ("a.zip", b"no archive"),
        ("b.csv", b"Date,USD\nyesterday,1\n"),
        ("c.csv", b"Date,USD\n2026-01-01,dear\n"),
        ("d.csv", b""),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(StorageFailed, match="cannot be read"):
            EcbRates(path).rate("EUR", "USD", date(2026, 1, 1))
    with pytest.raises(StorageFailed, match="cannot be read"):
        EcbRates(tmp_path / "absent.csv").rate("EUR", "USD", date(2026, 1, 1))


def test_the_archive_of_the_bank_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("eurofxref-hist.csv", TEXT)
    assert EcbRates(path).rate("EUR", "USD", date(2026, 1, 5)) is not None
