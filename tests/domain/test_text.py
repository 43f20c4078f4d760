"""Text that people typed: cleaned, limited, shown without tricks, sorted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.text import (
    clean,
    clean_file_name,
    clean_reference,
    hidden_characters,
    soften,
    sort_key,
    unbroken,
    visible,
)


def _code(call: object, *given: object, **named: object) -> str:
    with pytest.raises(ValidationFailed) as refused:
        call(*given, **named)  # type: ignore[operator]
    return refused.value.reasons[0].code


def test_composed_and_decomposed_accents_become_the_same_text() -> None:
    assert clean("Zu\u0308rich ", "place", 300) == "Z\u00fcrich"


def test_a_name_of_three_hundred_characters_is_taken_and_one_more_is_refused_with_the_limit() -> (
    None
):
    assert len(clean("x" * 300, "name", 300)) == 300
    with pytest.raises(ValidationFailed) as refused:
        clean("x" * 301, "name", 300)
    reason = refused.value.reasons[0]
    assert (reason.code, reason.field) == ("field_too_long", "name")
    assert "300" in reason.text
    assert "301" in reason.text


def test_blanks_at_the_ends_do_not_count_towards_the_limit() -> None:
    assert clean(" " * 20 + "x" * 10 + "\n", "name", 10) == "x" * 10


def test_a_pasted_name_over_two_lines_becomes_one_line_and_a_note_keeps_its_lines() -> None:
    assert clean("Villa\r\nAurora", "title", 300) == "Villa Aurora"
    assert clean("one\r\ntwo\u2028three", "note", 50_000, lines=True) == "one\ntwo\nthree"


@pytest.mark.parametrize("broken", ["a\0b", "a\ud800b"])
def test_characters_that_no_database_can_keep_are_refused(broken: str) -> None:
    assert _code(clean, broken, "note", 300, lines=True) == "field_invalid"


def test_hidden_characters_are_kept_in_a_note_and_shown_as_marks() -> None:
    trick = "invoice\u202efdp.exe"
    assert clean(trick, "note", 300) == trick
    assert visible(trick) == "invoice[U+202E]fdp.exe"
    assert visible("line\nnext\ttab") == "line\nnext\ttab"
    assert visible("a\x1bb\x07") == "a[U+001B]b[U+0007]"


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\x00",
        "\x1f",
        "\x7f",
        "\u200e",
        "\u3164",
    ],
)
def test_hidden_characters_are_refused_in_references(hidden: str) -> None:
    assert _code(clean_reference, f"CASE{hidden}1", "case") == "field_invalid"


def test_a_line_end_inside_a_reference_is_refused_and_an_empty_reference_is_missing() -> None:
    assert _code(clean_reference, "A\nB", "asset") == "field_invalid"
    assert _code(clean_reference, "  ", "asset") == "field_missing"
    assert _code(clean_reference, "x" * 101, "asset") == "field_too_long"


def test_the_joiner_that_persian_spelling_needs_is_no_hidden_character() -> None:
    assert hidden_characters("می\u200cخواهم") == []
    assert hidden_characters("pay\u200cpal") == ["U+200C"]


@pytest.mark.parametrize(
    "name",
    [
        "../etc",
        "a/b.pdf",
        "C:\\x",
        "nul",
        "COM1.txt",
        "x\u202efdp.exe",
        "..",
        "name.",
        "é" * 200,
    ],
)
def test_file_names_that_would_trick_a_system_are_refused(name: str) -> None:
    assert _code(clean_file_name, name) in ("field_invalid", "field_too_long")


def test_an_ordinary_file_name_is_kept() -> None:
    assert clean_file_name(" Gutachten Nr. 3 (Müller).pdf") == "Gutachten Nr. 3 (Müller).pdf"


def test_sorting_ignores_case_and_accents_and_orders_numbers_by_size() -> None:
    names = ["Zebra", "Émile", "eden", "Flat 10", "flat 2", "Łódź", "Lodz 2", "«Apple»"]
    assert sorted(names, key=sort_key) == [
        *("«Apple»", "eden", "Émile", "flat 2", "Flat 10", "Łódź", "Lodz 2", "Zebra")
    ]


def test_an_unbroken_text_is_softened_so_that_layout_can_break_it() -> None:
    soft = soften("x" * 1_000, 100)
    assert unbroken(soft) == 100
    assert soft.replace(" ", "") == "x" * 1_000
    assert soften("short words stay", 100) == "short words stay"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text, "note", 1_000, lines=True)
    assert clean(once, "note", 1_000, lines=True) == once


@pytest.mark.parametrize(
    "mark", list("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
)
def test_a_mark_that_helps_to_write_arabic_is_not_drawn(mark: str) -> None:
    assert visible(f"\u0639\u0645\u0631{mark} (5)") == "\u0639\u0645\u0631 (5)"
    assert visible(f"Omar{mark} (5)") == f"Omar[U+{ord(mark):04X}] (5)"


@pytest.mark.parametrize("mark", list("\u202d\u202e"))
def test_an_override_is_shown_in_every_script(mark: str) -> None:
    assert f"[U+{ord(mark):04X}]" in visible(f"\u0639\u0645\u0631{mark}5")


@given(st.text())
def test_nothing_hidden_is_left_in_what_is_shown(text: str) -> None:
    assert hidden_characters(visible(text), lines=True) == []
