"""What every page is: a widget that knows its way here and can be read anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import label

Trail = list[tuple[str, Place | None]]


class Page(QWidget):
    """Built with the desk and the place it shows; `moved` says that its title or trail changed."""

    moved = Signal()

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk, self.place = desk, place
        self.stale = False
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(16, 14, 16, 14)
        self.layout_.setSpacing(12)

    def trail(self) -> Trail:
        """The way to this page."""
        return [(self.place.reference or self.place.page, None)]

    def marking(self) -> str:
        """The classification of what is shown."""
        return self.desk.facts.classification

    def case(self) -> str:
        """The case of what is shown, where it is known."""
        return ""

    def note(self) -> str:
        """What the status bar says at its right."""
        return ""

    def start(self) -> None:
        """Read for the first time; a page that reads while it is made leaves this empty."""
        self.reload()

    def reload(self) -> None:
        """Read again what is shown."""

    def show_place(self, place: Place) -> None:
        """Show another place of the same page."""
        self.place = place

    def print_page(self) -> None:
        """Print what this page shows; a page without paper does nothing."""

    def select_all(self) -> None:
        """Select everything in view, where there is a list."""

    def show_panel(self) -> None:
        """Show or hide the side panel, as a person left it; a page without one does nothing."""

    def panes(self) -> list[QWidget]:
        """The parts that F6 walks over."""
        return []

    def help_text(self) -> str:
        """One paragraph: what the page is for."""
        return ""


class PageHead(QWidget):
    """Title with a quiet line beside or below it; buttons at the right."""

    def __init__(self, title: str = "", quiet: str = "", below: bool = False) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.title = label(title, "title")
        self.quiet = label(quiet, "second", wrap=below)
        if below:
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(self.title)
            texts.addWidget(self.quiet)
            layout.addLayout(texts, 1)
        else:
            layout.addWidget(self.title)
            layout.addWidget(self.quiet)
            layout.addStretch(1)
        self.right = QHBoxLayout()
        self.right.setSpacing(12)
        layout.addLayout(self.right)
        layout.setAlignment(self.right, Qt.AlignmentFlag.AlignVCenter)


class HighScroll(QScrollArea):
    """A part that scrolls, whose content is as high as its wrapped texts need at this width."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self._content = content
        # Styles reach new widgets after they were laid out for the first time.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.fit)
        content.installEventFilter(self)

    def fit(self) -> None:
        """Make the content as high as it needs to be now."""
        layout = self._content.layout()
        if layout is not None:
            layout.activate()
            wide = self.viewport().width()
            high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else 0
            high = high or layout.totalSizeHint().height()
            if high != self._content.minimumHeight():
                self._content.setMinimumHeight(high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self._later.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()


def scrolling(content: QWidget) -> QScrollArea:
    """A part that scrolls up and down when it is higher than its place."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
