"""Making and upgrading a database: whole or not at all, and never a file that is not ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine import Engine
from sqlalchemy.schema import CreateIndex

from asset_recovery.domain.errors import StorageFailed
from asset_recovery.paths import migrations
from asset_recovery.persistence import migrate, upkeep
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.driver import APPLICATION_ID, driver
from asset_recovery.persistence.engine import reading_engine
from asset_recovery.persistence.places import Layout
from asset_recovery.persistence.verify import schema_of
from asset_recovery.services import backup_service
from asset_recovery.services.office import Office
from tests.support.full_office import PASSWORD, Clock, a_full_office, a_new_office, open_again

SECOND = '''
"""A second migration, for tests: a column, a table, an index and a trigger."""

from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE party ADD COLUMN nickname TEXT")
    op.execute("CREATE TABLE remark (id INTEGER PRIMARY KEY, words TEXT) STRICT")
    op.execute("CREATE INDEX ix_remark_words ON remark (words)")
    op.execute("UPDATE party SET version = version")
    op.execute(
        "CREATE TRIGGER remark_no_delete BEFORE DELETE ON remark "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
'''


class PowerCut(BaseException):
    """The process ends here."""


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A programme that knows one migration more."""
    (head,) = migrate.heads()
    folder = tmp_path / "migrations"
    shutil.copytree(migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_second.py").write_text(SECOND.format(head=head), encoding="utf-8")
    monkeypatch.setattr(migrate, "migrations", lambda: folder)
    monkeypatch.setattr(migrate, "NEWEST", migrate.NEWEST + 1)
    migrate.heads.cache_clear()
    migrate.fresh_schema.cache_clear()
    yield
    migrate.heads.cache_clear()
    migrate.fresh_schema.cache_clear()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of the version before, closed."""
    folder = tmp_path_factory.mktemp("old")
    office = a_full_office(folder / "office", folder)
    office.close(backup=False)
    return folder / "office"


@pytest.fixture
def office_folder(old: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(old, tmp_path / "office"))


def dump(folder: Path) -> list[object]:
    """Everything that a database holds: its numbers, its schema, every row."""
    raw: Any = driver().connect(f"{(folder / 'office.db').as_uri()}?mode=ro", uri=True)
    try:
        found: list[object] = [raw.execute("PRAGMA user_version").fetchone()]
        schema = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        found += schema
        for kind, name, _sql in schema:
            if kind == "table":
                found += raw.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        return found
    finally:
        raw.close()


# Indexes over expressions are compared word for word by the test below this one.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified")
def test_tables_and_migrations_make_the_same_schema(tmp_path: Path) -> None:
    migrate.make(tmp_path / "fresh.db")
    engine = reading_engine(tmp_path / "fresh.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        differences = compare_metadata(context, t.metadata)
    engine.dispose()
    assert differences == []


def test_indexes_over_expressions_are_those_of_the_tables(tmp_path: Path) -> None:
    migrate.make(tmp_path / "fresh.db")
    engine = reading_engine(tmp_path / "fresh.db")
    with engine.connect() as connection:
        schema = schema_of(connection)
    engine.dispose()
    for index in t.event.indexes:
        if "json_extract" in str(index.expressions):
            told = str(CreateIndex(index).compile(dialect=SQLiteDialect()))
            assert schema[f"index {index.name}"] == told


def _is_ours(_item: object, name: str | None, kind: str, *_more: object) -> bool:
    return not (kind == "table" and (name or "").startswith(("search_index", "asset_text")))


def test_every_table_is_strict_and_no_constraint_is_without_a_name(tmp_path: Path) -> None:
    migrate.make(tmp_path / "fresh.db")
    engine = reading_engine(tmp_path / "fresh.db")
    with engine.connect() as connection:
        schema = schema_of(connection)
    engine.dispose()
    for table in t.metadata.tables:
        sql = schema[f"table {table}"]
        assert sql.endswith("STRICT"), table
        assert sql.count("CHECK") == sql.count("CONSTRAINT ck_"), table


def test_an_office_of_the_version_before_is_not_opened_but_upgraded(
    office_folder: Path, newer: None
) -> None:
    with pytest.raises(StorageFailed) as refused:
        open_again(office_folder)
    assert refused.value.reasons[0].clear_with == "upgrade"
    assert Office.upgrade(office_folder, now=Clock()) is True
    assert Office.upgrade(office_folder, now=Clock()) is False
    office = open_again(office_folder)
    assert office.verify(full=True) == []
    with office.reading.connect() as connection:
        last = connection.execute(t.journal.select().order_by(t.journal.c.seq.desc())).first()
    office.close()
    assert last is not None
    assert last.action == "upgrade"


def test_before_an_upgrade_a_verified_backup_is_made_that_stays(
    office_folder: Path, newer: None
) -> None:
    before = dump(office_folder)
    Office.upgrade(office_folder, now=Clock())
    ((file, manifest),) = backup_service.backups_in(office_folder / "backups")
    assert (manifest.why, manifest.schema) == ("upgrade", migrate.NEWEST - 1)
    (office_folder / "kept").mkdir()
    shutil.copy(file, office_folder / "kept" / "office.db")
    assert dump(office_folder / "kept") == before


def test_an_upgrade_that_is_cut_off_at_any_statement_leaves_the_office_as_it_was(
    tmp_path: Path, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_folder = _small(tmp_path / "small", monkeypatch)
    before = dump(office_folder)
    cut, number, done = 0, 0, False

    def count(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal number
        if upgrading:
            number += 1
            if number == cut:
                raise PowerCut(statement)

    upgrading = False

    def begin(*_given: object, **_more: object) -> None:
        """The backup before it is tested above; from here on statements are counted."""
        nonlocal upgrading
        upgrading = True

    monkeypatch.setattr(backup_service, "make", begin)
    event.listen(Engine, "before_cursor_execute", count)
    try:
        while not done:
            cut, number, upgrading = cut + 1, 0, False
            try:
                done = Office.upgrade(office_folder, now=Clock())
            except PowerCut:
                assert dump(office_folder) == before, f"statement {cut}"
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert cut > 20  # else the upgrade was not watched
    assert dump(office_folder) != before


def _small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of the version before with one case, so that there are few statements."""
    with monkeypatch.context() as earlier:
        earlier.setattr(migrate, "migrations", migrations)
        earlier.setattr(migrate, "NEWEST", migrate.NEWEST - 1)
        office = a_new_office(folder)
        anna = office.users.log_in("anna", PASSWORD)
        case = {"action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01"}
        assert office.actions.give(anna, case).ok
        office.close(backup=False)
    return folder


def test_a_migration_that_breaks_a_reference_is_undone(
    office_folder: Path, newer: None, tmp_path: Path
) -> None:
    file = tmp_path / "migrations" / "versions" / "9999_second.py"
    text = file.read_text(encoding="utf-8")
    wrong = text.replace("UPDATE party SET version = version", "UPDATE asset SET case_id = 999")
    file.write_text(wrong, encoding="utf-8")
    before = dump(office_folder)
    with pytest.raises(StorageFailed, match="would leave asset broken"):
        Office.upgrade(office_folder, now=Clock())
    assert dump(office_folder) == before


def test_an_office_of_a_newer_version_is_refused_and_left_alone(office_folder: Path) -> None:
    _set(office_folder, f"PRAGMA user_version={migrate.NEWEST + 1}")
    content = (office_folder / "office.db").read_bytes()
    for attempt in (lambda: open_again(office_folder), lambda: Office.upgrade(office_folder)):
        with pytest.raises(StorageFailed) as refused:
            attempt()
        assert [reason.code for reason in refused.value.reasons] == ["office_newer"]
    assert (office_folder / "office.db").read_bytes() == content


def test_the_file_of_another_application_is_refused_and_left_alone(office_folder: Path) -> None:
    _set(office_folder, f"PRAGMA application_id={APPLICATION_ID + 1}")
    content = (office_folder / "office.db").read_bytes()
    for attempt in (lambda: open_again(office_folder), lambda: Office.upgrade(office_folder)):
        with pytest.raises(StorageFailed, match="another application"):
            attempt()
    assert (office_folder / "office.db").read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough" * 50])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    office_folder: Path, content: bytes
) -> None:
    (office_folder / "office.db").write_bytes(content)
    with pytest.raises(StorageFailed):
        open_again(office_folder)
    assert (office_folder / "office.db").read_bytes() == content


def _set(folder: Path, pragma: str) -> None:
    raw: Any = driver().connect(str(Layout(folder).database))
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.execute(pragma)
    raw.commit()
    raw.close()


def test_a_damaged_database_is_not_upgraded(office_folder: Path, newer: None) -> None:
    path = office_folder / "office.db"
    content = bytearray(path.read_bytes())
    content[4096 * 5 : 4096 * 60] = b"\x55" * (4096 * 55)
    path.write_bytes(bytes(content))
    assert upkeep.quick_check(path)
    with pytest.raises(StorageFailed):
        Office.upgrade(office_folder, now=Clock())
    assert path.read_bytes() == bytes(content)
