"""How the office's database is opened: one engine for reading, one for writing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, SingletonThreadPool

from asset_recovery.persistence.driver import configure, driver


def _engine(path: Path, *, writes: bool) -> Engine:
    module = driver()

    def connect() -> object:
        connection = module.connect(str(path), check_same_thread=False)
        configure(connection, writes=writes)
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=module,
        creator=connect,
        poolclass=QueuePool if not writes else SingletonThreadPool,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """The driver never begins by itself; a writer takes the lock at once."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def reading_engine(path: Path) -> Engine:
    """Query-only connections with deferred transactions."""
    return _engine(path, writes=False)


def writing_engine(path: Path) -> Engine:
    """Connections whose every transaction takes the write lock when it begins."""
    return _engine(path, writes=True)
