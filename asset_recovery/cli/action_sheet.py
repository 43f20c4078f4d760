"""The vocabulary as `actions` prints it: arguments, how each is written, and every code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from asset_recovery.cli.speaking import say, table
from asset_recovery.domain.actions.base import ActionSpec, AssetAction, FieldSpec, describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.lifecycle.permissions import ROLES

_REFERENCES = 'a list of references, ["A", "B"]; one alone may stand without the brackets'
_MONEY = '{"amount": "100.00", "currency": "EUR"}; the amount is text, so that nothing is rounded'
_WRITTEN: Mapping[str, str] = {
    "money": _MONEY,
    "date": "2026-03-01",
    "decimal": '"12.5"',
    "share": '"0.25" for 25 %',
    "int": "12",
    "bool": "true or false",
    "country": "two letters, such as MT",
    "currency": "three letters, such as EUR",
    "multi": 'a list of codes, ["A", "B"]; one alone may stand without the brackets',
    "texts": 'a list of texts, ["one", "two"]; one alone may stand without the brackets',
    "pairs": '[{"kind": "VIN", "value": "WBA…"}], or shorter {"VIN": "WBA…"}',
    "rows": 'a list of objects, [{"asset": "A", …}]; "A" alone stands for {"asset": "A"}',
    "details": 'the fields of the type by their keys, {"year": "2019"}; see the command types',
    "json": 'an object of names and values, {"name": "value"}',
    "grounds": '[{"code": "…", "tainted_value": MONEY}], or the code alone',
    "party": 'a reference, or a new one by {"name": "…", "kind": "natural", "country": "MT"}',
    "parties": 'a list, each a reference or a new one by {"name": "…", "kind": "natural"}',
    "interval": '"monthly", "3 months" or "P3M"; a bare number is months',
    "amount_or_words": 'an amount as above, a share ("5 %" or "0.05"), or words',
    "scalars": 'a list of numbers or texts, [1, "2.3"]',
    "assets": _REFERENCES,
    "orders": _REFERENCES,
    "documents": _REFERENCES,
}


def specs_of(names: Sequence[str]) -> list[ActionSpec]:
    """The actions with every choice that is known here, of the code lists and of the forms."""
    return [_with_choices(describe(VOCABULARY[name], ROLES.get(name, ()))) for name in names]


def _with_choices(spec: ActionSpec) -> ActionSpec:
    from asset_recovery.app import with_choices  # noqa: PLC0415 - the window's own lists

    known = {field.name: field.choices for field in with_choices(spec).fields}
    fields = (replace(field, choices=known[field.name]) for field in spec.fields)
    return replace(spec, fields=tuple(fields))


def spec_json(spec: ActionSpec) -> dict[str, object]:
    """One action as JSON."""
    arguments = [_argument_json(field) for field in spec.fields]
    return {
        "action": spec.name,
        "title": spec.title,
        "kind": spec.kind,
        "roles": list(spec.roles),
        "arguments": arguments,
    }


def _argument_json(field: FieldSpec) -> dict[str, object]:
    said: dict[str, object] = {"name": field.name, "type": field.type, "required": field.required}
    if field.choices:
        said["choices"] = [code for code, _label in field.choices]
    if field.columns:
        said["columns"] = [_argument_json(column) for column in field.columns]
    return said


def show_sheet(spec: ActionSpec) -> None:
    """One action for people: its arguments, how they are written, and the codes with labels."""
    say(f"{spec.name} ({spec.kind}): {spec.title}. Who: {', '.join(spec.roles)}")
    one_of = ("asset", "assets", "rows") if issubclass(VOCABULARY[spec.name], AssetAction) else ()
    rows = []
    for field in spec.fields:
        needed = "required" if field.required else "one of these" if field.name in one_of else ""
        rows.append((field.name, field.type, needed))
    table(("argument", "type", ""), rows)
    for line in _ways(spec):
        say(line)
    for field in spec.fields:
        if field.columns:
            _show_columns(field)
    for field in spec.fields:
        if field.choices:
            say()
            say(f"{field.name}:")
            width = max(len(code) for code, _label in field.choices)
            for code, label in field.choices:
                say(f"  {code:{width}}  {_bare(code, label)}".rstrip())
    say()
    say("Rules may ask for more than what is required here: `can REFERENCE` says what,")
    say("and `apply FILE --dry-run` tries it and keeps nothing.")


def _show_columns(field: FieldSpec) -> None:
    """What a row of a list, or an object, may hold."""
    say()
    say(f"{field.name}, each row:" if field.type == "rows" else f"{field.name}:")
    rows = []
    for column in field.columns:
        codes = ", ".join(code for code, _label in column.choices)
        rows.append((column.name, column.type, "required" if column.required else "", codes))
    table(("", "type", "", "codes"), rows)


def _ways(spec: ActionSpec) -> Iterator[str]:
    fields = (part for field in spec.fields for part in (field, *field.columns))
    types = dict.fromkeys(field.type for field in fields)
    known = [kind for kind in types if kind in _WRITTEN]
    if known:
        yield ""
        yield "How they are written:"
    for kind in known:
        yield f"  {kind:9}  {_WRITTEN[kind]}"


def _bare(code: str, label: str) -> str:
    """The label without the code that already stands before it."""
    return label.removeprefix(f"{code} · ")
