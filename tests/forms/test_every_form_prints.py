"""Every delivered form with the longest realistic answers, read back from its PDF.

In English and in Arabic: nothing is clipped, nothing overlaps, nothing runs over the edge, no
answer and no label is lost, and the file is sound (X-22 of the catalogue of forms).
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from asset_recovery.domain.case_file import OfficeFacts
from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.filled_form import FilledForm, fill
from asset_recovery.forms.form_head import words_of
from asset_recovery.forms.form_model import FormField
from asset_recovery.forms.form_pdf import form_pdf
from asset_recovery.forms.form_sample import long_answers, sample
from asset_recovery.forms.shelf import shipped
from asset_recovery.paper_words import say_in
from asset_recovery.reports.sheet import BOTTOM, MARGIN, TOP
from tests.forms.a_case import TODAY
from tests.reports.text_boxes import PrintedText, TextPage, text_pages

MOMENT = datetime(2026, 4, 27, 10, 12, tzinfo=UTC)
OFFICE = OfficeFacts(
    name="Asset Management Office",
    country="MT",
    currency="EUR",
    address="1 Harbour Square",
    contact="duty desk, +00 1 234567",
    classification="restricted",
)
FORMS = sorted({entry.id for entry in shipped().entries})
MODULES = [form for form in FORMS if form.startswith("MLA-M")]
LANGUAGES = ("en", "ar")
SHOWN_OF_A_HASH = 16
# Codes, which every language names otherwise.
CODED = frozenset(
    ["country", "state", "nationality", "nationalities", "language", "languages", "authority_type"]
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One form printed in one language, and what was read back."""

    filled: FilledForm
    data: bytes
    pages: list[TextPage]
    text: PrintedText


def printed(filled: FilledForm, language: str, second: str = "") -> Printed:
    data = form_pdf(filled, translate=say_in(language), beside=say_in(second) if second else None)
    pages = text_pages(data)
    return Printed(filled, data, pages, PrintedText(pages, BOTTOM - 4, TOP - 4))


def longest(form: str, language: str) -> FilledForm:
    return sample(shipped().form(form, TODAY), OFFICE, MOMENT, filled=True, language=language)


def with_all_annexes(language: str) -> FilledForm:
    """The general request with every module behind it, all of them full."""
    whole = longest("MLA-01", language)
    modules = [shipped().form(module, TODAY) for module in MODULES]
    typed = {key: value for one in (*modules, whole.form)
             for key, value in long_answers(one, TODAY).items()}  # fmt: skip
    request = replace(whole.request, fields=typed)
    return fill(whole.form, modules, whole.file, request, TODAY)


def assert_whole(paper: Printed, language: str) -> None:
    """Inside the margins, nothing over another, every answer and label there, a sound file."""
    assert [line for page in paper.pages for line in page.outside(MARGIN)] == []
    assert [pair for page in paper.pages for pair in page.overlaps()] == []
    given, said = list(answered(paper.filled)), list(labels(paper.filled, language))
    assert said
    assert [one for one in given if not paper.text.says(one[1])] == []
    assert [label for label in said if not paper.text.has_words(label)] == []
    with pikepdf.open(io.BytesIO(paper.data)) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_with_the_longest_answers_is_whole_on_paper(form: str, language: str) -> None:
    assert_whole(printed(longest(form, language), language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_with_every_annex_is_whole_on_paper(language: str) -> None:
    paper = printed(with_all_annexes(language), language)
    assert_whole(paper, language)
    assert len(paper.pages) > 100


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
@pytest.mark.parametrize(("language", "second"), [("en", "ar"), ("ar", "fr")])
def test_a_certificate_in_two_languages_is_whole_on_paper(
    form: str, language: str, second: str
) -> None:
    paper = printed(longest(form, language), language, second)
    assert_whole(paper, language)
    beside = list(labels(paper.filled, second))
    assert [label for label in beside if not paper.text.has_words(label)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_is_whole_on_paper(form: str, language: str) -> None:
    filled = sample(shipped().form(form, TODAY), OFFICE, MOMENT, filled=False, language=language)
    pages = printed(filled, language).pages
    assert [line for page in pages for line in page.outside(MARGIN)] == []
    assert [pair for page in pages for pair in page.overlaps()] == []


@pytest.mark.parametrize("form", ["MLA-01", "EU-01", "EU-04f"])
def test_qpdf_itself_finds_nothing(form: str, tmp_path: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not on the path; pikepdf, which holds its library, has checked")
    place = tmp_path / "form.pdf"
    place.write_bytes(printed(longest(form, "ar"), "ar").data)
    done = subprocess.run([qpdf, "--check", place], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def answered(filled: FilledForm) -> Iterator[tuple[str, str]]:
    """Every text that was given, with the key of its field."""
    for field in on_paper(filled):
        for text in texts(field, filled.value(field.key)):
            yield field.key, text


def on_paper(filled: FilledForm) -> Iterator[FormField]:
    """The answered fields that stand on the paper."""
    for form in (filled.form, *filled.modules):
        for heading in form.headings:
            if form.is_boxed and not heading.number:
                continue  # the record of the office
            for key in heading.fields:
                field = form.field(key)
                if field and filled.is_shown(field) and is_filled(field, filled.value(key)):
                    yield field


def texts(field: FormField, value: object) -> Iterator[str]:
    """The paragraphs of a value; codes and what is shortened on purpose are none."""
    coded = {column.key for column in field.columns if column.choices} | CODED
    for key, text in of_value(value, ""):
        if not field.choices and key not in coded:
            yield from (text[:SHOWN_OF_A_HASH] if key == "sha256" else text).split("\n\n")


def of_value(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Texts alone, each with its column: dates and sums read otherwise in each language."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for part, cell in value.items():
            yield from of_value(cell, str(part))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from of_value(item, key)


def labels(filled: FilledForm, language: str) -> Iterator[str]:
    """The labels of answered fields; a heading that says the same stands for its label."""
    words = words_of(filled, language, say_in(language), None)
    titles = {one.title for form in (filled.form, *filled.modules) for one in form.headings}
    for field in on_paper(filled):
        in_rows = filled.form.is_boxed and field.key.endswith("_position")
        if field.type not in ("sig", "clause") and field.label not in titles and not in_rows:
            yield words.label(field)
