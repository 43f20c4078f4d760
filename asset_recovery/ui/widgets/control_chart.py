"""The chart of control: owners above what they hold; arrows walk it, Enter opens a party."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from asset_recovery.domain.ownership import OwnershipChain
from asset_recovery.domain.ownership_chart import Box, Chart, Edge, chart_of
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.theme import Tokens, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words

_BOX = QSize(196, 50)
_ROW = 98
_EDGE = 10
_AROUND = 22


class ControlChart(QWidget):
    """Draws a chain; what it shows is also its accessible description, box by box."""

    opened = Signal(str)

    def __init__(self, chain: OwnershipChain) -> None:
        super().__init__()
        self.chart: Chart = chart_of(chain)
        self.at = 0
        self._root = chain.of
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Who owns and controls {name}").format(name=chain.name))
        self.setMouseTracking(True)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(self._most() * (_BOX.width() + 16), self.chart.rows * _ROW - 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.chart.rows * _ROW - 30)

    def chosen(self) -> Box:
        """The box that the arrows have reached."""
        return self.chart.boxes[self.at]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next box that way; Enter opens the party."""
        ways = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        way = ways.get(Qt.Key(event.key()))
        if way is not None and self._step(*way):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.at)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a box."""
        place = self._under(event.position())
        if place is not None:
            self._choose(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the party."""
        place = self._under(event.position())
        if place is not None:
            self._open(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole text of a box whose text may be cut."""
        place = self._under(event.position())
        box = None if place is None else self.chart.boxes[place]
        self.setToolTip("" if box is None else f"{words.visible(box.title)}\n{box.detail}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        for edge in self.chart.edges:
            self._paint_line(painter, tokens, edge)
        for place in range(len(self.chart.boxes)):
            self._paint_box(painter, tokens, place)
        for edge in self.chart.edges:
            self._paint_share(painter, tokens, edge)

    def _most(self) -> int:
        rows = [box.row for box in self.chart.boxes]
        return max(rows.count(row) for row in set(rows))

    def _open(self, place: int) -> None:
        self._choose(place)
        reference = self.chart.boxes[place].reference
        if reference != self._root:
            self.opened.emit(reference)

    def _choose(self, place: int) -> None:
        self.at = place
        self._say()
        self.update()

    def _say(self) -> None:
        box = self.chosen()
        held = [
            f"{edge.text} {words.visible(self.chart.boxes[edge.held].title)}"
            for edge in self.chart.edges
            if edge.holder == self.at
        ]
        all_ = "; ".join(f"{words.visible(one.title)} {one.detail}" for one in self.chart.boxes)
        here = ", ".join([f"{words.visible(box.title)} {box.detail}", *held])
        self.setAccessibleDescription(f"{here}. {all_}")

    def _step(self, across: int, down: int) -> bool:
        here = self.chosen()
        found = [
            (abs(box.row - here.row), abs(box.centre - here.centre), place)
            for place, box in enumerate(self.chart.boxes)
            if (across and box.row == here.row and (box.centre - here.centre) * across > 0)
            or (down and (box.row - here.row) * down > 0)
        ]
        if not found:
            return False
        self._choose(min(found)[2])
        return True

    def _area(self, box: Box) -> QRectF:
        width = min(_BOX.width(), self.width() / self._most() - 12)
        x = float(box.centre) * self.width() - width / 2
        x = min(max(x, 1.0), self.width() - width - 1.0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x - width
        return QRectF(x, box.row * _ROW + 4, width, _BOX.height())

    def _under(self, point: QPointF) -> int | None:
        for place, box in enumerate(self.chart.boxes):
            if self._area(box).contains(point):
                return place
        return None

    def _ends(self, edge: Edge) -> tuple[QPointF, QPointF]:
        holder, held = (
            self._area(self.chart.boxes[edge.holder]),
            self._area(self.chart.boxes[edge.held]),
        )
        if edge.is_circle:  # it leads back: around the boxes at their side
            out = max(min(holder.left(), held.left()) - _AROUND, 3.0)
            return QPointF(out, holder.center().y()), QPointF(out, held.center().y())
        return QPointF(holder.center().x(), holder.bottom()), QPointF(held.center().x(), held.top())

    def _paint_line(self, painter: QPainter, tokens: Tokens, edge: Edge) -> None:
        start, end = self._ends(edge)
        style = Qt.PenStyle.DashLine if edge.is_circle else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(tokens.bad if edge.is_circle else tokens.third), 1.4, style))
        painter.drawLine(start, end)
        if edge.is_circle:
            for point, place in ((start, edge.holder), (end, edge.held)):
                side = QPointF(self._area(self.chart.boxes[place]).left(), point.y())
                painter.drawLine(point, side)

    def _paint_share(self, painter: QPainter, tokens: Tokens, edge: Edge) -> None:
        start, end = self._ends(edge)
        font = self._font(-2)
        spot = start + (end - start) * 0.4
        wide = QFontMetrics(font).horizontalAdvance(edge.text) + _EDGE
        area = QRectF(spot.x() - wide / 2, spot.y() - 9, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(area, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(tokens.bad if edge.is_circle else tokens.ink))
        paint_words(painter, area, edge.text)

    def _paint_box(self, painter: QPainter, tokens: Tokens, place: int) -> None:
        box = self.chart.boxes[place]
        area = self._area(box)
        fill, frame = {
            "root": (tokens.accent_soft, tokens.accent),
            "benefits": (tokens.good_soft, tokens.good),
            "open": (tokens.bad_soft, tokens.bad),
            "marked": (tokens.attention_soft, tokens.attention),
        }.get(box.tone, (tokens.panel, tokens.third))
        reached = place == self.at and self.hasFocus()
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(tokens.accent if reached else frame), 2.4 if reached else 1.2))
        painter.drawRoundedRect(area, 6, 6)
        inner = area.adjusted(8, 6, -8, -6)
        font = self._font(-1)
        font.setWeight(QFont.Weight.DemiBold)
        self._paint_text(painter, tokens.ink, font, inner, words.visible(box.title))
        under = inner.adjusted(0, 18, 0, 0)
        self._paint_text(painter, tokens.second, self._font(-2), under, words.visible(box.detail))

    def _font(self, by: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() + by, 9))
        return font

    @staticmethod
    def _paint_text(painter: QPainter, ink: str, font: QFont, area: QRectF, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        line = QRectF(area.left(), area.top(), area.width(), 18)
        paint_words(painter, line, shown, Qt.AlignmentFlag.AlignLeft)
