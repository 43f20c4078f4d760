"""What an import map may do to a value: a step takes a text and gives a value, or says why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.exchange.import_map import FileRules
from asset_recovery.exchange.tabular import DateCell, NumberCell
from asset_recovery.exchange.templates import fold, squeeze

Step = Callable[[str], Any]
Lookups = Mapping[str, Mapping[str, str]]

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ISO = "%Y-%m-%d"
_EARLIEST_YEAR = 1800
_LONGEST_NUMBER = 40
_ORDERS = {"ymd": "%Y{}%m{}%d", "dmy": "%d{}%m{}%Y", "mdy": "%m{}%d{}%Y"}
_FORMAT = {"%d": r"(?P<d>\d{1,2})", "%m": r"(?P<m>\d{1,2})", "%Y": r"(?P<Y>\d{4})"}


class Unfit(Exception):  # noqa: N818 - says what it is: the value fits nothing
    """A value that a step cannot take; `code` and the sentence go to the row's problem."""

    def __init__(self, text: str, code: str = "field_invalid") -> None:
        super().__init__(text)
        self.code = code


def shown(value: str) -> str:
    """A value as sentences quote it."""
    return repr(value if len(value) <= _LONGEST_NUMBER else value[:_LONGEST_NUMBER] + "…")


def date_reader(form: str, today: date, example: str | None = None) -> Step:
    """Read dates in one format; what is no day of the calendar or lies in the future is unfit."""
    pattern = re.escape(form)
    for part, group in _FORMAT.items():
        pattern = pattern.replace(part, group)
    reader = re.compile(pattern, re.ASCII)

    def read(value: str) -> str:
        if type(value) is DateCell:
            return _day(value, value[:10].split("-"), today)
        found = reader.fullmatch(value)
        if found is None:
            raise Unfit(f"{shown(value)} is not a date written as {example or _example(form)}.")
        return _day(value, [found["Y"], found["m"], found["d"]], today)

    return read


def _example(form: str) -> str:
    return form.replace("%d", "31").replace("%m", "12").replace("%Y", "2025")


def _day(value: str, parts: list[str], today: date) -> str:
    try:
        day = date(*(int(part) for part in parts))
    except (ValueError, TypeError) as error:
        raise Unfit(f"{shown(value)} is no day of the calendar.") from error
    if day > today:
        raise Unfit(f"{shown(value)} lies in the future.", "date_in_future")
    if day.year < _EARLIEST_YEAR:
        raise Unfit(f"{shown(value)}: the year {day.year} cannot be right.")
    return day.isoformat()


def _ordered_date(rules: FileRules, today: date) -> Step:
    """Dates in the file's order of day and month, with a slash, point or hyphen."""
    order = _ORDERS[rules.date_order]
    usual = "-" if rules.date_order == "ymd" else "/"
    example = _example(order.format(usual, usual))
    readers = {sign: date_reader(order.format(sign, sign), today, example) for sign in "/.-"}

    def read(value: str) -> str:
        sign = next((letter for letter in value if letter in "/.-"), "-")
        return readers[sign](value)  # type: ignore[no-any-return]

    return read


def plain_number(value: str, rules: FileRules) -> str:
    """The number with a point and no grouping; unfit where the signs do not fit the map's."""
    if type(value) is NumberCell:
        return str(value)
    text = value.replace("\u2212", "-").replace("\xa0", " ").replace("\u202f", " ")
    sign = "-" if text.startswith("-") else ""
    whole, point, part = text[len(sign) :].partition(rules.decimal)
    if rules.thousands and rules.thousands in whole:
        groups = whole.split(rules.thousands)
        if not groups[0] or any(len(group) != 3 for group in groups[1:]):  # noqa: PLR2004
            raise Unfit(f"{shown(value)}: the grouping of its digits does not fit a number.")
        whole = "".join(groups)
    found = f"{sign}{whole}{'.' if point else ''}{part}"
    if len(found) > _LONGEST_NUMBER or not _PLAIN.fullmatch(found):
        raise Unfit(
            f"{shown(value)} is not a number. Write digits with {rules.decimal!r} before decimals."
        )
    return found


def _decimal(value: str, rules: FileRules) -> Decimal:
    try:
        return Decimal(plain_number(value, rules))
    except InvalidOperation as error:
        raise Unfit(f"{shown(value)} is not a number.") from error


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(value: str, rules: FileRules, whole: int) -> str:
    text = value.rstrip("%").rstrip() if whole > 1 else value
    number = _decimal(text, rules) if type(value) is not NumberCell else Decimal(value)
    if not 0 <= number <= whole:
        unit = " %" if whole > 1 else ""
        raise Unfit(f"A share of {value}{unit} cannot be: it lies between 0 and {whole}{unit}.")
    return _plain(number / whole)


def _digits(value: str, count: int) -> str:
    if len(value) != count or not (value.isascii() and value.isdigit()):
        raise Unfit(f"{shown(value)} is not a code of {count} digits.")
    return value


def _pad(value: str, count: int) -> str:
    if not (value.isascii() and value.isdigit()) or len(value) > count:
        raise Unfit(f"{shown(value)} is not a code of at most {count} digits.")
    return value.zfill(count)


def _lookup(name: str, table: Mapping[str, str], keep: bool) -> Step:
    folded = {fold(key): value for key, value in table.items()}

    def find(value: str) -> str:
        found = folded.get(fold(value))
        if found is None:
            if keep:
                return value
            known = ", ".join(list(table)[:6])
            raise Unfit(f"{shown(value)} is not in the list {name} of the map ({known} …).")
        return found

    return find


def _matches(pattern: str) -> Step:
    reader = re.compile(pattern)

    def check(value: str) -> str:
        if reader.fullmatch(value) is None:
            raise Unfit(f"{shown(value)} does not have the form that the map expects here.")
        return value

    return check


def _country(value: str) -> str:
    from asset_recovery.domain.countries import country  # noqa: PLC0415 - a list read when used

    try:
        return country(value.upper(), "country")
    except AppError as error:
        raise Unfit(error.reasons[0].text.removeprefix("country: ")) from error


def _list(sign: str) -> Step:
    """The parts of a text, each once; what is empty between two signs is no part."""

    def parts(value: str) -> Any:
        found = dict.fromkeys(part.strip() for part in value.split(sign))
        return [part for part in found if part] or None

    return parts


def _choice(name: str) -> Step:
    def check(value: str) -> str:
        from asset_recovery.domain import code_lists  # noqa: PLC0415 - a list read when used

        if value not in code_lists.choices(name):
            raise Unfit(f"{shown(value)} is not a code of the list {name.replace('_', ' ')}.")
        return value

    return check


def _by_domain(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except AppError as error:
        reason: Reason = error.reasons[0]
        raise Unfit(reason.text, reason.code) from error


def _titled(value: str) -> str:
    return value.title() if value.isupper() else value


_TEXT_STEPS: dict[str, Step] = {
    "trim": str.strip,
    "keep": lambda value: value,
    "squeeze": squeeze,
    "title": _titled,
    "upper": str.upper,
    "compact": lambda value: re.sub(r"[\s.\-]+", "", value).upper(),
    "party": lambda value: {"name": squeeze(value), "kind": "unknown"},
}
VERBATIM = frozenset(["trim", "keep", "squeeze"])


def money(value: str, currency: object, rules: FileRules) -> dict[str, str]:
    """An amount with its currency as actions give it; nothing is rounded, nothing negative."""
    from asset_recovery.domain.money import Money  # noqa: PLC0415 - reads the list of currencies

    text, code = value, currency
    if type(value) is not NumberCell:
        text, written = _without_currency(value)
        if written and code is not None and written != code:
            raise Unfit(f"{shown(value)} names {written}, the row {code}.", "currency_mismatch")
        code = written or code
    if not isinstance(code, str):
        raise Unfit(f"The amount {shown(value)} has no currency.", "field_missing")
    amount = text if type(text) is NumberCell else plain_number(text, rules)
    unit = code.strip().upper()
    return _by_domain(lambda: Money.parse(str(amount), unit)).as_json()  # type: ignore[no-any-return]


def _without_currency(value: str) -> tuple[str, str | None]:
    found = re.fullmatch(r"(?:([A-Z]{3})\s*)?([^A-Za-z]+?)(?:\s*([A-Z]{3}))?", value)
    if found is None or (found[1] and found[3]):
        return value, None
    return found[2].strip(), found[1] or found[3]


def compiled(
    step: str | Mapping[str, Any], rules: FileRules, lookups: Lookups, today: date
) -> Step:
    """The function of a step; `amount` is not among them, for it needs a second value."""
    if isinstance(step, str):
        return _named_step(step, rules, today)
    if "lookup" in step:
        return _lookup(step["lookup"], lookups[step["lookup"]], step.get("else") == "keep")
    if "date" in step:
        return date_reader(step["date"], today)
    if "matches" in step:
        return _matches(step["matches"])
    if "choice" in step:
        return _choice(step["choice"])
    if "list" in step:
        return _list(step["list"])
    if "digits" in step:
        digits = step["digits"]
        return lambda value: _digits(value, digits)
    width = step["pad"]
    return lambda value: _pad(value, width)


def _named_step(step: str, rules: FileRules, today: date) -> Step:
    if step in _TEXT_STEPS:
        return _TEXT_STEPS[step]
    if step == "date":
        return _ordered_date(rules, today)
    if step == "decimal":
        return lambda value: _plain(_decimal(value, rules))
    if step == "country":
        return _country
    whole = 100 if step == "percent_to_share" else 1
    return lambda value: _share(value, rules, whole)


def same_as_any(value: str, wanted: tuple[str, ...], rules: FileRules) -> bool:
    """Whether a value is one of those that mean unknown, as text or as the same number."""
    if fold(value) in {fold(text) for text in wanted}:
        return True
    try:
        number = Decimal(plain_number(value, rules))
    except (Unfit, InvalidOperation):
        return False
    return any(_PLAIN.fullmatch(text) and Decimal(text) == number for text in wanted)


def normalised(value: str) -> str:
    """The value in NFC."""
    return value if value.isascii() else unicodedata.normalize("NFC", value)
