"""Where the texts of a PDF stand, read back from the file itself: lines, columns, overlaps."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

_SAME_LINE = 0.3
_SAME_WORD = 0.45  # of the size of the letters
_TOUCHING = 1.0
_BAND = 8.0
_WORD = re.compile(r"[\u0590-\u08ff]+|[^\W\u0590-\u08ff]+")
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Text that was set as one line: page from 1, box in points from below, what it says."""

    page: int
    left: float
    low: float
    right: float
    high: float
    start: float
    base: float
    size: float
    text: str

    def meets(self, other: TextLine) -> bool:
        """Whether the ink of both lies over each other by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.high, other.high) - max(self.low, other.low)
        return across > _TOUCHING and down > _TOUCHING


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page with its size in points and its lines; what is turned (the watermark) is no line."""

    width: float
    height: float
    lines: tuple[TextLine, ...]

    def outside(self, margin: float, tolerance: float = 2.0) -> list[TextLine]:
        """The lines that stand beyond the margins at the sides, or off the sheet."""
        low, right = margin - tolerance, self.width - margin + tolerance
        return [
            line
            for line in self.lines
            if line.left < low or line.right > right or line.low < 0 or line.high > self.height
        ]

    def overlaps(self) -> Iterator[tuple[TextLine, TextLine]]:
        """Pairs of lines that lie over each other."""
        waiting: list[TextLine] = []
        for line in sorted(self.lines, key=lambda one: one.low):
            waiting = [one for one in waiting if one.high > line.low]
            yield from ((one, line) for one in waiting if one.meets(line))
            waiting.append(line)


def text_pages(data: bytes) -> list[TextPage]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(document[number], number + 1) for number in range(len(document))]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, number: int) -> TextPage:
    reader = page.get_textpage()
    lines: list[TextLine] = []
    for item in page.get_objects(filter=(FPDF_PAGEOBJ_TEXT,), max_depth=1, textpage=reader):
        matrix = item.get_matrix()
        if abs(matrix.b) > 0.01:
            continue
        left, low, right, high = item.get_bounds()
        piece = TextLine(
            number, left, low, right, high, matrix.e, matrix.f, round(item.get_font_size(), 2),
            item.extract(),
        )  # fmt: skip
        if lines and _goes_on(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        else:
            lines.append(piece)
    width, height = page.get_size()
    reader.close()
    page.close()
    return TextPage(width, height, tuple(line for line in lines if line.text.strip()))


def _goes_on(line: TextLine, piece: TextLine) -> bool:
    return (
        abs(line.base - piece.base) < _SAME_LINE
        and line.size == piece.size
        and abs(piece.left - line.right) < _SAME_WORD * line.size
    )


def _joined(line: TextLine, piece: TextLine) -> TextLine:
    return TextLine(
        line.page,
        line.left,
        min(line.low, piece.low),
        max(line.right, piece.right),
        max(line.high, piece.high),
        line.start,
        line.base,
        line.size,
        line.text + piece.text,
    )


class PrintedText:
    """What a PDF says, its columns each read from top to bottom over all pages.

    Blanks are left out, so that it does not matter where a line ends; letters of scripts that join
    are those that were typed, in the order of reading.
    """

    def __init__(self, pages: Iterable[TextPage], low: float, high: float) -> None:
        columns: dict[tuple[str, float, float], list[str]] = defaultdict(list)
        self.words: set[str] = set()
        for page in pages:
            for line in page.lines:
                if not low < line.base < page.height - high:
                    continue
                text = _typed(line.text)
                for place in _places(line):
                    columns[*place, line.size].append(_bare(text))
                self.words.update(_words(line.text))
        self._columns = ["".join(column) for column in columns.values()]

    def says(self, text: str) -> bool:
        """Whether the text stands there: as a whole, or, from right to left, every word of it."""
        bare = _bare(_typed(text))
        if any(bare in column for column in self._columns):
            return True
        return has_right_to_left(text) and self.has_words(text)

    def has_words(self, text: str) -> bool:
        """Whether every word of the text stands somewhere."""
        return _words(text) <= self.words


def _places(line: TextLine) -> Iterator[tuple[str, float]]:
    """The columns that the line may belong to: by where it starts, and by where its ink ends.

    The last letter ends somewhat before its box, so that right edges are taken in bands, twice.
    """
    yield "left", round(line.start)
    yield "right", line.right // _BAND
    yield "right again", (line.right + _BAND / 2) // _BAND


def has_right_to_left(text: str) -> bool:
    """Whether letters of the text are written from right to left."""
    return any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text)


def _typed(text: str) -> str:
    """The letters as they are typed, without the marks above and below them."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(one for one in whole if unicodedata.category(one) != "Mn")


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _words(text: str) -> set[str]:
    """The words of a line, whichever way its letters stand, each as a bag of letters."""
    letters = "".join(one if one.isalnum() else " " for one in _typed(text))
    return {"".join(sorted(word)) for word in _WORD.findall(letters)}
