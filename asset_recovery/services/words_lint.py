"""Faults of a catalogue of words: places for values that were lost, texts that it still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asset_recovery.forms.form_words import printed_texts
from asset_recovery.forms.template import shipped
from asset_recovery.i18n import _
from asset_recovery.lifecycle.rules_lint import Problem
from asset_recovery.paper_words import misplaced

_MARKS = ("V", "K")


def lint_words(raw: Mapping[str, object]) -> list[Problem]:
    """Every fault of a catalogue; texts of the delivered forms that it lacks are named too."""
    words = raw.get("words")
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        text = _("[words] gives for each English text what stands for it.")
        return [Problem("words", "rule_pack_invalid", text)]
    return [*_head(raw), *_places(words), *_lacking(words)]


def _head(raw: Mapping[str, object]) -> Iterator[Problem]:
    for key in ("language", "name"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            yield Problem(key, "rule_pack_invalid", _("{key} is missing.").format(key=key))
    if raw.get("mark") not in _MARKS:
        text = _("mark is V where somebody confirmed the words, else K.")
        yield Problem("mark", "rule_pack_invalid", text)


def _places(words: Mapping[str, str]) -> Iterator[Problem]:
    for english in misplaced(words):
        text = _("The places for values are not the same in both languages.")
        yield Problem(f"words.{english}", "place_lost", text)
    for english, other in words.items():
        if not other.strip():
            yield Problem(f"words.{english}", "translation_missing", _("Nothing stands for it."))


def _lacking(words: Mapping[str, str]) -> Iterator[Problem]:
    """Texts of forms without a translation, each once."""
    seen: set[str] = set()
    shelf = shipped()
    for form_id in sorted({entry.id for entry in shelf.entries}):
        form = shelf.form(form_id, max(entry.since for entry in shelf.versions(form_id)))
        for english in printed_texts(form):
            if english not in words and english not in seen:
                seen.add(english)
                text = _("{form} prints it, and it has no translation: it stays English.")
                yield Problem(f"words.{english}", "translation_missing", text.format(form=form.id))
