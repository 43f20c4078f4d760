"""The Crypto tab of an asset and the Wallets tab of the Money page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.chains import Spot
from asset_recovery.domain.quantity_facts import (
    AddressLine,
    CountLine,
    KeyCustodyFacts,
    MarkLine,
    QuantityFile,
    QuantityLine,
)
from asset_recovery.ui.models import quantity_columns as columns
from asset_recovery.ui.pages.crypto_tab import crypto_tab
from tests.ui import fake_wallets
from tests.ui.fake_case import a_case_file

DAY = date(2026, 3, 1)
COUNT = CountLine(on=DAY, seq=3, balance=Decimal("3.9"), ledger=Decimal(4), address="bc1qcold",
                  difference=Decimal("-0.1"), by=("A", "B"), within_tolerance=False)  # fmt: skip
LEDGER = QuantityFile(
    asset="A", unit="BTC", opening=Decimal(10), opened_on=DAY, total=Decimal(10), is_virtual=True,
    lines=(
        QuantityLine(on=DAY, seq=2, event="transfer", change=Decimal(0), total=Decimal(10),
                     quantity=Decimal(4), to_address="bc1qcold",
                     moves=((Spot("bc1qcold"), Decimal(4)),), block="881000"),
        QuantityLine(on=DAY, seq=2, event="fee", change=Decimal("-0.1"), total=Decimal("9.9"),
                     quantity=Decimal("0.1")),
    ),
    addresses=(AddressLine(address="bc1qcold", chain="bitcoin", balance=Decimal(4), own="COLD",
                           count=COUNT),),
    counts=(COUNT,), counted_on=DAY,
    keys=(KeyCustodyFacts(envelope="KE-1", on=DAY, storage="Safe 1", scheme="2-of-3",
                          holders=(("keeper 1", "A"), ("keeper 2", "B"))),),
    marks=(MarkLine(on=DAY, when="Valued", value="1.00 EUR", quantity=Decimal(10)),),
)  # fmt: skip


def _texts(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def _press(widget: QWidget, text: str) -> None:
    (found,) = [one for one in widget.findChildren(QPushButton) if text in one.text()]
    found.click()


def test_the_tab_tells_the_quantity_and_what_bars_a_sale(qtbot: QtBot) -> None:
    asked: list[tuple[str, Any]] = []
    printed: list[str] = []
    asset = a_case_file().assets[0]
    tab = crypto_tab(asset, LEDGER, lambda name, given: asked.append((name, given)), printed.append)
    qtbot.addWidget(tab)
    assert "10 BTC" in _texts(tab)
    assert "1 difference(s) open: no sale, no payment" in _texts(tab)
    _press(tab, "Explain the difference")
    _press(tab, "Check…")
    _press(tab, "Record an envelope")
    assert asked == [
        ("explain_difference", {"address": "bc1qcold"}),
        ("check_key_custody", {"envelope": "KE-1"}),
        ("record_key_custody", {}),
    ]
    for one in tab.findChildren(QPushButton):
        if "Print" in one.text():
            one.click()
    assert printed == ["QTY-01", "QTY-02", "QTY-03"]


def test_an_earlier_day_offers_nothing_but_paper(qtbot: QtBot) -> None:
    tab = crypto_tab(a_case_file().assets[0], LEDGER, None, lambda _form: None)
    qtbot.addWidget(tab)
    offered = [one.text() for one in tab.findChildren(QPushButton) if one.text()]
    assert offered
    assert all("Print…" in one for one in offered)


def test_lines_read_as_words() -> None:
    moved, fee = LEDGER.lines
    cells = {one.key: one.text(moved) for one in columns.STATEMENT}
    assert (cells["event"], cells["where"], cells["proof"]) == (
        "Transferred", "→ bc1qcold", "block 881000",
    )  # fmt: skip
    assert {one.key: one.text(fee) for one in columns.STATEMENT}["change"] == "-0.1"
    states = [columns.wallet_state(one)[0] for one in fake_wallets.WALLETS]
    assert states == ["agrees", "differs by -0.1", "nothing there"]
