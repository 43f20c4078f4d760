"""A row of one table dragged onto a row of another."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

ROW = "application/x-asset-recovery-row"


class DragMatch(QObject):
    """Rows of `source` can be dropped on rows of `target`; `dropped` tells both places."""

    dropped = Signal(int, int)

    def __init__(self, source: QTableView, target: QTableView) -> None:
        super().__init__(source)
        self._source, self._target = source, target
        self._from, self._onto = source.viewport(), target.viewport()
        self._pressed: QPoint | None = None
        self._onto.setAcceptDrops(True)
        self._from.installEventFilter(self)
        self._onto.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin a drag at the source, take the drop at the target."""
        if isinstance(event, QMouseEvent) and watched is self._from:
            return self._pull(event)
        if isinstance(event, QDropEvent) and watched is self._onto:
            return self._offer(event)
        return False

    def _pull(self, event: QMouseEvent) -> bool:
        where = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            self._pressed = where
        elif event.type() is QEvent.Type.MouseMove and self._pressed is not None:
            far = (where - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if event.buttons() & Qt.MouseButton.LeftButton and far:
                row = self._source.rowAt(self._pressed.y())
                self._pressed = None
                if row >= 0:
                    drag = QDrag(self._source)
                    drag.setMimeData(carried(row))
                    drag.exec(Qt.DropAction.LinkAction)
            return True
        return False

    def _offer(self, event: QDropEvent) -> bool:
        if not event.mimeData().hasFormat(ROW):
            return False
        row = self._target.rowAt(event.position().toPoint().y())
        if row < 0 and event.type() is not QEvent.Type.DragEnter:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(int(event.mimeData().data(ROW).data()), row)
        elif row >= 0:
            self._target.selectRow(row)
        return True


def carried(row: int) -> QMimeData:
    """What is carried: the place of the row at the source."""
    data = QMimeData()
    data.setData(ROW, QByteArray(str(row).encode()))
    return data
