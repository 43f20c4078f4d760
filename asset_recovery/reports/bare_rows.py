"""The limit of paper, for `bench`: rows of a table set by the canvas alone, lines broken before."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from asset_recovery.reports.paper import Table
from asset_recovery.reports.text_lines import wrap
from asset_recovery.reports.text_styles import CELL

_WIDTH, _HEIGHT = 841.89, 595.28  # A4 lying across, in points
_MARGIN, _GAP, _PADDING = 48.0, 8.0, 3.2

_Drawn = tuple[float, float, str, str]  # x, y, font, text


class BareRows:
    """The same texts in the same fonts and as many lines a row; nothing else is on the page."""

    def __init__(self, *tables: Table) -> None:
        self._pages: list[tuple[list[_Drawn], list[float]]] = [([], [])]
        self._y = _HEIGHT - _MARGIN
        for table in tables:
            whole = sum(column.width for column in table.columns)
            free = _WIDTH - 2 * _MARGIN - _GAP * (len(table.columns) - 1)
            widths = [column.width * free / whole for column in table.columns]
            for row in table.rows:
                self._set(row, widths)

    def _set(self, row: Sequence[str], widths: Sequence[float]) -> None:
        cells = [wrap(text, CELL, width) for text, width in zip(row, widths, strict=False)]
        height = max(map(len, cells)) * CELL.leading + 2 * _PADDING
        if self._y - height < _MARGIN:
            self._pages.append(([], []))
            self._y = _HEIGHT - _MARGIN
        texts, rules = self._pages[-1]
        x = _MARGIN
        for lines, width in zip(cells, widths, strict=False):
            base = self._y - _PADDING - CELL.size
            for line in lines:
                at = x
                for run in line.runs:
                    texts.append((at, base, run.font, run.text))
                    at += run.width * CELL.size / 1000
                base -= CELL.leading
            x += width + _GAP
        self._y -= height
        rules.append(self._y)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def draw(self) -> bytes:
        """The PDF; only this is measured."""
        from reportlab.pdfgen.canvas import Canvas

        target = BytesIO()
        canvas = Canvas(target, pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
        for texts, rules in self._pages:
            font = ""
            for x, y, wanted, text in texts:
                if wanted != font:
                    canvas.setFont(wanted, CELL.size)
                    font = wanted
                canvas.drawString(x, y, text)
            for y in rules:
                canvas.line(_MARGIN, y, _WIDTH - _MARGIN, y)
            canvas.showPage()
        canvas.save()
        return target.getvalue()
