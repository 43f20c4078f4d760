"""State sheets: recorded, merged, confirmed, read as at a day, refused where they are wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import NotFound, NotPermitted, ValidationFailed
from asset_recovery.domain.registers import View
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.persistence.queries.states_register import REGISTER
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.state_service import StateService
from asset_recovery.services.state_sheets import sheet_of
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, TODAY, money

At = Callable[[str], Life]
BOTH = [
    {"instrument": "UNCAC", "since": "2010-01-01", "article": "46(13)"},
    {"instrument": "ETS141", "since": "1995-05-01", "until": "2020-12-31"},
]
SHEET: dict[str, object] = {
    "country": "IT",
    "on": "2026-02-01",
    "source": "letter of the central authority, 12 Jan 2026",
    "instruments": BOTH,
    "channels": ["central_authorities"],
    "languages": ["it", "en"],
    "contact": "Ministry, Office II",
}

BACKWARDS = {"instrument": "UNCAC", "since": "2020-01-02", "until": "2020-01-01"}
SOON = {"instrument": "UNCAC", "since": "soon"}


class _Looked:
    """What a look needs of a small office."""

    def __init__(self, life: Life, today: date = TODAY) -> None:
        self.reading, self.writing = life.office.reading, life.office.writing
        self.office_id = OFFICE_ID
        self.now: Callable[[], str] = lambda: NOW
        self.today: Callable[[], date] = lambda: today


def looked_at(life: Life, today: date = TODAY) -> OpenOffice:
    """The office as services that only read it take it."""
    return _Looked(life, today)


def service(life: Life, today: date = TODAY) -> StateService:
    """The service that shows sheets."""
    return StateService(looked_at(life, today))


def test_a_sheet_says_what_is_in_force_on_a_day(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **SHEET)
    with life.office.reading.connect() as connection:
        found = sheet_of(connection, "IT", TODAY)
        assert sheet_of(connection, "FR", TODAY) is None
        assert sheet_of(connection, "IT", date(2026, 1, 31)) is None
    assert found is not None
    assert found.in_force(TODAY) == ("UNCAC",)
    assert found.in_force(date(2020, 12, 31)) == ("UNCAC", "ETS141")
    assert found.in_force(date(2000, 1, 1)) == ("ETS141",)
    assert (found.checked_on, found.checked_by) == (date(2026, 2, 1), "Everyone")
    assert life.is_sound()


def test_what_is_left_out_stays_as_it_was_and_the_earlier_day_keeps_its_sheet(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **SHEET)
    life.give("record_state_sheet", country="IT", on="2026-05-01", source="note verbale",
              languages=["it"], language_demanded=True)  # fmt: skip
    shown = service(life).show("IT", life.office.actor("lawyer"))
    assert shown["languages"] == ["it"]
    assert shown["language_demanded"] is True
    assert shown["contact"] == "Ministry, Office II"
    assert shown["in_force"] == ["UNCAC"]
    earlier = service(life).show("IT", life.office.actor("lawyer"), as_of=date(2026, 3, 1))
    assert earlier["languages"] == ["it", "en"]
    assert earlier["language_demanded"] is False


def test_a_sheet_without_instruments_says_nothing_of_them(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", country="IT", on="2026-02-01", source="call", languages=["it"])
    shown = service(life).show("IT", life.office.actor("lawyer"))
    assert shown["instruments"] is None
    assert shown["in_force"] is None


def test_a_check_makes_the_sheet_young_again(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **{**SHEET, "on": "2025-03-01"})
    lawyer = life.office.actor("lawyer")
    assert service(life).show("IT", lawyer)["attention"] is True
    life.give("confirm_state_sheet", who="lawyer", country="IT", on="2026-11-01")
    shown = service(life).show("IT", lawyer)
    assert (shown["attention"], shown["age"]) == (False, 23)
    assert (shown["checked_on"], shown["checked_by"]) == ("2026-11-01", "Lawyer")
    history = shown["history"]
    assert isinstance(history, list)
    assert [one["action"] for one in history] == ["confirm_state_sheet", "record_state_sheet"]
    later = service(life, date(2027, 11, 2)).show("IT", lawyer)
    assert later["attention"] is True


def test_the_list_has_the_newest_sheet_of_each_state_and_can_be_asked(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **SHEET)
    life.give("record_state_sheet", country="IT", on="2026-05-01", source="s", languages=["it"])
    life.give("record_state_sheet", **{**SHEET, "country": "FR", "on": "2024-01-01"})
    life.give("confirm_state_sheet", country="FR", on="2025-01-01")
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    lawyer = life.office.actor("lawyer")
    rows = registers.listed("states", lawyer)
    assert [(row["country"], row["languages"], row["checked"]) for row in rows] == [
        ("FR", "it,en", "2025-01-01"),
        ("IT", "it", "2026-05-01"),
    ]
    assert rows[1]["instruments"] == "UNCAC"
    old = registers.listed("states", lawyer, where="age > 365")
    assert [row["country"] for row in old] == ["FR"]
    source = registers.source("states", lawyer)
    assert source.count(View()) == 2
    assert source.page(View(), None, 0, 9)[1].instruments == ("UNCAC",)


def test_the_list_as_of_a_day_has_the_sheets_of_that_day(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **SHEET)
    life.give("record_state_sheet", country="IT", on="2026-05-01", source="s", languages=["it"])
    life.give("record_state_sheet", **{**SHEET, "country": "FR", "on": "2020-01-01"})
    lawyer, then = life.office.actor("lawyer"), date(2020, 6, 1)
    (france,) = service(life).listed(lawyer, as_of=then)
    assert (france["country"], france["instruments"], france["age"]) == ("FR", "UNCAC,ETS141", 152)
    rows = service(life).listed(lawyer, as_of=TODAY)
    today = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    assert rows == [{**row, "instruments": "UNCAC"} for row in today.listed("states", lawyer)]
    earlier = service(life).listed(lawyer, as_of=date(2026, 3, 1), where="country = 'IT'")
    assert [row["languages"] for row in earlier] == ["it,en"]
    assert service(life).listed(lawyer, known_on="2020-01-01") == []
    with pytest.raises(ValidationFailed):
        service(life).listed(lawyer, as_of=TODAY, where="colour = 'blue'")


def test_the_list_is_coloured_by_the_offices_own_term(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **{**SHEET, "on": "2024-01-01"})
    life.give("record_state_sheet", **{**SHEET, "country": "FR"})
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    page = registers.source("states", life.office.actor("lawyer")).page(View(), None, 0, 9)
    assert {row.country: row.is_old for row in page} == {"FR": False, "IT": True}


@pytest.mark.parametrize(
    ("changed", "codes", "field"),
    [
        ({"country": "XX"}, ["field_invalid"], "country"),
        ({"instruments": [{"instrument": "MARS"}]}, ["field_invalid"], "instruments.instrument"),
        ({"instruments": [*BOTH, BOTH[0]]}, ["field_invalid"], "instruments"),
        ({"instruments": [{"title": "x"}]}, ["field_missing"], "instruments"),
        ({"instruments": [BACKWARDS]}, ["date_order"], "instruments"),
        ({"instruments": [SOON]}, ["field_invalid"], "instruments.since"),
        ({"languages": ["zz"]}, ["field_invalid"], "languages"),
        ({"languages": ["en", "en"]}, ["field_invalid"], "languages"),
        ({"channels": ["pigeon"]}, ["field_invalid"], "channels"),
        ({"on": "2027-01-01"}, ["date_in_future"], "on"),
        ({"source": None}, ["field_missing"], "source"),
        ({"documents": ["D-9"]}, ["not_found"], "documents"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_right_is_refused(
    at: At, changed: dict[str, object], codes: list[str], field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    given: dict[str, Any] = {**SHEET, **changed}
    result = life.try_("record_state_sheet", **given)
    assert [one.code for one in result.reasons] == codes
    assert result.reasons[0].field == field
    assert life.all_rows() == before


def test_only_a_sheet_on_file_is_confirmed_and_not_before_it_began(at: At) -> None:
    life = at("begun")
    assert life.codes("confirm_state_sheet", country="IT", on="2026-02-01") == ["not_found"]
    life.give("record_state_sheet", **SHEET)
    assert life.codes("confirm_state_sheet", country="IT", on="2026-01-31") == ["date_order"]
    assert life.codes("confirm_state_sheet", country="IT", on="2026-12-31") == ["date_in_future"]


def test_a_reference_is_taken_once(at: At) -> None:
    life = at("begun")
    life.give("record_state_sheet", **SHEET, state_sheet="SHEET-1")
    again = {**SHEET, "country": "FR", "state_sheet": "SHEET-1"}
    assert life.codes("record_state_sheet", **again) == ["reference_taken"]


def test_lawyers_and_supervisors_write_sheets_and_staff_reads_them(at: At) -> None:
    life = at("begun")
    for who in ("officer", "manager", "auditor", "administrator"):
        assert life.codes("record_state_sheet", who=who, **SHEET) == ["role_needed"]
    life.give("record_state_sheet", who="supervisor", **SHEET, value_threshold=money("10000.00"))
    shown = service(life).show("IT", life.office.actor("auditor"))
    assert shown["value_threshold"] == {"amount": "10000.00", "currency": "EUR"}
    with pytest.raises(NotPermitted):
        service(life).show("IT", life.office.actor("administrator"))
    with pytest.raises(NotFound):
        service(life).show("FR", life.office.actor("auditor"))


def test_what_an_editor_offers_are_the_instruments_that_requests_know() -> None:
    known = {one.code for one in load_instruments(TODAY).instruments}
    assert set(code_list("legal_instruments").codes) == known


def test_a_sheet_is_found_by_its_state_however_many_events_there_are(at: At) -> None:
    life = at("begun")
    query = f"EXPLAIN QUERY PLAN SELECT * FROM {REGISTER.source} WHERE {REGISTER.always}"
    with life.office.reading.connect() as connection:
        plan = [str(row[3]) for row in connection.exec_driver_sql(query)]
        sheet_of(connection, "IT", TODAY)
    assert all("ix_event_state_sheet" in one for one in plan if "event" in one or "later" in one)
