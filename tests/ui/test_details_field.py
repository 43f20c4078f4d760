"""The fields of the type in an editor: they follow the type, keep what is typed, and clear."""

from __future__ import annotations

from typing import cast

import pytest

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.type_details import read_details
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.details_field import DetailsField
from asset_recovery.ui.editors.fields import ChoiceField, make_field
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.widgets.rows_edit import RowsEdit
from tests.ui.fake_office import TODAY
from tests.ui.test_vocabulary_editors import spec_of, typed_into


def a_field(desk: Desk, over: Page) -> DetailsField:
    """A control over an empty page."""
    given = Given(desk.office.pick, lambda: TODAY, "EUR")
    made = make_field(FieldSpec("details", "Details", "details"), given, lambda _take: None)
    made.widget.setParent(over)
    return cast(DetailsField, made)


@pytest.mark.parametrize("code", sorted(asset_types()))
def test_what_is_typed_into_the_fields_of_a_type_is_what_the_type_takes(
    code: str, desk: Desk, over: Page
) -> None:
    field, kind = a_field(desk, over), asset_types()[code]
    field.show_type(code)
    assert set(field.controls) == {one.key for one in kind.fields}
    for one in kind.fields:
        control = field.controls[one.key]
        if one.type == "table":
            cast(RowsEdit, control.widget).show_rows([{one.columns[0]: "1"}])
        else:
            spec = FieldSpec(one.key, one.label, one.type)
            typed_into(control, spec)
    read = field.read()
    assert not read.problem
    values = cast(dict[str, object], read.value)
    assert set(read_details(kind, values)) == {one.key for one in kind.fields}


def test_the_fields_change_as_the_type_is_chosen_and_keep_what_both_have(
    desk: Desk, over: Page
) -> None:
    editor = CommandEditor(desk, spec_of("register_asset"), {"case": "C"}, over)
    editor.show()
    box = cast(ChoiceField, editor.shown.controls["type"])
    details = cast(DetailsField, editor.shown.controls["details"])
    assert not details.controls
    box.fill("VEH-CAR")
    assert "odometer_km" in details.controls
    details.fill({"make": "A", "odometer_km": 12, "imported": False})
    box.fill("DRN")
    assert details.read().value == {"make": "A"}
    box.fill("VEH-CAR")
    assert details.read().value == {"make": "A", "odometer_km": 12, "imported": "no"}
    editor.reject()


def test_what_stood_there_and_is_emptied_is_given_as_nothing(desk: Desk, over: Page) -> None:
    field = a_field(desk, over)
    field.show_type("VES-YAC")
    field.fill({"name": "Blue Heron", "year": 2009})
    field.controls["name"].fill("")
    assert field.read().value == {"name": None, "year": 2009}


def test_a_problem_stands_at_its_own_field(desk: Desk, over: Page) -> None:
    field = a_field(desk, over)
    field.show_type("VES-YAC")
    field.controls["year"].fill("MMIX")
    assert field.read().problem.startswith("Year:")
    assert not field.rows["year"].problem.isHidden()
