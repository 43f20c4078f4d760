"""Making and upgrading an office's database: a verified copy first, then one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.i18n import _
from asset_recovery.paths import migrations
from asset_recovery.persistence import tables
from asset_recovery.persistence.driver import APPLICATION_ID, SCHEMA, configure, driver

NEWEST = SCHEMA


def _on(path: Path, work: Callable[[Connection], None]) -> None:
    """Do the work in one transaction: foreign keys off around it, checked before its end."""
    module = driver()

    def connect() -> object:
        connection = module.connect(str(path), check_same_thread=False)
        configure(connection, writes=True)
        connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    engine = create_engine("sqlite+pysqlite://", module=module, creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            work(connection)
            _require_references(connection)
        except BaseException:
            with suppress(SQLAlchemyError):  # a connection given up on has rolled back by itself
                connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")
    engine.dispose()


def _require_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StorageFailed(
            Reason("storage_failed", f"The upgrade would leave {broken[0]} broken.")
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only where an office is made or upgraded
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = tables.metadata
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={NEWEST}")


def make(path: Path) -> None:
    """A new, empty database; raises `StorageFailed` where a file is already there."""
    if path.exists():
        raise StorageFailed(Reason("storage_failed", "There is already an office in this place."))
    _on(path, _upgrade)


def schema_version(path: Path) -> int:
    """The schema of a database file; refuses foreign files and offices of a newer version.

    Raises `StorageFailed` with `office_newer` or `storage_failed`; nothing is changed or read
    besides the two numbers.
    """
    module = driver()
    try:
        connection = module.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except module.DatabaseError as error:
        raise StorageFailed(
            Reason("storage_failed", "This is not the database of an office, or it is damaged.")
        ) from error
    if application != APPLICATION_ID:
        raise StorageFailed(
            Reason("storage_failed", "This file belongs to another application; it is not opened.")
        )
    if version > NEWEST:
        raise StorageFailed(
            Reason(
                "office_newer",
                f"This office was made by a newer version (schema {version}, known: {NEWEST}). "
                "Install the newer version.",
            )
        )
    return version


def upgrade(
    path: Path, copy: Callable[[], None], enter: Callable[[Connection], None] | None = None
) -> bool:
    """Bring an older office up to date after a verified copy; whether there was anything to do.

    `enter` writes the journal entry of the upgrade and what has to be worked out anew, in the same
    transaction: at any failure the office is as it was. `StorageFailed` where the database refused.
    """
    if schema_version(path) == NEWEST:
        return False

    def work(connection: Connection) -> None:
        _upgrade(connection)
        _require_references(connection)
        if enter is not None:
            enter(connection)

    try:
        copy()
        _on(path, work)
    except SQLAlchemyError as error:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("The upgrade failed ({what}); the office is as it was.").format(
                    what=type(error).__name__
                ),
            )
        ) from error
    return True


@cache
def heads() -> tuple[str, ...]:
    """What the migrations note in an office that is up to date."""
    from alembic.config import Config  # noqa: PLC0415 - only where an office is verified
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return tuple(ScriptDirectory.from_config(config).get_heads())


@cache
def fresh_schema() -> dict[str, str]:
    """Tables, indexes and triggers of a fresh office, to compare with."""
    import tempfile  # noqa: PLC0415

    from asset_recovery.persistence.engine import reading_engine  # noqa: PLC0415
    from asset_recovery.persistence.verify import schema_of  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        make(path)
        engine = reading_engine(path)
        with engine.connect() as connection:
            found = schema_of(connection)
        engine.dispose()
    return found
