"""What was recorded of offences, read from events."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared

_CHANGES = Prepared(
    select(t.event.c.data)
    .where(
        t.event.c.action == "change_offence",
        t.event.c.reference > bindparam("after"),
        t.event.c.reference < bindparam("before"),
    )
    .order_by(t.event.c.id)
)
_RECORDED = Prepared(
    select(t.event.c.reference)
    .where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action == "record_offence",
        t.event.c.status == "in_effect",
    )
    .order_by(t.event.c.id)
)
_NAMES = Prepared(
    select(t.event.c.data).where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action == "record_offence",
        t.event.c.status == "in_effect",
    )
)


def changes_of(connection: Connection, offence: str) -> list[str]:
    """The changes of an offence as JSON, the oldest first."""
    rows = _CHANGES.all(connection, after=f"{offence}/change-", before=f"{offence}/change.")
    return [str(row["data"]) for row in rows]


def recorded_names(connection: Connection, case_id: int) -> list[str]:
    """The names under which offences of a case were recorded."""
    return [str(json.loads(row["data"])["name"]) for row in _NAMES.all(connection, case=case_id)]


def standing_offences(connection: Connection, case_id: int) -> list[str]:
    """The references of the offences of a case that were not withdrawn, in the order recorded."""
    found = [str(row["reference"]) for row in _RECORDED.all(connection, case=case_id)]
    return [one for one in found if not _is_withdrawn(changes_of(connection, one))]


def _is_withdrawn(changes: list[str]) -> bool:
    said = [one for change in changes if (one := json.loads(change).get("withdrawn")) is not None]
    return bool(said and said[-1])
