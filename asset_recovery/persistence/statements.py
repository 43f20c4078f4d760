"""Statements that every write uses, built once for each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Table

from asset_recovery.persistence.tables import SECRET_COLUMNS


@dataclass(slots=True)
class Statements:
    """The SQL of a table: columns in order, what the database fills in, insert, get, update."""

    columns: tuple[str, ...]
    defaults: Mapping[str, object]
    insert: str
    get: str
    table: str
    secrets: frozenset[str]
    _updates: dict[tuple[str, ...], str] = field(default_factory=dict)

    def update(self, names: tuple[str, ...]) -> str:
        """The update of these columns, by key and version."""
        if names not in self._updates:
            changes = ", ".join(f"{name} = ?" for name in names)
            self._updates[names] = f"UPDATE {self.table} SET {changes} WHERE id = ? AND version = ?"
        return self._updates[names]


_KNOWN: dict[str, Statements] = {}


def statements_of(table: Table) -> Statements:
    """The statements of a table."""
    if table.name not in _KNOWN:
        names = tuple(column.name for column in table.columns)
        marks = ", ".join("?" for _name in names)
        listed = ", ".join(names)
        _KNOWN[table.name] = Statements(
            columns=names,
            defaults=_defaults(table),
            insert=f"INSERT INTO {table.name} ({listed}) VALUES ({marks})",
            get=f"SELECT {listed} FROM {table.name} WHERE id = ?",
            table=table.name,
            secrets=frozenset(name for owner, name in SECRET_COLUMNS if owner == table.name),
        )
    return _KNOWN[table.name]


def _defaults(table: Table) -> dict[str, object]:
    """Every column as the database fills it where no value is given."""
    found: dict[str, object] = {}
    for column in table.columns:
        default = column.server_default
        given = getattr(getattr(default, "arg", None), "text", getattr(default, "arg", None))
        found[column.name] = None if given is None else int(str(given))
    return found
