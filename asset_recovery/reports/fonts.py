"""The fonts of all papers: which embedded font draws which character, and how wide it is there.

Noto Sans draws what it can; per run of script another font steps in. What no font can draw is shown
as a box with its code and counted, never dropped (ReportLab itself prints and says nothing).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr

from asset_recovery.paths import resources

REGULAR, BOLD, ITALIC, MONO = "regular", "bold", "italic", "mono"

_OTHER_SCRIPTS = (
    "NotoSansHebrew-Regular",
    "NotoNaskhArabic-Regular",
    "NotoSansThai-Regular",
    "NotoSansDevanagari-Regular",
    "DejaVuSans",
    "WenQuanYiMicroHei-Subset",
)
_OTHER_SCRIPTS_BOLD = (
    "NotoSansHebrew-Bold",
    "NotoNaskhArabic-Bold",
    "NotoSansThai-Regular",
    "NotoSansDevanagari-Regular",
    "DejaVuSans-Bold",
    "WenQuanYiMicroHei-Subset",
)
_CHAINS = {
    REGULAR: ("NotoSans-Regular", *_OTHER_SCRIPTS),
    BOLD: ("NotoSans-Bold", *_OTHER_SCRIPTS_BOLD),
    ITALIC: ("NotoSans-Italic", *_OTHER_SCRIPTS),
    MONO: ("DejaVuSansMono", *_OTHER_SCRIPTS),
}
_SHAPED = frozenset({"NotoSansThai-Regular", "NotoSansDevanagari-Regular"})
_loading = Lock()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one font draws; `text` may be shaped; `width` in thousandths of the size."""

    font: str
    text: str
    width: float


class _Glyphs(dict[str, tuple[str, float]]):
    """Character to (font, width in thousandths of the size), found on first use."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> tuple[str, float]:
        code = ord(character)
        for name in self._chain:
            font = load(name)
            if code in font.face.charToGlyph:
                width = font.face.getCharWidth(code)
                self[character] = (name, float(width))
                return self[character]
        return ("", 0.0)


class _Widths(dict[str, float]):
    """Character to width alone, for the quickest measuring."""

    def __init__(self, glyphs: _Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, character: str) -> float:
        width = self._glyphs[character][1]
        self[character] = width
        return width


@dataclass(frozen=True, slots=True)
class Typeface:
    """One face (regular, bold, italic, mono) with its chain of fonts."""

    name: str
    main: str
    _glyphs: _Glyphs
    _widths: _Widths
    _drawn: set[str] = field(default_factory=set)

    def draws(self, text: str) -> bool:
        """Whether this face can draw every character of the text."""
        if not self._drawn.issuperset(text):
            self._drawn.update(filter(self.has, text))
        return self._drawn.issuperset(text)

    def has(self, character: str) -> bool:
        """Whether any font of this face can draw the character."""
        return bool(self._glyphs[character][0])

    def width(self, text: str) -> float:
        """Advance of the text in thousandths of the size, unshaped."""
        return sum(map(self._widths.__getitem__, text))

    def widths(self, text: str) -> list[float]:
        """Advance of each character in thousandths of the size."""
        return list(map(self._widths.__getitem__, text))

    def runs(self, text: str) -> tuple[Run, ...]:
        """The text in visual order, cut where the font changes."""
        if text.isascii():
            return (Run(self.main, text, self.width(text)),)
        found: list[Run] = []
        start, font = 0, ""
        for place, character in enumerate(text):
            here = self._glyphs[character][0] or self.main
            if character == " " and font and 0x20 in load(font).face.charToGlyph:
                here = font
            if here != font:
                if place > start:
                    found.append(self._run(font, text[start:place]))
                start, font = place, here
        if start < len(text):
            found.append(self._run(font, text[start:]))
        return tuple(found)

    def _run(self, font: str, text: str) -> Run:
        if font not in _SHAPED:
            face = load(font).face
            return Run(font, text, float(sum(face.getCharWidth(ord(one)) for one in text)))
        with _loading:
            shaped = shapeStr(text, font, 1000)
        data = getattr(shaped, "__shapeData__", None)
        width = sum(one.x_advance for one in data) if data else self.width(text)
        return Run(font, shaped, float(width))


@cache
def load(name: str) -> TTFont:
    """A font of `resources/fonts` by its file name, registered with ReportLab on first use."""
    with _loading:
        font = TTFont(name, str(resources() / "fonts" / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        return font


@cache
def typeface(name: str) -> Typeface:
    """A face by name: `REGULAR`, `BOLD`, `ITALIC` or `MONO`."""
    chain = _CHAINS[name]
    load(chain[0])
    glyphs = _Glyphs(chain)
    return Typeface(name, chain[0], glyphs, _Widths(glyphs))
