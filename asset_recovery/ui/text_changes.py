"""What differs between two texts, word by word. Pure functions, no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED, GAP = "same", "added", "removed", "gap"  # a gap stands inline only
Block = tuple[str, int, int, int, int]
MOST_WORDS = 4_000  # above this a text is shown as replaced whole
NEAR = 12  # words that are kept on each side of a change
_TOKENS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same in both texts, was added or removed, or a gap between."""

    text: str
    kind: str = SAME


def pieces(was: str, now: str) -> tuple[Piece, ...]:
    """Both texts as one, in order: what stayed, what went, what came.

    What stayed far from any change is left out and shown as an ellipsis.
    """
    if was == now:
        return (Piece(_shortened(now, first=True, last=True)),) if now else ()
    old, new = _TOKENS.findall(was), _TOKENS.findall(now)
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return tuple(Piece(text, kind) for text, kind in ((was, REMOVED), (now, ADDED)) if text)
    found: list[Piece] = []
    blocks = _phrases(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old)
    for place, (code, start, end, new_start, new_end) in enumerate(blocks):
        if code == "equal":
            text = "".join(old[start:end])
            first, last = place == 0, place == len(blocks) - 1
            found.append(Piece(_shortened(text, first=first, last=last)))
            continue
        gone, came = "".join(old[start:end]), "".join(new[new_start:new_end])
        if gone:
            found.append(Piece(gone, REMOVED))
        if came:
            parted = " " if gone and not gone[-1].isspace() else ""
            found.append(Piece(parted, GAP) if parted else Piece(""))
            found.append(Piece(came, ADDED))
    return tuple(one for one in found if one.text)


def _phrases(blocks: Sequence[Block], old: Sequence[str]) -> list[Block]:
    """The same blocks; changes that only a space parts are read as one phrase."""
    found: list[Block] = []
    for code, start, end, new_start, new_end in blocks:
        blank = code == "equal" and not "".join(old[start:end]).strip()
        if found and (blank or (code != "equal" and found[-1][0] == "replace")):
            if blank and found[-1][0] == "equal":
                found.append((code, start, end, new_start, new_end))
            else:
                _code, first, _end, new_first, _new_end = found[-1]
                found[-1] = ("replace", first, end, new_first, new_end)
        else:
            kept = code if code == "equal" else "replace"
            found.append((kept, start, end, new_start, new_end))
    return found


def of_side(found: tuple[Piece, ...], kind: str) -> tuple[Piece, ...]:
    """The pieces of one side: what stayed and what went (`removed`), or what came (`added`)."""
    return tuple(one for one in found if one.kind in {SAME, kind})


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Words that stayed: only those near a change, which is before or behind them."""
    words = _TOKENS.findall(text)
    keep = NEAR * 2  # a word and the space behind it
    if first and last:
        return text if len(words) <= 2 * keep else "".join(words[: 2 * keep]) + "…"
    if first:
        return text if len(words) <= keep else "… " + "".join(words[-keep:])
    if last:
        return text if len(words) <= keep else "".join(words[:keep]) + " …"
    if len(words) <= 2 * keep:
        return text
    return "".join(words[:keep]) + " … " + "".join(words[-keep:])
