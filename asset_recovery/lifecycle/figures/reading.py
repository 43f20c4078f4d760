"""Reads what was given to a figure against its inputs; every problem comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Real

from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.schema import Input, Kind, Values

_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_LARGEST_NUMBER = Decimal(10) ** 24
_LONGEST_TEXT = 500


def read(inputs: Sequence[Input], given: object) -> Values:
    """The inputs by name. Raises `ValidationFailed` with a reason for each input that is wrong."""
    problems: list[Reason] = []
    values = _object(inputs, given, "", None, problems)
    if problems:
        raise ValidationFailed(problems)
    return values


def _object(
    inputs: Sequence[Input],
    given: object,
    place: str,
    currency: str | None,
    problems: list[Reason],
) -> Values:
    if not isinstance(given, Mapping):
        problems.append(
            Reason("field_invalid", _("An object is expected."), field=place.rstrip("."))
        )
        return Values({}, place)
    known = {one.name for one in inputs}
    for name in given:
        if name not in known:
            text = _("{name!r} is not an input here. Known: {known}.").format(
                name=name, known=", ".join(sorted(known))
            )
            problems.append(Reason("field_invalid", text, field=f"{place}{name}"))
    found: dict[str, object] = {}
    for one in sorted(inputs, key=lambda each: each.kind is not Kind.CURRENCY):
        value = given.get(one.name)
        value = one.default if value is None else value
        if value is None:
            if one.required:
                text = _("{name} is missing.").format(name=one.name)
                problems.append(Reason("field_missing", text, field=f"{place}{one.name}"))
            continue
        here = currency or _as_text(found.get("currency"))
        if _is_money(one) and here is None:
            continue
        read_value = _attempt(_member_reader(one, here, problems), one, value, place, problems)
        if read_value is not None:
            found[one.name] = read_value
    return Values(found, place)


def _as_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _is_money(one: Input) -> bool:
    """Whether it cannot be read without a currency (whose own problem is already noted)."""
    parts = (Kind.AMOUNT, Kind.AMOUNT_OR_ROW, Kind.AMOUNT_OR_FLAG)
    return one.kind in parts or any(_is_money(inner) for inner in one.fields)


Reader = Callable[[object, str], object]


def _attempt(
    reader: Reader, one: Input, value: object, place: str, problems: list[Reason]
) -> object:
    """The value, a tuple of values for a list, or None with the problems noted."""
    field = f"{place}{one.name}"
    if not one.many:
        return _noted(reader, value, field, None, problems)
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        problems.append(
            Reason("field_invalid", _("{name} is a list.").format(name=one.name), field=field)
        )
        return None
    before = len(problems)
    read_values = tuple(
        None
        if member is None and one.unset
        else _noted(reader, member, f"{field}[{index}]", index + 1, problems)
        for index, member in enumerate(value)
    )
    return read_values if len(problems) == before else None


def _noted(
    reader: Reader, value: object, field: str, row: int | None, problems: list[Reason]
) -> object:
    try:
        return reader(value, field)
    except ValidationFailed as failed:
        problems.extend(
            Reason(each.code, each.text, each.clear_with, each.field, each.row or row)
            for each in failed.reasons
        )
        return None


def _member_reader(one: Input, currency: str | None, problems: list[Reason]) -> Reader:
    def row(value: object, field: str) -> object:
        inner: list[Reason] = []
        read_row = _object(one.fields, value, f"{field}.", currency, inner)
        if inner:
            raise ValidationFailed(inner)
        return read_row

    def money(value: object, field: str) -> object:
        assert currency is not None
        return Money.parse(value, currency, field, one.signed)  # type: ignore[arg-type]

    def money_or_row(value: object, field: str) -> object:
        return row(value, field) if isinstance(value, Mapping) else money(value, field)

    def money_or_flag(value: object, field: str) -> object:
        return value if isinstance(value, bool) else money(value, field)

    readers: dict[Kind, Reader] = {
        Kind.CURRENCY: _currency,
        Kind.AMOUNT: money,
        Kind.NUMBER: lambda value, field: _number(value, field, one),
        Kind.QUANTITY: lambda value, field: _number(_plain(value), field, one),
        Kind.WHOLE: lambda value, field: _whole(value, field, one),
        Kind.DAY: _day,
        Kind.MOMENT: _moment,
        Kind.TEXT: _text,
        Kind.CHOICE: lambda value, field: _choice(value, field, one.choices),
        Kind.FLAG: _flag,
        Kind.ROW: row,
        Kind.AMOUNT_OR_ROW: money_or_row,
        Kind.AMOUNT_OR_FLAG: money_or_flag,
    }
    return readers[one.kind]


def _currency(value: object, field: str) -> str:
    minor_units(value, field)  # type: ignore[arg-type]
    return str(value)


def _plain(value: object) -> object:
    """A JSON number as the text that was written."""
    if value is True or value is False:
        return value
    return str(value) if isinstance(value, Real | Decimal) else value


def _number(value: object, field: str, one: Input) -> Decimal:
    if isinstance(value, Decimal) and value.is_finite():
        number = value
    elif isinstance(value, str) and _DECIMAL.fullmatch(value):
        number = Decimal(value)
    else:
        raise invalid(
            field, _('{name} is a decimal written as text, such as "0.02".').format(name=one.name)
        )
    return _bounded(number, field, one)


def _bounded(number: Decimal, field: str, one: Input) -> Decimal:
    low = Decimal(one.lowest) if one.lowest is not None else -_LARGEST_NUMBER
    high = Decimal(one.highest) if one.highest is not None else _LARGEST_NUMBER
    if low <= number <= high:
        return number
    raise invalid(
        field,
        _("{name} must lie between {low:f} and {high:f}; {number:f} does not.").format(
            name=one.name, low=low, high=high, number=number
        ),
    )


def _whole(value: object, field: str, one: Input) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise invalid(field, _("{name} is a whole number.").format(name=one.name))
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise invalid(field, _("{name} is a whole number.").format(name=one.name))
    return int(_bounded(Decimal(value), field, one))


def _day(value: object, field: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise invalid(
        field, _("{value!r} is not a date. Write it as 2026-03-31.").format(value=str(value)[:40])
    )


def _moment(value: object, field: str) -> date | datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    return _day(value, field)


def _text(value: object, field: str) -> str:
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not written.strip():
        raise invalid(field, _("{field} is a text that is not empty.").format(field=field))
    if len(written) > _LONGEST_TEXT:
        raise invalid(
            field,
            _("{field} has more than {longest_text} signs.").format(
                field=field, longest_text=_LONGEST_TEXT
            ),
            "field_too_long",
        )
    return written


def _choice(value: object, field: str, choices: Iterable[str]) -> str:
    for choice in choices:
        if value == choice:
            return choice
    raise invalid(
        field,
        _("{value!r} is not possible here: {choices}.").format(
            value=str(value)[:40], choices=", ".join(choices)
        ),
    )


def _flag(value: object, field: str) -> bool:
    if isinstance(value, bool):
        return value
    raise invalid(field, _("{field} is true or false.").format(field=field))
