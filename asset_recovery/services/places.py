"""Places of storage as a tree, read through one connection."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from asset_recovery.domain.storage_facts import Place, PlaceTree
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection


def place_tree(connection: Connection) -> PlaceTree:
    """Every place of the office, closed ones too."""
    rows = storage_query.places(connection)
    return PlaceTree({str(row["reference"]): _place(row) for row in rows})


def _place(row: Row) -> Place:
    words: Any = json.loads(row["environment"]) if row["environment"] else []
    return Place(
        reference=str(row["reference"]),
        incomplete=bool(row["incomplete"]),
        kind=row["kind"],
        parent=row["parent"],
        name=row["name"],
        address=row["address"],
        keeper=row["keeper"],
        environment=tuple(str(word) for word in words),
        capacity=row["capacity"],
        space=row["space"],
        closed_on=None if row["closed_on"] is None else date.fromisoformat(row["closed_on"]),
    )
