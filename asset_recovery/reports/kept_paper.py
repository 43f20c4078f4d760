"""A paper kept as data, so that what was signed reads the same whatever becomes of its records."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping
from typing import Any

from asset_recovery.reports import paper as shapes
from asset_recovery.reports.paper import Paper

_KIND = "is"
_BYTES = "base64"
_SHAPES: Mapping[str, type] = {
    name: shape
    for name, shape in vars(shapes).items()
    if isinstance(shape, type) and dataclasses.is_dataclass(shape)
}


def paper_as_data(paper: Paper) -> dict[str, object]:
    """The paper as JSON values: each part with the name of its shape, without what is default."""
    data = _written(paper)
    assert isinstance(data, dict)
    return data


def paper_of_data(data: Mapping[str, object]) -> Paper:
    """The paper that was kept; what a later version of the program no longer knows is left out."""
    found = _read(data)
    if not isinstance(found, Paper):
        raise TypeError("no paper")
    return found


def _written(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {_KIND: type(value).__name__, **_parts(value)}
    if isinstance(value, bytes):
        return {_KIND: _BYTES, "data": base64.b64encode(value).decode("ascii")}
    if isinstance(value, tuple | list):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    return value


def _parts(value: Any) -> dict[str, object]:  # noqa: ANN401 - any dataclass
    return {
        field.name: _written(part)
        for field in dataclasses.fields(value)
        if (part := getattr(value, field.name)) != field.default
    }


def _read(value: object) -> object:
    if isinstance(value, list):
        return tuple(_read(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    kind = value.get(_KIND)
    if kind == _BYTES:
        return base64.b64decode(str(value["data"]))
    shape = _SHAPES.get(str(kind))
    if shape is None:
        return {str(key): _read(item) for key, item in value.items()}
    known = {field.name for field in dataclasses.fields(shape)}
    return shape(**{name: _read(part) for name, part in value.items() if name in known})
