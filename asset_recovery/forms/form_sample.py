"""A form without a case: empty as it is delivered, or filled with long fictional answers.

What an administrator looks at before a form is used: whether anything is cut, overlaps or runs over
the edge shows with the longest answers, not with the shortest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from asset_recovery.domain.case_file import (
    CaseFacts,
    CaseFile,
    JournalHead,
    OfficeFacts,
    RequestFacts,
)
from asset_recovery.forms.filled_form import FilledForm, fill
from asset_recovery.forms.form_model import FieldColumn, Form, FormField

_LINE = (
    "Halcyon Marine & Overseas Trading Holdings (International) Public Limited Company, formerly "
    "Meridian Consultancy Services, branch of Saint-Barthélemy-le-Meil"
)
_TEXT = (
    "Between March 2021 and November 2024 funds of the Port Authority were paid under consultancy "
    "contracts for which no service was rendered. The payments followed within two days to an "
    "account abroad, IBAN CH93 0076 2011 6238 5295 7, and from there in eleven instalments to "
    "persons who hold for somebody else. The witness statements, the bank records and the expert "
    "opinion (annexes 3 to 9) agree on dates, amounts and the persons who gave the orders."
)
_CELL = "Zürich-Altstetten, Pfingstweidstraße 120, third floor, left-hand side"
_PARAGRAPHS, _ROWS = 6, 5
_SUM = {"amount": "1234567890.12", "currency": "EUR"}


def sample(
    form: Form, office: OfficeFacts, moment: datetime, *, filled: bool, language: str = "en"
) -> FilledForm:
    """The form with no answers, or with a long one in every field."""
    today = moment.date()
    typed = long_answers(form, today) if filled else {}
    request = RequestFacts(
        reference="SAMPLE", direction="out", form=form.id, country="CH", authority=None, kinds=(),
        state="draft", made_on=today, fields=typed, language=language,
    )  # fmt: skip
    return fill(form, (), _no_case(office, moment, request), request, today)


def long_answers(form: Form, today: date) -> dict[str, object]:
    """A long fictional answer to every field that a person can answer, by field key."""
    found = {}
    for field in form.fields:
        answer = _answer(field, today)
        if answer is not None:
            found[field.key] = answer
    return found


def _answer(field: FormField, today: date) -> object:
    match field.type:
        case "longtext" | "statement":
            return "\n\n".join([_TEXT] * _PARAGRAPHS)
        case "table":
            return [_row(field.columns, number, today) for number in range(1, _ROWS + 1)]
        case "authority":
            parts = _row(field.columns, 1, today)
            return {"name": _LINE, "country": "CH", "address": _CELL, **parts}
        case "choice":
            return max(field.choices, key=lambda one: len(one.label)).code
        case "multi":
            return [choice.code for choice in field.choices]
        case "doc":
            return [f"D-2026-{number:06d}, {_LINE}" for number in (1, 2)]
        case "auto" | "sig" | "clause":
            return None
        case kind:
            return _short(kind, today)


def _row(columns: Sequence[FieldColumn], number: int, today: date) -> dict[str, object]:
    row: dict[str, object] = {}
    for place, column in enumerate(columns):
        if column.choices:
            row[column.key] = max(column.choices, key=lambda one: len(one.label)).code
        elif column.type == "text":
            row[column.key] = _LINE if place == 0 else f"{_CELL}, {number}"
        else:
            row[column.key] = _short(column.type, today)
    return row


def _short(kind: str, today: date) -> object:
    return {
        "date": today.isoformat(),
        "datetime": f"{today.isoformat()}T14:30",
        "money": _SUM,
        "int": 1_234_567,
        "decimal": "1234567.89",
        "percent": "99.75",
        "bool": True,
        "country": "CH",
        "lang": "fr",
    }.get(kind, _LINE)


def _no_case(office: OfficeFacts, moment: datetime, request: RequestFacts) -> CaseFile:
    """A case that holds nothing, so that nothing is taken from records."""
    return CaseFile(
        office=office,
        read_at=moment,
        read_by="",
        head=JournalHead(seq=0, hash="", at=moment),
        case=CaseFacts(
            reference="SAMPLE", title="", opened_on=moment.date(), status="open",
            legal_system="", legal_system_version="", route=None, route_label="",
            classification=office.classification, currency=office.currency,
        ),
        requests=(request,),
    )  # fmt: skip
