"""Papers to choose from: those that apply, and greyed with the reason those that do not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
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
from asset_recovery.ui.request_office import FormOffer
from asset_recovery.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_OFFER = Qt.ItemDataRole.UserRole + 1
PAD, CODE = 6, 84


class OfferList(QListWidget):
    """Those that apply come first; one that does not may be read, and not drafted."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Paper"))
        self.setProperty("role", "ticks")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_OfferPainter(theme, self))
        self.setMinimumHeight(120)
        self.currentRowChanged.connect(lambda _row: self.changed.emit())

    def show_offers(self, offers: Sequence[FormOffer]) -> None:
        """Offer these; the one that was chosen stays so."""
        before = self.chosen()
        ranked = sorted(offers, key=lambda one: (bool(one.reason), one.parent, not one.base))
        self.blockSignals(True)
        self.clear()
        for one in ranked:
            item = QListWidgetItem(f"{one.form}  {words.visible(one.title)}")
            item.setData(_OFFER, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _told(one))
            self.addItem(item)
        names = [one.form for one in ranked]
        if before is not None and before.form in names:
            self.setCurrentRow(names.index(before.form))
        elif ranked and not ranked[0].reason:
            self.setCurrentRow(0)
        self.blockSignals(False)
        self.changed.emit()

    def chosen(self) -> FormOffer | None:
        """The paper that is chosen."""
        item = self.currentItem()
        found = item.data(_OFFER) if item is not None else None
        return found if isinstance(found, FormOffer) else None

    def choose(self, form: str) -> None:
        """Choose a paper by its id."""
        for row in range(self.count()):
            if self.item(row).data(_OFFER).form == form:
                self.setCurrentRow(row)


class _OfferPainter(QStyledItemDelegate):
    """Id and title, and below it why it does not apply or what is to be watched."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        offer = index.data(_OFFER)
        high = option.fontMetrics.height() + 2 * PAD
        if isinstance(offer, FormOffer) and (text := _below(offer)):
            high += _height(_small(option.font), self._wide(), text) + 1
        return QSize(self._wide(), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer = index.data(_OFFER)
        if not isinstance(offer, FormOffer):
            return
        tokens = self._theme.tokens()
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        code = area.adjusted(8, PAD, -8, 0)
        text = area.adjusted(8, PAD, -CODE, 0) if mirrored else area.adjusted(CODE, PAD, -8, 0)
        flags = int(Qt.AlignmentFlag.AlignLeading)
        painter.setPen(QColor(tokens.second))
        painter.drawText(code, flags, offer.form)
        painter.setPen(QColor(tokens.second if offer.reason else tokens.ink))
        painter.drawText(text, flags, words.visible(offer.title))
        if below := _below(offer):
            text.setTop(text.top() + option.fontMetrics.height() + 1)
            painter.setFont(_small(option.font))
            painter.setPen(QColor(tokens.second if offer.reason else tokens.attention))
            painter.drawText(text, flags | int(Qt.TextFlag.TextWordWrap), below)
        painter.restore()

    def _wide(self) -> int:
        return max(self._list.viewport().width() - CODE - 10, 200)


def _below(offer: FormOffer) -> str:
    if offer.reason:
        return words.visible(_("Does not apply: {reason}").format(reason=offer.reason))
    return words.visible(" ".join(offer.warnings))


def _told(offer: FormOffer) -> str:
    return f"{offer.form}, {words.visible(offer.title)}. {_below(offer)}".strip()


def _small(base: QFont) -> QFont:
    small = QFont(base)
    small.setPixelSize(max(base.pixelSize() - 1, 10))
    return small


def _height(font: QFont, wide: int, text: str) -> int:
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(0, 0, wide, 4_000, flags, text).height()
