"""What an exhibit shows is read through its fonts, so that a masked word in it can be told of."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from asset_recovery.reports.exhibit_text import text_of
from asset_recovery.reports.redaction import redaction
from asset_recovery.reports.render import render
from asset_recovery.reports.text_styles import CELL
from tests.reports.test_written_days import a_paper

KEPT = redaction([("Petra Olsen", "#"), ("Zoë Núñez", "#"), ("Αλέξης Παπάς", "#")])


def a_page(text: str) -> bytes:
    """A page of another maker, in a font of the standard fourteen."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, text)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("text", ["by PETRA OLSEN", "Zoë Núñez", "see petra_olsen.pdf"])
def test_a_masked_name_is_seen_in_a_page_of_another_maker(text: str) -> None:
    assert KEPT.names(text_of(a_page(text)))


def test_a_masked_name_is_seen_through_an_embedded_font() -> None:
    assert CELL.typeface.draws("Αλέξης")
    assert KEPT.names(text_of(render(a_paper("Seen by ΑΛΕΞΗΣ ΠΑΠΑΣ there"))))


def test_a_name_drawn_letter_by_letter_and_in_a_drawing_is_seen() -> None:
    with pikepdf.open(io.BytesIO(a_page("Nobody"))) as document:
        page = document.pages[0]
        drawing = document.make_stream(b"BT /F1 12 Tf [(P) 20 (etra) -300 (Ol) 15 (sen)] TJ ET")
        drawing.Subtype, drawing.BBox = pikepdf.Name.Form, [0, 0, 600, 800]
        drawing.Resources = pikepdf.Dictionary(Font=page.resources.Font)
        page.resources.XObject = pikepdf.Dictionary(Dr=drawing)
        page.obj.Contents = document.make_stream(b"q /Dr Do Q")
        target = io.BytesIO()
        document.save(target)
    assert "Petra Olsen" in text_of(target.getvalue())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04"])
def test_what_cannot_be_read_says_nothing(content: bytes) -> None:
    assert not KEPT.names(text_of(content))


def test_a_page_without_such_a_name_is_not_told_of() -> None:
    assert not KEPT.names(text_of(a_page("Petra met Olsenius")))
