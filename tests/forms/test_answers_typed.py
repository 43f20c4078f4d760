"""What is typed into a form: keys that were meant otherwise, parts of an authority."""

from __future__ import annotations

from datetime import date

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
