"""What `bench` measures in processes of their own: windows from their start, tables of any size.

`python -m asset_recovery.app.bench_window WHAT …` prints one JSON object: moments are those of the
machine's monotonic clock, so that the process that started this one can subtract its own.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTableView, QWidget

PATIENCE = 120.0  # seconds
_WIDTH, _HEIGHT = 1366, 768
_PAGES = 60


class NeverPainted(RuntimeError):
    """The window did not come to what was waited for."""


def _painted(widget: QWidget) -> Callable[[], int]:
    """How often the widget has been painted."""
    from PySide6.QtCore import QEvent, QObject

    class Watcher(QObject):
        """Counts paint events."""

        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.count += 1
            return False

    watcher = Watcher(widget)
    widget.installEventFilter(watcher)
    return lambda: watcher.count


def _until(app: QApplication, holds: Callable[[], bool], pause: float = 0.0002) -> float:
    """Let the window live until something holds; the moment."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        app.processEvents()
        if holds():
            return time.monotonic()
        time.sleep(pause)
    raise NeverPainted


def empty() -> dict[str, float]:
    """An empty main window, painted: the limit of every start."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    count = _painted(window)
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    return {"painted": _until(app, lambda: count() > 0), "memory": _memory()}


def start(folder: str, user: str, password: str) -> dict[str, float]:
    """Our window on an office, from the import to the log-in to a register page with its rows."""
    gc.disable()
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from asset_recovery.app.bench_office import make_bench_window

    settings = str(Path(folder) / "bench-settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Asset Recovery")
    app.setOrganizationName("AssetRecoveryBench")
    window, preferences, office = make_bench_window(app, Path(folder))
    preferences.keep("last_page", "assets")
    count = _painted(window.log_in)
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    shown = _until(app, lambda: count() > 0)
    heavy = sorted(_HEAVY & sys.modules.keys())
    gc.freeze()
    gc.enable()
    asked = time.monotonic()
    window.log_in.entered.emit(user, password)
    rows = _until(app, lambda: _rows_painted(window))
    found = {"shown": shown, "asked": asked, "rows": rows, "memory": _memory()}
    first = sorted(_HEAVY & sys.modules.keys())
    ready = _until(app, lambda: office.is_ready, pause=0.005)
    window.close()
    office.close()
    return {**found, "ready": ready, "heavy": len(heavy), "heavy_at_rows": len(first)}


_HEAVY = frozenset({"sqlalchemy", "reportlab", "alembic", "xlsxwriter", "docx", "babel"})


def _rows_painted(window: QWidget) -> bool:
    """Whether a table of the window shows rows; what is asked to be painted is painted first."""
    from PySide6.QtWidgets import QTableView

    for table in window.findChildren(QTableView):
        model = table.model()
        if table.isVisible() and model is not None and model.rowCount() > 0:
            table.viewport().repaint()
            return True
    return False


def _memory() -> float:
    """Private memory of this process in megabytes; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    parts = [line.split() for line in lines if line.startswith("Private_")]
    return sum(int(part[1]) for part in parts) / 1024


def table(folder: str, user: str) -> dict[str, float]:
    """Our model over the asset register, in a plain table."""
    from PySide6.QtWidgets import QApplication

    from asset_recovery.app.bench_office import asset_source
    from asset_recovery.domain.registers import View
    from asset_recovery.ui.models.register import register
    from asset_recovery.ui.models.window_model import WindowModel

    app = QApplication(sys.argv[:1])
    columns = register("assets").columns
    with asset_source(Path(folder), user) as source:
        source.page(View((), "due_on"), None, 0, 1)  # connections are open on both sides

        def make() -> WindowModel:
            return WindowModel(source, columns, View((), "due_on"))

        return _scrolled(app, make, lambda _model: None)


def qt_table(path: str) -> dict[str, float]:
    """Qt's own model over a copy of the same rows; its SQLite never meets an office's file."""
    from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    database.setDatabaseName(path)
    if not database.open():
        raise NeverPainted

    def make() -> QSqlQueryModel:
        model = QSqlQueryModel()
        model.setQuery(
            "SELECT reference, description, type_code, case_reference, headline, management,"
            " value, valued_on, country, route, officer, due FROM line ORDER BY due_on, id",
            database,
        )
        return model

    def all_of(model: QSqlQueryModel) -> None:
        while model.canFetchMore():
            model.fetchMore()

    return _scrolled(app, make, all_of)


def _scrolled(
    app: QApplication, make: Callable[[], Any], fetch_all: Callable[[Any], None]
) -> dict[str, float]:
    """Milliseconds of the first paint, of a page, of the jump to the end.

    Megabytes: `view` with the first page painted (Qt's fonts and styles, the first rows), `memory`
    what the rows read since then have added.
    """
    from PySide6.QtWidgets import QTableView

    before = _memory()
    began = time.perf_counter()
    model = make()
    view = QTableView()
    _dress(view)
    view.setModel(model)
    count = _painted(view.viewport())
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    _until(app, lambda: count() > 0)
    first = time.perf_counter() - began
    shown = _memory()
    bar, pages = view.verticalScrollBar(), []
    for number in range(1, _PAGES + 1):
        began = time.perf_counter()
        bar.setValue(number * bar.pageStep())
        view.viewport().repaint()
        pages.append(time.perf_counter() - began)
    began = time.perf_counter()
    fetch_all(model)
    view.scrollToBottom()
    view.viewport().repaint()
    end = time.perf_counter() - began
    found = {
        "first": first * 1_000,
        "page": sorted(pages)[len(pages) // 2] * 1_000,
        "end": end * 1_000,
        "view": shown - before,
        "memory": _memory() - shown,
        "rows": float(model.rowCount()),
    }
    view.setModel(None)
    view.close()
    return found


def _dress(view: QTableView) -> None:
    from PySide6.QtWidgets import QHeaderView

    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(28)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


_WHAT: dict[str, Callable[..., dict[str, float]]] = {
    "empty": empty,
    "start": start,
    "table": table,
    "qt_table": qt_table,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_WHAT[sys.argv[1]](*sys.argv[2:])) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what was measured is said; Qt's own model leaves counts of None behind (PySide6)
