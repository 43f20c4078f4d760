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

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

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
from asset_recovery.persistence.damage import sentence
from asset_recovery.persistence.driver import driver
from asset_recovery.persistence.ledger_keeping import keep_ledger
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.statements import Statements, statements_of

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
        # The driver's own connection, inside the same transaction: an action writes a dozen rows,
        # and building each statement anew would cost ten times what writing it costs.
        raw: Any = connection.connection.driver_connection
        self._raw = raw
        head = raw.execute("SELECT seq, hash, at FROM journal ORDER BY seq DESC LIMIT 1")
        last: tuple[int, str, str] = head.fetchone() or (0, START, "")
        self._seq, self._hash, self._at = last

    @property
    def next_seq(self) -> int:
        """The sequence number that the entry now being prepared will get."""
        return self._seq + 1

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry, as this unit began or last wrote one."""
        return self._seq, self._hash

    @property
    def now(self) -> str:
        """The moment of recording, UTC with `Z`."""
        return self._now()

    def insert(self, table: Table, **values: object) -> int:
        """A new row; its key comes back. A taken reference is a `Conflict`."""
        known = statements_of(table)
        row = {**known.defaults, **values}
        try:
            made = self._raw.execute(known.insert, [row[name] for name in known.columns])
        except driver().IntegrityError as error:
            if "reference" in str(error) and "UNIQUE" in str(error):
                raise Conflict(
                    Reason(
                        "reference_taken",
                        f"The reference {values.get('reference')} is already in use.",
                        field="reference",
                    )
                ) from error
            raise
        key = int(made.lastrowid)
        row["id"] = key
        self._changes.append([table.name, key, None, _public(known, row)])
        return key

    def update(self, table: Table, row: Row, **values: object) -> None:
        """Change a row that was read; a `Conflict` if it moved on meanwhile."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return
        changed["version"] = row["version"] + 1
        known = statements_of(table)
        done = self._raw.execute(
            known.update(tuple(changed)), [*changed.values(), row["id"], row["version"]]
        )
        if done.rowcount != 1:
            raise Conflict(
                Reason("stale_version", "The record was changed meanwhile. Read it again.")
            )
        before = {name: row[name] for name in changed}
        self._changes.append(
            [table.name, row["id"], _public(known, before), _public(known, changed)]
        )

    def get(self, table: Table, key: int) -> Row:
        """A row by its key."""
        known = statements_of(table)
        found = self._raw.execute(known.get, (key,)).fetchone()
        if found is None:
            raise Conflict(Reason("stale_version", "The record is no longer there."))
        return dict(zip(known.columns, found, strict=True))

    def enter(self, entry: Entry) -> int:
        """Write the journal entry of everything changed since the last; its number comes back."""
        seq, at = self.next_seq, self.now
        keep_ledger(self._raw, self._changes, seq)
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
            self._raw.execute(
                statements_of(t.journal).insert,
                (
                    seq,
                    at,
                    entry.actor,
                    entry.workstation,
                    entry.action,
                    entry.operation_id,
                    case_hash,
                    commitment,
                    self._hash,
                    made,
                    FORMAT,
                ),
            )
        except driver().IntegrityError as error:
            raise Conflict(
                Reason("stale_version", "This operation was already carried out.")
            ) from error
        self._raw.execute(statements_of(t.journal_payload).insert, (seq, salt, payload))
        self._seq, self._hash, self._at, self._changes = seq, made, at, []
        return seq

    def log(self, table: Table, actor: str, payload: Mapping[str, object]) -> int:
        """Append to a chained log (consultations, decisions)."""
        head = self._raw.execute(
            f"SELECT seq + 1, hash FROM {table.name} ORDER BY seq DESC LIMIT 1"
        )
        seq, previous = head.fetchone() or (1, START)
        at, text = self.now, canonical(payload)
        self._raw.execute(
            statements_of(table).insert,
            (seq, at, actor, text, previous, log_hash(seq, at, actor, text, previous)),
        )
        return int(seq)

    @property
    def has_changes(self) -> bool:
        """Whether rows were changed that no entry has taken up."""
        return bool(self._changes)

    def changed(self, table: Table) -> list[int]:
        """The keys of the rows of a table that were changed since the last entry."""
        return [int(str(change[1])) for change in self._changes if change[0] == table.name]

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """One action inside a longer transaction: undone alone if it is refused."""
        kept = (self._seq, self._hash, self._at, list(self._changes))
        self._raw.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._raw.execute("ROLLBACK TO attempt")
            self._raw.execute("RELEASE attempt")
            self._seq, self._hash, self._at, self._changes = kept
            raise
        self._raw.execute("RELEASE attempt")


def is_suspect(at: str, last: str) -> bool:
    """Whether the clock went back: this moment lies over two minutes before the last entry's."""
    if not last:
        return False
    return datetime.fromisoformat(last) - datetime.fromisoformat(at) > CLOCK_TOLERANCE


def _public(known: Statements, image: Mapping[str, object]) -> dict[str, object]:
    """The image without secrets: of a password's hash the journal keeps only its digest."""
    if not known.secrets:
        return dict(image)
    return {name: value for name, value in image.items() if name not in known.secrets}


@contextmanager
def reading_unit(engine: Engine, now: Callable[[], str], office_id: str) -> Iterator[Unit]:
    """A unit on one snapshot of the store that writes nothing and keeps nobody from writing.

    Raises `StorageFailed` where the store cannot be read.
    """
    try:
        with engine.connect() as connection, connection.begin():
            yield Unit(connection, now, office_id)
    except (DBAPIError, driver().Error) as error:
        told = getattr(error, "orig", error)
        raise StorageFailed(Reason("storage_failed", sentence(told))) from error


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
    except (DBAPIError, driver().Error) as error:
        connection.rollback()
        told = getattr(error, "orig", error)
        raise StorageFailed(Reason("storage_failed", sentence(told))) from error
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
