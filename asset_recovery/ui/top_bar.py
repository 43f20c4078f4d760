"""The bar at the top: back and forward, the breadcrumb, the search field, the marking, the user."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.elided_label import ElidedLabel
from asset_recovery.ui.widgets.plain import button, label


class SearchButton(QPushButton):
    """Looks like a field; a click or Ctrl+K opens the palette."""

    def __init__(self) -> None:
        super().__init__(_("Search records, type > for commands"))
        self.setProperty("role", "search")
        self.setAccessibleName(_("Search records and commands"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMinimumWidth(260)
        self.setMaximumWidth(380)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 6, 0)
        layout.addStretch(1)
        keys = label("Ctrl K", "keys")
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(keys, 0, Qt.AlignmentFlag.AlignVCenter)


class TopBar(QFrame):
    """Emits where a person wants to go."""

    chosen = Signal(object)
    back = Signal()
    forward = Signal()
    search = Signal()
    clocks = Signal()

    def __init__(self, marking: str, user: str, menu: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(44)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 16, 0)
        layout.setSpacing(4)
        self.back_button = button("‹", self.back.emit, "flat", _("Back"))
        self.forward_button = button("›", self.forward.emit, "flat", _("Forward"))
        layout.addWidget(self.back_button)
        layout.addWidget(self.forward_button)
        layout.addSpacing(4)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(2)
        layout.addLayout(self._crumbs, 1)
        self.search_field = SearchButton()
        self.search_field.clicked.connect(self.search)
        layout.addWidget(self.search_field, 1)
        self.day = button(_("Today") + " ▾", self.clocks.emit, "flat", _("Show an earlier day"))
        layout.addWidget(self.day)
        layout.addSpacing(8)
        self.marking = label(_(words.code(marking)).upper(), "marking")
        named = _("Marking: {marking}").format(marking=_(words.code(marking)))
        self.marking.setAccessibleName(named)
        layout.addWidget(self.marking, 0, Qt.AlignmentFlag.AlignVCenter)
        self.user = button(
            f"{words.visible(user)}  ▾", role="flat", name=_("User {name}").format(name=user)
        )
        drop = QMenu(self.user)
        drop.addActions(list(menu))
        self.user.setMenu(drop)
        layout.addWidget(self.user)

    def show_trail(self, trail: Sequence[tuple[str, Place | None]]) -> None:
        """Show the way to this page; all but the last can be clicked."""
        clear(self._crumbs)
        for place, (text, target) in enumerate(trail):
            if place:
                self._crumbs.addWidget(label("▸", "second"))
            shown = words.visible(text)
            if target is None or place == len(trail) - 1:
                self._crumbs.addWidget(ElidedLabel(shown, "strong"))
            else:
                self._crumbs.addWidget(button(shown, partial(self.chosen.emit, target), "linkbody"))
        self._crumbs.addStretch(1)

    def show_marking(self, marking: str) -> None:
        """The marking of the page that is shown."""
        self.marking.setText(_(words.code(marking)).upper())

    def show_day(self, text: str) -> None:
        """The day that is shown; empty: today."""
        self.day.setText(f"{text or _('Today')} ▾")

    def show_ways(self, back: bool, forward: bool) -> None:
        """Which of back and forward lead somewhere."""
        self.back_button.setEnabled(back)
        self.forward_button.setEnabled(forward)
