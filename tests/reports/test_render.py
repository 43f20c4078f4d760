"""Papers as PDF, read back: frame, outline, contents, splitting, safety."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from asset_recovery.domain.errors import Cancelled, ValidationFailed
from asset_recovery.reports.exhibits import Exhibit
from asset_recovery.reports.paper import (
    Bars,
    Block,
    Column,
    Facts,
    Paper,
    Picture,
    Section,
    Signatures,
    Table,
    Text,
)
from asset_recovery.reports.render import render
from tests.reports.pdf_reading import (
    fonts_without_file,
    images,
    outline,
    page_sizes,
    page_texts,
    properties,
    what_it_can_do,
)
from tests.reports.text_boxes import text_pages

RECORD = "9c4177e0a1b2c3d4" + "0" * 48


def a_paper(*blocks: Block, **changes: object) -> Paper:
    """A short paper with these blocks in one section."""
    paper = Paper(
        form="OPS-13",
        version="1",
        title="Statement",
        subtitle="",
        reference="CASE-2026-0017",
        office="Asset Management Office",
        marking="RESTRICTED",
        language="en",
        generated="2026-11-24 05:39 UTC",
        user="officer 117",
        record_hash=RECORD,
        head="48213 a1b2c3d4",
        qr="OPS13;CASE-2026-0017",
        sections=(Section("1", "Section one", blocks, as_at="as at 24 Nov 2026"),),
        contents=False,
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def a_table(rows: int, **changes: object) -> Table:
    """A table of numbered rows with an amount."""
    table = Table(
        columns=(Column("No.", 1, "right"), Column("What", 4), Column("Amount", 2, "right")),
        rows=tuple(
            (str(one), f"row {one} of the table", f"{one}.00 EUR") for one in range(1, rows + 1)
        ),
        totals=(("", "Total", "77,777.00 EUR"),),
    )
    return replace(table, **changes)  # type: ignore[arg-type]


def test_a_long_marking_is_whole_above_and_below() -> None:
    (text,) = page_texts(render(a_paper(marking="DIFFUSION RESTREINTE")))
    assert text.count("DIFFUSION RESTREINTE") == 2


def test_each_page_says_page_marking_form_hash_journal_head_and_copy() -> None:
    data = render(a_paper(a_table(120), copy="copy 2 of 3"))
    texts = page_texts(data)
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert f"page {number} of {len(texts)}" in text
        assert text.count("RESTRICTED") == 2
        assert "OPS-13 1 · CASE-2026-0017" in text
        assert "record 9c4177e0a1b2c3d4 · journal 48213 a1b2c3d4" in text
        assert "generated 2026-11-24 05:39 UTC · officer 117" in text
        assert "copy 2 of 3" in text


def test_a_table_loses_no_row_and_repeats_its_heading_on_each_page() -> None:
    texts = page_texts(render(a_paper(a_table(500))))
    found = [int(one) for text in texts for one in re.findall(r"row (\d+) of the table", text)]
    assert found == list(range(1, 501))
    assert all("No. What Amount" in text for text in texts)
    assert "Total 77,777.00 EUR" in texts[-1]


def test_totals_never_stand_alone_on_a_page() -> None:
    for rows in range(25, 80):
        last = page_texts(render(a_paper(a_table(rows))))[-1]
        assert "Total" in last
        assert f"row {rows} of" in last


def test_a_cell_longer_than_a_page_goes_on_overleaf() -> None:
    words = [f"w{one}" for one in range(3_000)]
    table = Table((Column("A", 1), Column("B", 1)), ((" ".join(words), "short"), ("after", "it")))
    texts = page_texts(render(a_paper(table)))
    assert len(texts) > 2
    assert [one for text in texts for one in re.findall(r"\bw\d+\b", text)] == words
    assert "after it" in texts[-1]


def test_a_table_that_asks_for_it_lies_across() -> None:
    sizes = page_sizes(render(a_paper(a_table(3, landscape=True))))
    assert [round(width) for width, _height in sizes] == [297]


def test_an_empty_table_says_so() -> None:
    table = a_table(0, totals=(), empty="No cost is recorded.")
    assert "No cost is recorded." in page_texts(render(a_paper(table)))[0]


def test_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    for rows in range(18, 45):
        sections = (
            Section("1", "First", (a_table(rows, totals=()),)),
            Section("2", "Second", (a_table(3, title="Its table"),)),
        )
        texts = page_texts(render(a_paper(sections=sections)))
        (page,) = (text for text in texts if "Second" in text)
        assert "Its table" in page
        assert "row 1 of the table" in page


def test_the_only_row_of_a_table_leaves_no_heads_behind_when_it_goes_with_its_totals() -> None:
    for rows in range(18, 45):
        sections = (
            Section("1", "First", (a_table(rows, totals=()),)),
            Section("2", "Second", (a_table(1, title="Its table"),)),
        )
        texts = page_texts(render(a_paper(sections=sections)))
        (page,) = (text for text in texts if "Its table" in text)
        assert "row 1 of the table" in page
        assert "Total" in page


def test_contents_and_outline_name_the_pages_of_the_sections() -> None:
    sections = tuple(
        Section(str(one), f"Part {one}", (a_table(40, totals=()),), new_page=True)
        for one in range(1, 6)
    )
    data = render(a_paper(sections=sections, contents=True))
    texts = page_texts(data)
    marks = outline(data)
    assert [title for title, _page in marks] == [f"{one}  Part {one}" for one in range(1, 6)]
    for title, page in marks:
        number, name = title.split("  ")
        assert f"{number} {name}" in texts[page - 1]
        assert f"{number} {name} {page}" in texts[1]
    assert f"Pages {len(texts)}" in texts[0]


def test_contents_of_many_long_titles_take_the_pages_they_need() -> None:
    title = "A rather long heading with  two spaces that does not fit on a single line of contents "
    sections = tuple(Section(str(one), title * 2 + f"end{one}", (Text("x"),)) for one in range(60))
    data = render(a_paper(sections=sections, contents=True))
    texts = page_texts(data)
    first = outline(data)[0][1]
    listed = " ".join(texts[1 : first - 1])
    assert first > 3
    assert all(f"end{one} " in listed for one in range(60))


def test_a_draft_says_so_across_each_page() -> None:
    texts = page_texts(render(a_paper(a_table(80), watermark="DRAFT")))
    assert all("RESTRICTED · DRAFT" in text and text.count("DRAFT") == 3 for text in texts)


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = a_paper(a_table(30), Text("Κείμενο и текст 中文 محمد"))
    assert render(paper) == render(paper)


def test_every_font_is_embedded() -> None:
    text = Text("Latin, Кириллица, Ελληνικά, עברית, محمد, 中文, → ■ ქართული")
    assert fonts_without_file(render(a_paper(text))) == set()


def test_properties_name_the_office_and_no_user() -> None:
    found = properties(render(a_paper(Text("x"))))
    assert found["Title"] == "Statement CASE-2026-0017"
    assert found["Author"] == "Asset Management Office"
    assert found["CreationDate"] == "D:20261124053900Z"
    assert "117" not in " ".join(found.values())


HOSTILE = (
    '<img src="/etc/hostname"/>',
    '<a href="https://example.org">click</a>',
    '=HYPERLINK("https://example.org","x")',
    "<para><font color='[[getattr(pow,'__self__')]]'>x</font>",
    "</para> & &amp; <b>unclosed",
    "https://example.org/path?a=1&b=2",
    "\\) Tj (PDF operators",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_data_is_printed_as_it_stands(text: str) -> None:
    table = Table((Column("Name", 1),), ((text,),))
    data = render(a_paper(Facts(((text, text),)), Text(text), table, title=text, office=text))
    (page,) = page_texts(data)[:1]
    assert page.replace(" ", "").count(text.replace(" ", "")) >= 4
    assert what_it_can_do(data) == set()
    assert images(data) == 0


def test_what_no_font_can_draw_is_listed_at_the_end() -> None:
    texts = page_texts(render(a_paper(Text("cuneiform \U000122aa"))))
    assert "□[U+122AA]" in texts[0]
    assert "U+122AA (1×)" in texts[-1]


def test_a_right_to_left_paper_mirrors_its_columns() -> None:
    table = Table((Column("first", 1), Column("second", 1)), (("one", "two"),))
    (page,) = page_texts(render(a_paper(table, right_to_left=True)))
    assert "second first" in page or page.index("second") != page.index("first")


def test_bars_signatures_and_pictures_are_set() -> None:
    pixel = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(pixel, "PNG")
    data = render(
        a_paper(
            Bars((("Frozen", "5.00 EUR", 1000), ("Sold", "0.00 EUR", 0)), "Money"),
            Signatures((("Officer", "A"), ("Supervisor", ""), ("Legal", ""), ("Witness", "W"))),
            Picture(pixel.getvalue(), "A photograph"),
            Picture(b"no picture", "Broken"),
        )
    )
    text = page_texts(data)[0]
    assert "Frozen 5.00 EUR" in text
    assert all(word in text for word in ("Officer A", "Supervisor", "Legal", "Witness W"))
    assert "A photograph" in text
    assert "This picture cannot be read. Broken" in text
    assert images(data) == 1


def an_exhibit(pages: int) -> bytes:
    """A PDF of some pages with a link that would open a site."""
    sections = tuple(
        Section("", "", (Text(f"exhibit page {one}"),), new_page=one > 0) for one in range(pages)
    )
    document = pikepdf.open(io.BytesIO(render(a_paper(sections=sections))))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_exhibits_are_numbered_on_listed_and_marked_like_the_paper() -> None:
    exhibits = (Exhibit("E1", "Warrant", an_exhibit(3)), Exhibit("E2", "Survey", an_exhibit(1)))
    data = render(a_paper(Text("body"), contents=True), exhibits=exhibits)
    texts = page_texts(data)
    assert len(texts) == 7
    for place, words in ((4, "exhibit page 0"), (6, "exhibit page 2"), (7, "exhibit page 0")):
        text = texts[place - 1]
        assert words in text
        assert f"page {place} of 7" in text
        assert "RESTRICTED" in text
    assert "E1 Warrant 4" in texts[1]
    assert "E2 Survey 7" in texts[1]
    assert outline(data)[1:] == [("E1  Warrant", 4), ("E2  Survey", 7)]
    assert "Pages 7" in texts[0]
    assert what_it_can_do(data) == set()


def test_an_exhibit_that_lies_across_gets_a_page_that_lies_across() -> None:
    exhibit = Exhibit("E1", "Schedule", render(a_paper(a_table(3, landscape=True))))
    sizes = page_sizes(render(a_paper(Text("body")), exhibits=(exhibit,)))
    assert [round(width) for width, _height in sizes] == [210, 297]


def test_an_exhibit_that_is_no_pdf_is_refused_by_name() -> None:
    with pytest.raises(ValidationFailed, match="Exhibit E1, Photo"):
        render(a_paper(Text("body")), exhibits=(Exhibit("E1", "Photo", b"GIF89a"),))


def test_the_cover_counts_the_page_that_lists_missing_characters() -> None:
    for rows in range(20, 45):
        paper = a_paper(a_table(rows), Text("\U000122aa"), contents=True, subtitle="\U000122ab")
        texts = page_texts(render(paper))
        assert f"Pages {len(texts)}" in texts[0]
        assert "U+122AB (1×)" in texts[-1]


def test_a_person_can_stop_a_long_print() -> None:
    class Stopped:
        def step(self, done: int, total: int, text: str) -> None:
            if done > 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        render(a_paper(a_table(400)), Stopped())


def test_a_wide_column_of_amounts_is_never_broken_within_an_amount() -> None:
    table = Table(
        (Column("A", 6), Column("Value", 0.2, "right")), (("text " * 30, "126,000,000.00 USD"),)
    )
    assert "126,000,000.00 USD" in page_texts(render(a_paper(table)))[0]


_SAME = """
from asset_recovery.reports.paper import Column, Table
from asset_recovery.reports.table import _widths
names = tuple((f"AMO-2025-{n:06d}-{chr(65 + n % 26)}", "x") for n in range(400))
print(_widths(Table(columns=(Column("Asset", 0.1), Column("Text", 6)), rows=names), 480.0))
"""


def test_two_runs_of_the_program_set_the_same_columns() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _SAME],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_a_long_name_below_a_line_to_sign_on_stays_off_the_foot_of_the_page() -> None:
    name = "Regional Court of the Port City, Chamber for Economic Crime and Confiscation\n" * 6
    for filling in range(30, 62):
        blocks = (
            Text("\n".join(["A line of text."] * filling)),
            Signatures((("Judge", name), ("Registrar", "B"))),
        )
        pages = text_pages(render(a_paper(*blocks)))
        assert [pair for page in pages for pair in page.overlaps()] == []


LONG_CELL = "\n".join(["A line of a cell."] * 90)


def _filled(filling: int) -> Text:
    return Text("\n".join(["A line of text."] * filling))


@pytest.mark.parametrize(
    "block",
    [
        Text("\n".join(["A line of the last paragraph."] * 20)),
        Table((Column("What", 1), Column("Worth", 1)), (("first row", "1"), ("last row", "2"))),
        Table((Column("What", 1),), (("only row",),), totals=(("in all",),)),
        Table((Column("What", 1), Column("Why", 1)), (("long row", LONG_CELL),)),
        Table((Column("What", 1),), (), empty="Nothing is listed."),
        Facts((("First", "one"), ("Reasons", LONG_CELL))),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_nobody_signs_a_page_that_says_nothing(block: Block, apart: bool) -> None:
    signed = Signatures((("Requesting authority", "A"), ("Central authority", "B")))
    for filling in range(34, 56):
        body, last = Section("1", "What is asked", (_filled(filling), block)), signed
        sections = (
            (body, Section("2", "Signature", (Text("Who signs first.", "note"), last)))
            if apart
            else (Section("1", "What is asked", (_filled(filling), block, last)),)
        )
        pages = page_texts(render(a_paper(sections=sections)))
        on = next(page for page in pages if "Central authority" in page)
        told = ("A line of", "last row", "only row", "in all", "Nothing is listed.")
        assert any(text in on for text in told), filling
