"""The tables as code knows them and as the migration makes them are the same."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from asset_recovery.persistence import migrate
from asset_recovery.persistence import tables as t

_NOT_OURS = ("search_index", "asset_text", "alembic", "sqlite_sequence")
_NAMES = re.compile(r'"(\w+)"')


def _plain(sql: str) -> str:
    """A statement without the differences that mean nothing: quotes, blanks, capitals."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(_NAMES.sub(r"\1", sql).split())).casefold()


def _by_metadata() -> dict[str, str]:
    dialect = sqlite.dialect()
    found = {}
    for table in t.metadata.tables.values():
        found[f"table {table.name}"] = str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            found[f"index {index.name}"] = str(CreateIndex(index).compile(dialect=dialect))
    return found


@pytest.mark.parametrize("kind", ["table", "index"])
def test_a_fresh_office_has_exactly_the_tables_and_indexes_of_the_metadata(kind: str) -> None:
    fresh = {
        name: sql
        for name, sql in migrate.fresh_schema().items()
        if name.startswith(kind) and not any(other in name for other in _NOT_OURS)
    }
    wanted = {name: sql for name, sql in _by_metadata().items() if name.startswith(kind)}
    assert fresh.keys() == wanted.keys()
    for name, sql in wanted.items():
        assert _plain(fresh[name]) == _plain(sql), name
