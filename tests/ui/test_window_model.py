"""The one list model: exact count, any place in one step, few rows held."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from asset_recovery.domain.registers import View
from asset_recovery.ui.models import asset_columns
from asset_recovery.ui.models.column import ID_ROLE, Column
from asset_recovery.ui.models.row_windows import PAGE
from asset_recovery.ui.models.window_model import KEPT, WindowModel
from tests.ui.fake_rows import GeneratedSource

MILLION = 1_000_000


def a_model(total: int) -> tuple[WindowModel, GeneratedSource]:
    """A model over generated assets."""
    source = GeneratedSource(total)
    return WindowModel(source, asset_columns.COLUMNS, View(sort="reference")), source


@pytest.mark.parametrize("total", [0, 1, PAGE, PAGE + 1, 1000])
def test_qt_finds_nothing_wrong_with_the_model(total: int, qtmodeltester: Any) -> None:
    model, _source = a_model(total)
    qtmodeltester.check(model)


def test_a_million_rows_are_counted_exactly_and_read_in_windows() -> None:
    model, source = a_model(MILLION)
    assert model.rowCount() == MILLION
    assert source.asked == []
    assert model.row_at(0).id == 1
    assert source.asked == [("page", 0, PAGE)]


def test_the_end_of_a_million_rows_is_reached_in_one_step_counted_from_the_end() -> None:
    model, source = a_model(MILLION)
    last = MILLION - 1
    assert model.row_at(last).id == MILLION
    kind, skip, size = source.asked[-1]
    assert (kind, skip) == ("end", 0)
    assert size == MILLION % PAGE
    assert len(source.asked) == 1


@pytest.mark.parametrize("total", [PAGE * 3, PAGE * 3 + 17, 999])
def test_every_row_is_the_same_whichever_way_it_is_reached(total: int) -> None:
    forwards, _source = a_model(total)
    backwards, _other = a_model(total)
    there = [forwards.row_at(place).id for place in range(total)]
    back = [backwards.row_at(place).id for place in reversed(range(total))]
    assert there == list(range(1, total + 1))
    assert back == list(range(total, 0, -1))


def test_scrolling_down_continues_from_the_row_before_without_skipping() -> None:
    model, source = a_model(MILLION)
    for page in range(5):
        model.row_at(page * PAGE)
    assert source.asked == [("page", 0, PAGE)] * 5


def test_only_a_few_windows_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    model, source = a_model(MILLION)
    for page in range(KEPT + 10):
        model.row_at(page * PAGE)
    asked = len(source.asked)
    model.row_at((KEPT + 9) * PAGE)
    assert len(source.asked) == asked
    model.row_at(0)
    assert len(source.asked) == asked + 1


def test_a_row_says_its_id_and_its_texts_as_the_columns_write_them() -> None:
    model, _source = a_model(20)
    index = model.index(3, 0)
    assert model.data(index, ID_ROLE) == 4
    texts = [model.data(model.index(3, c)) for c in range(model.columnCount())]
    assert texts[0] == "2026-000003-K"
    assert "63,757.00 EUR" in texts
    assert model.data(index, Qt.ItemDataRole.DecorationRole) is None


def test_sorting_is_asked_of_the_source_and_the_header_shows_it() -> None:
    model, _source = a_model(50)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.view == View(sort="reference", descending=True)
    assert model.row_at(0).id == 50
    title = model.headerData(0, Qt.Orientation.Horizontal)
    assert title == "Asset ▾"


def test_rows_that_left_meanwhile_are_blank_and_never_an_error() -> None:
    model, source = a_model(PAGE + 10)
    model.row_at(0)
    source.total = PAGE + 4
    last = model.index(PAGE + 9, 0)
    assert model.data(last) == ""
    assert model.data(last, ID_ROLE) == 0


def test_a_column_that_nobody_looks_at_is_not_worded() -> None:
    worded: list[str] = []

    def text(row: Any) -> str:
        worded.append(row.reference)
        return str(row.reference)

    columns = (Column("reference", "Asset", lambda r: r.reference), Column("route", "Route", text))
    model = WindowModel(GeneratedSource(3), columns, View())
    assert model.index(1, 0).data() == model.row_at(1).reference
    assert worded == []
    assert model.index(1, 1).data() == worded[0]
