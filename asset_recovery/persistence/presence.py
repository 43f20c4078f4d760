"""Who has an office open: one file and one lock a process, and a gate for work that needs it alone.

Each process holds the lock of its own presence file, so a file whose lock is free was left behind
by a crash. Entering passes a gate; whoever needs the office alone keeps the gate shut.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.file_lock import FileLock

GATE_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the office open: the machine's name for the person, the machine, process, since."""

    user: str
    host: str
    pid: int
    started: str

    def __str__(self) -> str:
        return f"{self.user}@{self.host} ({self.pid}, {self.started})"


def _me(now: Callable[[], str]) -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "unknown"
    return Holder(user, platform.node() or "unknown", os.getpid(), now())


def _holder(path: Path) -> Holder:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            str(known["user"]), str(known["host"]), int(known["pid"]), str(known["started"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("unknown", "unknown", 0, "")


class Presence:
    """This process in the office. `left_behind` are those whose process ended without leaving."""

    def __init__(
        self, folder: Path, now: Callable[[], str], patience: float = GATE_PATIENCE
    ) -> None:
        """Enter; raises `StorageFailed` with `office_busy` while somebody needs it alone."""
        self.left_behind: tuple[Holder, ...] = ()
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        name = uuid.uuid4().hex
        self._file, lock_file = folder / f"{name}.json", folder / f"{name}.lock"
        with _gate(folder, patience):
            self.left_behind = tuple(_clean(folder))
            self._lock = FileLock(lock_file)
            self._lock.acquire()
            self._file.write_text(json.dumps(_fields(_me(now))), encoding="utf-8")

    def leave(self) -> None:
        """Leave the office; leaving twice does no harm."""
        self._file.unlink(missing_ok=True)
        self._lock.release()
        with suppress(OSError):
            self._lock.path.unlink(missing_ok=True)

    def others(self) -> list[Holder]:
        """Who else has the office open now."""
        return [holder for path, holder in _present(self._folder) if path != self._file]


def _fields(holder: Holder) -> dict[str, object]:
    return {
        "user": holder.user,
        "host": holder.host,
        "pid": holder.pid,
        "started": holder.started,
    }


@contextmanager
def _gate(folder: Path, patience: float) -> Iterator[None]:
    gate = FileLock(folder / "gate.lock")
    if not gate.acquire(patience):
        keeper = _holder(folder / "gate.json")
        raise StorageFailed(
            Reason(
                "office_busy",
                _(
                    "{keeper} is restoring or upgrading this office. Open it again afterwards."
                ).format(keeper=keeper),
            )
        )
    try:
        yield
    finally:
        gate.release()


def _present(folder: Path) -> list[tuple[Path, Holder]]:
    """Presence files whose lock is held."""
    found = []
    for file in sorted(folder.glob("*.json")):
        if file.name == "gate.json":
            continue
        lock = FileLock(file.with_suffix(".lock"))
        if lock.acquire():
            lock.release()
        else:
            found.append((file, _holder(file)))
    return found


def _clean(folder: Path) -> Iterator[Holder]:
    """Remove what crashed processes left behind; only called with the gate held."""
    for lock_file in sorted(folder.glob("*.lock")):
        if lock_file.name == "gate.lock":
            continue
        lock = FileLock(lock_file)
        if not lock.acquire():
            continue
        file = lock_file.with_suffix(".json")
        if file.exists():
            yield _holder(file)
        file.unlink(missing_ok=True)
        lock.release()
        lock_file.unlink(missing_ok=True)


@contextmanager
def alone(
    folder: Path, now: Callable[[], str], patience: float = GATE_PATIENCE
) -> Iterator[tuple[Holder, ...]]:
    """Have the office alone for the block; yields whom crashes left behind.

    Raises `StorageFailed` with `office_busy`, naming everybody who has it open.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _gate(folder, patience):
        left = tuple(_clean(folder))
        here = _present(folder)
        if here:
            named = "; ".join(str(holder) for _file, holder in here)
            raise StorageFailed(
                Reason(
                    "office_busy",
                    _("The office must be closed for this. It is open at: {holders}.").format(
                        holders=named
                    ),
                )
            )
        note = folder / "gate.json"
        note.write_text(json.dumps(_fields(_me(now))), encoding="utf-8")
        try:
            yield left
        finally:
            note.unlink(missing_ok=True)
