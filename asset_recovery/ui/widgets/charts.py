"""Two small charts that we draw ourselves: lines over time, and bars. Each reads as text too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.theme import Tokens, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its label, (day, minor units), and whether it is drawn broken."""

    label: str
    points: tuple[tuple[date, int], ...]
    broken: bool = False


class ChartLine(QWidget):
    """Money over time, in one currency; the axis starts at zero so that nothing looks larger."""

    def __init__(self, name: str, currency: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._currency, self._lines = currency, tuple(line for line in lines if line.points)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)
        self.setAccessibleName(name)
        said = [
            f"{line.label}: {words.day(line.points[-1][0])} {self._money(line.points[-1][1])}"
            for line in self._lines
        ]
        self.setAccessibleDescription("; ".join(said))

    def sizeHint(self) -> QSize:
        return QSize(280, 130)

    def _money(self, minor: int) -> str:
        return words.money(Money(minor, self._currency))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 3, 9))
        painter.setFont(font)
        top = max(minor for line in self._lines for _day, minor in line.points) or 1
        days = [on.toordinal() for line in self._lines for on, _minor in line.points]
        plot = QRectF(52, 10, self.width() - 62, self.height() - 34)
        self._paint_frame(painter, tokens, plot, top, (min(days), max(days)))
        for place, line in enumerate(self._lines):
            colour = (tokens.accent, tokens.attention, tokens.good, tokens.second)[place % 4]
            self._paint_line(painter, plot, line, colour, top, (min(days), max(days)))

    def _paint_frame(
        self, painter: QPainter, tokens: Tokens, plot: QRectF, top: int, days: tuple[int, int]
    ) -> None:
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QPen(QColor(tokens.line), 1, Qt.PenStyle.DotLine))
        middle = plot.center().y()
        painter.drawLine(QPointF(plot.left(), middle), QPointF(plot.right(), middle))
        painter.setPen(QColor(tokens.second))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        high = words.short_money(Money(top, self._currency))
        painter.drawText(QRectF(0, plot.top() - 8, 46, 16), right, high)
        painter.drawText(QRectF(0, plot.bottom() - 8, 46, 16), right, "0")
        first, last = (date.fromordinal(day) for day in days)
        foot = QRectF(plot.left() - 20, plot.bottom() + 5, plot.width() + 28, 16)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(foot.adjusted(20, 0, 0, 0), left, words.day(first).split(" ", 1)[1])
        painter.drawText(foot, right, words.day(last).split(" ", 1)[1])

    @staticmethod
    def _paint_line(
        painter: QPainter, plot: QRectF, line: Line, colour: str, top: int, days: tuple[int, int]
    ) -> None:
        span = max(days[1] - days[0], 1)
        points = [
            QPointF(
                plot.left() + plot.width() * (on.toordinal() - days[0]) / span,
                plot.bottom() - plot.height() * minor / top,
            )
            for on, minor in line.points
        ]
        pen = QPen(QColor(colour), 2)
        pen.setStyle(Qt.PenStyle.DashLine if line.broken else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if len(points) == 1:
            painter.drawEllipse(points[0], 2.5, 2.5)
        middle = points[len(points) // 2]
        above = line.broken or middle.y() > plot.top() + 24
        place = QRectF(middle.x() - 20, middle.y() + (-20 if above else 6), 140, 14)
        if place.right() > plot.right():
            place.moveRight(plot.right())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), line.label)


class Bars(QWidget):
    """Bars under their labels, each as a share of the first: (label, permille).

    `notes` stand under the bars in small letters, one a bar, where any is given.
    """

    def __init__(
        self, name: str, bars: Sequence[tuple[str, int]], notes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._bars, self._notes = tuple(bars), tuple(notes) if any(notes) else ()
        self._step = 46 if self._notes else 29
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        told = [text for text, _share in self._bars]
        if self._notes:
            told = [": ".join(filter(None, pair)) for pair in zip(told, self._notes, strict=True)]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told) if self._notes else "")

    def sizeHint(self) -> QSize:
        return QSize(240, self._step * max(len(self._bars), 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 2, 9))
        painter.setFont(font)
        for place, (text, share) in enumerate(self._bars):
            top = place * float(self._step)
            painter.setPen(QColor(tokens.second))
            line = QRectF(0, top, self.width(), 16)
            paint_words(painter, line, text, Qt.AlignmentFlag.AlignLeft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.line))
            track = QRectF(0, top + 17, self.width(), 7)
            painter.drawRoundedRect(track, 3.5, 3.5)
            painter.setBrush(QColor(tokens.accent))
            track.setWidth(max(self.width() * min(share, 1000) / 1000, 3 if share else 0))
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                track.moveRight(self.width())
            painter.drawRoundedRect(track, 3.5, 3.5)
            if self._notes:
                painter.setPen(QColor(tokens.second))
                line = QRectF(0, top + 26, self.width(), 14)
                paint_words(painter, line, self._notes[place], Qt.AlignmentFlag.AlignLeft)


def no_figures() -> str:
    """The sentence of a chart that has nothing to draw."""
    return _("No figures yet.")
