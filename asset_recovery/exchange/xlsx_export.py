"""Any list of rows as a workbook: texts stay texts, numbers stay numbers, nothing is a formula."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.export_check import Exported, Tally
from asset_recovery.exchange.safe_cells import Cell, cell_text, is_number, is_risky, number_of
from asset_recovery.exchange.workbook_parts import (
    DAY,
    HEADER,
    MOMENT,
    MONEY,
    PLAIN,
    QUOTED,
    SHEET_END,
    fixed_parts,
    sheet_start,
)

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
MOST_COLUMNS = 16_384
_EXACT_DIGITS = 15
_WIDEST, _NARROWEST = 50, 10
_ROWS_AT_ONCE = 500
_LEVEL = 1
_LETTERS = 26
_NOTE = "Texts that begin with = + - @ are texts, not formulas: they are marked so in their cells."
_DAY_ZERO = date(1899, 12, 30)
# Before this day spreadsheets count a day that never was (29 February 1900).
_FIRST_DAY = date(1900, 3, 1)
_SECONDS = 86_400
# Texts that need nothing: nothing to escape, no blank at an end, no sign that opens a formula.
_easy = re.compile(
    r"[^\s&<>_=+\-@\0＝＋－＠\x01-\x1f\ud800-\udfff\ufffe\uffff]"
    r"(?:[^&<>_\x00-\x1f\ud800-\udfff\ufffe\uffff]*[^\s&<>_\x00-\x1f\ud800-\udfff\ufffe\uffff])?"
).fullmatch
_TO_ESCAPE = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


def export_xlsx(
    path: Path | str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "Data"
) -> Exported:
    """Write rows as one sheet with a header that stays in view.

    Text of more than 32,767 characters is refused with its places (`too_large`), numbers beyond
    fifteen digits are written as text so that none is lost. The file appears whole or not at all,
    and is read back: `storage_failed` where it differs. Written row by row in our own few lines,
    for the libraries take four times as long.
    """
    place, tally = Path(path), Tally()
    part = place.with_name(f"{place.name}.part")
    try:
        _write(part, columns, tally.passing(rows), tally, sheet)
        _check(part, place.name, tally)
        os.replace(part, place)
    except OSError as error:
        text = f"{place.name} could not be written ({error.strerror}). Choose another place."
        raise StorageFailed(Reason("storage_failed", text)) from error
    finally:
        part.unlink(missing_ok=True)
    return Exported(tally.rows, tally.marked)


def column_letters(place: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def _write(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    tally: Tally,
    name: str,
) -> None:
    if len(columns) > MOST_COLUMNS:
        text = f"A sheet holds at most {MOST_COLUMNS:,} columns. Use CSV."
        raise ValidationFailed(Reason("too_large", text))
    widths = [min(_WIDEST, max(_NARROWEST, len(column) + 2)) for column in columns]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for part, content in fixed_parts(name, _NOTE).items():
            archive.writestr(part, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(sheet_start(widths).encode())
            for block in _blocks(columns, rows, tally):
                stream.write(block.encode())
            stream.write(SHEET_END.encode())


def _blocks(columns: Sequence[str], rows: Iterable[Sequence[Cell]], tally: Tally) -> Iterator[str]:
    """The rows as XML, many at a time; all cells that are too long are refused together."""
    header = "".join(
        _text(f"{column_letters(place)}1", column, HEADER) for place, column in enumerate(columns)
    )
    pending = [f'<row r="1">{header}</row>']
    letters = [column_letters(place) for place in range(len(columns))]
    refused: list[Reason] = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            text = f"A sheet holds at most {MOST_ROWS:,} rows. Use CSV."
            raise ValidationFailed(Reason("too_large", text))
        while len(letters) < len(row):
            letters.append(column_letters(len(letters)))
        cells = [
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
            if type(value) is str and _easy(value)
            else _cell(f"{letter}{number}", value, tally)
            for letter, value in zip(letters, row, strict=False)
        ]
        line = "".join(cells)
        if len(line) > LONGEST_CELL:
            refused += _too_long(number - 1, columns, row)
        pending.append(f'<row r="{number}">{line}</row>')
        if len(pending) >= _ROWS_AT_ONCE:
            yield "".join(pending)
            pending.clear()
    if refused:
        raise ValidationFailed(refused)
    yield "".join(pending)


def _too_long(row: int, columns: Sequence[str], cells: Sequence[Cell]) -> list[Reason]:
    found = []
    for place, value in enumerate(cells):
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            column = columns[place] if place < len(columns) else column_letters(place)
            text = (
                f"Row {row}, {column}: {len(value):,} characters, a cell of a workbook holds"
                f" {LONGEST_CELL:,}. Export as CSV."
            )
            found.append(Reason("too_large", text, field=column, row=row))
    return found


def _cell(place: str, value: Cell, tally: Tally) -> str:
    """One cell by its type."""
    if value is None:
        return ""
    if is_number(value):
        return _number(place, value)
    if isinstance(value, date):
        return _date(place, value)
    text = cell_text(value)
    if is_risky(text):
        tally.marked += 1
        return _text(place, text, QUOTED)
    return _text(place, text, PLAIN)


def _number(place: str, value: Cell) -> str:
    number = number_of(value)
    if number is None or len(number.as_tuple().digits) > _EXACT_DIGITS or not number.is_finite():
        return _text(place, cell_text(value), PLAIN)
    style = MONEY if isinstance(value, (Money, Decimal)) else PLAIN
    return f'<c r="{place}" s="{style}"><v>{number:f}</v></c>'


def _date(place: str, value: date) -> str:
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        return _text(place, cell_text(value), PLAIN)
    serial: float = (day - _DAY_ZERO).days
    style = DAY
    if isinstance(value, datetime):
        seconds = value.hour * 3_600 + value.minute * 60 + value.second
        serial, style = serial + seconds / _SECONDS, MOMENT
    return f'<c r="{place}" s="{style}"><v>{serial!r}</v></c>'


def _text(place: str, text: str, style: int) -> str:
    if _TO_ESCAPE.search(text):
        text = _TO_ESCAPE.sub(_escaped, text)
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    """XML's own signs as entities, what XML cannot hold in the way of workbooks: _x0007_."""
    sign = found.group()
    if len(sign) > 1:
        return f"_x005F{sign}"
    if sign in "\t\n":
        return sign
    if sign in "&<>":
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[sign]
    return f"_x{ord(sign):04X}_" if ord(sign) < ord(" ") else "\ufffd"


def _check(path: Path, name: str, tally: Tally) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - heavy library

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)[1:]
    # Rows without any cell at the end of a sheet are not there to be read.
    empty: list[list[object]] = [[] for _missing in range(tally.rows - len(rows))]
    tally.compare(name, [*rows, *empty])
