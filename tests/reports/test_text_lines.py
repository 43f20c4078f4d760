"""Text on paper: nothing is markup, nothing is hidden, nothing is lost, nothing takes long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.reports.fonts import BOLD, MONO, REGULAR, typeface
from asset_recovery.reports.text_lines import Line, Missing, clean, drawn_order, wrap
from asset_recovery.reports.text_styles import BODY


def drawn(lines: tuple[Line, ...]) -> str:
    """The characters in the order in which they are drawn, one line a row."""
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def test_control_characters_and_surrogates_are_removed() -> None:
    assert clean("a\x00b\x1bc\ud800d\x7fe", typeface(REGULAR)) == "abcde"


@pytest.mark.parametrize(
    "mark", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
)
def test_a_mark_that_would_turn_the_reading_direction_is_shown(mark: str) -> None:
    assert clean(f"invoice{mark}gpj.exe", typeface(REGULAR)) == (
        f"invoice[U+{ord(mark):04X}]gpj.exe"
    )


@pytest.mark.parametrize("mark", list("\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200e\u200f"))
def test_a_mark_that_helps_to_write_hebrew_is_not_drawn(mark: str) -> None:
    assert clean(f"\u05d3\u05d5\u05d3{mark} 5", typeface(REGULAR)) == "\u05d3\u05d5\u05d3 5"


def test_a_hidden_space_within_a_name_is_shown() -> None:
    assert clean("Mül\u200bler", typeface(REGULAR)) == "Mül[U+200B]ler"


def test_a_character_without_a_glyph_is_a_box_with_its_code_and_is_counted() -> None:
    missing = Missing()
    text = clean("name \U000122aa and \U000122aa", typeface(REGULAR), missing)
    assert text == "name □[U+122AA] and □[U+122AA]"
    assert missing.counts == {"\U000122aa": 2}


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Жуковский Ігор Ђорђе",
        "Παπαδόπουλος Ἀθηνᾶ",
        "שלום כהן",
        "محمد بن علي",
        "راضيه پارسی",
        "हिन्दी नाम",
        "สมชาย",
        "王小明",
        "田中さくら",
        "김철수",
        "ნინო",
        "Նարե",
        "Nguyễn Văn Ự",
        "€ £ ₽ ₺ ₹",
    ],
)
@pytest.mark.parametrize("face", [REGULAR, BOLD, MONO])
def test_names_of_every_script_of_our_work_have_glyphs(name: str, face: str) -> None:
    missing = Missing()
    assert "□" not in clean(name, typeface(face), missing)
    assert missing.counts == {}


def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    (line,) = wrap("محمد 12", BODY, 400)
    assert line.right_to_left
    assert drawn((line,)) == "12 ﺪﻤﺤﻣ"


def test_an_arabic_text_is_shaped_after_it_was_broken_into_lines() -> None:
    lines = wrap("محمد بن علي " * 30, BODY, 150)
    assert len(lines) > 3
    assert all(drawn((line,)).endswith(("ﺪﻤﺤﻣ", "ﻦﺑ", "ﻲﻠﻋ")) for line in lines)


def test_a_hebrew_name_within_an_english_line_keeps_its_place() -> None:
    assert drawn(wrap("paid by שלום today", BODY, 400)) == "paid by םולש today"


def test_no_line_is_wider_than_asked_unless_it_is_a_single_character() -> None:
    text = "Wwww " * 40 + "x" * 500 + " 中文" * 60
    assert all(line.width <= 90.01 for line in wrap(text, BODY, 90))


def test_a_run_without_a_space_is_broken_and_nothing_of_it_is_lost() -> None:
    text = "a" * 300_000
    lines = wrap(text, BODY, 400)
    assert drawn(lines).replace("\n", "") == text


def test_a_very_long_paragraph_is_cut_at_spaces_without_loss() -> None:
    text = " ".join(f"word{number}" for number in range(5_000))
    assert drawn(wrap(text, BODY, 300)).split() == text.split()


def test_a_chinese_text_breaks_between_characters_but_not_before_a_full_stop() -> None:
    lines = wrap("资产追回办公室。" * 20, BODY, 100)
    assert len(lines) > 5
    assert not any(drawn((line,)).startswith("。") for line in lines)


def test_line_feeds_are_kept_and_an_empty_text_is_one_empty_line() -> None:
    assert drawn(wrap("one\r\n\ntwo", BODY, 100)) == "one\n\ntwo"
    assert drawn(wrap("", BODY, 100)) == ""


@given(st.text(max_size=300), st.floats(min_value=20, max_value=500))
def test_any_text_can_be_set(text: str, width: float) -> None:
    for line in wrap(text, BODY, width):
        assert line.width >= 0
        assert all("\n" not in run.text for run in line.runs)


@given(st.text(alphabet="ab-/ \n", max_size=400))
def test_no_letter_is_lost_by_breaking(text: str) -> None:
    assert "".join(drawn(wrap(text, BODY, 60)).split()) == "".join(text.split())


def as_drawn(text: str) -> str:
    """The text of one line as it is drawn from left to right."""
    return "".join(run.text for run in wrap(text, BODY, 500)[0].runs)


def test_brackets_in_a_right_to_left_text_enclose_what_they_enclosed() -> None:
    assert as_drawn("اليونان (GR)").startswith("(GR) ")
    assert as_drawn("[ناقص]")[0] == "["
    assert as_drawn("[ناقص]")[-1] == "]"


def test_latin_brackets_in_an_arabic_text_stay_with_their_letters() -> None:
    assert as_drawn("تركيا (TR) · M-05 · مسودة").endswith(as_drawn("تركيا (TR)"))
    assert "2018/1805 (EU) " in as_drawn("شهادة (اللائحة (EU) 2018/1805، الملحق I)")
    assert as_drawn("x (אב) y") == "x (בא) y"


def test_an_article_keeps_its_order_behind_an_arabic_word() -> None:
    assert as_drawn("المادة 37(1)(e)(ii)").startswith("37(1)(e)(ii) ")
    assert as_drawn("(المادة 4(6))")[:2] == "(4"


def test_a_moment_keeps_its_order_behind_an_arabic_word() -> None:
    assert as_drawn("أنشئ 2026-11-24 15:53 UTC").startswith("2026-11-24 15:53 UTC ")


def test_a_watermark_is_joined_like_any_text() -> None:
    assert drawn_order("مسودة") == as_drawn("مسودة") != "مسودة"
    assert drawn_order("DRAFT") == "DRAFT"
