"""A picker of records: searches as you type, can create in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from asset_recovery.domain.registers import SearchHit
from asset_recovery.i18n import _
from asset_recovery.ui.widgets.plain import label, line_edit

Search = Callable[[str], list[SearchHit]]
_REFERENCE = Qt.ItemDataRole.UserRole + 1
_NEW = "\0new"
LEAST = 2  # letters before the registers are searched


class Picker(QWidget):
    """One record of some kinds. `value()`: its reference, a new party as object, or text."""

    edited = Signal()
    picked = Signal(str)

    def __init__(
        self, name: str, kinds: Sequence[str], search: Search, create: bool = False
    ) -> None:
        super().__init__()
        self._kinds, self._search, self._create = tuple(kinds), search, create
        self._chosen: tuple[str, str] | None = None
        self._new = False
        self.line = line_edit(name, _("type a name or a reference"))
        self.said = label("", "understood")
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.line)
        layout.addWidget(self.said)
        self.setFocusProxy(self.line)
        self.popup = QListWidget(self)
        self.popup.setWindowFlags(Qt.WindowType.ToolTip)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setAccessibleName(_("Matches for {name}").format(name=name))
        self.popup.itemClicked.connect(self._take)
        self.line.textEdited.connect(self._look)
        self.line.textChanged.connect(self.edited)
        self.line.installEventFilter(self)

    def value(self) -> object:
        """The reference chosen; `{"name": …}` for a new party; else the text typed, or None."""
        typed = self.line.text().strip()
        if not typed:
            return None
        if self._chosen is not None and typed == self._chosen[1]:
            return self._chosen[0]
        return {"name": typed} if self._new else typed

    def show_reference(self, reference: str, title: str = "") -> None:
        """Fill the field with a record."""
        shown = f"{reference}  {title}".strip() if title else reference
        self._chosen, self._new = (reference, shown), False
        self.line.setText(shown)

    def hits(self, text: str) -> list[SearchHit]:
        """What the search finds of the kinds that fit here."""
        if len(text.strip()) < LEAST:
            return []
        return [hit for hit in self._search(text) if not self._kinds or hit.kind in self._kinds]

    def _look(self, text: str) -> None:
        self._new = False
        self.said.hide()
        self.popup.clear()
        for hit in self.hits(text)[:8]:
            title = "" if hit.title == hit.reference else hit.title
            self._add(f"{hit.reference}  {title}".strip(), hit.reference)
        if self._create and text.strip():
            self._add(_("New: {name}").format(name=text.strip()), _NEW)
        self.popup.setVisible(False)
        if self.popup.count():
            self._place()

    def _add(self, text: str, reference: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_REFERENCE, reference)
        self.popup.addItem(item)

    def _place(self) -> None:
        rows = self.popup.count()
        self.popup.resize(max(self.line.width(), 280), min(rows, 9) * 30 + 6)
        self.popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self.popup.show()

    def _take(self, item: QListWidgetItem) -> None:
        reference = item.data(_REFERENCE)
        self.popup.hide()
        if reference == _NEW:
            self._new = True
            self.said.setText(_("Will be registered as a new party."))
            self.said.show()
            self.edited.emit()
            return
        self._chosen, self._new = (reference, item.text()), False
        self.line.setText(item.text())
        self.picked.emit(reference)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.popup.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if not self.popup.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            rows = self.popup.count()
            self.popup.setCurrentRow((self.popup.currentRow() + step) % rows)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.popup.currentItem():
            self._take(self.popup.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        return False


class ManyPicker(QWidget):
    """Several records, one after the other; `values()` are what the single picker gives."""

    edited = Signal()

    def __init__(
        self, name: str, kinds: Sequence[str], search: Search, create: bool = False
    ) -> None:
        super().__init__()
        self.picker = Picker(name, kinds, search, create)
        self.list = QListWidget()
        self.list.setAccessibleName(_("{name}, chosen").format(name=name))
        self.list.setMaximumHeight(96)
        self.list.hide()
        self._values: list[object] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.picker)
        layout.addWidget(self.list)
        self.setFocusProxy(self.picker)
        self.picker.line.returnPressed.connect(self.add)
        self.picker.line.editingFinished.connect(self.add)
        self.list.itemActivated.connect(self._remove)

    def add(self) -> None:
        """Take what is typed into the list."""
        value = self.picker.value()
        if value is None or self.picker.popup.isVisible():
            return
        self.append(value, self.picker.line.text().strip())
        self.picker.line.clear()

    def append(self, value: object, shown: str) -> None:
        """Add a value (once)."""
        if value not in self._values:
            self._values.append(value)
            self.list.addItem(shown)
        self.list.setVisible(bool(self._values))
        self.edited.emit()

    def values(self) -> list[object]:
        """Everything chosen, what is still being typed included."""
        last = self.picker.value()
        return [*self._values, *([] if last is None or last in self._values else [last])]

    def _remove(self, item: QListWidgetItem) -> None:
        place = self.list.row(item)
        self.list.takeItem(place)
        del self._values[place]
        self.list.setVisible(bool(self._values))
        self.edited.emit()
