"""Files from strangers are read in a process of their own, with limits that the system enforces."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.domain.progress import Progress, SilentProgress

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 60
_TICK_SECONDS = 0.1
_PATIENCE_SECONDS = 5.0

Found = TypeVar("Found")
Message = tuple[str, Any]
_Connection = multiprocessing.connection.Connection


class ChildError(RuntimeError):
    """A bug in the child, with the child's own trace."""


class _Reports:
    """The child's progress: sent to the parent, which also does the stopping."""

    def __init__(self, line: _Connection) -> None:
        self._line = line

    def step(self, done: int, total: int, text: str) -> None:
        """Tell the parent."""
        self._line.send(("step", (done, total, text)))


def run_in_child(
    function: Callable[..., Found],
    *arguments: Any,
    progress: Progress | None = None,
    memory: int = MEMORY,
    cpu_seconds: int = CPU_SECONDS,
    **named: Any,
) -> Found:
    """Call a module's function in a fresh process and give its result.

    `function` is called with `progress=` besides the arguments; all of them and the result must be
    picklable. Where the system can (not on Windows), memory is limited to `memory` bytes and
    computing to `cpu_seconds`; a child that hits a limit ends in `too_large`. `Cancelled` from
    `progress` ends the child and is passed on; an `AppError` of the child is raised here.
    """
    told = progress or SilentProgress()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_child,
        args=(theirs, function, arguments, named, memory, cpu_seconds),
        daemon=True,
    )
    child.start()
    theirs.close()
    try:
        return _listen(ours, told)  # type: ignore[no-any-return]
    finally:
        ours.close()
        if child.is_alive():
            child.terminate()
        child.join(_PATIENCE_SECONDS)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _listen(line: _Connection, progress: Progress) -> Any:
    last = (0, 0, "")
    while True:
        try:
            message: Message = line.recv() if line.poll(_TICK_SECONDS) else ("step", last)
        except EOFError:
            raise _ended() from None
        kind, content = message
        if kind == "step":
            last = content
            progress.step(*last)
        elif kind == "done":
            return content
        elif kind == "refused":
            error, reasons = content
            raise error(reasons)
        elif kind == "memory":
            raise _ended()
        else:
            raise ChildError(content)


def _ended() -> ValidationFailed:
    text = (
        "The file needs more memory or computing than reading a file may take. Split it, or ask for"
        " it as CSV."
    )
    return ValidationFailed(Reason("too_large", text, field="file"))


def _child(
    line: _Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    memory: int,
    cpu_seconds: int,
) -> None:
    _limit(memory, cpu_seconds)
    with _BugsTold(line):
        _answer(line, function, arguments, named)
    line.close()


class _BugsTold:
    """A bug ends the child as it would end any process; its trace goes to the parent before."""

    def __init__(self, line: _Connection) -> None:
        self._line = line

    def __enter__(self) -> None:
        """Nothing is to be prepared."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> None:
        if error is not None:
            with suppress(BrokenPipeError):
                self._line.send(("failed", "".join(traceback.format_exception(error))))


def _answer(
    line: _Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    try:
        message: Message = ("done", function(*arguments, progress=_Reports(line), **named))
    except AppError as error:
        message = ("refused", (type(error), error.reasons))
    except MemoryError:
        message = ("memory", None)
    # The parent may have gone away meanwhile: then nobody waits for the answer.
    with suppress(BrokenPipeError):
        _send(line, message)


def _send(line: _Connection, message: Message) -> None:
    try:
        line.send(message)
    except MemoryError:
        line.send(("memory", None))


def _limit(memory: int, cpu_seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_seconds)):
        hard = resource.getrlimit(kind)[1]
        bounded = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        # Some systems know a limit by name only: then the limits of the reader still hold.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bounded, hard))
