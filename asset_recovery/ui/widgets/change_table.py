"""Changes in rows: the field, what it said and what it says, side by side or in one text.

What went is struck through, what came is underlined; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from asset_recovery.domain.request_version_facts import FieldChange
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.text_changes import ADDED, REMOVED, Piece, of_side
from asset_recovery.ui.theme import Theme
from asset_recovery.ui.widgets.tag import paint_tag

Index = QModelIndex | QPersistentModelIndex
PAD, TAG = 7.0, 24.0
FIELD, RECORD, HEAD = 220, 130, 32
_CHANGE = Qt.ItemDataRole.UserRole + 1
_PIECES = Qt.ItemDataRole.UserRole + 2


class ChangeModel(QAbstractTableModel):
    """A row a change. Columns: field, before, after, record; inline there is one text."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: tuple[FieldChange, ...] = ()
        self.laid: tuple[tuple[Piece, ...], ...] = ()
        self.titles = ("", "")
        self.inline = False

    def show_changes(
        self,
        changes: Sequence[FieldChange],
        laid: Sequence[tuple[Piece, ...]],
        titles: tuple[str, str],
    ) -> None:
        """Show these."""
        self.beginResetModel()
        self.changes, self.laid, self.titles = tuple(changes), tuple(laid), titles
        self.endResetModel()

    def show_way(self, inline: bool) -> None:
        """Side by side, or in one text."""
        self.beginResetModel()
        self.inline = inline
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.changes)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 3 if self.inline else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        middle = (_("Before and after"),) if self.inline else self.titles
        return (_("Field"), *middle, _("Record"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        change, column = self.changes[index.row()], index.column()
        if role == _CHANGE:
            return change
        if role == _PIECES:
            return self._pieces(index.row(), column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _told(change)
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return words.visible(change.label)
            if column == self.columnCount() - 1:
                return words.visible(change.record)
            return "".join(one.text for one in self._pieces(index.row(), column))
        return None

    def _pieces(self, row: int, column: int) -> tuple[Piece, ...]:
        if not 0 < column < self.columnCount() - 1:
            return ()
        laid = self.laid[row]
        if self.inline:
            return laid
        return of_side(laid, REMOVED if column == 1 else ADDED)


class ChangeTable(QTableView):
    """Emits `opened(key, record)`: the record only where it was asked for."""

    opened = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = ChangeModel()
        self.setModel(self._model)
        self.setItemDelegate(_ChangePainter(theme, self))
        self.setAccessibleName(_("What differs"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumHeight(HEAD)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.resizeRowsToContents)
        self.doubleClicked.connect(lambda index: self._open(index, False))

    def show_changes(
        self,
        changes: Sequence[FieldChange],
        laid: Sequence[tuple[Piece, ...]],
        titles: tuple[str, str],
    ) -> None:
        """Show these."""
        self._model.show_changes(changes, laid, titles)
        self._columns()
        if changes:
            self.selectRow(0)

    def show_way(self, inline: bool) -> None:
        """Side by side, or in one text."""
        self._model.show_way(inline)
        self._columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._open(self.currentIndex(), control)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns()

    def _columns(self) -> None:
        head = self.horizontalHeader()
        last = self._model.columnCount() - 1
        texts = max(last - 1, 1)
        room = max((self.viewport().width() - FIELD - RECORD) // texts, 120)
        for column in range(last + 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            wide = FIELD if column == 0 else RECORD if column == last else room
            head.resizeSection(column, wide)
        self._fitting.start()

    def _open(self, index: Index, with_record: bool) -> None:
        change = self._model.changes[index.row()]
        self.opened.emit(change.key.split(".")[0], change.record if with_record else "")


class _ChangePainter(QStyledItemDelegate):
    """Texts wrapped, with what went and what came told apart by line and colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.columnWidth(index.column()) if isinstance(view, QTableView) else 200
        layout = self._layout(option.font, index, wide - 2 * PAD)
        extra = TAG if index.column() == 0 else 0.0
        return QSize(wide, round(layout.boundingRect().height() + extra + 2 * PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens()
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.accent_soft))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(tokens.second if index.column() != 0 else tokens.ink))
        layout = self._layout(option.font, index, area.width() - 2 * PAD)
        change = index.data(_CHANGE)
        if index.column() in {1, 2} and index.data(_PIECES):
            painter.setPen(QColor(tokens.ink))
        layout.draw(painter, QPointF(area.left() + PAD, area.top() + PAD))
        if index.column() == 0 and isinstance(change, FieldChange):
            word, tone = _kind(change)
            if change.typed:
                word = _("{word}, typed over").format(word=word)
            high = layout.boundingRect().height()
            place = QRectF(area.left() + PAD, area.top() + PAD + high + 2, area.width() - 12, 20)
            paint_tag(painter, place, word, tone, tokens)
        painter.restore()

    def _layout(self, font: QFont, index: Index, wide: float) -> QTextLayout:
        tokens = self._theme.tokens()
        found = index.data(_PIECES)
        parts: Sequence[Piece] = found if isinstance(found, tuple) else ()
        text = "".join(words.visible(one.text) for one in parts) or str(index.data())
        if index.column() == 0:
            font = QFont(font)
            font.setWeight(QFont.Weight.DemiBold)
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        layout.setTextOption(_wrapping())
        formats, start = [], 0
        for one in parts:
            length = len(words.visible(one.text))
            if one.kind in {ADDED, REMOVED}:
                formats.append(_range(start, length, one.kind, tokens.bad, tokens.good))
            start += length
        layout.setFormats(formats)
        layout.beginLayout()
        high = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(wide, 40.0))
            line.setPosition(QPointF(0, high))
            high += line.height()
        layout.endLayout()
        return layout


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _range(start: int, length: int, kind: str, gone: str, came: str) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setForeground(QColor(gone if kind == REMOVED else came))
    look.setFontStrikeOut(kind == REMOVED)
    look.setFontUnderline(kind == ADDED)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _kind(change: FieldChange) -> tuple[str, str]:
    if not change.was:
        return _("added"), "good"
    if not change.now:
        return _("taken out"), "bad"
    return _("changed"), "attention"


def _told(change: FieldChange) -> str:
    text = _("{field}, {kind}. Before: {was}. After: {now}.")
    return words.visible(
        text.format(
            field=change.label,
            kind=_kind(change)[0],
            was=change.was or _("nothing"),
            now=change.now or _("nothing"),
        )
    )
