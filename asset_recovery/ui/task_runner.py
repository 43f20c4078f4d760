"""The only threads: one worker that writes, in order, one that reads, one that turns pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from asset_recovery.domain.errors import Cancelled, Reason, RuleViolation
from asset_recovery.ui.garbage import GarbageCollector

Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Runner(Protocol):
    """How pages have work done; `then` and `failed` are called on the window's own thread."""

    def read(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Read something."""

    def turn(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Read the rows of a list that somebody looks at; never behind a longer reading."""

    def write(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Change something; in the order given."""

    def run_long(
        self, title: str, work: Callable[[WindowProgress], Any], then: Then, failed: Failed
    ) -> None:
        """A long operation with progress and Cancel; one at a time."""


class WindowProgress(QObject):
    """Progress as services see it; its signal reaches the window, its `cancel` the service."""

    stepped = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()
        self._last = -1

    def step(self, done: int, total: int, text: str) -> None:
        """Report; raises `Cancelled` once a person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        share = done * 200 // total if total else done
        if share != self._last or done == total:
            self._last = share
            self.stepped.emit(done, total, text)

    def cancel(self) -> None:
        """Ask the operation to stop at its next step."""
        self._stop.set()


class TaskRunner(QObject):
    """Three workers: commands are applied in the order given; a list never waits behind an import,
    nor the rows one scrolls to behind a count or a case."""

    started = Signal(str, object)
    ended = Signal(str)
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._turner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lists")
        self._garbage = GarbageCollector(self)
        self._is_closed = False
        self._long = ""
        self._progress: WindowProgress | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Read something on the reader."""
        self._submit(self._reader, work, then, failed)

    def turn(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Read rows of a list on the worker that does nothing else."""
        self._submit(self._turner, work, then, failed)

    def write(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Change something on the writer."""
        self._submit(self._writer, work, then, failed)

    def run_long(
        self, title: str, work: Callable[[WindowProgress], Any], then: Then, failed: Failed
    ) -> None:
        """A long operation on the writer; a second one is refused with a sentence."""
        if self._long:
            failed(busy(self._long))
            return
        self._long = title
        self._progress = progress = WindowProgress()
        self.started.emit(title, progress)

        def done(value: Any) -> None:
            self._end()
            then(value)

        def refused(error: BaseException) -> None:
            self._end()
            failed(error)

        self._submit(self._writer, lambda: work(progress), done, refused)

    def close(self) -> None:
        """Stop a long operation at its next step, wait for what is being written; then no more."""
        self._is_closed = True
        if self._progress is not None:
            self._progress.cancel()
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=True)
        self._turner.shutdown(wait=True)
        self._garbage.stop()

    def _end(self) -> None:
        title, self._long, self._progress = self._long, "", None
        self.ended.emit(title)

    def _submit(
        self, pool: ThreadPoolExecutor, work: Callable[[], Any], then: Then, failed: Failed
    ) -> None:
        if self._is_closed:
            return  # the last pictures of a window that is closed ask for rows that nobody will see
        future = pool.submit(work)
        future.add_done_callback(lambda done: self._finished.emit((done, then, failed)))

    @Slot(object)
    def _deliver(self, parcel: tuple[Future[Any], Then, Failed]) -> None:
        future, then, failed = parcel
        if error := future.exception():
            failed(error)
        else:
            then(future.result())


class InlineRunner:
    """The same contract without a thread: for tests and pictures."""

    def read(self, work: Callable[[], Any], then: Then, failed: Failed) -> None:
        """Do it now."""
        try:
            value = work()
        except Exception as error:  # noqa: BLE001 - the runner hands every failure to its caller
            failed(error)
        else:
            then(value)

    turn = write = read

    def run_long(
        self, title: str, work: Callable[[WindowProgress], Any], then: Then, failed: Failed
    ) -> None:
        """Do it now."""
        progress = WindowProgress()
        self.read(lambda: work(progress), then, failed)

    def close(self) -> None:
        """Nothing runs."""


def busy(title: str) -> RuleViolation:
    """The refusal of a second long operation."""
    return RuleViolation(
        Reason("office_busy", f"{title} is still running. Wait for it or cancel it first.")
    )
