"""The printer's own words (page x of y, contents, record), marked for translation."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.i18n import N_

WORDS = {
    "page": N_("page {page} of {pages}"),
    "pages": N_("Pages"),
    "contents": N_("Contents"),
    "record": N_("record"),
    "journal": N_("journal"),
    "generated": N_("generated"),
    "language": N_("language {language}"),
    "record_hash": N_("Hash of the record (SHA-256)"),
    "journal_head": N_("Journal head"),
    "missing_title": N_("Characters without a glyph"),
    "missing": N_(
        "No font of this programme draws these characters; each stands in the text as a box with "
        "its code: {codes}."
    ),
}


def printer_words(say: Callable[[str], str]) -> dict[str, str]:
    """The words in the language of a paper."""
    return {key: say(text) for key, text in WORDS.items()}


def from_the_right(language: str) -> bool:
    """Whether pages in this language run from the right to the left."""
    return language.replace("_", "-").split("-")[0].lower() in ("ar", "fa", "he", "ur")
