"""What people type and what it means: money, dates, shares, countries. Pure functions, no Qt."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]+")
_AMOUNT = re.compile(r"(-?)([0-9][0-9.,]*)(k|m|mn|mio|bn)?", re.IGNORECASE)
_SIZES = {"k": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9}
_OFFSET = re.compile(r"([+-])\s*(\d{1,5})\s*(d|w|m|y)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s*,?\s*(\d{4})?")
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})\s*,?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood: the value (None if nothing was typed), how it reads, or the problem."""

    value: object = None
    says: str = ""
    problem: str = ""


def read_money(text: str, currency: str) -> Read:
    """1 234 567,89 · 1,234,567.89 · 1.2m · 1'250; exact or a problem, never rounded."""
    typed = _SPACES.sub("", text.strip())
    if not typed:
        return Read()
    for code in (currency, currency.lower()):
        typed = typed.removeprefix(code).removesuffix(code)
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        return Read(problem=_("This is not an amount. Write 1250.00, 1 250,00 or 1.2m."))
    plain = _plain_number(match.group(2), 3 if match.group(3) else minor_units_or(currency))
    if plain is None:
        return Read(
            problem=_("One separator too many, or two readings: write cents after a point.")
        )
    if match.group(3):
        plain = format(Decimal(plain).scaleb(_SIZES[match.group(3).lower()]), "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    try:
        found = Money.parse(match.group(1) + plain, currency)
    except AppError as refused:
        return Read(problem=str(refused))
    return Read(found, words.money(found))


def minor_units_or(currency: str, default: int = 2) -> int:
    """The decimals of a currency; of one that is not known, two."""
    try:
        return minor_units(currency)
    except AppError:
        return default


def _plain_number(digits: str, units: int) -> str | None:
    """Digits with one decimal point, out of whatever separators were typed; None if in doubt."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    mark = digits[last]
    other = "," if mark == "." else "."
    head, tail = digits[:last], digits[last + 1 :]
    if not tail or (other in tail):
        return None
    groups = re.split(r"[.,]", head)
    if other in head:
        return _grouped(head, other, tail)
    if mark in head:
        return _all_grouped([*groups, tail])
    if len(tail) == 3 and units != 3 and head not in {"", "0"}:
        return None if len(head) > 3 else head + tail
    return f"{head or '0'}.{tail}"


def _grouped(head: str, other: str, tail: str) -> str | None:
    groups = head.split(other)
    return None if (whole := _all_grouped(groups)) is None else f"{whole}.{tail}"


def _all_grouped(groups: list[str]) -> str | None:
    if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
        return None
    return "".join(groups)


def read_date(text: str, today: date) -> Read:
    """today · +14d · -2w · 2 Mar 2026 · 2026-03-02 · 2.3.2026; what has two readings is refused."""
    typed = text.strip()
    if not typed:
        return Read()
    try:
        found = _word_or_offset(typed.casefold(), today) or _written(typed, today)
    except (ValueError, OverflowError):
        return Read(problem=_("There is no such day."))
    if found is None:
        if _SLASHED.fullmatch(typed):
            return Read(problem=_("This can be read two ways. Write 2 Mar 2026 or 2026-03-02."))
        return Read(problem=_("This is not a date. Write today, +14d, 2 Mar 2026 or 2026-03-02."))
    return Read(found, words.long_day(found))


def _word_or_offset(typed: str, today: date) -> date | None:
    near = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
    near |= {_("today").casefold(): 0, _("tomorrow").casefold(): 1, _("yesterday").casefold(): -1}
    if typed in near:
        return today + timedelta(days=near[typed])
    match = _OFFSET.fullmatch(typed)
    if match is None:
        return None
    number = int(match.group(2)) * (1 if match.group(1) == "+" else -1)
    unit = match.group(3) or "d"
    if unit in "dw":
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    return _months_on(today, number * (12 if unit == "y" else 1))


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _written(typed: str, today: date) -> date | None:
    if match := _ISO.fullmatch(typed):
        return date(*(int(part) for part in match.groups()))
    if match := _DOTTED.fullmatch(typed):
        return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    if match := _SLASHED.fullmatch(typed):
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or first == second:
            return date(year, second, first)
        return date(year, first, second) if second > 12 else None
    return _named(typed, today)


def _named(typed: str, today: date) -> date | None:
    if match := _NAMED.fullmatch(typed):
        number, name, year = match.groups()
    elif match := _NAMED_FIRST.fullmatch(typed):
        name, number, year = match.groups()
    else:
        return None
    month = _month(name)
    return None if month is None else date(int(year or today.year), month, int(number))


def _month(name: str) -> int | None:
    typed = name.casefold()
    for place, short in enumerate(_MONTHS, 1):
        first = date(2000, place, 1)
        own = {
            words.month(first).split(" ")[0].casefold(),
            words.day(first).split(" ")[1].casefold(),
        }
        if typed[:3] == short or typed in own:
            return place
    return None


def read_share(text: str) -> Read:
    """51 %, 0.51, 1/3: a share above zero and not above one, exact."""
    typed = _SPACES.sub("", text.strip()).replace(",", ".")
    if not typed:
        return Read()
    problem = Read(problem=_("This is not a share. Write 51 %, 0.51 or 1/3."))
    if match := re.fullmatch(r"(\d{1,9})/(\d{1,9})", typed):
        top, bottom = int(match.group(1)), int(match.group(2))
        return Read(typed, typed) if 0 < top <= bottom else problem
    if not re.fullmatch(r"\d{1,3}(\.\d{1,12})?%?", typed):
        return problem
    value = Decimal(typed.removesuffix("%"))
    value = value.scaleb(-2) if typed.endswith("%") else value
    if not 0 < value <= 1:
        return problem
    plain = format(value.normalize(), "f")
    shown = format((value * 100).normalize(), "f")
    return Read(plain, f"{shown} %")


def read_number(text: str, whole: bool) -> Read:
    """An integer, or a decimal number as text."""
    typed = _SPACES.sub("", text.strip())
    if not typed:
        return Read()
    if whole:
        if re.fullmatch(r"-?\d{1,18}", typed):
            return Read(int(typed), words.count(int(typed)))
        return Read(problem=_("A whole number is due here."))
    typed = typed.replace(",", ".")
    if re.fullmatch(r"-?\d{1,30}(\.\d{1,30})?", typed):
        return Read(typed, typed)
    return Read(problem=_("A number is due here, such as 12.48."))
