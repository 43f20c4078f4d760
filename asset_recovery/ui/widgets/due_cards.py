"""Deadlines as cards one below the other: what, of which record, until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from asset_recovery.domain.deadlines import colour as colour_of
from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.theme import colour, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words
from asset_recovery.ui.widgets.tag import paint_tag, tag_font

Index: TypeAlias = "QModelIndex | QPersistentModelIndex"
TONES = {"red": "bad", "amber": "attention", "yellow": "accent", "none": "plain"}
_PADDING = 11


class DueModel(QAbstractListModel):
    """The rows of one lane or of one day."""

    def __init__(self, rows: Sequence[DeadlineRow] = ()) -> None:
        super().__init__()
        self.rows: tuple[DeadlineRow, ...] = tuple(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{words.visible(row.title)}, {row.record}, {until(row)}, {binding(row)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<span>{_tip(row)}</span>"
        return None

    def show_rows(self, rows: Sequence[DeadlineRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


def until(row: DeadlineRow) -> str:
    """Until when, and how long that is."""
    if row.state == "suspended":
        return _("suspended")
    day = words.day(row.due) + (f", {row.at[11:16]}" if row.at else "")
    return f"{day} · {words.days_left(row.days_left)}"


def binding(row: DeadlineRow) -> str:
    """Whether the law sets it."""
    return _("by law") if row.hard else _("reminder")


def _tip(row: DeadlineRow) -> str:
    from asset_recovery.ui.widgets.plain import escape

    text = f"{words.visible(row.title)} · {row.record}"
    if row.other is not None:
        later = _("In doubt the earlier date governs; the later reading is {date}.")
        text = f"{text}. {later.format(date=words.day(row.other))}"
    return escape(text)


class DueDelegate(QStyledItemDelegate):
    """Paints a card; what the law sets has a thick edge and says so."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, (QFontMetrics(option.font).height() + 2) * 3 + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DueModel)
        row, tokens = model.rows[index.row()], current_tokens()
        area = QRectF(option.rect).adjusted(4, 3, -4, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(colour(tokens.accent_soft if chosen else tokens.panel))
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.line), 2 if focus else 1))
        painter.drawRoundedRect(area, 6, 6)
        self._words(painter, area.adjusted(_PADDING, 7, -_PADDING, -6), row, option.font)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, area: QRectF, row: DeadlineRow, base: QFont) -> None:
        tokens, line = current_tokens(), QFontMetrics(base).height() + 2.0
        at = QRectF(area.left(), area.top(), area.width(), line)
        strong = QFont(base)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(colour(tokens.ink))
        _line(painter, at, words.visible(row.title), strong)
        at.translate(0, line)
        small = tag_font(base)
        painter.setFont(small)
        painter.setPen(colour(tokens.second))
        _line(painter, at, f"{row.record} · {binding(row)}", small)
        at.translate(0, line + 2)
        painter.setFont(base)
        paint_tag(painter, at, until(row), TONES[colour_of(row)], tokens)


def _line(painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    paint_words(painter, area, shown, Qt.AlignmentFlag.AlignLeft)


class DueCards(QListView):
    """A list of cards. Emits `opened(row)`, `asked(row, place)` and `walked(step)`."""

    opened = Signal(object)
    asked = Signal(object, object)
    walked = Signal(int)

    def __init__(self, name: str, rows: Sequence[DeadlineRow] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(DueDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.cards = DueModel(rows)
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.activated.connect(lambda index: self.opened.emit(self.cards.rows[index.row()]))

    def show_rows(self, rows: Sequence[DeadlineRow]) -> None:
        """Show other rows, the first one chosen."""
        self.cards.show_rows(rows)
        if rows:
            self.setCurrentIndex(self.cards.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(-step if self.isRightToLeft() else step)
        elif index.isValid() and event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_M):
            self._ask(index.row(), None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self._ask(index.row(), event.globalPos() if by_mouse else None)

    def _ask(self, row: int, at: QPoint | None) -> None:
        below = self.visualRect(self.cards.index(row)).bottomLeft()
        self.asked.emit(self.cards.rows[row], at or self.viewport().mapToGlobal(below))
