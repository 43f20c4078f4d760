"""Every field of any form answered, and answers under which a condition holds or does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice, product

from asset_recovery.domain.expression import evaluate, names
from asset_recovery.domain.expression_tree import And, Compare, Contains, Literal, Name, Node, OneOf
from asset_recovery.domain.money import Money
from asset_recovery.forms.completeness import Missing, missing, scope_of
from asset_recovery.forms.form_model import SYSTEM_TYPES, Form, FormField, FormRule
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.shelf import shipped
from tests.forms.a_case import TODAY

INSTRUMENTS = load_instruments(TODAY)
FORMS = {
    entry: shipped().form(entry, TODAY) for entry in sorted({one.id for one in shipped().entries})
}
KINDS = tuple(kind.code for kind in INSTRUMENTS.kinds)
_MOST_TRIED = 5_000
Values = dict[str, object]
Chosen = tuple[Values, tuple[str, ...]]

# What brings about the names that follow from kinds of assistance and from rows.
_BRINGING: Mapping[str, tuple[Values, ...]] = {
    "coercive": ({"coercive_measure": True}, {"coercive_measure": False}),
    "legal_person_concerned": (
        {"persons": ({"name": "A", "kind": "legal"},)},
        {"persons": ({"name": "A", "kind": "natural"},)},
    ),
    "multiple_states": (
        {"same_request_other_states": ({"state": "DE", "date": "2026-03-01"},)},
        {"same_request_other_states": None},
    ),
    "grounds": tuple(
        {"assets": ({"description": "A", "grounds": (ground,)},)} for ground in ("MIX", "PRO")
    ),
    "without_conviction": ({"route": "NCB-REM"}, {"route": "CONV"}),
    "urgent": ({"urgent": True},),
    "legal_basis": ({"legal_basis": ("UNCAC",)},),
}
_OF_KINDS = frozenset(["freezes", "confiscates", "property_concerned", "service_only"])


_ANSWERS: Mapping[str, object] = {
    "authority": {"name": "Court"},
    "money": Money.parse("1000.00", "EUR"),
    "date": date(2026, 3, 1),
    "datetime": datetime(2026, 3, 1, 14, 30, tzinfo=UTC),
    "bool": True,
    "int": 3,
    "decimal": Decimal("1.5"),
    "percent": Decimal("1.5"),
    "country": "DE",
}
# Other answers, on the far side of what conditions and rules compare with.
_OTHERWISE: Mapping[str, tuple[object, ...]] = {
    "bool": (True, False),
    "date": (date(2020, 1, 1), date(2030, 1, 1)),
    "money": tuple(
        Money.parse(*sum_) for sum_ in (("1.00", "EUR"), ("9000000.00", "EUR"), ("1.00", "CHF"))
    ),
    "decimal": (Decimal(0), Decimal(900)),
    "percent": (Decimal(0), Decimal(100)),
    "int": (0, 900),
}


def an_answer(field: FormField) -> object:
    """Something that answers a field of this type."""
    if field.type == "table":
        return ({column.key: "something" for column in field.columns},)
    if field.choices:
        codes = tuple(choice.code for choice in field.choices)
        return codes if field.type == "multi" else codes[0]
    return _ANSWERS.get(field.type, "something")


def required(form: Form) -> Iterator[FormField]:
    """The fields that somebody must answer, always or under a condition.

    The list of other States that were asked is due where it has rows, which come from the records:
    nobody can leave it out.
    """
    for field in form.fields:
        asked = field.req in ("M", "C") and field.type not in SYSTEM_TYPES
        if asked and field.key != "same_request_other_states":
            yield field


def answers_of(form: Form) -> Values:
    """Every field that a person answers, answered."""
    return {field.key: an_answer(field) for field in form.fields if field.type not in SYSTEM_TYPES}


def lacking(form: Form, values: Mapping[str, object], kinds: tuple[str, ...]) -> dict[str, Missing]:
    """What is empty, by key; broken rules are told apart by theirs."""
    found = missing(form, values, INSTRUMENTS, kinds, TODAY)
    return {item.key: item for item in found if not item.rule}


def chosen(form: Form, condition: Node | None, field: FormField, holds: bool) -> Chosen | None:
    """Answers to everything under which the condition of this field holds, or does not.

    None where there are none: a condition that cannot come true, or cannot fail.
    """
    basis: Values = {"legal_basis": field.instruments} if field.instruments else {}
    for values, kinds in islice(_tries(form, condition, basis), _MOST_TRIED):
        if field.key not in values:
            continue
        scope = scope_of(form, values, INSTRUMENTS, kinds, TODAY)
        if condition is None or evaluate(condition, scope.names) == holds:
            return values, kinds
    return None


def judged(form: Form, rule: FormRule, holds: bool) -> Chosen | None:
    """Answers under which a rule is judged, and holds or is broken; None where there are none.

    One that says "not here" (`holds = "false"`) is kept where it is not judged.
    """
    when, what = rule.when, rule.holds
    never = what is not None and not names(what)
    asked = [part for part in (when, what) if part is not None]
    for values, kinds in islice(_tries(form, And(tuple(asked)), {}), 20 * _MOST_TRIED):
        scope = scope_of(form, values, INSTRUMENTS, kinds, TODAY).names
        is_judged = when is None or evaluate(when, scope)
        if never and is_judged != holds:
            return values, kinds
        if not never and is_judged and (what is not None and evaluate(what, scope)) == holds:
            return values, kinds
    return None


def _tries(form: Form, condition: Node | None, basis: Values) -> Iterator[Chosen]:
    whole = answers_of(form) | basis
    wanted = sorted(names(condition)) if condition is not None else []
    literals = dict(_literals(condition)) if condition is not None else {}
    kinds: list[tuple[str, ...]] = [KINDS]
    if _OF_KINDS & set(wanted) or "coercive" in wanted:
        kinds = [*((code,) for code in KINDS), KINDS, ()]
    ways = [list(_ways(form, name, literals.get(name, ()))) for name in wanted]
    for some in kinds:
        for parts in product(*ways):
            values = dict(whole)
            for part in parts:
                values |= part
            yield {key: value for key, value in values.items() if value is not None}, some


def _ways(form: Form, name: str, literals: tuple[object, ...]) -> Iterator[Values]:
    """Answers that a name of a condition may have."""
    key = re.sub("^(count|amount|currency)[.]", "", name)
    field = form.field(key)
    if name in _BRINGING:
        yield from _BRINGING[name]
    if name in _OF_KINDS:
        yield {}
        return
    if field is not None:
        yield {}
        yield from ({key: value} for value in _values(field))
    for literal in literals:
        if field is None or field.type != "multi":
            yield {key: literal}
        yield {key: (literal,)}
    yield {key: None}


def _values(field: FormField) -> Iterator[object]:
    if field.type == "table":
        row = dict.fromkeys((column.key for column in field.columns), "something")
        yield (row, row, row)
    yield from _OTHERWISE.get(field.type, ())
    for choice in field.choices:
        yield choice.code if field.type == "choice" else (choice.code,)


def _literals(node: Node) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What the expression compares each name with."""
    match node:
        case Compare(left, _, right) | Contains(left, right):
            if isinstance(left, Name) and isinstance(right, Literal):
                yield left.text, (right.value,)
        case OneOf(item, values):
            if isinstance(item, Name):
                yield item.text, tuple(value.value for value in values)
        case _:
            parts = getattr(node, "parts", None) or (getattr(node, "part", None),)
            found: dict[str, tuple[object, ...]] = {}
            for part in parts:
                for name, some in _literals(part) if part is not None else ():
                    found[name] = (*found.get(name, ()), *some)
            yield from found.items()
