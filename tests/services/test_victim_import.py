"""A list of victims is taken in as a file: in batches, with its faults row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.verify import verify_chain, verify_records
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_service import ImportService
from asset_recovery.services.office import Office
from tests.support.full_office import PASSWORD, a_new_office

HEADER = "reference,case,name,loss,currency,lost_on,class,cap,address,iban"


class Desk:
    """An office with one case, into which lists are taken."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.anna = office.users.log_in("anna", PASSWORD)
        given = {"action": "open_case", "case": "C", "title": "Fraud", "on": "2024-01-01"}
        assert office.actions.give(self.anna, given).ok

    def take(self, *rows: str, **more: Any) -> ImportReport:
        path = self.folder / "victims.csv"
        path.write_text("\n".join([HEADER, *rows]), "utf-8")
        return ImportService(self.office).run(path, "victims", "victims", self.anna, **more)

    def count(self, table: Any, **holds: object) -> int:
        with self.office.reading.connect() as connection:
            query = select(func.count()).select_from(table)
            for name, value in holds.items():
                query = query.where(table.c[name] == value)
            return int(connection.execute(query).scalar_one())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = a_new_office(tmp_path / "office")
    yield Desk(office, tmp_path)
    office.close()


def row(place: int, **other: str) -> str:
    cells = {
        "reference": f"X-{place}", "case": "C", "name": f"Victim {place}", "loss": "10.00",
        "currency": "EUR", "lost_on": "2023-05-01", "class": "", "cap": "", "address": "Lane 1",
        "iban": "",
    }  # fmt: skip
    return ",".join((cells | other).values())


def test_a_list_is_one_entry_a_batch_and_a_second_import_changes_nothing(desk: Desk) -> None:
    rows = [row(place) for place in range(1, 31)]
    assert desk.take(*rows).counts["planned"] == 30
    assert desk.count(t.victim) == 30
    assert desk.count(t.journal, action="record_victims") == 1
    assert desk.take(*rows).counts["unchanged"] == 30
    assert desk.count(t.victim) == 30
    with desk.office.reading.connect() as connection:
        assert not [*verify_chain(connection), *verify_records(connection)]


def test_refused_rows_come_back_and_the_others_of_their_batch_are_taken(desk: Desk) -> None:
    rejects = desk.folder / "rejects.csv"
    found = desk.take(
        row(1),
        row(2, iban="DE00370400440532013000"),
        row(3, loss="0.00"),
        row(4, loss="-1"),
        row(5, case="NONE"),
        row(6),
        rejects=rejects,
    )
    assert (found.counts["planned"], found.counts["refused"]) == (2, 4)
    assert {problem.row for problem in found.problems} == {3, 4, 5, 6}
    assert desk.count(t.victim) == 2
    told = rejects.read_text("utf-8-sig").splitlines()
    assert len(told) == 5
    assert "Victim 2" in told[1] or any("Victim 2" in line for line in told)


def test_a_dry_run_keeps_nothing(desk: Desk) -> None:
    assert desk.take(row(1), row(2), dry_run=True).counts["planned"] == 2
    assert desk.count(t.victim) == 0
    assert desk.count(t.import_row) == 0


def test_a_changed_row_is_shown_and_taken_where_it_is_asked(desk: Desk) -> None:
    desk.take(row(1))
    assert desk.take(row(1, loss="12.00")).counts["change"] == 1
    assert desk.count(t.victim, loss_minor=1000) == 1
    desk.take(row(1, loss="12.00"), take_changes=True)
    assert desk.count(t.victim, loss_minor=1200) == 1
