"""The life-cycle strip: done, current, possible, not applicable, by shape and by text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from asset_recovery.domain.case_file import StripStage
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.theme import Tokens, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words
from asset_recovery.ui.widgets.plain import escape

_RADIUS = 7.0


def stage_word(state: str) -> str:
    """The state of a stage in words."""
    return {
        "done": _("done"), "current": _("now"), "possible": _("still possible"),
    }.get(state, _("does not apply"))  # fmt: skip


def stage_words(stage: StripStage) -> str:
    """A stage as it is said: Seized: done, 3 Feb 2026."""
    note = f", {words.iso_days(words.visible(stage.note))}" if stage.note else ""
    return f"{_(stage.label)}: {stage_word(stage.state)}{note}"


class LifeCycleStrip(QWidget):
    """Draws the stages of an asset in a row; what it shows is also its accessible description."""

    def __init__(self, stages: Sequence[StripStage] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Life cycle"))
        self._stages: tuple[StripStage, ...] = ()
        self.show_stages(stages)

    def show_stages(self, stages: Sequence[StripStage]) -> None:
        """Show these stages from now on."""
        self._stages = tuple(stages)
        self.setAccessibleDescription("; ".join(stage_words(stage) for stage in self._stages))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 72)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 72)

    def event(self, event: QEvent) -> bool:
        """The whole of a stage under the mouse: its note may be longer than its place."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._stages:
            step = self.width() / len(self._stages)
            place = min(int(event.pos().x() / step), len(self._stages) - 1)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place = len(self._stages) - 1 - place
            said = escape(stage_words(self._stages[place]))
            QToolTip.showText(event.globalPos(), f"<span>{said}</span>", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        step = self.width() / len(self._stages)
        for place in range(len(self._stages) - 1):
            self._paint_line(painter, tokens, place, step)
        for place in range(len(self._stages)):
            self._paint_stage(painter, tokens, place, step)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _centre(self, place: int, step: float) -> QPointF:
        x = (place + 0.5) * step
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        return QPointF(x, 14)

    def _paint_line(self, painter: QPainter, tokens: Tokens, place: int, step: float) -> None:
        start, end = self._centre(place, step), self._centre(place + 1, step)
        reached = self._stages[place].state == "done" and self._stages[place + 1].state in {
            "done", "current",
        }  # fmt: skip
        painter.setPen(QPen(QColor(tokens.line), 2))
        painter.drawLine(start, end)
        if reached:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            half = (start + end) / 2
            whole = self._stages[place + 1].state == "done"
            painter.drawLine(start, end if whole else half)

    def _paint_stage(self, painter: QPainter, tokens: Tokens, place: int, step: float) -> None:
        stage, centre = self._stages[place], self._centre(place, step)
        self._paint_mark(painter, tokens, stage.state, centre)
        area = QRectF(centre.x() - step / 2 + 4, 25, step - 8, 20)
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 1, 9))
        font.setWeight(QFont.Weight.DemiBold if stage.state == "current" else QFont.Weight.Normal)
        faint = stage.state == "not_applicable"
        ink = tokens.ink if stage.state == "current" else tokens.second
        self._paint_text(painter, area, _(stage.label), font, ink, faint)
        font = QFont(self.font())
        font.setPixelSize(max(font.pixelSize() - 3, 9))
        note = words.iso_days(words.visible(stage.note)) or (
            "–" if stage.state == "possible" else stage_word(stage.state)
        )
        self._paint_text(painter, area.translated(0, 18), note, font, tokens.second, faint)

    @staticmethod
    def _paint_text(
        painter: QPainter, area: QRectF, text: str, font: QFont, ink: str, faint: bool
    ) -> None:
        font.setItalic(faint)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        paint_words(painter, area, shown)

    @staticmethod
    def _paint_mark(painter: QPainter, tokens: Tokens, state: str, centre: QPointF) -> None:
        painter.setBrush(QColor(tokens.panel))
        if state == "done":
            painter.setBrush(QColor(tokens.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
            painter.setPen(QPen(QColor(tokens.on_accent), 1.6))
            x, y = centre.x(), centre.y()
            painter.drawPolyline(
                [QPointF(x - 3, y), QPointF(x - 0.8, y + 2.4), QPointF(x + 3.2, y - 2.4)]
            )
        elif state == "current":
            painter.setPen(QPen(QColor(tokens.accent_soft), 5))
            painter.drawEllipse(centre, _RADIUS + 1, _RADIUS + 1)
            painter.setPen(QPen(QColor(tokens.accent), 2.2))
            painter.drawEllipse(centre, _RADIUS - 0.6, _RADIUS - 0.6)
        elif state == "possible":
            painter.setPen(QPen(QColor(tokens.third), 1.4))
            painter.drawEllipse(centre, _RADIUS - 1, _RADIUS - 1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
            painter.setPen(QPen(QColor(tokens.third), 2))
            painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0))
