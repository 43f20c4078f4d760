"""The French and German catalogues: everything that a delivered form prints, and labels in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.form_head import own_words
from asset_recovery.forms.form_sample import long_answers, sample
from asset_recovery.forms.form_words import printed_texts
from asset_recovery.forms.template import Form, shipped
from asset_recovery.paper_words import catalogue_of, say_beside, say_in
from asset_recovery.reports.page_words import WORDS
from asset_recovery.reports.paper import Paper, Points
from tests.forms.a_case import a_case
from tests.forms.a_certificate import certificate
from tests.forms.test_eu_print import boxes

FORMS = sorted({entry.id for entry in shipped().entries})
CERTIFICATES = ("EU-01", "EU-02")


def the_form(form_id: str) -> Form:
    shelf = shipped()
    return shelf.form(form_id, max(entry.since for entry in shelf.versions(form_id)))


@cache
def said(form_id: str) -> frozenset[str]:
    """Every text that the paper of a form has translated, but for the sample's own answers."""
    asked: set[str] = set()

    def ask(text: str) -> str:
        asked.add(text)
        return text

    file = a_case()
    for filled in (False, True):
        made = sample(the_form(form_id), file.office, file.read_at, filled=filled)
        form_paper(made, translate=ask, beside=ask, working_lists=False)
    answers = str(long_answers(the_form(form_id), file.read_at.date()))
    return frozenset(
        text for text in asked if any(letter.isalpha() for letter in text) and text not in answers
    )


def words_of(language: str) -> frozenset[str]:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    return frozenset(catalogue.words)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_printed_text_of_a_form_has_its_translation(language: str, form_id: str) -> None:
    assert set(printed_texts(the_form(form_id))) - words_of(language) == set()


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("language", ["fr", "de"])
def test_what_the_paper_says_round_the_labels_is_translated_too(
    language: str, form_id: str
) -> None:
    assert said(form_id) - words_of(language) == set()


@pytest.mark.parametrize("language", ["fr", "de"])
def test_the_printers_own_words_and_the_markings_are_translated(language: str) -> None:
    markings = {"PUBLIC", "INTERNAL", "RESTRICTED", "CONFIDENTIAL", "SECRET"}
    states = {"DRAFT", "WITHDRAWN", "REPLACED", "URGENT"}
    assert (set(WORDS.values()) | markings | states) - words_of(language) == set()


@pytest.mark.parametrize("language", ["fr", "de"])
def test_nobody_has_confirmed_the_words_yet(language: str) -> None:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    assert not catalogue.confirmed


@pytest.mark.parametrize("language", ["fr", "de"])
def test_brackets_are_closed_and_spaces_kept(language: str) -> None:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    for english, other in catalogue.words.items():
        assert other.count("(") == other.count(")"), english
        assert other.count("[") == other.count("]"), english
        assert other.startswith(" ") == english.startswith(" "), english
        assert other == other.rstrip(), english


def labels(paper: Paper) -> Iterator[str]:
    for section in paper.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Points):
                yield from (point.label for point in block.rows)


def test_french_beside_german_prints_both_labels() -> None:
    filled = certificate(request={"language": "fr"})
    paper = form_paper(filled, translate=say_in("fr"), beside=say_beside("de"))
    assert paper.title == (
        "Certificat de gel (règlement (UE) 2018/1805, annexe I) / "
        "Sicherstellungsbescheinigung (Verordnung (EU) 2018/1805, Anhang I)"
    )
    found = set(labels(paper))
    assert "États et autorités / Staaten und Behörden" in found
    assert "Autorité d\u2019émission / Entscheidungsbehörde" in found
    assert boxes(paper, "D")[0] == (True, "Un montant d\u2019argent / Einen Geldbetrag")


@pytest.mark.parametrize("form_id", CERTIFICATES)
@pytest.mark.parametrize(("first", "second"), [("fr", "de"), ("de", "fr"), ("en", "fr")])
def test_every_label_of_a_certificate_stands_in_both_languages(
    form_id: str, first: str, second: str
) -> None:
    filled = certificate(form_id, request={"language": first})
    paper = form_paper(filled, translate=say_in(first), beside=say_beside(second))
    once, twice = say_in(first), say_beside(second)
    both = {
        text: f"{once(text)} / {twice(text)}"
        for text in printed_texts(filled.form)
        if once(text) != twice(text)
    }
    found = set(labels(paper))
    assert not found & {once(text) for text in both}
    assert len(found & set(both.values())) > 40


def test_a_label_that_is_the_same_in_both_languages_stands_once() -> None:
    filled = certificate()
    paper = form_paper(filled, translate=say_in("fr"), beside=say_beside("fr"))
    assert paper.sections[0].title == "États et autorités"


def test_a_language_without_a_word_leaves_the_second_label_out() -> None:
    say = say_beside("de")
    assert say("Issuing State") == "Entscheidungsstaat"
    assert say("IBAN") == "IBAN"
    assert say("No such label") == ""
    assert say_beside("xx")("Issuing State") == ""
    assert say_beside("en-GB")("Issuing State") == "Issuing State"
    paper = form_paper(certificate(), translate=say_in("fr"), beside=say_beside("xx"))
    assert paper.sections[0].title == "États et autorités"


def test_the_words_that_a_form_file_brings_stand_beside_too() -> None:
    filled = certificate()
    own = {"mt": {"Issuing State": "L-Istat emittenti"}, "de": {"Issuing State": "Anordnungsstaat"}}
    filled = replace(filled, form=replace(filled.form, words=own))
    maltese = own_words(filled, "mt", say_beside("mt"))
    found = set(labels(form_paper(filled, translate=say_in("fr"), beside=maltese)))
    assert "État d\u2019émission / L-Istat emittenti" in found
    german = own_words(filled, "de-AT", say_beside("de-AT"))
    found = set(labels(form_paper(filled, translate=say_in("fr"), beside=german)))
    assert "État d\u2019émission / Anordnungsstaat" in found
    assert "État d\u2019exécution / Vollstreckungsstaat" in found
