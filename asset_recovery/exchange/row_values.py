"""The values of one row of a file, and the conditions that an import map puts on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from asset_recovery.exchange.import_map import When
from asset_recovery.exchange.templates import fold

_MEMORY = 50_000

Test = Callable[["RowValues"], bool]


class CellReader:
    """What a cell says: its text without blanks at the ends, None where the file means unknown."""

    def __init__(self, unknown: Iterable[str]) -> None:
        self._unknown = frozenset(fold(text) for text in unknown) | {""}
        self._starts = frozenset(text[:1] for text in self._unknown)
        self._known: dict[str, str | None] = {}

    def read(self, cell: str) -> str | None:
        """The text of a cell; equal cells are read once."""
        if type(cell) is not str:
            return cell
        try:
            return self._known[cell]
        except KeyError:
            text = cell.strip()
            found = None if self.means_unknown(text) else text
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[cell] = found
            return found

    def means_unknown(self, cell: str) -> bool:
        """Whether the file's map reads this text (without blanks at its ends) as unknown."""
        return cell[:1].casefold()[:1] in self._starts and fold(cell) in self._unknown


class RowValues:
    """Cells by column, and named values that come to stand beside them; None is unknown."""

    __slots__ = ("_index", "_reader", "cells", "named")

    def __init__(
        self, index: Mapping[str, int], reader: CellReader, cells: tuple[str, ...]
    ) -> None:
        self._index = index
        self._reader = reader
        self.cells = cells
        self.named: dict[str, object] = {}

    def raw(self, name: str) -> object:
        """The cell as it stands in the file, or the named value."""
        if name in self.named:
            return self.named[name]
        place = self._index.get(name)
        return None if place is None else self.cells[place]

    def get(self, name: str) -> object:
        """The named value, or what the cell says."""
        if name in self.named:
            return self.named[name]
        place = self._index.get(name)
        return None if place is None else self._reader.read(self.cells[place])


def condition(when: When) -> Test | None:
    """A test of all conditions of a `when`; None: there are none."""
    if not when:
        return None
    tests = [_one(name, wanted) for name, wanted in when]
    if len(tests) == 1:
        return tests[0]
    return lambda values: all(test(values) for test in tests)


def _one(name: str, wanted: Any) -> Test:
    if isinstance(wanted, Mapping):
        if "blank" in wanted:
            blank = wanted["blank"]
            return lambda values: (values.get(name) is None) == blank
        reader = re.compile(wanted["matches"])
        return lambda values: reader.fullmatch(str(values.get(name) or "")) is not None
    texts = frozenset(fold(text) for text in ([wanted] if isinstance(wanted, str) else wanted))

    def holds(values: RowValues) -> bool:
        value = values.get(name)
        return ("" if value is None else fold(str(value))) in texts

    return holds
