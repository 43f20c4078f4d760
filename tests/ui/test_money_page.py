"""The office's money in the window: trial balance, accounts, lines, statement of account."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.ledger_facts import TrialRow
from asset_recovery.domain.registers import Filter
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.account_page import AccountPage
from asset_recovery.ui.pages.accounts_tab import AccountsTab, in_balance
from asset_recovery.ui.pages.money_page import MoneyPage
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.pages.statement import Statement
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_ledger import TRIAL, euro
from tests.ui.test_value_orders_page import cells, said


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MoneyPage:
    """The money of the office."""
    made = MoneyPage(desk, Place("money"))
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.show()
    made.start()
    return made


def lines(shown: RowList) -> list[list[str]]:
    """All cells of a list, row by row."""
    model = shown.model
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_trial_balance_shows_each_kind_on_its_side(page: MoneyPage) -> None:
    shown = cells(page)
    for text in ("Bank accounts", "Unidentified receipts", "1,000.00", "710.00"):
        assert text in shown
    assert "Debits and credits are equal in each currency" in said(page)


def test_receipts_that_wait_are_shown_by_age(page: MoneyPage) -> None:
    assert "More than a year" in cells(page)


def test_a_ledger_out_of_balance_says_by_how_much() -> None:
    wrong = [*TRIAL, TrialRow("order", "credit", euro(5_00), euro(0), 1)]
    assert in_balance(wrong) == "Out of balance by 5.00 EUR"


def test_enter_on_a_kind_shows_its_accounts(page: MoneyPage) -> None:
    tab = page.findChild(AccountsTab)
    assert tab is not None
    trial = next(one for one in page.findChildren(ShortTable) if one.model().rowCount() == 5)
    trial.setCurrentIndex(trial.model().index(2, 0))
    QTest.keyClick(trial, Qt.Key.Key_Return)
    kinds = tab.accounts.model.view.filters
    assert kinds == (Filter("kind", "=", "asset"), Filter("currency", "=", "EUR"))
    trial.setCurrentIndex(trial.model().index(4, 0))
    QTest.keyClick(trial, Qt.Key.Key_Return)
    assert tab.accounts.model.view.filters == (Filter("currency", "=", "EUR"),)


def test_the_trial_balance_ends_with_a_total_of_zero(page: MoneyPage) -> None:
    trial = next(one for one in page.findChildren(ShortTable) if one.model().rowCount() == 5)
    last = [str(trial.model().index(4, column).data()) for column in range(6)]
    assert (last[0], last[1], last[4], last[5]) == ("Total", "EUR", "0.00", "0.00")
    assert last[2] == last[3]


def test_enter_on_an_account_opens_its_statement(page: MoneyPage, went: list[Place]) -> None:
    tab = page.findChild(AccountsTab)
    assert tab is not None
    table = tab.accounts.table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert went[-1].page == "account"


def test_the_lines_of_an_entry_stand_on_both_sides(page: MoneyPage) -> None:
    page.tabs.show_tab("entries")
    shown = page.findChildren(RowList)[-1]
    rows = lines(shown)
    assert [row[5:7] for row in rows] == [["750.00", ""], ["", "750.00"]]
    assert page.place.tab == "entries"


def test_a_statement_has_a_balance_after_each_line(qtbot: QtBot, desk: Desk) -> None:
    made = AccountPage(desk, Place("account", "asset:A-1"))
    qtbot.addWidget(made)
    made.start()
    statement = made.findChild(Statement)
    assert statement is not None
    rows = lines(statement.list)
    assert [row[-1] for row in rows] == ["750.00 EUR Cr", "710.00 EUR Cr"]
    assert "Balance before the beginning" in said(made)


def test_an_account_at_a_bank_says_what_the_money_bore(qtbot: QtBot, desk: Desk) -> None:
    made = AccountPage(desk, Place("account", "bank:ESCROW"))
    qtbot.addWidget(made)
    made.start()
    assert "bank:ESCROW bore 1.50 % a year." in said(made)


def test_a_statement_is_read_for_the_days_that_were_typed(qtbot: QtBot, desk: Desk) -> None:
    made = AccountPage(desk, Place("account", "asset:A-1"))
    qtbot.addWidget(made)
    made.since.line.setText("2 Mar 2026")
    QTest.keyClick(made.since.line, Qt.Key.Key_Return)
    asked = desk.office.ledger.asked[-1]  # type: ignore[attr-defined]
    assert str(asked[1]) == "2026-03-02"
