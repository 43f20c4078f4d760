"""What a workbook's reader does not tell: cells with formulas, in error, or out of bounds."""

from __future__ import annotations

import re
from xml.parsers import expat

from asset_recovery.exchange.tabular import MAX_COLUMNS, MAX_ROWS, too_large, unreadable

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_IN_ERROR = re.compile(rb"""\st=["']e["']""")
_FAR_COLUMN = re.compile(rb"""\sr=["'](?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])[0-9]""")
_FAR_ROW = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{6,})["']""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = 26


def column_number(letters: str) -> int:
    """0-based number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def check_extent(name: str, sheet: bytes, header_row: int) -> None:
    """Refuse a sheet with a cell so far out that the reader would fill memory to reach it."""
    if _FAR_COLUMN.search(sheet):
        raise too_large(
            f"{name} has cells beyond column {MAX_COLUMNS}. Delete the columns that are not needed."
        )
    limit = MAX_ROWS + header_row
    if any(int(found) > limit for found in _FAR_ROW.findall(sheet)):
        raise too_large(f"{name} has cells beyond row {limit:,}. Split the table.")


class _Marks:
    """Collects places while the sheet is parsed; an `r` that is left out means the next cell."""

    def __init__(self) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self.errors: set[tuple[int, int]] = set()
        self._row = 0
        self._column = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif kind == "c":
            self._cell(attributes)
        elif kind == "f":
            self.formulas.add((self._row, self._column))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column += 1
        if place is not None:
            self._row, self._column = int(place.group(2)), column_number(place.group(1))
        if attributes.get("t") == "e":
            self.errors.add((self._row, self._column))


def marked_cells(name: str, sheet: bytes) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Places (1-based row, 0-based column) of formulas and of cells in error."""
    if not _FORMULA.search(sheet) and not _IN_ERROR.search(sheet):
        return set(), set()
    marks = _Marks()
    parser = expat.ParserCreate()
    parser.StartElementHandler = marks.start
    try:
        parser.Parse(sheet, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise unreadable(f"A sheet of {name} is damaged. Save the workbook again.") from error
    return marks.formulas, marks.errors
