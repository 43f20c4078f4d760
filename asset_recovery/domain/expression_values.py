"""How the values of an expression compare: text, exact numbers, dates, lists, and the unknown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

_ORDER = {
    "<": (True, False, False),
    "<=": (True, True, False),
    ">": (False, False, True),
    ">=": (False, True, True),
    "=": (False, True, False),
    "!=": (True, False, True),
}


def is_known(value: object) -> bool:
    """Whether there is anything: None, empty texts and empty lists are unknown."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Collection):
        return len(value) > 0
    return value is not None


def compare(left: object, operator: str, right: object) -> bool | None:
    """Left against right; None where either is unknown or they have no order.

    Two values of kinds that cannot be equal (a text against a date) are different.
    """
    if not is_known(left) or not is_known(right):
        return None
    pair = _alike(left, right)
    if pair is None:
        return operator == "!=" if operator in ("=", "!=") else None
    first, second = pair
    if isinstance(first, bool) and operator not in ("=", "!="):
        return None
    place = 0 if first < second else 1 if first == second else 2  # type: ignore[operator]
    return _ORDER[operator][place]


def is_one_of(item: object, choices: list[str | Decimal | date | bool]) -> bool | None:
    """Whether the item equals one of the choices; of a list, whether any member does."""
    if not is_known(item):
        return None
    members = list(item) if _is_list(item) else [item]  # type: ignore[call-overload]
    return any(compare(member, "=", choice) for member in members for choice in choices)


def contains(whole: object, part: object) -> bool | None:
    """A member of a list, or a part of a text with upper and lower case alike."""
    if not is_known(whole) or not is_known(part):
        return None
    if _is_list(whole):
        return any(compare(member, "=", part) for member in whole)  # type: ignore[attr-defined]
    return str(part).casefold() in str(whole).casefold()


def truth(value: object) -> bool | None:
    """A value that stands alone: a truth value as it is, anything else by being known."""
    if isinstance(value, bool):
        return value
    return True if is_known(value) else None


def _is_list(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping)


def _alike(left: object, right: object) -> tuple[object, object] | None:
    """Both values as the same kind of thing, or None where they cannot be."""
    if isinstance(left, bool) or isinstance(right, bool):
        both = isinstance(left, bool) and isinstance(right, bool)
        return (left, right) if both else None
    for kind in (_as_number, _as_day):
        if kind is _as_number and not (_is_number(left) or _is_number(right)):
            continue
        if kind is _as_day and not (isinstance(left, date) or isinstance(right, date)):
            continue
        first, second = kind(left), kind(right)
        return None if first is None or second is None else (first, second)
    if isinstance(left, str) and isinstance(right, str):
        return left, right
    return (left, right) if type(left) is type(right) and left == right else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _as_number(value: object) -> Decimal | None:
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_day(value: object) -> date | None:
    """The day of a date, a moment or an ISO text (a moment compares by its day)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
