"""Garbage is collected on the window's own thread: Qt's objects may not die on another."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200  # ms


class GarbageCollector(QObject):
    """Takes the place of Python's own collector, which runs on whatever thread fills it up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """No worker is left: Python collects by itself again."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        for generation in (2, 1, 0):
            limit = gc.get_threshold()[generation]
            if limit and gc.get_count()[generation] > limit:
                gc.collect(generation)
                return
