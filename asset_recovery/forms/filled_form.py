"""A form filled for a request: values with provenance, what is missing, state by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as member
from datetime import date

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.expression import evaluate
from asset_recovery.domain.request_version_facts import SignedDraft
from asset_recovery.forms.answers import (
    ABSENCE,
    ROW_KEYS,
    Answer,
    absence_reasons,
    check_typed,
    is_filled,
    read_typed,
    typed_over,
)
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.completeness import Missing, ending_orders, missing, scope_of
from asset_recovery.forms.form_model import MODULE, SYSTEM_TYPES
from asset_recovery.forms.instruments import Instruments, load_instruments, load_modules
from asset_recovery.forms.kept_answers import answer_of_data
from asset_recovery.forms.marked_text import TextToCheck, marked_text, unmarked, without_mark
from asset_recovery.forms.prefill import follow, prefill
from asset_recovery.forms.prefill_own import tables_of_blocks
from asset_recovery.forms.prefill_tables import enrich
from asset_recovery.forms.state_findings import state_findings
from asset_recovery.forms.template import Form, FormField, load_form, shelf_of
from asset_recovery.i18n import _, speaking
from asset_recovery.paper_words import say_in

FINAL_STATES = frozenset(
    [
        "signed",
        "sent",
        "acknowledged",
        "in_execution",
        "more_information",
        "partly_executed",
        "executed",
        "postponed",
        "refused",
        "closed",
        "withdrawn",
        # The same by the steps of the work abroad.
        "supplement_asked",
        "answered",
        "asset_held_abroad",
        "return_negotiation",
        "received",
    ]
)


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section of the entry: `state` is complete, warns, blocks or empty; keys in order."""

    code: str
    title: str
    state: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A filled request with its modules.

    `answers` hold only what is known, by field key; `absent` why something softened is not there;
    `problems` what is wrong with typed values; `names` what conditions and rules may use;
    `language` in which the records are told, that of the request unless another was asked for.
    """

    form: Form
    modules: tuple[Form, ...]
    answers: Mapping[str, Answer]
    missing: tuple[Missing, ...]
    sections: tuple[SectionState, ...]
    absent: Mapping[str, str]
    problems: tuple[Reason, ...]
    file: CaseFile
    request: RequestFacts
    instruments: Instruments
    names: Mapping[str, object] = member(default_factory=dict)
    language: str = "en"

    @property
    def is_draft(self) -> bool:
        """Whether the request has not been signed yet."""
        return self.request.state.removeprefix("outbound_") not in FINAL_STATES

    @property
    def is_withdrawn(self) -> bool:
        """Whether the request was taken back."""
        return self.request.state.removeprefix("outbound_") == "withdrawn"

    @property
    def blocking(self) -> tuple[Missing, ...]:
        """What keeps the request from being approved, signed and sent."""
        return tuple(item for item in self.missing if item.blocks)

    def value(self, key: str) -> object:
        """The value of a field, or None."""
        answer = self.answers.get(key)
        return None if answer is None else answer.value

    def is_shown(self, field: FormField) -> bool:
        """Whether the condition under which the field stands on the form is met."""
        if field.printed_when is None:
            return True
        return evaluate(field.printed_when, self.names)

    def field(self, key: str) -> FormField | None:
        """The field with this key, in the form or one of its modules."""
        return next(
            (found for form in (self.form, *self.modules) if (found := form.field(key))), None
        )


def fill_request(
    file: CaseFile, request: RequestFacts, on: date | None = None, language: str | None = None
) -> FilledForm:
    """The request filled from its case, by the forms it was made with, on a day (of the file).

    A signed request says what it said when it was signed, whatever the records say since.

    Raises RuleViolation `form_out_of_scope` for a form, kind or module that is not built.
    """
    day = on or file.read_at.date()
    if request.signed is not None:
        return _as_signed(file, request, request.signed, day)
    form, modules = forms_of(file, request, day)
    return fill(form, modules, file, request, day, language)


def _as_signed(file: CaseFile, request: RequestFacts, signed: SignedDraft, day: date) -> FilledForm:
    form, modules = forms_of(file, request, day)
    instruments = load_instruments(day)
    records = CaseRecords(file, request, (), instruments)
    answers = {key: answer_of_data(data) for key, data in signed.data["answers"].items()}
    absent = {key: unmarked(why) for key, why in absence_reasons(request.fields).items()}
    values: dict[str, object] = {key: answer.value for key, answer in answers.items()}
    values[ABSENCE] = absent
    names = scope_of(form, values, instruments, request.kinds, day, modules, records).names
    return FilledForm(
        form=form,
        modules=modules,
        answers=answers,
        missing=(),
        sections=_sections((form, *modules), answers, ()),
        absent=absent,
        problems=(),
        file=file,
        request=request,
        instruments=instruments,
        names=names,
    )


def forms_of(file: CaseFile, request: RequestFacts, day: date) -> tuple[Form, tuple[Form, ...]]:
    """The form of a request and its modules: the versions it was made with, else those in force.

    Raises RuleViolation `form_out_of_scope` for a form, kind or module that is not built.
    """
    shelf, pins = shelf_of(file.office.forms), request.form_versions
    form = load_form(request.form, day, shelf, pins)
    if not form.is_general:
        return form, ()
    typed = read_typed((form,), request.fields)
    instruments = load_instruments(day)
    return form, load_modules(request.kinds, typed, instruments, day, shelf, pins)


def fill(  # noqa: PLR0913, PLR0917 - which form, from what, on which day, in which words
    form: Form,
    modules: Sequence[Form],
    file: CaseFile,
    request: RequestFacts,
    today: date | None = None,
    language: str | None = None,
) -> FilledForm:
    """The form with its modules, filled from the records and from what was typed.

    A typed value prevails over the record's; the difference is kept in its `Answer`. What the
    records say is told in the language of the request, whatever the screen speaks, so that two
    people who read a draft read the same.
    """
    spoken = language or request.language
    day = today or file.read_at.date()
    instruments = load_instruments(day)
    forms = (form, *modules)
    named = tuple((module.short_id, module.title) for module in modules)
    records = CaseRecords(file, request, named, instruments)
    typed = _typed(forms, file, request)
    with speaking(say_in(spoken)):
        answers = _laid_over(_recorded(forms, records), typed)
        answers = {**_of_the_form(form, records), **follow(answers, records), **answers}
    known = {field.key for one in forms for field in one.fields}
    answers = {key: answer for key, answer in answers.items() if key in known}
    absent = absence_reasons(request.fields)
    values: dict[str, object] = {key: answer.value for key, answer in answers.items()}
    judged = (form, {**values, ABSENCE: absent}, instruments, request.kinds, day, modules, records)
    lacking = _lacking(form, modules, values, absent, records, day)
    return FilledForm(
        form=form,
        modules=tuple(modules),
        answers=answers,
        missing=lacking,
        sections=_sections(forms, answers, lacking),
        absent=absent,
        problems=check_typed(forms, request.fields),
        file=file,
        request=request,
        instruments=instruments,
        names=scope_of(*judged).names,
        language=spoken,
    )


def texts_to_check(filled: FilledForm) -> tuple[TextToCheck, ...]:
    """The texts marked "to be checked" that print in the request and that nobody confirmed yet."""
    confirmed = {one.digest for one in filled.request.confirmed}
    # The same words under another heading are confirmed with them, and named once.
    found = {text.digest: text for text in reversed(list(marked_texts(filled)))}
    return tuple(text for text in reversed(found.values()) if text.digest not in confirmed)


def still_to_do(filled: FilledForm) -> tuple[Missing, ...]:
    """What is missing, and the texts that somebody has to confirm before the signature."""
    return (*filled.missing, *(text.missing() for text in texts_to_check(filled)))


def told_anew(filled: FilledForm) -> tuple[Missing, ...]:
    """The same list, told in the words that are spoken now: a paper has a language of its own.

    What was found while the screen spoke holds its values within its sentences, so that these
    cannot be translated any more: the draft is judged once more, by the same records.
    """
    day = filled.names.get("today")
    if not filled.missing or not isinstance(day, date):
        return still_to_do(filled)
    request, modules = filled.request, filled.modules
    named = tuple((module.short_id, module.title) for module in modules)
    records = CaseRecords(filled.file, request, named, filled.instruments)
    values: dict[str, object] = {key: one.value for key, one in filled.answers.items()}
    found = _lacking(filled.form, modules, values, filled.absent, records, day)
    if [(one.rule, one.key) for one in found] != [(one.rule, one.key) for one in filled.missing]:
        return still_to_do(filled)
    return (*found, *(text.missing() for text in texts_to_check(filled)))


def _lacking(  # noqa: PLR0913, PLR0917 - a form, what it says, on which records and day
    form: Form,
    modules: Sequence[Form],
    values: Mapping[str, object],
    absent: Mapping[str, str],
    records: CaseRecords,
    day: date,
) -> tuple[Missing, ...]:
    """Everything that the form lacks on a day."""
    instruments, kinds = records.instruments, records.request.kinds
    judged = (form, {**values, ABSENCE: absent}, instruments, kinds, day, modules, records)
    return (
        *missing(*judged), *ending_orders(records, day),
        *state_findings(form, values, records, day),
    )  # fmt: skip


def against_signing(filled: FilledForm) -> list[Reason]:
    """What is missing, and each text that nobody confirmed: all that bars the signature."""
    return [
        *(item.reason() for item in filled.blocking),
        *(text.reason() for text in texts_to_check(filled)),
    ]


def as_confirmed(filled: FilledForm) -> FilledForm:
    """The request as it is signed: what was marked is confirmed, and reads without its mark."""
    return replace(
        filled,
        answers={key: without_mark(answer) for key, answer in filled.answers.items()},
        absent={key: unmarked(why) for key, why in filled.absent.items()},
    )


def marked_texts(filled: FilledForm) -> Iterator[TextToCheck]:
    """Every text of the request that is marked, confirmed or not: fixed wording and answers."""
    for form in (filled.form, *filled.modules):
        headed = {key for heading in form.headings for key in heading.fields}
        for field in form.fields:
            if field.key in headed and filled.is_shown(field):
                answer = filled.answers.get(field.key)
                said = filled.absent.get(field.key) if answer is None else answer.value
                found = marked_text(form, field, said)
                if found is not None:
                    yield found


def _recorded(forms: Sequence[Form], records: CaseRecords) -> dict[str, Answer]:
    """What the records answer, tables made of blocks in the columns of these."""
    fields = {field.key: field for form in forms for field in form.fields}
    found = {
        key: answer
        for key, answer in prefill(records).items()
        if key not in fields or fits(fields[key], answer)
    }
    return {**dict(tables_of_blocks(forms, records)), **found}


def _of_the_form(form: Form, records: CaseRecords) -> dict[str, Answer]:
    """What follows from the form itself: the instrument that it is made under."""
    if not form.legal_basis:
        return {}
    source = _("form {form}").format(form=form.id)
    found = {"legal_basis": Answer(form.legal_basis, "derived", source)}
    return found | follow(found, records)


def fits(field: FormField, answer: Answer) -> bool:
    """Whether rows that were read from records have the columns that this form gives the field."""
    if answer.origin == "typed" or field.type != "table" or not field.block:
        return True
    known = {column.key for column in field.columns} | ROW_KEYS
    rows = answer.value if isinstance(answer.value, tuple | list) else ()
    return all(isinstance(row, Mapping) and set(row) <= known for row in rows)


def _typed(forms: tuple[Form, ...], file: CaseFile, request: RequestFacts) -> dict[str, object]:
    typed = read_typed(forms, request.fields)
    for form in forms:
        for field in form.fields:
            if field.key in typed and field.type == "table" and field.columns:
                column = field.columns[0].key
                typed[field.key] = enrich(typed[field.key], file, column, field.block)
            if field.key in typed and field.type in SYSTEM_TYPES:
                del typed[field.key]
    return typed


def _laid_over(recorded: Mapping[str, Answer], typed: Mapping[str, object]) -> dict[str, Answer]:
    found = dict(recorded)
    for key, value in typed.items():
        found[key] = typed_over(recorded.get(key), value)
    return found


def _sections(
    forms: tuple[Form, ...], answers: Mapping[str, Answer], lacking: tuple[Missing, ...]
) -> tuple[SectionState, ...]:
    found = []
    for form in forms:
        for section in form.sections:
            fields = [field for field in form.fields if field.section == section.code]
            keys = tuple(field.key for field in fields)
            levels = {item.level for item in lacking if item.key.split(".")[0] in keys}
            filled = any(
                field.key in answers and is_filled(field, answers[field.key].value)
                for field in fields
            )
            state = (
                "blocks"
                if "blocks" in levels
                else "warns"
                if levels
                else "complete"
                if filled
                else "empty"
            )
            code = form.short_id if form.kind == MODULE else section.code
            found.append(SectionState(code, section.title, state, keys))
    return tuple(found)
