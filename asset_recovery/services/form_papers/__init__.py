"""The operational forms (OPS-…) of a record: one table, a room a subject."""

from __future__ import annotations

from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.i18n import _
from asset_recovery.services.form_papers import (
    answer_forms,
    cost_forms,
    custody_forms,
    distribution_forms,
    information_forms,
    management_forms,
    operation_forms,
    quantity_forms,
    request_forms,
    sale_forms,
    value_forms,
)
from asset_recovery.services.form_papers.form_paper import FormPaper

FORM_PAPERS: tuple[FormPaper, ...] = (
    *management_forms.FORMS,
    *operation_forms.FORMS,
    *custody_forms.FORMS,
    *distribution_forms.FORMS,
    *cost_forms.FORMS,
    *value_forms.FORMS,
    *sale_forms.FORMS,
    *quantity_forms.FORMS,
    *request_forms.FORMS,
    *answer_forms.FORMS,
    *information_forms.FORMS,
)


def forms_of(kind: str) -> tuple[FormPaper, ...]:
    """The forms that can be printed of a record of this kind."""
    return tuple(form for form in FORM_PAPERS if kind in form.kinds)


def papers_about(direction: str, made_on: str) -> tuple[FormPaper, ...]:
    """The forms about a request that goes this way (in, out) and was made on this form."""
    return tuple(
        form
        for form in forms_of("request")
        if form.direction in ("", direction) and (not form.parents or made_on in form.parents)
    )


def form_named(form: str) -> FormPaper:
    """A form by its id in any case; `NotFound` names those there are."""
    for known in FORM_PAPERS:
        if known.form.casefold() == form.strip().casefold():
            return known
    raise NotFound(
        Reason(
            "not_found",
            _("There is no form {form}; there are: {forms}.").format(
                form=form or "–", forms=", ".join(known.form for known in FORM_PAPERS)
            ),
            field="form",
        )
    )
