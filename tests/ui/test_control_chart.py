"""The chart of control: arrows walk it, Enter opens a party, all of it is said aloud."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.ownership import ChainParty, OwnershipChain, Tie
from asset_recovery.lifecycle.ownership import chain_of
from asset_recovery.ui.widgets.control_chart import ControlChart


def a_chain() -> OwnershipChain:
    ties = [
        Tie(holder=holder, held=held, relation="ownership", share=Fraction(share))
        for holder, held, share in (
            ("HOLD", "TRADE", "0.8"), ("FUND", "TRADE", "0.2"), ("BOSS", "HOLD", "0.75"),
            ("TRADE", "HOLD", "0.1"),
        )
    ]  # fmt: skip
    kinds = {"TRADE": "legal", "HOLD": "legal", "FUND": "legal", "BOSS": "natural"}
    parties = {n: ChainParty(reference=n, name=f"{n} name", kind=k) for n, k in kinds.items()}
    return chain_of(
        parties["TRADE"], ties, parties, on=date(2026, 11, 24), threshold=Fraction("0.25")
    )


@pytest.fixture
def chart(qtbot: QtBot) -> ControlChart:
    made = ControlChart(a_chain())
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def test_arrows_walk_from_box_to_box_and_enter_opens_a_party(chart: ControlChart) -> None:
    opened: list[str] = []
    chart.opened.connect(opened.append)
    assert chart.chosen().reference == "TRADE"
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == []  # the page of the root is already open
    QTest.keyClick(chart, Qt.Key.Key_Up)
    first = chart.chosen().reference
    other = {"HOLD": Qt.Key.Key_Right, "FUND": Qt.Key.Key_Left}
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(chart, key)
    assert {first, chart.chosen().reference} <= set(other)
    while chart.chosen().reference != "HOLD":
        QTest.keyClick(chart, Qt.Key.Key_Left)
        if chart.chosen().reference != "HOLD":
            QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == ["BOSS"]


def test_what_the_chart_shows_is_said_too(chart: ControlChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Up)
    said = chart.accessibleDescription()
    for text in ("HOLD name 80 %", "FUND name 20 %", "BOSS name 60 %"):
        assert text in said
    assert said.startswith(f"{chart.chosen().title} ")
    assert "TRADE name" in said.split(". ")[0]


def test_owners_stand_above_what_they_hold_and_a_circle_is_told_apart(chart: ControlChart) -> None:
    rows = {box.reference: box.row for box in chart.chart.boxes}
    assert rows["BOSS"] < rows["HOLD"] < rows["TRADE"]
    circles = [edge for edge in chart.chart.edges if edge.is_circle]
    assert [chart.chart.boxes[edge.holder].reference for edge in circles] == ["TRADE"]
