"""Any text made safe and broken into lines: nothing in it is read as markup or drawn unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from asset_recovery.domain.text import without_direction_marks
from asset_recovery.reports.fonts import Run, Typeface
from asset_recovery.reports.text_styles import Style

LONGEST_PARAGRAPH = 10_000
LONGEST_RUN = 60
_DIRECTION_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HIDDEN = frozenset("\u00ad\u200b\u2060\ufeff")
_JOINERS = frozenset("\u200c\u200d")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_CJK_CLOSING = frozenset("、。，．）」』】》〉！？：；％")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = re.compile("[()\\[\\]{}<>\u00ab\u00bb\u2039\u203a]")
_OTHER_SIDE = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_SHADOW = "\u034f"
_SHADOWED = re.compile(f"{_SHADOW}{_MIRRORED.pattern}|{_MIRRORED.pattern}{_SHADOW}")
_ARABIC = "[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"
# A day with its month in Arabic letters: 17 أكتوبر 2025.
_DATED = re.compile(rf"(?<!\d)\d{{1,2}} {_ARABIC}+ \d{{4}}(?!\d)")
_LEFT_TO_RIGHT = re.compile(
    rf"[A-Za-z0-9]+(?:[ .,:;/@_+#&-]+(?!\d{{1,2}} {_ARABIC})[A-Za-z0-9]+|\([A-Za-z0-9]+\))+"
)
_EMBEDDINGS = re.compile("[\u202a-\u202c]")
_SPACES = re.compile(r"(\s+)")
_PIECES = re.compile(r"[^/\\_@,;:&=?.-]*[/\\_@,;:&=?.-]+|[^/\\_@,;:&=?.-]+")


@dataclass(slots=True)
class Missing:
    """Characters met that no font can draw, with how often."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, character: str) -> None:
        """Count one more."""
        self.counts[character] = self.counts.get(character, 0) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line in visual order; `width` in points."""

    runs: tuple[Run, ...]
    width: float
    right_to_left: bool = False


class LineMemory:
    """Texts broken into lines, kept from one setting of a paper to the next.

    A paper that is set again after each change breaks only what changed. Once it holds `most`
    texts it begins anew.
    """

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._known: dict[
            tuple[str, str, float, float], tuple[tuple[Line, ...], dict[str, int]]
        ] = {}

    def lines(self, text: str, style: Style, width: float, missing: Missing) -> tuple[Line, ...]:
        """The text in lines, as `wrap` gives them; what it misses is counted each time."""
        key = (text, style.face, style.size, width)
        if key not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            own = Missing()
            self._known[key] = (wrap(text, style, width, own), own.counts)
        lines, counts = self._known[key]
        for character, times in counts.items():
            missing.counts[character] = missing.counts.get(character, 0) + times
        return lines


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    width: float
    spaced: bool


def clean(text: str, face: Typeface, missing: Missing | None = None) -> str:
    """The text without control characters and surrogates, hidden marks made visible as [U+202E].

    The marks with which Arabic and Hebrew are typed are left out of such texts.
    Line feeds stay; a character without a glyph becomes a box with its code and is counted.
    """
    if text.isascii() and _in_sight(text):
        return text
    text = without_direction_marks(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _in_sight(text) and face.draws(text.replace("\n", "")):
        return text
    return "".join(_seen(one, face, missing) for one in text)


def _in_sight(text: str) -> bool:
    return text.isprintable() or text.replace("\n", "").isprintable()


def _seen(character: str, face: Typeface, missing: Missing | None) -> str:
    if character == "\n" or (character.isprintable() and face.has(character)):
        return character
    if character in _DIRECTION_CONTROLS or character in _HIDDEN:
        return f"[U+{ord(character):04X}]"
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\v\f":
        return " "
    if character in _JOINERS:
        return character if face.has(character) else ""
    if category in ("Cc", "Cs"):
        return ""
    if missing is not None:
        missing.add(character)
    return f"□[U+{ord(character):04X}]"


def wrap(text: str, style: Style, width: float, missing: Missing | None = None) -> tuple[Line, ...]:
    """The text in lines no wider than `width` points; an empty text is one empty line."""
    face = style.typeface
    limit = width * 1000 / style.size
    safe = clean(text, face, missing)
    if "\n" not in safe and len(safe) <= LONGEST_PARAGRAPH:
        return _wrap_paragraph(safe, face, limit, style.size)
    return tuple(
        line
        for part in _paragraphs(safe)
        for line in _wrap_paragraph(part, face, limit, style.size)
    )


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs, those of more than 10,000 characters cut, at a space where there is one."""
    for paragraph in text.split("\n"):
        start = 0
        while len(paragraph) - start > LONGEST_PARAGRAPH:
            end = paragraph.rfind(" ", start + 1, start + LONGEST_PARAGRAPH)
            end = end if end > start else start + LONGEST_PARAGRAPH
            yield paragraph[start:end]
            start = end
        yield paragraph[start:]


def _wrap_paragraph(text: str, face: Typeface, limit: float, size: float) -> tuple[Line, ...]:
    if text.isascii():
        width = face.width(text)
        if width <= limit:
            return (Line((Run(face.main, text, width),), width * size / 1000),)
    rtl = _base_is_right_to_left(text)
    return tuple(_line(one, face, size, rtl) for one in _broken(text, face, limit))


def _broken(text: str, face: Typeface, limit: float) -> list[str]:
    """The logical lines, filled one after the other."""
    space = face.width(" ")
    lines: list[str] = []
    parts: list[str] = []
    used = 0.0
    for token in _tokens(text, face, limit):
        gap = space if token.spaced and parts else 0.0
        if parts and used + gap + token.width > limit:
            lines.append("".join(parts))
            parts, used, gap = [], 0.0, 0.0
        if gap:
            parts.append(" ")
        parts.append(token.text)
        used += gap + token.width
    lines.append("".join(parts))
    return lines


def _tokens(text: str, face: Typeface, limit: float) -> Iterator[_Token]:
    """What may not be parted, with its width and whether a space stood before it."""
    for word in text.split():
        spaced = True
        for piece in _unbroken(word):
            width = face.width(piece)
            if width <= limit:
                yield _Token(piece, width, spaced)
            else:
                for part in _by_width(piece, face, limit):
                    yield _Token(part, face.width(part), spaced)
                    spaced = False
            spaced = False


def _unbroken(word: str) -> Iterator[str]:
    """A word, cut where scripts or long runs (addresses, hashes, file names) may be cut."""
    if not word.isascii() and _CJK.search(word):
        yield from _cjk_pieces(word)
    elif len(word) <= 20:
        yield word
    else:
        for piece in _PIECES.findall(word):
            for start in range(0, len(piece), LONGEST_RUN):
                yield piece[start : start + LONGEST_RUN]


def _cjk_pieces(word: str) -> Iterator[str]:
    held = ""
    for character in word:
        if (
            held
            and character not in _CJK_CLOSING
            and (_CJK.match(character) or _CJK.match(held[-1]))
        ):
            yield held
            held = ""
        held += character
    yield held


def _by_width(piece: str, face: Typeface, limit: float) -> Iterator[str]:
    """A piece wider than a line, cut by its widths; at least one character at a time."""
    start, used = 0, 0.0
    for place, width in enumerate(face.widths(piece)):
        if place > start and used + width > limit:
            yield piece[start:place]
            start, used = place, 0.0
        used += width
    yield piece[start:]


def _base_is_right_to_left(text: str) -> bool:
    """Whether the first strong letter is one of a right-to-left script (UAX 9, rules P2 and P3)."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    strong = (unicodedata.bidirectional(one) for one in text)
    return next((one != "L" for one in strong if one in ("L", "R", "AL")), False)


def _line(text: str, face: Typeface, size: float, rtl: bool) -> Line:
    if not text.isascii() and _RIGHT_TO_LEFT.search(text):
        text = _visual(text, rtl)
    runs = face.runs(text)
    return Line(runs, sum(run.width for run in runs) * size / 1000, rtl)


def drawn_order(text: str) -> str:
    """A short text as it is drawn from left to right: joined and ordered where it must be."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return _visual(text, _base_is_right_to_left(text))


def _visual(text: str, rtl: bool) -> str:
    """Letters joined and put in the order in which they are drawn.

    What is written from left to right (a reference, an article, a moment, a file number) keeps its
    order as a whole: by the plain rules 2026-11-24 would turn to 24-11-2026 behind an Arabic word,
    and 37(1)(a) to (a)(1)37. A day with its month in Arabic stays together behind Latin words.
    """
    from arabic_reshaper import reshape
    from bidi import get_display

    joined = reshape(text.replace(_SHADOW, ""))
    embedded = _LEFT_TO_RIGHT.sub("\u202a\\g<0>\u202c", joined)
    if rtl:
        embedded = _DATED.sub("\u202b\\g<0>\u202c", embedded)
    shadowed = _MIRRORED.sub(f"\\g<0>{_SHADOW}", embedded)
    shown = str(get_display(shadowed, base_dir="R" if rtl else "L"))
    return _EMBEDDINGS.sub("", _SHADOWED.sub(_turned, shown))


def _turned(bracket: re.Match[str]) -> str:
    """A bracket as it is drawn: to its other side where it stands from right to left.

    The library pairs and orders brackets but does not turn them. An unseen mark behind each tells
    the direction: it keeps to its bracket, and comes first where the order was turned.
    """
    found = bracket.group()
    return found[0] if found[1] == _SHADOW else _OTHER_SIDE[found[1]]
