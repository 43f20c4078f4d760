"""The texts of a page as PDF operators; what comes again on a paper is written out once.

ReportLab formats each number and encodes each text anew, although columns share their places and
cells their words. What is written here is what its own text object would have written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.textobject import PDFTextObject

from asset_recovery.reports.fonts import load

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from asset_recovery.reports.fonts import Run


class Numbers(dict[float, str]):
    """Coordinates as they are written, each formatted once."""

    def __missing__(self, number: float) -> str:
        self[number] = written = fp_str(number)
        return written


class DrawnTexts:
    """Memory of one PDF: its numbers and, by font and text, the operators that show it."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self.known: dict[tuple[str, str], list[tuple[int, str]]] = {}


class PageTexts(PDFTextObject):
    """A text object that puts runs where they stand."""

    _code: list[str]
    _canvas: Any  # its document and its escaping have no public names
    _curSubset: int  # noqa: N815 - ReportLab's name
    _fontname: str
    _fontsize: float
    _leading: float

    def __init__(self, canvas: Canvas, drawn: DrawnTexts) -> None:
        super().__init__(canvas)
        self._drawn = drawn

    def put(self, x: float, y: float, run: Run) -> None:
        """One run of the font that is set, beginning at `x`, `y`."""
        text = run.text
        if isinstance(text, ShapedStr):
            self.setTextOrigin(x, y)
            self.textLine(text)
            return
        numbers = self._drawn.numbers
        subset = self._curSubset
        parts = self._drawn.known.get((run.font, text)) or self._encoded(run)
        if len(parts) == 1 and parts[0][0] == subset:
            self._code.append(f"1 0 0 1 {numbers[x]} {numbers[y]} Tm {parts[0][1]} T*")
            return
        shown = []
        for wanted, written in parts:
            if wanted != subset:
                subset = self._curSubset = wanted
                shown.append(self._chosen(subset))
            shown.append(written)
        self._code.append(f"1 0 0 1 {numbers[x]} {numbers[y]} Tm {' '.join(shown)} T*")

    def _encoded(self, run: Run) -> list[tuple[int, str]]:
        """The text by subsets of its font, each with the operator that shows it."""
        canvas = self._canvas
        parts = [
            (subset, f"({canvas._escape(text)}) Tj")  # noqa: SLF001
            for subset, text in load(run.font).splitString(run.text, canvas._doc)  # noqa: SLF001
        ]
        self._drawn.known[run.font, run.text] = parts
        return parts

    def _chosen(self, subset: int) -> str:
        """The operators that choose a subset of the font that is set."""
        numbers = self._drawn.numbers
        name = load(self._fontname).getSubsetInternalName(subset, self._canvas._doc)  # noqa: SLF001
        return f"{name} {numbers[self._fontsize]} Tf {numbers[self._leading]} TL"
