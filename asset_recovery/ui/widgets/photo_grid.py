"""Photographs as a grid: chosen by mouse or keyboard, dragged in from the desktop, seen large."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from asset_recovery.domain.custody_facts import PhotoFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words

THUMBNAIL, HEIGHT = 150, 112
_A_ROW = 4
_CELL = QSize(THUMBNAIL + 18, HEIGHT + 40)


class PhotoGrid(QListWidget):
    """Small pictures under their titles; `opened` names one, `dropped` are files let go here."""

    opened = Signal(str)
    dropped = Signal(list)

    def __init__(self, photos: Sequence[PhotoFacts], *, takes: bool) -> None:
        super().__init__()
        self.setAccessibleName(_("Photographs"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(THUMBNAIL, HEIGHT))
        self.setGridSize(_CELL)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows = 2 if len(photos) > _A_ROW else 1
        self.setFixedHeight(rows * _CELL.height() + 16 if photos else 84)
        self.setAcceptDrops(takes)
        self._takes = takes
        blank = QPixmap(THUMBNAIL, HEIGHT)
        blank.fill(Qt.GlobalColor.transparent)
        for one in photos:
            item = QListWidgetItem(QIcon(blank), words.visible(one.title))
            item.setData(Qt.ItemDataRole.UserRole, one.document)
            item.setToolTip("")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, photo_words(one))
            item.setSizeHint(_CELL)
            self.addItem(item)
        self.itemActivated.connect(self._open)

    def chosen(self) -> list[str]:
        """The documents that are chosen, in the order of the grid."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        return [str(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows]

    def show_picture(self, document: str, content: bytes) -> None:
        """Put the small picture of a document in its place."""
        picture = QPixmap()
        if not picture.loadFromData(content):
            return
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == document:
                self.item(row).setIcon(QIcon(picture))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be let go here."""
        if self._takes and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """The same while they are moved over it."""
        if self._takes and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Files of this computer were let go."""
        urls = event.mimeData().urls()
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def photo_words(one: PhotoFacts) -> str:
    """What is known of a photograph in one line."""
    parts = [
        words.visible(one.title),
        words.day(one.on, ""),
        _("taken {at}").format(at=words.visible(one.taken_at)) if one.taken_at else "",
        _("at {position}").format(position=one.position) if one.position else "",
        words.visible(one.camera or ""),
        one.pixels or "",
        words.size(one.size),
        f"SHA-256 {one.hash[:12]}",
    ]
    return " · ".join(part for part in parts if part)
