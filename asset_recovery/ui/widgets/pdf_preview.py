"""The real PDF, page by page, with print and save: what one sees is what prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.widgets.page_view import PageView
from asset_recovery.ui.widgets.plain import button, label


class PdfPreview(QFrame):
    """Shows bytes of a PDF; nothing of it is written to disk. `stopped`: Cancel was pressed."""

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.document = QPdfDocument(self)
        self.view = PageView(name, self)
        self.said = label(_("No paper yet."), "second", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stop = button(_("Cancel"), self.stopped.emit)
        self.stop.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addStretch(1)
        layout.addWidget(self.said)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addWidget(self.view, 100)
        self.view.hide()
        self.data = b""
        self._buffer: QBuffer | None = None

    def show_pdf(self, data: bytes) -> None:
        """Show a paper from now on."""
        before, kept = self.document, self._buffer
        self.data = data
        self.document, self._buffer = QPdfDocument(self), QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        good = self.document.status() is QPdfDocument.Status.Ready
        self.view.show_document(self.document if good else None)
        before.deleteLater()
        if kept is not None:
            kept.deleteLater()
        self.view.setVisible(good)
        self.said.setVisible(not good)
        self.said.setText("" if good else _("The paper could not be shown."))
        self.stop.hide()

    def say(self, text: str, making: bool = False) -> None:
        """Show a sentence instead of a paper; while it is being made, Cancel stands below it."""
        self.view.hide()
        self.stop.setVisible(making)
        self.said.setText(text)
        self.said.show()

    def pages(self) -> int:
        """How many pages the paper has."""
        return self.document.pageCount() if self.data else 0

    def save(self, path: Path) -> None:
        """Write the paper as it was made."""
        path.write_bytes(self.data)

    def print_paper(self, parent: QWidget, done: Callable[[], object]) -> None:
        """Ask for a printer and print every page at its own size."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def send() -> None:
            self._send(printer)
            done()

        dialog.accepted.connect(send)
        dialog.setModal(True)
        dialog.show()

    def _send(self, printer: object) -> None:
        painter = QPainter(printer)  # type: ignore[call-overload]
        for page in range(self.pages()):
            if page:
                printer.newPage()  # type: ignore[attr-defined]
            area = QRectF(painter.viewport())
            points = self.document.pagePointSize(page)
            scale = min(area.width() / points.width(), area.height() / points.height())
            size = QSize(int(points.width() * scale), int(points.height() * scale))
            painter.drawImage(0, 0, self.document.render(page, size))
        painter.end()
