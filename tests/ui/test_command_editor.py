"""One editor for every action: problems at the field, open until accepted, drafts kept."""

from __future__ import annotations

from typing import Any, cast

from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import Result
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.fields import LineField, MoneyField, TextField
from asset_recovery.ui.editors.record_fields import PickField
from asset_recovery.ui.editors.tuning import arranged
from asset_recovery.ui.office import ActionSpec, FieldSpec
from asset_recovery.ui.pages.page import Page
from tests.ui.fake_case import a_field
from tests.ui.fake_office import SPECS, FakeOffice

GIVEN = {"asset": "2026-000412-K"}


def an_editor(
    over: Page, desk: Desk, spec: ActionSpec = SPECS["record_valuation"]
) -> CommandEditor:
    """The editor of an action over an empty page."""
    editor = CommandEditor(desk, spec, GIVEN if spec.name == "record_valuation" else {}, over)
    editor.show()
    return editor


def fill(editor: CommandEditor) -> None:
    """Type a whole valuation."""
    controls = editor.shown.controls
    cast(MoneyField, controls["value"]).widget.amount.setText("8.4m")
    controls["kind"].fill("appraisal")
    cast(LineField, controls["method"]).widget.setText("market comparison")
    cast(PickField, controls["valuer"]).widget.line.setText("Nordmarine Surveyors")


def test_the_command_is_what_was_typed_in_the_words_of_the_vocabulary(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    fill(editor)
    with qtbot.waitSignal(editor.given):
        editor.give()
    assert office.given == [{
        "action": "record_valuation", "asset": "2026-000412-K", "on": "2026-04-27",
        "value": {"amount": "8400000.00", "currency": "EUR"}, "kind": "appraisal",
        "method": "market comparison", "valuer": "Nordmarine Surveyors",
    }]  # fmt: skip


def test_a_required_field_left_empty_is_named_and_nothing_is_given(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    editor.give()
    assert office.given == []
    assert editor.shown.rows["value"].problem.text() == "Value is required."
    assert editor.isVisible()


def test_a_refusal_stands_at_its_field_and_the_editor_stays_open(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    fill(editor)
    reasons = (Reason("date_in_future", "The date is not yet here.", field="on"),
               Reason("no_order", "No order is in force.", "record_order"))  # fmt: skip
    office.answer = lambda a: Result(ok=False, action="x", kind="rule", reasons=reasons)
    editor.give()
    assert editor.shown.rows["on"].problem.text() == "The date is not yet here."
    assert editor.summary.text() == "No order is in force."
    assert editor.isVisible()
    assert editor.ok.isEnabled()


def test_a_draft_is_kept_until_the_command_was_given(over: Page, qtbot: QtBot, desk: Desk) -> None:
    first = an_editor(over, desk)
    cast(LineField, first.shown.controls["method"]).widget.setText("broker's list")
    first.reject()
    second = an_editor(over, desk)
    assert cast(LineField, second.shown.controls["method"]).widget.text() == "broker's list"
    assert second.draft_note.isVisible()
    fill(second)
    second.give()
    third = an_editor(over, desk)
    assert cast(LineField, third.shown.controls["method"]).widget.text() == ""
    third.reject()


def test_a_field_says_what_is_wrong_when_one_leaves_it(
    over: Page, qtbot: QtBot, desk: Desk
) -> None:
    editor = an_editor(over, desk)
    money = cast(MoneyField, editor.shown.controls["value"]).widget
    money.amount.setText("1.2.3")
    editor.shown.check_field(SPECS["record_valuation"].fields[2], leaving=True)
    assert editor.shown.rows["value"].problem.isVisible()
    money.amount.setText("1 234 567,89")
    assert money.understood.text() == "1,234,567.89 EUR"
    editor.reject()


def test_every_type_of_field_gives_its_value_or_a_problem(
    over: Page, qtbot: QtBot, desk: Desk
) -> None:
    typed = {
        "text": ("a", "a"), "longtext": ("a b", "a b"), "date": ("2 Mar 2026", "2026-03-02"),
        "decimal": ("12,5", "12.5"), "share": ("51 %", "0.51"), "int": ("12", 12),
        "country": ("ch", "CH"), "texts": ("a\nb", ["a", "b"]), "json": ('{"a": 1}', {"a": 1}),
        "pairs": ("IMO: 9074729", {"imo": "9074729"}), "case": ("AR-1", "AR-1"),
        "unheard_of": ("x", "x"),
    }  # fmt: skip
    fields = tuple(a_field(f"f_{kind}", kind, kind) for kind in typed)
    editor = an_editor(over, desk, ActionSpec("try", "Try", "act", fields))
    for kind, (text, _value) in typed.items():
        control = {**editor.shown.controls, **editor.more.controls}[f"f_{kind}"]
        if isinstance(control, TextField):
            control.widget.setPlainText(text)
        else:
            line: Any = getattr(control.widget, "line", control.widget)
            line.setText(text)
    found = editor.arguments()
    assert {kind: found[f"f_{kind}"] for kind in typed} == {k: v for k, (_t, v) in typed.items()}
    editor.reject()


def test_a_new_party_is_given_as_an_object(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    picker = cast(PickField, editor.shown.controls["valuer"]).widget
    picker.line.setText("Nova Valuers")
    picker.line.textEdited.emit("Nova Valuers")
    last = picker.popup.item(picker.popup.count() - 1)
    assert last.text() == "New: Nova Valuers"
    picker.popup.itemClicked.emit(last)
    assert editor.arguments()["valuer"] == {"name": "Nova Valuers"}
    editor.reject()


def test_a_picked_record_is_given_by_its_reference(over: Page, qtbot: QtBot, desk: Desk) -> None:
    editor = an_editor(over, desk)
    picker = cast(PickField, editor.shown.controls["valuer"]).widget
    picker.line.textEdited.emit("nordmarine")
    picker.popup.itemClicked.emit(picker.popup.item(0))
    assert editor.arguments()["valuer"] == "P-000044"
    editor.reject()


def test_required_fields_come_first_and_the_reason_waits_under_more() -> None:
    spec = ActionSpec("x", "X", "act", (
        a_field("reason", "Reason"), a_field("b", "B"), a_field("a", "A", required=True),
        a_field("note", "Note"), a_field("operation_id", "Id"),
    ))  # fmt: skip
    shown, more = arranged(spec)
    assert [field.name for field in shown] == ["a", "b", "note"]
    assert [field.name for field in more] == ["reason"]


def test_yes_or_no_is_asked_where_one_of_them_must_be_said(desk: Desk, over: Page) -> None:
    spec = ActionSpec(
        "check_request", "Check the request", "act",
        (FieldSpec("complete", "Complete", "bool", True), FieldSpec("pep", "PEP", "bool", False)),
    )  # fmt: skip
    editor = CommandEditor(desk, spec, {}, over)
    assert not editor.shown.check()
    editor.shown.controls["complete"].fill(False)
    assert editor.shown.check()
    assert editor.arguments() == {"action": "check_request", "complete": False}
    editor.shown.controls["complete"].fill(True)
    assert editor.arguments()["complete"] is True
