"""Every required field of the two certificates, left out, is named with article and mend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from asset_recovery.domain.expression import evaluate
from asset_recovery.domain.money import Money
from asset_recovery.forms.completeness import Missing, missing, scope_of
from asset_recovery.forms.form_model import SYSTEM_TYPES, Form, FormField
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY
from tests.forms.a_certificate import certificate

FORMS = {form: load_form(form, TODAY) for form in ("EU-01", "EU-02")}
# A certificate in which as many conditions as possible are met at once.
EVERYTHING: dict[str, object] = {
    "d_order_subject": ("money", "item"),
    "d2_order_subject": ("money", "item"),
    "d1_confiscation_ground": ("proceeds",),
    "d3_transmission_ground": ("located", "believed"),
    "d4_transmission_ground": ("located", "believed"),
    "m_authority_type": "other",
    "l_information_authority": "other",
    "j_alternative_measures": "yes",
    "i_alternative_measures": "yes",
    "k_decision_issued": "yes",
    "b_coordination_needed": True,
    "i_hold_pending_confiscation": True,
    "g_reasons": ("several_actions", "other_needs"),
    "h_presence_at_trial": "not_appeared",
    "h4_absence_branch": "4.3",
    "j1_victim_outcome": ("sum", "property"),
}
# What a condition needs that the others exclude.
APART: dict[str, dict[str, object]] = {
    "c_natural_person": {"c_legal_person": None},
    "c_legal_person": {"c_natural_person": None},
    "h4_summoned_on": {"h4_absence_branch": "4.1a"},
    "d_equivalent_as": {
        "d_order_subject": ("equivalent",),
        "d2_order_subject": ("equivalent",),
        **dict.fromkeys(("d_amount_total", "d3_item_description", "d4_item_description")),
    },
}
REQUIRED = [
    pytest.param(form, field, id=f"{form.id} {field.key}")
    for form in FORMS.values()
    for field in form.fields
    if field.req in ("M", "C") and field.type not in SYSTEM_TYPES
]


def an_answer(field: FormField) -> object:
    """Something that answers a field of this type."""
    match field.type:
        case "table":
            return ({column.key: "something" for column in field.columns if column.needed},)
        case "multi":
            return (field.choices[0].code,)
        case "choice":
            return field.choices[0].code
        case "authority":
            return {"name": "Court"}
        case "money":
            return Money.parse("1000.00", "EUR")
        case "date":
            return date(2026, 3, 1)
        case "bool":
            return True
        case "decimal":
            return Decimal("1.5")
        case "country":
            return "DE"
    return "something"


def lacking(form: Form, values: dict[str, object]) -> dict[str, Missing]:
    found = missing(form, values, load_instruments(TODAY), (), TODAY)
    return {item.key: item for item in found if not item.rule}


def everything(form: Form, field: FormField) -> dict[str, object]:
    """Every field answered, so that the condition of this one is met."""
    values = {one.key: an_answer(one) for one in form.fields if one.type not in SYSTEM_TYPES}
    keys = {one.key for one in form.fields}
    chosen = {**EVERYTHING, **APART.get(field.key, {})}
    values |= {key: value for key, value in chosen.items() if key in keys}
    return {key: value for key, value in values.items() if value is not None}


@pytest.mark.parametrize(("form", "field"), REQUIRED)
def test_a_required_field_that_is_left_out_is_named(form: Form, field: FormField) -> None:
    values = everything(form, field)
    scope = scope_of(form, values, load_instruments(TODAY), (), TODAY)
    assert field.required_when is None or evaluate(field.required_when, scope.names)
    assert field.key not in lacking(form, values)
    del values[field.key]
    found = lacking(form, values)[field.key]
    assert found.blocks
    assert found.article.startswith("R1805 ")
    assert found.how_to_mend
    assert (found.label, found.section) == (field.label, field.section)


@pytest.mark.parametrize("form", FORMS)
def test_a_certificate_that_is_filled_in_lacks_nothing(form: str) -> None:
    filled = certificate(form)
    assert [item for item in filled.missing if item.blocks] == []
    assert filled.problems == ()


@pytest.mark.parametrize("form", FORMS)
def test_the_order_and_the_letters_of_the_sections_are_those_of_the_annex(form: str) -> None:
    letters = [heading.number for heading in FORMS[form].headings if heading.number]
    assert letters == list("ABCDEFGHIJKLMNOP" if form == "EU-01" else "ABCDEFGHIJKLMN")


def test_the_thirty_two_listed_offences_are_the_same_in_both_certificates() -> None:
    freezing, confiscation = (
        form.field(key)
        for form, key in zip(
            FORMS.values(), ("e3_listed_offences", "f3_listed_offences"), strict=True
        )
    )
    assert freezing is not None
    assert confiscation is not None
    assert freezing.choices == confiscation.choices
    assert [choice.code for choice in freezing.choices] == [str(n) for n in range(1, 33)]
    assert freezing.choice_label("9") == "Laundering of proceeds"
