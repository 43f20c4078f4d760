"""Every required field of every delivered form, left out, is the one that is named.

All other fields are answered, so that nothing else is missing; the condition of a conditional field
is once met and once not.
"""

from __future__ import annotations

import pytest

from asset_recovery.domain.expression import names
from asset_recovery.domain.expression_tree import And, Node
from asset_recovery.forms.form_model import Form, FormField
from tests.forms.a_full_form import FORMS, KINDS, answers_of, chosen, lacking, required

REQUIRED = [
    pytest.param(form, field, id=f"{form.id} {field.key}")
    for form in FORMS.values()
    for field in required(form)
]
CONDITIONAL = [
    one for one in REQUIRED if isinstance(one.values[1], FormField) and one.values[1].required_when
]


def condition(field: FormField) -> Node | None:
    """When the field stands on the form and is due."""
    parts = [part for part in (field.printed_when, field.required_when) if part is not None]
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def instead_of(form: Form, field: FormField) -> set[str]:
    """The fields that are due only where this one is empty: a person or a company."""
    return {
        one.key
        for one in form.fields
        if one is not field
        and one.required_when is not None
        and {field.key, f"count.{field.key}"} & names(one.required_when)
    }


@pytest.mark.parametrize(("form", "field"), REQUIRED)
def test_a_required_field_that_is_left_out_is_named_and_no_other(
    form: Form, field: FormField
) -> None:
    found = chosen(form, condition(field), field, True)
    assert found is not None, f"never due: {field.required_when}"
    values, kinds = found
    whole = lacking(form, values, kinds)
    assert field.key not in whole
    without = {key: value for key, value in values.items() if key != field.key}
    now = lacking(form, without, kinds)
    assert set(now) - set(whole) - instead_of(form, field) == {field.key}
    item = now[field.key]
    assert item.article.strip()
    assert item.how_to_mend.strip()
    assert item.label == field.label


@pytest.mark.parametrize(("form", "field"), CONDITIONAL)
def test_a_conditional_field_is_not_asked_for_where_its_condition_is_not_met(
    form: Form, field: FormField
) -> None:
    found = chosen(form, condition(field), field, False)
    assert found is not None, f"always due: {field.required_when}"
    values, kinds = found
    without = {key: value for key, value in values.items() if key != field.key}
    item = lacking(form, without, kinds).get(field.key)
    # An instrument that was chosen may ask for the same without the condition of the form.
    assert item is None or form.has_matrix


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_in_which_everything_is_answered_lacks_nothing(form: Form) -> None:
    assert lacking(form, answers_of(form), KINDS) == {}
