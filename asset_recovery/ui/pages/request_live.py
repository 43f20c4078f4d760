"""The request as it will print, made anew while typing: one reading at a time, the newest wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from asset_recovery.domain.errors import AppError
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.request_office import Trial

QUIET, LONGEST = 160, 480  # milliseconds without a key, and after the first one, until a reading


class LiveReading(QObject):
    """Reads a trial of the request after typing; `shown` gets each one, never an older one late.

    `asked` tells what is typed and the second language that is wanted.
    """

    def __init__(
        self,
        desk: Desk,
        reference: str,
        asked: Callable[[], tuple[Mapping[str, object], str | None]],
        shown: Callable[[Trial], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._reference, self._asked, self._shown = desk, reference, asked, shown
        self._number = 0
        self._busy = self._again = False
        self._quiet, self._longest = QTimer(self), QTimer(self)
        for timer, wait in ((self._quiet, QUIET), (self._longest, LONGEST)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.read)

    def ask(self) -> None:
        """Something was typed: read when it pauses."""
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def read(self) -> None:
        """Read now, or as soon as the reading under way has come back."""
        self._quiet.stop()
        self._longest.stop()
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._number += 1
        number, (edits, beside) = self._number, self._asked()
        typed = dict(edits)
        office, reference = self._desk.office, self._reference

        self._desk.commands.read(
            lambda: office.requests.preview(reference, typed, beside=beside),
            lambda found: self._came(number, found),
            self,
            lambda error: self._failed(number, error),
        )

    def drop(self) -> None:
        """What is being read is of no use any more."""
        self._number += 1
        self._busy = False

    def _came(self, number: int, found: Trial) -> None:
        if number != self._number:
            return
        self._busy = False
        self._shown(found)
        if self._again:
            self.read()

    def _failed(self, number: int, error: BaseException) -> None:
        if not isinstance(error, AppError):
            self._busy = False
            self._desk.commands.fail(error)
        else:
            told = " ".join(one.text for one in error.reasons)
            self._came(number, Trial(None, problem=told))
