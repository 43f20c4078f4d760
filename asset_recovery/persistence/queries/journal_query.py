"""The journal as it is looked up: by an operation, by a moment, the newest first."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

_ENTRY = select(t.journal, t.journal_payload.c.payload).join_from(t.journal, t.journal_payload)
_OF_OPERATION = Prepared(_ENTRY.where(t.journal.c.operation_id == bindparam("operation")))
_NEWEST = _ENTRY.order_by(t.journal.c.seq.desc()).limit(bindparam("most"))
_HEAD = select(t.journal.c.seq, t.journal.c.hash).order_by(t.journal.c.seq.desc()).limit(1)
_HASH = select(t.journal.c.hash).where(t.journal.c.seq == bindparam("seq"))
_KNOWN = (
    select(t.journal.c.seq)
    .where(func.rtrim(t.journal.c.at, "Z") <= bindparam("moment"))
    .order_by(t.journal.c.seq.desc())
    .limit(1)
)


def entry_of_operation(connection: Connection, operation_id: str) -> Row | None:
    """The entry with its payload that an operation made, or None."""
    return _OF_OPERATION.first(connection, operation=operation_id)


def head_of(connection: Connection) -> tuple[int, str]:
    """Number and hash of the newest entry; (0, "") of an empty journal."""
    found = connection.execute(_HEAD).first()
    return (0, "") if found is None else (int(found[0]), str(found[1]))


def hash_of_entry(connection: Connection, seq: int) -> str:
    """The hash of an entry; empty where there is none with this number."""
    return str(connection.execute(_HASH, {"seq": seq}).scalar() or "")


def newest_entries(connection: Connection, most: int) -> list[Row]:
    """The newest entries with their payloads, the last one first."""
    return all_of(connection.execute(_NEWEST, {"most": most}))


def entry_known_at(connection: Connection, moment: str) -> int:
    """The last entry recorded up to a moment (UTC with `Z`); 0: there was none yet."""
    # Moments are kept with decimals or without: without their `Z` they sort as they follow.
    return int(connection.execute(_KNOWN, {"moment": moment.rstrip("Z")}).scalar() or 0)
