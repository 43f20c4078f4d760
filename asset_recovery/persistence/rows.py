"""Rows as the rest of the house takes them: names and values, read-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, Result, RowMapping

Row = Mapping[str, Any]


def row_of(found: RowMapping) -> Row:
    """A row of a result under its plain type."""
    return cast("Row", found)


def first_of(result: Result[Any] | CursorResult[Any]) -> Row | None:
    """The first row of a result, or None."""
    found = result.mappings().first()
    return None if found is None else row_of(found)


def all_of(result: Result[Any] | CursorResult[Any]) -> list[Row]:
    """All rows of a result."""
    return [row_of(row) for row in cast("Iterable[RowMapping]", result.mappings().all())]
