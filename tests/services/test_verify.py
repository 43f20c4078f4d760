"""`verify` finds every edit, deletion and insertion by hand, and says where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine
from sqlalchemy.pool import StaticPool

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.persistence import tables as t
from asset_recovery.persistence import verify, verify_office
from asset_recovery.persistence.driver import driver
from asset_recovery.persistence.verify import Finding
from asset_recovery.services import verify_service
from asset_recovery.services.office import Office
from tests.support.full_office import a_full_office, open_again

GUARDED = (*t.RECORDS, *t.LOGS, *t.DERIVED)
NAMES = [table.name for table in GUARDED] + ["alembic_version", "sqlite_sequence"]
# The surrogate keys of these rows mean nothing: nobody names them.
MEANINGLESS = {
    ("stay", "id"),
    ("sale_row", "id"),
    ("bid_row", "id"),
    ("agenda", "id"),
    ("search_document", "id"),
}
KEYS = {
    "alembic_version": "rowid",
    "sqlite_sequence": "rowid",
    "asset_row": "asset_id",
    "asset_seal": "rowid",
    "receipt_row": "event_id",
    "portfolio": "rowid",
    "ledger_line": "id",
    "ledger_day": "account_id",
    "ledger_total": "kind",
    "ledger_open": "on_date",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests of this file; each undoes what it tampered with."""
    folder = tmp_path_factory.mktemp("office")
    made = a_full_office(folder / "office", folder)
    yield made
    made.close()


@pytest.fixture
def hand(office: Office) -> Iterator[Connection]:
    """Somebody with the file and a tool: no foreign keys, no checks, no triggers."""
    raw: Any = driver().connect(str(office.layout.database))
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA ignore_check_constraints=ON")
    engine = create_engine(
        "sqlite+pysqlite://", module=driver(), creator=lambda: raw, poolclass=StaticPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()
    raw.close()


@contextmanager
def without_triggers(connection: Connection) -> Iterator[None]:
    """All triggers of records and logs dropped for the block, then made again as they were."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "AND tbl_name NOT IN ('search_document', 'asset_row')"
    )
    triggers = [tuple(row) for row in connection.exec_driver_sql(query)]
    for name, _sql in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


def tamper(connection: Connection, statement: str, *values: object) -> None:
    """Carry a statement out with all triggers dropped, and make the same triggers again."""
    with without_triggers(connection):
        connection.exec_driver_sql(statement, tuple(values))


def found_by_verify(connection: Connection, office: Office) -> list[Finding]:
    """Everything that `verify --full` says of what this connection sees."""
    found = list(verify_service.findings_on(connection, office, True, SilentProgress()))
    return found + list(verify_office.verify_search_index(connection))


def columns_of(connection: Connection, table: str) -> list[tuple[str, str]]:
    """(name, type) of the columns."""
    rows = connection.exec_driver_sql(f"PRAGMA table_info({table})")
    return [(str(row[1]), str(row[2]) or "TEXT") for row in rows]


def last_row(connection: Connection, table: str) -> dict[str, Any]:
    """The newest row of a table with its key under the name `the_key`."""
    key = KEYS.get(table, "seq" if "seq" in dict(columns_of(connection, table)) else "id")
    if table == "event":
        key = "id"
    query = f"SELECT {key} AS the_key, * FROM {table} ORDER BY {key} DESC LIMIT 1"  # noqa: S608
    row = connection.exec_driver_sql(query).mappings().one()
    return {**row, "key_column": key}


def changed(kind: str, value: object) -> object:
    """Another value of the same kind."""
    if kind == "INTEGER":
        return 1_000_001 if value is None else int(str(value)) + 1
    return "x" if value is None else f"{value}x"


def says(found: list[Finding], table: str) -> bool:
    """Whether a finding names the table (an entry's payload is placed at its entry)."""
    named = {
        "journal_payload": ("journal",),
        "sqlite_sequence": ("sqlite_sequence", "journal", "consultation", "decision_log"),
    }.get(table, (table,))
    return any(finding.place.startswith(named) for finding in found)


def test_an_office_as_it_was_made_has_nothing_to_be_found(office: Office) -> None:
    assert office.verify() == []
    assert office.verify(full=True) == []


def test_every_table_has_rows_here_so_that_each_is_put_to_the_test(hand: Connection) -> None:
    empty = [
        name
        for name in NAMES
        if not hand.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()  # noqa: S608
    ]
    assert empty == []


def test_every_table_has_a_declared_class(hand: Connection) -> None:
    rows = hand.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {str(row[0]) for row in rows}
    assert {table.name for table in t.metadata.sorted_tables} <= names
    assert [name for name in sorted(names) if verify_office.class_of(name) is None] == []
    assert verify_office.class_of("a_new_table") is None


@pytest.mark.parametrize("table", NAMES)
def test_a_value_edited_by_hand_is_found(office: Office, hand: Connection, table: str) -> None:
    row = last_row(hand, table)
    own = [one for one in columns_of(hand, table) if one[0] not in (row["key_column"], "version")]
    name, kind = min(reversed(own), key=lambda one: one[0].endswith("_id"))
    statement = f"UPDATE {table} SET {name} = ? WHERE {row['key_column']} = ?"  # noqa: S608
    tamper(hand, statement, changed(kind, row[name]), row["the_key"])
    assert says(found_by_verify(hand, office), table)


@pytest.mark.parametrize("table", NAMES)
def test_a_row_deleted_by_hand_is_found(office: Office, hand: Connection, table: str) -> None:
    row = last_row(hand, table)
    tamper(hand, f"DELETE FROM {table} WHERE {row['key_column']} = ?", row["the_key"])  # noqa: S608
    assert says(found_by_verify(hand, office), table)


@pytest.mark.parametrize("table", NAMES)
def test_a_row_inserted_by_hand_is_found(office: Office, hand: Connection, table: str) -> None:
    row = last_row(hand, table)
    values: dict[str, object] = {}
    for name, kind in columns_of(hand, table):
        is_key = name in (row["key_column"], "reference", "name", "headline", "version_num")
        unique = name.endswith("_id") or name in {"key", "normal", "record_id", "operation_id"}
        values[name] = changed(kind, row[name]) if is_key or unique else row[name]
    marks = ", ".join("?" for _name in values)
    statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
    tamper(hand, statement, *values.values())
    assert says(found_by_verify(hand, office), table)


def edit(connection: Connection, table: str, column: str) -> None:
    """Give a column of the newest row another value."""
    row = last_row(connection, table)
    kind = dict(columns_of(connection, table))[column]
    statement = f"UPDATE {table} SET {column} = ? WHERE {row['key_column']} = ?"  # noqa: S608
    connection.exec_driver_sql(statement, (changed(kind, row[column]), row["the_key"]))


@pytest.mark.parametrize("table", t.RECORDS, ids=lambda table: str(table.name))
def test_every_column_of_a_record_is_compared(hand: Connection, table: Table) -> None:
    expected = verify.rebuild(hand)[table.name]
    unseen = []
    with without_triggers(hand):
        for column in table.columns:
            hand.exec_driver_sql("SAVEPOINT one")
            edit(hand, table.name, column.name)
            if not says(list(verify.compare(hand, table, expected)), table.name):
                unseen.append(column.name)
            hand.exec_driver_sql("ROLLBACK TO one")
    assert unseen == []


@pytest.mark.parametrize("table", [*t.LOGS, *t.DERIVED], ids=lambda table: str(table.name))
def test_every_column_of_a_log_or_a_derived_table_is_compared(
    office: Office, hand: Connection, table: Table
) -> None:
    unseen = []
    for column in table.columns:
        if (table.name, column.name) in MEANINGLESS:
            continue
        hand.exec_driver_sql("SAVEPOINT one")
        with without_triggers(hand):
            edit(hand, table.name, column.name)
        if not says(found_by_verify(hand, office), table.name):
            unseen.append(column.name)
        hand.exec_driver_sql("ROLLBACK TO one")
    assert unseen == []


def test_a_dropped_trigger_is_found(office: Office, hand: Connection) -> None:
    hand.exec_driver_sql("DROP TRIGGER journal_no_update")
    places = [finding.place for finding in found_by_verify(hand, office)]
    assert places == ["schema trigger journal_no_update"]


def test_an_added_table_and_a_dropped_index_are_found(office: Office, hand: Connection) -> None:
    hand.exec_driver_sql("CREATE TABLE notes (words TEXT)")
    hand.exec_driver_sql("DROP INDEX ix_event_seq")
    places = [finding.place for finding in found_by_verify(hand, office)]
    assert places == ["schema index ix_event_seq", "schema table notes"]


def test_a_search_index_that_was_emptied_is_found(office: Office, hand: Connection) -> None:
    hand.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('delete-all')")
    assert says(found_by_verify(hand, office), "search_index")


def test_an_index_of_descriptions_that_was_emptied_is_found(
    office: Office, hand: Connection
) -> None:
    hand.exec_driver_sql("INSERT INTO asset_text(asset_text) VALUES ('delete-all')")
    assert says(found_by_verify(hand, office), "asset_text")


def test_a_journal_cut_with_its_counter_is_found_by_the_head_that_was_noted(
    office: Office, hand: Connection
) -> None:
    office.backup()
    seq = last_row(hand, "journal")["seq"]
    tamper(hand, "DELETE FROM journal_payload WHERE seq = ?", seq)
    tamper(hand, "DELETE FROM journal WHERE seq = ?", seq)
    hand.exec_driver_sql("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'journal'")
    cut = [one for one in found_by_verify(hand, office) if one.code == "chain_cut"]
    assert [one.place for one in cut] == [f"journal {seq}"]


def test_an_exchanged_password_hash_is_found(office: Office, hand: Connection) -> None:
    query = "SELECT hash FROM credential WHERE user_id = 2"
    other = hand.exec_driver_sql(query).scalar()
    tamper(hand, "UPDATE credential SET hash = ? WHERE user_id = 1", other)
    found = found_by_verify(hand, office)
    assert [one.place for one in found] == ["credential 1"]
    assert str(other) not in found[0].text


def _kept(office: Office) -> Path:
    with office.reading.connect() as connection:
        row = connection.execute(t.document.select()).mappings().first()
    assert row is not None
    return office.documents.place(row["hash"])


def test_a_changed_a_longer_and_a_missing_document_are_found(office: Office) -> None:
    path = _kept(office)
    content = path.read_bytes()
    found = []
    for wrong in (content[:-1] + b"?", content + b"?", None):
        if wrong is None:
            path.unlink()
        else:
            path.write_bytes(wrong)
        found += [(one.place, one.code) for one in office.verify(full=True)]
    path.write_bytes(content)
    assert [code for _place, code in found] == [
        "document_changed",
        "document_changed",
        "document_missing",
    ]
    assert all(place.startswith("document D-2026-") for place, _code in found)
    assert office.verify(full=True) == []


def test_a_document_that_no_record_names_is_noted_and_no_finding(office: Office) -> None:
    kept = office.documents.keep_bytes(b"left behind by a refused attachment", "a.txt")
    assert verify_service.unreferenced(office) == [kept.hash]
    assert office.verify(full=True) == []


def test_an_approval_by_its_own_author_is_found(office: Office, hand: Connection) -> None:
    author = "SELECT author_id FROM event JOIN approval ON event_id = event.id LIMIT 1"
    tamper(hand, f"UPDATE approval_vote SET user_id = ({author})")  # noqa: S608
    codes = [finding.code for finding in found_by_verify(hand, office)]
    assert "invariant_i14" in codes
    assert "row_changed" in codes


def test_what_was_found_in_the_file_is_found_after_it_was_opened_again(tmp_path: Path) -> None:
    office = a_full_office(tmp_path / "office", tmp_path)
    office.close()
    raw: Any = driver().connect(str(office.layout.database))
    raw.execute('UPDATE user_account SET roles = \'["administrator","supervisor"]\' WHERE id = 2')
    raw.commit()
    raw.close()
    again = open_again(tmp_path / "office")
    found = again.verify()
    again.close()
    assert [finding.place for finding in found] == ["user_account 2"]
