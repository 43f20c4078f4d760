"""Everything that a request still lacks, in a list that leads to the very field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.shapes import Missing
from asset_recovery.ui.theme import Theme
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.tag import paint_tag

Index = QModelIndex | QPersistentModelIndex
_LACK = Qt.ItemDataRole.UserRole + 1
WIDE, HIGH = 520, 440
PAD, TAG = 8, 74


class MissingPopup(QFrame):
    """Shown below the button that counts; Enter or a click emits `chosen(place)` of the row."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(_("Still missing"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        self.head = label("", "heading")
        layout.addWidget(self.head)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Still missing"))
        self.list.setItemDelegate(_LackPainter(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.list.installEventFilter(self)
        layout.addWidget(self.list, 1)
        keys = _("F8 goes to the next one, Shift+F8 to the one before.")
        layout.addWidget(label(keys, "small", wrap=True))
        self._taken = False

    def show_missing(self, lacking: Sequence[Missing]) -> None:
        """List these."""
        blocking = sum(one.blocks for one in lacking)
        text = _("{blocking} block, {warning} warn")
        self.head.setText(text.format(blocking=blocking, warning=len(lacking) - blocking))
        self.list.clear()
        for one in lacking:
            item = QListWidgetItem()
            item.setData(_LACK, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence(one))
            self.list.addItem(item)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a button, within the screen."""
        rows = min(self.list.count() * 62 + 80, HIGH)
        self.resize(WIDE, rows)
        corner = anchor.mapToGlobal(QPoint(anchor.width() - WIDE, anchor.height() + 4))
        left = anchor.window().mapToGlobal(QPoint(8, 0)).x()
        self.move(max(corner.x(), left), corner.y())
        self._taken = False
        self.show()
        self.list.setFocus()
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
                if (item := self.list.currentItem()) is not None:
                    self._take(item)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return False

    def _take(self, item: QListWidgetItem) -> None:
        if not self._taken:  # a click is heard twice where one click activates
            self._taken = True
            self.hide()
            self.chosen.emit(self.list.row(item))


def sentence(lack: Missing) -> str:
    """The whole of it in words."""
    level = _("blocks") if lack.blocks else _("warns")
    return f"{level}: {words.visible(lack.text)}"


class _LackPainter(QStyledItemDelegate):
    """A row: what blocks or warns, what lacks and who asks for it, and how it is mended."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lack = index.data(_LACK)
        if not isinstance(lack, Missing):
            return super().sizeHint(option, index)
        wide = WIDE - 52 - TAG
        bold, small = _fonts(option.font)
        high = _height(bold, wide, _title(lack)) + 2 + _height(small, wide, _mend(lack))
        return QSize(wide, high + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lack = index.data(_LACK)
        if not isinstance(lack, Missing):
            return
        tokens = self._theme.tokens()
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.accent_soft))
        bold, small = _fonts(option.font)
        word = _("blocks") if lack.blocks else _("warns")
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        tag_left = area.right() - TAG if mirrored else area.left() + 4
        place = QRectF(tag_left, area.top() + PAD - 1, TAG - 8, 20)
        paint_tag(painter, place, word, "bad" if lack.blocks else "attention", tokens)
        inner = area.adjusted(8, PAD, -TAG - 4, 0) if mirrored else area.adjusted(TAG, PAD, -8, 0)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(bold)
        painter.drawText(inner, flags, _title(lack))
        inner.setTop(inner.top() + _height(bold, WIDE - 52 - TAG, _title(lack)) + 2)
        painter.setPen(QColor(tokens.second))
        painter.setFont(small)
        painter.drawText(inner, flags, _mend(lack))
        painter.restore()


def _title(lack: Missing) -> str:
    name = words.visible(lack.label or lack.text)
    return f"{name} ({lack.article})" if lack.article else name


def _mend(lack: Missing) -> str:
    text = words.visible(lack.mend)
    text = text[:1].upper() + text[1:]
    if lack.unconfirmed:
        text = _("{text} The duty itself is to be checked by a lawyer.").format(text=text)
    return text.strip()


def _fonts(base: QFont) -> tuple[QFont, QFont]:
    bold, small = QFont(base), QFont(base)
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPixelSize(max(base.pixelSize() - 1, 10))
    return bold, small


def _height(font: QFont, wide: int, text: str) -> int:
    if not text:
        return 0
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(0, 0, wide, 4_000, flags, text).height()
