"""The Arabic catalogue: every text that a delivered form prints, with its places for values."""

from __future__ import annotations

import re

import pytest

from asset_recovery.forms.form_words import printed_texts
from asset_recovery.forms.template import shipped
from asset_recovery.forms.wording import Wording
from asset_recovery.paper_words import Catalogue, catalogue_of, misplaced, say_in
from asset_recovery.reports.page_words import WORDS

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PLACE = re.compile(r"\{[a-z_]*\}")
_WORD = re.compile(r"\b[a-z]{4,}\b")
# Names and addresses that are written so in every language.
_LATIN = {"e-CODEX"}


@pytest.fixture(scope="module")
def arabic() -> Catalogue:
    found = catalogue_of("ar")
    assert found is not None
    return found


def form_ids() -> list[str]:
    return sorted({entry.id for entry in shipped().entries})


@pytest.mark.parametrize("form_id", form_ids())
def test_every_printed_text_of_a_form_has_its_arabic(form_id: str, arabic: Catalogue) -> None:
    shelf = shipped()
    form = shelf.form(form_id, max(entry.since for entry in shelf.versions(form_id)))
    assert {text for text in printed_texts(form) if text not in arabic.words} == set()


def test_the_printers_own_words_have_their_arabic(arabic: Catalogue) -> None:
    assert set(WORDS.values()) <= set(arabic.words)


def test_places_for_values_are_the_same_in_arabic(arabic: Catalogue) -> None:
    assert list(misplaced(arabic.words)) == []


def test_no_arabic_text_is_left_in_english(arabic: Catalogue) -> None:
    left = {
        english
        for english, other in arabic.words.items()
        if english not in _LATIN
        and _WORD.search(_PLACE.sub("", english))
        and not _ARABIC.search(other)
    }
    assert left == set()


def test_brackets_are_closed_in_arabic(arabic: Catalogue) -> None:
    for english, other in arabic.words.items():
        assert other.count("(") == other.count(")"), english
        assert other.count("[") == other.count("]"), english


def test_the_translation_is_not_said_to_be_confirmed(arabic: Catalogue) -> None:
    assert not arabic.confirmed


def words() -> Wording:
    return Wording("ar", say_in("ar"))


def test_words_that_prefilling_wrote_are_read_in_the_language_of_the_paper() -> None:
    assert words().known("accused, registered owner") == "متهم، المالك المسجَّل"
    assert words().known("Documents and records: A-7") == "الوثائق والسجلات: A-7"
    assert words().known("Freeze, restrain or seize") == "التجميد أو التحفظ أو الضبط"


def test_names_and_figures_stay_as_they_were_typed() -> None:
    for text in ("Olive Grove, Valletta", "12,500.00 EUR", "Smith: Jones", ""):
        assert words().known(text) == text
        assert Wording("en", say_in("en")).known(text) == text


def test_lists_have_the_commas_of_their_language() -> None:
    assert words().joined(["متهم", "شاهد"]) == "متهم، شاهد"
    assert words().listed(["متهم", "شاهد"]) == "متهم؛ شاهد"
    assert Wording("he", say_in("he")).joined(["אב", "גד"]) == "אב, גד"
    assert Wording("en", say_in("en")).listed(["A-1", "A-2"]) == "A-1; A-2"


def test_codes_in_an_arabic_paper_keep_the_marks_that_keep_their_order() -> None:
    assert words().listed(["M-07", "M-08"]) == "M-07; M-08"
    assert words().joined([]) == ""
