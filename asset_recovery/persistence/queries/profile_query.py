"""The profiles of dossiers that an office installed itself, read from the events that keep them."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.store import Connection

_TEXTS = Prepared(
    select(t.event.c.facts)
    .where(
        t.event.c.case_id.is_(None),
        t.event.c.action == "install_profile",
        t.event.c.on_date <= bindparam("day"),
        t.event.c.seq <= bindparam("entry"),
    )
    .order_by(t.event.c.on_date, t.event.c.id)
)
_END = 2**62


def profile_texts(connection: Connection, day: date, entry: int | None = None) -> list[str]:
    """The files in use on a day, the oldest first; as the journal stood at an entry."""
    given = {"day": day.isoformat(), "entry": _END if entry is None else entry}
    return [str(json.loads(row["facts"])["text"]) for row in _TEXTS.all(connection, **given)]
