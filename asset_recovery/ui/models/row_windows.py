"""Where the rows of a register come from: windows from remembered anchors, read on any thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.registers import RowSource, View

PAGE = 256
Anchor = tuple[object, int]
Then = Callable[[Any], object]


class Gone:
    """A row that left the view since it was counted: its place stays blank until it is re-read."""

    id = 0


GONE = Gone()


@dataclass(frozen=True, slots=True)
class Readers:
    """How a model has things read off the window's thread; both answer on the window's thread.

    `page` is for rows that somebody looks at, `count` for what may take longer and may wait.
    """

    page: Callable[[Callable[[], Any], Then], object]
    count: Callable[[Callable[[], Any], Then], object]


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of one window and the anchor of the next; `failed` says why there are none."""

    rows: list[Any]
    next: Anchor | None = None
    failed: AppError | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One window to be read: from the nearest anchor before it, or counted from the end."""

    source: RowSource[Any]
    view: View
    number: int
    count: int | None
    near: int
    anchor: Anchor | None

    def read(self) -> Window:
        """Read it; what the office refuses comes back as a sentence, its rows blank."""
        size = PAGE if self.count is None else min(PAGE, self.count - self.number * PAGE)
        try:
            rows = self._rows(size)
            whole = len(rows) == PAGE
            anchor = self.source.anchor(self.view, rows[-1]) if whole else None
        except AppError as refused:
            return Window([] if self.count is None else [GONE] * size, None, refused)
        if self.count is not None and len(rows) < size:
            # Rows left the view since it was counted; blanks keep the places until it is re-read.
            rows = rows + [GONE] * (size - len(rows))
        return Window(rows, anchor)

    def _rows(self, size: int) -> list[Any]:
        skip = (self.number - self.near) * PAGE
        if self.count is not None:
            behind = self.count - self.number * PAGE - size
            if behind < skip:
                return self.source.page_before_end(self.view, behind, size)
        return self.source.page(self.view, self.anchor, skip, size)
