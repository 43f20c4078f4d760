"""The check of an import map: its shape by JSON schema, then whether all that it names is there."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import arguments_of
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.exchange.import_map import (
    STATEMENT_NEEDS,
    STATEMENT_VALUES,
    FieldRule,
    ImportMap,
    When,
    build_map,
    maps_folder,
)
from asset_recovery.exchange.templates import names_in

_LISTS = {
    "legal_state": "legal_states",
    "management_state": "management_states",
    "dispute_state": "dispute_states",
    "money_state": "money_states",
    "orders.kind": "order_kinds",
    "disposal.kind": "disposal_kinds",
}
_ALWAYS = frozenset(["reference", "case", "as_at", "source", "row", "file"])
_FOR_PATTERNS = frozenset(["reference", "as_at", "row", "file"])
_DATE_PARTS = re.compile(r"%[dmyY]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of a file: where, which code, and a sentence."""

    place: str
    code: str
    text: str


def _problem(place: str, text: str) -> Problem:
    return Problem(place, "map_invalid", text)


def lint_map(path: Path | str) -> list[Problem]:
    """Everything that is wrong with a map; empty: it can be used."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return [_problem("file", f"The map cannot be read: {type(error).__name__}.")]
    except tomllib.TOMLDecodeError as error:
        return [_problem("file", f"The map is not valid TOML: {error}.")]
    shape = list(_shape(data))
    if shape:
        return shape
    return list(_meaning(build_map(data)))


def _shape(data: Mapping[str, Any]) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - heavy library

    schema = json.loads((maps_folder() / "import_map.schema.json").read_text(encoding="utf-8"))
    errors = Draft202012Validator(schema).iter_errors(data)
    for error in sorted(errors, key=lambda found: [str(part) for part in found.absolute_path]):
        place = ".".join(
            str(part + 1) if isinstance(part, int) else str(part) for part in error.absolute_path
        )
        yield _problem(place or "map", f"{error.message[:300]}.")


def _meaning(found: ImportMap) -> Iterator[Problem]:
    known = set(found.columns) | set(found.optional_columns)
    named = {rule.name for rule in found.fields if rule.name}
    yield from _columns(found, known)
    seen: set[str] = set()
    for rule in found.fields:
        yield from _field(found, rule, known, seen)
        if rule.name:
            seen.add(rule.name)
    if found.kind == "bank_statement":
        yield from _statement(found, named)
    everything = known | named | _ALWAYS
    yield from _row(found, everything)
    yield from _positions(found, everything)
    for number, then in enumerate(found.then, start=1):
        place = f"then.{number}"
        yield from _argument(then.action, then.arguments, place)
        yield from _when(then.when, everything, place)
        yield from _templates(then.arguments, everything, place)


def _statement(found: ImportMap, named: set[str]) -> Iterator[Problem]:
    """The values of a statement have names of their own, and some of them must be there."""
    for rule in found.fields:
        if rule.argument or rule.name not in STATEMENT_VALUES:
            text = (
                f"A field of a bank statement has one of the names {', '.join(STATEMENT_VALUES)}."
            )
            yield _problem(f"field.{rule.place}", text)
    missing = [name for name in STATEMENT_NEEDS if name not in named]
    if missing:
        yield _problem("field", f"No field gives {', '.join(missing)}.")
    if "amount" not in named and not {"credit", "debit"} <= named:
        yield _problem("field", "The fields give an amount, or credit and debit.")


def _columns(found: ImportMap, known: set[str]) -> Iterator[Problem]:
    for column in found.file.rename.values():
        if column not in known:
            yield _problem("file.rename", f"Nothing is expected under the new name {column!r}.")
    for column in set(found.columns) & set(found.optional_columns):
        yield _problem("map.optional_columns", f"Column {column!r} is both expected and optional.")
    for column in known & set(found.file.ignore):
        yield _problem("file.ignore", f"Column {column!r} is both expected and ignored.")


def _field(found: ImportMap, rule: FieldRule, known: set[str], seen: set[str]) -> Iterator[Problem]:
    place = f"field.{rule.place}"
    if not rule.argument and not rule.name:
        yield _problem(place, "A field needs an argument or a name, else its value goes nowhere.")
    if rule.argument:
        yield from _argument(rule.action, [rule.argument], place)
    if bool(rule.columns) + (rule.pattern is not None) > 1:
        yield _problem(place, "A field takes columns or a pattern, not both.")
    if not rule.columns and rule.pattern is None and rule.default is None:
        yield _problem(place, "A field needs a column, columns, a pattern or a default.")
    yield from _sources(rule, known, seen, place)
    for number, step in enumerate(rule.steps, start=1):
        if isinstance(step, Mapping):
            yield from _step(found, step, f"{place}.steps.{number}")
        elif step == "amount" and not rule.currency and not rule.currency_column:
            yield _problem(place, "An amount needs a currency or a currency_column.")


def _sources(rule: FieldRule, known: set[str], seen: set[str], place: str) -> Iterator[Problem]:
    for column in rule.columns:
        yield from _known(column, known | seen, place)
    for name in names_in(rule.pattern or ""):
        yield from _known(name, known | seen | _FOR_PATTERNS, place)
    if rule.currency_column is not None:
        yield from _known(rule.currency_column, known | seen, place)
    if rule.compare is not None:
        yield from _known(rule.compare.column, known, place)
        yield from _date_format(rule.compare.date, f"{place}.compare")
    yield from _when(rule.when, known | seen, place)


def _step(found: ImportMap, step: Mapping[str, Any], place: str) -> Iterator[Problem]:
    verbs = [key for key in step if key != "else"]
    if len(verbs) != 1:
        yield _problem(place, "A step does one thing. Write further steps as further entries.")
    if "lookup" in step and step["lookup"] not in found.lookups:
        yield _problem(place, f"There is no [lookup.{step['lookup']}] in this map.")
    if "date" in step:
        yield from _date_format(step["date"], place)
    if "matches" in step:
        yield from _pattern(step["matches"], place)


def _date_format(given: str, place: str) -> Iterator[Problem]:
    parts = sorted(_DATE_PARTS.findall(given))
    if parts != ["%Y", "%d", "%m"] or "%" in _DATE_PARTS.sub("", given):
        yield _problem(place, f"{given!r} is no date format: use %d, %m and %Y once each.")


def _pattern(given: str, place: str) -> Iterator[Problem]:
    try:
        re.compile(given)
    except re.error as error:
        yield _problem(place, f"{given!r} is no regular expression: {error}.")


def _known(name: str, known: set[str] | frozenset[str], place: str) -> Iterator[Problem]:
    if name not in known:
        yield _problem(place, f"{name!r} is neither a column of this map nor a value named before.")


def _when(when: When, known: set[str], place: str) -> Iterator[Problem]:
    for name, wanted in when:
        yield from _known(name, known, f"{place}.when")
        if isinstance(wanted, Mapping) and "matches" in wanted:
            yield from _pattern(wanted["matches"], f"{place}.when")


def _templates(given: Any, known: set[str], place: str) -> Iterator[Problem]:
    if isinstance(given, str):
        for name in names_in(given):
            yield from _known(name, known, place)
    elif isinstance(given, Mapping):
        for key, value in given.items():
            yield from _templates(value, known, f"{place}.{key}")
    elif isinstance(given, list):
        for number, value in enumerate(given, start=1):
            yield from _templates(value, known, f"{place}.{number}")


def _row(found: ImportMap, known: set[str]) -> Iterator[Problem]:
    row = found.row
    for name in row.reference:
        yield from _known(name, known, "row.reference")
    if "{}" not in row.reference_pattern:
        yield _problem("row.reference_pattern", "The pattern needs {} for the value of the column.")
    if row.reference_else is not None:
        yield from _templates(row.reference_else, known - {"reference"}, "row.reference_else")
    yield from _templates(row.source, known - {"source"}, "row.source")
    yield from _as_at(found, known)
    if found.kind == "assets" and not row.cases:
        yield _problem("row.case", "A map for assets says which columns make a case.")
    columns = {*found.columns, *found.optional_columns}
    for number, case in enumerate(row.cases, start=1):
        place = f"row.case.{number}"
        yield from _when(case.when, known, place)
        for name in case.columns:
            yield from _known(name, known, place)
        for template in (case.reference, case.title, case.summary):
            yield from _templates(template, (known - {"case"}) | columns, place)


def _as_at(found: ImportMap, known: set[str]) -> Iterator[Problem]:
    as_at = found.row.as_at
    if not isinstance(as_at, str):
        yield from _known(as_at.column, known, "row.as_at")
        yield from _date_format(as_at.date, "row.as_at")
    elif as_at != "ask":
        try:
            date.fromisoformat(as_at)
        except ValueError:
            text = f'{as_at!r} is no date. Write it as 2018-01-03, or "ask".'
            yield _problem("row.as_at", text)


def _positions(found: ImportMap, known: set[str]) -> Iterator[Problem]:
    if found.kind != "assets":
        if found.positions:
            yield _problem("position", "Only maps for assets take over positions.")
        return
    if not found.positions or found.positions[-1].when:
        yield _problem("position", "The last [[position]] must stand without conditions.")
    for number, position in enumerate(found.positions, start=1):
        place = f"position.{number}"
        yield from _when(position.when, known, place)
        yield from _templates(position.arguments, known, place)
        if position.take_over == ("legal_state" not in position.arguments):
            text = "A position names its legal_state, or says take_over = false and nothing else."
            yield _problem(place, text)
        yield from _codes(position.arguments, place)


def _codes(arguments: Mapping[str, Any], place: str) -> Iterator[Problem]:
    """Codes written in a position must stand in their lists; names in braces are judged by row."""
    given = dict(arguments)
    for part in ("orders", "disposal"):
        value = given.pop(part, None)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Mapping):
                yield from _code(f"{part}.kind", entry["kind"], place)
    for name, value in given.items():
        yield from _code(name, value, place)


def _code(name: str, value: Any, place: str) -> Iterator[Problem]:
    known = code_lists.choices(_LISTS[name]) if name in _LISTS else None
    if known is not None and not names_in(str(value)) and value not in known:
        yield _problem(f"{place}.{name}", f"{value!r} is not in the list {_LISTS[name]}.")


def _argument(action: str, arguments: Iterable[str], place: str) -> Iterator[Problem]:
    """Names that the vocabulary does not know."""
    if action not in VOCABULARY:
        yield _problem(place, f"There is no action {action!r}.")
        return
    known = arguments_of(VOCABULARY[action])  # type: ignore[arg-type,unused-ignore]
    for name in arguments:
        if name not in known:
            yield _problem(place, f"{action} has no argument {name!r}.")
