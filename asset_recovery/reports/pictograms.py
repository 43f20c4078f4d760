"""Small pictograms on labels: own drawings, data in resources, placed in exact millimetres."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from asset_recovery.paths import resources
from asset_recovery.reports.text_styles import INK, MILLIMETRE

SQUARE = 24.0
_STROKE = 1.7
_LENGTHS = {"M": 2, "L": 2, "C": 6, "O": 3, "Z": 0}


@dataclass(frozen=True, slots=True)
class Pictogram:
    """Strokes of a drawing on the square: what is drawn and what is filled."""

    lines: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@cache
def pictograms(kind: str) -> Mapping[str, Pictogram]:
    """The drawings of a kind (`handling` by mark, `class` by group of types) by their codes."""
    said = tomllib.loads((resources() / "pictograms.toml").read_text("utf-8"))[kind]
    return {
        code: Pictogram(tuple(one.get("lines", ())), tuple(one.get("areas", ())))
        for code, one in said.items()
    }


def draw_pictogram(
    canvas: Canvas, drawing: Pictogram, left: float, low: float, side: float
) -> None:
    """Draw it with its lower left corner there, `side` wide and high; lengths in millimetres."""
    canvas.saveState()
    canvas.translate(left * MILLIMETRE, low * MILLIMETRE)
    scale = side * MILLIMETRE / SQUARE
    canvas.scale(scale, scale)
    canvas.setStrokeColorRGB(*INK)
    canvas.setFillColorRGB(*INK)
    canvas.setLineWidth(_STROKE)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    for text in drawing.lines:
        canvas.drawPath(_path(canvas, text), stroke=1, fill=0)
    for text in drawing.areas:
        canvas.drawPath(_path(canvas, text), stroke=0, fill=1)
    canvas.restoreState()


def _path(canvas: Canvas, text: str) -> PDFPathObject:
    """The path of a text such as `M 2 3 L 4 5 Z`."""
    path = canvas.beginPath()
    words = text.split()
    starts = [at for at, word in enumerate(words) if word in _LENGTHS]
    for start, end in pairwise([*starts, len(words)]):
        numbers = [float(word) for word in words[start + 1 : end]]
        _step(path, words[start], numbers)
    return path


def _step(path: PDFPathObject, step: str, numbers: list[float]) -> None:
    if step == "M":
        path.moveTo(*numbers)
    elif step == "L":
        path.lineTo(*numbers)
    elif step == "C":
        path.curveTo(*numbers)
    elif step == "O":
        path.circle(*numbers)
    else:
        path.close()
