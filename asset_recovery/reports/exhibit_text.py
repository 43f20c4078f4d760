"""The words that a PDF shows, read through its fonts, to look for what must not leave.

Pictures of text are not read; a font that does not say which letters it draws is taken to draw
those of its codes. What is found is good for a warning, never as the text of the document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass

_DEEPEST = 6
_WORD_GAP = -180  # thousandths of an em by which a text moves on between two words
_MOVES = frozenset({"Td", "TD", "Tm", "T*", "'", '"', "ET"})
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PART = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(slots=True)
class _Font:
    """Which letters the codes of a font stand for; `size` bytes make a code."""

    size: int = 1
    letters: dict[int, str] = field(default_factory=dict)

    def read(self, raw: bytes) -> str:
        """The letters of a string as the font draws it."""
        codes = (
            int.from_bytes(raw[place : place + self.size], "big")
            for place in range(0, len(raw), self.size)
        )
        return "".join(self.letters.get(code) or self._plain(code) for code in codes)

    def _plain(self, code: int) -> str:
        if self.size == 1:
            return bytes([code]).decode("cp1252", "replace")
        return ""


def text_of(content: bytes) -> str:
    """What the pages show, a line for each move of the pen; empty where it cannot be read."""
    import pikepdf

    found: list[str] = []
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            for page in document.pages:
                found += _shown(page.obj, page.resources, 0)
                found.append("\n")
    except (pikepdf.PdfError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return "".join(found)
    return "".join(found)


def _shown(drawn: Any, resources: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - of the file
    """The texts of a page or a drawing, and of the drawings within it."""
    import pikepdf

    fonts = {name: _font(one) for name, one in (resources.get("/Font") or {}).items()}
    drawings = resources.get("/XObject") or {}
    font = _Font()
    for one in pikepdf.parse_content_stream(drawn):
        name = str(one.operator)
        if name == "Tf":
            font = fonts.get(str(one.operands[0]), _Font())
        elif name in _MOVES:
            yield "\n" if name in {"T*", "'", '"', "ET"} else " "
        if name in {"Tj", "'", '"'}:
            yield font.read(bytes(one.operands[-1]))
        elif name == "TJ":
            yield from _spaced(one.operands[0], font)
        elif name == "Do" and depth < _DEEPEST:
            inner = drawings.get(str(one.operands[0]))
            if inner is not None and str(inner.get("/Subtype", "")) == "/Form":
                yield from _shown(inner, inner.get("/Resources") or resources, depth + 1)


def _spaced(parts: Any, font: _Font) -> Iterator[str]:  # noqa: ANN401 - an array of the file
    import pikepdf

    for part in parts:
        if isinstance(part, pikepdf.String):
            yield font.read(bytes(part))
        elif float(part) < _WORD_GAP:
            yield " "


def _font(given: Any) -> _Font:  # noqa: ANN401 - a font of the file
    size = 2 if str(given.get("/Subtype", "")) == "/Type0" else 1
    table = given.get("/ToUnicode")
    if table is None or not hasattr(table, "read_bytes"):
        return _Font(size)
    return _Font(size, dict(_letters(table.read_bytes())))


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    """Codes and letters of a table of a font (CMap, PDF 32000-1 section 9.10.3)."""
    for kind, body in _BLOCK.findall(table):
        parts = [_part(one) for one in _PART.finditer(body)]
        place = 0
        while place + 1 < len(parts):
            first = parts[place]
            if kind == b"bfchar":
                yield _code(first), _said(parts[place + 1])
                place += 2
                continue
            last, to = parts[place + 1], parts[place + 2]
            place += 3
            if to == "[":
                end = parts.index("]", place)
                for turn, one in enumerate(parts[place:end]):
                    yield _code(first) + turn, _said(one)
                place = end + 1
                continue
            for turn in range(_code(last) - _code(first) + 1):
                yield _code(first) + turn, _said(to, turn)


def _part(found: re.Match[bytes]) -> str:
    if found[2] or found[3]:
        return "[" if found[2] else "]"
    return b"".join(found[1].split()).decode("ascii")


def _code(text: str) -> int:
    return int(text or "0", 16)


def _said(text: str, more: int = 0) -> str:
    """The letters that a hexadecimal UTF-16 text stands for, the last one moved on by `more`."""
    raw = bytes.fromhex(text)
    if more and len(raw) >= 2:  # noqa: PLR2004 - a unit of UTF-16
        last = int.from_bytes(raw[-2:], "big") + more
        raw = raw[:-2] + (last & 0xFFFF).to_bytes(2, "big")
    return raw.decode("utf-16-be", "replace")
