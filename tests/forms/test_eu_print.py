"""The certificates on paper: bands, numbers, boxes, words, two languages, and very long ones."""

from __future__ import annotations

import io
import re

import docx
import pytest

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.form_docx import form_docx
from asset_recovery.forms.form_pdf import form_pdf
from asset_recovery.paper_words import say_in
from asset_recovery.reports.paper import Paper, Points, Table
from tests.forms.a_case import an_asset
from tests.forms.a_certificate import (
    AUTHORITY,
    CONFISCATION,
    FREEZING,
    PERSON,
    certificate,
    certificate_case,
    certificate_request,
    the_order,
)
from tests.reports.pdf_reading import outline, page_sizes, page_texts


def boxes(paper: Paper, section: str) -> list[tuple[bool, str]]:
    """Every box of a section, with whether it is ticked."""
    return [
        (box.ticked, box.text)
        for one in paper.sections
        if one.number == section
        for block in one.blocks
        if isinstance(block, Points)
        for point in block.rows
        for box in point.boxes
    ]


def section_text(paper: Paper, section: str) -> str:
    """What stands in the points of a section."""
    return "\n".join(
        point.text
        for one in paper.sections
        if one.number == section
        for block in one.blocks
        if isinstance(block, Points)
        for point in block.rows
    )


def text_of(filled: FilledForm) -> str:
    return " ".join(page_texts(form_pdf(filled)))


@pytest.mark.parametrize(("form", "last"), [("EU-01", "P"), ("EU-02", "N")])
def test_the_sections_are_banded_in_the_order_of_the_annex(form: str, last: str) -> None:
    filled = certificate(form)
    letters = [one.number for one in form_paper(filled, working_lists=False).sections]
    assert letters == [chr(code) for code in range(ord("A"), ord(last) + 1)]
    assert all(one.banded for one in form_paper(filled, working_lists=False).sections)
    headings = [title for title, _page in outline(form_pdf(filled, working_lists=False))]
    assert headings[0] == "A  States and authorities"
    assert len(headings) == len(letters)


def test_boxes_that_are_not_ticked_stand_on_the_paper_too() -> None:
    paper = form_paper(certificate(typed={"b_requested_execution_date": "2026-05-01"}))
    assert [ticked for ticked, _text in boxes(paper, "B")] == [False, False, True, False]
    assert boxes(paper, "B")[2][1].endswith(": 1 May 2026")
    assert [ticked for ticked, _text in boxes(paper, "D")] == [True, False, False]
    listed = boxes(paper, "E")
    assert len(listed) == 32
    assert [text for ticked, text in listed if ticked] == ["Corruption"]


def test_the_position_of_each_person_is_ticked_with_that_person() -> None:
    paper = form_paper(certificate())
    assert boxes(paper, "C") == [
        (True, "The order is directed against this person"),
        (True, "This person is the owner of property covered by the order"),
    ]


def test_languages_and_nationalities_are_written_out_by_their_names() -> None:
    person = {**PERSON, "languages": ["el", "Klingon"], "nationalities": ["GR", "MT"]}
    text = text_of(certificate(typed={"c_natural_person": [person]}))
    assert "Languages understood Greek, Klingon" in text
    assert "Nationality Greece (GR), Malta (MT)" in text
    assert "Languages for communication English" in text


def test_an_amount_stands_in_figures_and_words() -> None:
    order = the_order(amount=Money.parse("1234567.89", "EUR"))
    text = text_of(certificate(orders=(order,)))
    assert "EUR 1,234,567.89" in text
    words = "one million two hundred and thirty-four thousand five hundred and sixty-seven"
    assert f"({words} and 89/100 EUR)" in text


def test_the_words_of_an_amount_are_in_the_language_of_the_certificate() -> None:
    order = the_order(amount=Money.parse("1234567.89", "EUR"))
    filled = certificate(orders=(order,), request={"language": "de"})
    text = " ".join(page_texts(form_pdf(filled, language="de", translate=say_in("de"))))
    words = "eineMillionzweihundertvierunddreißigtausendfünfhundertsiebenundsechzig"
    assert words in re.sub(r"[\s\xad\u2010-]", "", text)


def test_words_written_by_hand_are_printed_where_the_program_has_none() -> None:
    typed: dict[str, object] = {**FREEZING, "d_amount_total_words": "miljun u mitejn"}
    text = text_of(certificate(request={"language": "mt", "fields": typed}))
    assert "(miljun u mitejn)" in text


def test_labels_stand_in_two_languages_beside_each_other() -> None:
    filled = certificate()
    paper = form_paper(filled, beside=lambda text: f"<{text}>")
    (first, *_others) = paper.sections
    assert first.title == "States and authorities / <States and authorities>"
    labels = [
        point.label for block in first.blocks if isinstance(block, Points) for point in block.rows
    ]
    assert "Issuing State / <Issuing State>" in labels
    assert boxes(paper, "D")[0] == (True, "An amount of money / <An amount of money>")


def test_the_record_of_the_office_is_no_part_of_the_certificate() -> None:
    text = text_of(certificate())
    assert "Nothing milder holds the balance" not in text
    assert "Record of the office" not in text


def test_a_hidden_section_is_not_on_the_paper() -> None:
    four = certificate(
        "EU-02", typed={"d1_confiscation_ground": ["other_powers"]}, leave=("h_presence_at_trial",)
    )
    assert "H" not in [one.number for one in form_paper(four).sections]
    assert "H" in [one.number for one in form_paper(certificate("EU-02")).sections]


def test_what_is_missing_is_said_on_the_draft_and_not_on_the_signed_paper() -> None:
    leave = ("m_authority", "j_alternative_measures")
    assert "[still missing]" in text_of(certificate(leave=leave))
    signed = certificate(leave=leave, request={"state": "signed", "fields": {}})
    assert "[still missing]" not in text_of(signed)


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
def test_five_persons_and_four_hundred_assets_stand_on_upright_pages_and_none_is_lost(
    form: str,
) -> None:
    filled = a_large_certificate(form)
    data = form_pdf(filled)
    text = " ".join(page_texts(data))
    assert set(re.findall(r"A-2026-\d{6}", text)) == {f"A-2026-{n:06d}" for n in range(1, 401)}
    assert all(f"Surname{number:02d}" in text for number in range(1, 6))
    assert "(5/5)" in text
    assert {width < height for width, height in page_sizes(data)} == {True}
    tables = [
        block
        for one in form_paper(filled).sections
        for block in one.blocks
        if isinstance(block, Table)
    ]
    assert 400 in [len(table.rows) for table in tables]


def a_large_certificate(form: str) -> FilledForm:
    """Five persons with long names, four hundred vehicles with long descriptions."""
    people = tuple(
        PartyFacts(
            reference=f"P-{number}",
            name=f"Surname{number:02d}-Wolfeschlegelsteinhausenbergerdorff, Maximiliane Ottilie",
            kind="natural",
            roles=("accused",),
            aliases=("Die Gräfin", "M. O.", "Ото"),
            address="Große Straße an der alten Brücke 117b, vierter Stock links",
        )
        for number in range(1, 6)
    )
    assets = tuple(
        an_asset(
            number=number,
            reference=f"A-2026-{number:06d}",
            description=f"Lorry of the make Example, body of thirteen metres, equipment {number}",
            identifiers=(("vin", f"WDB9634031L{number:06d}"), ("plate", f"B-AR {number}")),
            country="DE",
            location="Depot of the forwarding company at the northern harbour, hall 4",
            owner=people[number % 5].name,
            possessor=None,
        )
        for number in range(1, 401)
    )
    typed = FREEZING if form == "EU-01" else CONFISCATION
    kept = {key: value for key, value in typed.items() if key != "c_natural_person"}
    asked = certificate_request(
        form,
        fields=kept,
        parties=tuple(one.reference for one in people),
        assets=tuple(one.reference for one in assets),
    )
    order = the_order(form, amount=None, assets=tuple(one.reference for one in assets))
    file = certificate_case(asked, parties=people, assets=assets, orders=(order,))
    return fill_request(file, asked)


def test_the_word_file_of_a_draft_has_headings_boxes_and_no_pictures_of_text() -> None:
    document = docx.Document(io.BytesIO(form_docx(certificate())))
    headings = [
        one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"
    ]
    assert "A  States and authorities" in headings
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("☒ Corruption" in text and "☐ Terrorism" in text for text in cells)
    assert not document.inline_shapes


def test_positions_stand_with_each_person_and_not_a_second_time_below() -> None:
    other = {**PERSON, "reference": "", "surname": "Other", "position": None}
    paper = form_paper(certificate(typed={"c_natural_person": [PERSON, other]}))
    assert [ticked for ticked, _text in boxes(paper, "C")] == [True, True, False, False]
    assert point_texts(paper, "Position") == ["", "[still missing]"]


def test_positions_ticked_for_all_stand_with_each_of_them() -> None:
    rows = [{**PERSON, "position": None}, {**PERSON, "surname": "Other", "position": None}]
    typed = {"c_natural_person": rows, "c_natural_person_position": ["owner"]}
    paper = form_paper(certificate(typed=typed))
    assert [ticked for ticked, _text in boxes(paper, "C")] == [False, True, False, True]


def point_texts(paper: Paper, label: str) -> list[str]:
    """What stands beside a label, wherever it is printed."""
    return [
        point.text
        for one in paper.sections
        for block in one.blocks
        if isinstance(block, Points)
        for point in block.rows
        if point.label == label
    ]


def test_a_listed_offence_reads_by_its_name_not_by_its_number_alone() -> None:
    assert point_texts(form_paper(certificate()), "Listed offence (EU)") == ["7  Corruption"]


def test_a_form_and_a_kind_of_document_read_by_their_names() -> None:
    earlier = {"type": "MLA-01", "date": "2026-01-02", "authority": "Ministry"}
    attached = {"number": "1", "title": "Order", "type": "court_record"}
    typed: dict[str, object] = {
        "h_earlier_orders": [earlier],
        "p_attachments": [attached, {**attached, "type": "x"}],
    }
    paper = form_paper(certificate(typed=typed))
    text = [block.rows for one in paper.sections for block in one.blocks
            if isinstance(block, Table)]  # fmt: skip
    said = {cell for rows in text for row in rows for cell in row}
    assert "Request for mutual legal assistance (MLA-01)" in said
    assert "MLA-01" not in said


def test_the_first_section_names_the_authorities_and_later_ones_tell_how_to_reach_them() -> None:
    reached = {**AUTHORITY, "name": "Court of Validation", "email": "validation@office.example"}
    typed: dict[str, object] = {
        "issuing_authority": AUTHORITY,
        "validating_authority": reached,
        "m_authority_type": "other",
        "n_authority_type": "judge_or_court",
        "n_authority": reached,
    }
    paper = form_paper(certificate("EU-01", typed=typed))
    first = section_text(paper, "A")
    assert "Court of Validation" in first
    assert "validation@office.example" not in first
    assert str(AUTHORITY["email"]) not in first
    assert str(AUTHORITY["email"]) in section_text(paper, "M")
    assert "validation@office.example" in section_text(paper, "N")
