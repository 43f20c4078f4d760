"""State sheets and authorities are taken in from files: made once, changed on wish, told by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.services.authority_service import AuthorityService
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_service import ImportService
from asset_recovery.services.office import Office
from asset_recovery.services.state_service import StateService
from tests.support.full_office import PASSWORD, a_new_office

STATES = "country,checked_on,source,instrument,since,until,languages,channels,contact"
AUTHORITIES = "reference,name,country,type,languages,email"
FRANCE = (
    "FR,2024-01-05,treaty list,UNCAC,2005-12-14,,fr;en;fr,central_authorities,Bureau",
    "FR,2024-01-05,treaty list,ETS141,1997-02-01,2016-03-31,,,",
)


class Desk:
    """An office into which lists are taken."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.anna = office.users.log_in("anna", PASSWORD)

    def take(self, subject: str, *rows: str, changes: bool = False) -> ImportReport:
        path = self.folder / f"{subject}.csv"
        header = STATES if subject == "states" else AUTHORITIES
        path.write_text("\n".join([header, *rows]), "utf-8")
        day = self.office.today()
        return ImportService(self.office).run(
            path, subject, subject, self.anna, as_at=day, take_changes=changes
        )

    def state(self, country: str) -> dict[str, object]:
        return StateService(self.office).show(country, self.anna)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = a_new_office(tmp_path / "office")
    yield Desk(office, tmp_path)
    office.close()


def codes(report: ImportReport) -> list[tuple[int | None, str]]:
    return [(one.row, one.code) for one in report.problems]


def test_the_rows_of_a_state_are_one_sheet_and_a_second_import_changes_nothing(desk: Desk) -> None:
    assert desk.take("states", *FRANCE).counts["planned"] == 2
    shown = desk.state("FR")
    assert shown["languages"] == ["fr", "en"]
    assert shown["in_force"] == ["UNCAC"]
    history = shown["history"]
    assert isinstance(history, list)
    assert len(history) == 1
    again = desk.take("states", *FRANCE)
    assert (again.counts["planned"], again.counts["unchanged"]) == (0, 2)
    assert desk.state("FR") == shown


def test_a_new_row_makes_a_new_sheet_with_all_the_rows_of_the_state(desk: Desk) -> None:
    desk.take("states", *FRANCE)
    more = "FR,2024-01-05,treaty list,CETS198,2016-04-01,,,,"
    assert desk.take("states", *FRANCE, more).counts["planned"] == 1
    assert desk.state("FR")["in_force"] == ["UNCAC", "CETS198"]


def test_a_changed_row_is_told_and_taken_on_wish_alone(desk: Desk) -> None:
    desk.take("states", *FRANCE)
    ended = FRANCE[0].replace("2005-12-14,", "2005-12-14,2023-01-01")
    told = desk.take("states", ended, FRANCE[1])
    assert told.counts["change"] == 1
    assert desk.state("FR")["in_force"] == ["UNCAC"]
    desk.take("states", ended, FRANCE[1], changes=True)
    assert desk.state("FR")["in_force"] == []


def test_bad_rows_of_states_are_told_and_a_state_stands_or_falls_whole(desk: Desk) -> None:
    report = desk.take(
        "states",
        "Spain,2024-01-05,list,UNCAC,,,,,",
        "DE,2024-01-05,list,MARS,,,,,",
        "IT,2024-01-05,list,UNCAC,2010-01-01,2009-01-01,,,",
        "IT,2024-01-05,list,UNTOC,2010-01-01,,,,",
        "AT,2024-01-05,list,UNTOC,2010-01-01,,klingon,,",
        "PT,,list,UNTOC,,,,,",
    )
    assert report.counts["planned"] == 0
    assert [row for row, _code in codes(report)] == [2, 3, 7, 4, 5, 6]
    found = dict(codes(report))
    assert found[2] == found[3] == found[6] == "field_invalid"
    assert found[4] == found[5] == "date_order"
    assert found[7] == "field_missing"


def test_authorities_come_in_once_and_change_on_wish(desk: Desk) -> None:
    row = "AU-1,Ministère de l’exemple,FR,central authority,fr;en,a@b.example"
    assert desk.take("authorities", row).counts["planned"] == 1
    assert desk.take("authorities", row).counts["unchanged"] == 1
    moved = row.replace("a@b", "new@b")
    assert desk.take("authorities", moved).counts["change"] == 1
    service = AuthorityService(desk.office)
    assert service.authority("AU-1", desk.anna).email == "a@b.example"
    desk.take("authorities", moved, changes=True)
    found = service.authority("AU-1", desk.anna)
    assert (found.email, found.languages) == ("new@b.example", ("fr", "en"))
    assert found.authority_type == "central_authority"


def test_bad_rows_of_authorities_are_told(desk: Desk) -> None:
    report = desk.take(
        "authorities",
        "AU-2,Court,FR,wizard,,",
        "AU-3,Court,FRA,court,,",
        "AU-4,Court,FR,court,,nonsense",
        "AU-5,,FR,court,,",
        ",Court,FR,court,,",
        "AU-6,Court,FR,court,fr,c@d.example",
        "AU-6,Another,FR,court,fr,c@d.example",
    )
    assert report.counts["planned"] == 1
    assert {row for row, _code in codes(report)} >= {2, 3, 4, 5, 6}
