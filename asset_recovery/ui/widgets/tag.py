"""A state as text in a tag; its colour only repeats what the word says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from asset_recovery.ui.theme import Tokens
from asset_recovery.ui.widgets.painted_text import paint_words
from asset_recovery.ui.widgets.plain import label

PADDING = 9
HEIGHT = 20


def tag(text: str, tone: str = "plain") -> QLabel:
    """A tag as a widget; tone good, attention, bad, accent or plain."""
    made = label(text, "tag", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def tag_font(base: QFont) -> QFont:
    """The font of a tag drawn in a table."""
    font = QFont(base)
    font.setPixelSize(max(base.pixelSize() - 2, 9))
    return font


def paint_tag(painter: QPainter, area: QRectF, text: str, tone: str, tokens: Tokens) -> None:
    """Draw a tag at the leading edge of `area`, centred in its height."""
    font = tag_font(painter.font())
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(text) + 2 * PADDING, area.width())
    height = min(float(max(HEIGHT, metrics.height() + 4)), area.height())
    leading = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = area.right() - width if leading else area.left()
    pill = QRectF(left, area.center().y() - height / 2, width, height).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    ink, ground = tokens.tone(tone)
    edge = tokens.line if tone in {"", "plain"} else (ground if ground != tokens.panel else ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    inner = pill.adjusted(PADDING - 2, 0, 2 - PADDING, 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    paint_words(painter, inner, shown)
    painter.restore()
