"""The characters of a row: what no record can keep is refused, what looks odd is warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asset_recovery.domain.errors import Reason

SEPARATOR = "\x1f"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1e\x7f-\x9f\ud800-\udfff]")
_CONTROL_IN_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKUP = re.compile(r"<[A-Za-z!/][^<>\x1f]*>")
_FORMULA = re.compile(r"(?:^|\x1f)[=@+\-](?=[A-Za-z(])")
_SUSPECT = re.compile(
    "[<\x00-\x08\x0b\x0c\x0e-\x1e\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_OPENERS = tuple(SEPARATOR + sign for sign in "=@+-")
_SENTENCES = (
    (_HIDDEN, "holds invisible or direction characters; they are kept and shown as marks."),
    (_MARKUP, "looks like markup; it is kept as plain text and never drawn."),
    (_FORMULA, "begins like a formula; it is kept as text and never evaluated."),
)


def control_characters(
    joined: str, cells: tuple[str, ...], names: tuple[str, ...]
) -> Reason | None:
    """The refusal of a row (joined by `SEPARATOR`) that holds control characters."""
    if joined.count(SEPARATOR) < len(cells) and not _CONTROL.search(joined):
        return None
    column = _column(_CONTROL_IN_CELL, cells, names)
    return Reason(
        "field_invalid", f"{column} holds control characters. Type it anew.", field=column
    )


def odd_texts(joined: str, cells: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Reason]:
    """Warnings of what looks odd in a row."""
    for pattern, sentence in _SENTENCES:
        if pattern.search(joined):
            column = _column(pattern, cells, names)
            yield Reason("field_invalid", f"{column} {sentence}", field=column)


def is_plain(joined: str, cells: tuple[str, ...]) -> bool:
    """Whether nothing at all is odd about a row: the quick answer for nearly every one."""
    if _SUSPECT.search(joined) or joined.count(SEPARATOR) >= len(cells):
        return False
    return joined[:1] not in "=@+-" and not any(sign in joined for sign in _OPENERS)


def _column(pattern: re.Pattern[str], cells: tuple[str, ...], names: tuple[str, ...]) -> str:
    for name, cell in zip(names, cells, strict=False):
        if pattern.search(cell):
            return name
    return names[0]
