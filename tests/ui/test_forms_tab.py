"""Office ▸ Forms: versions, faults, and how a form prints before anybody uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.forms_tab import FormsTab
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice

Opened = list[tuple[str, dict[str, object]]]


@pytest.fixture
def opened() -> Opened:
    """The editors that were asked for."""
    return []


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, opened: Opened) -> FormsTab:
    """The forms of the office, seen by an administrator."""
    desk.session = type(desk.session)("admin", "Iris", ("administrator",))
    made = FormsTab(desk, lambda action, given: opened.append((action, given)))
    qtbot.addWidget(made)
    made.show()
    return made


def told(tab: FormsTab) -> str:
    return "\n".join(one.text() for one in tab.findChildren(QLabel))


def test_the_first_form_in_force_is_shown_with_long_answers(
    tab: FormsTab, office: FakeOffice
) -> None:
    assert office.requests.samples == [("EU-01", True, "en", "")]
    assert tab.preview.pages() == 1
    assert "EU-01 1: nothing is wrong with this form." in told(tab)


def test_it_can_be_looked_at_empty(tab: FormsTab, office: FakeOffice) -> None:
    tab.filled.setCurrentIndex(1)
    assert office.requests.samples[-1] == ("EU-01", False, "en", "")


def test_faults_of_a_form_stand_below_the_list_with_who_installed_it(tab: FormsTab) -> None:
    table = tab.findChild(ShortTable)
    assert table is not None
    table.selectRow(2)
    assert tab.form is not None
    assert tab.form.form == "OWN-1"
    assert "Faults of OWN-1 2" in told(tab)
    assert "installed by admin" in told(tab)


def test_a_faulty_file_is_not_installed_and_says_why(
    tab: FormsTab, dialogs: RecordedDialogs, opened: Opened
) -> None:
    install = next(b for b in tab.findChildren(QPushButton) if b.text().startswith("Install"))
    dialogs.path = Path("faulty.toml")
    install.click()
    assert "faulty.toml cannot be installed" in told(tab)
    assert opened == []
    dialogs.path = Path("own_1.toml")
    install.click()
    assert opened == [("install_form", {"file": "own_1.toml"})]
