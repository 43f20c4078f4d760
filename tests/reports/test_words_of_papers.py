"""Every fixed text of a paper about records has its Arabic, French and German.

The texts are found in the code that writes papers and reads records for them, in the code lists,
in the titles of steps and in those of the deadlines of the general legal system: a text added
anywhere there fails until its translation stands in `resources/papers/words`.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import asset_recovery
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.code_lists import list_names
from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.source_names import named_source, source_names
from asset_recovery.forms.template import shipped
from asset_recovery.i18n import _
from asset_recovery.paper_words import catalogue_of, misplaced, say_in, written_in
from asset_recovery.paths import resources
from asset_recovery.reports.page_words import from_the_right
from asset_recovery.reports.text_lines import drawn_order
from asset_recovery.services.form_papers import FORM_PAPERS

LANGUAGES = ("ar", "fr", "de")
PACKAGE = Path(asset_recovery.__file__).parent
WRITERS = ("reports", "services/form_papers", "services/case_parts")
# Rules and figures whose sentences stand on a paper.
TOLD = (
    "domain/ownership_chart.py",
    "domain/value_words.py",
    "lifecycle/claim_standings.py",
    "lifecycle/custody_care.py",
    "lifecycle/custody_gaps.py",
    "lifecycle/custody_seals.py",
    "lifecycle/figures/erosion.py",
    "lifecycle/figures/sell_or_keep.py",
    "lifecycle/headline.py",
    "lifecycle/keep_or_sell.py",
    "lifecycle/life_strip.py",
    "lifecycle/publications.py",
    "lifecycle/quantities.py",
    "lifecycle/remedy_due.py",
    "lifecycle/request_clocks.py",
    "lifecycle/reversal.py",
    "lifecycle/sale_conduct_guards.py",
    "lifecycle/sale_guards.py",
    "lifecycle/sale_price_guards.py",
    "lifecycle/type_hints.py",
    "lifecycle/value_guards.py",
    "services/decision_sheets.py",
    "services/explained/planned_figures.py",
)
# Languages in which what a draft lacks is told, and the code that finds it.
TOLD_IN = LANGUAGES
JUDGES = tuple(
    PACKAGE / "forms" / f"{name}.py"
    for name in ("completeness", "form_worklist", "marked_text", "missing", "state_findings")
)
# What no paper prints: refusals and their fields, how labels and invoices are made, settings.
# Names of States and of languages are those of the Unicode locale data.
UNPRINTED_FILES = frozenset({"pdf_signature.py", "profile_lint.py", "record_history.py"})
UNPRINTED_LISTS = frozenset(
    {
        "age_classes",
        "broken_exhibits",
        "countries",
        "currencies",
        "invoice_findings",
        "invoice_keys",
        "invoice_line_states",
        "invoice_states",
        "label_sheets",
        "label_sizes",
        "languages",
        "lot_keys",
        "office_settings",
        "order_entry_states",
        "receipt_ages",
        "same_answers",
        "type_rules",
    }
)
SAYING = frozenset({"_", "N_", "say", "translate"})


def literals(node: ast.expr) -> Iterator[str]:
    """Texts that an argument can be: a literal, or either side of a choice of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def texts_of(path: Path) -> set[str]:
    """The texts that a file hands to a translator."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in SAYING and node.args
        for text in literals(node.args[0])
        if any(letter.isalpha() for letter in text)
    }


def labels(value: object, key: str) -> Iterator[str]:
    """Every text under a key of a data file, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            else:
                yield from labels(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from labels(inner, key)


def data_file(folder: str, name: str) -> dict[str, object]:
    return tomllib.loads((resources() / folder / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words_of(language: str) -> frozenset[str]:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    return frozenset(catalogue.words)


@cache
def written() -> dict[str, set[str]]:
    """The texts of each file that writes papers or is told on them."""
    rooms = (path for room in WRITERS for path in sorted((PACKAGE / room).glob("*.py")))
    found = [path for path in rooms if path.name not in UNPRINTED_FILES]
    return {
        path.relative_to(PACKAGE).as_posix(): texts_of(path)
        for path in (*found, *(PACKAGE / name for name in TOLD))
    }


def lacking(texts: dict[str, set[str]], language: str) -> dict[str, list[str]]:
    known = words_of(language)
    return {name: sorted(found - known) for name, found in texts.items() if found - known}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_text_of_a_paper_is_translated(language: str) -> None:
    assert lacking(written(), language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_printed_code_list_is_translated(language: str) -> None:
    found = {
        name: set(labels(data_file("code_lists", name), "label"))
        for name in sorted(set(list_names()) - UNPRINTED_LISTS)
    }
    assert lacking(found, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_deadlines_and_titles_of_forms_are_translated(language: str) -> None:
    found = {action.TITLE for action in VOCABULARY.values()}
    found |= {form.title for form in FORM_PAPERS}
    found |= set(labels(data_file("legal_systems", "generic"), "title"))
    assert sorted(found - words_of(language)) == []


@cache
def findings() -> dict[str, set[str]]:
    """What the rules of each form and the code that judges drafts print on the lists of a draft."""
    shelf = shipped()
    found: dict[str, set[str]] = {}
    for entry in shelf.entries:
        told = found.setdefault(entry.id, set())
        for rule in shelf.form(entry.id, entry.since).rules:
            told |= {text for text in (rule.text.rstrip("."), rule.mend) if text}
    rooms = (*sorted((PACKAGE / "forms" / "checks").glob("*.py")), *JUDGES)
    found |= {path.relative_to(PACKAGE).as_posix(): texts_of(path) for path in rooms}
    return found


@pytest.mark.parametrize("language", TOLD_IN)
def test_what_a_draft_lacks_and_how_that_is_mended_is_translated(language: str) -> None:
    assert sum(len(texts) for texts in findings().values()) > 200
    assert lacking(findings(), language) == {}


@pytest.mark.parametrize("language", TOLD_IN)
def test_the_names_of_sources_are_translated(language: str) -> None:
    assert set(filter(None, source_names().values())) - words_of(language) == set()


def test_a_list_on_paper_names_its_source_instead_of_a_code() -> None:
    assert named_source("CETS198 37(1); STAR170", str) == (
        "CETS198 37(1); StAR Asset Recovery Handbook, p. 170"
    )
    assert named_source("R1805 12(2)", say_in("ar")) == "اللائحة (EU) 2018/1805 12(2)"
    assert named_source("Bilateral practice HK-b", str) == "Bilateral practice"
    assert not named_source("", str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_place_for_a_value_is_kept(language: str) -> None:
    catalogue = catalogue_of(language)
    assert catalogue is not None
    assert list(misplaced(catalogue.words)) == []


def test_states_and_languages_have_the_names_of_the_locale_data() -> None:
    assert say_in("ar")("Germany") == "ألمانيا"
    assert say_in("fr")("Germany") == "Allemagne"
    assert say_in("de")("French") == "Französisch"
    assert say_in("en")("Germany") == "Germany"


def test_a_refusal_is_told_in_the_language_of_the_screen() -> None:
    def refused() -> str:
        raise RuleViolation(Reason("wrong_state", _("No sale of this asset was begun.")))

    with pytest.raises(RuleViolation, match="No sale of this asset was begun"):
        written_in("ar", refused)
    assert written_in("fr", lambda: _("Seals")) == "Scellés"
    assert _("Seals") == "Seals"


def test_a_text_without_translation_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "new_paper.py"
    module.write_text('title = _("A new heading")\nnote = say("One" if x else "Two")\n')
    assert texts_of(module) == {"A new heading", "One", "Two"}
    assert texts_of(module) - words_of("ar") >= {"A new heading"}


def test_a_day_in_arabic_stays_together_behind_latin_words_and_numbers() -> None:
    """Read from the right: first what comes before, then day, month and year in their order."""
    shown = drawn_order("أمر, Court, 7 Gs 19, 17 أكتوبر 2025")
    assert "Court, 7 Gs 19" in shown
    assert shown.index("2025") < shown.index("17") < shown.index("Court")
    two = drawn_order("في 16 أغسطس 2026; 15 سبتمبر 2027")
    assert [two.index(one) for one in ("2027", "15", "2026", "16")] == sorted(
        two.index(one) for one in ("2027", "15", "2026", "16")
    )


def test_whoever_makes_a_paper_says_which_way_it_runs_and_in_whose_words_its_feet_are() -> None:
    for path in sorted((PACKAGE / "reports").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "        marking=head.marking," in text:
            assert "right_to_left=from_the_right(head.language)" in text, path.name
            assert "printer_words(say)" in text, path.name
    assert from_the_right("ar-EG")
    assert not from_the_right("fr")
