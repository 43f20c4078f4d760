"""A form as data: read from versioned files, those delivered and those that an office installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asset_recovery.domain.form_facts import Pin
from asset_recovery.forms.form_model import (
    Choice,
    FieldColumn,
    Form,
    FormField,
    FormHeading,
    FormRule,
    FormSection,
)
from asset_recovery.forms.form_reading import forms_folder
from asset_recovery.forms.shelf import FormShelf, read_form, shelf_of, shipped

__all__ = [
    "Choice",
    "FieldColumn",
    "Form",
    "FormField",
    "FormHeading",
    "FormRule",
    "FormSection",
    "FormShelf",
    "forms_folder",
    "load_form",
    "read_form",
    "shelf_of",
    "shipped",
]


def load_form(
    form_id: str, on: date, shelf: FormShelf | None = None, pins: Sequence[Pin] = ()
) -> Form:
    """The version of a form that is in force on a day, or that `pins` name.

    It stands among the delivered forms, or on `shelf` with those of an office too. Raises
    RuleViolation `form_out_of_scope` where no such form is built or none is in force then.
    """
    return (shelf or shipped()).form(form_id, on, pins)
