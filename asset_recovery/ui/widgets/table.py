"""The table of the house: hairlines, no grid, tags in cells, numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from asset_recovery.ui import words
from asset_recovery.ui.models.column import LOOK_ROLE, TONE_ROLE, Column
from asset_recovery.ui.models.tuple_model import TupleModel
from asset_recovery.ui.theme import Tokens, colour, current_tokens
from asset_recovery.ui.widgets.painted_text import paint_words
from asset_recovery.ui.widgets.plain import escape
from asset_recovery.ui.widgets.tag import paint_tag

PADDING = 8
ENOUGH = 150  # pixels below which a quiet column is rather left out than the text cut
MOST = 420  # pixels beyond which a text is rather cut than an empty column left out
LEAST = 110  # pixels that the column which takes the rest needs to be read
Index = QModelIndex | QPersistentModelIndex


def cell(index: Index, role: int) -> Any:
    """What the model says of a cell, asked of the model itself.

    `index.data()` goes through a QVariant, and PySide6 6.12 loses a reference to None each time a
    QVariant is empty: enough of them end Python 3.11.
    """
    return index.model().data(index, role)


def paint_tick(painter: QPainter, area: QRectF, on: bool, tokens: Tokens) -> None:
    """A tick box in the middle of a cell."""
    centre = area.center()
    box = QRectF(centre.x() - 7, centre.y() - 7.5, 14, 14)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if on else tokens.third), 1.2))
    painter.setBrush(QColor(tokens.accent if on else tokens.panel))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(QColor(tokens.on_accent), 1.8))
        x, y = box.center().x(), box.center().y()
        points = [QPointF(x - 3.2, y), QPointF(x - 0.8, y + 2.6), QPointF(x + 3.6, y - 2.8)]
        painter.drawPolyline(points)


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: text, quiet text, strong text, or a tag, over the hairline of its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = current_tokens()
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour(tokens.accent_soft))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), colour(tokens.line)
        )
        ticked = cell(index, Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            paint_tick(painter, area, Qt.CheckState(ticked) is Qt.CheckState.Checked, tokens)
        text = cell(index, Qt.ItemDataRole.DisplayRole) or ""
        look = cell(index, LOOK_ROLE)
        inner = area.adjusted(PADDING, 0, -PADDING, -1)
        painter.setFont(option.font)
        if look == "tag" and text:
            tone = cell(index, TONE_ROLE)
            if tone != "none":
                paint_tag(painter, inner, text, tone, tokens)
                painter.restore()
                return
        font = option.font
        if look == "strong":
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        tone = {"second": tokens.second, "link": tokens.accent}.get(look, tokens.ink)
        painter.setPen(colour(tone))
        self._text(painter, inner, str(text), font, index)
        painter.restore()

    @staticmethod
    def _text(painter: QPainter, area: QRectF, text: str, font: QFont, index: Index) -> None:
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        right = bool(cell(index, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        paint_words(painter, area, shown, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(cell(index, Qt.ItemDataRole.DisplayRole) or "")
        width = option.fontMetrics.horizontalAdvance(text)
        return QSize(width + 2 * PADDING + 10, 32)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click anywhere in the cell of a tick box ticks it."""
        ticked = cell(index, Qt.ItemDataRole.CheckStateRole)
        if ticked is not None and event.type() is QEvent.Type.MouseButtonRelease:
            on = Qt.CheckState(ticked) is Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole text of a cell that is cut off."""
        text = str(cell(index, Qt.ItemDataRole.DisplayRole) or "")
        room = option.rect.width() - 2 * PADDING
        if QFontMetrics(view.font()).horizontalAdvance(text) <= room:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), f"<span>{escape(text)}</span>", view)
        return True


class Table(QTableView):
    """Rows of a model; Enter, double click or the link opens a row, Space asks for its preview."""

    opened = Signal(int)
    previewed = Signal(int)
    resized = Signal()

    def __init__(self, name: str, row_height: int = 32, many: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(30)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit_columns(self, columns: Sequence[Column], widths: dict[str, int] | None = None) -> None:
        """Widths from the columns (or as a person left them); width 0 takes the rest."""
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            usual = round(column.width * max(self.font().pixelSize(), 13) / 13)
            width = (widths or {}).get(column.key, usual)
            stretch = width == 0
            header.setSectionResizeMode(
                place,
                QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive,
            )
            if not stretch:
                self.setColumnWidth(place, width)

    def shown_rows(self) -> int:
        """How many whole rows fit."""
        room = self.height() - self.horizontalHeader().height()
        return max(room // self.verticalHeader().defaultSectionSize(), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row())
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.previewed.emit(index.row())
        else:
            super().keyPressEvent(event)


class ShortTable(Table):
    """A table as high as its rows, without a scroll bar of its own (up to `limit` rows)."""

    def __init__(
        self, name: str, columns: Sequence[Column], rows: Sequence[Any] = (), limit: int = 0,
        headed: bool = True, row_height: int = 32,
    ) -> None:  # fmt: skip
        super().__init__(name, row_height)
        self._limit = limit
        self.model_ = TupleModel(columns, rows)
        self.setModel(self.model_)
        self.fit_columns(columns)
        self.horizontalHeader().setVisible(headed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows from now on."""
        self.model_.show_rows(rows)
        self._fit()
        self._give_room()

    def row_at(self, position: int) -> Any:
        """The row at a place."""
        return self.model_.row_at(position)

    def _fit(self) -> None:
        rows = self.model_.rowCount()
        shown = min(rows, self._limit) if self._limit else rows
        head = 30 if self.horizontalHeader().isVisibleTo(self) else 0
        self.setFixedHeight(shown * self.verticalHeader().defaultSectionSize() + head + 2)
        more = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if shown < rows
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Where it is narrow, leave out empty columns first, then quiet ones from the end."""
        columns = list(enumerate(self.model_.columns))
        rows = range(min(self.model_.rowCount(), 50))
        empty = {
            at for at, column in columns
            if column.width and all(
                column.text(self.model_.row_at(row)) in {"", words.NOTHING} for row in rows
            )
        }  # fmt: skip
        quiet = [at for at, column in reversed(columns) if at and column.look == "second"]
        candidates = [at for at, _column in columns if at in empty] + quiet
        fixed = {at: column.width for at, column in columns}
        hidden: set[int] = set()
        wanted = self._wanted()
        for at in candidates:
            used = sum(width for place, width in fixed.items() if place not in hidden)
            least = wanted if at in empty else min(wanted, ENOUGH)
            if self.width() - used >= least or not fixed[at]:
                break
            hidden.add(at)
        for at, _column in columns:
            self.setColumnHidden(at, at in hidden)

    def _wanted(self) -> int:
        """The pixels in which the column that takes the rest is read whole, within reason."""
        rows = range(min(self.model_.rowCount(), 50))
        texts = (
            column.text(self.model_.row_at(row))
            for column in self.model_.columns
            for row in rows
            if not column.width
        )
        widths = (self.fontMetrics().horizontalAdvance(text) for text in texts)
        return min(max(max(widths, default=0) + 20, LEAST), MOST)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
