"""Published figures: written with their hash, read again, and compared with what is known now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.statistics_facts import (
    CLOSING,
    KINDS,
    MOVEMENT,
    OPENING,
    Cell,
    MovementRow,
    MovementTable,
    Period,
    Revision,
    SnapshotFacts,
    row_as_json,
    row_of_json,
)
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.rows import Row


def written(table: MovementTable) -> dict[str, Any]:
    """The figures of a table as they are kept and hashed: no spoiling records, no list."""
    return {
        "currency": table.currency,
        "layout": table.layout,
        "rows": [row_as_json(row, table.currency) for row in (*table.rows, table.total)],
    }


def digest_of(period: str, shape: str, figures: Mapping[str, Any]) -> str:
    """SHA-256 over the period, the shape and the figures in their canonical form."""
    text = canonical({"period": period, "shape": shape, **figures})
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def snapshot_of(row: Row) -> SnapshotFacts:
    """A publication as its event keeps it."""
    facts, data = json.loads(row["facts"]), json.loads(row["data"])
    figures = facts["figures"]
    of_movement = facts["shape"] == MOVEMENT
    rows = tuple(
        row_of_json(one, figures["currency"]) for one in (figures["rows"] if of_movement else ())
    )
    return SnapshotFacts(
        reference=str(row["reference"]),
        period=facts["period"],
        shape=facts["shape"],
        on=date.fromisoformat(row["on_date"]),
        by=str(row["by"]),
        at=str(row["recorded_at"]),
        entry=int(facts["entry"]),
        hash=facts["hash"],
        reason=str(data.get("reason") or ""),
        rows=rows,
        figures=() if of_movement else tuple(figures["rows"]),
    )


def changed_rows(
    snapshot: SnapshotFacts, figures: Mapping[str, Any]
) -> tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...]:
    """The rows of a return that are others than when it was published: key, then, now."""
    before = {str(row["key"]): row for row in snapshot.figures}
    now = {str(row["key"]): row for row in figures["rows"]}
    return tuple(
        (key, before.get(key, {}), now.get(key, {}))
        for key in dict.fromkeys((*before, *now))
        if before.get(key) != now.get(key)
    )


def newest(rows: list[Row], period: Period, shape: str) -> SnapshotFacts | None:
    """The last publication of these figures, or None."""
    known = [snapshot_of(row) for row in rows]
    fitting = [one for one in known if one.period == str(period) and one.shape == shape]
    return fitting[-1] if fitting else None


def revisions(snapshot: SnapshotFacts, table: MovementTable) -> tuple[Revision, ...]:
    """Every cell that is another than when it was published."""
    before = {row.category: row for row in snapshot.rows}
    now = {row.category: row for row in (*table.rows, table.total)}
    found = []
    for category in dict.fromkeys((*before, *now)):
        for column in (OPENING, *KINDS, CLOSING, "liens"):
            then = _cell(before.get(category), column)
            this = _cell(now.get(category), column)
            if then != this:
                found.append(Revision(category, column, then, this))
    return tuple(found)


def _cell(row: MovementRow | None, column: str) -> Cell:
    if row is None:
        return Cell()
    named = {OPENING: row.opening, CLOSING: row.closing, "liens": row.liens}
    return named[column] if column in named else row.lines.get(column, Cell())
