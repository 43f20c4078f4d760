"""Small cares of an open database: the write-ahead log, quick checks, heads of the journal."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from asset_recovery.domain.errors import AppError
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import START
from asset_recovery.persistence.driver import driver

SEARCH_INDEXES = ("search_index", "asset_text")
_PAGES_MERGED = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal stands: number of the newest entry, its hash, its moment (UTC, `Z`)."""

    seq: int
    hash: str
    at: str


def unreadable() -> tuple[type[Exception], ...]:
    """What is raised where a database is damaged, foreign or out of reach."""
    return (AppError, DBAPIError, driver().Error)


def head_of(connection: Connection, entry: int | None = None) -> Head:
    """The head of the journal as this connection sees it, or as it was at an entry."""
    query = select(t.journal.c.seq, t.journal.c.hash, t.journal.c.at)
    if entry is not None:
        query = query.where(t.journal.c.seq <= entry)
    row = connection.execute(query.order_by(t.journal.c.seq.desc()).limit(1)).first()
    return Head(0, START, "") if row is None else Head(row.seq, row.hash, row.at)


def checkpoint(engine: Engine) -> None:
    """Bring the write-ahead log home and empty it; a reader in the way only leaves it for later."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    finally:
        raw.close()


def merge_search(engine: Engine) -> None:
    """Put pieces of the full-text indexes together, some megabytes at a time.

    Each commit leaves a piece, and a search looks into every one. Somebody who writes at this
    moment only leaves it for the next time.
    """
    raw = engine.raw_connection()
    try:
        for index in SEARCH_INDEXES:
            with suppress(driver().OperationalError):
                raw.driver_connection.execute(  # type: ignore[union-attr]
                    f"INSERT INTO {index}({index}, rank) VALUES ('merge', {_PAGES_MERGED})"
                )
    finally:
        raw.close()


def quick_check(path: Path, *, full: bool = False) -> list[str]:
    """What SQLite finds wrong with the file itself; empty: nothing."""
    module = driver()
    check = "integrity_check" if full else "quick_check"
    try:
        connection = module.connect(str(path))
        try:
            found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(20)")]
        finally:
            connection.close()
    except module.DatabaseError as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def was_left_open(path: Path) -> bool:
    """Whether the write-ahead log still holds something: the last process did not close."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class NotedHead:
    """A line of the file of heads: which office, where it stood, and why that was noted."""

    office: str
    seq: int
    hash: str
    why: str
    line: int


def read_heads(path: Path) -> list[NotedHead]:
    """The lines of the file of heads in order; a line that is none has the hash ""."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [_noted(line, number) for number, line in enumerate(lines, start=1)]


def _noted(line: str, number: int) -> NotedHead:
    try:
        known = json.loads(line)
        return NotedHead(
            str(known["office"]), int(known["seq"]), str(known["hash"]), str(known["why"]), number
        )
    except (ValueError, KeyError, TypeError):
        return NotedHead("", 0, "", "", number)


def append_head(path: Path, office_id: str, head: Head, why: str) -> None:
    """Append a head to the file of heads and flush it to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"office": office_id, **asdict(head), "why": why}, sort_keys=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
