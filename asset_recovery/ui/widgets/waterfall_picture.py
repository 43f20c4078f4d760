"""The waterfall as a picture: the gross price, what each rank takes, what is left for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from asset_recovery.ui.theme import Tokens, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words

ROW = 26
BAR = 14
WORDS = 36  # per cent of the width
SUM = 24


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the picture: its words and sum, from where to where it lies, and what it is.

    `start` and `end` are minor units; `kind` is gross, deduction, net, share or short.
    """

    label: str
    amount: str
    start: int
    end: int
    kind: str


class WaterfallPicture(QWidget):
    """Bars that hang from one another; read out as text line by line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setMinimumWidth(320)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Draw these lines."""
        self._steps = tuple(steps)
        self.setAccessibleDescription("; ".join(f"{one.label} {one.amount}" for one in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, ROW * max(len(self._steps), 1) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 1, 10))
        painter.setFont(font)
        tokens = current_tokens()
        ends = [value for one in self._steps for value in (one.start, one.end)]
        low, high = min(0, *ends), max(1, *ends)
        for place, one in enumerate(self._steps):
            self._paint(painter, tokens, one, place * ROW, (low, high))

    def _paint(
        self, painter: QPainter, tokens: Tokens, one: Step, top: int, span: tuple[int, int]
    ) -> None:
        width = self.width()
        words, sum_ = width * WORDS // 100, width * SUM // 100
        track = width - words - sum_ - 16
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setPen(QColor(tokens.ink if one.kind in ("gross", "net") else tokens.second))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(one.label, Qt.TextElideMode.ElideMiddle, words - 6)
        left = QRectF(0, top, words - 6, ROW)
        right = QRectF(width - sum_, top, sum_, ROW)
        if mirrored:
            left, right = (
                QRectF(width - words + 6, top, words - 6, ROW),
                QRectF(0, top, sum_, ROW),
            )
        paint_words(painter, left, text, Qt.AlignmentFlag.AlignLeft)
        paint_words(painter, right, one.amount, Qt.AlignmentFlag.AlignRight)
        low, high = span
        begin = words + track * (min(one.start, one.end) - low) // (high - low)
        length = max(track * abs(one.end - one.start) // (high - low), 2)
        bar = QRectF(begin, top + (ROW - BAR) // 2, length, BAR)
        if mirrored:
            bar.moveLeft(width - bar.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_colour(tokens, one.kind)))
        painter.drawRoundedRect(bar, 3, 3)


def _colour(tokens: Tokens, kind: str) -> str:
    return {
        "gross": tokens.third,
        "deduction": tokens.attention,
        "net": tokens.accent,
        "share": tokens.good,
        "short": tokens.bad,
    }[kind]
