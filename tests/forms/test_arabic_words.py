"""The Arabic catalogue: every text that a delivered form prints, with its places for values."""

from __future__ import annotations

import re

import pytest

from asset_recovery.forms.form_words import printed_texts
from asset_recovery.forms.template import shipped
from asset_recovery.paper_words import Catalogue, catalogue_of, misplaced
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
