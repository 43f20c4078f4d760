"""The board by mouse and keyboard: a drop opens the step's editor or says what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.pages.board_page import BoardPage, Refusal
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card_table import NARROW, WIDE
from tests.ui.fake_office import FakeOffice

LEFT = Qt.MouseButton.LeftButton
SOUGHT = "legal:confiscation_proposed"
WHY = Reason("no_order", "No order holds this asset.", "record_order")
POSSESSION = StepOption(
    "record_valuation", "Take possession", True, leads=("legal:seized",)
)  # the fake office knows the editor of a valuation
BLOCKED = StepOption(
    "file_confiscation", "File for confiscation", False, (WHY,), leads=(SOUGHT,)
)  # fmt: skip
HOLD = StepOption("record_valuation", "Record an evidence hold", True, leads=("legal:seized",))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: FakeOffice) -> BoardPage:
    """The board of the office."""
    office.moves = (POSSESSION, BLOCKED)
    page = BoardPage(desk, Place("board"))
    qtbot.addWidget(page)
    page.resize(1900, 700)
    page.show()
    QTest.qWaitForWindowExposed(page)
    return page


def at_card(page: BoardPage, lane: str, row: int = 0) -> QPoint:
    """The middle of a card, in its column."""
    table = page.lanes[lane].table
    return table.visualRect(page.models[lane].index(row, 0)).center()


def carry(page: BoardPage, lane: str, to: str) -> None:
    """Take up the first card of a column and let it go over another column."""
    port = page.lanes[lane].table.viewport()
    start = at_card(page, lane)
    over = page.lanes[to].mapToGlobal(page.lanes[to].rect().center())
    QTest.mousePress(port, LEFT, pos=start)
    for part in (3, 2, 1):
        way = port.mapFromGlobal(over)
        QTest.mouseMove(port, QPoint(start.x() + (way.x() - start.x()) // part, way.y()))
    QTest.mouseRelease(port, LEFT, pos=port.mapFromGlobal(over))


def editors(page: BoardPage) -> list[CommandEditor]:
    """The editors that are open."""
    return [one for one in page.findChildren(CommandEditor) if one.isVisible()]


def test_columns_count_their_cards_and_are_narrow_while_they_have_none(page: BoardPage) -> None:
    seized, urgent = page.lanes["seized"], page.lanes["urgent"]
    assert (seized.count.text(), seized.width()) == ("14", WIDE)
    assert (urgent.count.text(), urgent.width()) == ("0", NARROW)
    assert page.head.quiet.text() == "40 assets"


def test_a_card_says_its_number_what_it_is_its_value_and_its_marks(page: BoardPage) -> None:
    said = page.models["seized"].data(page.models["seized"].index(0, 0))
    assert "2026-000000-K" in said
    assert "Meridian Star" in said
    assert "second person" in said
    assert "EUR" in said


def test_dropping_a_card_opens_the_editor_of_the_step_that_leads_there(
    page: BoardPage, office: FakeOffice
) -> None:
    carry(page, "frozen", "seized")
    editor = editors(page)[0]
    assert editor.spec.name == "record_valuation"
    assert editor.arguments()["asset"] == page.card("frozen", 0).reference  # type: ignore[union-attr]
    assert office.given == []  # nothing happens before the editor is given


def test_a_drop_that_is_not_possible_says_why_and_what_clears_it(page: BoardPage) -> None:
    carry(page, "seized", "sought")
    assert editors(page) == []
    refusal = page.findChildren(Refusal)[0]
    said = " ".join(one.text() for one in refusal.findChildren(QLabel))
    assert "File for confiscation" in said
    assert "No order holds this asset." in said
    assert any("order" in one.text().casefold() for one in refusal.findChildren(QPushButton))


def test_a_drop_where_no_step_leads_says_so(page: BoardPage) -> None:
    carry(page, "identified", "state")
    refusal = page.findChildren(Refusal)[0]
    said = " ".join(one.text() for one in refusal.findChildren(QLabel))
    assert "No single step leads there from “Identified”." in said


def test_where_several_steps_lead_there_one_is_chosen(page: BoardPage, office: FakeOffice) -> None:
    office.moves = (POSSESSION, HOLD)
    carry(page, "frozen", "seized")
    assert [one.text() for one in page.menu.actions()] == [
        "Take possession…", "Record an evidence hold…",
    ]  # fmt: skip
    page.menu.actions()[1].trigger()
    assert len(editors(page)) == 1
    page.menu.close()


def test_a_card_let_go_over_its_own_column_or_beside_all_stays(
    page: BoardPage, office: FakeOffice
) -> None:
    carry(page, "seized", "seized")
    assert "ways" not in " ".join(office.log)
    port = page.lanes["seized"].table.viewport()
    QTest.mousePress(port, LEFT, pos=at_card(page, "seized"))
    QTest.mouseMove(port, QPoint(5, -400))
    QTest.mouseRelease(port, LEFT, pos=QPoint(5, -400))
    assert "ways" not in " ".join(office.log)


def test_while_a_card_is_held_it_is_seen_and_the_column_under_it_is_marked(page: BoardPage) -> None:
    port = page.lanes["frozen"].table.viewport()
    QTest.mousePress(port, LEFT, pos=at_card(page, "frozen"))
    over = page.lanes["seized"].mapToGlobal(page.lanes["seized"].rect().center())
    QTest.mouseMove(port, port.mapFromGlobal(over))
    assert page.ghost.isVisible()
    assert page.lanes["seized"].property("drop") == "over"
    QTest.keyClick(page.lanes["frozen"].table, Qt.Key.Key_Escape)
    assert page.ghost.isHidden()
    assert page.lanes["seized"].property("drop") == ""
    QTest.mouseRelease(port, LEFT, pos=port.mapFromGlobal(over))
    assert editors(page) == []


def test_arrows_walk_over_cards_and_columns_and_enter_opens(
    page: BoardPage, went: list[Place]
) -> None:
    first = page.lanes["identified"].table
    first.setCurrentIndex(page.models["identified"].index(0, 0))
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(first, Qt.Key.Key_Right)
    frozen = page.lanes["frozen"].table
    assert frozen.currentIndex().row() == 1
    QTest.keyClick(frozen, Qt.Key.Key_Return)
    card = page.card("frozen", 1)
    assert card is not None
    assert went == [Place("asset", card.reference)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Menu, Qt.Key.Key_M])
def test_the_menu_of_a_card_moves_it_by_keyboard(page: BoardPage, key: Qt.Key) -> None:
    table = page.lanes["frozen"].table
    table.setCurrentIndex(page.models["frozen"].index(0, 0))
    QTest.keyClick(table, key)
    menu = page.menu
    assert isinstance(menu, QMenu)
    texts = [one.text() for one in menu.actions() if one.text()]
    assert texts[1:] == [
        "To Seized: Take possession…", "To Confiscation sought: not yet, say why",
    ]  # fmt: skip
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert len(editors(page)) == 1
    menu.close()


def test_the_board_of_a_case_shows_its_cards_alone(page: BoardPage) -> None:
    case = page.card("seized", 0).row.case  # type: ignore[union-attr]
    page.show_place(Place("board", case))
    assert page.head.title.text() == f"Board of {case}"
    assert page.head.quiet.text() == "1 asset"
    assert page.filters.buttons["case contains"].isHidden()
    page.show_place(Place("board"))
    assert page.head.quiet.text() == "40 assets"


def test_filters_narrow_every_column(page: BoardPage) -> None:
    kind = page.filters.chips[1]
    page.filters.set_filter(kind, "RE-APA")
    assert page.head.quiet.text() != "40 assets"
    for name, model in page.models.items():
        for row in range(model.rowCount()):
            card = page.card(name, row)
            assert card is not None
            assert card.row.type_code == "RE-APA"
