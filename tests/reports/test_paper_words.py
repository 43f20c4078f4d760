"""Words of papers in other languages, and amounts written out."""

from __future__ import annotations

import pytest

from asset_recovery.domain.money import Money
from asset_recovery.paper_words import catalogue_of, misplaced, paper_languages, say_in
from asset_recovery.reports.amount_words import amount_in_words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "one million two hundred and thirty-four thousand five hundred and sixty-seven"
            " and 89/100 EUR",
        ),
        (
            "fr",
            "un million deux cent trente-quatre mille cinq cent soixante-sept 89/100 EUR",
        ),
        (
            "de",
            "eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig 89/100 EUR",
        ),
        ("ar", "مليون ومئتان وأربعة وثلاثون ألفاً وخمسمائة وسبعة وستون 89/100 EUR"),
    ],
)
def test_an_amount_is_written_out_in_the_language_of_the_paper(language: str, words: str) -> None:
    assert (
        amount_in_words(Money.from_json({"amount": "1234567.89", "currency": "EUR"}), language)
        == words
    )


def test_a_whole_amount_has_no_fraction_and_a_region_does_not_matter() -> None:
    assert (
        amount_in_words(Money.from_json({"amount": "71.00", "currency": "EUR"}), "fr-BE")
        == "soixante et onze EUR"
    )


def test_a_language_whose_numbers_nobody_read_has_no_words() -> None:
    assert amount_in_words(Money.from_json({"amount": "71.00", "currency": "EUR"}), "ko") == ""


def test_a_text_that_the_catalogue_lacks_stays_english() -> None:
    say = say_in("fr")
    assert say("DRAFT") == "PROJET"
    assert say("No such text") == "No such text"


def test_a_region_takes_the_words_of_its_language() -> None:
    assert say_in("fr-BE")("DRAFT") == "PROJET"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert say_in("../../etc")("DRAFT") == "DRAFT"
    assert catalogue_of("xx") is None


@pytest.mark.parametrize("language", [one for one in paper_languages() if one != "en"])
def test_every_translation_keeps_the_places_for_values(language: str) -> None:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    assert catalogue.language == language
    assert catalogue.mark in ("V", "K")
    assert list(misplaced(catalogue.words)) == []


def test_a_lost_place_for_a_value_is_found() -> None:
    assert list(misplaced({"page {page}": "صفحة"})) == ["page {page}"]
