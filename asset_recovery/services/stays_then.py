"""What lay in places on a day as the office knew it at an earlier moment: stories folded anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.queries.journal_query import entry_known_at
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Connection


def contents_known_on(
    connection: Connection, access: Access, places: Sequence[str], day: date, moment: str
) -> list[dict[str, Any]]:
    """Like `storage_query.contents`, from what was recorded up to the moment (UTC)."""
    known = entry_known_at(connection, moment)
    stories = Stories(connection)
    found = []
    for row in storage_query.ever_there(connection, access, places):
        position = stories.position(int(row["id"]), (day, 2**62), known)
        last = position.stays[-1] if position.stays else None
        if last is not None and last.until is None and last.storage in places:
            found.append({**row, "storage": last.storage})
    return found
