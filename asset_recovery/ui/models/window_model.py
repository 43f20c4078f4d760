"""The one model of every register: an exact count, windows of rows from remembered anchors.

With `Readers` nothing is read on the window's thread: the first rows are shown before they are
counted, and a window that was not read yet shows dots until it has come.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.registers import RowSource, View
from asset_recovery.i18n import _
from asset_recovery.ui.models.column import ID_ROLE, LEFT, LOOK_ROLE, RIGHT, TONE_ROLE, Column
from asset_recovery.ui.models.row_windows import GONE, PAGE, Anchor, Readers, Wanted, Window

KEPT = 12
MOST_WAITING = 3  # windows that wait to be read: those that were asked for last
COMING = "…"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ANSWERED = frozenset({_DISPLAY, _ALIGNMENT, int(LOOK_ROLE), int(TONE_ROLE), int(ID_ROLE)})


class _Page:
    """Rows of one window with their texts, written once each."""

    __slots__ = ("rows", "texts")

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows
        self.texts: list[list[str | None] | None] = [None] * len(rows)


class WindowModel(QAbstractTableModel):
    """Shows a register of any size; holds at most a few thousand rows at a time.

    `counted` says that the number of rows is exact; `failed` why something could not be read.
    """

    counted = Signal()
    failed = Signal(object)

    def __init__(
        self, source: RowSource[Any], columns: Sequence[Column], view: View,
        readers: Readers | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._source, self._columns, self._view = source, tuple(columns), view
        self._readers = readers
        self._count, self._is_counted, self._is_shown = 0, False, False
        self._turn = 0
        self._waiting: list[int] = []
        self._reading: int | None = None
        self._near: int | None = None
        self._counters: list[Callable[[], object]] = []
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._anchors: dict[int, Anchor | None] = {0: None}
        self._begin()

    @property
    def view(self) -> View:
        """What the list shows now, or will as soon as it was read."""
        return self._view

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, shown and hidden."""
        return self._columns

    @property
    def is_counted(self) -> bool:
        """Whether the number of rows is exact; else there are at least so many."""
        return self._is_counted

    def show_view(self, view: View) -> None:
        """Show another view, or the same one read anew; what was shown stays until it has come."""
        same, self._view = view == self._view, view
        self._begin(self._count if same else 0)

    def reload(self) -> None:
        """Read again what is shown."""
        self.show_view(self._view)

    def when_counted(self, then: Callable[[], object]) -> None:
        """Call as soon as the number of rows is exact: now, or when it was counted."""
        if self._is_counted:
            then()
        else:
            self._counters.append(then)

    def find(self, identity: int, then: Callable[[int | None], object]) -> None:
        """The place of a record in the view, or None."""
        turn, view, source = self._turn, self._view, self._source

        def found(place: int | None) -> None:
            if turn == self._turn:
                then(place)

        self._in_background(lambda: source.position(view, identity), found)

    def row_at(self, position: int) -> Any:
        """The row at a place of the view; blank (its id is 0) while it has not come."""
        page = self._page(position // PAGE)
        return page.rows[position % PAGE] if page and position % PAGE < len(page.rows) else GONE

    def read_ranges(
        self, ranges: Sequence[tuple[int, int]], limit: int, then: Callable[[list[Any]], object]
    ) -> None:
        """The rows of ranges (first place, how many), at most `limit`; those that are there."""
        places = [at for top, height in ranges for at in range(top, top + min(height, limit))]
        places = places[:limit]
        numbers = list(dict.fromkeys(place // PAGE for place in places))
        kept = {number: page.rows for number, page in self._pages.items()}
        missing = [self._wanted(number) for number in numbers if number not in kept]

        def chosen(more: dict[int, list[Any]]) -> None:
            windows = kept | more
            found = [windows[at // PAGE][at % PAGE : at % PAGE + 1] for at in places]
            then([row for rows in found for row in rows if row is not GONE])

        if not missing:
            chosen({})
            return
        self._in_background(lambda: {one.number: one.read().rows for one in missing}, chosen)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED:
            return None  # most questions of a view are of this kind
        if role == _DISPLAY:
            return self._text(index.row(), index.column())
        column = self._columns[index.column()]
        if role == _ALIGNMENT:
            return RIGHT if column.right else LEFT
        if role == LOOK_ROLE:
            return column.look
        row = self.row_at(index.row())
        if role == ID_ROLE:
            return getattr(row, "id", 0)
        return "none" if row is GONE else column.tone(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(self._columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._columns[section].right else LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, in the store."""
        key = self._columns[column].sort_key if 0 <= column < len(self._columns) else ""
        descending = order is Qt.SortOrder.DescendingOrder
        if key and (key, descending) != (self._view.sort, self._view.descending):
            self.show_view(View(self._view.filters, key, descending, self._view.where))

    def _title(self, column: Column) -> str:
        if column.sort_key and column.sort_key == self._view.sort:
            return f"{_(column.title)} {'▾' if self._view.descending else '▴'}"
        return _(column.title)

    def _text(self, position: int, column: int) -> str:
        number, offset = divmod(position, PAGE)
        page = self._page(number)
        if page is None or offset >= len(page.rows):
            return COMING
        texts = page.texts[offset]
        if texts is None:
            texts = page.texts[offset] = [None] * len(self._columns)
        text = texts[column]
        if text is None:
            # Only what is shown is worded: hidden columns need their code lists later, or never.
            row = page.rows[offset]
            text = texts[column] = "" if row is GONE else self._columns[column].text(row)
        return text

    def _begin(self, about: int = 0) -> None:
        """Read from the start; `about` is how many rows there were, where they were counted."""
        self._turn += 1
        self._waiting, self._reading, self._near = [], None, None
        self._is_counted = self._is_shown = False
        if self._readers is None:
            self._show({}, self._source.count(self._view))
            self._have_counted()
            return
        first = Wanted(self._source, self._view, 0, None, 0, None)
        self._readers.page(first.read, partial(self._show_first, self._turn, about))

    def _show_first(self, turn: int, about: int, window: Window) -> None:
        """The first rows have come: show them, then have the rest counted."""
        if turn != self._turn:
            return
        rows = window.rows
        whole = len(rows) < PAGE
        self._show({0: window}, len(rows) if whole else max(about, len(rows)))
        if window.failed is not None:
            self.failed.emit(window.failed)
        if whole or self._readers is None:
            self._have_counted()
            return
        source, view = self._source, self._view
        self._readers.count(lambda: source.count(view), partial(self._take_count, turn))

    def _show(self, windows: dict[int, Window], count: int) -> None:
        self.beginResetModel()
        self._pages = OrderedDict((number, _Page(one.rows)) for number, one in windows.items())
        self._anchors = {0: None}
        for number, window in windows.items():
            if window.next is not None:
                self._anchors[number + 1] = window.next
        self._count, self._is_shown = count, True
        self.endResetModel()

    def _take_count(self, turn: int, count: int) -> None:
        """The exact number: rows are added or taken off at the end, what is shown stays."""
        if turn != self._turn:
            return
        for number, page in list(self._pages.items()):
            if len(page.rows) != min(PAGE, count - number * PAGE):
                del self._pages[number]  # read while the end was not known
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self._have_counted()

    def _have_counted(self) -> None:
        self._is_counted = True
        waiting, self._counters = self._counters, []
        self.counted.emit()
        for then in waiting:
            then()

    def _page(self, number: int) -> _Page | None:
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            page = self._pages.get(number)
        elif number != self._near and self._readers is not None:
            self._near = number
            self._want_neighbours(number)
        return page

    def _want_neighbours(self, number: int) -> None:
        """Have the windows beside the one that is looked at read before they are scrolled to."""
        last = (self._count - 1) // PAGE
        for beside in (number - 1, number + 1):
            if 0 <= beside <= last and beside not in self._pages:
                self._want(beside)

    def _want(self, number: int) -> None:
        if self._readers is None:
            self._keep(self._turn, number, self._wanted(number).read())
            return
        # Until the first rows have come, the anchors are those of the view before.
        if number != self._reading and self._is_shown:
            self._waiting = [one for one in self._waiting if one != number][1 - MOST_WAITING :]
            self._waiting.append(number)
            self._read_next(self._readers)

    def _read_next(self, readers: Readers) -> None:
        """One window at a time, what was asked for last first: nobody waits for what flew by."""
        if self._reading is not None or not self._waiting:
            return
        number = self._reading = self._waiting.pop()
        readers.page(self._wanted(number).read, partial(self._keep, self._turn, number))

    def _wanted(self, number: int) -> Wanted:
        near = number if number in self._anchors else max(p for p in self._anchors if p <= number)
        return Wanted(
            self._source, self._view, number, self._count, near, self._anchors[near]
        )  # fmt: skip

    def _keep(self, turn: int, number: int, window: Window) -> None:
        """A window has come."""
        if turn != self._turn:
            return
        self._pages[number] = _Page(window.rows)
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        if window.next is not None:
            self._anchors[number + 1] = window.next
        if self._readers is None:
            self._fail(window.failed)
            return
        self._reading = None
        last = min(number * PAGE + len(window.rows), self._count) - 1
        if last >= number * PAGE:
            whole = (self.index(number * PAGE, 0), self.index(last, len(self._columns) - 1))
            self.dataChanged.emit(*whole)
        self._fail(window.failed)
        self._read_next(self._readers)

    def _fail(self, refused: AppError | None) -> None:
        if refused is not None:
            self.failed.emit(refused)

    def _in_background(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        if self._readers is None:
            then(work())
        else:
            self._readers.page(work, then)
