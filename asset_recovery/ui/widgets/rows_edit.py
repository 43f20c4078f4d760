"""A small table to type or paste rows into; there is always one empty row at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from asset_recovery.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, MOST_SHOWN = 30, 28, 6
MOST_ABREAST, NARROWEST = 4, 116
FIRST = 152  # a reference of an asset is read whole


class _Offers(QStyledItemDelegate):
    """A cell that is one of a list; what is pasted may still be any text."""

    def __init__(self, offers: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._offers = list(offers)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        box = QComboBox(parent)
        box.addItems(["", *self._offers])
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())


class RowsEdit(QTableWidget):
    """Rows of named columns; `value()` leaves empty rows and cells out."""

    edited = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, str]],
        offers: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(1, len(columns))
        for place, (code, _title) in enumerate(columns):
            if offers and code in offers:
                self.setItemDelegateForColumn(place, _Offers(offers[code], self))
        self.codes = [code for code, _label in columns]
        self.setAccessibleName(name)
        self.setToolTip("")
        self.setProperty("role", "rows")
        self.setHorizontalHeaderLabels([shown for _code, shown in columns])
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if len(columns) > MOST_ABREAST:  # wider than the editor: it scrolls, and none is cut
            self.horizontalHeader().setMinimumSectionSize(NARROWEST)
        if len(columns) > 1:
            first = self.horizontalHeader()
            first.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            first.resizeSection(0, FIRST)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setTabKeyNavigation(False)
        self.setAccessibleDescription(_("Ctrl+V pastes rows of a table"))
        self.itemChanged.connect(self._grow)
        self._fit()

    def value(self) -> list[dict[str, str]]:
        """The rows that hold something."""
        rows = [
            {
                code: text
                for place, code in enumerate(self.codes)
                if (text := self.text_at(row, place))
            }
            for row in range(self.rowCount())
        ]
        return [row for row in rows if row]

    def show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show these rows and an empty one."""
        self.blockSignals(True)
        self.setRowCount(len(rows) + 1)
        for at, row in enumerate(rows):
            for place, code in enumerate(self.codes):
                value = row.get(code, "")
                parts = value.values() if isinstance(value, dict) else (value,)
                text = " ".join(str(part) for part in parts)
                self.setItem(at, place, QTableWidgetItem(text))
        self.blockSignals(False)
        self._fit()
        self.edited.emit()

    def paste(self, text: str) -> None:
        """Put the cells of a copied table in, from the current cell on."""
        first_row, first_column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        lines = [line.split("\t") for line in text.splitlines() if line.strip()]
        self.setRowCount(max(self.rowCount(), first_row + len(lines) + 1))
        for at, cells in enumerate(lines):
            for place, cell in enumerate(cells[: len(self.codes) - first_column]):
                item = QTableWidgetItem(" ".join(cell.split()))
                self.setItem(first_row + at, first_column + place, item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.currentItem().setText("")
        else:
            super().keyPressEvent(event)

    def text_at(self, row: int, column: int) -> str:
        """What stands in a cell."""
        item = self.item(row, column)
        return item.text().strip() if item is not None else ""

    def _grow(self) -> None:
        last = self.rowCount() - 1
        if any(self.text_at(last, place) for place in range(len(self.codes))):
            self.setRowCount(last + 2)
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        scrolls = ROW // 2 if self.columnCount() > MOST_ABREAST else 0
        self.setFixedHeight(HEAD + min(self.rowCount(), MOST_SHOWN) * ROW + 4 + scrolls)
