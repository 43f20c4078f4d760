"""Delimited text as a table: which encoding, which delimiter, and rows by RFC 4180."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.safe_cells import unmarked
from asset_recovery.exchange.tabular import (
    MAX_BYTES,
    MAX_ROWS,
    Form,
    RawRow,
    Table,
    Wishes,
    check_header,
    check_row,
    too_many_rows,
    unreadable,
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset(
    ["cp1250", "cp1252", "cp1254", "cp1257", "cp437", "cp775", "cp850", "cp852", "cp858", "cp1006"]
    + ["latin_1", "hp_roman8", "mac_roman", "mac_latin2", "mac_iceland", "mac_turkish", "cp037"]
    + [f"iso8859_{number}" for number in (2, 3, 4, 9, 10, 13, 14, 15, 16)]
)
# What exports write before a text that a spreadsheet would take for a formula.
_MARK = re.compile("'[=+\\-@\t\r\n\0＝＋－＠]")
# Languages whose Windows encoding is another one, with letters that give it away: bytes that the
# Western encoding reads as signs, or as letters which these languages do not have.
_CENTRAL = re.compile(rb"[A-Za-z\x80-\xff][\xb3\xb9\xbf\x9c\x9d\x9f\xbe\xf5\xfb][a-z\x80-\xff]")
_TURKISH = re.compile(rb"[\xf0\xfd\xfe\xdd\xde]")
_ANY = re.compile(rb"")
_BY_LANGUAGE = (
    ("cp1250", _CENTRAL, ("Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian")),
    ("cp1254", _TURKISH, ("Turkish",)),
    ("cp1251", _ANY, ("Russian", "Ukrainian", "Bulgarian", "Serbian", "Belarusian", "Macedonian")),
    ("cp1253", _ANY, ("Greek",)),
)
_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_RECORDS = 200
_SAMPLE_BYTES = 256 * 1024


def detect_encoding(data: bytes) -> str:
    """The encoding of a text, proposed: byte order mark, UTF-8, then by statistics.

    European texts are read in the Windows encoding of their language (Western: cp1252): offices'
    spreadsheets write it, and the statistics cannot tell it from its many neighbours.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        return "cp1252"
    for usual, letters, languages in _BY_LANGUAGE:
        if best.language in languages and letters.search(data) and _decodes(data, usual):
            return usual
    western = best.encoding in _WESTERN and _decodes(data, "cp1252")
    return "cp1252" if western else best.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _text(path: Path, wishes: Wishes) -> tuple[str, str]:
    data = path.read_bytes()
    encoding = wishes.encoding or detect_encoding(data)
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8") and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise unreadable(f"{encoding!r} is no encoding. Use utf-8 or cp1252.") from error
    except UnicodeError as error:
        raise unreadable(
            f"{path.name} is not written in {encoding}. Name its encoding, for example cp1252."
        ) from error
    if "\0" in text[:_SAMPLE_BYTES] and text.count("\0") > len(text) // 100:
        raise unreadable(f"{path.name} is not a text file. Save the table as CSV or XLSX.")
    return text, encoding


def _score(sample: str, delimiter: str, expected: frozenset[str]) -> tuple[int, int, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _SAMPLE_RECORDS) if row]
    except csv.Error:
        return (0, 0, 0)
    if not rows:
        return (0, 0, 0)
    width = Counter(map(len, rows)).most_common(1)[0]
    known = sum(name.strip() in expected for name in rows[0])
    steady = width[1] if width[0] > 1 else 0
    return (known, steady, len(rows[0]))


def detect_delimiter(text: str, expected: tuple[str, ...] = ()) -> str:
    """The delimiter, proposed: the one that finds expected columns, then the steadiest width."""
    lines = text[:_SAMPLE_BYTES]
    names = frozenset(expected)
    best = max(_DELIMITERS, key=lambda delimiter: _score(lines, delimiter, names))
    return best if _score(lines, best, names)[2] > 1 else ","


def read_csv(path: Path, wishes: Wishes) -> Table:
    """Open delimited text; the header is read at once, the rows as they are walked."""
    text, encoding = _text(path, wishes)
    delimiter = wishes.delimiter or detect_delimiter(text, wishes.expected)
    if len(delimiter) != 1:
        raise unreadable("A delimiter is one character, such as ; or a tabulator.")
    line_end = "\r\n" if "\r\n" in text[:_SAMPLE_BYTES] else "\n"
    guessed = wishes.encoding is None and not encoding.startswith("utf")
    form = Form("csv", encoding, delimiter, line_end, guessed=guessed)
    records = _records(text, delimiter, path.name)
    header: list[str] = []
    header_row = wishes.header_row or 1
    for number, cells, problem in records:
        if number == header_row:
            if problem is not None:
                raise unreadable(f"The header of {path.name} has broken quotation marks.")
            header = cells
            break
    columns = tuple(header)
    check_header(path.name, columns)
    rows = _rows(records, columns, path.name, _MARK.search(text) is not None)
    return Table(form, columns, header_row, rows)


Record = tuple[int, list[str], Reason | None]


def _records(text: str, delimiter: str, name: str) -> Iterator[Record]:
    """Records with their number; broken quotation marks spoil their own record only."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        started = reader.line_num + 1
        try:
            yield number, next(reader), None
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                raise unreadable(
                    f"{name}: a quotation mark that opens in line {started:,} is never closed,"
                    " so that all text behind it would be one cell. Close it."
                ) from error
            yield number, [], _broken(number, started)


def _broken(number: int, line: int) -> Reason:
    return Reason(
        "field_invalid",
        f"The quotation marks in line {line:,} do not fit: a quotation mark inside a text is"
        " written twice.",
        row=number,
    )


def _rows(
    records: Iterator[Record], columns: tuple[str, ...], name: str, marked: bool
) -> Iterator[RawRow]:
    count = 0
    for number, cells, problem in records:
        if marked:
            cells = [unmarked(cell) for cell in cells]  # noqa: PLW2901 - the row without marks
        if problem is not None:
            row = RawRow(number, (), problem)
        elif not any(cells):
            continue
        else:
            row = check_row(number, cells, columns)
        count += 1
        if count > MAX_ROWS:
            raise too_many_rows(name)
        yield row
