"""Where things are and were, as lists read it: the stays of an asset from its position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from asset_recovery.lifecycle.position import Position

Line = tuple[int, str, str, str, str | None]
COLUMNS = ("asset_id", "reference", "storage", "since", "until")
_READ = f"SELECT {', '.join(COLUMNS)} FROM stay WHERE asset_id = ? ORDER BY id"
_ADD = f"INSERT INTO stay ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?)"


def stays_of(asset_id: int, reference: str, position: Position) -> list[Line]:
    """The lines of an asset: where, from when (ISO), until when; None: it is there now."""
    return [
        (
            asset_id,
            reference,
            stay.storage,
            stay.since.isoformat(),
            None if stay.until is None else stay.until.isoformat(),
        )
        for stay in position.stays
    ]


def put_stays(connection: Connection, asset_id: int, lines: Sequence[Line]) -> None:
    """Replace the lines of an asset where they differ."""
    raw: Any = connection.connection.driver_connection
    kept = [tuple(row) for row in raw.execute(_READ, (asset_id,)).fetchall()]
    if kept == list(lines):
        return
    raw.execute("DELETE FROM stay WHERE asset_id = ?", (asset_id,))
    raw.executemany(_ADD, lines)
