"""A lock on a file that the system drops by itself when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


class FileLock:
    """An exclusive lock held by this object; two objects exclude each other in one process too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self, patience: float = 0.0) -> bool:
        """Take the lock, waiting at most `patience` seconds; whether it was taken."""
        end = time.monotonic() + patience
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        while not _taken(handle):
            if time.monotonic() >= end:
                os.close(handle)
                return False
            time.sleep(0.02)
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back; closing the file does it on every system."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
