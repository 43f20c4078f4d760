"""The steps of a request: complete, how much is missing, untouched; any can be jumped to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.shapes import FormStep
from asset_recovery.ui.theme import Theme
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.painted_text import paint_words

MARKS = {"complete": "✓", "missing": "!", "untouched": "–"}
WIDE = 228
Index = QModelIndex | QPersistentModelIndex
_STATE, _NUMBER = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class StepList(Card):
    """Emits `chosen(name)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=6)
        self.body.setContentsMargins(6, 8, 6, 8)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Steps of the request"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(_StepPainter(theme, self.list))
        self.list.currentRowChanged.connect(self._choose)
        self.setFocusProxy(self.list)
        self.add(self.list, 1)
        self.setFixedWidth(WIDE)
        self._names: list[str] = []

    def show_steps(self, steps: Sequence[FormStep], current: str) -> None:
        """Show these, without leaving the one that is current."""
        names = [step.name for step in steps]
        self.list.blockSignals(True)
        if names != self._names:
            self.list.clear()
            for _step in steps:
                self.list.addItem(QListWidgetItem())
        self._names = names
        for row, step in enumerate(steps):
            item = self.list.item(row)
            title = words.visible(step.title)
            item.setText(title)
            item.setData(_STATE, step.state)
            item.setData(_NUMBER, step.lacking)
            item.setToolTip(_told(step))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _told(step))
        if current in names:
            self.list.setCurrentRow(names.index(current))
        self.list.blockSignals(False)

    def choose(self, name: str) -> None:
        """Go to a step."""
        if name in self._names:
            self.list.setCurrentRow(self._names.index(name))

    def step_by(self, by: int) -> None:
        """The next step, or the one before."""
        row = self.list.currentRow() + by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def currentItem(self) -> QListWidgetItem | None:
        """The step that is shown."""
        return self.list.currentItem()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._names):
            self.chosen.emit(self._names[row])


def _told(step: FormStep) -> str:
    title = words.visible(step.title)
    if step.lacking:
        return _("{title}: {number} missing").format(title=title, number=step.lacking)
    state = {"complete": _("complete"), "missing": _("something is missing")}
    return f"{title}: {state.get(step.state, _('untouched'))}"


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


class _StepPainter(QStyledItemDelegate):
    """A mark at the front, the title, and at the end how much is missing."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        number = int(index.data(_NUMBER) or 0)
        room = self._room(self._view.viewport().width(), number)
        wanted = QRect(0, 0, room, 1000)
        lines = QFontMetrics(_bold(option.font)).boundingRect(
            wanted, Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(room, max(lines.height(), option.fontMetrics.height()) + 12)

    @staticmethod
    def _room(width: int, number: int) -> int:
        """The pixels of a title between its mark and how much is missing."""
        return max(width - 32 - (26 if number else 6), 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens()
        area = QRectF(option.rect)
        state, number = str(index.data(_STATE)), int(index.data(_NUMBER))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QColor(tokens.accent if focus else tokens.accent_soft))
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        tone = {"complete": tokens.good, "missing": tokens.attention}.get(state, tokens.second)
        mark = QRectF(area.right() - 26 if mirrored else area.left() + 8, area.top(), 18,
                      area.height())  # fmt: skip
        painter.setPen(QColor(tone))
        paint_words(painter, mark, MARKS.get(state, "–"))
        font = _bold(painter.font()) if chosen else painter.font()
        end = 26.0 if number else 6.0
        title = area.adjusted(end, 0, -32, 0) if mirrored else area.adjusted(32, 0, -end, 0)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(title, int(flags), str(index.data()))
        if number:
            count = QRectF(area.left() if mirrored else area.right() - 26, area.top(), 22,
                           area.height())  # fmt: skip
            painter.setPen(QColor(tokens.attention))
            paint_words(painter, count, words.count(number))
        painter.restore()
