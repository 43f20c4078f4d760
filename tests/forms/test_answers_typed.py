"""What is typed into a form: keys that were meant otherwise, parts of an authority."""

from __future__ import annotations

from datetime import date

import pytest

from asset_recovery.forms.answers import Answer, check_typed, typed_over
from asset_recovery.forms.template import load_form

FORM = load_form("MLA-01", date(2026, 11, 24))
RECORDED = Answer(
    {"name": "Regional Court", "file_number": "12 KLs 9", "email": "a@b.example"},
    "record",
    "proceeding",
)


def test_a_key_that_no_field_has_names_the_one_that_was_probably_meant() -> None:
    (fault,) = check_typed((FORM,), {"facts_sumary": "x"})
    assert "Did you mean facts_summary?" in fault.text


def test_a_key_like_no_other_is_only_said_to_be_kept() -> None:
    (fault,) = check_typed((FORM,), {"qqqqzzzz": "x"})
    assert "Did you mean" not in fault.text


def test_a_part_typed_of_the_recorded_authority_leaves_its_other_parts() -> None:
    typed = typed_over(RECORDED, {"name": "Regional Court", "telephone": "1"})
    assert typed.value == {**dict(RECORDED.value), "telephone": "1"}  # type: ignore[call-overload]
    assert typed.differs


def test_another_authority_takes_nothing_of_the_recorded_one() -> None:
    typed = typed_over(RECORDED, {"name": "Ministry", "telephone": "1"})
    assert typed.value == {"name": "Ministry", "telephone": "1"}


@pytest.mark.parametrize(
    "typed",
    [
        {"purpose": {"a": 1}},
        {"purpose": [{"a": 1}]},
        {"persons": [{"name": {"a": 1}}]},
        {"requesting_authority": {"name": {"a": 1}}},
        {"law_text": {"a": 1}},
    ],
)
def test_names_and_values_are_refused_where_a_text_is_meant(typed: dict[str, object]) -> None:
    (fault,) = check_typed((FORM,), typed)
    assert fault.code == "field_invalid"


@pytest.mark.parametrize(
    "typed",
    [
        {"purpose": ["One", "Two"]},
        {"victims": [{"name": "A", "loss": {"amount": "1.00", "currency": "EUR"}}]},
        {"law_text": [{"reference": "DOC-1"}, "Article 217"]},
    ],
)
def test_lists_sums_and_documents_are_read_as_what_they_are(typed: dict[str, object]) -> None:
    assert check_typed((FORM,), typed) == ()


@pytest.mark.parametrize("given", ["three shirts", ["three shirts"]])
def test_a_text_for_a_table_is_refused_with_the_columns_that_it_takes(given: object) -> None:
    field = next(one for one in FORM.fields if one.type == "table")
    (fault,) = check_typed((FORM,), {field.key: given})
    assert (fault.code, fault.field) == ("field_invalid", field.key)
    assert all(column.key in fault.text for column in field.columns)


def test_rows_and_nothing_at_all_are_taken_for_a_table() -> None:
    field = next(one for one in FORM.fields if one.type == "table")
    text = next(one for one in field.columns if one.type == "text")
    assert not check_typed((FORM,), {field.key: [{text.key: "three shirts"}]})
    assert not check_typed((FORM,), {field.key: ""})
