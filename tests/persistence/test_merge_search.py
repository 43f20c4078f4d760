"""Pieces of the full-text indexes are put together after backups, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from asset_recovery.persistence.driver import configure, driver
from asset_recovery.persistence.upkeep import merge_search
from tests.support.office import an_office


def _pieces(connection: Connection) -> int:
    return int(
        connection.exec_driver_sql(
            "SELECT count(DISTINCT segid) FROM search_index_idx"
        ).scalar_one()
    )


def test_many_small_commits_leave_few_pieces_and_every_word_is_still_found(
    tmp_path: Path,
) -> None:
    office = an_office(tmp_path)
    with office.writing.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search_index(search_index, rank) VALUES ('automerge', 0)"
        )
    for number in range(1, 13):
        office.give("open_case", case=f"C{number}", title=f"Word{number}", on="2026-01-02")
    with office.reading.connect() as connection:
        before = _pieces(connection)
    merge_search(office.writing)
    with office.reading.connect() as connection:
        assert _pieces(connection) < before
        for number in range(1, 13):
            found = connection.exec_driver_sql(
                "SELECT count(*) FROM search_index WHERE search_index MATCH ?",
                (f"word{number}",),
            )
            assert found.scalar_one() == 1
    office.close()


def test_somebody_who_writes_only_puts_the_merging_off(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    other = driver().connect(str(office.path))
    configure(other, writes=True)
    try:
        other.execute("BEGIN IMMEDIATE")
        merge_search(office.writing)
        other.execute("ROLLBACK")
    finally:
        other.close()
        office.close()
