"""What is wrong with forms and their input: each sentence of the list, and the test that proves it.

In every case there are a code, a place and a sentence, and what was typed is kept.
"""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

from asset_recovery.forms.filled_form import fill_request
from asset_recovery.forms.form_pdf import form_pdf
from tests.forms.a_certificate import PERSON, certificate_case, certificate_request
from tests.reports.pdf_reading import page_texts, what_it_can_do
from tests.reports.text_boxes import text_pages

PROVED = [
    ("a template with an unknown type or a circular condition",
     "forms.test_form_data", "test_a_fault_is_found_with_its_place"),
    ("a circle of conditions",
     "forms.test_form_data", "test_two_fields_that_wait_for_each_other_are_a_circle"),
    ("a field of 200,000 characters",
     "services.test_own_forms", "test_a_text_that_is_too_long_is_refused_and_the_draft_is_kept"),
    ("5 persons and 400 assets in one certificate",
     "forms.test_eu_print", "test_five_persons_and_four_hundred_assets"),
    ("mark-up and formulas in names", "reports.test_render", "test_markup_in_data_is_printed"),
    ("characters without a glyph", "reports.test_render", "test_what_no_font_can_draw_is_listed"),
    ("a picture, an encrypted or a broken PDF as annex",
     "services.test_exhibits_of_papers", "test_what_cannot_be_merged_is_listed_as_enclosed"),
    ("a signature file with a wrong password",
     "services.test_signatures", "test_a_wrong_password_signs_nothing"),
]  # fmt: skip
NAMES = [
    "<b>Bold</b> & {{7*7}}",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|'x'",
    "Robert'); DROP TABLE party;--",
    "W" * 300,
]
WITHOUT_GLYPH = "\U00013000\U00013001"


@pytest.mark.parametrize(("what", "module", "test"), PROVED)
def test_each_kind_of_bad_input_has_its_test(what: str, module: str, test: str) -> None:
    found = importlib.import_module(f"tests.{module}")
    assert any(name.startswith(test) for name in vars(found)), what


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_hostile_name_in_a_certificate_is_text_that_stays_in_its_place(
    form: str, language: str
) -> None:
    asked = certificate_request(form, language=language)
    persons = [{**PERSON, "surname": name} for name in (*NAMES, WITHOUT_GLYPH)]
    asked = replace(asked, fields={**asked.fields, "c_natural_person": persons})
    data = form_pdf(fill_request(certificate_case(asked), asked))
    pages = text_pages(data)
    assert [pair for page in pages for pair in page.overlaps()] == []
    assert [line for page in pages for line in page.outside(56.0)] == []
    assert not what_it_can_do(data)
    text = "".join("".join(page_texts(data)).split())
    assert all("".join(name.split()) in text for name in NAMES[:2])
    assert "U+13000" in text
