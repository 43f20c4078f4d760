"""A request as the window writes it: steps with questions, what was filled in, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from asset_recovery.app.session import OfficeSession
from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.forms.filled_form import FilledForm, SectionState, fill_request
from asset_recovery.forms.template import FormField
from asset_recovery.i18n import N_, _
from asset_recovery.ui import office as shapes

RECEIVED_PARTS = (
    ("standing", N_("Where it stands")),
    ("orders", N_("Orders and recognition")),
    ("results", N_("Execution and results")),
    ("contacts", N_("To and fro")),
)
SENT_PARTS = (
    ("standing", N_("Where it stands")),
    ("abroad", N_("Amounts abroad")),
    ("contacts", N_("To and fro")),
)
TYPES = {
    "text": "text",
    "longtext": "longtext",
    "date": "date",
    "datetime": "text",
    "int": "int",
    "decimal": "decimal",
    "money": "money",
    "percent": "decimal",
    "bool": "bool",
    "choice": "choice",
    "multi": "multi",
    "country": "country",
    "lang": "text",
    "authority": "text",
    "table": "rows",
}


def request_form(session: OfficeSession, reference: str) -> shapes.RequestForm:
    """The request with its questions, filled from the case as it stands now."""
    case = session.case_of("request", reference)
    file = session.case_file(case)
    request = next((one for one in file.requests if one.reference == reference), None)
    if request is None:
        raise NotFound(Reason("not_found", _("There is no request {ref}.").format(ref=reference)))
    if request.is_inbound:
        return _received(request, case)
    filled = fill_request(file, request, session.office.today())
    return shapes.RequestForm(
        reference=reference,
        title=_title(filled, request),
        subtitle=_subtitle(filled, request),
        state=request.state,
        case=case,
        draft=filled.is_draft,
        steps=(*(_step(filled, section) for section in filled.sections), *_flow(request)),
        missing=tuple(
            shapes.Missing(item.reason().text, item.blocks, item.section) for item in filled.missing
        ),
        facts=request,
    )


def _received(request: RequestFacts, case: str) -> shapes.RequestForm:
    """A request that another State made: nothing to fill in, but where it stands."""
    title = _("Request of {country}").format(country=country_name(request.country))
    kinds = ", ".join(code_lists.label("request_kinds", kind) for kind in request.kinds)
    return shapes.RequestForm(
        reference=request.reference,
        title=title,
        subtitle=" · ".join((request.reference, request.form, kinds)),
        state=request.state,
        case=case,
        draft=False,
        steps=tuple(shapes.FormStep(name, _(text), "complete") for name, text in RECEIVED_PARTS),
        facts=request,
    )


def _flow(request: RequestFacts) -> tuple[shapes.FormStep, ...]:
    """What became of a request once it was sent, or shown to the other side."""
    if request.sent_on is None and not request.contacts:
        return ()
    return tuple(shapes.FormStep(name, _(text), "complete") for name, text in SENT_PARTS)


def _title(filled: FilledForm, request: RequestFacts) -> str:
    return f"{filled.form.title}, {country_name(request.country)}"


def _subtitle(filled: FilledForm, request: RequestFacts) -> str:
    modules = ", ".join(module.id for module in filled.modules)
    parts = [request.reference, filled.form.id, modules, request.language]
    return " · ".join(part for part in parts if part)


def _step(filled: FilledForm, section: SectionState) -> shapes.FormStep:
    state = {"complete": "complete", "empty": "untouched"}.get(section.state, "missing")
    questions = []
    for key in section.fields:
        field = filled.field(key)
        if field is not None and field.type in TYPES:
            questions.append(_question(filled, field))
    return shapes.FormStep(section.code, section.title, state, tuple(questions))


def _question(filled: FilledForm, field: FormField) -> shapes.FormQuestion:
    answer = filled.answers.get(field.key)
    origin = ""
    if answer is not None:
        origin = answer.source if answer.source else answer.origin
    return shapes.FormQuestion(
        shapes.FieldSpec(
            field.key,
            field.label,
            TYPES[field.type],
            field.req == "M",
            _choices(field),
            field.help,
        ),
        value=None if answer is None else _plain(answer.value),
        origin=origin,
        basis=field.source,
    )


def _choices(field: FormField) -> tuple[tuple[str, str], ...]:
    """The codes of a list; of a table its columns."""
    if field.type == "table":
        return tuple((column.key, column.label) for column in field.columns)
    return tuple((choice.code, choice.label) for choice in field.choices)


def _plain(value: object) -> object:
    """The value as an editor takes it."""
    if isinstance(value, Mapping) and "name" in value:
        return value["name"]
    return str(value) if isinstance(value, Decimal) else value
