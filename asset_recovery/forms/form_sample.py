"""A form without a case: empty as it is delivered, or filled with long fictional answers.

What an administrator looks at before a form is used: whether anything is cut, overlaps or runs over
the edge shows with the longest answers, not with the shortest.
"""

from __future__ import annotations

import re
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
from asset_recovery.forms.form_reading import block_columns

_LINE = (
    "Halcyon Marine & Overseas Trading Holdings (International) Public Limited Company, formerly "
    "Meridian Consultancy Services, branch of Saint-Barthélemy-le-Meil"
)
# Names as long as they come, in the scripts that meet in one case.
_NAMES = (
    _LINE,
    "شركة الواحة الذهبية للتجارة العامة والمقاولات والاستشارات البحرية (فرع الإسكندرية)",
    "Ανώνυμη Ναυτιλιακή Εταιρεία Μεσογειακών Γραμμών και Συμμετοχών «Ωκεανός – Παπαδιαμαντόπουλος»",
    "Общество с ограниченной ответственностью «Северо-Восточное внешнеэкономическое объединение»",
    "海陽國際貿易投資控股（集團）有限公司駐日內瓦代表處",
    "Wolfeschlegelsteinhausenbergerdorff-Ogedegbe, María de los Ángeles Þorgerður Ó Súilleabháin",
)
_TEXT = (
    "Between March 2021 and November 2024 funds of the Port Authority were paid under consultancy "
    "contracts for which no service was rendered. The payments followed within two days to an "
    "account abroad, IBAN CH93 0076 2011 6238 5295 7, and from there in eleven instalments to "
    "persons who hold for somebody else. The witness statements, the bank records and the expert "
    "opinion (annexes 3 to 9) agree on dates, amounts and the persons who gave the orders."
)
_CELL = "Zürich-Altstetten, Pfingstweidstraße 120, third floor, left-hand side"
# What is long without a blank to break at, and what has a form of its own.
_BY_KEY = {
    "sha256": "9c41" * 16,
    "email": "registry.international-cooperation@public-prosecutor.port-city.example",
    "account_number": "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "identifiers": "VIN WDB9634031L000117, engine OM471LA-0123456789, plate ZH 987 654",
}
_PARAGRAPHS, _PERSONS, _ASSETS = 9, 5, 40
_SUM = {"amount": "987654321098.76", "currency": "EUR"}
_OF_PROPERTY = re.compile("asset|property|item|account|wallet|transaction|result|freez|confisc")


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
            return "\n\n".join((*_NAMES, *([_TEXT] * _PARAGRAPHS)))
        case "table":
            rows = _ASSETS if _OF_PROPERTY.search(field.key) else _PERSONS
            return [_row(field.columns, number, today) for number in range(1, rows + 1)]
        case "authority":
            return _row(block_columns("B-AUTH"), 1, today) | _row(field.columns, 1, today)
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
        if column.choices and column.type == "multi":
            row[column.key] = [choice.code for choice in column.choices]
        elif column.choices:
            row[column.key] = max(column.choices, key=lambda one: len(one.label)).code
        elif column.key in _BY_KEY:
            row[column.key] = _BY_KEY[column.key]
        elif column.type == "text":
            name = _NAMES[(number - 1) % len(_NAMES)]
            row[column.key] = name if place == 0 else f"{_CELL}, {number}"
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
        "country": "VC",
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
