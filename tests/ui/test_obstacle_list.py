"""What can be done now: grouped, searchable, walked and taken by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.step_order import Ranked
from asset_recovery.ui.widgets.obstacle_list import ObstacleList, is_elsewhere

LACKING = Reason("no_valuation", "No valuation younger than 90 days.", "record_valuation")
STATE = Reason("wrong_state", "The asset is frozen, not confiscated.")
ROLE = Reason("role_needed", "An accountant does this.")
NOW = tuple(StepOption(f"step_{at}", f"Step {at}", True) for at in range(6))
MISSING = StepOption("propose_sale", "Propose the sale", False, (LACKING,))
ELSEWHERE = StepOption("vest_title", "Vest the title", False, (STATE,))
BOTH = StepOption("sell", "Sell", False, (STATE, LACKING))
OTHERS = StepOption("pay_out", "Pay out", False, (ROLE,))


@pytest.fixture
def steps(qtbot: QtBot) -> Iterator[ObstacleList]:
    """The list of a record with many steps, beside its field for words."""
    holder = QWidget()
    made = ObstacleList()
    layout = QVBoxLayout(holder)
    layout.addWidget(made.box)
    layout.addWidget(made)
    qtbot.addWidget(holder)
    made.show_ranked(Ranked(NOW, (MISSING,), (ELSEWHERE, BOTH, OTHERS)))
    holder.resize(340, 700)
    holder.show()
    QTest.qWaitForWindowExposed(holder)
    yield made
    holder.close()


def said(steps: ObstacleList) -> list[str]:
    """Every label that stands there."""
    return [one.text() for one in steps.findChildren(QLabel)]


def pressable(steps: ObstacleList) -> dict[str, QPushButton]:
    """Every button that stands there."""
    return {one.text(): one for one in steps.findChildren(QPushButton)}


def test_a_step_is_elsewhere_only_if_nothing_that_lacks_could_be_supplied() -> None:
    assert not is_elsewhere(MISSING)
    assert is_elsewhere(ELSEWHERE)
    assert not is_elsewhere(BOTH)
    assert is_elsewhere(OTHERS)


def test_all_steps_stand_in_groups_with_their_numbers(steps: ObstacleList) -> None:
    assert "Step 5…" not in pressable(steps)
    pressable(steps)["All steps"].click()
    assert "Possible now · 6" in said(steps)
    assert "Something is missing · 2" in said(steps)
    assert "Step 5…" in pressable(steps)
    assert "Vest the title" not in said(steps)
    pressable(steps)["▸ Not from here · 2"].click()
    assert "Vest the title" in said(steps)
    pressable(steps)["▾ Not from here · 2"].click()
    assert "Vest the title" not in said(steps)


def test_words_find_a_step_by_its_title_or_by_what_it_lacks(steps: ObstacleList) -> None:
    assert steps.box.isVisible()
    QTest.keyClicks(steps.box, "VALUATION")
    assert {"Propose the sale", "Sell"} <= set(said(steps))
    assert "Step 0…" not in pressable(steps)
    steps.box.setText("no such step")
    assert "No step holds these words." in said(steps)
    QTest.keyClick(steps.box, Qt.Key.Key_Escape)
    assert "Step 0…" in pressable(steps)


def test_enter_takes_the_first_step_that_was_found(steps: ObstacleList, qtbot: QtBot) -> None:
    QTest.keyClicks(steps.box, "step 5")
    with qtbot.waitSignal(steps.taken) as taken:
        QTest.keyClick(steps.box, Qt.Key.Key_Return)
    assert taken.args == ["step_5", {}]


def test_arrows_walk_from_the_words_over_the_steps_and_back(steps: ObstacleList) -> None:
    steps.box.setFocus()
    QTest.keyClick(steps.box, Qt.Key.Key_Down)
    assert pressable(steps)["Step 0…"].hasFocus()
    QTest.keyClick(steps.focusWidget(), Qt.Key.Key_Down)
    assert pressable(steps)["Step 1…"].hasFocus()
    QTest.keyClick(pressable(steps)["Step 1…"], Qt.Key.Key_Up)
    QTest.keyClick(pressable(steps)["Step 0…"], Qt.Key.Key_Up)
    assert steps.box.hasFocus()


def test_a_record_with_few_steps_needs_no_words(qtbot: QtBot) -> None:
    made = ObstacleList()
    qtbot.addWidget(made)
    made.show_ranked(Ranked(NOW[:2]))
    assert made.box.isHidden()
