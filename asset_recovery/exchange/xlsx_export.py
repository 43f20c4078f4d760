"""Any list of rows as a workbook: texts stay texts, numbers stay numbers, nothing is a formula."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import Reason, StorageFailed, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.export_check import Exported, Tally
from asset_recovery.exchange.safe_cells import Cell, cell_text, is_number, is_risky, number_of

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
_SHEET_NAME = 31
_EXACT_DIGITS = 15
_WIDEST, _NARROWEST = 50, 10
_NOTE = "Texts that begin with = + - @ are texts, not formulas: they are marked so in their cells."


def export_xlsx(
    path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "Data"
) -> Exported:
    """Write rows as one sheet with a frozen header.

    Text of more than 32,767 characters is refused with its places (`too_large`), numbers beyond
    fifteen digits are written as text so that none is lost. The file appears whole or not at all.
    """
    place, tally = Path(path), Tally()
    part = place.with_name(f"{place.name}.part")
    try:
        refused = _write(part, columns, tally, rows, sheet)
        if refused:
            raise ValidationFailed(refused)
        _check(part, place.name, tally)
        os.replace(part, place)
    except OSError as error:
        text = f"{place.name} could not be written ({error.strerror}). Choose another place."
        raise StorageFailed(Reason("storage_failed", text)) from error
    finally:
        part.unlink(missing_ok=True)
    return Exported(tally.rows, tally.marked)


class _Sheet:
    """The open sheet with its formats."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(name[:_SHEET_NAME])
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.money = book.add_format({"num_format": "#,##0.00"})

    def write(self, row: int, place: int, value: Cell, tally: Tally) -> None:
        """One cell by its type."""
        if value is None:
            return
        if is_number(value):
            self._number(row, place, value)
        elif isinstance(value, datetime):
            self.sheet.write_datetime(row, place, value.replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, place, value, self.day)
        else:
            text = cell_text(value)
            risky = is_risky(text)
            tally.marked += risky
            self.sheet.write_string(row, place, text, self.quoted if risky else None)

    def _number(self, row: int, place: int, value: Cell) -> None:
        number = number_of(value)
        if number is None or len(number.as_tuple().digits) > _EXACT_DIGITS:
            self.sheet.write_string(row, place, cell_text(value))
        else:
            form = self.money if isinstance(value, (Money, Decimal)) else None
            self.sheet.write_number(row, place, float(number), form)


def _write(
    path: Path, columns: Sequence[str], tally: Tally, rows: Iterable[Sequence[Cell]], name: str
) -> list[Reason]:
    import xlsxwriter  # noqa: PLC0415 - heavy library

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    refused: list[Reason] = []
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"comments": _NOTE})
        out = _Sheet(book, name)
        out.sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            out.sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, len(column) + 2)))
            out.sheet.write_string(0, place, column, out.bold)
        for row in tally.passing(rows):
            if tally.rows > MOST_ROWS:
                return [Reason("too_large", f"A sheet holds at most {MOST_ROWS:,} rows. Use CSV.")]
            for place, value in enumerate(row):
                problem = _too_long(tally.rows, columns, place, value)
                if problem is None:
                    out.write(tally.rows, place, value, tally)
                else:
                    refused.append(problem)
    return refused


def _too_long(row: int, columns: Sequence[str], place: int, value: Cell) -> Reason | None:
    if not isinstance(value, str) or len(value) <= LONGEST_CELL:
        return None
    column = columns[place] if place < len(columns) else str(place + 1)
    text = (
        f"Row {row}, {column}: {len(value):,} characters, a cell of a workbook holds"
        f" {LONGEST_CELL:,}. Export as CSV."
    )
    return Reason("too_large", text, field=column, row=row)


def _check(path: Path, name: str, tally: Tally) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - heavy library

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)[1:]
    # Rows without any cell at the end of a sheet are not there to be read.
    empty: list[list[object]] = [[] for _missing in range(tally.rows - len(rows))]
    tally.compare(name, [*rows, *empty])
