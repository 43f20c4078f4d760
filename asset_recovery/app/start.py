"""Start: the shell is painted first, the services are warmed up behind it."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from asset_recovery.app.first_run import FirstStart
from asset_recovery.app.window_office import WindowOffice
from asset_recovery.domain.errors import AppError
from asset_recovery.i18n import use_language
from asset_recovery.paths import default_office, resources
from asset_recovery.ui import crash_report
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.task_runner import TaskRunner
from asset_recovery.ui.theme import Theme

MEGABYTES = 10
WARM_UP_AFTER = 1_500  # ms: the log-in and the first page, read without the services, come first
BACKUP_EVERY = 30 * 60 * 1000
TIMERS_AFTER = 20_000  # ms: what fell due is written once the first work is done
TIMERS_EVERY = 10 * 60 * 1000


def show_window(place: Path | None) -> int:
    """Show the window until it is closed."""
    gc.disable()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Asset Recovery")
    app.setOrganizationName("AssetRecovery")
    window = make_window(app, place or default_office(), date.today)
    window.show()
    gc.freeze()  # the runner's own collector looks after the rest, on this thread
    return int(app.exec())


def make_window(app: QApplication, place: Path, clock: Callable[[], date]) -> MainWindow:
    """The window on the office in this place, or with the offer to make one."""
    theme = Theme(app)
    preferences = Preferences(QSettings())
    use_language(preferences.text("language", "en"), resources() / "locale")
    preferences.dress(theme)
    runner = TaskRunner()
    office = WindowOffice(place) if WindowOffice.is_there(place) else None
    window = MainWindow(
        theme, preferences, runner, office, first_run=FirstStart(place), clock=clock
    )
    crash_report.install(lambda: window)
    app.aboutToQuit.connect(runner.close)
    if office is not None:
        app.aboutToQuit.connect(office.close)
        QTimer.singleShot(WARM_UP_AFTER, lambda: runner.read(office.warm_up, _nothing, _cold))
        timer = QTimer(window)
        timer.timeout.connect(lambda: runner.write(office.backup_if_changed, _nothing, _cold))
        timer.start(BACKUP_EVERY)
        QTimer.singleShot(TIMERS_AFTER, lambda: runner.write(office.run_timers, _nothing, _cold))
        minutes = QTimer(window)
        minutes.timeout.connect(lambda: runner.write(office.run_timers, _nothing, _cold))
        minutes.start(TIMERS_EVERY)
    QTimer.singleShot(WARM_UP_AFTER, lambda: _keep_log(place))
    return window


def _nothing(_result: object) -> None:
    """The services are ready; nobody waits for them."""


def _cold(error: BaseException) -> None:
    """The services could not be built: whoever asks for them is told why."""
    if not isinstance(error, AppError):
        raise error


def _keep_log(place: Path) -> None:
    """A technical log of ids and codes, without names or amounts (reliability.md D29)."""
    from logging.handlers import RotatingFileHandler

    folder = place / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    handler = RotatingFileHandler(
        folder / "technical.log", maxBytes=MEGABYTES * 2**20, backupCount=10, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("asset_recovery").addHandler(handler)
