"""Numbers, moments and cells of a table as they are typed: read exactly, or not understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.forms.form_model import Choice, FieldColumn
from asset_recovery.i18n import _

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?", re.ASCII)
_SUM = re.compile(
    r"(?:(?P<before>[A-Z]{3})\s+)?(?P<amount>-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:\s+(?P<after>[A-Z]{3}))?",
    re.ASCII,
)
_HUNDRED = Decimal(100)
_YES = {"true", "yes", "1"}
_NO = {"false", "no", "0"}


def read_whole(raw: object) -> int | None:
    """A whole number, or None where it is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw
    text = str(raw).strip()
    return int(text) if _WHOLE.fullmatch(text) else None


def read_decimal(raw: object) -> Decimal | None:
    """A number with a point, exact as typed, or None where it is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    text = str(raw).strip()
    try:
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        return None


def read_percent(raw: object) -> Decimal | None:
    """A share from 0 to 100, with or without its sign, or None where it is none."""
    value = read_decimal(raw.strip().rstrip("%").strip() if isinstance(raw, str) else raw)
    return value if value is not None and 0 <= value <= _HUNDRED else None


def read_moment(raw: object) -> tuple[datetime | None, bool]:
    """A day with its hour, and whether it was understood. A day alone has no hour and is not."""
    if isinstance(raw, datetime):
        return raw, True
    text = str(raw).strip()
    if len(text) <= len("2026-03-01"):
        return None, False
    try:
        return datetime.fromisoformat(text), True
    except ValueError:
        return None, False


def read_truth(raw: object) -> bool | None:
    """Yes or no, or None where it is neither."""
    word = str(raw).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    return None


def read_sum(raw: object) -> Money | None:
    """Money, its JSON form, or a text such as `1,250.00 EUR`; None where it is none."""
    if isinstance(raw, Money):
        return raw
    try:
        if isinstance(raw, Mapping):
            return Money.from_json(raw)
        match = _SUM.fullmatch(str(raw).strip())
        code = match and (match["before"] or match["after"])
        if not match or not code or (match["before"] and match["after"]):
            return None
        return Money.parse(match["amount"].replace(",", ""), code)
    except ValidationFailed:
        return None


def plain_text(raw: object) -> str:
    """The text as typed, in NFC with plain line ends; papers make its hidden marks visible."""
    text = "\n".join(str(item) for item in raw) if isinstance(raw, list | tuple) else str(raw)
    plain = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", unicodedata.normalize("NFC", text))
    return plain.strip()


def holds_objects(raw: object) -> bool:
    """Whether names and values stand where a text is meant."""
    items = raw if isinstance(raw, list | tuple) else (raw,)
    return any(isinstance(item, Mapping) for item in items)


def code_of(choices: tuple[Choice, ...], raw: object) -> str | None:
    """The code that was meant: by code, label or another word for it, spaces and case apart."""
    wanted = _squeezed(raw)
    for choice in choices:
        if any(wanted == _squeezed(word) for word in (choice.code, choice.label, *choice.also)):
            return choice.code
    return None


def _squeezed(text: object) -> str:
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def read_cell(column: FieldColumn, raw: object) -> tuple[object, str]:
    """A cell as its column's type, and what is wrong with it (empty where nothing is)."""
    value: object | None
    match column.type:
        case "money":
            value, fault = read_sum(raw), _("write the sum with its currency, such as 1250.00 EUR.")
        case "date":
            value, fault = _day(raw), _("write the date as year-month-day, such as 2026-03-01.")
        case "int":
            value, fault = read_whole(raw), _("write a whole number, such as 12.")
        case "decimal":
            value, fault = read_decimal(raw), _("write a number, such as 12.5.")
        case "percent":
            value, fault = read_percent(raw), _("write a share from 0 to 100, such as 12.5.")
        case "bool":
            value, fault = read_truth(raw), _("answer yes or no.")
        case "choice" | "multi":
            return _codes(column, raw)
        case _:
            return plain_cell(raw), ""
    return (plain_cell(raw), fault) if value is None else (value, "")


def plain_cell(raw: object) -> str:
    """A cell of no particular type as text; a sum with its currency."""
    if isinstance(raw, Mapping) and set(raw) == {"amount", "currency"}:
        money = read_sum(raw)
        return money.display() if money else plain_text(f"{raw['amount']} {raw['currency']}")
    if isinstance(raw, list | tuple):
        return ", ".join(plain_text(item) for item in raw)
    return plain_text(raw)


def _day(raw: object) -> date | None:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw).strip())
    except ValueError:
        return None


def _codes(column: FieldColumn, raw: object) -> tuple[object, str]:
    """One code of the column's list, or several."""
    if column.type == "choice":
        items = [raw]
    elif isinstance(raw, list | tuple):
        items = list(raw)
    else:
        items = [raw] if code_of(column.choices, raw) else re.split(r"[,;]", str(raw))
    found = []
    for item in items:
        code = code_of(column.choices, item) if column.choices else plain_text(item)
        if code is None:
            known = ", ".join(choice.code for choice in column.choices)
            text = _("'{value}' is not in the list: {codes}.")
            return plain_cell(raw), text.format(value=str(item)[:80], codes=known)
        found.append(code)
    return (found[0] if column.type == "choice" else tuple(found)), ""
