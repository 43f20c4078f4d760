"""What a recipient must not read is taken out of a paper before it is drawn, wherever it stands.

Sections and columns are left out and fields masked where they are composed; this goes once more
through every text of the whole paper, so that a name inside a remark is replaced too. What is
replaced is nowhere in the file: no text lies under a bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from asset_recovery.reports.paper import Paper
from asset_recovery.reports.word_finder import WordFinder, finder, letters

_SHORTEST = 4
_OF_THE_FRAME = frozenset(
    {"form", "version", "language", "record_hash", "head", "qr", "words", "generated", "copy"}
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words with what stands in their place; words inside longer words stay.

    `exact` finds them only in their own spelling, otherwise in any capitals, accents, separators.
    """

    words: Mapping[str, str]
    exact: bool = False
    _finder: WordFinder | None = None
    _done: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, text: str) -> str:
        """The text with every such word replaced, the longest first."""
        if not self.words or not text:
            return text
        if self._finder is None:
            return _pattern(tuple(self.words)).sub(lambda found: self.words[found[0]], text)
        known = self._done.get(text)
        if known is None:
            known = self._done[text] = self._replaced(text, self._finder)
        return known

    def names(self, text: str) -> bool:
        """Whether any of the words stands in the text."""
        return self(text) != text

    def _replaced(self, text: str, known: WordFinder) -> str:
        made, here = [], 0
        for start, end, word in known.found(text):
            made += [text[here:start], self.words[word]]
            here = end
        return "".join((*made, text[here:]))


def redaction(words: Iterable[tuple[str, str]], *, exact: bool = False) -> Redaction:
    """A redaction of words and their replacements.

    In any spelling none is under four letters; a sign that is a word by itself counts as two.
    """
    if exact:
        return Redaction({word: to for word, to in words if word}, exact)
    kept = {word: to for word, to in words if letters(word) >= _SHORTEST}
    return Redaction(kept, _finder=finder(kept) if kept else None)


def redacted(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every text changed, but for its hashes and the words of the frame."""
    values = {
        one.name: _walk(getattr(paper, one.name), change)
        for one in fields(paper)
        if one.name not in _OF_THE_FRAME
    }
    return replace(paper, **values)


def _walk(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - blocks of any kind
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_walk(one, change) for one in value)
    if isinstance(value, dict):
        return {key: _walk(one, change) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _walk(getattr(value, one.name), change) for one in fields(value) if one.init
        }
        return replace(value, **changed)
    return value


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
