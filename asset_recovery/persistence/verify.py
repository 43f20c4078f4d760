"""Verification: the chain, every table of records against the journal, derived tables, documents.

The tables are rebuilt from the after-images of the journal and compared row by row; rules are never
run again, for a newer version would judge old steps differently.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import (
    START,
    commitment_of,
    digest,
    entry_hash,
    log_hash,
)

MOST_FINDINGS = 200
_REPEATED = ("action", "workstation", "operation_id")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where it is (table and row, or entry), a code, and a sentence."""

    place: str
    code: str
    text: str


def verify_chain(connection: Connection) -> Iterator[Finding]:
    """Every entry follows from the one before, and binds its payload."""
    previous, expected = START, 1
    query = (
        select(t.journal, t.journal_payload.c.salt, t.journal_payload.c.payload)
        .join_from(t.journal, t.journal_payload, isouter=True)
        .order_by(t.journal.c.seq)
    )
    for row in connection.execute(query):
        place = f"journal {row.seq}"
        if row.seq != expected:
            yield Finding(place, "chain_gap", f"Entry {expected} is missing.")
            expected = row.seq
        if row.previous != previous:
            yield Finding(place, "chain_broken", "The entry does not follow the one before it.")
        if row.payload is None:
            yield Finding(place, "payload_missing", "What the entry says is missing.")
        elif _commitment(row.salt, row.payload) != row.commitment:
            yield Finding(place, "payload_changed", "What the entry says was changed.")
        else:
            yield from _columns_of(row, place)
        made = entry_hash(
            row.seq, row.at, row.actor, row.case_hash, row.commitment, row.previous, row.format
        )
        if made != row.hash:
            yield Finding(place, "entry_changed", "The entry was changed.")
        previous, expected = row.hash, expected + 1
    loose = select(t.journal_payload.c.seq).where(
        t.journal_payload.c.seq.not_in(select(t.journal.c.seq))
    )
    for (seq,) in connection.execute(loose):
        yield Finding(f"journal_payload {seq}", "payload_alone", "This payload has no entry.")


def _commitment(salt: str, payload: str) -> str:
    """The commitment, or nothing where the salt is not even one."""
    try:
        return commitment_of(salt, payload)
    except ValueError:
        return ""


def _columns_of(row: object, place: str) -> Iterator[Finding]:
    """The columns that stand outside the hash say the same as the payload inside it."""
    kept = tuple(getattr(row, name) for name in _REPEATED)
    payload = str(row.payload)  # type: ignore[attr-defined]
    if _repeated(_end_of(payload)) == kept:
        return
    for name, value, told in zip(_REPEATED, kept, _repeated(json.loads(payload)), strict=True):
        if value != told:
            yield Finding(place, "entry_changed", f"The column {name} was changed.")


def _repeated(payload: Mapping[str, Any]) -> tuple[object, ...]:
    """What the payload says of action, workstation and operation."""
    command = payload.get("command") or {}
    return (command.get("action"), payload.get("workstation"), command.get("operation_id"))


def _end_of(payload: str) -> Mapping[str, Any]:
    """The payload from its command on: the changes before it, much longer, need no reading."""
    start = payload.rfind(',"command":{')
    if start < 0:
        return {}
    try:
        found = json.loads("{" + payload[start + 1 :])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def verify_ends(connection: Connection) -> Iterator[Finding]:
    """The newest entry of each chain is the newest that was ever written."""
    counters: dict[str, int] = dict(
        iter(connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence"))
    )
    for table in (t.journal, t.consultation, t.decision_log):
        last = connection.execute(select(func.max(table.c.seq))).scalar() or 0
        if counters.get(table.name, 0) != last:
            yield Finding(f"{table.name} {last + 1}", "chain_cut", "The newest entry was cut off.")


def verify_log(connection: Connection, table: Table) -> Iterator[Finding]:
    """A chained log: consultations, decisions."""
    previous, expected = START, 1
    for row in connection.execute(select(table).order_by(table.c.seq)):
        place = f"{table.name} {row.seq}"
        if row.seq != expected or row.previous != previous:
            yield Finding(place, "chain_broken", "The entry does not follow the one before it.")
        if log_hash(row.seq, row.at, row.actor, row.payload, row.previous) != row.hash:
            yield Finding(place, "entry_changed", "The entry was changed.")
        previous, expected = row.hash, row.seq + 1


def rebuild(connection: Connection) -> dict[str, dict[int, dict[str, object]]]:
    """Every table of records as the journal's after-images make it.

    A payload that cannot be read changes nothing; `verify_chain` says where it is.
    """
    rows: dict[str, dict[int, dict[str, object]]] = {table.name: {} for table in t.RECORDS}
    query = select(t.journal_payload.c.payload).order_by(t.journal_payload.c.seq)
    for (payload,) in connection.execute(query):
        with suppress(ValueError, LookupError, TypeError):
            for name, key, before, after in json.loads(payload)["changes"]:
                table = rows.setdefault(name, {})
                if before is None:
                    table[key] = dict(after)
                else:
                    table.setdefault(key, {}).update(after)
    return rows


def verify_records(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Each table of records, row by row, against what the journal makes of it."""
    progress = progress or SilentProgress()
    rebuilt = rebuild(connection)
    for place, table in enumerate(t.RECORDS):
        progress.step(place, len(t.RECORDS), table.name)
        yield from compare(connection, table, rebuilt[table.name])


def compare(
    connection: Connection, table: Table, expected: Mapping[int, Mapping[str, object]]
) -> Iterator[Finding]:
    """One table of records against the rows that the journal makes of it."""
    seen = set()
    for row in connection.execute(select(table)).mappings():
        key = row["id"]
        place = f"{table.name} {key}"
        seen.add(key)
        if key not in expected:
            yield Finding(place, "row_inserted", "This row is in no entry of the journal.")
            continue
        for name, value in row.items():
            if (table.name, name) in t.SECRET_COLUMNS:
                if digest(value) != row["digest"]:
                    yield Finding(place, "row_changed", "The stored password was exchanged.")
            elif value != expected[key].get(name):
                yield Finding(
                    place,
                    "row_changed",
                    f"{name} is {value!r}; the journal says {expected[key].get(name)!r}.",
                )
    for key in expected:
        if key not in seen:
            yield Finding(f"{table.name} {key}", "row_deleted", "This row was deleted.")


def verify_schema(connection: Connection, expected: Mapping[str, str]) -> Iterator[Finding]:
    """Tables, indexes and triggers are those of a fresh office."""
    found = schema_of(connection)
    for name in sorted(expected.keys() | found.keys()):
        if found.get(name) != expected.get(name):
            state = "missing" if name not in found else "changed"
            state = "unknown" if name not in expected else state
            yield Finding(f"schema {name}", "schema_changed", f"{name} is {state}.")


def schema_of(connection: Connection) -> dict[str, str]:
    """Every table, index and trigger with its SQL, blanks squeezed."""
    query = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return {name: " ".join(sql.split()) for name, sql in connection.exec_driver_sql(query)}


def verify_foreign_keys(connection: Connection) -> Iterator[Finding]:
    """No row names one that is not there."""
    for table, key, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(f"{table} {key}", "row_alone", f"It names a {parent} that is not there.")


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has that is there, for the manifest of a backup."""
    there = {name.split(" ", 1)[1] for name in schema_of(connection) if name.startswith("table ")}
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (*t.RECORDS, *t.LOGS)
        if table.name in there
    }
