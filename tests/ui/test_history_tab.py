"""The tab that tells every change of a record: read in pages, narrowed by words, readable whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.history_table import COLUMNS, HistoryTable
from asset_recovery.ui.widgets.tabs import Tabs
from tests.ui.fake_case import YACHT


@pytest.fixture
def history(qtbot: QtBot, desk: Desk) -> HistoryTable:
    """The history of the yacht."""
    made = HistoryTable(desk, "asset", YACHT)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def cells(history: HistoryTable, row: int) -> dict[str, str]:
    """A row by its columns."""
    at = {column.key: place for place, column in enumerate(COLUMNS)}
    return {key: history.model.index(row, place).data() for key, place in at.items()}


def test_a_change_shows_when_who_what_before_and_after(history: HistoryTable) -> None:
    row = cells(history, 0)
    assert row["on"] == "20 Apr 2026"
    assert (row["actor"], row["title"]) == ("Maria Ferri", "Change the asset")
    assert (row["field"], row["old"]) == ("description", "Motor yacht")
    assert row["new"] == "Motor yacht Meridian Star, 62 m"
    assert cells(history, 1)["old"] == "–"  # nothing was there before


def test_earlier_changes_come_when_they_are_asked_for(history: HistoryTable) -> None:
    assert history.said.text() == "2 changes"
    history.more.click()
    assert history.said.text() == "3 changes"
    assert history.more.isHidden()


def test_words_narrow_the_history(history: HistoryTable) -> None:
    QTest.keyClicks(history.box, "marina")
    QTest.keyClick(history.box, Qt.Key.Key_Return)
    assert [cells(history, row)["field"] for row in range(history.model.rowCount())] == ["location"]
    history.box.setText("no such word")
    history.reload()
    assert history.said.text() == "No change holds these words."


def test_what_is_cut_off_is_readable_below_the_table_with_its_reason(history: HistoryTable) -> None:
    history.table.selectRow(0)
    shown = [one.text() for one in history.findChildren(QLabel) if one.isVisible()]
    assert "seen on board" in shown
    assert any("journal entry 31" in text for text in shown)


@pytest.mark.parametrize(
    ("page", "reference"),
    [
        ("case", "AR-2026-0017"), ("asset", YACHT), ("order", "14 FR 221/26"),
        ("request", "MLA-2026-0034"), ("party", "P-000031"), ("document", "D-0001"),
    ],
)  # fmt: skip
def test_every_record_page_has_its_history(window: MainWindow, page: str, reference: str) -> None:
    window.go(Place(page, reference))
    shown = window.work_area().pages.page
    assert shown is not None
    tabs = next(one for one in shown.findChildren(Tabs) if "history" in one.buttons)
    tabs.show_tab("history")
    assert tabs.findChildren(HistoryTable)


def test_tabs_for_which_there_is_no_room_are_behind_more(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    names = [f"tab {number}" for number in range(9)]
    tabs.show_tabs([(name, f"A long title {name}", QLabel) for name in names], "tab 8")
    tabs.resize(400, 200)
    tabs.show()
    assert tabs.bar.more.isVisible()
    assert tabs.buttons["tab 8"].isVisible()  # the one that is shown stays in sight
    hidden = tabs.bar.hidden_names()
    tabs.show_tab(hidden[0])
    assert tabs.buttons[hidden[0]].isVisible()
    tabs.resize(3_000, 200)
    assert tabs.bar.hidden_names() == []
