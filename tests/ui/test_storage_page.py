"""The Storage page: tree, contents, scanning into a basket, the four lists before saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from asset_recovery.domain.registers import Filter, Result
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.pages.storage_page import COUNT, COUNTS, MOVE, UNSEEN, StoragePage
from asset_recovery.ui.place import Place
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_storage import CONTENTS, FakeStorage

RECURSIVE = Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
FIRST, SECOND = (row.reference for row in CONTENTS)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> StoragePage:
    """The page as it is first shown."""
    made = StoragePage(desk, Place("storage"))
    qtbot.addWidget(made)
    made.start()
    return made


def scan(page: StoragePage, text: str) -> None:
    """What a keyboard scanner does."""
    page.code.setText(text)
    page.code.returnPressed.emit()


def in_mode(page: StoragePage, mode: str) -> None:
    """Choose what a scan does."""
    page.modes.setCurrentIndex(page.modes.findData(mode))


def test_places_stand_as_a_tree_and_what_is_incomplete_says_so(
    page: StoragePage,
) -> None:
    top = [page.tree.topLevelItem(one) for one in range(page.tree.topLevelItemCount())]
    assert [item.text(0) for item in top if item] == ["Harbour", "Safe 1 (to be completed)"]
    hall = page.tree.findItems("Hall 3", RECURSIVE)[0]
    page.tree.setCurrentItem(hall)
    assert page.path.text() == "Harbour › Hall 3"
    assert "2 / 40" in page.facts.text()
    assert "Port guard" in page.facts.text()


def test_a_scan_opens_the_thing(page: StoragePage, went: list[Place]) -> None:
    scan(page, FIRST)
    assert went[-1] == Place("asset", FIRST)
    scan(page, "XYZ")
    assert "XYZ is not known here" in page.said.text()


def test_a_stocktake_fills_the_basket_and_shows_its_lists_before_saving(
    page: StoragePage,
) -> None:
    in_mode(page, COUNT)
    scan(page, FIRST)
    scan(page, FIRST)
    assert "scanned already" in page.said.text()
    scan(page, "XYZ-1")
    assert (page.basket.found, page.basket.strangers) == ([FIRST], ["XYZ-1"])
    lists = page.lists.text()
    assert f"Found 1: {FIRST}" in lists
    assert f"Missing 1: {SECOND}" in lists
    assert "Unknown 1: XYZ-1" in lists
    assert not page.count_button.isHidden()
    in_mode(page, MOVE)
    assert page.count_button.isHidden()


def test_ctrl_j_opens_what_is_scanned_from_any_page(
    window: MainWindow, dialogs: RecordedDialogs
) -> None:
    dialogs.answer = "XYZ"
    window.actions_["scan"].trigger()
    assert dialogs.told[-1] == "XYZ is not known here."


def test_how_much_was_seen_stands_under_the_place(page: StoragePage) -> None:
    said = page.seen.text()
    assert "Seen within 12 months: all things 1 of 2 (50 %)" in said
    assert "1 of 4 lines counted did not agree (25 %)" in said


def test_things_not_seen_for_long_are_a_list_of_their_own(page: StoragePage) -> None:
    page.lists_box.setCurrentIndex(page.lists_box.findData(UNSEEN))
    assert Filter("unverified", "=", True) in page.model.view.filters
    assert not page.table.isHidden()


def test_a_stocktake_opens_as_the_sheet_that_is_printed(
    page: StoragePage, went: list[Place]
) -> None:
    page.lists_box.setCurrentIndex(page.lists_box.findData(COUNTS))
    assert page.table.isHidden()
    first, second = (page.counts.topLevelItem(one) for one in range(2))
    assert first is not None
    assert second is not None
    assert first.text(1) == "ST-2026-000001"
    assert "Found 1 · Missing 1" in first.text(4)
    assert "seed 2026-09" in second.text(4)
    page.counts.itemActivated.emit(first, 0)
    assert went[-1] == Place("dossier", "ST-2026-000001", "count")


def test_labels_are_drawn_as_the_editor_was_told(
    page: StoragePage, desk: Desk, dialogs: RecordedDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "labels.pdf"
    result = Result(
        ok=True, action="issue_label",
        told=(("size", "50x25"), ("sheet", "A4-4x11"), ("start", 5)),
    )  # fmt: skip
    page.print_labels()
    editor = page.findChild(CommandEditor)
    assert editor is not None
    editor.given.emit(result)
    assert isinstance(desk.office.storage, FakeStorage)
    assert desk.office.storage.printed == [((FIRST, SECOND), "50x25", "A4-4x11", 5)]
    editor.close()
