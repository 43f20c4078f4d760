"""What a recipient must not read is taken out of a paper before it is drawn, wherever it stands.

Sections and columns are left out and fields masked where they are composed; this goes once more
through every text of the whole paper, so that a name inside a remark is replaced too. What is
replaced is nowhere in the file: no text lies under a bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from asset_recovery.reports.paper import Paper

_SHORTEST = 4
_OF_THE_FRAME = frozenset(
    {"form", "version", "language", "record_hash", "head", "qr", "words", "generated", "copy"}
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words with what stands in their place; words inside longer words stay.

    `exact` finds them only in their own spelling, otherwise in any capitals and spacing.
    """

    words: Mapping[str, str]
    exact: bool = False

    def __call__(self, text: str) -> str:
        """The text with every such word replaced, the longest first."""
        if not self.words or not text:
            return text
        return _pattern(tuple(self.words), self.exact).sub(self._stands_for, text)

    def _stands_for(self, found: re.Match[str]) -> str:
        return self.words[found[0] if self.exact else _plain(found[0])]


def redaction(words: Iterable[tuple[str, str]], *, exact: bool = False) -> Redaction:
    """A redaction of words and their replacements; in any capitals none is under four letters."""
    if exact:
        return Redaction({word: to for word, to in words if word}, exact)
    return Redaction({_plain(word): to for word, to in words if len(_plain(word)) >= _SHORTEST})


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
def _pattern(words: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", 0 if exact else re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
