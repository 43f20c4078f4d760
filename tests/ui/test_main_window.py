"""The shell: nothing before log-in, lock, ways between pages, keyboard, accessible names."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from asset_recovery.domain.registers import View
from asset_recovery.ui.gallery import places
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.office import NewOffice
from asset_recovery.ui.pages.asset_page import AssetPage
from asset_recovery.ui.palette import Palette
from asset_recovery.ui.place import History, Place
from asset_recovery.ui.preferences import MemoryStore, Preferences
from asset_recovery.ui.task_runner import InlineRunner, TaskRunner
from asset_recovery.ui.theme import Theme
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_case import YACHT
from tests.ui.fake_office import TODAY, FakeOffice


def shown_page(window: MainWindow) -> str:
    """The page that is shown."""
    page = window.work_area().page()
    return page.place.page if page is not None else ""


def test_nothing_of_a_record_is_read_or_painted_before_log_in(
    closed_window: MainWindow, office: FakeOffice
) -> None:
    assert office.log == []
    assert closed_window.work is None
    said = [label.text() for label in closed_window.findChildren(QLabel)]
    assert not any("2026" in text or "Lantern" in text for text in said)


def test_a_wrong_password_is_a_sentence_and_empties_the_field(closed_window: MainWindow) -> None:
    closed_window.log_in.entered.emit("ferri", "wrong")
    assert closed_window.log_in.problem.text() == "User name or password is wrong."
    assert closed_window.work is None


def test_after_log_in_today_is_shown_with_its_counts(window: MainWindow) -> None:
    assert shown_page(window) == "today"
    assert window.work_area().rail.buttons["assets"].count.text() == "4\u202f318"


def test_the_register_left_last_is_shown_first(
    qtbot: QtBot, office: FakeOffice, theme: Theme, store: MemoryStore
) -> None:
    store.setValue("last_page", "orders")
    window = MainWindow(theme, Preferences(store), InlineRunner(), office, clock=lambda: TODAY)
    qtbot.addWidget(window)
    window.log_in.entered.emit("ferri", "irref")
    assert shown_page(window) == "orders"
    window.idle.stop()


def test_locking_hides_pages_and_names_and_the_password_brings_them_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place("case", "AR-2026-0017"))
    window.lock()
    assert window.windowTitle() == "Asset Recovery, locked"
    assert window.stack.currentWidget() is window.log_in
    assert window.work_area().pages.count() == 0
    assert not window.actions_["find"].isEnabled()
    window.go(Place("assets"))
    assert window.stack.currentWidget() is window.log_in
    window.log_in.entered.emit("ferri", "irref")
    assert shown_page(window) == "case"


def test_being_idle_locks(window: MainWindow) -> None:
    window.idle.idle.emit()
    assert window.stack.currentWidget() is window.log_in


def test_another_user_after_the_lock_starts_afresh(window: MainWindow) -> None:
    window.go(Place("case", "AR-2026-0017"))
    window.lock()
    window.log_in.entered.emit("okafor", "rofako")
    assert shown_page(window) == "today"


def test_back_and_forward_walk_as_in_a_browser(window: MainWindow) -> None:
    window.go(Place("assets"))
    window.go(Place("asset", YACHT))
    window.work_area().back()
    assert shown_page(window) == "assets"
    window.work_area().back()
    assert shown_page(window) == "today"
    window.work_area().forward()
    assert shown_page(window) == "assets"
    assert window.work_area().top.forward_button.isEnabled()


def test_history_forgets_what_was_ahead_when_one_goes_elsewhere() -> None:
    history = History()
    for page in ("a", "b", "c"):
        history.visit(Place(page))
    history.back()
    history.visit(Place("d"))
    assert history.forward() is None
    assert history.back() == Place("b")


def test_every_place_of_the_gallery_can_be_shown_on_a_screen_of_1366_pixels(
    window: MainWindow,
) -> None:
    records = {
        "case": "AR-2026-0017",
        "asset": YACHT,
        "order": "14 FR 221/26",
        "request": "MLA-2026-0034",
        "party": "P-000031",
        "document": "D-0001",
    }
    for name, place in places(records):
        window.go(place)
        assert shown_page(window) == place.page
        assert window.minimumSizeHint().width() <= 1366, name
        assert window.width() == 1366, name


def test_what_was_recorded_is_read_anew_on_every_page(
    window: MainWindow, office: FakeOffice
) -> None:
    window.go(Place("case", "AR-2026-0017"))
    before = office.log.count("case_file AR-2026-0017")
    desk = window.work_area().desk
    desk.commands.give({"action": "add_note"}, lambda _r: None)
    assert office.log.count("case_file AR-2026-0017") == before + 1


def test_the_shortcuts_that_are_valid_can_be_listed(window: MainWindow) -> None:
    listed = dict(window.shortcuts())
    assert listed["Find or do…"] == "Ctrl+K"
    assert listed["Lock"] == "Ctrl+Shift+L"
    assert listed["Assets"] == "Alt+3"
    assert len({keys for _text, keys in window.shortcuts()}) == len(window.shortcuts())


def test_a_saved_view_stands_in_the_rail_and_can_be_forgotten(window: MainWindow) -> None:
    work = window.work_area()
    work.desk.preferences.keep_view("Mine", "assets", View(sort="reference", descending=True))
    work.read_counts()
    assert work.rail.views == ["Mine"]
    work.rail.forgotten.emit("Mine")
    assert work.rail.views == []


def test_the_side_panel_can_be_put_away_and_stays_away(window: MainWindow) -> None:
    window.go(Place("asset", YACHT))
    page = window.work_area().page()
    assert isinstance(page, AssetPage)
    assert page.steps_list.isVisible()
    window.actions_["panel"].trigger()
    assert not page.steps_list.isVisible()
    page.reload()
    assert not page.steps_list.isVisible()


def test_the_language_changes_at_the_place_where_one_is(window: MainWindow, qapp: Any) -> None:
    window.go(Place("assets"))
    window.go(Place("case", "AR-2026-0017"))
    window.speak("ar")
    assert shown_page(window) == "case"
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    window.work_area().back()
    assert shown_page(window) == "assets"
    window.speak("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert dict(window.shortcuts())["Lock"] == "Ctrl+Shift+L"


def test_pages_that_one_hurries_past_never_come_back_to_haunt(
    qtbot: QtBot, office: FakeOffice, theme: Theme, dialogs: RecordedDialogs
) -> None:
    runner = TaskRunner()
    window = MainWindow(
        theme, Preferences(MemoryStore()), runner, office, clock=lambda: TODAY, dialogs=dialogs
    )
    qtbot.addWidget(window)
    window.show()
    window.log_in.entered.emit("ferri", "irref")
    qtbot.waitUntil(lambda: window.work is not None)
    for _name, place in places(
        {"case": "AR-2026-0017", "asset": YACHT, "request": "MLA-2026-0034"}
    ):
        window.go(place)
    window.go(Place("asset", YACHT))
    page = window.work_area().page()
    assert isinstance(page, AssetPage)
    qtbot.waitUntil(lambda: page.file is not None)
    assert dialogs.told == []
    window.close()


def test_f6_walks_over_the_parts_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place("assets"))
    seen = set()
    for _step in range(6):
        window.actions_["next_pane"].trigger()
        focus = window.focusWidget()
        assert focus is not None
        seen.add(type(focus).__name__)
    assert {"RailButton", "Table"} <= seen


def open_palette(window: MainWindow) -> Palette:
    """The palette over the window."""
    window.actions_["find"].trigger()
    return next(d for d in window.findChildren(Palette) if d.isVisible())


def test_the_palette_goes_to_a_record_with_arrows_and_enter(
    window: MainWindow, qtbot: QtBot
) -> None:
    palette = open_palette(window)
    palette.box.setText("lantern")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert shown_page(window) == "case"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("> lock", "Lock   Ctrl+Shift+L"),
        ("@halcyon", "P-000031   Halcyon Marine Ltd  ·  legal person, Malta"),
        ("#MLA-2026", "MLA-2026-0034   Freezing of an account, Switzerland  ·  draft"),
        ("> record valuation", "Record valuation…"),
    ],
)
def test_the_palette_tells_commands_people_and_references_apart(
    window: MainWindow, typed: str, first: str
) -> None:
    palette = open_palette(window)
    palette.box.setText(typed)
    item = palette.list.currentItem()
    assert item is not None
    assert item.text() == first
    palette.close()


def named(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name: str = interface.text(QAccessible.Text.Name)
    return name or widget.accessibleName()


KINDS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


def test_every_control_of_every_page_has_an_accessible_name(window: MainWindow) -> None:
    records = {"case": "AR-2026-0017", "asset": YACHT, "request": "MLA-2026-0034"}
    nameless = set()
    for name, place in places(records):
        window.go(place)
        for control in window.findChildren(QWidget):
            inside_combo = isinstance(control.parent(), QComboBox)
            if isinstance(control, KINDS) and control.isVisible() and not inside_combo:
                internal = control.objectName().startswith("qt_")
                if not internal and not named(control):
                    nameless.add(f"{name}: {type(control).__name__}")
    assert not nameless - {n for n in nameless if n.endswith("QTableCornerButton")}


def test_a_dialog_opened_over_a_page_is_closed_by_the_lock(window: MainWindow) -> None:
    window.open_action("record_valuation")
    assert any(d.isVisible() for d in window.findChildren(QDialog))
    window.lock()
    assert not any(d.isVisible() for d in window.findChildren(QDialog))


class FakeFirstRun:
    """Makes the fake office."""

    def __init__(self) -> None:
        self.made: list[NewOffice] = []

    def legal_systems(self) -> tuple[tuple[str, str], ...]:
        """One."""
        return (("model", "Model legal system"),)

    def make_office(self, wanted: NewOffice, progress: object) -> FakeOffice:
        """Keep what was wanted."""
        self.made.append(wanted)
        return FakeOffice()

    def open_demo(self, progress: object) -> tuple[FakeOffice, tuple[()]]:
        """The fake office."""
        return FakeOffice(), ()


def test_without_an_office_the_first_start_makes_one_or_opens_the_demonstration(
    qtbot: QtBot, theme: Theme
) -> None:
    first_run = FakeFirstRun()
    window = MainWindow(theme, Preferences(MemoryStore()), InlineRunner(), first_run=first_run)
    qtbot.addWidget(window)
    page = window.first_page
    page.name.setText("Bureau")
    page.country.setText("mt")
    page.user.setText("ferri")
    page.user_name.setText("Maria Ferri")
    page.password.setText("a long pass phrase")
    page.again.setText("another")
    page.make_button.click()
    assert page.problem.text() == "The two passwords differ."
    page.again.setText("a long pass phrase")
    page.make_button.click()
    assert first_run.made[0].country == "MT"
    assert window.stack.currentWidget() is window.log_in


def test_the_first_window_needs_no_heavy_library() -> None:
    code = (
        "import sys; import asset_recovery.ui.main_window, asset_recovery.ui.pages.register_page;"
        "heavy={'sqlalchemy','reportlab','alembic','docx','babel','PySide6.QtPdf','PySide6.QtSql',"
        "'PySide6.QtSvg','dateutil','asset_recovery.ui.editors.command_editor'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
