"""What holds for every test: no display is needed, and nothing is left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

THREAD_PATIENCE = 2.0  # seconds for a thread that is about to end


def _windows() -> list[Any]:
    """Top-level widgets without a parent; none where Qt was never imported."""
    qt = sys.modules.get("PySide6.QtWidgets")
    if qt is None or qt.QApplication.instance() is None:
        return []
    return [widget for widget in qt.QApplication.topLevelWidgets() if widget.parent() is None]


def _delete_what_was_dismissed() -> None:
    """Let `deleteLater` and the garbage collector finish what a test has let go of."""
    core = sys.modules["PySide6.QtCore"]
    gc.collect()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a running thread or a top-level widget."""
    threads = set(threading.enumerate())
    windows = {id(widget) for widget in _windows()}
    yield
    left = [thread for thread in threading.enumerate() if thread not in threads]
    for thread in left:
        thread.join(THREAD_PATIENCE)
    running = [thread.name for thread in left if thread.is_alive()]
    assert not running, f"The test left threads running: {', '.join(running)}"
    if all(id(widget) in windows for widget in _windows()):
        return
    _delete_what_was_dismissed()
    kept = [widget for widget in _windows() if id(widget) not in windows]
    names = ", ".join(f"{type(widget).__name__} {widget.objectName()!r}" for widget in kept)
    assert not kept, f"The test left top-level widgets: {names}"
