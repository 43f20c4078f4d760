"""What a table out of a file is: its form, its rows with their numbers, its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed

MAX_ROWS = 250_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
MAX_BYTES = 200 * 1024 * 1024


class NumberCell(str):
    """A number typed as a number in a workbook: plain digits with a decimal point."""

    __slots__ = ()


class DateCell(str):
    """A date typed as a date in a workbook: ISO 8601."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read. `number` is what a spreadsheet shows (the header is usually 1)."""

    number: int
    cells: tuple[str, ...]
    problem: Reason | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a file: what it was read with and what rejects are written back in.

    `guessed`: nothing but statistics speaks for the encoding; accents are to be looked at.
    """

    kind: str
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"
    sheet: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Header and rows of a file. `rows` can be walked once; `blank_rows` are not rows."""

    form: Form
    columns: tuple[str, ...]
    header_row: int
    rows: Iterator[RawRow]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says about a file, before what its map says; None: the map's, or found out.

    `decimal`, `thousands` and `date_order` (ymd, dmy, mdy) are for the map's steps.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    date_order: str | None = None
    expected: tuple[str, ...] = ()


def unreadable(text: str) -> ValidationFailed:
    """A refusal of the whole file."""
    return ValidationFailed(Reason("file_unreadable", text, field="file"))


def too_large(text: str) -> ValidationFailed:
    """A refusal of a file beyond the limits."""
    return ValidationFailed(Reason("too_large", text, field="file"))


def checked_file(path: Path) -> bytes:
    """The first bytes of a file that exists, is a file, is not empty and not beyond the limit."""
    try:
        if path.is_dir():
            raise unreadable(f"{path.name} is a folder, not a file. Name the file in it.")
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4096)
    except FileNotFoundError as error:
        raise unreadable(f"There is no file {path.name}. Check its name and folder.") from error
    except (OSError, ValueError) as error:
        raise unreadable(
            f"{path.name} could not be opened. Check that it is not open elsewhere and may be read."
        ) from error
    if not start:
        raise unreadable(f"{path.name} is empty. Ask for the file again.")
    if size > MAX_BYTES:
        raise too_large(
            f"{path.name} has {size // 1024 // 1024} MB; at most {MAX_BYTES // 1024 // 1024} MB"
            " can be read at once. Split it."
        )
    return start


def check_row(number: int, cells: list[str], columns: tuple[str, ...]) -> RawRow:
    """A row of the width of the header, or one with its problem."""
    width = len(columns)
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        problem = Reason(
            "field_invalid",
            f"The row has {len(cells)} cells, the header {width}. Look for a missing quotation mark"
            " or a delimiter inside a text.",
            row=number,
        )
        return RawRow(number, tuple(cell[:MAX_CELL] for cell in cells[:MAX_COLUMNS]), problem)
    if cells and len(max(cells, key=len)) > MAX_CELL:
        return _too_long(number, cells, columns)
    return RawRow(number, tuple(cells))


def _too_long(number: int, cells: list[str], columns: tuple[str, ...]) -> RawRow:
    place = next(index for index, cell in enumerate(cells) if len(cell) > MAX_CELL)
    problem = Reason(
        "too_large",
        f"The text in column {columns[place]!r} has {len(cells[place]):,} characters; a cell holds"
        f" at most {MAX_CELL:,}. Shorten it or attach it as a document.",
        field=columns[place],
        row=number,
    )
    return RawRow(number, tuple(cell[:MAX_CELL] for cell in cells), problem)


def check_header(name: str, columns: tuple[str, ...]) -> None:
    """Refuse a header that is no header: empty, or wider than the limit."""
    if len(columns) > MAX_COLUMNS:
        raise too_large(f"{name} has {len(columns):,} columns; at most {MAX_COLUMNS} can be read.")
    if not any(column.strip() for column in columns):
        raise unreadable(f"{name} has no column names in its header row. Name the header row.")


def too_many_rows(name: str) -> ValidationFailed:
    """A refusal of a file with more rows than one import takes."""
    return too_large(f"{name} has more than {MAX_ROWS:,} rows. Split it and import the parts.")
