"""The rail at the left: the pages with their counts, and the saved views."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.registers import View
from asset_recovery.i18n import N_, _
from asset_recovery.paths import resources
from asset_recovery.ui import words
from asset_recovery.ui.place import Place
from asset_recovery.ui.theme import current_tokens
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import label, tip

PAGES = (
    ("today", N_("Today")), ("cases", N_("Cases")), ("assets", N_("Assets")),
    ("board", N_("Board")), ("orders", N_("Orders")), ("requests", N_("Requests")),
    ("parties", N_("Parties")), ("money", N_("Money")), ("storage", N_("Storage")),
    ("documents", N_("Documents")), ("deadlines", N_("Deadlines")), ("approvals", N_("Approvals")),
    ("statistics", N_("Figures")),
    ("office", N_("Office")),
)  # fmt: skip
BELONGS = {
    "agenda": "deadlines",
    "case": "cases", "schedule": "cases", "dossier": "cases", "asset": "assets", "order": "orders",
    "request": "requests", "party": "parties", "document": "documents", "operation": "cases",
    "value_orders": "orders", "account": "money", "invoice": "money",
    "same_assets": "assets", "contracts": "assets", "reuses": "assets",
    "states": "requests", "state": "requests", "authorities": "requests",
    "authority": "requests", "radar": "requests", "information_requests": "requests",
    "reports": "requests", "disclosures": "requests",
    "papers": "documents",
}  # fmt: skip
WIDTH, NARROW = 184, 56


class RailButton(QPushButton):
    """A page in the rail: its name at the left, its count at the right."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__(name)
        self._name, self._icon = name, icon
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.count = label("", "railnote")
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 9, 0)
        layout.addStretch(1)
        layout.addWidget(self.count)

    def show_count(self, number: int | None) -> None:
        """Show how many there are; None: nothing to count."""
        text = "" if number is None else words.count(number)
        self.count.setText(text)
        self.setAccessibleName(f"{self._name}, {text}" if text else self._name)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or the word."""
        self.count.setVisible(not narrow)
        self.setText("" if narrow else self._name)
        tip(self, self._name if narrow else "")
        self.setIcon(self._drawn() if narrow else QIcon())
        self.setIconSize(QSize(18, 18))

    def _drawn(self) -> QIcon:
        from PySide6.QtSvg import QSvgRenderer

        picture = QPixmap(36, 36)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(str(resources() / "icons" / f"{self._icon}.svg")).render(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), QColor(current_tokens().rail_ink))
        painter.end()
        return QIcon(picture)


class Rail(QFrame):
    """Emits `chosen` with a place."""

    chosen = Signal(object)
    forgotten = Signal(str)

    def __init__(self, office_name: str, user: str, lock_note: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(_("Navigation"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 14, 8, 14)
        layout.setSpacing(2)
        self._brand = label(_("Asset Recovery"), "brand")
        self._office = label(words.visible(office_name), "railnote", wrap=True)
        for widget in (self._brand, self._office):
            widget.setContentsMargins(10, 0, 4, 0)
            layout.addWidget(widget)
        layout.addSpacing(10)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for page, name in PAGES:
            made = self._button(_(name), page)
            made.clicked.connect(partial(self._choose, Place(page)))
            self.buttons[page] = made
            layout.addWidget(made)
        layout.addSpacing(8)
        self._views_title = label(_("Saved views"), "railnote")
        self._views_title.setContentsMargins(10, 4, 0, 4)
        layout.addWidget(self._views_title)
        self._views = QVBoxLayout()
        self._views.setSpacing(2)
        layout.addLayout(self._views)
        self._view_buttons: list[RailButton] = []
        layout.addStretch(1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(10, 0, 4, 0)
        foot.setSpacing(2)
        foot.addWidget(label(words.visible(user), "railnote"))
        foot.addWidget(label(lock_note, "railnote", wrap=True))
        layout.addWidget(self._foot)
        self.set_narrow(False)

    @property
    def views(self) -> list[str]:
        """The names of the saved views, as shown."""
        return [made.text() for made in self._view_buttons]

    def show_page(self, page: str) -> None:
        """Mark the page that is shown."""
        found = self.buttons.get(BELONGS.get(page, page))
        if found is not None:
            found.setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each page has."""
        for page, made in self.buttons.items():
            made.show_count(counts.get(page))

    def show_views(self, views: list[tuple[str, str, View, int | None]]) -> None:
        """Show the saved views: name, register, view, count."""
        clear(self._views)
        self._view_buttons = []
        for name, register, view, number in views[:8]:
            made = self._button(name, register)
            made.show_count(number)
            made.clicked.connect(partial(self._choose, Place(register, view=view)))
            forget = QAction(_("Forget the view {name}").format(name=name), made)
            forget.setShortcut(QKeySequence.StandardKey.Delete)
            forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            forget.triggered.connect(partial(self._forget, name))
            made.addAction(forget)
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self._views.addWidget(made)
            self._view_buttons.append(made)
        self._views_title.setVisible(bool(views) and self.width() > NARROW)

    def set_narrow(self, narrow: bool) -> None:
        """Collapse the rail to icons, or open it."""
        self.setFixedWidth(NARROW if narrow else WIDTH)
        for widget in (self._brand, self._office, self._foot):
            widget.setVisible(not narrow)
        self._views_title.setVisible(not narrow and bool(self._view_buttons))
        for made in self.buttons.values():
            made.set_narrow(narrow)
        for made in self._view_buttons:
            made.setVisible(not narrow)

    def _button(self, name: str, icon: str) -> RailButton:
        made = RailButton(name, icon)
        self._group.addButton(made)
        return made

    def _forget(self, name: str, _checked: bool = False) -> None:
        self.forgotten.emit(name)

    def _choose(self, place: Place, _checked: bool = False) -> None:
        self.chosen.emit(place)
