"""Work that takes longer than two seconds: what, how far, how long, and Cancel that rolls back."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QProgressDialog, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.task_runner import WindowProgress
from asset_recovery.ui.widgets.plain import button, label

PATIENCE = 2_000  # milliseconds before the dialog is shown
_LEAST_DONE = 0.02  # share of the work from which the rest can be told


class LongWork(QObject):
    """Opens the progress dialog for the one long operation that runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._progress: WindowProgress | None = None
        self._title, self._said = "", (0, 0, "")
        self._since = QElapsedTimer()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE)
        self._wait.timeout.connect(self.show)
        self.dialog: QProgressDialog | None = None

    @Slot(str, object)
    def started(self, title: str, progress: WindowProgress) -> None:
        """Something long begins; the dialog comes only if it is not over soon."""
        self._title, self._progress, self._said = title, progress, (0, 0, "")
        progress.stepped.connect(self.step)
        self._since.start()
        self._wait.start()

    @Slot(str)
    def ended(self, _title: str) -> None:
        """It is over, done or cancelled."""
        self._wait.stop()
        self._progress = None
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    @Slot(int, int, str)
    def step(self, done: int, total: int, text: str) -> None:
        """How far it is."""
        self._said = (done, total, text)
        if self.dialog is not None:
            self._tell(self.dialog)

    def show(self) -> None:
        """Show the dialog now."""
        if self._progress is None or self.dialog is not None:
            return
        dialog = QProgressDialog(self._parent)
        dialog.setWindowTitle(self._title)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumDuration(0)
        dialog.setMinimumWidth(440)
        said: QLabel = label("", wrap=True)
        said.setMinimumHeight(52)
        dialog.setLabel(said)
        dialog.setCancelButton(button(_("Cancel")))
        dialog.canceled.disconnect()
        dialog.canceled.connect(self.cancel)
        self.dialog = dialog
        self._tell(dialog)
        dialog.show()

    @Slot()
    def cancel(self) -> None:
        """Stop at the next step; what was begun is rolled back."""
        if self._progress is not None:
            self._progress.cancel()
        if self.dialog is not None:
            self.dialog.setLabelText(_("Stopping; what was begun is taken back…"))

    def _tell(self, dialog: QProgressDialog) -> None:
        done, total, text = self._said
        dialog.setRange(0, total)
        dialog.setValue(done)
        lines = [self._title, words.visible(text), self._left(done, total)]
        dialog.setLabelText("\n".join(line for line in lines if line))

    def _left(self, done: int, total: int) -> str:
        """How long it will still take, once that can be said."""
        if not total or done < total * _LEAST_DONE or done >= total:
            return ""
        seconds = self._since.elapsed() * (total - done) // (done * 1_000)
        if seconds < 60:
            return _("about {seconds} s left").format(seconds=seconds + 1)
        return _("about {minutes} min left").format(minutes=seconds // 60 + 1)
