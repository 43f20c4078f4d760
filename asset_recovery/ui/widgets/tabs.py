"""Tabs as quiet words with a line under the one that is shown; each is built when first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.painted_text import isolated
from asset_recovery.ui.widgets.plain import hairline

Builder = Callable[[], QWidget]


class TabButton(QPushButton):
    """A tab; the one that is shown is set in heavier letters, for which it makes room."""

    def __init__(self, title: str, chosen: Callable[[], object]) -> None:
        super().__init__(isolated(title))
        self.setProperty("role", "tab")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.clicked.connect(lambda _checked: chosen())
        self.toggled.connect(lambda _on: self.updateGeometry())

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self.isChecked():
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            room = QFontMetrics(font).horizontalAdvance(self.text()) + 4
            size.setWidth(max(size.width(), room))
        return size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Tabs(QWidget):
    """Emits `shown(name)`; `show_tabs` gives (name, title, builder)."""

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(18)
        self._bar.setContentsMargins(2, 0, 2, 0)
        layout.addLayout(self._bar)
        layout.addWidget(hairline())
        layout.addSpacing(12)
        self._body = QVBoxLayout()
        layout.addLayout(self._body, 1)
        self._group = QButtonGroup(self)
        self._builders: dict[str, Builder] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.name = ""

    def show_tabs(self, tabs: Sequence[tuple[str, str, Builder]], name: str = "") -> None:
        """Offer these tabs and show `name`, or the one that was shown, or the first."""
        clear(self._bar)
        self._builders = {key: build for key, _title, build in tabs}
        self.buttons = {}
        for key, title, _build in tabs:
            made = TabButton(title, partial(self.show_tab, key))
            self._group.addButton(made)
            self._bar.addWidget(made)
            self.buttons[key] = made
        self._bar.addStretch(1)
        wanted = name or self.name
        self.show_tab(wanted if wanted in self._builders else tabs[0][0])

    def show_tab(self, name: str) -> None:
        """Show a tab; what was built for another is let go."""
        if name not in self._builders:
            return
        self.name = name
        self.buttons[name].setChecked(True)
        clear(self._body)
        self._body.addWidget(self._builders[name]())
        self.shown.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        focus = self.focusWidget()
        if step is None or focus not in self.buttons.values():
            super().keyPressEvent(event)
            return
        names = list(self.buttons)
        place = (names.index(self.name) + step) % len(names)
        self.show_tab(names[place])
        self.buttons[names[place]].setFocus()
