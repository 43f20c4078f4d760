"""The board and the calendar of deadlines: lanes, colours, keyboard, what can be done with one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.agenda_page import AgendaPage
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.month_grid import MonthGrid
from tests.ui.fake_office import TODAY, FakeOffice


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: FakeOffice) -> AgendaPage:
    """The board of deadlines of the office."""
    page = AgendaPage(desk, Place("agenda"))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.start()
    page.show()
    QTest.qWaitForWindowExposed(page)
    return page


def test_the_board_has_a_lane_with_its_cards_and_says_how_much_is_overdue(
    page: AgendaPage, office: FakeOffice
) -> None:
    (lane,) = page.lanes
    assert [row.title for row in lane.cards.rows] == ["Planning sheet", "Order ends"]
    assert page.head.quiet.text().endswith("1 overdue")
    said = lane.cards.data(lane.cards.index(0))
    assert str(said).startswith("Planning sheet, AMO-2026-000001-42, ")
    assert str(said).endswith("2 days over, by law")


def test_the_span_and_the_binding_are_asked_of_the_office(
    page: AgendaPage, office: FakeOffice
) -> None:
    page.span.setCurrentIndex(0)
    assert office.log[-1] == f"lanes person {TODAY + timedelta(days=7)}"
    page.binding.setCurrentIndex(1)
    assert page.wish().hard is True
    page.show_mode("case")
    assert office.log[-1].startswith("lanes case")


def test_enter_opens_the_record_of_a_card(
    page: AgendaPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(page.desk, "go_to_any", lambda record, _case: opened.append(record))
    page.lanes[0].setCurrentIndex(page.lanes[0].cards.index(0))
    QTest.keyClick(page.lanes[0], Qt.Key.Key_Return)
    assert opened == ["AMO-2026-000001-42"]


def test_m_offers_to_close_extend_suspend_and_set_another_date(page: AgendaPage) -> None:
    page.lanes[0].setCurrentIndex(page.lanes[0].cards.index(0))
    QTest.keyClick(page.lanes[0], Qt.Key.Key_M)
    texts = [action.text() for action in page.menu.actions() if action.text()]
    page.menu.close()
    assert texts[1:] == ["Close…", "Extend…", "Suspend…", "Set another date beside it…"]


def test_the_month_is_walked_by_keyboard_and_reads_the_day(
    page: AgendaPage, office: FakeOffice
) -> None:
    page.show_mode("month")
    assert office.log[-1] == f"days {page.grid.days[0]} {page.grid.days[-1]}"
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.grid.on == TODAY + timedelta(days=1)
    assert f"day {TODAY + timedelta(days=1)}" in office.log
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    assert page.grid.on == TODAY
    assert [row.title for row in page.of_day.cards.rows] == ["Planning sheet", "Order ends"]


def test_a_month_turns_to_the_last_day_of_a_shorter_one(qtbot: QtBot) -> None:
    grid = MonthGrid(date(2026, 1, 31))
    qtbot.addWidget(grid)
    grid.go_to(date(2026, 1, 31))
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.on == date(2026, 2, 28)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.on == date(2026, 3, 7)
    assert grid.days[0].isoweekday() == 1


def test_a_day_says_in_words_what_ends_on_it(page: AgendaPage) -> None:
    page.show_mode("month")
    place = page.grid.days.index(TODAY)
    item = page.grid.item(place // 7, place % 7)
    assert item is not None
    assert item.text().splitlines()[1:] == ["1 by law", "2 reminders"]
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).endswith("1 by law, 2 reminders")


def test_all_that_is_nobody_s_is_a_list_that_clearing_the_filters_widens(
    page: AgendaPage, went: list[Place], qtbot: QtBot
) -> None:
    page.all_of("person", "")
    view = went[-1].view
    assert view is not None
    assert view.where == "person is unknown"
    assert [found.column for found in view.filters] == ["due"]
    register = RegisterPage(page.desk, went[-1])
    qtbot.addWidget(register)
    register.filters.clear_all()
    assert register.model.view.where == ""
