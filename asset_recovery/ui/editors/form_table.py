"""A table of a form: rows added, edited in place or on a card, removed, pasted, by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.i18n import _
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.shapes import FieldSpec
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.plain import button, escape, label, line_edit
from asset_recovery.ui.widgets.rows_edit import HEAD, MOST_SHOWN, ROW, RowsEdit


class _FirstCell(QTableWidgetItem):
    """The first cell of a row, with what the row holds beside its columns."""

    def __init__(self, text: str, beside: Mapping[str, object]) -> None:
        super().__init__(text)
        self.beside = dict(beside)


LOOKED_AT, NARROW, WIDEST = 40, 72, 260  # rows measured; the width of a column in pixels


class FormTable:
    """Rows of the form's own columns; what a row holds beside them goes with it unseen."""

    def __init__(self, spec: FieldSpec, _given: Given) -> None:
        self.widget = _TableBox(spec)
        self._offers = {key: dict(choices) for key, choices in spec.offers}

    def read(self) -> Read:
        """The rows that hold something; a word of a list becomes its code."""
        rows: list[dict[str, object]] = []
        for cells in self.widget.table.rows():
            row: dict[str, object] = {}
            for key, value in cells.items():
                row[key] = self._code(key, value) if isinstance(value, str) else value
            rows.append(row)
        return Read(rows or None)

    def fill(self, value: object) -> None:
        """Show rows."""
        rows = value if isinstance(value, list | tuple) else [value]
        self.widget.table.show_rows(
            [
                {
                    str(key): self._offers.get(str(key), {}).get(str(cell), cell)
                    for key, cell in row.items()
                }
                for row in rows
                if isinstance(row, Mapping)
            ]
        )

    def clear(self) -> None:
        """Show an empty table."""
        self.widget.table.show_rows([])

    def raw(self) -> object:
        """The rows."""
        return self.read().value

    def _code(self, key: str, text: str) -> str:
        wanted = text.strip().casefold()
        for code, shown in self._offers.get(key, {}).items():
            if wanted in {code.casefold(), shown.casefold()}:
                return code
        return text


class FormRows(RowsEdit):
    """The table itself. Insert adds a row, Ctrl+Delete removes it, Ctrl+Enter opens its card."""

    asked = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, str]],
        offers: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._scrolls = False
        super().__init__(name, columns, offers)
        self.itemChanged.connect(self._show_whole)

    def rows(self) -> list[dict[str, object]]:
        """The rows that hold something, each with what it holds beside its columns."""
        found = []
        for at in range(self.rowCount()):
            cells: dict[str, object] = {
                code: text
                for place, code in enumerate(self.codes)
                if (text := self.text_at(at, place))
            }
            if cells:
                found.append({**self._beside(at), **cells})
        return found

    def show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show these rows and an empty one."""
        shown = [
            {key: _text(value) for key, value in row.items() if key in self.codes} for row in rows
        ]
        super().show_rows(shown)
        self.blockSignals(True)
        for at, row in enumerate(rows):
            beside = {key: value for key, value in row.items() if key not in self.codes}
            if beside:
                self.setItem(at, 0, _FirstCell(self.text_at(at, 0), beside))
        for at in range(len(rows)):
            for place in range(self.columnCount()):
                if (item := self.item(at, place)) is not None:
                    item.setToolTip(plain_tip(item.text()))
        self.blockSignals(False)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Each column as wide as it needs, within reason; all of them at least fill the table."""
        head = self.horizontalHeader()
        wide = []
        for place in range(self.columnCount()):
            title = self.horizontalHeaderItem(place)
            texts = [self.text_at(at, place) for at in range(min(self.rowCount(), LOOKED_AT))]
            texts.append(title.text() if title is not None else "")
            most = max(self.fontMetrics().horizontalAdvance(one) for one in texts) + 24
            wide.append(min(max(most, NARROW), WIDEST))
        room = self.viewport().width()
        spare = max(room - sum(wide), 0) // max(len(wide), 1)
        for place, one in enumerate(wide):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(place, one + spare)
        self._scrolls = sum(wide) > room
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def _fit(self) -> None:
        rows = min(max(self.rowCount(), 2), MOST_SHOWN)
        self.setFixedHeight(HEAD + rows * ROW + 4 + (16 if self._scrolls else 0))

    def _show_whole(self, item: QTableWidgetItem) -> None:
        item.setToolTip(plain_tip(item.text()))

    def add_row(self) -> None:
        """Go to the empty row at the end."""
        self.setFocus()
        self.setCurrentCell(self.rowCount() - 1, 0)

    def remove_row(self) -> None:
        """Take the row of the cursor out."""
        at = self.currentRow()
        if 0 <= at < self.rowCount() - 1:
            self.removeRow(at)
            self._fit()
            self.edited.emit()
            self.setCurrentCell(min(at, self.rowCount() - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Insert:
            self.add_row()
        elif event.key() == Qt.Key.Key_Delete and with_ctrl:
            self.remove_row()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and with_ctrl:
            self.asked.emit(self.currentRow())
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and with_ctrl:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _beside(self, at: int) -> dict[str, object]:
        item = self.item(at, 0)
        return item.beside if isinstance(item, _FirstCell) else {}


class _TableBox(QWidget):
    """The table with its buttons below."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        offers = {key: [shown for _code, shown in choices] for key, choices in spec.offers}
        self._columns, self._label = tuple(spec.choices), spec.label
        self.table = FormRows(spec.label, spec.choices, offers)
        self.table.setAccessibleDescription(
            _("Insert adds a row, Ctrl+Enter opens it as a card, Ctrl+Delete removes it, Ctrl+V "
              "pastes rows copied from Word or Excel.")
        )  # fmt: skip
        self.table.asked.connect(self.open_card)
        layout.addWidget(self.table)
        self.buttons = QWidget()
        line = QHBoxLayout(self.buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for text, pressed in (
            (_("Add row"), self.table.add_row),
            (_("Open row…"), lambda: self.open_card(self.table.currentRow())),
            (_("Remove row"), self.table.remove_row),
            (_("Paste rows"), self._paste),
        ):
            made = button(text, pressed, "link", f"{spec.label}: {text}")
            line.addWidget(made)
        line.addStretch(1)
        layout.addWidget(self.buttons)
        self.setFocusProxy(self.table)

    def changeEvent(self, event: QEvent) -> None:
        """What cannot be changed shows no way to change it."""
        if event.type() is QEvent.Type.EnabledChange:
            self.buttons.setVisible(self.isEnabled())
        super().changeEvent(event)

    def open_card(self, at: int) -> None:
        """Open a row as a card, each column with room."""
        at = at if at >= 0 else self.table.rowCount() - 1
        cells = {
            key: self.table.text_at(at, place) for place, (key, _n) in enumerate(self._columns)
        }
        RowCard(self._label, self._columns, cells, lambda typed: self._put(at, typed), self).open()

    def _put(self, at: int, typed: Mapping[str, str]) -> None:
        for place, (key, _name) in enumerate(self._columns):
            item = self.table.item(at, place)
            if item is None:
                item = QTableWidgetItem()
                self.table.setItem(at, place, item)
            item.setText(typed.get(key, ""))
        self.table.setFocus()

    def _paste(self) -> None:
        if self.table.currentRow() < 0:
            self.table.add_row()
        self.table.paste(QGuiApplication.clipboard().text())
        self.table.setFocus()


class RowCard(QDialog):
    """One row with a line for each column."""

    def __init__(
        self,
        title: str,
        columns: Sequence[tuple[str, str]],
        cells: Mapping[str, str],
        taken: Callable[[Mapping[str, str]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._taken = taken
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(6)
        self.lines: dict[str, QLineEdit] = {}
        for key, name in columns:
            inner.addWidget(label(name, "fieldname", wrap=True))
            self.lines[key] = line_edit(name, "", cells.get(key, ""))
            inner.addWidget(self.lines[key])
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        area = scrolling(holder)
        area.setMinimumHeight(min(len(columns) * 62 + 12, 460))
        layout.addWidget(area, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        take = button(_("Take over"), self._take, "primary")
        take.setDefault(True)
        line.addWidget(take)
        layout.addLayout(line)

    def _take(self) -> None:
        self._taken({key: one.text().strip() for key, one in self.lines.items()})
        self.accept()


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values())
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)


def plain_tip(text: str) -> str:
    """The whole text of a cell, never read as markup."""
    return f"<span>{escape(text)}</span>" if text else ""
