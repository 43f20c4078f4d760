"""Registers taken in by an office: who may, what changes take, what a refused row leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from asset_recovery.domain.errors import NotPermitted, StorageFailed, ValidationFailed
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.services.action_service import actor_of
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_service import ImportService
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

HEADER = "reference,case,type,description,location,owner,value,currency,valued_on,legal_state"
GOOD = {
    "reference": "Y-1",
    "case": "C-1",
    "type": "VEH-CAR",
    "description": "A blue car",
    "location": "Hall 3",
    "owner": "",
    "value": "1000.50",
    "currency": "EUR",
    "valued_on": "2024-05-01",
    "legal_state": "",
}
PASSWORD = "a door of green oak 7"


class Desk:
    """An office with one user of each role, and files to import."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        boss = self.actor("boss")
        for role in ("supervisor", "case_officer", "asset_manager", "accountant", "auditor"):
            given = {"action": "add_user", "user": role, "name": role, "roles": [role]}
            assert office.actions.give(boss, given).ok

    def actor(self, name: str) -> Actor:
        with self.office.reading.connect() as connection:
            query = select(t.user_account).where(t.user_account.c.name == name)
            return actor_of(dict(connection.execute(query).mappings().one()))

    def take(
        self, *rows: dict[str, str], by: str = "supervisor", header: str = HEADER, **more: Any
    ) -> ImportReport:
        path = self.folder / "tc.csv"
        lines = [header, *(",".join((GOOD | row).values()) for row in rows)]
        path.write_text("\n".join(lines), "utf-8")
        told = {"as_at": date(2025, 1, 1)} | more
        return ImportService(self.office).run(path, "assets", "generic", self.actor(by), **told)

    def one(self, table: Any, reference: str) -> dict[str, Any]:
        with self.office.reading.connect() as connection:
            query = select(table).where(table.c.reference == reference)
            return dict(connection.execute(query).mappings().one())

    def count(self, table: Any) -> int:
        with self.office.reading.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    def journal(self, action: str) -> list[dict[str, Any]]:
        with self.office.reading.connect() as connection:
            joined = select(t.journal_payload).join_from(t.journal, t.journal_payload)
            query = joined.where(t.journal.c.action == action)
            return [dict(row) for row in connection.execute(query).mappings()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = Office.make(
        tmp_path / "office",
        admin="boss",
        full_name="Boss",
        password=PASSWORD,
        name="Office",
        sole=True,
        hashing=Hashing(memory=8, passes=1, lanes=1),
    )
    yield Desk(office, tmp_path)
    office.close()


def counted(report: ImportReport) -> dict[str, int]:
    return {name: number for name, number in report.counted() if number}


def test_a_change_is_shown_then_taken_by_the_action_that_corrects(desk: Desk) -> None:
    desk.take({})
    row = {"description": "A red car", "owner": "Ana Muster", "value": "900"}
    shown = desk.take(row)
    assert counted(shown) == {"changed": 1}
    assert desk.one(t.asset, "Y-1")["description"] == "A blue car"
    (text,) = (what for _row, what in shown.changes)
    assert "description: A blue car → A red car" in text
    assert "owner: nothing → Ana Muster" in text
    assert "value: 1,000.50 EUR → 900.00 EUR" in text
    assert "{" not in text

    taken = desk.take(row, take_changes=True)
    assert counted(taken) == {"changed": 1}
    assert taken.is_clean
    assert desk.one(t.asset, "Y-1")["description"] == "A red car"
    (entry,) = desk.journal("change_asset")
    assert "tc.csv, row 2" in entry["payload"]
    assert len(desk.journal("record_valuation")) == 2
    assert counted(desk.take(row, take_changes=True)) == {"unchanged": 1}


def test_what_stands_in_no_column_stays_and_is_said(desk: Desk) -> None:
    desk.take({})
    report = desk.take({"location": "", "description": "A red car"}, take_changes=True)
    assert desk.one(t.asset, "Y-1")["location"] == "Hall 3"
    assert any("location stays Hall 3" in one.text for one in report.warnings)


def test_a_position_is_corrected_by_a_change(desk: Desk) -> None:
    desk.take({"legal_state": "seized"})
    report = desk.take({"legal_state": "confiscated_final"}, take_changes=True)
    assert (counted(report), report.problems) == ({"changed": 1}, [])
    assert desk.one(t.asset_row, "Y-1")["legal"] == "confiscated_final"


def test_what_no_action_corrects_is_refused_in_words(desk: Desk) -> None:
    desk.take({})
    for row in ({"type": "RE-APA"}, {"case": "C-2"}):
        report = desk.take(row, take_changes=True)
        assert counted(report) == {"refused": 1}
        assert "cannot be corrected" in report.problems[0].text
    assert desk.count(t.case_record) == 1


def test_a_change_within_one_file_is_taken_from_the_record_as_it_then_stands(desk: Desk) -> None:
    report = desk.take({}, {"description": "A red car"}, take_changes=True)
    assert counted(report) == {"made": 1, "changed": 1, "new cases": 1}
    assert desk.one(t.asset, "Y-1")["description"] == "A red car"


def test_a_supervisor_alone_imports_values_and_states(desk: Desk) -> None:
    report = desk.take({"legal_state": "seized"})
    assert (counted(report), report.problems) == ({"made": 1, "new cases": 1}, [])


def test_whoever_registers_assets_may_try_and_only_a_supervisor_keeps(desk: Desk) -> None:
    for who in ("case_officer", "asset_manager"):
        tried = desk.take({"legal_state": "seized"}, by=who, dry_run=True)
        assert (counted(tried), tried.problems) == ({"made": 1, "new cases": 1}, [])
        assert "a supervisor gives it" in tried.warnings[0].text
        with pytest.raises(NotPermitted):
            desk.take({}, by=who)
    with pytest.raises(NotPermitted):
        desk.take({}, by="auditor", dry_run=True)
    assert desk.count(t.asset) == 0


def test_an_import_covers_no_action_that_is_not_an_imports_own(desk: Desk) -> None:
    with (
        desk.office.actions.batch(by_import=True, keep=False) as batch,
        pytest.raises(NotPermitted),
    ):
        batch.give(
            desk.actor("supervisor"),
            [{"action": "add_user", "user": "x", "name": "X", "roles": ["supervisor"]}],
        )


def test_what_is_refused_leaves_no_case_behind(desk: Desk) -> None:
    desk.take({})
    # The reference is taken by hand, so the service refuses what the plan lets pass.
    given = {"action": "register_asset", "asset": "X-1", "case": "C-1", "type": "VEH-CAR"}
    assert desk.office.actions.give(desk.actor("supervisor"), given | {"description": "x"}).ok
    report = desk.take({"reference": "X-1", "case": "C-9"})
    assert counted(report) == {"refused": 1}
    assert desk.count(t.case_record) == 1
    assert report.lines()[0].startswith("row 2: asset: The reference X-1 is already in use.")


def test_keys_of_undone_cases_are_not_mixed_up(desk: Desk) -> None:
    desk.take({})
    given = {"action": "register_asset", "asset": "X-1", "case": "C-1", "type": "VEH-CAR"}
    assert desk.office.actions.give(desk.actor("supervisor"), given | {"description": "x"}).ok
    report = desk.take(
        {"reference": "X-1", "case": "C-8", "legal_state": "seized"},
        {"reference": "X-2", "case": "C-9", "legal_state": "seized"},
        {"reference": "X-2", "case": "C-9", "legal_state": "seized"},
    )
    assert counted(report) == {"made": 1, "doubled": 1, "refused": 1, "new cases": 1}
    assert desk.one(t.asset_row, "X-2")["case_reference"] == "C-9"


def test_a_row_that_repeats_a_refused_one_is_judged_for_itself(desk: Desk) -> None:
    desk.take({})
    given = {"action": "register_asset", "asset": "X-1", "case": "C-1", "type": "VEH-CAR"}
    assert desk.office.actions.give(desk.actor("supervisor"), given | {"description": "x"}).ok
    row = {"reference": "X-1"}
    report = desk.take(row, row, row | {"description": "z"})
    assert counted(report) == {"refused": 3}


def test_the_importer_stands_in_the_case_that_an_import_makes(desk: Desk) -> None:
    desk.take({})
    supervisor = desk.actor("supervisor")
    assert desk.one(t.case_record, "C-1")["opened_by"] == supervisor.id
    with desk.office.reading.connect() as connection:
        (member,) = connection.execute(select(t.case_member)).mappings()
    assert (member["user_id"], member["role"]) == (supervisor.id, "supervisor")


def test_warnings_and_refusals_are_printed_without_empty_names(desk: Desk) -> None:
    report = desk.take(
        *({"reference": f"A-{n}", "description": "=x"} for n in range(25)), {"type": "CAR"}
    )
    assert len(report.warnings) >= 25
    lines = report.lines()
    assert sum(line.startswith("warning: row ") for line in lines) == 20
    assert not any(": :" in line or "description: description:" in line for line in lines)


def test_columns_that_do_not_fit_are_answered_with_those_that_the_map_knows(desk: Desk) -> None:
    with pytest.raises(ValidationFailed) as caught:
        desk.take({}, header=HEADER.replace("location", "colour"))
    text = caught.value.reasons[0].text
    assert "Not expected: colour." in text
    assert "The map knows: reference, case, type, description, case_title, location" in text


def test_the_good_rows_are_taken_and_the_refused_ones_come_back_with_their_reason(
    desk: Desk,
) -> None:
    rejects = desk.folder / "refused.csv"
    report = desk.take({}, {"reference": "Y-2", "type": "NO-SUCH"}, rejects=rejects)
    assert (report.taken, len(report.refused_rows)) == (1, 1)
    assert desk.one(t.asset, "Y-1")["description"] == "A blue car"
    header, *lines = rejects.read_text("utf-8-sig").splitlines()
    assert header == f"{HEADER},refused_because"
    assert len(lines) == 1
    assert lines[0].startswith("Y-2,")


def test_where_the_refused_rows_cannot_be_written_nothing_is_taken_in(desk: Desk) -> None:
    with pytest.raises(StorageFailed):
        desk.take({}, {"reference": "Y-2", "type": "NO-SUCH"}, rejects=desk.folder / "no" / "r.csv")
    assert desk.count(t.asset) == 0
