"""A column of the board: cards drawn from a model of any size, taken up by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from asset_recovery.domain.board import BoardCard, BoardColumn
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.window_model import WindowModel
from asset_recovery.ui.theme import colour, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words
from asset_recovery.ui.widgets.plain import label, restyle
from asset_recovery.ui.widgets.table import Table
from asset_recovery.ui.widgets.tag import paint_tag, tag_font

Index = QModelIndex | QPersistentModelIndex
WIDE, NARROW = 226, 122
_PADDING = 10
_FLAGS = {
    "pending": (N_("second person"), "attention"),
    "irregular": (N_("irregular"), "bad"),
    "mixed": (N_("parts differ"), "accent"),
    "taken_over": (N_("basis incomplete"), "plain"),
}


def card_words(card: BoardCard) -> str:
    """A card as a screen reader says it."""
    row = card.row
    parts = [row.reference, words.visible(row.description), words.money(row.value, "")]
    parts += [words.visible(row.due_text), *(_(_FLAGS[flag][0]) for flag in card.flags)]
    return ", ".join(part for part in parts if part)


COLUMNS = (Column("card", N_("Asset"), card_words, width=0),)


class CardDelegate(QStyledItemDelegate):
    """Paints a card: number, description, value, what is due, marks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDE - 20, card_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, WindowModel)
        card = model.row_at(index.row())
        tokens = current_tokens()
        area = QRectF(option.rect).adjusted(5, 3, -5, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(colour(tokens.accent_soft if chosen else tokens.panel))
        edge = tokens.accent if chosen or focus else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if focus else 1))
        painter.drawRoundedRect(area, 6, 6)
        if isinstance(card, BoardCard):
            self._card(painter, area.adjusted(_PADDING, 7, -_PADDING, -6), card, option.font)
        painter.restore()

    @staticmethod
    def _card(painter: QPainter, area: QRectF, card: BoardCard, base: QFont) -> None:
        tokens, row = current_tokens(), card.row
        line = QFontMetrics(base).height() + 1.0
        at = QRectF(area.left(), area.top(), area.width(), line)
        small = tag_font(base)
        painter.setFont(small)
        painter.setPen(colour(tokens.second))
        _line(painter, at, f"{row.reference} · {row.type_code}", small)
        strong = QFont(base)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(colour(tokens.ink))
        at.translate(0, line)
        _line(painter, at, words.visible(row.description), strong)
        painter.setFont(base)
        at.translate(0, line)
        _line(painter, at, words.money(row.value, _("value not known")), base)
        at.translate(0, line + 2)
        tags = [(_(_FLAGS[flag][0]), _FLAGS[flag][1]) for flag in card.flags[:1]]
        if row.due_text and (row.due_tone != "plain" or not tags):
            tags.append((words.visible(row.due_text), row.due_tone))
        left = QRectF(at)
        for text, tone in tags:
            if left.width() < 40:
                break
            paint_tag(painter, left, text, tone, tokens)
            left.setLeft(left.left() + QFontMetrics(small).horizontalAdvance(text) + 24)


def _line(painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    paint_words(painter, area, shown, Qt.AlignmentFlag.AlignLeft)


def card_height(font: QFont) -> int:
    """How high a card is in a font."""
    return (QFontMetrics(font).height() + 1) * 4 + 26


class CardTable(Table):
    """Cards one below the other.

    Emits `asked(row, place)` for the menu of a card, `walked(step)` for the column beside,
    `carried(row, place)` while a card is held, `dropped(row, place)` and `let_go()`.
    """

    asked = Signal(int, object)
    walked = Signal(int)
    carried = Signal(int, object)
    dropped = Signal(int, object)
    let_go = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(CardDelegate(self))
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().setDefaultSectionSize(card_height(self.font()))
        self._pressed: tuple[int, QPoint] | None = None
        self._holds = False

    def show_model(self, model: WindowModel) -> None:
        """Show the cards of a model."""
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(-step if self.isRightToLeft() else step)
        elif self._holds and event.key() == Qt.Key.Key_Escape:
            self._end()
        elif row >= 0 and event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_M):
            self.asked.emit(row, self._below(row))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            at = event.globalPos() if event.reason() is QContextMenuEvent.Reason.Mouse else None
            self.asked.emit(index.row(), at or self._below(index.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._pressed = (index.row(), event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        row, start = self._pressed
        here = event.globalPosition().toPoint()
        if not self._holds:
            far = (here - start).manhattanLength()
            self._holds = far >= QApplication.startDragDistance()
        if self._holds:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(row, here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, held = self._pressed, self._holds
        here = event.globalPosition().toPoint()
        self._end()
        if held and pressed is not None:
            self.dropped.emit(pressed[0], here)
        else:
            super().mouseReleaseEvent(event)

    def _end(self) -> None:
        self._pressed, self._holds = None, False
        self.unsetCursor()
        self.let_go.emit()

    def _below(self, row: int) -> QPoint:
        area = self.visualRect(self.model().index(row, 0))
        return self.viewport().mapToGlobal(area.bottomLeft() + QPoint(12, -6))


class BoardLane(QFrame):
    """A column: its title and count over its cards; narrow while it is empty."""

    def __init__(self, column: BoardColumn) -> None:
        super().__init__()
        self.column = column
        self.setObjectName("lane")
        self.setAccessibleName(_(column.title))
        self.title: QLabel = label(_(column.title), "heading", wrap=True)
        self.count: QLabel = label("", "small")
        self.table = CardTable(_(column.title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(4)
        for widget in (self.title, self.count):
            widget.setContentsMargins(8, 0, 6, 0)
            layout.addWidget(widget)
        layout.addWidget(self.table, 1_000)
        layout.addStretch(1)  # an empty column keeps its title at the top
        self.setFixedWidth(NARROW)

    def say(self, number: int, counted: bool) -> None:
        """Show how many cards there are."""
        self.count.setText(words.count(number) if counted else _("counting…"))
        self.setFixedWidth(WIDE if number else NARROW)
        self.table.setVisible(bool(number))

    def mark(self, state: str) -> None:
        """Show that a held card is over it (`over`), or not."""
        if self.property("drop") != state:
            self.setProperty("drop", state)
            restyle(self)
