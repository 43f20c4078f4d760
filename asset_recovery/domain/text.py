"""Text that people typed: cleaned, limited, shown without tricks, sorted and searched."""

from __future__ import annotations

import re
import unicodedata

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.scripts import transliterate
from asset_recovery.domain.search_text import (
    fold,
    fts_query,
    search_document,
    search_words,
)
from asset_recovery.i18n import _

__all__ = [
    "CELL_LIMIT",
    "FILE_NAME_LIMIT",
    "NAME_LIMIT",
    "NOTE_LIMIT",
    "REFERENCE_LIMIT",
    "clean",
    "clean_file_name",
    "clean_reference",
    "fold",
    "fts_query",
    "hidden_characters",
    "search_document",
    "search_words",
    "soften",
    "sort_key",
    "transliterate",
    "unbroken",
    "visible",
    "without_direction_marks",
]

NAME_LIMIT = 300
NOTE_LIMIT = 50_000
CELL_LIMIT = 10_000
REFERENCE_LIMIT = 100
FILE_NAME_LIMIT = 255
_SORT_LIMIT = 120
_DIGITS = 8
_UNBROKEN_LIMIT = 120

_RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]")
_JOINERS = "\u200c\u200d"
# Letters and marks that draw nothing although Unicode does not call them format characters.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_RESERVED = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
    ]
)
_FORBIDDEN_IN_FILE_NAMES = frozenset('/\\:*?"<>|')


def _needs_joiner(letter: str) -> bool:
    """Persian, Syriac and Indic spelling uses the zero-width joiners between such letters."""
    return "\u0600" <= letter <= "\u1fff"


def _is_hidden(text: str, place: int, lines: bool) -> bool:
    letter = text[place]
    if " " <= letter <= "~":
        return False
    kind = unicodedata.category(letter)
    if kind == "Cc":
        return not (lines and letter in "\n\t")
    if letter in _JOINERS:
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        return not (before and after and _needs_joiner(before) and _needs_joiner(after))
    return kind in ("Cf", "Cs", "Zl", "Zp") or letter in _BLANK_LETTERS


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def hidden_characters(text: str, *, lines: bool = False) -> list[str]:
    """Control, direction, zero-width and broken characters in the order found, as `U+202E`.

    `lines`: line ends and tabs are allowed. Joiners that Persian and Indic spelling needs are not
    counted.
    """
    if _is_plain(text):
        return []
    places = (place for place in range(len(text)) if _is_hidden(text, place, lines))
    return [f"U+{ord(text[place]):04X}" for place in places]


def without_direction_marks(text: str) -> str:
    """The text without the unseen marks with which Arabic and Hebrew are typed, to be drawn.

    Marks, embeddings and isolates go where letters are written from right to left: whoever draws
    puts those in order. Overrides, and any mark in a text without such letters, have no honest
    use and stay, so that they are shown.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return _DIRECTION_MARKS.sub("", text)


def visible(text: str) -> str:
    """The text with hidden characters shown as a mark such as `[U+202E]`; lines are kept.

    What only helps to write from right to left is left out there (`without_direction_marks`).
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    text = without_direction_marks(text)
    return "".join(
        f"[U+{ord(letter):04X}]" if _is_hidden(text, place, True) else letter
        for place, letter in enumerate(text)
    )


def _check_length(text: str, field: str, limit: int) -> None:
    if len(text) > limit:
        sentence = _("{field} has {length} characters; at most {limit} are allowed. Shorten it.")
        name = field.replace("_", " ")
        raise invalid(
            field,
            sentence.format(field=name, length=len(text), limit=limit),
            "field_too_long",
        )


def check_storable(text: str, field: str) -> None:
    """Refuse what no database can keep: the null character and halves of characters."""
    for letter in text:
        if letter == "\0" or "\ud800" <= letter <= "\udfff":
            sentence = _("{field} holds a broken character (U+{code}). Type that place anew.")
            name = field.replace("_", " ")
            raise invalid(field, sentence.format(field=name, code=f"{ord(letter):04X}"))


def clean(text: str, field: str, limit: int, *, lines: bool = False) -> str:
    """The text in NFC without blanks at its ends, at most `limit` characters.

    One line unless `lines`: line ends and tabs become blanks. Hidden characters are kept; `visible`
    shows them. Raises `ValidationFailed` with `field_too_long` or, for characters that cannot be
    stored, `field_invalid`.
    """
    if len(text) > 4 * limit:
        _check_length(text, field, limit)
    if _is_plain(text):
        found = text.strip(" ")
        _check_length(found, field, limit)
        return found
    check_storable(text, field)
    found = unicodedata.normalize("NFC", text)
    found = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", found)
    if not lines:
        found = re.sub(r"[\n\t\v\f]+", " ", found)
    found = found.strip()
    _check_length(found, field, limit)
    return found


def clean_reference(text: str, field: str, limit: int = REFERENCE_LIMIT) -> str:
    """A reference or identifier: NFC, no blanks at its ends, nothing hidden.

    Raises `ValidationFailed`: `field_missing` if empty, `field_too_long`, or `field_invalid` naming
    the hidden characters.
    """
    found = unicodedata.normalize("NFC", text).strip()
    name = field.replace("_", " ")
    if not found:
        raise invalid(field, _("{field} is empty. Give it.").format(field=name), "field_missing")
    _check_length(found, field, limit)
    hidden = hidden_characters(found)
    if hidden:
        sentence = _("{field} holds hidden characters ({codes}). Type it anew without them.")
        codes = ", ".join(dict.fromkeys(hidden))
        raise invalid(field, sentence.format(field=name, codes=codes))
    return found


def clean_file_name(text: str, field: str = "file") -> str:
    """A file name that every system can keep: no folder, no hidden or reserved characters."""
    found = clean_reference(text, field, FILE_NAME_LIMIT)
    bad = sorted(_FORBIDDEN_IN_FILE_NAMES.intersection(found))
    if bad:
        sentence = _("The file name may not hold {characters}. Rename the file.")
        raise invalid(field, sentence.format(characters=" ".join(bad)))
    stem = found.split(".")[0].strip().casefold()
    if found.endswith(".") or not found.strip(".") or stem in _RESERVED:
        raise invalid(
            field,
            _("{name} cannot be a file name. Rename the file.").format(name=found),
        )
    _check_length_in_bytes(found, field)
    return found


def _check_length_in_bytes(name: str, field: str) -> None:
    if len(name.encode()) > FILE_NAME_LIMIT:
        sentence = _("The file name is longer than {limit} bytes. Shorten it.")
        raise invalid(field, sentence.format(limit=FILE_NAME_LIMIT), "field_too_long")


def sort_key(text: str) -> str:
    """What a sorting column keeps: no case, no accents, numbers by size, punctuation as blanks."""
    words = re.sub(r"[\W_]+", " ", fold(text[: 4 * _SORT_LIMIT])).strip()
    return re.sub(r"\d+", lambda found: found.group().zfill(_DIGITS), words)[:_SORT_LIMIT]


def unbroken(text: str) -> int:
    """Length of the longest stretch without a blank, in characters."""
    return max((len(word) for word in text.split()), default=0)


def soften(text: str, every: int = _UNBROKEN_LIMIT) -> str:
    """The text with a blank after each `every` characters of a stretch that has none.

    Screens and page layout break lines at blanks; without one they take time that grows with the
    square of the length.
    """
    if unbroken(text) <= every:
        return text
    return re.sub(rf"(\S{{{every}}})(?=\S)", r"\1 ", text)
