"""The lint of the catalogue of asset types and of the hints by type: every word is a known one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.rules import CODE
from asset_recovery.lifecycle.rules_lint import Problem
from asset_recovery.lifecycle.type_hints import KNOWN_HINTS

MARKS = ("V", "V2", "K", "K?", "D")
FIELD_TYPES = frozenset(
    {
        "text",
        "longtext",
        "date",
        "datetime",
        "money",
        "decimal",
        "int",
        "share",
        "bool",
        "country",
        "currency",
        "party",
        "parties",
        "texts",
        "table",
        "choice",
    }
)
_LISTS = {
    "identifiers": "identifier_kinds",
    "strategies": "strategies",
    "perishability": "perishability",
    "depreciation": "depreciation",
    "keeping_cost": "keeping_costs",
}
_TYPE_KEYS = frozenset(
    {
        "label", "meaning", "group", "unit", "funds", "by_mark", "revaluation_note", "control",
        "revaluation_months", "recoverable", "ftm", "goaml", "fields", "fields_as", *_LISTS,
    }
)  # fmt: skip
_REQUIRED = ("label", "meaning", "group", "unit", "ftm", *_LISTS)
_FIELD_KEYS = frozenset(["key", "label", "type", "group", "unit", "help", "choices", "columns"])
_NEVER = frozenset({"private", "seed", "mnemonic", "password", "pin"})
_HINT_KEYS = frozenset(
    {
        "text",
        "mark",
        "source",
        "groups",
        "types",
        "perishability",
        "depreciation",
        "months",
        "cost_share",
        "amount",
        "quantity",
    }
)
_THRESHOLD_KEYS = frozenset(["groups", "types", "amount", "currency", "share", "mark", "source"])


def lint_types(raw: Mapping[str, Any]) -> list[Problem]:
    """Every fault of a catalogue of types, with its place."""
    return list(_types(raw))


def _types(raw: Mapping[str, Any]) -> Iterator[Problem]:
    values = raw.get("values", {})
    for code, given in values.items():
        place = f"values.{code}"
        yield from _keys(place, given, _TYPE_KEYS, _REQUIRED)
        if given.get("group") not in raw.get("groups", {}):
            yield _bad(place, f"The group {given.get('group')!r} is not in [groups].")
        if given.get("unit") not in code_lists.choices("units"):
            yield _bad(place, f"The unit {given.get('unit')!r} is not in the list of units.")
        for key, name in _LISTS.items():
            for one in given.get(key, ()):
                if one not in code_lists.choices(name):
                    yield _bad(f"{place}.{key}", f"{one!r} is not in the list {name}.")
            if not given.get(key) and key not in ("identifiers",):
                yield _bad(f"{place}.{key}", "At least one value is needed.")
        yield from _fields(place, given, values, raw.get("field_groups", {}))


def _fields(
    place: str, given: Mapping[str, Any], values: Mapping[str, Any], groups: Mapping[str, Any]
) -> Iterator[Problem]:
    other = given.get("fields_as")
    if other is not None and "fields" not in values.get(other, {}):
        yield _bad(f"{place}.fields_as", f"{other!r} is no type with fields of its own.")
    if other is None and not given.get("fields"):
        yield _bad(place, "The type has no fields.")
    seen: set[str] = set()
    for number, one in enumerate(given.get("fields", ()), start=1):
        spot = f"{place}.fields[{number}]"
        yield from _keys(spot, one, _FIELD_KEYS, ("key", "label", "type"))
        key = str(one.get("key"))
        if key in seen:
            yield _bad(spot, f"The field {key} is there twice.")
        seen.add(key)
        if one.get("type") not in FIELD_TYPES:
            yield _bad(spot, f"{one.get('type')!r} is no type of field.")
        if one.get("group", "identity") not in groups:
            yield _bad(spot, f"The group {one.get('group')!r} is not in [field_groups].")
        if (one.get("type") == "choice") != bool(one.get("choices")):
            yield _bad(spot, "A choice names its choices, and nothing else does.")
        if (one.get("type") == "table") != bool(one.get("columns")):
            yield _bad(spot, "A table names its columns, and nothing else does.")
        if _NEVER & set(key.split("_")):
            yield _bad(spot, "Keys, seed phrases and passwords are never asked for.")


def lint_type_rules(raw: Mapping[str, Any]) -> list[Problem]:
    """Every fault of a file of hints and thresholds, with its place."""
    return list(_rules(raw))


def _rules(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for code, given in raw.get("hints", {}).items():
        place = f"hints.{code}"
        if code not in KNOWN_HINTS:
            yield _bad(place, f"There is no hint {code}. Use one of {', '.join(KNOWN_HINTS)}.")
        yield from _keys(place, given, _HINT_KEYS, ("text", "mark", "source"))
        yield from _numbers(place, given)
        yield from _named(place, given)
    for number, given in enumerate(raw.get("thresholds", ()), start=1):
        place = f"thresholds[{number}]"
        yield from _keys(place, given, _THRESHOLD_KEYS, ("mark", "source"))
        yield from _numbers(place, given)
        yield from _named(place, given)
        if "amount" not in given and "share" not in given:
            yield _bad(place, "A threshold is an amount, a share, or both.")
        if "amount" in given:
            yield from _money(place, given)


def _money(place: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        Money.parse(str(given["amount"]), str(given.get("currency")))
    except AppError as refused:
        yield _bad(place, refused.reasons[0].text)


def _named(place: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    from asset_recovery.domain.asset_types import asset_groups, asset_types  # noqa: PLC0415

    known = {
        "groups": set(asset_groups()),
        "types": set(asset_types()),
        "perishability": set(code_lists.choices("perishability")),
        "depreciation": set(code_lists.choices("depreciation")),
    }
    for key, codes in known.items():
        for one in given.get(key, ()):
            if one not in codes:
                yield _bad(f"{place}.{key}", f"{one!r} is not known.")


def _numbers(place: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    if given.get("mark") not in MARKS:
        yield _bad(place, f"The mark {given.get('mark')!r} is none of {', '.join(MARKS)}.")
    for key in ("cost_share", "share", "amount", "quantity"):
        if key not in given:
            continue
        try:
            number = Decimal(str(given[key])) if isinstance(given[key], str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or number < 0:
            yield _bad(f"{place}.{key}", "Numbers are written as texts, from zero up.")
    months = given.get("months", 1)
    if not isinstance(months, int) or isinstance(months, bool) or months < 1:
        yield _bad(f"{place}.months", "Months are a whole number from one up.")


def _keys(
    place: str, given: object, known: frozenset[str], required: tuple[str, ...]
) -> Iterator[Problem]:
    if not isinstance(given, Mapping):
        yield _bad(place, "This must be a table.")
        return
    for key in given:
        if key not in known:
            yield _bad(f"{place}.{key}", f"There is no key {key!r} here.")
    for key in required:
        if key not in given:
            yield _bad(place, f"The key {key} is missing.")


def _bad(place: str, text: str) -> Problem:
    return Problem(place, CODE, text)
