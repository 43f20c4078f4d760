"""The shell: first start, log-in, lock, and the work area of whoever is logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from asset_recovery.domain.errors import NotPermitted
from asset_recovery.i18n import _, use_language
from asset_recovery.paths import resources
from asset_recovery.ui.actions import make_actions, shortcut_list
from asset_recovery.ui.commands import Commands
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.dialogs import Dialogs, WindowDialogs
from asset_recovery.ui.idle_lock import IDLE_MINUTES, IdleLock
from asset_recovery.ui.pages.gate import LogInPage
from asset_recovery.ui.place import TODAY, Place
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.task_runner import Runner, TaskRunner
from asset_recovery.ui.theme import Theme
from asset_recovery.ui.work_area import WorkArea

if TYPE_CHECKING:
    from asset_recovery.ui.long_work import LongWork
    from asset_recovery.ui.office import DemoUser, FirstRun, NewOffice, Office, Session

NAME = "Asset Recovery"
CASE_PAGES = frozenset({"case", "schedule", "dossier"})


class MainWindow(QMainWindow):
    """One window on one office. Without an office it offers to make one (`first_run`)."""

    def __init__(
        self, theme: Theme, preferences: Preferences, runner: Runner,
        office: Office | None = None, first_run: FirstRun | None = None,
        clock: Callable[[], date] = date.today, dialogs: Dialogs | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._preferences, self._runner = theme, preferences, runner
        self._office, self._first_run, self._clock = office, first_run, clock
        self.dialogs: Dialogs = dialogs if dialogs is not None else WindowDialogs(self)
        self._session: Session | None = None
        self.work: WorkArea | None = None
        self._long_work: LongWork | None = None
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.setWindowTitle(_(NAME))
        self.log_in = LogInPage()
        self.stack.addWidget(self.log_in)
        self.log_in.entered.connect(self._enter)
        self.log_in.other_user.connect(self.log_out)
        self.idle = IdleLock()
        self.idle.idle.connect(self.lock)
        self._make_actions()
        self._restore()
        self._begin()

    def open_office(self, office: Office, users: tuple[DemoUser, ...] = ()) -> None:
        """Ask for the log-in of an office."""
        self._office = office
        self.log_in.ask(office.facts().name)
        self.log_in.show_demo_users(users)
        self._allow(False)
        self.stack.setCurrentWidget(self.log_in)

    def enter_as(self, session: Session) -> None:
        """Work as somebody who is logged in to the office already."""
        self._entered(session)

    def work_area(self) -> WorkArea:
        """The work area of whoever is logged in."""
        if self.work is None:
            raise RuntimeError("nobody is logged in")
        return self.work

    def go(self, place: Place) -> None:
        """Show a place, if somebody is logged in and the window is not locked."""
        if self.work is not None and self.stack.currentWidget() is self.work:
            self.work.go(place)

    def lock(self) -> None:
        """Hide every page, close what is open and forget names until the password is given."""
        if self.work is None or self._session is None:
            return
        self.idle.stop()
        for window in QGuiApplication.topLevelWindows():
            if window is not self.windowHandle() and window.isVisible():
                window.close()
        self.work.pages.forget()
        self.log_in.ask("", self._session.user, locked=True)
        self.log_in.show_demo_users(())
        self._allow(False)
        self.stack.setCurrentWidget(self.log_in)
        self.setWindowTitle(_("{name}, locked").format(name=_(NAME)))

    def log_out(self) -> None:
        """End the session; the next person starts afresh."""
        self.idle.stop()
        self._drop_work()
        if self._office is not None:
            self._office.log_out()
            self.open_office(self._office)
        self.setWindowTitle(_(NAME))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.keep("geometry", self.saveGeometry())
        self.idle.stop()
        close = getattr(self._runner, "close", None)
        if close is not None:
            close()
        super().closeEvent(event)

    def _begin(self) -> None:
        if self._office is not None:
            self.open_office(self._office)
        elif self._first_run is not None:
            self._ask_first_run(self._first_run)
        self._allow(False)

    def _ask_first_run(self, first_run: FirstRun) -> None:
        from asset_recovery.ui.pages.first_run_page import FirstRunPage

        self.first_page = FirstRunPage(first_run.legal_systems())
        self.stack.addWidget(self.first_page)
        self.stack.setCurrentWidget(self.first_page)
        refuse = self.first_page.refuse

        def make(wanted: NewOffice) -> None:
            self._runner.run_long(
                _("Making the office"), lambda progress: first_run.make_office(wanted, progress),
                self.open_office, lambda error: refuse(str(error)),
            )  # fmt: skip

        def demo() -> None:
            self._runner.run_long(
                _("Opening the demonstration office"), first_run.open_demo,
                lambda found: self.open_office(*found), lambda error: refuse(str(error)),
            )  # fmt: skip

        self.first_page.make.connect(make)
        self.first_page.demo.connect(demo)

    def _enter(self, user: str, password: str) -> None:
        office = self._office
        if office is None:
            return

        def failed(error: BaseException) -> None:
            if not isinstance(error, NotPermitted):
                raise error
            self.log_in.refuse("\n".join(reason.text for reason in error.reasons))

        self._runner.read(lambda: office.log_in(user, password), self._entered, failed)

    def _entered(self, session: Session) -> None:
        if self.work is None or self._session != session:
            self._drop_work()
            self._session = session
            self._make_work(session)
        assert self.work is not None
        self.stack.setCurrentWidget(self.work)
        self.setWindowTitle(_(NAME))
        self._allow(True)
        self.work.go(self.work.history.here or self._first_place())
        self.work.read_counts()
        self.idle.start()
        desk = self.work.desk
        self.work.offer_unfinished()
        desk.commands.read(self._office_must_change, self._ask_password, self.work)

    def _office_must_change(self) -> bool:
        return self._office is not None and self._office.must_change()

    def _ask_password(self, must: bool) -> None:
        """Whoever got a password from somebody else is asked to change it."""
        if must and self.work is not None and self._session is not None:
            from asset_recovery.ui.editors.password_editor import PasswordEditor

            PasswordEditor(self.work.desk, self._session.user, self, must=True).open()

    def _first_place(self) -> Place:
        last = self._preferences.text("last_page", "today")
        registers = ("cases", "assets", "orders", "requests", "parties", "documents")
        return Place(last) if last in registers else TODAY

    def _make_work(self, session: Session) -> None:
        assert self._office is not None
        commands = Commands(self._office, self._runner, self.dialogs)
        desk = Desk(
            self._office, session, commands, self.dialogs, self._preferences, self._theme,
            self.go, self._clock,
        )  # fmt: skip
        note = _("locks after {minutes} min · Ctrl+Shift+L").format(minutes=IDLE_MINUTES)
        self.work = WorkArea(desk, self.actions_, note, self.speak)
        self.work.rail.set_narrow(self._preferences.number("rail_narrow", 0) == 1)
        self.stack.addWidget(self.work)
        if isinstance(self._runner, TaskRunner):
            self._runner.started.connect(self.work.status.work_started)
            self._runner.ended.connect(self.work.status.work_ended)
            self._watch_long_work(self._runner)

    def _watch_long_work(self, runner: TaskRunner) -> None:
        """Show what takes longer than two seconds, once for the life of the window."""
        if self._long_work is None:
            from asset_recovery.ui.long_work import LongWork

            self._long_work = LongWork(self)
            runner.started.connect(self._long_work.started)
            runner.ended.connect(self._long_work.ended)

    def _drop_work(self) -> None:
        if self.work is not None:
            self.work.pages.forget()
            self.stack.removeWidget(self.work)
            self.work.deleteLater()
        self.work, self._session = None, None

    def speak(self, language: str) -> None:
        """Show everything in another language, at the place where one is; nothing is lost."""
        use_language(language, resources() / "locale")
        self._preferences.keep("language", language)
        right = QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft
        direction = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        QGuiApplication.setLayoutDirection(direction)
        if self.work is None or self._session is None:
            return
        session, history = self._session, self.work.history
        for action in self.actions_.values():
            self.removeAction(action)
            action.deleteLater()
        self._make_actions()
        self._drop_work()
        self._session = session
        self._make_work(session)
        self.work_area().history = history
        self._entered(session)

    def _make_actions(self) -> None:
        self.actions_ = make_actions(self, self._slots())
        taste = self._preferences
        self.actions_["panel"].setChecked(taste.number("panel_hidden", 0) == 0)
        self.actions_["rail"].setChecked(taste.number("rail_narrow", 0) == 1)
        self.actions_["compact"].setChecked(self._theme.density == "compact")

    def _allow(self, allowed: bool) -> None:
        for name, action in self.actions_.items():
            action.setEnabled(allowed or name in {"quit", "about"})

    def _slots(self) -> dict[str, Callable[[], object]]:
        from asset_recovery.ui.window_slots import WindowSlots

        self._slot_owner = WindowSlots(self, self._theme, self._preferences)
        return self._slot_owner.all()

    def shortcuts(self) -> list[tuple[str, str]]:
        """(what, keys) that are valid now."""
        places: list[QAction] = list(self.work.actions()) if self.work is not None else []
        return shortcut_list([*self.actions_.values(), *places])

    def _restore(self) -> None:
        self.resize(1366, 768)
        if (geometry := self._preferences.geometry("geometry")) is not None:
            self.restoreGeometry(geometry)
        screen = QGuiApplication.primaryScreen()
        if screen is not None and not screen.availableGeometry().intersects(self.geometry()):
            self.move(screen.availableGeometry().topLeft())

    def open_action(self, action: str) -> None:
        """Open the editor of an action, filled with the record that is shown."""
        if self.work is None:
            return
        page = self.work.page()
        given: dict[str, object] = {}
        if page is not None and page.place.reference:
            kind = page.place.page
            given["case" if kind in CASE_PAGES else kind] = page.place.reference
            if page.case():
                given.setdefault("case", page.case())
        self.work.desk.open_editor(action, given, self)


def opener(window: MainWindow, action: str) -> Callable[[], object]:
    """A slot that opens the editor of an action."""
    return partial(window.open_action, action)
