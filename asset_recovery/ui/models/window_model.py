"""The one model of every register: an exact count, windows of rows from remembered anchors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from asset_recovery.domain.registers import RowSource, View
from asset_recovery.i18n import _
from asset_recovery.ui.models.column import ID_ROLE, LEFT, LOOK_ROLE, RIGHT, TONE_ROLE, Column

PAGE = 256
KEPT = 12
Index = QModelIndex | QPersistentModelIndex
Anchor = tuple[object, int]
_NOWHERE = QModelIndex()
_GONE = object()
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
    """Shows a register of any size; holds at most a few thousand rows at a time."""

    def __init__(self, source: RowSource[Any], columns: Sequence[Column], view: View) -> None:
        super().__init__()
        self._source, self._columns, self._view = source, tuple(columns), view
        self._count = source.count(view)
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._anchors: dict[int, Anchor | None] = {0: None}

    @property
    def view(self) -> View:
        """What the list shows now."""
        return self._view

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, shown and hidden."""
        return self._columns

    def show_view(self, view: View) -> None:
        """Show another view, or the same one read anew."""
        self.beginResetModel()
        self._view = view
        self._pages.clear()
        self._anchors = {0: None}
        self._count = self._source.count(view)
        self.endResetModel()

    def reload(self) -> None:
        """Read again what is shown."""
        self.show_view(self._view)

    def position(self, identity: int) -> int | None:
        """The place of a record in the view, or None."""
        return self._source.position(self._view, identity)

    def row_at(self, position: int) -> Any:
        """The row at a place of the view."""
        page, offset = divmod(position, PAGE)
        return self._page(page).rows[offset]

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
        return "plain" if row is _GONE else column.tone(row)

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
        texts = page.texts[offset]
        if texts is None:
            texts = page.texts[offset] = [None] * len(self._columns)
        text = texts[column]
        if text is None:
            # Only what is shown is worded: hidden columns need their code lists later, or never.
            row = page.rows[offset]
            text = texts[column] = "" if row is _GONE else self._columns[column].text(row)
        return text

    def _page(self, number: int) -> _Page:
        page = self._pages.get(number)
        if page is not None:
            return page
        page = _Page(self._read(number))
        self._pages[number] = page
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        if len(page.rows) == PAGE and page.rows[-1] is not _GONE:
            self._anchors[number + 1] = self._source.anchor(self._view, page.rows[-1])
        return page

    def _read(self, number: int) -> list[Any]:
        """The rows of a window: from the nearest anchor before it, or counted from the end."""
        start = number * PAGE
        size = min(PAGE, self._count - start)
        near = number if number in self._anchors else max(p for p in self._anchors if p <= number)
        skip = (number - near) * PAGE
        behind = self._count - start - size
        if behind < skip:
            rows = self._source.page_before_end(self._view, behind, size)
        else:
            rows = self._source.page(self._view, self._anchors[near], skip, size)
        if len(rows) < size:
            # Rows left the view since it was counted; blanks keep the places until it is re-read.
            rows = rows + [_GONE] * (size - len(rows))
        return rows
