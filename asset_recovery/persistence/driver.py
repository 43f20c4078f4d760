"""The one SQLite library of the office, guarded: an older one is refused before a file is read."""

from __future__ import annotations

import types

import pysqlite3

from asset_recovery.domain.errors import Reason, StorageFailed

APPLICATION_ID = 0x41524F31  # "ARO1"
SCHEMA = 5  # the newest form of an office that this programme knows
FIXED_IN = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def is_sound(version: tuple[int, ...]) -> bool:
    """Whether this SQLite lacks the WAL-reset fault (reliability.md, finding 1)."""
    newest, *branches = FIXED_IN
    return version >= newest or any(
        version[:2] == branch[:2] and version >= branch for branch in branches
    )


def driver() -> types.ModuleType:
    """The driver's module; raises `StorageFailed` where its library could corrupt a file."""
    version = tuple(pysqlite3.sqlite_version_info)
    if not is_sound(version):
        raise StorageFailed(
            Reason(
                "storage_failed",
                f"The SQLite library {pysqlite3.sqlite_version} can corrupt an office; "
                "3.51.3 or newer is needed. Install the locked set again.",
            )
        )
    return pysqlite3  # type: ignore[no-any-return]


PRAGMAS = (
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
)


def configure(connection: pysqlite3.Connection, *, writes: bool) -> None:
    """Set the pragmas of every connection and read each back; raises `StorageFailed`."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={0 if writes else 10_000}")
    mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode not in ("wal", "memory"):
        raise StorageFailed(
            Reason("storage_failed", f"The office could not be opened safely ({mode}).")
        )
    for name, value, expected in PRAGMAS:
        cursor.execute(f"PRAGMA {name}={value}")
        found = cursor.execute(f"PRAGMA {name}").fetchone()
        if found is not None and found[0] != expected:
            raise StorageFailed(
                Reason("storage_failed", f"The setting {name} could not be made ({found[0]}).")
            )
    cursor.execute("PRAGMA cache_size=-65536")
    # SQLite's own lower() knows A to Z only.
    connection.create_function("casefold", 1, casefold, deterministic=True)
    if not writes:
        cursor.execute("PRAGMA query_only=ON")
    cursor.close()


def casefold(text: object) -> str | None:
    """A text without the difference of capitals in any script, for SQL."""
    return None if text is None else str(text).casefold()
