"""A case officer moves a car over the board by mouse and by keyboard, then reads its history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from asset_recovery.ui.pages.board_page import Refusal
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.history_table import HistoryTable
from tests.journeys.hands import Hands
from tests.stories.test_equanimity import a_fresh_office, password_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on a fresh office; a case with a car is entered by its officer."""
    with a_fresh_office(tmp_path / "office", "MT", "EUR"):
        pass
    made = Hands(qtbot, tmp_path / "office", tmp_path / "saved")
    made.log_in("officer", password_of("officer"))
    made.give("Open a case", title="Blue car")
    made.settle()
    yield made
    made.close()


def give(hands: Hands, **arguments: object) -> None:
    """Give an action as whoever is logged in, as another page of the window would."""
    result = hands.office.give(arguments)
    assert result.ok, result.reasons


def board(hands: Hands) -> Any:
    """The board with its cards."""
    hands.window.go(Place("board"))
    hands.settle()
    hands.until(lambda: all(one.is_counted for one in hands.page.models.values()))
    return hands.page


def carry(hands: Hands, lane: str, to: str) -> None:
    """Take up the first card of a column and let it go over another."""
    page = hands.page
    table = page.lanes[lane].table
    port = table.viewport()
    start = table.visualRect(page.models[lane].index(0, 0)).center()
    way = port.mapFromGlobal(page.lanes[to].mapToGlobal(page.lanes[to].rect().center()))
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, (start + way) / 2)
    QTest.mouseMove(port, way)
    hands.picture("board_card_held")
    QTest.mouseRelease(port, LEFT, pos=way)
    hands.settle()


def said(widget: Any) -> str:
    """Everything that stands in a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_a_car_is_moved_over_the_board_and_tells_its_history(hands: Hands) -> None:
    case = hands.office.pick("case", "Blue car")[0].reference
    give(hands, action="register_asset", case=case, asset="CAR-1", type="VEH-CAR",
         description="Blue car with a tow bar", location="Depot 1")  # fmt: skip
    page = board(hands)
    assert page.models["lead"].rowCount() == 1
    hands.picture("board")

    # What is not possible is refused with the sentence of `can`, and says what clears it.
    carry(hands, "lead", "seized")
    refusal = page.findChildren(Refusal)[0]
    told = {one.text for step in hands.office.ways("CAR-1") for one in step.reasons}
    assert any(text in said(refusal) for text in told)
    hands.picture("board_refusal")
    refusal.close()

    # By mouse: the editor of the step that leads there opens, filled with the asset.
    carry(hands, "lead", "identified")
    assert hands.editor().arguments()["asset"] == "CAR-1"
    hands.fill_and_give(source="Vehicle register")
    hands.until(lambda: page.models["identified"].rowCount() == 1)
    assert page.models["lead"].rowCount() == 0

    # By keyboard: M on the card, arrows and Enter in its menu.
    table = page.lanes["identified"].table
    table.setCurrentIndex(page.models["identified"].index(0, 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_M)
    hands.settle()
    menu: QMenu = page.menu
    frozen = next(one for one in menu.actions() if one.text().startswith("To Frozen"))
    inner: Any = frozen.menu()
    freeze = next(one for one in inner.actions() if "freezing" in one.text().casefold())
    hands.picture("board_menu")
    menu.close()
    freeze.trigger()
    hands.settle()
    hands.fill_and_give(authority="Criminal Court", reference="14/26")
    hands.until(lambda: page.models["frozen"].rowCount() == 1)
    hands.settle()
    QTest.keyClick(page.lanes["frozen"].table, Qt.Key.Key_Down)

    # The asset opens by Enter, and its history says every field, before and after.
    frozen_table = page.lanes["frozen"].table
    frozen_table.setCurrentIndex(page.models["frozen"].index(0, 0))
    QTest.keyClick(frozen_table, Qt.Key.Key_Return)
    hands.settle()
    assert hands.reference == "CAR-1"
    give(hands, action="change_asset", asset="CAR-1", description="Blue car", reason="as seen")
    hands.window.work_area().on_changes()
    hands.settle()
    hands.page.tabs.show_tab("history")
    hands.settle()
    history = hands.page.findChildren(HistoryTable)[0]
    history.box.setText("as seen")
    QTest.keyClick(history.box, Qt.Key.Key_Return)
    hands.settle()
    row = [history.model.index(0, at).data() for at in range(history.model.columnCount())]
    assert row[-2:] == ["Blue car with a tow bar", "Blue car"]
    history.table.selectRow(0)
    assert "as seen" in said(history)
    hands.picture("history")
    assert hands.dialogs.told == []
