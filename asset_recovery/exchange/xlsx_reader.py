"""A sheet of a workbook as a table: values only; formulas are never evaluated."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.sheet_marks import check_extent, marked_cells
from asset_recovery.exchange.tabular import (
    MAX_ROWS,
    DateCell,
    Form,
    NumberCell,
    RawRow,
    Table,
    Wishes,
    check_header,
    check_row,
    too_many_rows,
    unreadable,
)
from asset_recovery.exchange.zip_limits import checked_parts

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EXACT = 10**15
Places = set[tuple[int, int]]


def read_xlsx(path: Path, wishes: Wishes) -> Table:
    """Open one sheet (the first unless one is named) after the checks of `zip_limits`."""
    parts = checked_parts(path)
    if "xl/workbook.xml" not in parts:
        raise unreadable(
            f"{path.name} is an archive or another office document, not an XLSX workbook."
        )
    sheets = _sheet_parts(path.name, parts)
    name = wishes.sheet or next(iter(sheets))
    if name not in sheets:
        raise unreadable(
            f"{path.name} has no sheet {name!r}. It has: {', '.join(sheets)}. Name one of them."
        )
    content = parts[sheets[name]]
    check_extent(path.name, content, wishes.header_row or 1)
    formulas, errors = marked_cells(path.name, content)
    sheet = _open(path, name)
    return _table(path.name, sheet, wishes, formulas, errors)


def _parse(name: str, content: bytes) -> Element:
    from xml.etree.ElementTree import fromstring  # noqa: PLC0415, S405 - no document type: checked

    try:
        return fromstring(content)
    except (ParseError, LookupError, ValueError) as error:
        raise unreadable(f"{name} is a damaged workbook. Save it again as XLSX.") from error


def _sheet_parts(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    """The parts of the worksheets by the sheet's name, in the order of the workbook."""
    targets = {}
    for relation in _parse(name, parts.get("xl/_rels/workbook.xml.rels", b"<none/>")):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    found: dict[str, str] = {}
    for element in _parse(name, parts["xl/workbook.xml"]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            part = targets.get(element.get(_RELATION), "")
            if part in parts:
                found[element.get("name", "")] = part
    if not found:
        raise unreadable(f"{name} has no sheet with cells.")
    return found


def _open(path: Path, name: str) -> CalamineSheet:
    try:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name)
    except CalamineError as error:
        raise unreadable(f"{path.name} is a damaged workbook. Save it again as XLSX.") from error


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return DateCell(value.date().isoformat() if midnight else value.isoformat(sep=" "))
    if isinstance(value, datetime.date):
        return DateCell(value.isoformat())
    return str(value)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < _EXACT:
        return NumberCell(int(value))
    return NumberCell(format(Decimal(repr(value)), "f"))


def _table(
    name: str, sheet: CalamineSheet, wishes: Wishes, formulas: Places, errors: Places
) -> Table:
    first = sheet.start[1] if sheet.start else 0
    values: Iterator[tuple[int, list[Any]]] = enumerate(sheet.iter_rows(), start=1)
    header: list[str] = []
    header_row = wishes.header_row or 1
    for number, cells in values:
        if number == header_row:
            header = [""] * first + [_cell(value) for value in cells]
            break
    while header and not header[-1].strip():
        header.pop()
    columns = tuple(header)
    check_header(name, columns)
    rows = _rows(name, values, first, columns, formulas, errors)
    form = Form("xlsx", sheet=sheet.name)
    return Table(form, columns, header_row, rows)


def _rows(
    name: str,
    values: Iterator[tuple[int, list[Any]]],
    first: int,
    columns: tuple[str, ...],
    formulas: Places,
    errors: Places,
) -> Iterator[RawRow]:
    marked = {row for row, _column in formulas | errors}
    lead = [""] * first
    count = 0
    for number, found in values:
        cells = lead + [value if type(value) is str else _cell(value) for value in found]
        if not any(cells) and number not in marked:
            continue
        count += 1
        if count > MAX_ROWS:
            raise too_many_rows(name)
        problem = _problem(number, columns, formulas, errors) if number in marked else None
        row = check_row(number, cells, columns)
        yield row if problem is None else RawRow(number, row.cells, problem)


def _problem(
    number: int, columns: tuple[str, ...], formulas: Places, errors: Places
) -> Reason | None:
    for place, column in enumerate(columns):
        if (number, place) in formulas:
            text = "holds a formula. Formulas are not evaluated: put the value there."
        elif (number, place) in errors:
            text = "is in error (#REF!, #DIV/0! or the like). Put the value there."
        else:
            continue
        return Reason("field_invalid", f"Column {column!r} {text}", field=column, row=number)
    return None
