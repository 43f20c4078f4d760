"""Text as the search sees it: folded, split into words, with other scripts in Latin beside them."""

from __future__ import annotations

import re
import unicodedata

from asset_recovery.domain.scripts import (
    SKELETON_MARK,
    is_semitic,
    latin_forms,
    semitic_forms,
    skeleton,
)

_WORD_LIMIT = 64
_QUERY_WORDS = 16
_SHORTEST_PREFIX = 2
_FIRST_OTHER_SCRIPT = "\u0370"
_SHORTEST_OPEN_SKELETON = 4
_LETTERS = str.maketrans(
    dict(zip("łøđħıŧŋĸðƒəɓɗƙɛɔƶȥىیکٱךםןףץ", "lodhitnkdfabdkeozzييكاכמנפצ", strict=True))
    | {"þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ة": "ه", "\0": " "}
    | dict.fromkeys("'’‘`´ʹʺʻʼʿʾꞌـ", "")
)
# Scripts without blanks between words: each character is a word of its own.
_RUNS = (
    (0x0E01, 0x0EDF),
    (0x1000, 0x109F),
    (0x1780, 0x17DD),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_PARTS = re.compile(r"[^\W_]+")


def _is_accent(letter: str) -> bool:
    """Accents and vowel points; not the vowel signs of Indic and Thai, nor voiced kana."""
    kind = unicodedata.combining(letter)
    return kind == 1 or 10 <= kind <= 36 or 200 <= kind <= 240


def fold(text: str) -> str:
    """The text without case, accents, apostrophes and invisible characters, digits as 0–9.

    Ł, ø, þ, ß, đ, ı, æ, œ, ħ and the like become plain letters; forms of one Arabic or Hebrew
    letter become one. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower().translate(_LETTERS)
    found = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
        kind = unicodedata.category(letter)
        if _is_accent(letter) or kind in ("Cf", "Cs"):
            continue
        found.append(str(unicodedata.decimal(letter)) if kind == "Nd" else letter)
    plain = "".join(found).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain)


def _is_run(letter: str) -> bool:
    if letter < "\u0e01":
        return False
    code = ord(letter)
    return any(low <= code <= high for low, high in _RUNS)


def _is_part(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


def _groups(folded: str) -> list[list[str]]:
    """Words in order; a run of characters without blanks is one group of single characters."""
    if folded.isascii():
        return [[word[:_WORD_LIMIT]] for word in _ASCII_WORDS.findall(folded)]
    found: list[list[str]] = []
    word = ""
    run: list[str] = []
    for letter in folded + " ":
        if _is_part(letter) and not _is_run(letter):
            word += letter
        elif word:
            found.append([word])
            word = ""
        if _is_run(letter) and letter.isalnum():
            run.append(letter)
        elif run and not (_is_run(letter) and _is_part(letter)):
            found.append(run)
            run = []
    return [
        [part[:_WORD_LIMIT] for part in group]
        for group in found
        if any(letter.isalnum() for letter in group[0])
    ]


def search_words(text: str) -> list[str]:
    """The words of a text, folded; Chinese, Japanese, Thai … character by character."""
    return [word for group in _groups(fold(text)) for word in group]


def _joined(folded: str) -> list[str]:
    """Numbers with hyphens, dots or slashes, written together: plates, serials, accounts."""
    found = []
    for token in folded.split():
        parts = _PARTS.findall(token)
        whole = "".join(parts)
        if len(parts) > 1 and len(whole) <= _WORD_LIMIT and any(map(str.isdigit, whole)):
            found.append(whole)
    return found


def search_document(*parts: str | None) -> str:
    """What the full-text index keeps of a record: its words and their Latin spellings.

    Empty parts are left out. `fts_query` finds the record by any word of it, in its own script,
    in Latin letters, or by the consonants of an Arabic or Hebrew name.
    """
    found: list[str] = []
    extra: list[str] = []
    for part in parts:
        if not part:
            continue
        folded = fold(part)
        words = [word for group in _groups(folded) for word in group]
        found += words
        extra += _joined(folded)
        if max(part) >= _FIRST_OTHER_SCRIPT:
            spelled = part.casefold().split()
            for word in [*words, *(piece for item in spelled for piece in _bare(item))]:
                extra += semitic_forms(word) if is_semitic(word) else latin_forms(word)
    return " ".join([*found, *dict.fromkeys(fold(word) for word in extra)])


def _bare(word: str) -> list[str]:
    """A word before folding, without punctuation: й and ї still differ from и and і."""
    return _PARTS.findall(unicodedata.normalize("NFC", word))


def _quoted(words: list[str], prefix: bool) -> str:
    text = " ".join(words).replace('"', '""')
    return f'"{text}"' + ("*" if prefix else "")


def _term(group: list[str], last: bool) -> str:
    """One typed word: itself or what it may be written as."""
    if len(group) > 1:
        return _quoted(group, False)
    word = group[0]
    prefix = last and len(word) >= _SHORTEST_PREFIX and not _is_run(word[0])
    others = [fold(form) for form in latin_forms(word)] if not word.isascii() else [skeleton(word)]
    found = [_quoted([word], prefix)]
    for form in dict.fromkeys(others):
        is_short = form.startswith(SKELETON_MARK) and len(form) < _SHORTEST_OPEN_SKELETON
        if form:
            found.append(_quoted([form], prefix and not is_short))
    return found[0] if len(found) == 1 else "(" + " OR ".join(found) + ")"


def fts_query(typed: str) -> str:
    """An FTS5 query that finds records with every typed word, the last one as a beginning.

    Whatever was typed is data: each word is quoted, operators and column names have no meaning.
    The last word counts as a beginning from two letters on. Empty: nothing to search for.
    """
    groups = _groups(fold(typed[: _QUERY_WORDS * _WORD_LIMIT]))[:_QUERY_WORDS]
    open_end = bool(typed) and not typed[-1].isspace()
    terms = [
        _term(group, place == len(groups) - 1 and open_end) for place, group in enumerate(groups)
    ]
    return " AND ".join(terms)
