"""The texts of a page are written as ReportLab's own text object writes them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from asset_recovery.reports.fonts import REGULAR, Run, typeface
from asset_recovery.reports.page_texts import DrawnTexts, PageTexts

MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 700)))  # more characters than a subset of a font has
TEXTS = (
    "not known",
    "a (b) \\ c",
    "深圳, MT",
    "ไทย ก็ได้",
    "क्षेत्र",
    "not known",
    MANY,
    "łøþ 深",
    MANY[300:],
)
Put = Callable[[float, float, Run], None]


def a_pdf(put_of: Callable[[Canvas], tuple[PDFTextObject, Put]]) -> bytes:
    target = io.BytesIO()
    face = typeface(REGULAR)
    canvas = Canvas(target, invariant=1, pageCompression=0)
    for size in (8.5, 8.5, 12):  # the second page finds everything known
        text, put = put_of(canvas)
        for place, words in enumerate(TEXTS):
            for run in face.runs(words):
                text.setFont(run.font, size)
                put(56.7 + place / 3, 700 - 11.4 * place, run)
                put(0.0, -1 / 3, run)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_what_is_remembered_gives_the_same_bytes_as_what_is_written_anew() -> None:
    drawn = DrawnTexts()

    def ours(canvas: Canvas) -> tuple[PDFTextObject, Put]:
        text = PageTexts(canvas, drawn)
        return text, text.put

    def plain(canvas: Canvas) -> tuple[PDFTextObject, Put]:
        text = canvas.beginText()

        def put(x: float, y: float, run: Run) -> None:
            text.setTextOrigin(x, y)
            text.textLine(run.text)

        return text, put

    assert a_pdf(ours) == a_pdf(plain)
