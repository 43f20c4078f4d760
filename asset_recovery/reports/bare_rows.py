"""The limit of paper, for `bench`: rows of a table set by the canvas alone, lines broken before."""

from __future__ import annotations

from io import BytesIO

from asset_recovery.reports.paper import Table
from asset_recovery.reports.text_lines import wrap
from asset_recovery.reports.text_styles import CELL

_WIDTH, _HEIGHT = 841.89, 595.28  # A4 lying across, in points
_MARGIN, _GAP, _PADDING = 48.0, 8.0, 3.2

_Drawn = tuple[float, float, str, str]  # x, y, font, text


class BareRows:
    """The same texts in the same fonts and as many lines a row; nothing else is on the page."""

    def __init__(self, table: Table) -> None:
        whole = sum(column.width for column in table.columns)
        free = _WIDTH - 2 * _MARGIN - _GAP * (len(table.columns) - 1)
        self._widths = [column.width * free / whole for column in table.columns]
        self._pages: list[tuple[list[_Drawn], list[float]]] = [([], [])]
        y = _HEIGHT - _MARGIN
        for row in table.rows:
            cells = [wrap(text, CELL, width) for text, width in zip(row, self._widths, strict=True)]
            height = max(map(len, cells)) * CELL.leading + 2 * _PADDING
            if y - height < _MARGIN:
                self._pages.append(([], []))
                y = _HEIGHT - _MARGIN
            texts, rules = self._pages[-1]
            x = _MARGIN
            for lines, width in zip(cells, self._widths, strict=True):
                base = y - _PADDING - CELL.size
                for line in lines:
                    at = x
                    for run in line.runs:
                        texts.append((at, base, run.font, run.text))
                        at += run.width * CELL.size / 1000
                    base -= CELL.leading
                x += width + _GAP
            y -= height
            rules.append(y)

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
