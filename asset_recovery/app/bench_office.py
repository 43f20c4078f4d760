"""The office that `bench` made, opened for its windows: nobody else may open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer

from asset_recovery.app.first_desk import FirstDesk
from asset_recovery.app.start import WARM_UP_AFTER
from asset_recovery.app.window_office import WindowOffice
from asset_recovery.i18n import use_language
from asset_recovery.paths import resources
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.task_runner import TaskRunner
from asset_recovery.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.registers import RowSource
    from asset_recovery.services.office import Office


def _opened(folder: Path) -> Office:
    from asset_recovery.services.office import Office
    from asset_recovery.services.passwords import Hashing

    # Hashing belongs to no figure: the parameters with which the bench's user was made.
    return Office.open(folder, hashing=Hashing(8 * 1024, 1, 1), for_bench=True)


class BenchFirstDesk(FirstDesk):
    """The same, for the office that the bench made."""

    for_bench = True


class BenchWindowOffice(WindowOffice):
    """The same office for the window, opened by the bench."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self._first = BenchFirstDesk(place, date.today())

    @property
    def is_ready(self) -> bool:
        """Whether the services are built."""
        return self._session is not None

    def close(self) -> None:
        """Leave the office without a backup, so that the next process finds it left in order."""
        if self._session is not None:
            self._session.office.close(backup=False)

    def _begin(self) -> OfficeSession:
        from asset_recovery.app.session import OfficeSession

        return OfficeSession(_opened(self._place))


def make_bench_window(
    app: QApplication, place: Path
) -> tuple[MainWindow, Preferences, BenchWindowOffice]:
    """The window as `start` makes it."""
    theme = Theme(app)
    preferences = Preferences(QSettings())
    use_language(preferences.text("language", "en"), resources() / "locale")
    preferences.dress(theme)
    runner = TaskRunner()
    office = BenchWindowOffice(place)
    window = MainWindow(theme, preferences, runner, office, clock=date.today)
    QTimer.singleShot(WARM_UP_AFTER, lambda: runner.read(office.warm_up, _nothing, _nothing))
    return window, preferences, office


def _nothing(_result: object) -> None:
    """Nobody waits for it."""


@contextmanager
def asset_source(folder: Path, user: str) -> Iterator[RowSource[Any]]:
    """The asset register of the bench's office, as its user sees it."""
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.register_service import RegisterService

    office = _opened(folder)
    try:
        service = RegisterService(engine=office.reading, today=office.today)
        roles = frozenset({"case_officer"})
        yield service.source("assets", Actor(1, user, roles))
    finally:
        office.close(backup=False)
