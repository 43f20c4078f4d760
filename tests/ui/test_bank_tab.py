"""The Bank tab: the queue of receipts, what one may belong to, a statement brought in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from asset_recovery.app.window_bank import format_of
from asset_recovery.domain.registers import Result
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.bank_tab import BankTab
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.drag_match import carried
from tests.support.bank_files import MT940, camt
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_bank import EXPECTED, RECEIPTS
from tests.ui.fake_office import FakeOffice


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> BankTab:
    made = BankTab(desk, Place("money", tab="bank"))
    qtbot.addWidget(made)
    made.resize(1150, 600)
    made.show()
    return made


def chosen(tab: BankTab) -> None:
    """The first receipt, as a person chooses it with the keys."""
    tab.rows.table.setCurrentIndex(tab.rows.model.index(0, 0))
    QTest.keyClick(tab.rows.table, Qt.Key.Key_Return)


def matched(given: Mapping[str, object]) -> Result:
    return Result(ok=True, action=str(given["action"]), made=(("match", "MA-1"),))


def test_what_may_belong_stands_first_with_its_reasons(tab: BankTab) -> None:
    assert tab.expected.at(0) == EXPECTED[0]
    chosen(tab)
    assert tab.expected.at(0) == EXPECTED[1]
    assert tab.expected.why.text() == "The text of RC-2026-000001 names SA-2026-000001."


def test_enter_enter_enter_matches_the_part_that_is_owed_and_undo_reverses_it(
    tab: BankTab, office: FakeOffice, dialogs: RecordedDialogs, qtbot: QtBot
) -> None:
    office.answer = matched
    chosen(tab)
    QTest.keyClick(tab.expected.table, Qt.Key.Key_Return)
    QTest.keyClick(tab.strip.amount.amount, Qt.Key.Key_Return)
    assert office.given[-1] == {
        "action": "match_receipt", "receipt": "RC-2026-000001", "to": "SA-2026-000001",
        "amount": {"amount": "300.00", "currency": "EUR"},
    }  # fmt: skip
    anew = BankTab(tab.desk, Place("money", tab="bank"))
    qtbot.addWidget(anew)
    anew.strip.undo.click()
    assert len(office.given) == 1
    dialogs.answer = "another buyer"
    anew.strip.undo.click()
    assert office.given[-1] == {
        "action": "correct_posting", "posting": "MA-1", "reason": "another buyer",
    }  # fmt: skip


def test_a_receipt_dragged_onto_a_record_is_ready_to_be_matched(
    tab: BankTab, office: FakeOffice
) -> None:
    table = tab.expected.table
    where = QPointF(table.visualRect(tab.expected.model.index(0, 0)).center())
    data = carried(0)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    link = Qt.DropAction.LinkAction
    view = table.viewport()
    assert tab.drag.eventFilter(view, QDropEvent(where, link, data, left, plain))
    assert "RC-2026-000001 · 500.00 EUR → ORD-7" in tab.strip.text.text()
    tab.strip.go.click()
    assert office.given[-1]["to"] == "ORD-7"
    assert "amount" not in office.given[-1]


def test_letters_typed_in_the_list_filter_it(tab: BankTab) -> None:
    QTest.keyClicks(tab.expected.table, "g")
    QTest.keyClicks(tab.expected.typed, "rey")
    assert tab.expected.typed.text() == "grey"
    assert [tab.expected.at(0), tab.expected.at(1)] == [EXPECTED[1], None]


def test_money_that_is_nobodys_is_sent_back_or_given_up(tab: BankTab) -> None:
    assert not tab.strip.back.isVisible()
    chosen(tab)
    assert (tab.strip.back.isVisible(), tab.strip.lost.isVisible()) == (True, True)
    assert not tab.strip.go.isVisible()


def test_the_difference_to_the_bank_is_said_with_its_reasons(
    tab: BankTab, dialogs: RecordedDialogs
) -> None:
    shown = " ".join(one.text() for one in tab.balances.findChildren(QLabel))
    assert "bank 1.00 EUR, books 19.40 EUR" in shown
    assert "-18.40 EUR between" in shown
    why = next(one for one in tab.balances.findChildren(QPushButton) if one.text() == "Why?")
    why.click()
    assert dialogs.told == ["-18.40 EUR: Paid by the bank and not on file: charges"]


def test_receipts_that_wait_too_long_are_counted_and_printed(
    tab: BankTab, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    shown = " ".join(one.text() for one in tab.balances.findChildren(QLabel))
    assert "Receipts waiting longer than 30 days: 1" in shown
    dialogs.path = Path("waiting.pdf")
    tab.print_waiting()
    assert (office.bank.printed, dialogs.shown) == ([dialogs.path], [dialogs.path])


def test_a_payment_not_on_file_is_matched_or_recorded_as_a_cost(
    tab: BankTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Mapping[str, object]]] = []
    monkeypatch.setattr(
        tab.desk, "open_editor", lambda action, given, _at: asked.append((action, given))
    )
    QTest.keyClick(tab.payments.table, Qt.Key.Key_Return)
    tab.payments.record()
    (match, given), (cost, told) = asked
    assert (match, given) == (
        "match_payment",
        {"statement": "ST-2026-000001", "line": 3, "to": "PO-1"},
    )
    assert (cost, told["document"]) == ("post_cost", "ST-2026-000001/3")


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
