"""How often something is due, as contracts and terms say it: "monthly", "3 months", "P1M"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["days", "months"]

_ADVERBS: dict[str, tuple[int, Unit]] = {
    "daily": (1, "days"),
    "weekly": (7, "days"),
    "fortnightly": (14, "days"),
    "monthly": (1, "months"),
    "bimonthly": (2, "months"),
    "quarterly": (3, "months"),
    "half-yearly": (6, "months"),
    "half yearly": (6, "months"),
    "semiannually": (6, "months"),
    "yearly": (12, "months"),
    "annually": (12, "months"),
    "annual": (12, "months"),
}
_UNITS: dict[str, tuple[int, Unit]] = {
    "day": (1, "days"),
    "week": (7, "days"),
    "fortnight": (14, "days"),
    "month": (1, "months"),
    "quarter": (3, "months"),
    "year": (12, "months"),
    "d": (1, "days"),
    "w": (7, "days"),
    "m": (1, "months"),
    "y": (12, "months"),
}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FILLING = frozenset({"every", "each", "once", "per", "a", "an"})
_ISO = re.compile(r"p(\d{1,4})([dwmy])", re.ASCII)
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Interval:
    """So many days or calendar months; the count is at least one."""

    count: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day one interval later; the last of a month where that day does not exist."""
        return self.times(day, 1)

    def times(self, day: date, number: int) -> date:
        """The day so many intervals later, counted from `day` so that no month's end is lost."""
        if self.unit == "days":
            return day + timedelta(days=self.count * number)
        months = day.year * 12 + day.month - 1 + self.count * number
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last))

    def __str__(self) -> str:
        """As an argument writes it, such as `3 months`."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


def read_interval(given: object) -> Interval | None:
    """The interval that a text means; a bare number is months; None where it says none."""
    said = " ".join(str(given).casefold().split()).strip(" .")
    found = _ADVERBS.get(said) or _iso(said) or _bare(said) or _worded(said)
    if found is None or not 1 <= found[0] <= _LONGEST:
        return None
    return Interval(*found)


def _iso(said: str) -> tuple[int, Unit] | None:
    found = _ISO.fullmatch(said)
    return None if found is None else _of(int(found[1]), found[2])


def _bare(said: str) -> tuple[int, Unit] | None:
    return (int(said), "months") if re.fullmatch(r"\d{1,3}", said, re.ASCII) else None


def _worded(said: str) -> tuple[int, Unit] | None:
    """A number and a unit, or a unit alone, whatever filling words stand before them."""
    words = [word for word in said.split() if word not in _FILLING]
    if len(words) == 1:
        words = ["1", *words]
    if len(words) != 2:
        return None
    number, unit = words[0], words[1] if words[1] in _UNITS else words[1].removesuffix("s")
    if len(unit) < 2 or unit not in _UNITS:
        return None
    if re.fullmatch(r"\d{1,4}", number, re.ASCII):
        return _of(int(number), unit)
    return _of(_NUMBERS.index(number) + 1, unit) if number in _NUMBERS else None


def _of(count: int, unit: str) -> tuple[int, Unit]:
    length, kind = _UNITS[unit]
    return count * length, kind
