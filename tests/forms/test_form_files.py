"""The PDF and the Word draft as files: readable, whole, without names, the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.errors import RuleViolation
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_docx import form_docx
from asset_recovery.forms.form_pdf import form_pdf
from asset_recovery.forms.word_text import stretches, word_text
from tests.forms.a_case import TODAY, WHOLE, a_case, a_request, an_asset

HOSTILE = (
    '<img src="/etc/hosts"/> <b>bold</b> & <a href="http://x.example">x</a> {{7*7}} '
    "\x00\x07\x1b[31m \ud800 \uffff \u202eevil =cmd|' /C calc'!A0 " + "W" * 300
)
ARABIC, HEBREW = "شركة النور للملاحة", "חברת אור בע״מ"
NAMES = (ARABIC, HEBREW, "港务局", "Ольга Ćorić", "สมชาย", "Ngô Đình")


def filled(**changes: Any) -> FilledForm:
    request = a_request(fields={**WHOLE, **changes.pop("fields", {})}, **changes.pop("request", {}))
    return fill_request(a_case(request, **changes), request)


def people() -> tuple[PartyFacts, ...]:
    return tuple(
        PartyFacts(reference=f"P-2026-000{place}", name=name, kind="natural", roles=("suspect",))
        for place, name in enumerate(NAMES, start=1)
    )


def full() -> FilledForm:
    """Six persons in six scripts, forty assets, hostile texts."""
    assets = tuple(
        an_asset(reference=f"A-{n}", number=n, description=f"Item {n} {HOSTILE[:120]}")
        for n in range(1, 41)
    )
    names = tuple(party.reference for party in people())
    return filled(
        fields={"purpose": HOSTILE, "facts_summary": f"First.\n\n{HOSTILE}\nThird."},
        request={"assets": tuple(asset.reference for asset in assets), "parties": names},
        assets=assets,
        parties=people(),
    )


def pdf_text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def word_words(document: Any) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_pdf_has_every_heading_and_counts_its_pages() -> None:
    pages = pdf_text(form_pdf(filled()))
    text = "\n".join(pages)
    for heading in ("Addressee and channel", "List of annexes", "Annex 1 to MLA-2026-0034"):
        assert heading in text
    assert f"page {len(pages)} of {len(pages)}" in pages[-1]


def test_hostile_texts_and_all_scripts_print() -> None:
    pages = pdf_text(form_pdf(full()))
    text = "\n".join(pages)
    assert "<b>bold</b>" in text
    assert "Item 40" in text
    assert "Ольга" in text
    assert "港务局" in text


def test_the_same_request_gives_the_same_files() -> None:
    assert form_docx(full()) == form_docx(full())
    assert form_pdf(filled()) == form_pdf(filled())


def test_the_word_draft_opens_again_with_words_own_styles() -> None:
    document = docx.Document(io.BytesIO(form_docx(filled())))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "Normal"} <= styles
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[1] == "1  Authority making the request and central authority"
    assert [h.split("  ")[0] for h in headings[1:19]] == [str(n) for n in range(1, 19)]
    assert {table.style.name for table in document.tables if table.style} == {"Table Grid"}
    assert not document.inline_shapes
    assert "Channel\nBetween central authorities" in word_words(document)


def test_the_word_draft_names_nobody() -> None:
    data = form_docx(filled())
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "MLA-2026-0034"
    assert properties.created == properties.modified == datetime(2026, 4, 27, 10, 12, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (b"C. Clerk", b"python-docx", b"Macintosh"):
        assert secret not in whole


def test_pages_are_counted_by_words_own_fields_in_every_section() -> None:
    document = docx.Document(io.BytesIO(form_docx(full())))
    assert len(document.sections) > 1
    for section in document.sections:
        fields = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))  # noqa: SLF001
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
        assert "RESTRICTED · DRAFT" in section.header.paragraphs[0].text


def test_the_property_schedule_lies_across_in_word_too() -> None:
    document = docx.Document(io.BytesIO(form_docx(full())))
    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_hostile_texts_stay_texts_in_word() -> None:
    document = docx.Document(io.BytesIO(form_docx(full())))
    text = word_words(document)
    assert '<img src="/etc/hosts"/>' in text
    assert "[U+0000][U+0007][U+001B][31m [U+D800] [U+FFFF] [U+202E]evil" in text
    assert not [
        relation
        for relation in document.part.rels.values()
        if relation.is_external or "image" in relation.reltype
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_in_the_word_draft(name: str) -> None:
    assert name in word_words(docx.Document(io.BytesIO(form_docx(full()))))


def test_right_to_left_names_are_right_to_left_runs() -> None:
    document = docx.Document(io.BytesIO(form_docx(full())))
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    turned = {run.text for run in runs if run.font.rtl}
    assert {ARABIC, HEBREW} <= turned
    assert all(run.font.rtl is None for run in runs if run.text.isascii())


def test_an_arabic_request_is_mirrored_as_a_whole() -> None:
    document = docx.Document(io.BytesIO(form_docx(filled(request={"language": "ar"}))))
    assert all(
        table._tbl.tblPr.find(qn("w:bidiVisual")) is not None  # noqa: SLF001
        for table in document.tables
    )
    titled = next(p for p in document.paragraphs if p.style and p.style.name == "Title")
    assert titled._p.get_or_add_pPr().find(qn("w:bidi")) is not None  # noqa: SLF001


def test_mixed_text_is_cut_where_its_direction_turns() -> None:
    text = f"Account of {ARABIC} 12 at {HEBREW}."
    pieces = list(stretches(text))
    assert pieces == [
        ("Account of ", False),
        (ARABIC, True),
        (" 12 at ", False),
        (HEBREW, True),
        (".", False),
    ]


def test_what_xml_cannot_hold_is_shown_by_its_code() -> None:
    assert word_text("a\x0bb\ufffec") == "a[U+000B]b[U+FFFE]c"


def test_a_signed_request_is_not_given_out_for_editing() -> None:
    with pytest.raises(RuleViolation) as refusal:
        form_docx(filled(request={"state": "signed", "made_on": TODAY}))
    assert refusal.value.reasons[0].code == "signed_is_final"
