"""Tables that set themselves: wrapped cells, repeated headings, hairlines, split in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from asset_recovery.reports.paper import Table
from asset_recovery.reports.sheet import LAST, MARGIN, Typesetter
from asset_recovery.reports.text_lines import Line
from asset_recovery.reports.text_styles import (
    BLOCK,
    CELL,
    CELL_ATTENTION,
    CELL_BOLD,
    CELL_HEAD,
    LINE,
    NOTE,
    STRONG_LINE,
    Style,
)

GAP = 8.0
PADDING = 3.2
LONGEST_WORD = 20
LONGEST_DATE = 16
LONGEST_AMOUNT = 28
_MEASURED = 8
_TOGETHER = 6  # rows of a table that is not parted
_WIDE, _BROAD = "MWmw@%", "ABCDGHKNOQRUVXYZ&"
_MOST = 0.5
_Box = tuple[float, float, bool]


def set_table(table: Table, page: Typesetter, keep: float = 0.0) -> None:
    """Set a table from here on; an empty one says its sentence.

    `keep` points below its last row stay on the page of that row.
    """
    setter = _TableSetter(table, page, keep)
    page.need(setter.beginning)
    if table.title:
        page.block(table.title, BLOCK)
        page.down(2)
    if table.rows:
        setter.run()
    elif table.empty:
        page.block(table.empty, NOTE, keep=keep)


class _TableSetter:
    """One table on its way over the pages."""

    def __init__(self, table: Table, page: Typesetter, keep: float) -> None:
        self._table = table
        self._keep = keep
        self._page = page
        self._boxes = _boxes(table, page.width)
        self._headings = frozenset(table.headings)
        self._marked = frozenset(table.marked)
        self._titles = self._cells([column.title for column in table.columns], CELL_HEAD)

    @property
    def beginning(self) -> float:
        """The height that must not be parted: title, heads, the first rows; a small table whole."""
        title = BLOCK.leading + 2 if self._table.title else 0.0
        rows = self._table.rows[:2] if 0 in self._headings else self._table.rows[:1]
        if len(self._table.rows) <= _TOGETHER:
            rows = self._table.rows
        heights = sum(self._height(self._cells(row, CELL), CELL) for row in rows)
        if len(rows) == len(self._table.rows):  # the last row takes the totals with it
            totals = self._table.totals
            heights += sum(self._height(self._cells(row, CELL_BOLD), CELL_BOLD) for row in totals)
        head = self._height(self._titles, CELL_HEAD) if rows else NOTE.leading
        if heights > self._page.full_height / 3:
            first = sum(self._height(self._cells(row, CELL), CELL) for row in rows[:1])
            heights = min(first, self._page.full_height / 3)
        keep = self._keep if len(rows) == len(self._table.rows) else 0.0
        return title + head + heights + keep

    def run(self) -> None:
        """Every row, then the totals."""
        page = self._page
        self._head()
        totals = [self._cells(row, CELL_BOLD) for row in self._table.totals]
        below = sum(self._height(row, CELL_BOLD) for row in totals) + self._keep
        last = len(self._table.rows) - 1
        for place, row in enumerate(self._table.rows):
            if place in self._headings:
                self._heading(row[0], place in self._marked)
                continue
            style = CELL_ATTENTION if place in self._marked else CELL
            self._row(self._cells(row, style), style, below if place == last else 0.0)
        if totals:
            page.rule(STRONG_LINE)
        for place, cells in enumerate(totals, start=1):
            self._row(cells, CELL_BOLD, self._keep if place == len(totals) else 0.0)

    def _cells(self, row: Sequence[str], style: Style) -> list[tuple[Line, ...]]:
        lines = self._page.lines
        return [lines(text, style, box[1]) for text, box in zip(row, self._boxes, strict=True)]

    @staticmethod
    def _height(cells: list[tuple[Line, ...]], style: Style) -> float:
        return max(map(len, cells)) * style.leading + 2 * PADDING

    def _head(self) -> None:
        height = self._height(self._titles, CELL_HEAD)
        self._draw(self._titles, CELL_HEAD, height)
        self._page.rule(STRONG_LINE)

    def _turn(self) -> None:
        self._page.turn()
        self._head()

    def _row(self, cells: list[tuple[Line, ...]], style: Style, below: float = 0.0) -> None:
        """One row; `below` is the height that must stay with it."""
        height = self._height(cells, style)
        if height + below > self._page.room:
            if height + below > self._page.full_height / 2:
                self._split(cells, style, below)
                return
            self._turn()
        self._draw(cells, style, height)
        self._page.rule(LINE)

    def _split(self, cells: list[tuple[Line, ...]], style: Style, below: float = 0.0) -> None:
        """A row higher than half a page goes on overleaf, as many lines as fit on each page.

        The last lines stay with the `below` points that follow the row.
        """
        done, rows = 0, max(map(len, cells))
        while done < rows:
            room = self._page.room - 2 * PADDING
            fit = int(room // style.leading)
            left = rows - done
            if (
                fit >= left
                and room < left * style.leading + below
                and below < self._page.full_height / 2
            ):
                fit = left - LAST  # no more lines than that are left: all of them go over
            if fit < min(3, rows - done):
                self._turn()
                continue
            part = [lines[done : done + fit] for lines in cells]
            self._draw(part, style, self._height(part, style))
            done += fit
        self._page.rule(LINE)

    def _heading(self, text: str, marked: bool) -> None:
        page, style = self._page, CELL_ATTENTION if marked else CELL_BOLD
        lines = page.lines(text, CELL_BOLD, page.width)
        height = len(lines) * style.leading + 2 * PADDING + 3
        if page.room < height + CELL.leading * 2 + 2 * PADDING:
            self._turn()
        y = page.y - PADDING - 3 - style.size
        for line in lines:
            page.put(MARGIN, y, page.width, line, style)
            y -= style.leading
        page.y -= height
        page.rule(LINE)

    def _draw(self, cells: list[tuple[Line, ...]], style: Style, height: float) -> None:
        page = self._page
        put, leading = page.put, style.leading
        base = page.y - PADDING - style.size
        for lines, (x, width, right) in zip(cells, self._boxes, strict=True):
            y = base
            for line in lines:
                put(x, y, width, line, style, right)
                y -= leading
        page.y -= height


def _boxes(table: Table, width: float) -> list[_Box]:
    """Of each column where it begins, how wide it is, and whether texts stand to the right."""
    boxes: list[_Box] = []
    x = MARGIN
    for column, wide in zip(table.columns, _widths(table, width), strict=True):
        boxes.append((x, wide, column.align == "right"))
        x += wide + GAP
    return boxes


def _widths(table: Table, width: float) -> list[float]:
    """The widths asked for, widened where a reference, a date or an amount would break."""
    free = width - GAP * (len(table.columns) - 1)
    whole = sum(column.width for column in table.columns)
    asked = [column.width * free / whole for column in table.columns]
    least = [_least(table, place, free) for place in range(len(table.columns))]
    if sum(least) > free:
        return [need * free / sum(least) for need in least]
    found = list(map(max, asked, least))
    excess = sum(found) - free
    spare = [have - need for have, need in zip(found, least, strict=True)]
    total = sum(spare)
    if excess <= 0 or total <= 0:
        return found
    return [have - excess * slack / total for have, slack in zip(found, spare, strict=True)]


def _least(table: Table, place: int, free: float) -> float:
    """How wide a column must be so that nothing short in it is broken."""
    skipped = frozenset(table.headings)
    cells = [row[place] for number, row in enumerate(table.rows) if number not in skipped]
    text = "\n".join(cells)
    limit = LONGEST_AMOUNT if table.columns[place].align == "right" else LONGEST_DATE
    words = {word for word in text.split() if len(word) <= LONGEST_WORD}
    words |= {line for line in text.split("\n") if len(line) <= limit}
    # Words of one length are measured in one order, so that every run sets the same columns.
    longest = nlargest(_MEASURED, words, key=_breadth)
    bold = [row[place] for row in table.totals if len(row[place]) <= LONGEST_AMOUNT]
    style = CELL_ATTENTION if table.marked else CELL
    sizes = [style.typeface.width(word) * style.size for word in longest]
    sizes += [CELL_BOLD.typeface.width(text) * CELL_BOLD.size for text in bold]
    sizes += [
        CELL_HEAD.typeface.width(word) * CELL_HEAD.size
        for word in table.columns[place].title.split()
    ]
    return min(max(sizes, default=0.0) / 1000 + 0.1, free * _MOST)


def _breadth(word: str) -> tuple[int, int, int, str]:
    """What orders words by how wide they may be set, without setting each."""
    return len(word), sum(map(word.count, _WIDE)), sum(map(word.count, _BROAD)), word
