"""A catalogue of words is linted: lost places, empty texts, texts of forms that it lacks."""

from __future__ import annotations

from pathlib import Path

from asset_recovery.services.lint_service import lint_file


def faults(tmp_path: Path, text: str) -> dict[str, str]:
    """Place and code of every fault but texts that are lacking altogether."""
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    return {one.place: one.code for one in lint_file(path)}


HEAD = 'language = "xx"\nname = "Test"\nmark = "K"\n[words]\n'


def test_a_lost_place_for_a_value_is_named(tmp_path: Path) -> None:
    found = faults(tmp_path, HEAD + '"page {page} of {pages}" = "pagina {page}"\n')
    assert found["words.page {page} of {pages}"] == "place_lost"


def test_an_empty_translation_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + '"DRAFT" = " "\n')["words.DRAFT"] == "translation_missing"


def test_texts_of_forms_without_a_translation_are_named(tmp_path: Path) -> None:
    found = faults(tmp_path, HEAD)
    assert found["words.Request for mutual legal assistance"] == "translation_missing"
    whole = faults(tmp_path, HEAD + '"Request for mutual legal assistance" = "X"\n')
    assert "words.Request for mutual legal assistance" not in whole


def test_a_catalogue_says_its_language_and_whether_it_was_confirmed(tmp_path: Path) -> None:
    found = faults(tmp_path, 'language = ""\nmark = "Q"\n[words]\n')
    assert {"language", "name", "mark"} <= set(found)


def test_words_that_are_no_texts_are_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "[words]\nDRAFT = 1\n") == {"words": "rule_pack_invalid"}


def test_the_form_of_the_guide_is_linted_as_a_form_with_words_of_its_own(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "own-forms.md"
    block = guide.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert "[words." in block
    path = tmp_path / "vessel-report.toml"
    path.write_text(block, encoding="utf-8")
    assert list(lint_file(path)) == []
