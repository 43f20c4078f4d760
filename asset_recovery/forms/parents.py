"""Which earlier request a paper may belong to."""

from __future__ import annotations

from asset_recovery.domain.errors import Reason
from asset_recovery.forms.form_model import Form
from asset_recovery.i18n import _


def unfit_parent(form: Form, reference: str, direction: str, parent_form: str) -> Reason | None:
    """Why the paper cannot belong to this request, or None where it can."""
    way = "in" if direction.startswith("in") else "out"
    if form.parent_direction == "in" and way == "out":
        text = _("{form} belongs to a request that we received; {request} is one of ours.")
    elif form.parent_direction == "out" and way == "in":
        text = _("{form} belongs to a request of ours; {request} came from another State.")
    elif form.parent_forms and parent_form not in form.parent_forms:
        text = _("{form} belongs to {forms}; {request} is {other}.")
    else:
        return None
    said = text.format(
        form=form.id,
        request=reference,
        forms=", ".join(form.parent_forms),
        other=parent_form,
    )
    return Reason("form_out_of_scope", said, None, field="parent")
