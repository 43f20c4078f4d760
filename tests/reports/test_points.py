"""Points of official forms on paper: bands, numbers, boxes with all choices visible."""

from __future__ import annotations

import io

import docx

from asset_recovery.forms.word_paper import word_document
from asset_recovery.reports.paper import Box, Facts, Paper, Point, Points, Section, Signatures
from asset_recovery.reports.render import render
from tests.reports.pdf_reading import outline, page_texts
from tests.reports.test_render import a_paper


def points_paper(*rows: Point) -> Paper:
    """A banded section with these points."""
    section = Section("B", "Urgency and date of execution", (Points(rows),), banded=True)
    return a_paper(sections=(section,))


BOXES = (Box(True, "An amount of money"), Box(False, "Specific items of property"))


def test_ticked_and_empty_boxes_are_both_printed() -> None:
    data = render(points_paper(Point("1", "The order concerns", boxes=BOXES)))
    text = " ".join(page_texts(data))
    assert "☒ An amount of money" in text
    assert "☐ Specific items of property" in text
    assert outline(data) == [("B  Urgency and date of execution", 1)]


def test_the_number_and_the_label_stand_before_what_is_answered() -> None:
    data = render(points_paper(Point("2a", "A specific date is asked for", "1 May 2026")))
    assert "2a A specific date is asked for 1 May 2026" in " ".join(page_texts(data))


def test_many_boxes_stand_in_two_columns_and_none_is_lost() -> None:
    boxes = tuple(Box(number == 7, f"offence number {number}") for number in range(1, 33))
    (text,) = page_texts(render(points_paper(Point("3", "Listed offences", boxes=boxes))))
    assert all(f"offence number {number}" in text for number in range(1, 33))
    assert text.count("☒") == 1
    assert text.count("☐") == 31


def test_a_long_answer_goes_on_over_the_page_without_losing_a_word() -> None:
    words = [f"word{number}" for number in range(4_000)]
    texts = page_texts(render(points_paper(Point("1", "Facts", " ".join(words), long=True))))
    assert len(texts) > 2
    assert set(words) <= set(" ".join(texts).split())


def test_a_short_point_is_not_torn_by_the_end_of_a_page() -> None:
    middle = "explained to the person in a language they understand, " * 4
    label = f"The decision is {middle}END"
    rows = tuple(Point(str(number), label, "–") for number in range(1, 31))
    texts = page_texts(render(points_paper(*rows)))
    assert len(texts) > 2
    assert all(text.count("The decision is") == text.count("END") for text in texts)


def test_the_word_file_has_the_boxes_as_text_that_can_be_edited() -> None:
    document = word_document(points_paper(Point("1", "The order concerns", boxes=BOXES)))
    kept = io.BytesIO()
    document.save(kept)
    (table,) = docx.Document(io.BytesIO(kept.getvalue())).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "1",
        "The order concerns",
        "☒ An amount of money\n☐ Specific items of property",
    ]


def test_nobody_signs_a_page_that_says_nothing() -> None:
    """Whatever the length of the section, its last point stands on the page of the signature."""
    for number in range(20, 60):
        rows = tuple(Point(str(place), f"point {place}", "answer") for place in range(number))
        blocks = (Points(rows), Signatures((("The judge", ""),)))
        data = render(a_paper(sections=(Section("M", "Authority", blocks, banded=True),)))
        last = next(text for text in page_texts(data) if "The judge" in text)
        assert f"point {number - 1}" in last


def test_a_section_to_sign_stays_with_the_section_before_it() -> None:
    signing = Section("", "Signature", (Signatures((("The judge", ""),)),))
    for number in range(20, 60):
        rows = tuple((f"fact {place}", "answer") for place in range(number))
        data = render(a_paper(sections=(Section("1", "Facts", (Facts(rows),)), signing)))
        last = next(text for text in page_texts(data) if "The judge" in text)
        assert f"fact {number - 1}" in last
