"""Bringing in a table: which map, as at which day, and whether changes are taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.office_page import OfficePage
from asset_recovery.ui.place import Place
from asset_recovery.ui.shapes import ImportWish
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import TODAY, FakeOffice
from tests.ui.test_pages import press, texts

TABLE = Path("table.csv")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dialogs: RecordedDialogs) -> OfficePage:
    """The tab, with a file that the dialog will choose."""
    dialogs.path = TABLE
    page = OfficePage(desk, Place("office", tab="import"))
    qtbot.addWidget(page)
    page.reload()
    page.show_place(Place("office", tab="import"))
    return page


def test_a_table_is_read_as_at_today_unless_another_day_is_typed(
    page: OfficePage, office: FakeOffice
) -> None:
    press(page, "Choose a file…")
    page.as_at.line.setText("1 Jan 2025")
    page.take_changes.setChecked(True)
    press(page, "Choose a file…")
    assert office.wishes == [
        ImportWish(TABLE, "assets", "plain_assets", TODAY),
        ImportWish(TABLE, "assets", "plain_assets", date(2025, 1, 1), take_changes=True),
    ]


def test_the_dry_run_shows_the_refused_rows_and_keeps_the_day(page: OfficePage) -> None:
    page.as_at.line.setText("1 Jan 2025")
    press(page, "Choose a file…")
    assert "What would happen" in texts(page)
    assert page.as_at.read().value == date(2025, 1, 1)


def test_without_a_day_that_can_be_read_nothing_is_read(
    page: OfficePage, office: FakeOffice
) -> None:
    page.as_at.line.setText("yesterdayish")
    press(page, "Choose a file…")
    assert office.wishes == []


def test_the_good_rows_are_brought_in_and_the_refused_ones_written_to_a_file(
    page: OfficePage, office: FakeOffice, dialogs: RecordedDialogs, tmp_path: Path
) -> None:
    press(page, "Choose a file…")
    dialogs.path = tmp_path / "refused.csv"
    press(page, "Bring in 2 good rows…")
    assert office.wishes[-1] == ImportWish(
        TABLE, "assets", "plain_assets", TODAY, rejects=tmp_path / "refused.csv"
    )
    assert any("1 refused rows are in refused.csv" in text for text in texts(page))


def test_the_refused_rows_are_never_written_over_the_table_itself(
    page: OfficePage, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    press(page, "Choose a file…")
    press(page, "Bring in 2 good rows…")  # the dialog answers with the table
    assert len(office.wishes) == 1
    assert "choose another file" in dialogs.told[-1]
