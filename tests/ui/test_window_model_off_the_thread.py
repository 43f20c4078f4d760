"""A list never waits: rows are shown before they are counted, and read on another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import AppError, invalid
from asset_recovery.domain.registers import Filter, View
from asset_recovery.ui.commands import Commands
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import asset_columns
from asset_recovery.ui.models.column import ID_ROLE
from asset_recovery.ui.models.row_windows import PAGE, Readers
from asset_recovery.ui.models.window_model import COMING, WindowModel
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.task_runner import TaskRunner
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice
from tests.ui.fake_rows import GeneratedSource

MILLION = 1_000_000


class Held:
    """Work that waits until the test lets it be done, rows and counts apart."""

    def __init__(self) -> None:
        self.pages: list[Callable[[], object]] = []
        self.counts: list[Callable[[], object]] = []

    def readers(self) -> Readers:
        """What a model is given."""
        return Readers(
            lambda work, then: self.pages.append(lambda: then(work())),
            lambda work, then: self.counts.append(lambda: then(work())),
        )

    def read(self) -> None:
        """Do the oldest reading of rows."""
        self.pages.pop(0)()

    def read_all(self) -> None:
        """Read rows until nobody waits for any."""
        while self.pages:
            self.read()

    def count(self) -> None:
        """Do the oldest count."""
        self.counts.pop(0)()


def a_model(total: int, view: View | None = None) -> tuple[WindowModel, GeneratedSource, Held]:
    """A model whose readings wait."""
    source, held = GeneratedSource(total), Held()
    view = view or View(sort="reference")
    return (
        WindowModel(source, asset_columns.COLUMNS, view, held.readers()),
        source,
        held,
    )


def test_a_list_is_empty_until_its_first_rows_have_come_and_asks_for_nothing_else() -> None:
    model, source, held = a_model(MILLION)
    assert (model.rowCount(), model.is_counted) == (0, False)
    assert source.asked == []
    assert len(held.pages) == 1
    assert held.counts == []


def test_rows_are_shown_before_they_are_counted() -> None:
    model, _source, held = a_model(MILLION)
    held.read()
    assert (model.rowCount(), model.is_counted) == (PAGE, False)
    assert model.data(model.index(7, 0)) == "2026-000007-K"
    held.count()
    assert (model.rowCount(), model.is_counted) == (MILLION, True)


def test_a_short_list_is_counted_by_its_rows() -> None:
    model, _source, held = a_model(12)
    held.read()
    assert (model.rowCount(), model.is_counted) == (12, True)
    assert held.counts == []


def test_a_place_that_was_not_read_shows_dots_until_its_rows_have_come() -> None:
    model, source, held = a_model(MILLION)
    held.read()
    held.count()
    last = model.index(MILLION - 1, 0)
    assert model.data(last) == COMING
    assert model.data(last, ID_ROLE) == 0
    changed: list[int] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    held.read_all()
    assert model.data(last) == f"2026-{MILLION - 1:06d}-K"
    assert changed[0] == (MILLION - 1) // PAGE * PAGE
    assert source.asked[-1][0] == "end"


def test_what_flew_by_while_scrolling_is_not_waited_for() -> None:
    model, source, held = a_model(MILLION)
    held.read()
    held.count()
    for number in range(100, 3000, 100):
        model.data(model.index(number * PAGE, 0))
    asked = len(source.asked)
    held.read_all()
    assert len(source.asked) - asked <= 4
    assert model.data(model.index(2900 * PAGE, 0)) == f"2026-{2900 * PAGE:06d}-K"


def test_the_windows_beside_the_one_that_is_looked_at_are_read_before_they_are_needed() -> None:
    model, _source, held = a_model(MILLION)
    held.read()
    held.count()
    model.data(model.index(3, 0))
    held.read_all()
    assert model.data(model.index(PAGE, 0)) != COMING


def test_rows_of_a_view_that_was_left_are_dropped() -> None:
    model, _source, held = a_model(MILLION)
    held.read()
    model.show_view(View(sort="reference", descending=True))
    assert model.data(model.index(0, 0)) == "2026-000000-K"  # what was shown stays so long
    held.count()
    assert model.rowCount() == PAGE
    held.read_all()
    assert model.data(model.index(0, 0)) == f"2026-{MILLION - 1:06d}-K"


def test_rows_of_the_view_before_are_never_read_with_the_anchors_of_the_next() -> None:
    model, source, held = a_model(MILLION)
    held.read()
    held.count()
    model.show_view(View(sort="reference", descending=True))
    model.data(model.index(500_000, 0))
    assert len(held.pages) == 1  # only the first rows of the view that comes
    held.read()
    held.count()
    model.data(model.index(500_000, 0))
    held.read_all()
    assert model.row_at(500_000).id == MILLION - 500_000
    assert source.total == MILLION


def test_reading_anew_keeps_the_number_of_rows_until_it_is_counted_again() -> None:
    model, source, held = a_model(1_000)
    held.read()
    held.count()
    source.total = 1_010
    model.reload()
    held.read()
    assert (model.rowCount(), model.is_counted) == (1_000, False)
    model.row_at(999)
    held.read_all()
    held.count()
    assert model.rowCount() == 1_010
    model.row_at(1_009)
    held.read_all()
    assert model.row_at(1_009).id == 1_010
    source.total = 300
    model.reload()
    held.read_all()
    held.count()
    assert model.rowCount() == 300


def test_a_view_that_the_office_refuses_is_told_and_leaves_an_empty_list() -> None:
    class Refusing(GeneratedSource):
        def page(self, *_what: Any) -> list[Any]:
            raise invalid("where", "There is no such column.")

    held, told = Held(), list[AppError]()
    model = WindowModel(Refusing(9), asset_columns.COLUMNS, View(), held.readers())
    model.failed.connect(told.append)
    held.read()
    assert [str(error) for error in told] == ["There is no such column."]
    assert (model.rowCount(), model.is_counted) == (0, True)


def test_selecting_all_waits_for_the_count(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: Any
) -> None:
    held = Held()
    readers = held.readers()
    monkeypatch.setattr(desk.commands, "turn", lambda work, then, _owner: readers.page(work, then))
    monkeypatch.setattr(desk.commands, "read", lambda work, then, _owner: readers.count(work, then))
    page = RegisterPage(desk, Place("assets"))
    qtbot.addWidget(page)
    assert page.head.quiet.text() == "counting…"
    held.read()
    assert page.head.quiet.text() == "counting…"
    page.select_all()
    assert page.selected() == (0, False)
    held.count()
    assert page.selected() == (4318, True)
    assert page.head.quiet.text() == "4\u202f318 in view"


def test_nothing_of_a_list_is_read_on_the_windows_own_thread(
    qtbot: QtBot, desk: Desk, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    threads: set[int] = set()

    class Watched(GeneratedSource):
        def count(self, view: View) -> int:
            threads.add(threading.get_ident())
            return super().count(view)

        def page(self, *what: Any) -> list[Any]:
            threads.add(threading.get_ident())
            return super().page(*what)

        def page_before_end(self, *what: Any) -> list[Any]:
            threads.add(threading.get_ident())
            return super().page_before_end(*what)

        def position(self, view: View, identity: int) -> int | None:
            threads.add(threading.get_ident())
            return super().position(view, identity)

    office.sources["assets"] = Watched(100_000)
    runner = TaskRunner()
    desk.commands = Commands(office, runner, dialogs)
    page = RegisterPage(desk, Place("assets"))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    qtbot.waitUntil(lambda: page.model.is_counted)
    page.table.setCurrentIndex(page.model.index(99_990, 0))
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.current() is not None)
    page.reload()
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 99_990)
    page.set_filters((Filter("country", "=", "MT"),))
    qtbot.waitUntil(lambda: page.model.is_counted)
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.model.is_counted)
    page.model.read_ranges(((50_000, 10),), 10, lambda rows: threads.update(()) if rows else None)
    runner.close()
    assert threads
    assert threading.get_ident() not in threads


def test_rows_that_are_looked_at_are_not_read_behind_a_longer_reading(qtbot: QtBot) -> None:
    runner, gate, came = TaskRunner(), threading.Event(), list[str]()

    def failed(error: BaseException) -> None:
        raise error

    runner.read(lambda: gate.wait(20), lambda _value: came.append("count"), failed)
    runner.turn(lambda: "rows", came.append, failed)
    qtbot.waitUntil(lambda: came == ["rows"])
    gate.set()
    qtbot.waitUntil(lambda: came == ["rows", "count"])
    runner.close()
