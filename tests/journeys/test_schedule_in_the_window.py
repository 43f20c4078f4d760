"""The asset schedule of a real case: rows pasted, faults by row, one step for all, the annex."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from asset_recovery.ui.editors.batch_editor import BatchEditor
from asset_recovery.ui.models.schedule_model import FIRST_CELL
from asset_recovery.ui.pages.dossier_page import DossierPage
from asset_recovery.ui.pages.schedule_page import SchedulePage
from asset_recovery.ui.schedule_rows import CELLS
from tests.journeys.hands import Hands
from tests.stories.test_equanimity import a_fresh_office, password_of

ROWS = 40


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """An officer with an open case."""
    with a_fresh_office(tmp_path / "office", "MT", "EUR"):
        pass
    made = Hands(qtbot, tmp_path / "office", tmp_path / "saved.pdf")
    made.log_in("officer", password_of("officer"))
    made.give("Open a case", title="Forty cars", route="Conviction-based")
    made.find("Forty cars")
    yield made
    made.close()


def a_table() -> str:
    """Forty cars as copied from a spreadsheet; the third has an impossible country."""
    column = {name: at for at, name in enumerate(CELLS)}
    lines = []
    for number in range(1, ROWS + 1):
        cells = [""] * len(CELLS)
        cells[column["type"]] = "VEH-CAR"
        cells[column["description"]] = f"Car {number}, легковой автомобиль"
        cells[column["country"]] = "Malta, Europe" if number == 3 else "MT"
        cells[column["location"]] = f"Garage, bay {number}"
        cells[column["value"]] = f"{number} 250,00"
        lines.append("\t".join(cells))
    return "\n".join(lines)


def cell(page: SchedulePage, row: int, name: str) -> QModelIndex:
    """A cell of the grid."""
    return page.model.index(row, FIRST_CELL + CELLS.index(name))


@pytest.mark.journey
def test_forty_rows_are_pasted_mended_saved_and_given_one_step(hands: Hands) -> None:
    hands.press("Asset schedule")
    hands.settle()
    page = hands.page
    assert isinstance(page, SchedulePage)
    QApplication.clipboard().setText(a_table())
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [number for number, _text in page.model.fault_list()] == [3]
    hands.press("Check and save")
    assert "nothing was saved" in page.said.text()
    page.model.setData(cell(page, 2, "country"), "MT")
    hands.press("Check and save")
    hands.until(lambda: f"{ROWS} rows saved" in page.said.text())
    hands.until(lambda: len([row for row in page.model.rows if row.reference]) == ROWS)
    page.select_all()
    assert len(page.model.ticked()) == ROWS
    hands.press("Step for ticked")
    hands.until(lambda: bool(page.findChildren(BatchEditor)))
    editor = page.findChildren(BatchEditor)[0]
    hands.settle()
    hands.choose(editor.step, "Confirm the identification")
    hands.settle()
    assert editor.fields is not None
    hands.type_into(editor.fields.controls["source"].widget, "vehicle register")
    hands.press("Check every row", editor)
    hands.settle()
    rows = [editor.table.row_at(at) for at in range(ROWS)]
    assert all(row.good for row in rows), [row.text for row in rows]
    hands.press("Do it for all", editor)
    hands.settle()
    states = {row.state for row in page.model.rows}
    assert states == {"Identified"}
    hands.press("Print")
    paper = hands.page
    assert isinstance(paper, DossierPage)
    hands.until(lambda: paper.preview.pages() >= 2)
    assert hands.dialogs.told == []
