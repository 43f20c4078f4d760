"""Papers on an earlier request, printed straight from its record: MLA-02…05, EU-03x, EU-04x.

The same paper can be drafted (`draft_request` with `parent`), so that it is reviewed, signed and
sent; then that draft is what prints here, unless answers are given with the print.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.errors import RuleViolation, ValidationFailed
from asset_recovery.i18n import N_, _
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk
from asset_recovery.services.form_papers.request_forms import request_of

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper

# The id of each form, its title as in the file of the form, and whose request it belongs to.
_EXECUTING = (
    ("EU-03a", N_("Decision on recognition")),
    ("EU-03b", N_("Report on the execution of a freezing order")),
    ("EU-03c", N_("Postponement")),
    ("EU-03d", N_("Impossibility of execution")),
    ("EU-03e", N_("Request to limit the period of freezing")),
    ("EU-03f", N_("Proposal to share costs")),
    ("EU-03g", N_("Information to an affected person")),
    ("EU-03h", N_("Legal remedy invoked")),
    ("EU-03i", N_("Freezing of own motion before confiscation")),
    ("EU-03j", N_("Result of a confiscation")),
    ("EU-03k", N_("Several orders on one property")),
    ("EU-03l", N_("Termination confirmed")),
    ("EU-03", N_("Notice of the executing State")),
)
_ISSUING = (
    ("EU-04a", N_("Withdrawal of an order")),
    ("EU-04b", N_("Risk that more is recovered than the order allows, or its end")),
    ("EU-04c", N_("Executed in another State")),
    ("EU-04d", N_("Payment received")),
    ("EU-04e", N_("Confidentiality ended")),
    ("EU-04f", N_("Decision for a victim")),
    ("EU-04g", N_("Information about affected persons")),
    ("EU-04h", N_("Answer to a request to limit the period of freezing")),
    ("EU-04i", N_("Reimbursement of damages")),
    ("EU-04", N_("Notice of the issuing State")),
)
CERTIFICATES = ("EU-01", "EU-02")


def _paper(form_id: str, direction: str, ask: PaperAsk) -> Paper:
    """The paper as drafted, else as the record fills it, with what was given with the print."""
    from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415 - forms are large
    from asset_recovery.forms.form_content import form_paper  # noqa: PLC0415
    from asset_recovery.forms.parents import unfit_parent  # noqa: PLC0415
    from asset_recovery.reports.paper import Section, Text  # noqa: PLC0415

    today = ask.sight.reading.today
    drafted, parent = _asked(ask, form_id, direction)
    request = drafted or RequestFacts(
        reference=f"{parent.reference} / {form_id}",
        direction="out",
        form=form_id,
        country=parent.country,
        authority=parent.authority,
        kinds=(),
        state="draft",
        made_on=today,
        fields=dict(ask.options),
        language=ask.language,
        parent=parent.reference,
    )
    filled = fill_request(ask.file, request, today)
    wrong = unfit_parent(filled.form, parent.reference, parent.direction, parent.form)
    if wrong is not None:
        raise RuleViolation(wrong)
    if filled.problems:
        raise ValidationFailed([replace(one, code="field_invalid") for one in filled.problems])
    paper = form_paper(filled, translate=ask.translate, language=ask.language)
    if drafted is not None:
        return paper
    text = _(
        "Made from the record of {request}. To have it reviewed, signed and sent, draft it: "
        "draft_request with form {form} and parent {request}; it begins with the same answers."
    ).format(request=parent.reference, form=form_id)
    note = Section("", ask.translate(N_("To take it further")), (Text(text, "note"),))
    return replace(paper, sections=(*paper.sections, note))


def _asked(ask: PaperAsk, form_id: str, direction: str) -> tuple[RequestFacts | None, RequestFacts]:
    """The draft that is to be printed, if there is one, and the request that it belongs to."""
    named = next(one for one in ask.file.requests if one.reference == ask.reference)
    if named.form == form_id and named.parent is not None:
        parents = (one for one in ask.file.requests if one.reference == named.parent)
        return named, next(parents)
    parent = request_of(ask, form_id, direction)
    drafts = [
        one
        for one in ask.file.requests
        if one.parent == parent.reference and one.form == form_id and one.state != "withdrawn"
    ]
    ask.notes.extend(_choice(ask, form_id, drafts))
    return (drafts[-1] if drafts and not ask.options else None), parent


def _choice(ask: PaperAsk, form_id: str, drafts: list[RequestFacts]) -> list[str]:
    """Which of several papers of this form it is, and how to have another one."""
    if not drafts:
        return []
    others = drafts if ask.options else drafts[:-1]
    if ask.options:
        text = _("This is {form} made from the record with what was given. Drafted: {others}.")
    elif others:
        text = _(
            "This is {chosen}, the newest {form} on {request}. Others: {others}. Print one of them "
            "by its own reference."
        )
    else:
        text = _("This is {chosen}, as it was drafted.")
    named = ", ".join(f"{one.reference} ({label('request_states', one.state)})" for one in others)
    said = text.format(
        form=form_id, chosen=drafts[-1].reference, request=ask.reference, others=named
    )
    return [said]


def _form(form_id: str, title: str, direction: str, only: tuple[str, ...] = ()) -> FormPaper:
    def compose(ask: PaperAsk) -> Paper:
        return _paper(form_id, direction, ask)

    return FormPaper(
        form=form_id,
        title=title,
        kinds=("request",),
        compose=compose,
        word=True,
        direction=direction,
        parents=only,
        answers=True,
    )


FORMS = (
    _form("MLA-05", N_("Answer to a request for mutual legal assistance"), "in"),
    _form("MLA-02", N_("Consultation on a draft request"), "out"),
    _form("MLA-03", N_("Supplement, update or withdrawal of a request"), "out"),
    *(_form(form, title, "in", CERTIFICATES) for form, title in _EXECUTING),
    *(_form(form, title, "out", CERTIFICATES) for form, title in _ISSUING),
)
