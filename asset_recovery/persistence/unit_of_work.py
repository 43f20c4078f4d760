"""One transaction: rows changed by one or more actions, each with its own journal entry.

Every insert and update goes through the unit, which keeps the images of before and after; an entry
takes them all up, so that the journal alone can rebuild every table of records.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, and_, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from asset_recovery.domain.errors import Conflict, Reason, StorageFailed
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import (
    FORMAT,
    START,
    canonical,
    commitment_of,
    digest,
    entry_hash,
    log_hash,
)
from asset_recovery.persistence.rows import Row, all_of, first_of

Change = list[object]
PATIENCE = 10.0
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry of the journal says, besides the changes."""

    action: str
    actor: str
    workstation: str
    command: Mapping[str, object]
    reason: str | None = None
    operation_id: str | None = None
    case: str | None = None
    notes: Mapping[str, object] = field(default_factory=dict)


class Unit:
    """An open write transaction. Services open it, repositories use it."""

    def __init__(self, connection: Connection, now: Callable[[], str], office_id: str) -> None:
        self.connection = connection
        self._now = now
        self._office_id = office_id
        self._changes: list[Change] = []
        self.touched: set[tuple[str, int]] = set()
        head = connection.execute(
            select(t.journal.c.seq, t.journal.c.hash, t.journal.c.at)
            .order_by(t.journal.c.seq.desc())
            .limit(1)
        ).first()
        self._seq: int = head.seq if head else 0
        self._hash: str = head.hash if head else START
        self._at: str = head.at if head else ""

    @property
    def next_seq(self) -> int:
        """The sequence number that the entry now being prepared will get."""
        return self._seq + 1

    @property
    def now(self) -> str:
        """The moment of recording, UTC with `Z`."""
        return self._now()

    def insert(self, table: Table, **values: object) -> int:
        """A new row; its key comes back. A taken reference is a `Conflict`."""
        try:
            made = self.connection.execute(insert(table), values)
        except IntegrityError as error:
            if "reference" in str(error.orig) and "UNIQUE" in str(error.orig):
                raise Conflict(
                    Reason(
                        "reference_taken",
                        f"The reference {values.get('reference')} is already in use.",
                        field="reference",
                    )
                ) from error
            raise
        key = int(made.lastrowid)
        image = {**_with_defaults(table), **values, "id": key}
        self._changes.append([table.name, key, None, _public(table, image)])
        self.touched.add((table.name, key))
        return key

    def update(self, table: Table, row: Row, **values: object) -> None:
        """Change a row that was read; a `Conflict` if it moved on meanwhile."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return
        changed["version"] = row["version"] + 1
        done = self.connection.execute(
            update(table)
            .where(and_(table.c.id == row["id"], table.c.version == row["version"]))
            .values(**changed)
        )
        if done.rowcount != 1:
            raise Conflict(
                Reason("stale_version", "The record was changed meanwhile. Read it again.")
            )
        before = {name: row[name] for name in changed}
        self._changes.append(
            [table.name, row["id"], _public(table, before), _public(table, changed)]
        )
        self.touched.add((table.name, int(row["id"])))

    def get(self, table: Table, key: int) -> Row:
        """A row by its key."""
        found = first_of(self.connection.execute(select(table).where(table.c.id == key)))
        if found is None:
            raise Conflict(Reason("stale_version", "The record is no longer there."))
        return found

    def first(self, query: Select[Any]) -> Row | None:
        """The first row of a query, or None."""
        return first_of(self.connection.execute(query))

    def all(self, query: Select[Any]) -> list[Row]:
        """All rows of a query."""
        return all_of(self.connection.execute(query))

    def enter(self, entry: Entry) -> int:
        """Write the journal entry of everything changed since the last one; its number comes back."""
        seq, at = self.next_seq, self.now
        notes = dict(entry.notes)
        if is_suspect(at, self._at):
            notes["clock_suspect"] = self._at
        payload = canonical(
            {
                "command": {
                    **entry.command,
                    "action": entry.action,
                    "operation_id": entry.operation_id,
                },
                "reason": entry.reason,
                "workstation": entry.workstation,
                "changes": self._changes,
                "notes": notes,
            }
        )
        salt = secrets.token_hex(32)
        commitment = commitment_of(salt, payload)
        case_hash = digest(f"{self._office_id}:{entry.case}") if entry.case else ""
        made = entry_hash(seq, at, entry.actor, case_hash, commitment, self._hash)
        try:
            self.connection.execute(
                insert(t.journal),
                {
                    "seq": seq,
                    "at": at,
                    "actor": entry.actor,
                    "workstation": entry.workstation,
                    "action": entry.action,
                    "operation_id": entry.operation_id,
                    "case_hash": case_hash,
                    "commitment": commitment,
                    "previous": self._hash,
                    "hash": made,
                    "format": FORMAT,
                },
            )
        except IntegrityError as error:
            raise Conflict(
                Reason("stale_version", "This operation was already carried out.")
            ) from error
        self.connection.execute(
            insert(t.journal_payload), {"seq": seq, "salt": salt, "payload": payload}
        )
        self._seq, self._hash, self._at, self._changes = seq, made, at, []
        return seq

    def log(self, table: Table, actor: str, payload: Mapping[str, object]) -> int:
        """Append to a chained log (consultations, decisions)."""
        head = self.connection.execute(
            select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)
        ).first()
        seq, previous = (head.seq + 1, head.hash) if head else (1, START)
        at, text = self.now, canonical(payload)
        self.connection.execute(
            insert(table),
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "payload": text,
                "previous": previous,
                "hash": log_hash(seq, at, actor, text, previous),
            },
        )
        return seq

    @property
    def has_changes(self) -> bool:
        """Whether rows were changed that no entry has taken up."""
        return bool(self._changes)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """One action inside a longer transaction: undone alone if it is refused."""
        kept = (self._seq, self._hash, self._at, list(self._changes), set(self.touched))
        point = self.connection.begin_nested()
        try:
            yield
        except BaseException:
            point.rollback()
            self._seq, self._hash, self._at, self._changes, self.touched = kept
            raise
        point.commit()


def is_suspect(at: str, last: str) -> bool:
    """Whether the clock went back: this moment lies over two minutes before the last entry's."""
    if not last:
        return False
    return datetime.fromisoformat(last) - datetime.fromisoformat(at) > CLOCK_TOLERANCE


def _with_defaults(table: Table) -> dict[str, object]:
    """Every column as the database fills it where no value is given."""
    found: dict[str, object] = {}
    for column in table.columns:
        default = column.server_default
        given = getattr(getattr(default, "arg", None), "text", getattr(default, "arg", None))
        found[column.name] = None if given is None else int(str(given))
    return found


def _public(table: Table, image: Mapping[str, object]) -> dict[str, object]:
    """The image without secrets: of a password's hash the journal keeps only its digest."""
    return {
        name: value for name, value in image.items() if (table.name, name) not in t.SECRET_COLUMNS
    }


@contextmanager
def open_unit(engine: Engine, now: Callable[[], str], office_id: str) -> Iterator[Unit]:
    """A write transaction: committed at the end of the block, rolled back if it is left otherwise.

    Raises `StorageFailed` with `office_busy` where another long write holds the office, and with
    `outcome_unknown` where the disk failed at the commit.
    """
    connection = engine.connect()
    try:
        _begin(connection)
        unit = Unit(connection, now, office_id)
        yield unit
        _commit(connection)
    except DBAPIError as error:
        connection.rollback()
        raise StorageFailed(
            Reason("storage_failed", f"The office could not be written ({error.orig}).")
        ) from error
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    """Take the write lock, waiting with short, uneven pauses."""
    waited, pause = 0.0, 0.001
    while True:
        try:
            connection.begin()
            connection.exec_driver_sql("SELECT 1")
        except DBAPIError as error:
            connection.rollback()
            if "locked" not in str(error.orig) and "busy" not in str(error.orig):
                raise
            if waited >= PATIENCE:
                raise StorageFailed(
                    Reason("office_busy", "Another long write is running. Try again shortly.")
                ) from error
            rest = pause * (0.5 + random.random())  # noqa: S311 - only spreads the waiting
            time.sleep(rest)
            waited, pause = waited + rest, min(pause * 2, 0.05)
        else:
            return


def _commit(connection: Connection) -> None:
    try:
        connection.commit()
    except DBAPIError as error:
        raise StorageFailed(
            Reason(
                "outcome_unknown",
                "The disk failed while this was written. Whether it was kept is looked up by its "
                "operation number when the office is opened again.",
            )
        ) from error
