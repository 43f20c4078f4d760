"""Names that users of the office bore before they were renamed, read from the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from asset_recovery.persistence import tables as t

_RENAMED = (
    select(t.journal_payload.c.payload)
    .join_from(t.journal, t.journal_payload)
    .where(t.journal.c.case_hash == "", t.journal.c.action == "change_user")
    .order_by(t.journal.c.seq)
)


def former_names(connection: Connection, known: int | None = None) -> Iterator[tuple[int, str]]:
    """(Key of the user, name until then), the oldest first, of entries up to `known`."""
    asked = _RENAMED if known is None else _RENAMED.where(t.journal.c.seq <= known)
    for payload in connection.scalars(asked):
        for table, key, before, after in json.loads(payload)["changes"]:
            if table != "user_account" or before is None or after is None:
                continue
            name = before.get("full_name")
            if name is not None and name != after.get("full_name"):
                yield int(key), str(name)
