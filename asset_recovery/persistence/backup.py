"""Copies of a database that count only once they were opened again and verified."""

from __future__ import annotations

import hashlib
import json
import os
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.pool import NullPool, StaticPool

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.persistence import migrate, upkeep, verify
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.driver import driver

PAGES_A_STEP = 4_096
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a database holds at one moment: enough to know its copy again."""

    office_id: str
    schema: int
    head: upkeep.Head
    counts: Mapping[str, int]
    documents: tuple[str, ...]


@contextmanager
def read_only(path: Path) -> Iterator[Connection]:
    """A connection that can change nothing, not even the files beside the database."""
    engine = _engine_on(lambda: _connect(path))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _connect(path: Path) -> Any:  # noqa: ANN401 - the driver's connection has no type
    module = driver()
    connection = module.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    connection.isolation_level = None
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def _engine_on(connect: Callable[[], object]) -> Engine:
    return create_engine("sqlite+pysqlite://", module=driver(), creator=connect, poolclass=NullPool)


def snapshot_of(connection: Connection) -> Snapshot:
    """What this connection sees now."""
    setting = t.office_setting
    office_id = connection.execute(
        select(setting.c.value).where(setting.c.key == "office_id").limit(1)
    ).scalar()
    documents = connection.execute(select(t.document.c.hash).distinct()).scalars().all()
    return Snapshot(
        office_id=str(office_id or ""),
        schema=int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()),
        head=upkeep.head_of(connection),
        counts=verify.counts(connection),
        documents=tuple(sorted(documents)),
    )


def copy(source: Path, target: Path, progress: Progress | None = None) -> Snapshot:
    """Copy a database, in use or not, by SQLite's own means; what was copied comes back.

    The reading transaction stays open over the whole copy, so that what others write meanwhile
    neither enters the copy nor starts it anew. The target is one file, without a log beside it.
    Raises `StorageFailed`; a target half written is removed.
    """
    progress = progress or SilentProgress()
    module = driver()
    try:
        return _copy(module, source, target, progress)
    except (module.Error, OSError) as error:
        _remove(target)
        raise StorageFailed(
            Reason("storage_failed", _("The copy could not be made ({what}).").format(what=error))
        ) from error
    except BaseException:
        _remove(target)
        raise


def _copy(module: types.ModuleType, source: Path, target: Path, progress: Progress) -> Snapshot:
    raw = _connect(source)
    copied = module.connect(str(target))

    def step(_status: int, left: int, total: int) -> None:
        progress.step(total - left, total, _("Copying"))

    engine = create_engine(
        "sqlite+pysqlite://", module=module, creator=lambda: raw, poolclass=StaticPool
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            snapshot = snapshot_of(connection)
            raw.backup(copied, pages=PAGES_A_STEP, progress=step)
        copied.execute("PRAGMA journal_mode=DELETE")
    finally:
        copied.close()
        engine.dispose()
        raw.close()
    return snapshot


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def check(path: Path, expected: Snapshot | None = None, *, records: bool = False) -> list[str]:
    """Everything wrong with a copy, one sentence each; empty: it counts.

    `expected` is what it must hold; `records` also rebuilds every table from the journal.
    Raises `StorageFailed` for a foreign file or one of a newer version.
    """
    migrate.schema_version(path)
    wrong = upkeep.quick_check(path, full=True)
    if wrong:
        return wrong
    with read_only(path) as connection:
        connection.exec_driver_sql("BEGIN")
        found = snapshot_of(connection)
        if not found.office_id:
            wrong.append(_("It names no office."))
        if expected is not None:
            wrong += _differences(found, expected)
        findings = [
            *verify.verify_foreign_keys(connection),
            *verify.verify_chain(connection),
            *verify.verify_ends(connection),
        ]
        if records:
            findings += verify.verify_records(connection)
    return wrong + [f"{finding.place}: {finding.text}" for finding in findings]


def _differences(found: Snapshot, expected: Snapshot) -> list[str]:
    wrong = []
    for name in ("office_id", "schema", "head", "documents"):
        if getattr(found, name) != getattr(expected, name):
            wrong.append(_("{name} is not that of the source.").format(name=name))
    for table, count in expected.counts.items():
        if found.counts.get(table) != count:
            wrong.append(
                _("{table} has {found} rows, the source {count}.").format(
                    table=table, found=found.counts.get(table), count=count
                )
            )
    return wrong


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hex; never of a database in use."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            seen.update(chunk)
    return seen.hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a backup: what it holds and by what it is known."""

    office_id: str
    made_at: str
    app_version: str
    why: str
    schema: int
    seq: int
    hash: str
    at: str
    database: str
    database_hash: str
    counts: Mapping[str, int]
    documents: tuple[str, ...]


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Written under another name, flushed, then renamed."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(asdict(manifest), file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    flush_folder(path.parent)


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in this file, or None where it is none."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**{**known, "documents": tuple(known["documents"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def flush_file(path: Path) -> None:
    """Let the content of a file reach the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Let new names reach the disk; a system without that call has nothing to flush."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
