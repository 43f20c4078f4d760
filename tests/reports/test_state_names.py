"""States stand on papers by their names, in the language of the paper."""

from __future__ import annotations

import pytest

from asset_recovery.reports.state_names import place_in, state_name


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Greece"), ("fr-BE", "Grèce"), ("ar", "اليونان"), ("q", "Greece")]
)
def test_a_state_is_named_in_the_language_of_the_paper(language: str, said: str) -> None:
    assert state_name("GR", language) == said
    assert place_in("Πάρος", "GR", language) == f"Πάρος, {said}"


def test_what_is_not_known_is_left_out() -> None:
    assert place_in(None, "GR", "en") == "Greece"
    assert place_in("Πάρος", None, "en") == "Πάρος"
    assert place_in(None, None, "en") == ""
    assert state_name("XX", "en") == "XX"
