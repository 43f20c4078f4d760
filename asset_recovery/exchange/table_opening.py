"""A table out of a file: one way to open CSV and XLSX, by what is in it."""

from __future__ import annotations

from pathlib import Path

from asset_recovery.exchange.tabular import Table, Wishes, checked_file, unreadable

_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one locked with a password"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


def _foreign(path: Path, start: bytes) -> None:
    for magic, name in _FOREIGN:
        if start.startswith(magic):
            raise unreadable(
                f"{path.name} is {name}, not a table. Save the table as CSV or XLSX and"
                " import that."
            )
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise unreadable(
            f"{path.name} is a web page or XML, not a table. Save the table as CSV or XLSX."
        )


def open_table(path: Path | str, wishes: Wishes | None = None) -> Table:
    """Open a CSV or XLSX file by its content, not by its name.

    Raises `ValidationFailed` with `file_unreadable` or `too_large`; a row that cannot be used
    carries its own problem instead.
    """
    place, said = Path(path), wishes or Wishes()
    start = checked_file(place)
    if start.startswith(b"PK"):
        from asset_recovery.exchange.xlsx_reader import read_xlsx  # noqa: PLC0415 - heavy library

        return read_xlsx(place, said)
    _foreign(place, start)
    if place.suffix.lower() in (".xlsx", ".xlsm"):
        raise unreadable(
            f"{place.name} is called a workbook but is none. Open it and save it as XLSX again."
        )
    from asset_recovery.exchange.csv_reader import read_csv  # noqa: PLC0415 - only when used

    return read_csv(place, said)
