"""What is known of an asset beside the common fields: the fields that its type has, by their keys.

Values are kept as JSON in the form in which they are given: money as an object, numbers as decimal
texts, dates in ISO, a choice by its code, a table as a list of rows of texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.actions.arguments import Arg, NewParty, read, write
from asset_recovery.domain.asset_types import AssetType, TypeField, field_groups
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.domain.text import clean
from asset_recovery.i18n import _

Details = Mapping[str, object]
RegisterParty = Callable[[NewParty], str]

_MOST_ROWS = 5_000
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")


@dataclass(frozen=True, slots=True)
class Shown:
    """One field as people read it: its group and label in the language of the screen, its text."""

    key: str
    group: str
    label: str
    text: str


def read_details(
    kind: AssetType, given: Details, register: RegisterParty | None = None
) -> dict[str, object]:
    """The values for a type, checked and in canonical form; a null says that a field is emptied.

    A party given by its name is registered by `register`, else kept as its name. Raises
    `ValidationFailed` with all faults at once: `field_invalid` names the field `details.KEY`; for a
    key that the type does not have, the sentence lists those that it has.
    """
    faults: list[Reason] = []
    found: dict[str, object] = {}
    for key, value in given.items():
        field = kind.field(key)
        if field is None:
            faults.append(_unknown(kind, key))
            continue
        if value is None:
            found[key] = None
            continue
        try:
            found[key] = _value(field, value, register)
        except ValidationFailed as refusal:
            faults.extend(refusal.reasons)
    if faults:
        raise ValidationFailed(faults)
    return found


def _unknown(kind: AssetType, key: str) -> Reason:
    sentence = _("{type} has no field {key}. It has: {keys}.")
    known = ", ".join(field.key for field in kind.fields)
    text = sentence.format(type=kind.code, key=repr(key[:60]), keys=known)
    return Reason("field_invalid", text, field=f"details.{key[:60]}")


def _value(field: TypeField, value: object, register: RegisterParty | None) -> object:
    name = f"details.{field.key}"
    if field.type == "choice":
        return _chosen(field, value, name)
    if field.type == "table":
        return _rows(field, value, name)
    if field.type == "datetime":
        return _moment(value, name)
    limit = 50_000 if field.type == "longtext" else 300
    found = read(value, name, Arg(field.type, limit=limit))
    if isinstance(found, NewParty):
        return found.name if register is None else register(found)
    if isinstance(found, tuple):
        return [
            (one.name if register is None else register(one)) if isinstance(one, NewParty) else one
            for one in found
        ]
    return write(found)


def _chosen(field: TypeField, value: object, name: str) -> str:
    if isinstance(value, str) and value in field.choices:
        return value
    codes = ", ".join(field.choices)
    raise invalid(name, _("{name} is one of: {codes}.").format(name=name, codes=codes))


def _moment(value: object, name: str) -> object:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        read(value, name, Arg("date"))
        return value
    return write(read(value, name, Arg("date")))


def _rows(field: TypeField, value: object, name: str) -> list[dict[str, str]]:
    if not isinstance(value, (list, tuple)) or len(value) > _MOST_ROWS:
        raise invalid(name, _("{name} is a list of rows.").format(name=name))
    found = []
    for place, row in enumerate(value, start=1):
        if not isinstance(row, dict) or set(row) - set(field.columns):
            sentence = _("{name}, row {place}: a row has only {columns}.")
            text = sentence.format(name=name, place=place, columns=", ".join(field.columns))
            raise ValidationFailed(Reason("field_invalid", text, None, name, place))
        cells = {column: _cell(cell, name) for column, cell in row.items() if cell is not None}
        found.append({column: text for column, text in cells.items() if text})
    return [row for row in found if row]


def _cell(value: object, name: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise invalid(name, _("{name}: the cells of a row are texts.").format(name=name))
    return clean(value, name, 300)


def fitting(kind: AssetType, details: Details) -> tuple[dict[str, object], tuple[str, ...]]:
    """What of the details fits another type, and the keys of what does not."""
    kept: dict[str, object] = {}
    lost: list[str] = []
    for key, value in details.items():
        try:
            kept |= read_details(kind, {key: value})
        except ValidationFailed:
            lost.append(key)
    return kept, tuple(lost)


def merged(before: Details, change: Details) -> dict[str, object]:
    """The details after a change; a null empties its field."""
    whole = {**before, **change}
    return {key: value for key, value in whole.items() if value is not None}


def shown_details(
    kind: AssetType | None, details: Details, name: Callable[[str], str]
) -> tuple[Shown, ...]:
    """The details in the order of the type's fields, grouped, as people read them.

    `name` gives a party's name by its reference. What no type knows any more stands last.
    """
    fields = kind.fields if kind is not None else ()
    groups = list(field_groups())
    ordered = sorted(fields, key=lambda field: groups.index(field.group))
    found = [
        Shown(field.key, _(field_groups()[field.group]), _(field.label), text)
        for field in ordered
        if (text := _text(field, details.get(field.key), name))
    ]
    known = {field.key for field in fields}
    rest = [
        Shown(key, _("Other"), key.replace("_", " ").capitalize(), str(value))
        for key, value in details.items()
        if key not in known
    ]
    return (*found, *rest)


def _text(field: TypeField, value: object, name: Callable[[str], str]) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.type == "money":
        return Money.from_json(value).display()
    if field.type == "choice":
        return _(field.choices.get(str(value), str(value)))
    if field.type == "share":
        return f"{(Decimal(str(value)) * 100).normalize():f} %"
    if isinstance(value, list):
        return "\n".join(_line(field, one, name) for one in value)
    text = name(str(value)) if field.type == "party" else str(value)
    return f"{text} {field.unit}".strip()


def _line(field: TypeField, one: object, name: Callable[[str], str]) -> str:
    if isinstance(one, dict):
        cells = [str(one[column]) for column in field.columns if one.get(column)]
        return " · ".join(cells)
    return name(str(one)) if field.type == "parties" else str(one)


def texts_of(details: Details) -> Iterator[str]:
    """Every text of the details, for the search."""
    for value in details.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            for row in value:
                yield from (
                    (str(cell) for cell in row.values()) if isinstance(row, dict) else (str(row),)
                )
