"""Values of a form: reading what was typed, and remembering where each value comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.forms.block_rows import fitted
from asset_recovery.forms.form_model import SYSTEM_TYPES, Form, FormField
from asset_recovery.forms.typed_cells import (
    code_of,
    holds_objects,
    plain_cell,
    plain_text,
    read_cell,
    read_decimal,
    read_moment,
    read_percent,
    read_sum,
    read_truth,
    read_whole,
)
from asset_recovery.i18n import _

LONG_LIMIT = 50_000
SHORT_LIMIT = 10_000
ROW_LIMIT = 1_000
ABSENCE = "absence_reasons"
# What a row may say beside its columns: which record it shows, and what rules ask of it.
ROW_KEYS = frozenset(["kind", "grounds", "tainted_value", "reference"])


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of a field and its provenance.

    `origin` is `record` (read from the case), `derived` (follows from records or from other fields)
    or `typed`. `source` names the record in words. Where a typed value differs from what the
    records say, `recorded` keeps that value and `recorded_source` its source. `consent` names the
    record by which content of an informal or intelligence channel may leave.
    """

    value: object
    origin: str
    source: str
    recorded: object = None
    recorded_source: str = ""
    consent: str = ""

    @property
    def differs(self) -> bool:
        """Whether somebody typed something other than what the records say."""
        return self.origin == "typed" and self.recorded is not None and self.recorded != self.value


def typed_over(recorded: Answer | None, value: object) -> Answer:
    """The typed value, with the recorded one kept beside it where there is one."""
    typed = Answer(value, "typed", _("typed in the request"))
    if recorded is None:
        return typed
    if _is_same_authority(value, recorded.value):
        # Who types one part of an authority does not give up what the records say of the others.
        typed = replace(typed, value={**recorded.value, **value})  # type: ignore[dict-item]
    return replace(typed, recorded=recorded.value, recorded_source=recorded.source)


def _is_same_authority(value: object, recorded: object) -> bool:
    """Parts of the authority that the records name, or parts without a name at all."""
    if not isinstance(value, Mapping) or not isinstance(recorded, Mapping):
        return False
    if "name" not in recorded or "stated" in value:
        return False
    name = value.get("name")
    return len(value) > 1 and (name is None or name == recorded["name"])


def read_typed(forms: Iterable[Form], typed: Mapping[str, object]) -> dict[str, object]:
    """The typed values by field key, each as the type of its field.

    What cannot be read as its type stays as its text, so that nothing typed is lost; `check_typed`
    says what is wrong with it. Keys that no field has are left out.
    """
    found: dict[str, object] = {}
    for form in forms:
        for field in form.fields:
            for key in (field.key, *field.also):
                if key in typed and not _is_blank(typed[key]):
                    found.setdefault(field.key, _read(field, typed[key])[0])
    return found


def check_typed(forms: Iterable[Form], typed: Mapping[str, object]) -> tuple[Reason, ...]:
    """What is wrong with typed values: unknown keys, values that do not fit their field's type."""
    forms = tuple(forms)
    known = {
        key: field for form in forms for field in form.fields for key in (field.key, *field.also)
    }
    found = []
    for key, raw in typed.items():
        if key == ABSENCE:
            continue
        if key not in known:
            found.append(_unknown(key, known))
        elif not _is_blank(raw) and (fault := _fault(known[key], key, raw)):
            found.append(fault)
    return tuple(found)


def _unknown(key: str, known: Iterable[str]) -> Reason:
    """A key that no field has, with the one that was probably meant."""
    text = _("No form of this request has the field '{key}': it is kept, not printed.")
    near = get_close_matches(key, list(known), 1) or [one for one in known if key in one][:1]
    if near:
        text = _("{sentence} Did you mean {near}?").format(sentence=text, near=near[0])
    return Reason("field_invalid", text.format(key=key[:80]), field=key[:80])


def absence_reasons(typed: Mapping[str, object]) -> dict[str, str]:
    """Why something that an instrument softens is not there, by field key."""
    given = typed.get(ABSENCE)
    if not isinstance(given, Mapping):
        return {}
    return {str(key): plain_text(reason) for key, reason in given.items() if reason}


def is_filled(field: FormField, value: object) -> bool:
    """Whether a value answers its field: blanks, empty tables and refused affirmations do not."""
    if _is_blank(value):
        return False
    if field.affirmation:
        return value is not False and not (
            isinstance(value, Mapping) and value.get("stated") is False
        )
    if field.type == "authority" and isinstance(value, Mapping):
        return not _is_blank(value.get("name"))
    if field.type == "table":
        needed = [column.key for column in field.columns if column.needed]
        return any(
            all(not _is_blank(row.get(key)) for key in needed)
            for row in (value if isinstance(value, list | tuple) else ())
            if isinstance(row, Mapping) and row
        )
    return True


def _fault(field: FormField, key: str, raw: object) -> Reason | None:
    """What is wrong with a typed value; a text that is too long with its own code and place."""
    if long := overlong(field, raw):
        return Reason("field_too_long", f"{field.label}: {long}", field=key)
    fault = _read(field, raw)[1]
    return Reason("field_invalid", f"{field.label}: {fault}", field=key) if fault else None


def overlong(field: FormField, raw: object) -> str:
    """Where a typed text is longer than its field takes, in words; empty where none is."""
    if isinstance(raw, str):
        limit = LONG_LIMIT if field.type in ("longtext", "statement") else SHORT_LIMIT
        return _too_long(raw, limit)
    rows = raw if isinstance(raw, list | tuple) else [raw]
    for number, row in enumerate(rows, start=1):
        cells = row.items() if isinstance(row, Mapping) else [("", row)]
        for key, cell in cells:
            if isinstance(cell, str) and (fault := _too_long(cell, SHORT_LIMIT)):
                place = _("row {number}, {column}: {fault}")
                column = _column_label(field, str(key))
                many = isinstance(raw, list | tuple)
                return (
                    place.format(number=number, column=column, fault=fault)
                    if many and column
                    else f"{column}: {fault}"
                    if column
                    else fault
                )
    return ""


def _column_label(field: FormField, key: str) -> str:
    return next((column.label for column in field.columns if column.key == key), key)


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping | list | tuple):
        return len(value) == 0
    return value is None


def _read(field: FormField, raw: object) -> tuple[object, str]:
    """The value as its field's type, and what is wrong with it (empty where nothing is)."""
    if field.type in SYSTEM_TYPES:
        return raw, _("this is filled by the program and cannot be typed.")
    reader = {
        "bool": _bool,
        "statement": _statement,
        "date": _date,
        "datetime": _moment,
        "int": _whole,
        "decimal": _decimal,
        "percent": _percent,
        "money": _money,
        "choice": _choice,
        "multi": _multi,
        "table": _table,
        "authority": _authority,
        "doc": _doc,
    }.get(field.type)
    if reader is None:
        return plain_text(raw), _("write it as text.") if holds_objects(raw) else ""
    return reader(field, raw)


def _too_long(raw: str, limit: int) -> str:
    if len(raw) <= limit:
        return ""
    return _("the text is longer than {limit} characters. Shorten it.").format(limit=limit)


def _bool(_field: FormField, raw: object) -> tuple[object, str]:
    value = read_truth(raw)
    return (plain_text(raw), _("answer yes or no.")) if value is None else (value, "")


def _statement(field: FormField, raw: object) -> tuple[object, str]:
    """Yes, no, or the statement itself."""
    if isinstance(raw, Mapping):
        stated = raw.get("stated", True)
        text = plain_text(raw.get("text", ""))
        return (text or True) if stated else False, ""
    value, fault = _bool(field, raw)
    return (value, "") if not fault else (plain_text(raw), "")


def _date(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, date):
        return raw, ""
    try:
        return date.fromisoformat(str(raw).strip()), ""
    except ValueError:
        return plain_text(raw), _("write the date as year-month-day, such as 2026-03-01.")


def _moment(_field: FormField, raw: object) -> tuple[object, str]:
    value, understood = read_moment(raw)
    if understood:
        return value, ""
    return plain_text(raw), _("write the day and the hour, such as 2026-03-01 14:30.")


def _whole(_field: FormField, raw: object) -> tuple[object, str]:
    value = read_whole(raw)
    return (
        (plain_text(raw), _("write a whole number, such as 12.")) if value is None else (value, "")
    )


def _decimal(_field: FormField, raw: object) -> tuple[object, str]:
    value = read_decimal(raw)
    return (plain_text(raw), _("write a number, such as 12.5.")) if value is None else (value, "")


def _percent(_field: FormField, raw: object) -> tuple[object, str]:
    value = read_percent(raw)
    fault = _("write a share from 0 to 100, such as 12.5.")
    return (plain_text(raw), fault) if value is None else (value, "")


def _money(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, Money):
        return raw, ""
    try:
        return Money.from_json(raw), ""
    except ValidationFailed as refusal:
        return plain_text(raw), refusal.reasons[0].text


def _choice(field: FormField, raw: object) -> tuple[object, str]:
    code = code_of(field.choices, raw)
    if code is not None:
        return code, ""
    return plain_text(raw), _not_in_list(field, raw)


def _multi(field: FormField, raw: object) -> tuple[object, str]:
    items: Sequence[object]
    if isinstance(raw, list | tuple):
        items = raw
    else:
        items = [str(raw)] if code_of(field.choices, raw) else re.split(r"[,;]", str(raw))
    codes = [
        code_of(field.choices, item) or plain_text(item) for item in items if not _is_blank(item)
    ]
    wrong = [item for item in items if not _is_blank(item) and code_of(field.choices, item) is None]
    return tuple(dict.fromkeys(codes)), _not_in_list(field, wrong[0]) if wrong else ""


def _not_in_list(field: FormField, raw: object) -> str:
    return _("'{value}' is not in the list: {codes}.").format(
        value=str(raw)[:80], codes=", ".join(choice.code for choice in field.choices)
    )


def _table(field: FormField, raw: object) -> tuple[object, str]:
    rows = list(raw) if isinstance(raw, list | tuple) else [raw]
    read = [_row(field, row) for row in rows if not _is_blank(row)]
    found = tuple(row for row, _faults in read)
    if any(not isinstance(row, Mapping) for row in rows if not _is_blank(row)):
        text = _("write it as rows. The columns are: {columns}.")
        return found, text.format(columns=", ".join(column.key for column in field.columns))
    if len(rows) > ROW_LIMIT:
        return found, _("there are more than {limit} rows.").format(limit=ROW_LIMIT)
    unknown = {key for row in found for key in row} - {column.key for column in field.columns}
    unknown -= ROW_KEYS
    if unknown:
        return found, _("there is no column '{column}'. The columns are: {columns}.").format(
            column=sorted(unknown)[0], columns=", ".join(column.key for column in field.columns)
        )
    for number, (_row_read, faults) in enumerate(read, start=1):
        for label, fault in faults:
            text = _("row {number}, {column}: {fault}")
            return found, text.format(number=number, column=label, fault=fault)
    return found, ""


def _row(field: FormField, raw: object) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """The row with its cells read, and the column and fault of each that does not fit."""
    columns = {column.key: column for column in field.columns}
    if not isinstance(raw, Mapping):
        first = next((column for column in field.columns if column.needed), field.columns[0])
        return {first.key: plain_text(raw)}, []
    row: dict[str, object] = {}
    faults = []
    for key, value in fitted(field.columns, raw).items():
        if _is_blank(value):
            continue
        if key == "grounds" and isinstance(value, list | tuple):
            row[str(key)] = tuple(str(item) for item in value)
        elif key in columns:
            row[str(key)], fault = read_cell(columns[key], value)
            if not fault and isinstance(row[str(key)], str) and holds_objects(value):
                fault = "" if read_sum(value) else _("write it as text.")
            faults.extend([(columns[key].label, fault)] if fault else [])
        else:
            row[str(key)] = plain_cell(value)
    return row, faults


def _authority(_field: FormField, raw: object) -> tuple[object, str]:
    if not isinstance(raw, Mapping):
        return {"name": plain_text(raw)}, _("write it as text.") if holds_objects(raw) else ""
    found = {str(key): plain_text(value) for key, value in raw.items() if not _is_blank(value)}
    if any(holds_objects(value) for value in raw.values()):
        return found, _("write it as text.")
    return found, "" if found.get("name") else _("the name of the authority is missing.")


def _doc(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, bool):
        return raw or None, ""
    items = raw if isinstance(raw, list | tuple) else [raw]
    named = [plain_text(_document(item)) for item in items]
    return "; ".join(named), "" if all(named) else _("name the document by its reference or title.")


def _document(item: object) -> object:
    if not isinstance(item, Mapping):
        return item
    return ", ".join(str(item[key]) for key in ("reference", "document", "title") if item.get(key))
