"""Sheets of paper while they are being set: what stands where, and where the next thing goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from asset_recovery.reports.text_lines import Line, LineMemory, Missing, wrap
from asset_recovery.reports.text_styles import (
    A4,
    A4_LANDSCAPE,
    LINE,
    MILLIMETRE,
    Colour,
    Style,
)

MARGIN = 20 * MILLIMETRE
TOP = 23 * MILLIMETRE
BOTTOM = 27 * MILLIMETRE
HAIRLINE = 0.5
LAST = 3  # so many lines of a text go overleaf with what is signed below it


@dataclass(slots=True)
class Sheet:
    """One page: texts as (x, y, style, line), rules, filled boxes, pictures; points from below."""

    size: tuple[float, float]
    texts: list[tuple[float, float, Style, Line]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, Colour]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float, Colour]] = field(default_factory=list)
    pictures: list[tuple[bytes, float, float, float, float]] = field(default_factory=list)
    codes: list[tuple[float, float, float]] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    marks: list[tuple[str, str, str, float]] = field(default_factory=list)

    def parts(self) -> tuple[list[Any], ...]:
        """All that was set on this page."""
        return (
            self.texts,
            self.rules,
            self.boxes,
            self.pictures,
            self.codes,
            self.links,
            self.marks,
        )


def last_lines(left: int, leading: float, keep: float) -> float:
    """The height that the next line needs: the last lines of a text stay with what follows it.

    `left` counts the lines that are still to be set, `keep` is the height of what follows.
    """
    return left * leading + keep if keep and left <= LAST else leading


class Typesetter:
    """Sets one thing below the other and turns the page when it is full."""

    def __init__(self, mirrored: bool = False, memory: LineMemory | None = None) -> None:
        self.sheets: list[Sheet] = []
        self.missing = Missing()
        self._memory = memory
        self.y = 0.0
        self._mirrored = mirrored
        self._size = A4
        self._known: dict[tuple[str, str, float, float], tuple[Line, ...]] = {}

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self._size[0] - 2 * MARGIN

    @property
    def room(self) -> float:
        """Height that is left on the page."""
        return self.y - BOTTOM

    @property
    def full_height(self) -> float:
        """Height of an empty page."""
        return self._size[1] - TOP - BOTTOM

    @property
    def at_top(self) -> bool:
        """Whether nothing has been set on this page yet."""
        return self.y >= self.top - 0.01

    @property
    def top(self) -> float:
        """The height where a page of this size begins."""
        return self._size[1] - TOP

    def turn(self, landscape: bool | None = None) -> None:
        """Begin a new page, lying across or upright where told."""
        if landscape is not None:
            self._size = A4_LANDSCAPE if landscape else A4
        self.sheets.append(Sheet(self._size))
        self.y = self._size[1] - TOP

    def lie(self, landscape: bool) -> None:
        """Turn the page only if it does not lie as asked."""
        size = A4_LANDSCAPE if landscape else A4
        if not self.sheets or size != self._size:
            self.turn(landscape)

    def need(self, height: float) -> bool:
        """Turn the page unless `height` is left; true where it was turned."""
        if self.room >= height or self.at_top:
            return False
        self.turn()
        return True

    def remember(self) -> tuple[int, float, tuple[int, ...]]:
        """Where we are, for `back`."""
        return len(self.sheets), self.y, tuple(map(len, self.sheet.parts()))

    def back(self, place: tuple[int, float, tuple[int, ...]]) -> None:
        """Take away everything that was set since `remember`, which was on a page of this size."""
        count, self.y, lengths = place
        del self.sheets[count:]
        for part, length in zip(self.sheet.parts(), lengths, strict=True):
            del part[length:]

    def down(self, height: float) -> None:
        """Leave a gap, unless at the top of a page."""
        if not self.at_top:
            self.y -= height

    def lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """The text in lines; texts that come again are broken once."""
        key = (text, style.face, style.size, width)
        found = self._known.get(key)
        if found is None:
            if self._memory is None:
                found = wrap(text, style, width, self.missing)
            else:
                found = self._memory.lines(text, style, width, self.missing)
            self._known[key] = found
        return found

    def put(
        self, x: float, y: float, width: float, line: Line, style: Style, right: bool = False
    ) -> None:
        """One line in the box from `x`, `width` wide, with its base line at `y`."""
        if self._mirrored:
            x = self._size[0] - x - width
            right = not right
        if right:
            x += width - line.width
        self.sheets[-1].texts.append((x, y, style, line))

    def block(
        self,
        text: str,
        style: Style,
        x: float = MARGIN,
        width: float | None = None,
        keep: float = 0.0,
    ) -> None:
        """A text down the page, turning it where needed, never leaving one line alone above.

        `keep` points below its last lines stay on their page.
        """
        width = self.width if width is None else width
        lines = self.lines(text, style, width)
        self.need(style.leading * min(len(lines), 2))
        for place, line in enumerate(lines):
            self.need(last_lines(len(lines) - place, style.leading, keep))
            self.put(x, self.y - style.size, width, line, style)
            self.y -= style.leading

    def rule(self, colour: Colour = LINE, x: float = MARGIN, width: float | None = None) -> None:
        """A hairline here."""
        width = self.width if width is None else width
        if self._mirrored:
            x = self._size[0] - x - width
        self.sheet.rules.append((x, self.y, x + width, self.y, colour))

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: Colour = LINE) -> None:
        """A thin line from one point to another."""
        if self._mirrored:
            x, to_x = self._size[0] - x, self._size[0] - to_x
        self.sheet.rules.append((x, y, to_x, to_y, colour))

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled box."""
        if self._mirrored:
            x = self._size[0] - x - width
        self.sheet.boxes.append((x, y, width, height, colour))
