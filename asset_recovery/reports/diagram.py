"""A chart of control on paper: owners above what they hold, lines with their shares between."""

from __future__ import annotations

from asset_recovery.domain.ownership_chart import Box, Chart, Edge
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
_LABEL_AT = 0.4
_AROUND = 12.0
_Spot = tuple[float, float]
_FILLS: dict[str, Colour] = {
    "root": ACCENT_SOFT,
    "benefits": colour_of("e5f3ea"),
    "open": colour_of("fbe9e7"),
    "marked": colour_of("fdf2dc"),
}
_FRAMES: dict[str, Colour] = {"root": ACCENT, "benefits": ACCENT, "open": BAD}


def diagram_height(diagram: Diagram, page: Typesetter) -> float:
    """The height that the chart takes; its rows stand closer together where they are many."""
    rows = diagram.chart.rows
    return rows * _BOX_HEIGHT + (rows - 1) * _gap(rows, page)


def _gap(rows: int, page: Typesetter) -> float:
    if rows == 1:
        return _GAP_BETWEEN
    room = page.full_height - 40 - rows * _BOX_HEIGHT
    return max(_LEAST_GAP, min(_GAP_BETWEEN, room / (rows - 1)))


def set_diagram(diagram: Diagram, page: Typesetter) -> None:
    """Draw the chart from here on."""
    chart = diagram.chart
    gap, height = _gap(chart.rows, page), diagram_height(diagram, page)
    top = page.y
    width = _box_width(chart, page.width)
    spots = [_spot(box, page.width, width, top, gap) for box in chart.boxes]
    for edge in chart.edges:
        _draw_edge(page, edge, spots, width)
    for box, spot in zip(chart.boxes, spots, strict=True):
        _draw_box(page, box, spot, width)
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


def _spot(box: Box, page_width: float, width: float, top: float, gap: float) -> _Spot:
    """The upper left corner of a box."""
    x = MARGIN + min(max(float(box.centre) * page_width - width / 2, 0), page_width - width)
    return x, top - box.row * (_BOX_HEIGHT + gap)


def _draw_edge(page: Typesetter, edge: Edge, spots: list[_Spot], width: float) -> None:
    """A line from the holder down to what is held, with its share in a gap of the line."""
    holder, held = spots[edge.holder], spots[edge.held]
    x, y = holder[0] + width / 2, holder[1] - _BOX_HEIGHT
    to_x, to_y = held[0] + width / 2, held[1]
    (line, *_rest) = page.lines(edge.text, SMALL, width)
    if edge.is_circle:  # it leads back: around the boxes at their side, so that it is told apart
        out = min(holder[0], held[0]) - _AROUND
        y, to_y = holder[1] - _BOX_HEIGHT / 2, held[1] - _BOX_HEIGHT / 2
        for side, level in ((holder[0], y), (held[0], to_y)):
            page.line(side, level, out, level, BAD)
        x = to_x = out
    colour = BAD if edge.is_circle else STRONG_LINE
    across, down = to_x - x, to_y - y
    half = min(
        7 / abs(down) if down else 1.0, (line.width / 2 + 3) / abs(across) if across else 1.0, 0.3
    )
    for start, end in ((0.0, _LABEL_AT - half), (_LABEL_AT + half, 1.0)):
        page.line(x + across * start, y + down * start, x + across * end, y + down * end, colour)
    left = x + across * _LABEL_AT - line.width / 2
    page.put(left, y + down * _LABEL_AT - 2.8, line.width, line, SMALL)


def _draw_box(page: Typesetter, box: Box, spot: _Spot, width: float) -> None:
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
