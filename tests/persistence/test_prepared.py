"""Statements compiled once say what the same statements say through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, bindparam, column, select, table
from sqlalchemy.exc import DBAPIError, NoResultFound

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.engine import reading_engine
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import all_of
from tests.support.office import an_office

BY_KEY = select(t.office_setting).where(t.office_setting.c.key == bindparam("key"))
BY_LIST = select(t.office_setting.c.value.label("said")).where(
    t.office_setting.c.key.in_(("name", "country")),
    t.office_setting.c.valid_from <= bindparam("day"),
)


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Connection]:
    """A connection that has not begun, to an office with settings."""
    an_office(tmp_path).close()
    engine = reading_engine(tmp_path / "office.db")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_its_rows_are_those_of_the_statement(reading: Connection) -> None:
    prepared = Prepared(BY_KEY)
    for key in ("name", "country", "nothing"):
        assert prepared.all(reading, key=key) == all_of(reading.execute(BY_KEY, {"key": key}))


def test_a_list_of_constants_is_written_out_and_labels_name_the_columns(
    reading: Connection,
) -> None:
    prepared = Prepared(BY_LIST)
    assert prepared.all(reading, day="1999-12-31") == []
    rows = prepared.all(reading, day="2000-01-01")
    assert sorted(row["said"] for row in rows) == ["Asset Management Office", "MT"]


def test_no_row_is_none_and_an_error_where_there_must_be_one(reading: Connection) -> None:
    prepared = Prepared(BY_KEY)
    assert prepared.first(reading, key="nothing") is None
    assert prepared.scalar(reading, key="nothing") is None
    with pytest.raises(NoResultFound):
        prepared.one(reading, key="nothing")


def test_it_begins_the_transaction_in_which_all_that_is_read_belongs_to_one_moment(
    reading: Connection,
) -> None:
    Prepared(BY_KEY).first(reading, key="name")
    assert reading.in_transaction()
    driver = reading.connection.driver_connection
    assert driver is not None
    assert driver.in_transaction


def test_an_error_of_the_driver_comes_as_the_librarys_own(reading: Connection) -> None:
    missing = Prepared(select(column("id")).select_from(table("no_such")))
    with pytest.raises(DBAPIError, match="no such table"):
        missing.all(reading)
