"""Frozen records as JSON text, written at once: what `json.dumps(asdict(record))` says, sooner.

A case of a thousand assets is a tree of some hundred thousand values. Copying it to dictionaries
before it is written took longer than setting the paper that is made from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from json.encoder import encode_basestring_ascii as quoted
from operator import attrgetter
from typing import Any

_Writer = Callable[[Any], str]
_SHORT: dict[type, dict[object, str]] = {
    bool: {True: "true", False: "false"},
    type(None): {None: "null"},
}


class _Writers(dict[type, _Writer]):
    """Of each class how its objects are written, found when the first of them is met."""

    def __missing__(self, kind: type) -> _Writer:
        self[kind] = found = self._writer_of(kind)
        return found

    def _writer_of(self, kind: type) -> _Writer:
        if hasattr(kind, "__dataclass_fields__"):
            return self._record_writer(kind)
        if issubclass(kind, str):
            return quoted
        if issubclass(kind, tuple | list):
            return lambda found: f"[{', '.join([self[one.__class__](one) for one in found])}]"
        if kind is int:
            return int.__repr__
        if kind in _SHORT:
            return _SHORT[kind].__getitem__
        if issubclass(kind, dict | int | float):
            return _dumped
        return lambda found: quoted(str(found))

    def _record_writer(self, kind: type) -> _Writer:
        names = sorted(one.name for one in fields(kind))
        if len(names) < 2:
            return lambda found: _dumped(plain_record(found))
        read = attrgetter(*names)
        frame = ", ".join(f'"{name}": %s' for name in names)

        def written(found: Any) -> str:
            return f"{{{frame % tuple([self[one.__class__](one) for one in read(found)])}}}"

        return written


_WRITERS = _Writers()


def plain_json(found: object) -> str:
    """Any JSON values and frozen records among them: keys sorted, ASCII, the rest as its text."""
    return _WRITERS[found.__class__](found)


def plain_record(found: Any) -> dict[str, Any]:
    """A record's fields by name; what they hold is not copied."""
    return {one.name: getattr(found, one.name) for one in fields(found)}


def _dumped(found: object) -> str:
    return json.dumps(found, sort_keys=True, default=_as_plain, check_circular=False)


def _as_plain(found: Any) -> Any:
    return plain_record(found) if hasattr(found, "__dataclass_fields__") else str(found)
