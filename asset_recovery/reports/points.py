"""Points of an official form: number, label, text and tick boxes, set line by line over pages."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.reports.paper import Box, Point, Points
from asset_recovery.reports.sheet import MARGIN, Typesetter
from asset_recovery.reports.text_lines import Line
from asset_recovery.reports.text_styles import BODY, LABEL, LINE, Style

EMPTY_BOX, TICKED_BOX = "\u2610", "\u2612"
_PAD = 2.8
_NUMBER = 34.0
_LABEL_SHARE = 0.36
_GAP = 10.0
_BOX = 14.0
_COLUMNS_FROM = 9
# Lines of a point that stay on one page; a longer one begins with three and goes on overleaf.
_KEPT_WHOLE = 10
_NUMBER_STYLE = Style(BODY.face, 8.5, BODY.leading, LABEL.colour)


@dataclass(frozen=True, slots=True)
class _Set:
    """A line with its place from the left, its width and its style."""

    x: float
    width: float
    line: Line
    style: Style


def set_points(points: Points, page: Typesetter, keep: float = 0.0) -> None:
    """Every point, a hairline below each; a page ends between lines, never inside one.

    `keep` points below the last one stay on its page.
    """
    for number, point in enumerate(points.rows, start=1):
        _set_point(point, page, keep if number == len(points.rows) else 0.0)


def _set_point(point: Point, page: Typesetter, keep: float) -> None:
    inner = page.width - _NUMBER
    beside = not point.long and (bool(point.text) or _fits_beside(point))
    label_width = inner * _LABEL_SHARE if beside else inner
    labels = page.lines(point.label, LABEL, label_width) if point.label else ()
    left = [_Set(_NUMBER, label_width, line, LABEL) for line in labels]
    x = _NUMBER + label_width + _GAP if beside else _NUMBER
    right = _text(point, page, x) + _boxes(point.boxes, page, x)
    number = page.lines(point.number, _NUMBER_STYLE, _NUMBER - 4)[:1] if point.number else ()
    rows = _side_by_side(left, right) if beside else _below(left, right)
    whole = len(rows) if len(rows) <= _KEPT_WHOLE else 3
    page.need(whole * BODY.leading + 2 * _PAD + (keep if whole == len(rows) else 0))
    page.y -= _PAD
    for place, row in enumerate(rows):
        page.need(BODY.leading)
        if place == 0 and number:
            page.put(MARGIN, page.y - BODY.size, _NUMBER - 4, number[0], _NUMBER_STYLE)
        for part in row:
            page.put(MARGIN + part.x, page.y - BODY.size, part.width, part.line, part.style)
        page.y -= BODY.leading
    page.y -= _PAD
    page.rule(LINE)


def _fits_beside(point: Point) -> bool:
    """Few short boxes stand beside their label, the others below it."""
    return bool(point.label) and 0 < len(point.boxes) <= 3 and all(
        len(box.text) <= 44 for box in point.boxes
    )  # fmt: skip


def _text(point: Point, page: Typesetter, x: float) -> list[list[_Set]]:
    width = page.width - x
    if not point.text:
        return []
    return [[_Set(x, width, line, BODY)] for line in page.lines(point.text, BODY, width)]


def _boxes(boxes: tuple[Box, ...], page: Typesetter, x: float) -> list[list[_Set]]:
    """The boxes one below the other; many in two columns, read downwards."""
    columns = 2 if len(boxes) >= _COLUMNS_FROM else 1
    width = (page.width - x - (columns - 1) * _GAP) / columns
    half = -(-len(boxes) // columns)
    if columns == 1:
        return [row for box in boxes for row in _box(box, page, x, width)]
    found: list[list[_Set]] = []
    for first, second in zip(boxes[:half], [*boxes[half:], None], strict=False):
        left = _box(first, page, x, width)
        right = _box(second, page, x + width + _GAP, width) if second else []
        for place in range(max(len(left), len(right))):
            found.append(
                [part for side in (left, right) if place < len(side) for part in side[place]]
            )
    return found


def _box(box: Box, page: Typesetter, x: float, width: float) -> list[list[_Set]]:
    mark = page.lines(TICKED_BOX if box.ticked else EMPTY_BOX, BODY, _BOX)[0]
    lines = page.lines(box.text, BODY, width - _BOX)
    first = [
        _Set(x, _BOX, mark, BODY),
        *(_Set(x + _BOX, width - _BOX, one, BODY) for one in lines[:1]),
    ]
    return [first, *([_Set(x + _BOX, width - _BOX, line, BODY)] for line in lines[1:])]


def _side_by_side(left: list[_Set], right: list[list[_Set]]) -> list[list[_Set]]:
    return [
        [
            *([left[place]] if place < len(left) else []),
            *(right[place] if place < len(right) else []),
        ]
        for place in range(max(len(left), len(right)))
    ]


def _below(left: list[_Set], right: list[list[_Set]]) -> list[list[_Set]]:
    return [*([part] for part in left), *right]
