"""A chart of control on paper: owners above what they hold, lines with their shares between."""

from __future__ import annotations

from asset_recovery.domain.ownership_chart import Box, Chart
from asset_recovery.reports.paper import Diagram
from asset_recovery.reports.sheet import MARGIN, Typesetter
from asset_recovery.reports.text_styles import (
    ACCENT,
    ACCENT_SOFT,
    BAD,
    CELL_BOLD,
    SMALL,
    STRONG_LINE,
    Colour,
    colour_of,
)

_BOX_HEIGHT = 35.0
_GAP_BETWEEN = 30.0
_LEAST_GAP = 16.0
_GUTTER = 10.0
_WIDEST = 170.0
_PAD = 4.0
_FILLS: dict[str, Colour] = {
    "root": ACCENT_SOFT,
    "benefits": colour_of("e5f3ea"),
    "open": colour_of("fbe9e7"),
    "marked": colour_of("fdf2dc"),
}
_FRAMES: dict[str, Colour] = {"root": ACCENT, "benefits": ACCENT, "open": BAD}


def set_diagram(diagram: Diagram, page: Typesetter) -> None:
    """Draw the chart; it is kept on one page, its rows closer together where they are many."""
    chart = diagram.chart
    gap = _GAP_BETWEEN
    if chart.rows > 1:
        room = page.full_height - 40 - chart.rows * _BOX_HEIGHT
        gap = max(_LEAST_GAP, min(gap, room / (chart.rows - 1)))
    height = chart.rows * _BOX_HEIGHT + (chart.rows - 1) * gap
    page.need(height)
    top = page.y
    width = _box_width(chart, page.width)
    spots = [_spot(box, page.width, width, top, gap) for box in chart.boxes]
    for edge in chart.edges:
        _draw_edge(page, spots[edge.holder], spots[edge.held], width, edge.is_circle)
    for box, spot in zip(chart.boxes, spots, strict=True):
        _draw_box(page, box, spot, width)
    for edge in chart.edges:
        _label_edge(page, spots[edge.holder], spots[edge.held], width, edge.text)
    page.y = top - height


def fits(chart: Chart, page_height: float = 650.0) -> bool:
    """Whether the chart fits a page at all."""
    return chart.rows * (_BOX_HEIGHT + _LEAST_GAP) <= page_height


def _box_width(chart: Chart, width: float) -> float:
    rows: dict[int, int] = {}
    for box in chart.boxes:
        rows[box.row] = rows.get(box.row, 0) + 1
    most = max(rows.values(), default=1)
    return min(_WIDEST, width / most - _GUTTER)


def _spot(box: Box, page_width: float, width: float, top: float, gap: float) -> tuple[float, float]:
    """The upper left corner of a box."""
    x = MARGIN + min(max(box.centre * page_width - width / 2, 0), page_width - width)
    return x, top - box.row * (_BOX_HEIGHT + gap)


def _draw_edge(
    page: Typesetter,
    holder: tuple[float, float],
    held: tuple[float, float],
    width: float,
    is_circle: bool,
) -> None:
    colour = BAD if is_circle else STRONG_LINE
    x, y = holder[0] + width / 2, holder[1] - _BOX_HEIGHT
    to_x, to_y = held[0] + width / 2, held[1]
    if is_circle:  # it leads back: drawn beside the others, from side to side
        x, y = holder[0] + width, holder[1] - _BOX_HEIGHT / 2
        to_x, to_y = held[0] + width, held[1] - _BOX_HEIGHT / 2
    page.line(x, y, to_x, to_y, colour)


def _draw_box(page: Typesetter, box: Box, spot: tuple[float, float], width: float) -> None:
    x, top = spot
    low = top - _BOX_HEIGHT
    page.box(x, low, width, _BOX_HEIGHT, _FILLS.get(box.tone, (1.0, 1.0, 1.0)))
    frame = _FRAMES.get(box.tone, STRONG_LINE)
    for start, end in (
        ((x, top), (x + width, top)),
        ((x, low), (x + width, low)),
        ((x, low), (x, top)),
        ((x + width, low), (x + width, top)),
    ):
        page.line(*start, *end, frame)
    inner = width - 2 * _PAD
    y = top - _PAD
    titles = page.lines(box.title, CELL_BOLD, inner)
    for line in titles[:1]:
        page.put(x + _PAD, y - CELL_BOLD.size, inner, line, CELL_BOLD)
        y -= CELL_BOLD.leading
    rest = titles[1:2] if not box.detail else ()
    for line in (*rest, *page.lines(box.detail, SMALL, inner)[:2]):
        page.put(x + _PAD, y - SMALL.size, inner, line, SMALL)
        y -= SMALL.leading - 1.5


def _label_edge(
    page: Typesetter,
    holder: tuple[float, float],
    held: tuple[float, float],
    width: float,
    text: str,
) -> None:
    """The share at a line, nearer to the holder, so that the texts of one target lie apart."""
    for line in page.lines(text, SMALL, width)[:1]:
        along = 0.34
        x = holder[0] + (held[0] - holder[0]) * along + width / 2
        start, end = holder[1] - _BOX_HEIGHT, held[1]
        y = start + (end - start) * along
        page.box(x - line.width / 2 - 2, y - 3.5, line.width + 4, 10, (1.0, 1.0, 1.0))
        page.put(x - line.width / 2, y - 1, line.width, line, SMALL)
