"""A request as the window writes it: steps with questions, what was filled in, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from asset_recovery.app.session import OfficeSession
from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.forms.completeness import Missing
from asset_recovery.forms.filled_form import (
    FilledForm,
    SectionState,
    fill_request,
    still_to_do,
    texts_to_check,
)
from asset_recovery.forms.template import FormField
from asset_recovery.forms.wording import Wording
from asset_recovery.i18n import N_, _
from asset_recovery.paper_words import words_to_check
from asset_recovery.reports.amount_words import amount_in_words
from asset_recovery.services.request_preview import records_of
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
LISTS = (
    N_("parties of the case"),
    N_("requests of the case"),
    N_("assets named in the request"),
    N_("order and assets of the request"),
    N_("assets held on the order"),
    N_("grounds of the assets of the request"),
)
TYPES = {
    "text": "text",
    "longtext": "longtext",
    "date": "date",
    "datetime": "datetime",
    "int": "int",
    "decimal": "decimal",
    "money": "money",
    "percent": "percent",
    "bool": "bool",
    "statement": "statement",
    "choice": "choice",
    "multi": "multi",
    "country": "country",
    "lang": "lang",
    "authority": "authority",
    "doc": "doc",
    "table": "rows",
    "auto": "fixed",
    "clause": "fixed",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The records of the case: their kind, and the entry that last changed them, by reference.

    Lists of the case are those of `case`, as at the last entry of anything in it.
    """

    case: str
    kinds: Mapping[str, str]
    entries: Mapping[str, int]

    def record(self, source: str) -> tuple[str, str]:
        """The record that a source names in words: kind and reference, empty where it names none.

        A reference may hold another one; the longest is meant.
        """
        if source in {_(text) for text in LISTS}:
            return "case", self.case
        longest = max((one for one in self.kinds if one in source), key=len, default="")
        return (self.kinds[longest], longest) if longest else ("", "")

    def entry(self, source: str) -> int:
        """The entry that last changed that record; 0 where none is known."""
        if source in {_(text) for text in LISTS}:
            return self.entries.get("", 0)
        return self.entries.get(self.record(source)[1], 0)


def request_form(session: OfficeSession, reference: str) -> shapes.RequestForm:
    """The request with its questions, filled from the case as it stands now."""
    case = session.case_of("request", reference)
    file = session.case_file(case)
    request = next((one for one in file.requests if one.reference == reference), None)
    if request is None:
        raise NotFound(Reason("not_found", _("There is no request {ref}.").format(ref=reference)))
    return form_of(fill_request(file, request, session.office.today()), case)


def form_of(
    filled: FilledForm, case: str, entries: Mapping[str, int] | None = None
) -> shapes.RequestForm:
    """A filled request as the window writes it; `entries` are the last ones of records."""
    request = filled.request
    if request.is_inbound:
        return _received(request, case)
    known = Known(case, records_of(filled.file), entries or {})
    return shapes.RequestForm(
        reference=request.reference,
        title=_title(filled, request),
        subtitle=_subtitle(filled, request),
        state=request.state,
        case=case,
        draft=filled.is_draft,
        steps=(
            *_steps(filled, known),
            *_flow(request),
        ),
        missing=tuple(_missing(item) for item in still_to_do(filled)),
        facts=request,
        documents=tuple((one.reference, one.title) for one in filled.file.documents),
        others=tuple(
            (one.reference, f"{one.reference}, {one.form}, {country_name(one.country)}")
            for one in filled.file.requests
            if not one.is_inbound and one.reference != request.reference
        ),
        absent=dict(filled.absent),
        two_languages=filled.form.side_by_side,
        to_confirm=tuple(dict.fromkeys(text.key for text in texts_to_check(filled))),
        words_to_check=words_to_check(request.language),
    )


def _missing(item: Missing) -> shapes.Missing:
    return shapes.Missing(
        item.reason().text,
        item.blocks,
        item.section,
        key=item.key,
        label=item.label,
        article=item.article,
        mend=item.how_to_mend,
        unconfirmed=item.unconfirmed,
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
    form = filled.form.id
    if modules:
        form = _("{form} with {modules}").format(form=form, modules=modules)
    named = code_lists.label("languages", request.language)
    return " · ".join(part for part in (request.reference, form, named) if part)


def _steps(filled: FilledForm, known: Known) -> Iterator[shapes.FormStep]:
    """The sections in order; a module has several under one code, which are told apart."""
    met: dict[str, int] = {}
    for section in filled.sections:
        step = _step(filled, section, known)
        times = met[section.code] = met.get(section.code, 0) + 1
        yield step if times == 1 else replace(step, name=f"{section.code}.{times}")


def _step(filled: FilledForm, section: SectionState, known: Known) -> shapes.FormStep:
    state = {"complete": "complete", "empty": "untouched"}.get(section.state, "missing")
    levels = {item.key.split(".")[0]: item.level for item in reversed(filled.missing)}
    questions = tuple(
        _question(filled, field, known, levels.get(key, ""))
        for key in section.fields
        if (field := filled.field(key)) is not None and field.type in TYPES
    )
    number = sum(key in levels for key in section.fields)
    return shapes.FormStep(section.code, section.title, state, questions, number)


def _question(
    filled: FilledForm, field: FormField, known: Known, level: str
) -> shapes.FormQuestion:
    answer = filled.answers.get(field.key)
    told = shapes.FormQuestion(
        _spec(field),
        basis=field.source,
        mark=field.mark,
        softened=field.softened,
        absent=filled.absent.get(field.key, ""),
        level=level,
        restricted=field.restricted,
    )
    if field.type == "clause":
        return replace(told, value=field.text)
    if answer is None:
        return told
    told = replace(
        told,
        value=_plain(field, answer.value),
        says=_in_words(filled, answer.value),
        origin=answer.source or answer.origin,
        record=known.record(answer.source),
        entry=known.entry(answer.source),
    )
    if not answer.differs:
        return told
    says = _("{source} says: {value}")
    return replace(
        told,
        recorded=_plain(field, answer.recorded),
        recorded_says=says.format(
            source=answer.recorded_source, value=_reads(field, answer.recorded)
        ),
        record=known.record(answer.recorded_source),
        entry=known.entry(answer.recorded_source),
    )


def _spec(field: FormField) -> shapes.FieldSpec:
    return shapes.FieldSpec(
        field.key,
        field.label,
        TYPES[field.type],
        field.req == "M",
        _choices(field),
        field.help,
        tuple(
            (column.key, tuple((one.code, one.label) for one in column.choices))
            for column in field.columns
            if column.choices
        ),
    )


def _reads(field: FormField, value: object) -> str:
    """A value as the paper reads; of a table its rows, the first of them by what they name."""
    if field.type != "table":
        return Wording("en", str).text(field, value)
    rows = [row for row in (value if isinstance(value, tuple | list) else ()) if row]
    first = "; ".join(str(next(iter(row.values()))) for row in rows[:3])
    return _("{number} rows: {first}").format(number=len(rows), first=first)


def _in_words(filled: FilledForm, value: object) -> str:
    """A sum in words, in the language of the request where it has any."""
    if not isinstance(value, Money):
        return ""
    return amount_in_words(value, filled.request.language)


def _choices(field: FormField) -> tuple[tuple[str, str], ...]:
    """The codes of a list; of a table its columns."""
    if field.type in ("table", "authority"):
        return tuple((column.key, column.label) for column in field.columns)
    return tuple((choice.code, choice.label) for choice in field.choices)


def _plain(field: FormField, value: object) -> object:
    """The value as a control takes it; what nobody types reads as on the paper."""
    if TYPES[field.type] == "fixed":
        return Wording("en", str).text(field, value)
    return str(value) if isinstance(value, Decimal) else value
