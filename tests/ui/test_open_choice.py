"""A list that is open: the usual answers are completed, another one is taken as it is typed."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from asset_recovery.app.field_lists import with_lists
from asset_recovery.domain.actions.base import describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.ui.editors.fields import OpenChoiceField
from asset_recovery.ui.office import FieldSpec


def channel(qtbot: QtBot) -> OpenChoiceField:
    """The channel of the editor that sends a request, as the office names it."""
    spec = with_lists(describe(VOCABULARY["send_request"], ()))
    found = next(field for field in spec.fields if field.name == "channel")
    assert found.type == "open_choice"
    made = OpenChoiceField(FieldSpec(found.name, found.label, found.type, True, found.choices))
    qtbot.addWidget(made.widget)
    return made


def line(field: OpenChoiceField) -> QLineEdit:
    found = field.widget.lineEdit()
    assert found is not None
    return found


def test_what_is_typed_of_a_usual_answer_is_its_code(qtbot: QtBot) -> None:
    field = channel(qtbot)
    assert field.read().value is None
    QTest.keyClicks(line(field), "diplomatic channel")
    assert field.read().value == "diplomatic"


def test_another_answer_stays_as_it_is_typed_and_a_code_shows_its_words(qtbot: QtBot) -> None:
    field = channel(qtbot)
    QTest.keyClicks(line(field), "courier of the embassy")
    assert field.read().value == "courier of the embassy"
    field.fill("direct")
    assert (field.widget.currentText(), field.read().value) == ("Direct", "direct")
