"""Which States the certificates can go to: by lists with dates, not by code."""

from __future__ import annotations

from datetime import date

import pytest

from asset_recovery.forms.bound_states import languages_of, outside_reason, states_of_form

DAY = date(2026, 4, 27)
FIRST = date(2020, 12, 19)


def test_twenty_five_states_are_bound_since_the_day_of_application() -> None:
    states = states_of_form("EU-01")
    assert states is not None
    assert states is states_of_form("EU-02")
    assert len(states.bound) == 25
    assert not set(states.bound) & {"IE", "DK", "GB", "CH", "NO"}
    assert {one.since for one in states.bound.values()} == {FIRST}


@pytest.mark.parametrize("country", ["DE", "fr", "MT"])
def test_a_bound_state_can_get_a_certificate(country: str) -> None:
    assert outside_reason("EU-01", country, DAY) is None


@pytest.mark.parametrize(
    ("country", "words"), [("IE", "2003/577/JHA"), ("DK", "2006/783/JHA"), ("CH", "MLA-01")]
)
def test_a_state_that_is_not_bound_cannot_and_the_way_round_is_named(
    country: str, words: str
) -> None:
    reason = outside_reason("EU-02", country, DAY)
    assert reason is not None
    assert (reason.code, reason.field) == ("form_out_of_scope", "to_country")
    assert words in reason.text


def test_before_the_day_of_application_no_state_is_bound() -> None:
    assert outside_reason("EU-01", "DE", date(2020, 12, 18)) is not None
    assert outside_reason("EU-01", "DE", FIRST) is None


def test_other_forms_go_to_every_state() -> None:
    assert outside_reason("MLA-01", "CH", DAY) is None
    assert languages_of("MLA-01", "DE") == ()


def test_the_official_languages_of_a_bound_state_are_known() -> None:
    assert languages_of("EU-01", "BE") == ("nl", "fr", "de")
    assert languages_of("EU-01", "CH") == ()
