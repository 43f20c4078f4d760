"""The tab of legal systems: what it shows, a file refused, a rule confirmed, a story tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.office import Session
from asset_recovery.ui.pages.law_tab import LawState, LawTab
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.conftest import RecordedDialogs

Opened = list[tuple[str, dict[str, object]]]


@pytest.fixture
def opened() -> Opened:
    """The editors that the tab opened."""
    return []


def shown(qtbot: QtBot, desk: Desk, opened: Opened, *roles: str) -> LawTab:
    """The tab as somebody with these roles sees it."""
    desk.session = Session("ferri", "Maria Ferri", roles)
    tab = LawTab(desk, LawState(), lambda action, given: opened.append((action, given)))
    qtbot.addWidget(tab)
    return tab


def tables(tab: LawTab) -> dict[str, ShortTable]:
    """The lists that are shown, by their titles."""
    return {table.accessibleName(): table for table in tab.findChildren(ShortTable)}


def press(tab: LawTab, text: str) -> None:
    """Press the button that says this."""
    found = [one for one in tab.findChildren(QPushButton) if one.text() == text]
    found[-1].click()


def test_systems_and_their_rules_are_listed(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    tab = shown(qtbot, desk, opened, "auditor")
    assert tables(tab)["Legal systems"].model().rowCount() == 2
    assert tables(tab)["Generic (UNTOC, UNCAC), 1"].model().rowCount() == 2


def test_another_system_is_chosen_by_its_row(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    tab = shown(qtbot, desk, opened, "auditor")
    tables(tab)["Legal systems"].opened.emit(1)
    assert "Our own act, 2" in tables(tab)


def test_a_faulty_file_is_not_installed_and_its_faults_are_listed(
    qtbot: QtBot, desk: Desk, opened: Opened, dialogs: RecordedDialogs
) -> None:
    tab = shown(qtbot, desk, opened, "administrator")
    dialogs.path = Path("bad.toml")
    press(tab, "Install from a file…")
    assert not opened
    assert tables(tab)["bad.toml cannot be installed"].model().rowCount() == 1


def test_a_good_file_goes_to_the_editor(
    qtbot: QtBot, desk: Desk, opened: Opened, dialogs: RecordedDialogs
) -> None:
    tab = shown(qtbot, desk, opened, "administrator")
    dialogs.path = Path("good.toml")
    press(tab, "Install from a file…")
    assert opened == [("install_legal_system", {"file": "good.toml"})]


def test_only_an_administrator_can_install(qtbot: QtBot, desk: Desk, opened: Opened) -> None:
    tab = shown(qtbot, desk, opened, "supervisor")
    found = [one for one in tab.findChildren(QPushButton) if one.text() == "Install from a file…"]
    assert not found[0].isEnabled()


@pytest.mark.parametrize(("role", "count"), [("legal_officer", 1), ("accountant", 0)])
def test_a_lawyer_confirms_a_rule_by_opening_it(
    qtbot: QtBot, desk: Desk, opened: Opened, dialogs: RecordedDialogs, role: str, count: int
) -> None:
    tab = shown(qtbot, desk, opened, role)
    tables(tab)["Generic (UNTOC, UNCAC), 1"].opened.emit(0)
    assert len(opened) == count
    assert len(dialogs.told) == 1 - count
    if opened:
        given = {"legal_system": "generic", "rule": "parameters.urgent_measure_days"}
        assert opened == [("confirm_rule", given)]


def test_a_case_is_tried_and_what_differs_is_listed(
    qtbot: QtBot, desk: Desk, opened: Opened
) -> None:
    tab = shown(qtbot, desk, opened, "supervisor")
    tab.case.show_reference("AR-2026-0017")
    tab.under.setCurrentIndex(tab.under.findData("ours@2"))
    press(tab, "Try this case")
    title = "ours@2 instead of generic@1: 1 of 1 steps differ"
    assert tables(tab)[title].model().rowCount() == 1


def test_a_file_is_tried(
    qtbot: QtBot, desk: Desk, opened: Opened, dialogs: RecordedDialogs
) -> None:
    tab = shown(qtbot, desk, opened, "supervisor")
    dialogs.path = Path("story.jsonl")
    press(tab, "Try a file…")
    assert any("steps differ" in title for title in tables(tab))
