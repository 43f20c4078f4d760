"""The Value tab and the calculator: what they show, what they ask, what they keep to themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.figure_shapes import FigureInput, FigureShape
from asset_recovery.ui.calculator import Calculator
from asset_recovery.ui.calculator_form import given_of
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.value_tab import ValueTab


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(widget: QWidget, text: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == text).click()


def value_tab(qtbot: QtBot, desk: Desk, taken: list[Any]) -> ValueTab:
    tab = ValueTab(desk, "2026-000412-K", lambda action, given: taken.append((action, given)))
    qtbot.addWidget(tab)
    tab.resize(900, 700)
    tab.show()
    return tab


def test_the_tab_shows_both_present_values_with_the_source_of_each_input(
    qtbot: QtBot, desk: Desk
) -> None:
    shown = texts(value_tab(qtbot, desk, []))
    assert "Selling now is worth more" in shown
    assert "VAL-1, appraisal" in shown
    assert "Halcyon Marine Ltd: objects" in shown


def test_an_input_is_tried_by_the_keyboard_and_kept_only_with_the_file(
    qtbot: QtBot, desk: Desk
) -> None:
    taken: list[Any] = []
    tab = value_tab(qtbot, desk, taken)
    edit = tab.edits["months_to_decision"]
    edit.setText("36")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert tab.edits["months_to_decision"].text() == "36"
    press(tab, "Keep with the file…")
    inputs = {"months_to_decision": "36"}
    assert taken == [("record_calculation", {"figure": "keep_or_sell", "inputs": inputs})]


def test_the_motion_says_what_keeps_it_from_being_finalised(qtbot: QtBot, desk: Desk) -> None:
    taken: list[Any] = []
    tab = value_tab(qtbot, desk, taken)
    assert "The valuation is too old." in texts(tab)
    press(tab, "Finalise…")
    assert taken == [("finalise_sale_motion", {"motion": "MO-1"})]


def test_the_calculator_marks_the_field_that_lacks_and_shows_the_steps(
    qtbot: QtBot, desk: Desk
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = Calculator(desk, owner)
    dialog.work_out()
    assert dialog.rows["value"].problem.text() == "value is missing."
    dialog.edits["value"].setFocus()
    value = dialog.edits["value"]
    assert not isinstance(value, QPlainTextEdit)
    value.setText("40000.00")
    dialog.work_out()
    assert not dialog.rows["value"].problem.text()
    assert "One step." in texts(dialog)


def test_rows_are_typed_one_a_line_with_semicolons() -> None:
    claims = FigureInput(
        name="claims", kind="amount_or_object", required=True, many=True,
        fields=(FigureInput(name="claim", kind="text", required=True),
                FigureInput(name="loss", kind="amount", required=True),
                FigureInput(name="class", kind="whole", required=False)),
    )  # fmt: skip
    flag = FigureInput(name="floor_at_zero", kind="yes_no", required=False)
    figure = FigureShape(name="f", title="F", formula="F.", version=1, inputs=(claims, flag))
    typed = {"claims": "C1; 10.00; 2\n\nC2;5.00\n7.00", "floor_at_zero": "Yes"}
    assert given_of(figure, typed) == {
        "claims": [
            {"claim": "C1", "loss": "10.00", "class": 2},
            {"claim": "C2", "loss": "5.00"},
            "7.00",
        ],
        "floor_at_zero": True,
    }
    assert given_of(figure, {"claims": "  "}) == {}
