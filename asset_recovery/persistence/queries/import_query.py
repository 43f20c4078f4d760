"""What earlier imports took in: the references of each map with the hash of their content."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, first_of

_OF_MAP = select(t.import_row.c.reference, t.import_row.c.content_hash).where(
    t.import_row.c.map == bindparam("map")
)
_ROW = select(t.import_row).where(
    t.import_row.c.map == bindparam("map"), t.import_row.c.reference == bindparam("reference")
)


def content_hashes(connection: Connection, map_id: str) -> dict[str, str]:
    """References taken in by a map, each with the hash of what was taken in."""
    rows = connection.execute(_OF_MAP, {"map": map_id})
    return {row.reference: row.content_hash for row in rows}


def imported_row(connection: Connection, map_id: str, reference: str) -> Row | None:
    """What is remembered of one reference of a map, or None."""
    return first_of(connection.execute(_ROW, {"map": map_id, "reference": reference}))
