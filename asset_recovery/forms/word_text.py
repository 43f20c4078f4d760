"""Text in Word: only characters that XML can hold, and runs that read in their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from asset_recovery.domain.text import visible

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff"
# A stretch of right-to-left letters with the blanks and marks between them.
_STRETCH = re.compile(f"[{_RIGHT}](?:[{_RIGHT}\\s\\d.,:'\"()/-]*[{_RIGHT}])?")
_NOT_XML = re.compile("[\ufffe\uffff]")


def word_text(text: str) -> str:
    """The text with hidden and forbidden characters shown as marks such as `[U+202E]`."""
    return _NOT_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", visible(text))


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it reads from right to left."""
    end = 0
    for match in _STRETCH.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def write(paragraph: Paragraph, text: str, *, mirrored: bool = False, bold: bool = False) -> None:
    """Write text into a paragraph; line ends become line breaks.

    `mirrored` sets the whole paragraph from right to left (a paper in such a language).
    """
    if mirrored:
        mark(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - no public way to set it
    for piece, right_to_left in stretches(word_text(text)):
        run = paragraph.add_run(piece)
        run.bold = bold or None
        if right_to_left:
            _turn(run, bold)


def mark(properties: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """Add an on/off or valued element to some properties, in front of nothing else of its name."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - python-docx is loaded for drafts only
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    properties.append(element)
    return element


def _turn(run: Run, bold: bool) -> None:
    """Right-to-left letters take the complex-script font, weight and direction."""
    run.font.rtl = True
    if bold:
        run.font.cs_bold = True
