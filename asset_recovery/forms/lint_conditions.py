"""Conditions and rules of a form file: readable, of names that there are, and in no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import And, Known, Node, Not, Or, names, parse
from asset_recovery.forms.checks import CHECKS
from asset_recovery.forms.form_model import Form
from asset_recovery.forms.form_reading import blocks
from asset_recovery.forms.instruments import DERIVED_NAMES
from asset_recovery.forms.lint_problem import Problem
from asset_recovery.forms.rule_scope import OFFER_NAMES, RULE_NAMES, RULE_PREFIXES
from asset_recovery.i18n import _

_CONDITIONS = ("required_when", "printed_when")


@dataclass(frozen=True, slots=True)
class _Known:
    """What conditions may name: types of the fields, money columns of tables, other names."""

    types: Mapping[str, str]
    sums: frozenset[str]
    others: frozenset[str]

    def has(self, name: str) -> bool:
        first, _point, rest = name.partition(".")
        if first in RULE_PREFIXES and rest:
            return self._counted(first, rest)
        return name in self.others or first in self.types

    def _counted(self, prefix: str, rest: str) -> bool:
        if prefix == "sum":
            return rest in self.sums
        if prefix == "count":
            return rest in self.types
        return self.types.get(rest) == "money"


def conditions(
    data: Mapping[str, Any], below: Form | None, beside: frozenset[str]
) -> Iterator[Problem]:
    """Every fault of the conditions and rules; `below` is the form that this one extends.

    `beside` are fields of the form to which an annex belongs.
    """
    known = _known(data, below, beside)
    for row in data.get("fields", ()):
        for name in _CONDITIONS:
            yield from _condition(f"fields.{row['key']}.{name}", row.get(name), known)
    for row in data.get("rules", ()):
        yield from _rule(row, known)
    offered = _Known({}, frozenset(), OFFER_NAMES)
    yield from _condition("offered_when", data.get("offered_when"), offered)
    yield from _circles(data, below)


def _known(data: Mapping[str, Any], below: Form | None, beside: frozenset[str]) -> _Known:
    types: dict[str, str] = dict.fromkeys(beside, "text")
    sums: set[str] = set()
    for field in below.fields if below else ():
        types[field.key] = field.type
        sums |= {f"{field.key}.{one.key}" for one in field.columns if one.type == "money"}
    for row in data.get("fields", ()):
        types[row["key"]] = row["type"]
        sums |= {f"{row['key']}.{column}" for column in _money_columns(row)}
    return _Known(types, frozenset(sums), DERIVED_NAMES | RULE_NAMES)


def _money_columns(row: Mapping[str, Any]) -> list[str]:
    block = str(row.get("columns_of", ""))
    if block in blocks():
        return [column.key for column in blocks()[block] if column.type == "money"]
    return [one["key"] for one in row.get("columns", ()) if one.get("type") == "money"]


def _condition(place: str, text: str | None, known: _Known) -> Iterator[Problem]:
    if text is None:
        return
    try:
        node = parse(text, place)
    except ValidationFailed as refusal:
        yield Problem(place, "condition_invalid", refusal.reasons[0].text)
        return
    for name in sorted(names(node)):
        if not known.has(name):
            said = _("The condition uses {name}, which is no field of this form.")
            yield Problem(place, "name_unknown", said.format(name=name))


def _rule(row: Mapping[str, Any], known: _Known) -> Iterator[Problem]:
    place = f"rules.{row['id']}"
    for name in ("when", "holds"):
        yield from _condition(f"{place}.{name}", row.get(name), known)
    check = row.get("check")
    if check is not None and check not in CHECKS:
        said = _("There is no check {check}. Use one of: {known}.")
        said = said.format(check=check, known=", ".join(sorted(CHECKS)))
        yield Problem(f"{place}.check", "check_unknown", said)
    if row["field"].split(".")[0] not in known.types:
        said = _("There is no field {key} to lead to.").format(key=row["field"])
        yield Problem(f"{place}.field", "field_unknown", said)


def _circles(data: Mapping[str, Any], below: Form | None) -> Iterator[Problem]:
    """Conditions that wait for each other: nobody could ever begin to answer them.

    That one field is due where another one is empty, and the other way round, is no circle.
    """
    hang = {field.key: _edges(field.required_when, field.printed_when, field.key)
            for field in (below.fields if below else ())}  # fmt: skip
    own = {}
    for row in data.get("fields", ()):
        try:
            nodes = [parse(row[one], one) if one in row else None for one in _CONDITIONS]
        except ValidationFailed:
            continue
        own[row["key"]] = _edges(nodes[0], nodes[1], row["key"])
    hang |= own
    told: set[str] = set()
    for key in own:
        way = _way_back(key, hang)
        if way and key not in told:
            told |= set(way)
            said = _("The conditions go round in a circle: {way}. Take one of them out.")
            way_text = " → ".join((*way, key))
            yield Problem(f"fields.{key}", "condition_circular", said.format(way=way_text))


def _edges(required: Node | None, printed: Node | None, key: str) -> frozenset[str]:
    """The fields on whose answers it hangs whether a field is due or shown."""
    found = set() if required is None else names_compared(required)
    if printed is not None:
        found |= {_field_of(name) for name in names(printed)}
        if key not in names_compared(printed):
            found.discard(key)  # a field may be left off the paper while it is empty
    return frozenset(found)


def names_compared(node: Node) -> set[str]:
    """The fields whose answers are compared, not only asked for being there."""
    match node:
        case Known():
            return set()
        case Not(part):
            return names_compared(part)
        case And(parts) | Or(parts):
            return {name for part in parts for name in names_compared(part)}
    return {_field_of(name) for name in names(node)}


def _field_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if parts[0] in RULE_PREFIXES and len(parts) > 1 else parts[0]


def _way_back(key: str, hang: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The shortest way from a field back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(key,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in sorted(hang.get(way[-1], ())):
            if following == key:
                return way
            if following not in seen and following in hang:
                seen.add(following)
                ways.append((*way, following))
    return ()
