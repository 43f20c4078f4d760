"""Pages of a PDF one below the other, fitted to the width: what is shown stays while it is remade.

A page is drawn when it comes into view and kept as a picture. Another document takes the place of
the one before without a blank moment, and the reader stays where she was.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from asset_recovery.i18n import _

MARGIN, GAP = 12, 12
ABOVE = 0.12  # of the view that is left above a place that is looked for
LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0
MOST_KEPT = 12


class PageView(QAbstractScrollArea):
    """Emits `turned(page)` (from 0) when another page is the one that is read."""

    turned = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("pages")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document: QPdfDocument | None = None
        self.zoom = 1.0
        self._boxes: list[QRect] = []
        self._pictures: dict[int, QImage] = {}
        self._mark: tuple[int, float] | None = None
        self._page = -1
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def show_document(self, document: QPdfDocument | None) -> None:
        """Show these pages from now on, at the place where the ones before were read."""
        place = self.place()
        self.document = document
        self._pictures.clear()
        self._arrange()
        self._go(place)
        self._moved()
        self.viewport().update()

    def place(self) -> tuple[int, float]:
        """The page at the upper edge and the share of it that is above the edge."""
        top = self.verticalScrollBar().value()
        for number, box in enumerate(self._boxes):
            if box.bottom() >= top:
                return number, (top - box.top()) / max(box.height(), 1)
        return 0, 0.0

    def mark(self, place: tuple[int, float] | None) -> None:
        """Mark a place with a line in the margin; None: no mark."""
        self._mark = place
        self.viewport().update()

    def look_at(self, page: int, down: float) -> None:
        """Bring a place into view, unless it is well in view already."""
        if not 0 <= page < len(self._boxes):
            return
        box, bar = self._boxes[page], self.verticalScrollBar()
        y = box.top() + round(down * box.height())
        height = self.viewport().height()
        if bar.value() + height * 0.04 <= y <= bar.value() + height * 0.7:
            return
        bar.setValue(y - round(height * ABOVE))

    def page(self) -> int:
        """The page that is read: the one at the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for number, box in enumerate(self._boxes):
            if box.bottom() + GAP >= middle:
                return number
        return max(len(self._boxes) - 1, 0)

    def set_zoom(self, zoom: float) -> None:
        """Enlarge (1: the page is as wide as the view)."""
        place = self.place()
        self.zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._pictures.clear()
        self._arrange()
        self._go(place)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        view = self.viewport().rect()
        for number, box in enumerate(self._boxes):
            shown = box.translated(offset)
            if not shown.intersects(view):
                continue
            painter.fillRect(shown.adjusted(1, 2, 2, 3), Qt.GlobalColor.lightGray)
            painter.drawImage(shown, self._picture(number, box.size()))
            if self._mark is not None and self._mark[0] == number:
                y = shown.top() + round(self._mark[1] * shown.height())
                painter.fillRect(QRect(shown.left() - 7, y, 4, 15), self.palette().highlight())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.place()
        if event.size().width() != event.oldSize().width():
            self._pictures.clear()
        self._arrange()
        self._go(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus:
                self.set_zoom(self.zoom * 1.15)
            case Qt.Key.Key_Minus:
                self.set_zoom(self.zoom / 1.15)
            case Qt.Key.Key_0:
                self.set_zoom(1.0)
            case _:
                super().keyPressEvent(event)

    def _picture(self, number: int, size: QSize) -> QImage:
        if number not in self._pictures and self.document is not None:
            if len(self._pictures) >= MOST_KEPT:
                near = sorted(self._pictures, key=lambda one: abs(one - number))
                del self._pictures[near[-1]]
            ratio = self.devicePixelRatioF()
            image = QImage(size * ratio, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.drawImage(0, 0, self.document.render(number, size * ratio))
            painter.end()
            image.setDevicePixelRatio(ratio)
            self._pictures[number] = image
        return self._pictures.get(number, QImage())

    def _arrange(self) -> None:
        """Find the box of every page and how far one can scroll."""
        view = self.viewport().size()
        wide = max(round((view.width() - 2 * MARGIN) * self.zoom), 60)
        self._boxes, y = [], MARGIN
        for number in range(0 if self.document is None else self.document.pageCount()):
            points = self.document.pagePointSize(number)  # type: ignore[union-attr]
            height = round(wide * points.height() / max(points.width(), 1.0))
            left = max((view.width() - wide) // 2, MARGIN)
            self._boxes.append(QRect(left, y, wide, height))
            y += height + GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setSingleStep(40)
        down.setRange(0, max(y - GAP + MARGIN - view.height(), 0) if self._boxes else 0)
        across.setPageStep(view.width())
        across.setRange(0, max(wide + 2 * MARGIN - view.width(), 0))

    def _go(self, place: tuple[int, float]) -> None:
        if self._boxes:
            number = min(place[0], len(self._boxes) - 1)
            box = self._boxes[number]
            self.verticalScrollBar().setValue(round(box.top() + place[1] * box.height()))

    def _moved(self, _value: int = 0) -> None:
        page = self.page() if self._boxes else -1
        if page != self._page and page >= 0:
            total = len(self._boxes)
            text = _("page {page} of {pages}").format(page=page + 1, pages=total)
            self.setAccessibleDescription(text)
            self.turned.emit(page)
        self._page = page
