"""Lists of keys that are remembered: a filtered list in its order, read by place at any depth.

A list is right as long as the journal has the head that it had when the list was made: whatever
changes a register or what one may see of it is an entry there.
"""

from __future__ import annotations

import sys
import threading
from array import array
from collections import OrderedDict

from asset_recovery.persistence.access_sql import Execute

MOST_KEYS = 1_000_000  # of all remembered lists together: 8 MB
_PLACES = 10_000


class KeyLists:
    """The lists of one register for one user, the newest kept longest; for any thread."""

    def __init__(self) -> None:
        self._lists: OrderedDict[str, tuple[int, array[int] | None]] = OrderedDict()
        self._places: OrderedDict[tuple[str, int], int] = OrderedDict()
        self._lock = threading.Lock()

    def has(self, name: str) -> bool:
        """Whether there is a list of this name, of now or of before."""
        return name in self._lists

    def get(self, name: str, head: int) -> tuple[bool, array[int] | None]:
        """Whether the list is known at this head of the journal; None: it is too long to keep."""
        with self._lock:
            kept = self._lists.get(name)
            if kept is None or kept[0] != head:
                return False, None
            self._lists.move_to_end(name)
            return True, kept[1]

    def keep(self, name: str, head: int, keys: array[int] | None) -> None:
        """Remember a list; the oldest are forgotten for it."""
        with self._lock:
            self._lists.pop(name, None)
            self._places.clear()
            self._lists[name] = (head, keys)
            while sum(len(one or ()) for _head, one in self._lists.values()) > MOST_KEYS:
                self._lists.popitem(last=False)

    def note(self, name: str, key: int, place: int) -> None:
        """Remember where a row that was given out stands."""
        with self._lock:
            self._places[name, key] = place
            if len(self._places) > _PLACES:
                self._places.popitem(last=False)

    def noted(self, name: str, key: int) -> int | None:
        """Where a row stands that was given out since the list was made."""
        return self._places.get((name, key))


def place_of(keys: array[int], key: int) -> int | None:
    """Where a key stands; None: it is not in the list."""
    try:
        return keys.index(key)
    except ValueError:
        return None


def head_of(execute: Execute) -> int:
    """The number of the journal's last entry."""
    return int(str(execute("SELECT coalesce(max(seq), 0) FROM journal", {})[0][0]))


def packed(key: str) -> str:
    """A key as SQL that `unpacked` reads again from many put together."""
    return f"printf('%016x', {key})"


def unpacked(texts: list[str]) -> array[int]:
    """The keys of texts put together by `packed`: a number of 8 bytes each, no row between."""
    keys = array("q")
    for text in texts:
        keys.frombytes(bytes.fromhex(text))
    if sys.byteorder == "little":
        keys.byteswap()
    return keys
