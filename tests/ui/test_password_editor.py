"""Setting a password in the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.password_editor import PasswordEditor
from asset_recovery.ui.pages.page import Page
from tests.ui.fake_office import FakeOffice


def test_what_is_typed_twice_differently_is_asked_again(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = PasswordEditor(desk, "novak", over)
    editor.new.setText("a long winding road")
    editor.again.setText("a long winding rode")
    editor.give()
    assert "not the same" in editor.rows[-1].problem.text()
    assert office.passwords == {}
    editor.reject()


def test_a_refusal_is_shown_at_the_new_password_and_nothing_is_lost(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = PasswordEditor(desk, "novak", over)
    for field in (editor.new, editor.again):
        field.setText("short")
    editor.give()
    assert editor.rows[-2].problem.text() == "Twelve letters or more."
    assert editor.new.text() == "short"
    for field in (editor.new, editor.again):
        field.setText("a long winding road")
    with qtbot.waitSignal(editor.accepted):
        editor.give()
    assert office.passwords == {"novak": "a long winding road"}


def test_one_proves_ones_own_password_and_nobody_elses(
    over: Page, qtbot: QtBot, desk: Desk
) -> None:
    own = PasswordEditor(desk, desk.session.user, over)
    other = PasswordEditor(desk, "novak", over)
    assert len(own.rows) == len(other.rows) + 1
    own.reject()
    other.reject()
