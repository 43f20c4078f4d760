"""What reads boxes of text back from a PDF sees what is wrong with a page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from asset_recovery.reports.fonts import REGULAR, typeface
from asset_recovery.reports.paper import Paper
from asset_recovery.reports.render import render
from tests.reports.text_boxes import PrintedText, TextPage, text_pages

MARGIN = 56.0


def page_with(*texts: tuple[float, float, str], turned: str = "") -> list[TextPage]:
    """A page with these texts, each as (x, y, text); another one across the page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont(typeface(REGULAR).main, 9.5)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    if turned:
        canvas.rotate(50)
        canvas.drawString(300, 100, turned)
    canvas.save()
    return text_pages(buffer.getvalue())


def overlapping(pages: Sequence[TextPage]) -> list[tuple[str, str]]:
    return [(one.text, other.text) for page in pages for one, other in page.overlaps()]


def test_two_lines_over_each_other_are_seen_and_two_below_each_other_are_not() -> None:
    assert overlapping(page_with((60, 700, "first line"), (60, 695, "second line")))
    assert overlapping(page_with((60, 700, "a long first cell"), (90, 700, "its neighbour")))
    assert not overlapping(page_with((60, 700, "first line"), (60, 686.6, "second line")))
    assert not overlapping(page_with((60, 700, "first cell"), (200, 700, "its neighbour")))


def test_a_line_over_the_edge_is_seen() -> None:
    (page,) = page_with((60, 700, "in"), (520, 700, "runs over the edge of it"), (50, 600, "out"))
    assert [line.text for line in page.outside(MARGIN)] == ["runs over the edge of it", "out"]


def test_the_watermark_is_no_line() -> None:
    (page,) = page_with((60, 700, "in"), turned="DRAFT")
    assert [line.text for line in page.lines] == ["in"]


def test_a_text_is_read_down_its_column_and_a_clipped_one_is_missed() -> None:
    pages = page_with(
        (60, 700, "a name that goes"),
        (200, 700, "another"),
        (60, 686, "on here"),
        (200, 686, "cell"),
    )
    text = PrintedText(pages, 0, 0)
    assert text.says("a name that goes on here")
    assert text.says("another cell")
    assert not text.says("a name that goes on here and there")
    assert not text.says("a name another")


def test_arabic_is_found_by_its_words_and_a_lost_word_is_missed() -> None:
    paper = Paper(
        form="X", version="1", title="شركة الواحة", subtitle="", reference="R", office="",
        marking="", language="ar", generated="", user="", record_hash="", head="", qr="",
        contents=False, right_to_left=True,
    )  # fmt: skip
    text = PrintedText(text_pages(render(paper)), 0, 0)
    assert text.says("شركة الواحة")
    assert not text.says("شركة الواحة الذهبية")
