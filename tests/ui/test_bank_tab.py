"""The Bank tab: the queue of receipts, what one may belong to, a statement brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from asset_recovery.app.window_bank import format_of
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.bank_tab import BankTab
from asset_recovery.ui.place import Place
from tests.support.bank_files import MT940, camt
from tests.ui.fake_bank import RECEIPTS
from tests.ui.fake_office import FakeOffice
from tests.ui.test_value_orders_page import cells


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> BankTab:
    made = BankTab(desk, Place("money", tab="bank"))
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    return made


def test_enter_on_a_receipt_shows_to_what_it_may_belong_and_why(tab: BankTab) -> None:
    tab.rows.table.setCurrentIndex(tab.rows.model.index(0, 0))
    QTest.keyClick(tab.rows.table, Qt.Key.Key_Return)
    shown = cells(tab.side)
    assert "SA-2026-000001" in shown
    assert "The text of RC-2026-000001" in shown


def test_a_statement_is_read_in_the_background(tab: BankTab, office: FakeOffice) -> None:
    tab.read_file(Path("october.xml"))
    assert office.bank.read == [Path("october.xml")]


def test_the_queue_shows_who_paid_and_how_long_it_waits(tab: BankTab) -> None:
    row = [str(tab.rows.model.index(0, at).data()) for at in range(6)]
    assert row[0] == RECEIPTS[0].reference
    assert row[2] == "Jana Nováková · sale SA-2026-000001"
    assert row[4] == "54"


def test_a_file_shows_its_format_at_its_beginning(tmp_path: Path) -> None:
    told = {camt("0.00", "0.00"): "camt053", MT940: "mt940", "a,b\n": "bank_statement"}
    for text, form in told.items():
        path = tmp_path / "file"
        path.write_text(text, "utf-8")
        assert format_of(path) == form
