"""Tabs as quiet words with a line under the one that is shown; each is built when first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.painted_text import isolated
from asset_recovery.ui.widgets.plain import button, hairline

Builder = Callable[[], QWidget]
_GAP = 18


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


class TabBar(QWidget):
    """The tabs in a line; those for which there is no room are behind *More*."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._line = QHBoxLayout(self)
        self._line.setSpacing(_GAP)
        self._line.setContentsMargins(2, 0, 2, 0)
        self._group = QButtonGroup(self)
        self._titles: dict[str, str] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.more = button(_("More") + " ▾", self._offer, "tab", _("More tabs"))
        self.setMinimumWidth(160)

    def show_titles(self, titles: dict[str, str]) -> None:
        """Offer these tabs."""
        self._line.removeWidget(self.more)
        clear(self._line)
        self._titles, self.buttons = titles, {}
        for key, title in titles.items():
            made = TabButton(title, partial(self._chosen, key))
            self._group.addButton(made)
            self._line.addWidget(made)
            self.buttons[key] = made
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self._fit()

    def mark(self, name: str) -> None:
        """Set the tab that is shown in heavier letters."""
        self.buttons[name].setChecked(True)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide tabs from the end until the others have room; the one that is shown stays."""
        widths = {key: made.sizeHint().width() + _GAP for key, made in self.buttons.items()}
        room = self.width() - 4
        hidden: list[str] = []
        if sum(widths.values()) - _GAP > room:
            room -= self.more.sizeHint().width() + _GAP
            for key in reversed(list(self.buttons)):
                if sum(widths[one] for one in widths if one not in hidden) <= room:
                    break
                if not self.buttons[key].isChecked():
                    hidden.append(key)
        for key, made in self.buttons.items():
            made.setVisible(key not in hidden)
        self.more.setVisible(bool(hidden))

    def hidden_names(self) -> list[str]:
        """The tabs that are behind *More*, in their order."""
        return [key for key, made in self.buttons.items() if made.isHidden()]

    def _offer(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in self.hidden_names():
            menu.addAction(self._titles[key].replace("&", "&&"), partial(self._chosen, key))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Tabs(QWidget):
    """Emits `shown(name)`; `show_tabs` gives (name, title, builder).

    What was built for a tab is let go when another is shown, unless tabs are kept.
    """

    shown = Signal(str)

    def __init__(self, kept: bool = False) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.bar = TabBar(self.show_tab)
        layout.addWidget(self.bar)
        layout.addWidget(hairline())
        layout.addSpacing(12)
        self._body = QVBoxLayout()
        layout.addLayout(self._body, 1)
        self._builders: dict[str, Builder] = {}
        self._kept: dict[str, QWidget] | None = {} if kept else None
        self.name = ""

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """The tabs by name."""
        return self.bar.buttons

    def show_tabs(self, tabs: Sequence[tuple[str, str, Builder]], name: str = "") -> None:
        """Offer these tabs and show `name`, or the one that was shown, or the first."""
        self._builders = {key: build for key, _title, build in tabs}
        self.bar.show_titles({key: title for key, title, _build in tabs})
        wanted = name or self.name
        self.show_tab(wanted if wanted in self._builders else tabs[0][0])

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        if name not in self._builders:
            return
        self.name = name
        self.bar.mark(name)
        if self._kept is None:
            clear(self._body)
            self._body.addWidget(self._builders[name]())
        else:
            self._show_kept(self._kept, name)
        self.shown.emit(name)

    def _show_kept(self, kept: dict[str, QWidget], name: str) -> None:
        if name not in kept:
            kept[name] = self._builders[name]()
            self._body.addWidget(kept[name])
        for key, widget in kept.items():
            widget.setVisible(key == name)

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
