"""The figures of a period in the window: the table, its records, what spoils it, publication."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.statistics_page import StatisticsPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> StatisticsPage:
    """The figures of this year."""
    made = StatisticsPage(desk, Place("statistics"))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.reload()
    return made


def tables(page: StatisticsPage) -> dict[str, list[list[str]]]:
    """Every list of the page by its title, as rows of texts."""
    found = {}
    for table in page.findChildren(ShortTable):
        model = table.model()
        found[table.accessibleName()] = [
            [str(model.index(row, at).data() or "") for at in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
    return found


def said(page: StatisticsPage) -> str:
    """All labels of the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_only_columns_in_which_something_stands_are_shown(page: StatisticsPage) -> None:
    rows = next(rows for name, rows in tables(page).items() if name.startswith("Movement"))
    assert rows[0] == ["Vehicles", "20,000.00", "8,000.00", "12,000.00"]


def test_the_same_table_is_shown_by_number(page: StatisticsPage) -> None:
    page.measure.setCurrentIndex(1)
    rows = next(rows for name, rows in tables(page).items() if name.startswith("Movement"))
    assert rows[0] == ["Vehicles", "2", "1", "1"]


def test_enter_on_a_row_shows_the_records_of_the_chosen_column(
    page: StatisticsPage,
) -> None:
    page.column.setCurrentIndex(page.column.findData("sold"))
    table = next(t for t in page.findChildren(ShortTable) if "Movement" in t.accessibleName())
    table.opened.emit(0)
    assert tables(page)["Records of this figure"][0][1] == "CAR"


def test_what_spoils_the_return_and_what_changed_since_it_was_published_stand_below(
    page: StatisticsPage,
) -> None:
    shown = tables(page)
    assert shown["Records that spoil the return"][0][:2] == ["VAN", "No value"]
    assert shown["Changed since"][0][2:] == ["0 · 0.00", "1 · 8,000.00"]
    assert "Opening and movements give exactly what is held at the end." in said(page)


def test_the_table_is_saved_where_the_user_wants_it(page: StatisticsPage, tmp_path: Path) -> None:
    page._save(tmp_path / "m.csv")  # noqa: SLF001 - what the dialog calls
    assert (tmp_path / "m.csv").read_text(encoding="utf-8") == page.period.currentText()


def test_a_yearly_return_is_chosen_and_its_row_opens_its_records(page: StatisticsPage) -> None:
    page.shape.setCurrentIndex(page.shape.findData("eu"))
    rows = next(rows for name, rows in tables(page).items() if name.startswith("Yearly"))
    assert [row[1:4] for row in rows] == [
        ["Value frozen", "1", "20,000.00"],
        ["    Vehicles", "1", "20,000.00"],
        ["Days to execution", "1", ""],
    ]
    assert not page.column.isVisible()
    table = next(t for t in page.findChildren(ShortTable) if "Yearly" in t.accessibleName())
    table.opened.emit(0)
    assert "2026-000123-X" in str(tables(page))


def test_a_return_is_saved_as_shown(page: StatisticsPage, tmp_path: Path) -> None:
    page.shape.setCurrentIndex(page.shape.findData("eu"))
    path = tmp_path / "eu.csv"
    page._save(path)  # noqa: SLF001 - what the dialog gives
    assert path.read_text(encoding="utf-8") == "eu 2026.1"
