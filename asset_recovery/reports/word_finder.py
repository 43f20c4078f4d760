"""Finds words in a text however they are spelt there: accents, marks, separators, any script.

`PetraOlsen_2.pdf`, `OLSEN, petra`, a name typed with loose accents and a name in Chinese within a
sentence are found; a word inside a longer word is not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

_GAP = 3  # signs between two words of one name: "Olsen, Petra", "Petra_Olsen"
_LETTERS = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ς": "σ",
    "ى": "ي", "ة": "ه",
}  # fmt: skip
# "and", "to", "from" … are written as one with the word that follows
_BEFORE = {"ARABIC": "وفبلك", "HEBREW": "והבלמשכ"}
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


class _Sign(NamedTuple):
    """A letter or digit without accent and capital, and where it stands in the text."""

    plain: str
    place: int
    begins: bool
    ends: bool


@dataclass(slots=True)
class _Branch:
    """What may follow in the words that are looked for; `said` is a whole one that ends here."""

    after: dict[str, _Branch] = field(default_factory=dict)
    said: str | None = None


@dataclass(frozen=True, slots=True)
class WordFinder:
    """Looks for many words at once."""

    root: _Branch

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each stands (from, to) and what it is, in order, the longest first."""
        signs = _signs(text)
        here = 0
        while here < len(signs):
            last, said = self._longest(signs, here) if signs[here].begins else (here, None)
            if said is not None:
                yield signs[here].place, _after(text, signs[last].place), said
            here = last + 1 if said is not None else here + 1

    def _longest(self, signs: list[_Sign], start: int) -> tuple[int, str | None]:
        branch, best, said = self.root, start, None
        for here in range(start, len(signs)):
            step = branch.after.get(signs[here].plain)
            if step is None:
                break
            branch = step
            if signs[here].ends and branch.said is not None:
                best, said = here, branch.said
        return best, said


def finder(words: Iterable[str]) -> WordFinder:
    """A finder of these words; one without letter or digit is never found."""
    root = _Branch()
    for word in words:
        branch = root
        for sign in _signs(word):
            branch = branch.after.setdefault(sign.plain, _Branch())
        if branch is not root:
            branch.said = word
    return WordFinder(root)


def letters(word: str) -> int:
    """How many letters and digits a word has; a sign that is a word by itself counts as two."""
    return sum(2 if _spaceless(word[one.place]) else 1 for one in _signs(word) if one.plain != "\0")


def spellings(name: str) -> Iterator[str]:
    """A name as it stands, and with surname and first names the other way round."""
    yield name
    if "," in name:
        last, _comma, first = name.partition(",")
        yield f"{first.strip()} {last.strip()}"
    elif len(parts := name.split()) > 1:
        yield f"{parts[-1]} {' '.join(parts[:-1])}"


def shortened(name: str) -> Iterator[str]:
    """A name of several words with initials for the first ones: P. Olsen, Olsen P."""
    *first, last = list(spellings(name))[-1 if "," in name else 0].split()
    if first and len(last) > 2:
        initials = [one[0] for one in first if one[0].isalpha()]
        for short in {" ".join(initials), "".join(initials[:1])} - {""}:
            yield f"{short} {last}"
            yield f"{last} {short}"


def _signs(text: str) -> list[_Sign]:
    """The letters and digits of a text; a wide gap stands as a sign that no word has."""
    found: list[_Sign] = []
    gap, last = 0, ""
    for place, sign in enumerate(text):
        kind = _kind(sign)
        if kind == "rides":
            continue
        if not kind:
            gap += not sign.isspace()
            last = ""
            continue
        if gap > _GAP and found:
            found.append(_Sign("\0", place, begins=False, ends=False))
        apart = kind != last or kind == "sign" or _capital_within(text, place)
        begins = apart or _after_a_prefix(found, sign)
        if found and apart:
            found[-1] = found[-1]._replace(ends=True)
        parts = enumerate(_plain(sign))
        found += [_Sign(part, place, begins and not turn, ends=False) for turn, part in parts]
        gap, last = 0, kind
    if found:
        found[-1] = found[-1]._replace(ends=True)
    return found


def _capital_within(text: str, place: int) -> bool:
    """Whether a word begins here as in `PetraOlsen`."""
    return place > 0 and text[place].isupper() and text[place - 1].islower()


def _after_a_prefix(found: list[_Sign], sign: str) -> bool:
    """Whether only "and", "to" … stand before this sign in its word."""
    before = _BEFORE.get(unicodedata.name(sign, "").partition(" ")[0], "")
    return bool(before and found) and found[-1].begins and found[-1].plain in before


def _after(text: str, place: int) -> int:
    """The end of a sign with the marks that ride on it."""
    end = place + 1
    while end < len(text) and _kind(text[end]) == "rides":
        end += 1
    return end


@cache
def _plain(sign: str) -> str:
    """A sign without accent, capital and the form that it has in its place of a word."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    kept = "".join(_LETTERS.get(one, one) for one in folded if _kind(one) != "rides")
    return kept or sign


@cache
def _kind(sign: str) -> str:
    """letter, digit, sign (a word by itself), rides (no sign of its own), or nothing."""
    category = unicodedata.category(sign)
    if _spaceless(sign) and category[0] in "LM":
        return "sign"
    if category in {"Mn", "Me", "Cf"} or sign == "\u0640":
        return "rides"
    if category[0] == "N":
        return "digit"
    return "letter" if category[0] == "L" or category == "Mc" else ""


@cache
def _spaceless(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(_SPACELESS)
