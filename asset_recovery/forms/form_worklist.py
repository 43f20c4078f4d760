"""The last pages of a draft: what is missing, what a lawyer has to check, what differs."""

from __future__ import annotations

from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.wording import Wording
from asset_recovery.reports.paper import Column, Section, Table

_UNCONFIRMED = ("K", "V2")


def worklist(filled: FilledForm, words: Wording) -> list[Section]:
    """The working lists of a draft; they never leave the office with a signed request."""
    found = [_missing(filled, words)]
    for section in (_to_check(filled, words), _differences(filled, words)):
        if section is not None:
            found.append(section)
    return found


def _missing(filled: FilledForm, words: Wording) -> Section:
    say = words.translate
    rows = tuple(
        (
            say("blocks") if item.blocks else say("warns"),
            f"{item.section}  {say(item.label)}",
            item.article + (say(" (to be checked)") if item.unconfirmed else ""),
            item.how_to_mend[:1].upper() + item.how_to_mend[1:],
        )
        for item in sorted(filled.missing, key=lambda one: not one.blocks)
    )
    table = Table(
        (
            Column(say("Effect"), 0.6),
            Column(say("What"), 1.6),
            Column(say("Asked for by"), 1.4),
            Column(say("How to mend it"), 2.0),
        ),
        rows,
        empty=say("Nothing is missing."),
    )
    return Section("", say("Still missing in this draft"), (table,), new_page=True)


def _to_check(filled: FilledForm, words: Wording) -> Section | None:
    say = words.translate
    rows = []
    for form in (filled.form, *filled.modules):
        for field in form.fields:
            if field.mark in _UNCONFIRMED and is_filled(field, filled.value(field.key)):
                rows.append((field.number, words.label(field), field.source))
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
