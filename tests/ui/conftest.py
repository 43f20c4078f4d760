"""What the window's tests share: a fake office, a desk, a window that is logged in."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.ui.commands import Commands
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.office import Session
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.place import Place
from asset_recovery.ui.preferences import MemoryStore, Preferences
from asset_recovery.ui.task_runner import InlineRunner
from asset_recovery.ui.theme import Theme
from tests.ui.fake_office import TODAY, FakeOffice


class RecordedDialogs:
    """Answers at once with what a test put in, and keeps every text."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answer = ""
        self.path: Path | None = None
        self.shown: list[Path] = []
        self.has_program = True

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Keep the text."""
        self.told.append(text)

    def confirm(self, title: str, text: str, verb: str, yes: Callable[[], object]) -> None:
        """Say yes."""
        self.asked.append(text)
        yes()

    def ask_text(
        self, title: str, text: str, answer: Callable[[str], object], secret: bool = False
    ) -> None:
        """Give the answer, if there is one."""
        self.asked.append(text)
        if self.answer:
            answer(self.answer)

    def ask_save(self, title: str, name: str, answer: Callable[[Path], object]) -> None:
        """Give the path, if there is one."""
        if self.path is not None:
            answer(self.path)

    def ask_open(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Give the path, if there is one."""
        if self.path is not None:
            answer(self.path)

    def show_file(self, path: Path) -> bool:
        """Keep which file was shown; there is a program unless a test says otherwise."""
        self.shown.append(path)
        return self.has_program


@pytest.fixture
def office() -> FakeOffice:
    """A fictional office."""
    return FakeOffice()


@pytest.fixture
def dialogs() -> RecordedDialogs:
    """Dialogs that answer at once."""
    return RecordedDialogs()


@pytest.fixture(scope="session")
def theme(qapp: Any) -> Theme:
    """The light scheme."""
    theme = Theme(qapp)
    theme.apply("light")
    gc.freeze()  # every test collects what it left; what all share need not be looked at again
    return theme


@pytest.fixture
def went() -> list[Place]:
    """The places that a page asked for."""
    return []


@pytest.fixture
def desk(office: FakeOffice, dialogs: RecordedDialogs, theme: Theme, went: list[Place]) -> Desk:
    """A desk for single pages."""
    runner = InlineRunner()
    commands = Commands(office, runner, dialogs)
    return Desk(
        office, Session("ferri", "Maria Ferri", ("asset_manager",)), commands, dialogs,
        Preferences(MemoryStore()), theme, went.append, lambda: TODAY,
    )  # fmt: skip


@pytest.fixture
def store() -> MemoryStore:
    """Where taste is kept."""
    return MemoryStore()


@pytest.fixture
def closed_window(
    qtbot: QtBot, office: FakeOffice, dialogs: RecordedDialogs, theme: Theme, store: MemoryStore
) -> Iterator[MainWindow]:
    """The window before anybody logged in."""
    window = MainWindow(
        theme, Preferences(store), InlineRunner(), office, clock=lambda: TODAY, dialogs=dialogs
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    yield window
    window.idle.stop()


@pytest.fixture
def window(closed_window: MainWindow) -> MainWindow:
    """The window of somebody who is logged in."""
    closed_window.log_in.entered.emit("ferri", "irref")
    return closed_window


@pytest.fixture
def over(qtbot: QtBot, desk: Desk) -> Page:
    """An empty page that dialogs are opened over."""
    page = Page(desk, Place("today"))
    qtbot.addWidget(page)
    return page
