"""Refused rows, back to whoever sent them: in the form of their file, with a reason beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from asset_recovery.exchange.csv_export import export_csv
from asset_recovery.exchange.export_check import Exported
from asset_recovery.exchange.import_plan import ImportPlan, PlannedRow
from asset_recovery.exchange.safe_cells import Cell, PlainNumber, is_risky
from asset_recovery.exchange.tabular import NumberCell
from asset_recovery.exchange.xlsx_export import export_xlsx

REASON_COLUMN = "refused_because"
_PLAIN = frozenset("0123456789.,")


def write_rejects(
    path: Path | str, plan: ImportPlan, rows: Iterable[PlannedRow] | None = None
) -> Exported:
    """Write refused rows (or the given ones) with the header of their file and a reason column.

    CSV comes back with its encoding, delimiter and line ends (UTF-8 where a reason needs more than
    the encoding has), a workbook as a workbook. Corrected, the file can be imported as it is: the
    reason column and marks against formulas are not read.
    """
    chosen = [row for row in plan.rows if row.problem is not None] if rows is None else list(rows)
    columns = (*plan.header, REASON_COLUMN)
    lines = [_line(row, len(plan.header)) for row in chosen]
    if plan.form.kind == "xlsx":
        return export_xlsx(path, columns, lines, sheet=plan.form.sheet or "Data")
    encoding = plan.form.encoding if _fits(plan.form.encoding, columns, lines) else "utf-8-sig"
    return export_csv(
        path,
        columns,
        lines,
        delimiter=plan.form.delimiter,
        encoding=encoding,
        line_end=plan.form.line_end,
    )


def reason_text(row: PlannedRow) -> str:
    """Row, code and sentence of a refusal, or of what a row that was not made is."""
    if row.problem is None:
        return f"row {row.number}: {row.outcome}"
    texts = (f"{problem.text} [{problem.code}]" for problem in row.problems or (row.problem,))
    return f"row {row.number}: {' '.join(texts)}"


def _line(row: PlannedRow, width: int) -> list[Cell]:
    cells: list[Cell] = [_typed(cell) for cell in row.cells]
    cells += [""] * (width - len(cells))
    return [*cells[:width], reason_text(row), *cells[width:]]


def _typed(cell: str) -> Cell:
    """Numbers keep their sign without a mark; they are what they look like."""
    if type(cell) is NumberCell or (is_risky(cell) and _is_plain_number(cell)):
        return PlainNumber(cell)
    return str(cell)


def _is_plain_number(cell: str) -> bool:
    return len(cell) > 1 and cell[0] in "+-" and set(cell[1:]) <= _PLAIN


def _fits(encoding: str, columns: Sequence[str], lines: list[list[Cell]]) -> bool:
    try:
        for line in (columns, *lines):
            "".join(str(cell) for cell in line).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
