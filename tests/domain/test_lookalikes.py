"""Names that look alike."""

from __future__ import annotations

import pytest

from asset_recovery.domain.lookalikes import lookalike_key, mixed_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME", "АСМЕ"),
        ("paypal", "раураl"),
        ("Holding 100", "Ho1ding lOO"),
        ("Société Générale", "SOCIETE-GENERALE"),
        ("modern", "modem"),
        ("ΑΒΕ", "ABE"),
    ],
)
def test_two_names_that_a_reader_may_confuse_have_one_key(one: str, other: str) -> None:
    assert lookalike_key(one) == lookalike_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Martin", "Morton"), ("Иванов", "Петров"), ("CASE-1", "CASE-2")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert lookalike_key(one) != lookalike_key(other)


def test_a_word_of_two_scripts_is_found_and_a_text_of_two_languages_is_not() -> None:
    assert mixed_words("Bank of Аmerica") == ["Аmerica"]
    assert mixed_words("Иванов Ivanov, محمد") == []
    assert mixed_words("plain") == []
