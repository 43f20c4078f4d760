"""What a JSON schema refuses, said in sentences for people: the few words of it that we use.

type, enum, const, pattern, minLength, maxLength, minimum, required, properties, patternProperties,
additionalProperties, items, minItems, maxItems, uniqueItems, anyOf, $ref and format "date" (a date
without quotes). Any library reads the same schema; this one loads at once and names places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

MAX_DEPTH = 40
Schema = Mapping[str, object]
_KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
}
_SAID = {
    "object": "a table",
    "array": "a list",
    "string": "a text in quotation marks",
    "integer": "a whole number",
    "boolean": "true or false",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit: where (keys, and places counted from 1), and one sentence."""

    path: tuple[str | int, ...]
    text: str


def misfits(value: object, schema: Schema) -> list[Misfit]:
    """Everything that does not fit the schema, in the order of the data."""
    return list(_Checker(schema).check(value, schema, ()))


class _Checker:
    def __init__(self, root: Schema) -> None:
        self._root = root

    def check(self, value: object, schema: Schema, path: tuple[str | int, ...]) -> Iterator[Misfit]:
        if len(path) > MAX_DEPTH:
            yield Misfit(path[:4], "This is nested too deeply.")
            return
        schema = self._resolved(schema)
        if "anyOf" in schema:
            yield from self._any_of(value, schema, path)
            return
        fault = _misfit(value, schema)
        if fault is not None:
            yield Misfit(path, fault)
        elif isinstance(value, dict):
            yield from self._object(value, schema, path)
        elif isinstance(value, list):
            yield from self._array(value, schema, path)

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            found: object = self._root
            for part in str(schema["$ref"]).removeprefix("#/").split("/"):
                assert isinstance(found, Mapping)
                found = found[part]
            assert isinstance(found, Mapping)
            schema = found
        return schema

    def _any_of(
        self, value: object, schema: Schema, path: tuple[str | int, ...]
    ) -> Iterator[Misfit]:
        """The misfits of the choice that fits best: of the right kind, and with the fewest."""
        choices = schema["anyOf"]
        assert isinstance(choices, list)
        tried = [(list(self.check(value, one, path)), self._resolved(one)) for one in choices]
        if any(not found for found, _one in tried):
            return
        alike = [found for found, one in tried if _kind_fits(value, one)]
        if alike:
            yield from min(alike, key=len)
            return
        said = " or ".join(dict.fromkeys(_said(one) for _found, one in tried))
        yield Misfit(path, f"This must be {said}.")

    def _object(
        self, value: Mapping[str, object], schema: Schema, path: tuple[str | int, ...]
    ) -> Iterator[Misfit]:
        known, patterns = _map(schema, "properties"), _map(schema, "patternProperties")
        required = schema.get("required", [])
        for name in required if isinstance(required, list) else ():
            if name not in value:
                yield Misfit((*path, name), f"{name} is missing.")
        more = schema.get("additionalProperties", True)
        for name, part in value.items():
            inner = known.get(name) or next(
                (one for pattern, one in patterns.items() if re.search(pattern, name)), more
            )
            if inner is False:
                offered = ", ".join(sorted(known)) or "names of small letters, digits and _"
                text = f"There is no key {name[:60]!r} here; there are: {offered}."
                yield Misfit((*path, name), text)
            elif isinstance(inner, Mapping):
                yield from self.check(part, inner, (*path, name))

    def _array(
        self, value: list[object], schema: Schema, path: tuple[str | int, ...]
    ) -> Iterator[Misfit]:
        items = schema.get("items")
        for place, part in enumerate(value, start=1):
            if isinstance(items, Mapping):
                yield from self.check(part, items, (*path, place))
            if schema.get("uniqueItems") and part in value[: place - 1]:
                yield Misfit((*path, place), f"{str(part)[:60]!r} stands twice.")


def _misfit(value: object, schema: Schema) -> str | None:
    if not _kind_fits(value, schema):
        return f"This must be {_said(schema)}."
    choices = schema.get("enum")
    if isinstance(choices, list) and value not in choices:
        return f"This is one of {', '.join(map(str, choices))}."
    if isinstance(value, str):
        return _text_misfit(value, schema)
    if isinstance(value, list):
        return _length_misfit(len(value), schema, ("minItems", "maxItems"), "entries")
    least = schema.get("minimum")
    if isinstance(value, int) and isinstance(least, int) and value < least:
        return f"This is at least {least}."
    return None


def _text_misfit(value: str, schema: Schema) -> str | None:
    found = _length_misfit(len(value), schema, ("minLength", "maxLength"), "characters")
    pattern = schema.get("pattern")
    if found is None and isinstance(pattern, str) and not re.search(pattern, value):
        said = schema.get("description", f"a text of the form {pattern}")
        return f"{value[:60]!r} is not {said}."
    return found


def _length_misfit(length: int, schema: Schema, names: tuple[str, str], what: str) -> str | None:
    least, most = schema.get(names[0], 0), schema.get(names[1])
    if isinstance(least, int) and length < least:
        return "This must not be empty." if least == 1 else f"At least {least} {what} are needed."
    if isinstance(most, int) and length > most:
        return f"There are {length} {what}; at most {most} are read."
    return None


def _kind_fits(value: object, schema: Schema) -> bool:
    if schema.get("format") == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    kinds = schema.get("type")
    if kinds is None:
        return True
    listed = kinds if isinstance(kinds, list) else [kinds]
    if isinstance(value, bool):
        return "boolean" in listed
    return any(isinstance(value, _KINDS[str(kind)]) for kind in listed)


def _said(schema: Schema) -> str:
    if schema.get("format") == "date":
        return "a date without quotes, as 2026-01-31"
    kinds = schema.get("type", "another value")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(_SAID.get(str(kind), str(kind)) for kind in listed)


def _map(schema: Schema, name: str) -> Mapping[str, Schema]:
    found = schema.get(name, {})
    assert isinstance(found, Mapping)
    return found
