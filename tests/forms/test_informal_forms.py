"""Informal forms: what each asks for is missed when it is left out; rules from both sides."""

from __future__ import annotations

from typing import Any

import pytest

from asset_recovery.forms.answers import read_typed
from asset_recovery.forms.completeness import missing
from asset_recovery.forms.form_model import SYSTEM_TYPES
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.lint import lint_form
from asset_recovery.forms.missing import Missing
from asset_recovery.forms.template import forms_folder, load_form
from tests.forms.informal_answers import OTHERWISE, TYPED
from tests.support.office import TODAY

FILES = sorted(forms_folder().glob("inf_*.toml")) + sorted(forms_folder().glob("sil_*.toml"))
WATERMARK = "INTELLIGENCE – NOT EVIDENCE"


REPEALED = "INF-R7"  # said of the Swedish initiative whatever is typed


def judged(form_id: str, typed: dict[str, Any]) -> dict[str, Missing]:
    """What the form lacks with these answers alone, by field key; what blocks comes first."""
    form = load_form(form_id, TODAY)
    found = missing(form, read_typed((form,), typed), load_instruments(TODAY), (), TODAY)
    found = tuple(one for one in found if one.rule != REPEALED)
    return {one.key: one for one in sorted(found, key=lambda one: one.blocks)}


def answers(form: str, key: str = "", *, without: bool = False) -> dict[str, Any]:
    typed = {**TYPED[form], **OTHERWISE.get((form, key), {})}
    return {name: value for name, value in typed.items() if not (without and name == key)}


def asked(form: str) -> list[str]:
    """The fields of a form that are mandatory, always or under a condition."""
    fields = load_form(form, TODAY).fields
    return [one.key for one in fields if one.req in ("M", "C") and one.type not in SYSTEM_TYPES]


# Filled from the request itself: the State, its language.
OF_THE_REQUEST = {"requested_state"}
CASES = [(form, key) for form in TYPED for key in asked(form) if key not in OF_THE_REQUEST]


@pytest.mark.parametrize("form", TYPED)
def test_a_form_with_all_its_answers_lacks_nothing(form: str) -> None:
    assert set(judged(form, answers(form))) <= OF_THE_REQUEST


@pytest.mark.parametrize(("form", "key"), CASES)
def test_what_a_form_asks_for_is_missed_when_it_is_left_out(form: str, key: str) -> None:
    field = load_form(form, TODAY).field(key)
    assert field is not None
    found = judged(form, answers(form, key, without=True))
    assert key in found
    assert found[key].blocks or field.softened


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_are_without_fault(path: Any) -> None:
    assert lint_form(path) == []


@pytest.mark.parametrize("form", TYPED)
def test_every_form_says_that_it_is_no_evidence(form: str) -> None:
    assert load_form(form, TODAY).watermark == WATERMARK


RULES: list[tuple[str, str, dict[str, Any], bool]] = [
    ("INF-01", "channel", {"channel": "egmont"}, False),
    ("INF-01", "use_wanted", {"use_wanted": "evidence"}, False),
    ("INF-01", "period_to", {"period_from": "2026-02-01", "period_to": "2026-01-01"}, False),
    ("INF-01", "persons", {"persons": [], "property_targeted_or_sought": []}, True),
    ("INF-02", "time_limit_box", {"nature_of_offence": ["b"], "listed_offences": []}, False),
    ("INF-02", "time_limit_box", {"time_limit_box": "a_not_urgent_1_week"}, False),
    ("INF-04", "subjects", {"subjects": []}, True),
]


@pytest.mark.parametrize(("form", "key", "changed", "blocks"), RULES)
def test_a_rule_that_is_broken_leads_to_its_field(
    form: str, key: str, changed: dict[str, Any], blocks: bool
) -> None:
    assert key not in judged(form, answers(form))
    found = judged(form, {**answers(form), **changed})
    assert found[key].blocks is blocks


def test_the_swedish_initiative_says_that_it_was_repealed() -> None:
    form = load_form("INF-02", TODAY)
    typed = read_typed((form,), answers("INF-02"))
    found = missing(form, typed, load_instruments(TODAY), (), TODAY)
    assert [one.rule for one in found] == [REPEALED]
    assert not found[0].blocks


def test_companies_alone_are_enough_for_asset_tracing() -> None:
    typed = {**answers("INF-01"), "persons": [], "property_targeted_or_sought": []}
    assert "persons" in judged("INF-01", typed)
    found = judged("INF-01", {**typed, "companies": [{"name": "Kern GmbH"}]})
    assert "property_targeted_or_sought" not in found
