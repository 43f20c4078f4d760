"""The one editor against the real vocabulary: what it reads is what the actions take."""

from __future__ import annotations

from typing import Any

import pytest

from asset_recovery.domain.actions.base import describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.field_readers import read_row_lines
from asset_recovery.ui.editors.fields import (
    ChoiceField,
    MoneyField,
    MultiField,
    TextField,
    make_field,
)
from asset_recovery.ui.editors.record_fields import Given, ManyField
from asset_recovery.ui.office import ActionSpec, FieldSpec
from asset_recovery.ui.pages.page import Page
from tests.ui.fake_office import TODAY

TYPED = {
    "date": "2 Mar 2026",
    "datetime": "2 Mar 2026",
    "time": "06:15",
    "decimal": "12",
    "interval": "3 months",
    "share": "51 %",
    "int": "12",
    "country": "ch",
    "texts": "one\ntwo",
    "pairs": "imo: 9074729",
    "json": '{"a": "b"}',
    "grounds": "PRO",
    "currency": "EUR",
}
EITHER = {"decide_gap": "asset"}  # of two that bar each other one is left empty
BY_MEANING = {"date_order", "same_person", "currency_unknown", "shares_do_not_sum"}


def spec_of(name: str) -> ActionSpec:
    """An action of the vocabulary in the window's shape."""
    found = describe(VOCABULARY[name], ())
    fields = tuple(
        FieldSpec(f.name, f.label, f.type, f.required, tuple(f.choices)) for f in found.fields
    )
    return ActionSpec(found.name, found.title, found.kind, fields)


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_the_editor_of_every_action_can_be_opened(name: str, over: Page, desk: Desk) -> None:
    editor = CommandEditor(desk, spec_of(name), {}, over)
    arguments = editor.arguments()
    assert arguments["action"] == name
    editor.give()
    editor.reject()


def typed_into(control: Any, spec: FieldSpec) -> None:
    """Type something fitting into a control, as a person would."""
    if isinstance(control, MoneyField):
        control.widget.amount.setText("1 250,00")
    elif isinstance(control, ChoiceField):
        control.widget.setCurrentIndex(control.widget.count() - 1)
    elif isinstance(control, MultiField):
        next(iter(control.boxes.values())).setChecked(True)
    elif isinstance(control, TextField):
        control.widget.setPlainText(TYPED.get(spec.type, "some words"))
    elif isinstance(control, ManyField):
        control.widget.picker.line.setText("X-1")
    elif hasattr(control.widget, "setChecked"):
        control.widget.setChecked(True)
    else:
        line = getattr(control.widget, "line", control.widget)
        set_text = getattr(line, "setText", None) or line.setCurrentText
        set_text(TYPED.get(spec.type, "X-1"))


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_what_is_typed_is_of_the_type_that_the_action_takes(
    name: str, desk: Desk, over: Page
) -> None:
    action = VOCABULARY[name]
    given = Given(desk.office.pick, lambda: TODAY, "EUR")
    arguments: dict[str, object] = {}
    specs = [spec for spec in spec_of(name).fields if spec.type not in {"rows", "json", "details"}]
    for spec in specs:
        control = make_field(spec, given, lambda _take: None)
        control.widget.setParent(over)
        if spec.name != EITHER.get(name):
            typed_into(control, spec)
        read = control.read()
        assert not read.problem, f"{spec.name}: {read.problem}"
        if read.value is not None:
            arguments[spec.name] = read.value
    try:
        action.parse(arguments)
    except ValidationFailed as refused:
        wrong = [r for r in refused.reasons if r.field in arguments and r.code not in BY_MEANING]
        assert [(r.field, r.code, r.text) for r in wrong] == []


def test_rows_are_typed_as_lines_with_exact_amounts() -> None:
    read = read_row_lines("EUR")
    assert read("2026-000412-K; amount: 1.2m\nB-2; fraction: 0.5\n").value == [
        {"asset": "2026-000412-K", "amount": {"amount": "1200000.00", "currency": "EUR"}},
        {"asset": "B-2", "fraction": "0.5"},
    ]
    assert read('[{"asset": "B-2"}]').value == [{"asset": "B-2"}]
    assert read("B-2; amount: much").problem.startswith("Line 1:")
    assert read("").value is None
