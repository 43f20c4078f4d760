"""The last pages of a draft: what is missing, what a lawyer has to check, what differs."""

from __future__ import annotations

from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.completeness import mend_of
from asset_recovery.forms.draft_digest import own_digest
from asset_recovery.forms.filled_form import FilledForm, marked_texts, told_anew
from asset_recovery.forms.missing import Missing
from asset_recovery.forms.source_names import named_source
from asset_recovery.forms.wording import Wording
from asset_recovery.reports.paper import Column, Section, Table

_UNCONFIRMED = ("K", "V2")


def worklist(filled: FilledForm, words: Wording) -> list[Section]:
    """The working lists of a draft; they never leave the office with a signed request."""
    found = [_missing(filled, words)]
    sections = (_to_check(filled, words), _confirmed(filled, words), _differences(filled, words))
    for section in sections:
        if section is not None:
            found.append(section)
    return found


def _missing(filled: FilledForm, words: Wording) -> Section:
    say = words.translate
    rows = tuple(
        (
            say("blocks") if item.blocks else say("warns"),
            _place(filled, item, words),
            say(item.label),
            named_source(item.article, say) + (say(" (to be checked)") if item.unconfirmed else ""),
            _mend(filled, item, words),
        )
        for item in sorted(told_anew(filled), key=lambda one: not one.blocks)
    )
    table = Table(
        (
            Column(say("Effect"), 0.6),
            Column(say("Section"), 0.8),
            Column(say("What"), 1.6),
            Column(say("Demanded by"), 1.4),
            Column(say("How to mend it"), 2.0),
        ),
        rows,
        empty=say("Nothing is missing."),
    )
    return Section("", say("Still missing in this draft"), (table,), new_page=True)


def _place(filled: FilledForm, item: Missing, words: Wording) -> str:
    """Where it stands on the paper: the number of its heading, or its title; of an annex its code.

    On the screen the questions have sections of their own, whose letters no paper bears.
    """
    key = item.key.split(".")[0]
    for module in filled.modules:
        if module.field(key) is not None and filled.form.field(key) is None:
            return module.short_id
    for heading in filled.form.headings:
        if key in heading.fields and (heading.number or not filled.form.is_boxed):
            return heading.number or words.translate(heading.title)
    return item.section


def _mend(filled: FilledForm, item: Missing, words: Wording) -> str:
    field = filled.field(item.key)
    is_empty = not item.rule and item.code == "form_incomplete"
    text = words.translate(item.how_to_mend)
    if field is not None and is_empty and item.label == field.label:
        text = mend_of(field, _place(filled, item, words))
    return text[:1].upper() + text[1:]


def _to_check(filled: FilledForm, words: Wording) -> Section | None:
    say = words.translate
    rows = []
    for form in (filled.form, *filled.modules):
        for field in form.fields:
            if field.mark in _UNCONFIRMED and is_filled(field, filled.value(field.key)):
                source = named_source(field.source, say)
                rows.append((field.number, words.label(field), source))
    for code in _basis(filled):
        instrument = filled.instruments.instrument(code)
        if instrument is not None and instrument.mark in _UNCONFIRMED:
            rows.append(("D1", say(instrument.label), say("contents of this instrument")))
    if not rows:
        return None
    table = Table(
        (Column(say("Field"), 0.5), Column(say("What"), 2.2), Column(say("Source"), 1.4)),
        tuple(rows),
    )
    title = say("To be checked by the legal officer before signing")
    return Section("", title, (table,))


def _confirmed(filled: FilledForm, words: Wording) -> Section | None:
    """Who read the draft as it stands, and who stood for which marked text: for the office only."""
    say, request = words.translate, filled.request
    digest = own_digest(filled)
    rows = [
        (say("The whole draft, reviewed"), words.day(one.on), one.by)
        for one in request.drafts
        if one.step == "review_request" and one.digest == digest
    ]
    standing = {text.digest: text for text in marked_texts(filled)}
    rows += [
        (say(standing[one.digest].label), words.day(one.on), one.by)
        for one in request.confirmed
        if one.digest in standing
    ]
    if not rows:
        return None
    columns = (Column(say("What"), 2.2), Column(say("On"), 0.8), Column(say("By"), 1.2))
    return Section("", say("Checked by the legal officer"), (Table(columns, tuple(rows)),))


def _basis(filled: FilledForm) -> tuple[str, ...]:
    basis = filled.value("legal_basis")
    return basis if isinstance(basis, tuple) else ()


def _differences(filled: FilledForm, words: Wording) -> Section | None:
    say = words.translate
    rows = []
    for key, answer in filled.answers.items():
        field = filled.field(key)
        if field is None or not answer.differs or field.type == "table":
            continue
        rows.append(
            (
                words.label(field),
                words.text(field, answer.value),
                words.text(field, answer.recorded),
                answer.recorded_source,
            )
        )
    if not rows:
        return None
    table = Table(
        (
            Column(say("Field"), 1.2),
            Column(say("In the request"), 1.6),
            Column(say("In the records"), 1.6),
            Column(say("Record"), 1.0),
        ),
        tuple(rows),
    )
    return Section("", say("Typed otherwise than recorded"), (table,))
