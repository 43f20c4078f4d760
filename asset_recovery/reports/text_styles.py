"""How a paper looks: measures in points, a few styles, the colours of the design."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.reports.fonts import BOLD, ITALIC, MONO, REGULAR, Typeface, typeface

MILLIMETRE = 72 / 25.4
A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)
A4_LANDSCAPE = (A4[1], A4[0])

Colour = tuple[float, float, float]


def colour_of(code: str) -> Colour:
    return (int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255)


INK = colour_of("1b2530")
SECOND = colour_of("55616e")
LINE = colour_of("dfe3e8")
STRONG_LINE = colour_of("8793a0")
ACCENT = colour_of("0b5f6a")
ACCENT_SOFT = colour_of("e3f0f1")
ATTENTION = colour_of("9a6400")
BAD = colour_of("b3261e")
DRAFT = colour_of("8793a0")
DRAFT_ALPHA = 0.16


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size, its line step and its colour."""

    face: str
    size: float
    leading: float
    colour: Colour = INK

    @property
    def typeface(self) -> Typeface:
        """The fonts behind the face."""
        return typeface(self.face)


BODY = Style(REGULAR, 9.5, 13.4)
LABEL = Style(REGULAR, 9.5, 13.4, SECOND)
SMALL = Style(REGULAR, 8, 11, SECOND)
NOTE = Style(ITALIC, 9, 12.6, SECOND)
CELL = Style(REGULAR, 8.5, 11.4)
CELL_BOLD = Style(BOLD, 8.5, 11.4)
CELL_HEAD = Style(REGULAR, 8, 10.6, SECOND)
CELL_ATTENTION = Style(BOLD, 8.5, 11.4, BAD)
CODE = Style(MONO, 7.6, 10.6)
TITLE = Style(BOLD, 19, 24)
SUBTITLE = Style(REGULAR, 11.5, 15.5, SECOND)
SECTION = Style(BOLD, 12.5, 16)
BLOCK = Style(BOLD, 9.5, 13.4)
HEAD = Style(REGULAR, 7.6, 10, SECOND)
MARKING = Style(BOLD, 8, 10, BAD)
TONES = {
    "plain": BODY,
    "attention": Style(REGULAR, 9.5, 13.4, ATTENTION),
    "bad": Style(BOLD, 9.5, 13.4, BAD),
    "small": SMALL,
    "note": NOTE,
    "code": CODE,
}
