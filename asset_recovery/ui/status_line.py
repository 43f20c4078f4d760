"""The line at the foot: journal, backup, background work with Cancel, the note of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QStatusBar

from asset_recovery.i18n import _
from asset_recovery.ui.task_runner import WindowProgress
from asset_recovery.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from asset_recovery.ui.office import OfficeState

PATIENCE = 300  # milliseconds before a command that runs is spoken of
SHOWN_FOR = 8000  # milliseconds that a passing message stays


class StatusLine(QStatusBar):
    """Says where the office stands and what runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setFixedHeight(25)
        self.setContentsMargins(12, 0, 12, 0)
        self.journal = label("")
        self.backup = label("")
        self.work = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(_("Background work"))
        self.stop = button(_("Cancel"), self._cancel, "link")
        self.note = label("")
        self._progress: WindowProgress | None = None
        self.addWidget(self.journal)
        self.addWidget(self.backup)
        for widget in (self.work, self.bar, self.stop, self.note):
            self.addPermanentWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._say_working)
        self.work_ended()

    def show_working(self, working: bool) -> None:
        """Say so if a command takes longer than one notices."""
        if working:
            self._patience.start()
            return
        self._patience.stop()
        if self._progress is None:
            self.work_ended()

    def _say_working(self) -> None:
        if self._progress is None:
            self.work.setText(_("Working…"))
            self.bar.setRange(0, 0)
            self.work.show()
            self.bar.show()

    def show_state(self, state: OfficeState) -> None:
        """What is known of journal and backup."""
        self.journal.setText(state.journal)
        self.backup.setText(state.backup)

    def show_note(self, text: str) -> None:
        """What the page says of itself."""
        self.note.setText(text)

    def say(self, text: str) -> None:
        """A passing message; a screen reader hears it as the description of the line."""
        self.setAccessibleDescription(text)
        self.showMessage(text, SHOWN_FOR)

    def work_started(self, title: str, progress: object) -> None:
        """Show a long operation with its Cancel."""
        if not isinstance(progress, WindowProgress):
            return
        self._progress = progress
        progress.stepped.connect(self._step)
        self.work.setText(title)
        self.bar.setRange(0, 0)
        for widget in (self.work, self.bar, self.stop):
            widget.show()

    def work_ended(self, _title: str = "") -> None:
        """Nothing runs."""
        self._progress = None
        for widget in (self.work, self.bar, self.stop):
            widget.hide()

    def _step(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        share = f" {done * 100 // total} %" if total else ""
        self.work.setText(f"{text}{share}")

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self.work.setText(_("Stopping…"))
