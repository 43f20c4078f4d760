"""Values of a form: reading what was typed, and remembering where each value comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.forms.template import Form, FormField
from asset_recovery.i18n import _

LONG_LIMIT = 50_000
SHORT_LIMIT = 10_000
ROW_LIMIT = 1_000
ABSENCE = "absence_reasons"
_YES = {"true", "yes", "1"}
_NO = {"false", "no", "0"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of a field and its provenance.

    `origin` is `record` (read from the case), `derived` (follows from records or from other fields)
    or `typed`. `source` names the record in words. Where a typed value differs from what the
    records say, `recorded` keeps that value and `recorded_source` its source.
    """

    value: object
    origin: str
    source: str
    recorded: object = None
    recorded_source: str = ""

    @property
    def differs(self) -> bool:
        """Whether somebody typed something other than what the records say."""
        return self.origin == "typed" and self.recorded is not None and self.recorded != self.value


def typed_over(recorded: Answer | None, value: object) -> Answer:
    """The typed value, with the recorded one kept beside it where there is one."""
    typed = Answer(value, "typed", _("typed in the request"))
    if recorded is None:
        return typed
    return replace(typed, recorded=recorded.value, recorded_source=recorded.source)


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
            found.append(
                Reason(
                    "field_invalid",
                    _(
                        "No form of this request has the field '{key}': it is kept, not printed."
                    ).format(key=key[:80]),
                    field=key[:80],
                )
            )
        elif not _is_blank(raw) and (fault := _read(known[key], raw)[1]):
            found.append(Reason("field_invalid", f"{known[key].label}: {fault}", field=key))
    return tuple(found)


def absence_reasons(typed: Mapping[str, object]) -> dict[str, str]:
    """Why something that an instrument softens is not there, by field key."""
    given = typed.get(ABSENCE)
    if not isinstance(given, Mapping):
        return {}
    return {str(key): _text(reason) for key, reason in given.items() if reason}


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


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping | list | tuple):
        return len(value) == 0
    return value is None


def _read(field: FormField, raw: object) -> tuple[object, str]:
    """The value as its field's type, and what is wrong with it (empty where nothing is)."""
    if field.type in ("auto", "sig"):
        return raw, _("this is filled by the program and cannot be typed.")
    reader = {
        "bool": _bool,
        "statement": _statement,
        "date": _date,
        "money": _money,
        "choice": _choice,
        "multi": _multi,
        "table": _table,
        "authority": _authority,
        "doc": _doc,
    }.get(field.type)
    if reader is None:
        limit = LONG_LIMIT if field.type == "longtext" else SHORT_LIMIT
        return _text(raw), _too_long(raw, limit)
    return reader(field, raw)


def _text(raw: object) -> str:
    """The text as typed, in NFC with plain line ends; papers make its hidden marks visible."""
    text = "\n".join(str(item) for item in raw) if isinstance(raw, list | tuple) else str(raw)
    plain = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", unicodedata.normalize("NFC", text))
    return plain.strip()


def _too_long(raw: object, limit: int) -> str:
    if len(str(raw)) <= limit:
        return ""
    return _("the text is longer than {limit} characters. Shorten it.").format(limit=limit)


def _bool(_field: FormField, raw: object) -> tuple[object, str]:
    word = str(raw).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES, ""
    return _text(raw), _("answer yes or no.")


def _statement(field: FormField, raw: object) -> tuple[object, str]:
    """Yes, no, or the statement itself."""
    if isinstance(raw, Mapping):
        stated = raw.get("stated", True)
        text = _text(raw.get("text", ""))
        return (text or True) if stated else False, ""
    value, fault = _bool(field, raw)
    return (value, "") if not fault else (_text(raw), _too_long(raw, LONG_LIMIT))


def _date(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, date):
        return raw, ""
    try:
        return date.fromisoformat(str(raw).strip()), ""
    except ValueError:
        return _text(raw), _("write the date as year-month-day, such as 2026-03-01.")


def _money(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, Money):
        return raw, ""
    try:
        return Money.from_json(raw), ""
    except ValidationFailed as refusal:
        return _text(raw), refusal.reasons[0].text


def _code(field: FormField, raw: object) -> str | None:
    """The code that was meant: by code or label, spaces and case apart."""
    wanted = _squeezed(raw)
    for choice in field.choices:
        if wanted in (_squeezed(choice.code), _squeezed(choice.label)):
            return choice.code
    return None


def _squeezed(text: object) -> str:
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def _choice(field: FormField, raw: object) -> tuple[object, str]:
    code = _code(field, raw)
    if code is not None:
        return code, ""
    return _text(raw), _not_in_list(field, raw)


def _multi(field: FormField, raw: object) -> tuple[object, str]:
    items: Sequence[object]
    if isinstance(raw, list | tuple):
        items = raw
    else:
        items = [str(raw)] if _code(field, raw) else re.split(r"[,;]", str(raw))
    codes = [_code(field, item) or _text(item) for item in items if not _is_blank(item)]
    wrong = [item for item in items if not _is_blank(item) and _code(field, item) is None]
    return tuple(dict.fromkeys(codes)), _not_in_list(field, wrong[0]) if wrong else ""


def _not_in_list(field: FormField, raw: object) -> str:
    return _("'{value}' is not in the list: {codes}.").format(
        value=str(raw)[:80], codes=", ".join(choice.code for choice in field.choices)
    )


def _table(field: FormField, raw: object) -> tuple[object, str]:
    rows = list(raw) if isinstance(raw, list | tuple) else [raw]
    found = tuple(_row(field, row) for row in rows if not _is_blank(row))
    if len(rows) > ROW_LIMIT:
        return found, _("there are more than {limit} rows.").format(limit=ROW_LIMIT)
    unknown = {key for row in found for key in row} - {column.key for column in field.columns}
    unknown -= {"kind", "grounds", "tainted_value", "reference"}
    if unknown:
        return found, _("there is no column '{column}'. The columns are: {columns}.").format(
            column=sorted(unknown)[0], columns=", ".join(column.key for column in field.columns)
        )
    return found, ""


def _row(field: FormField, raw: object) -> dict[str, object]:
    if isinstance(raw, Mapping):
        return {str(key): _cell(key, value) for key, value in raw.items() if not _is_blank(value)}
    first = next((column for column in field.columns if column.needed), field.columns[0])
    return {first.key: _text(raw)}


def _cell(key: object, value: object) -> object:
    if key == "grounds" and isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    if isinstance(value, Mapping) and set(value) == {"amount", "currency"}:
        try:
            return Money.from_json(value).display()
        except ValidationFailed:
            return _text(f"{value['amount']} {value['currency']}")
    return _text(value)


def _authority(_field: FormField, raw: object) -> tuple[object, str]:
    if not isinstance(raw, Mapping):
        return {"name": _text(raw)}, ""
    found = {str(key): _text(value) for key, value in raw.items() if not _is_blank(value)}
    return found, "" if found.get("name") else _("the name of the authority is missing.")


def _doc(_field: FormField, raw: object) -> tuple[object, str]:
    if isinstance(raw, bool):
        return raw or None, ""
    items = raw if isinstance(raw, list | tuple) else [raw]
    return "; ".join(_text(_document(item)) for item in items), ""


def _document(item: object) -> object:
    if not isinstance(item, Mapping):
        return item
    return ", ".join(str(item[key]) for key in ("reference", "document", "title") if item.get(key))
