"""The directory of authorities: recorded, changed, found, paged, refused where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted
from asset_recovery.domain.registers import Filter, View
from asset_recovery.services.authorities import authorities_named
from asset_recovery.services.authority_service import AuthorityService
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.search_service import SearchService
from tests.services.test_state_sheets import looked_at
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]
COURT: dict[str, Any] = {
    "authority": "AU-ROME",
    "name": "Corte d'Appello di Testopoli",
    "name_en": "Court of Appeal of Testopolis",
    "country": "IT",
    "authority_type": "court",
    "address": "Via Uno 1\n00100 Testopoli",
    "email": "desk@corte.example",
    "telephone": "+39 06 000000",
    "languages": ["it", "en"],
    "channels": ["judicial_direct"],
    "contact_person": "Dr. Bianca Esempio",
}


def test_an_authority_is_recorded_with_its_parts_and_found_by_its_words(at: At) -> None:
    life = at("begun")
    life.give("record_authority", **COURT)
    service = AuthorityService(looked_at(life))
    found = service.authority("AU-ROME", life.office.actor("auditor"))
    assert found.parts()["languages"] == ("it", "en")
    assert found.parts()["email"] == "desk@corte.example"
    assert "fax" not in found.parts()
    search = SearchService(engine=life.office.reading, today=lambda: TODAY)
    for words in ("AU-ROME", "appello testopoli", "bianca esempio", "Court of Appeal"):
        hits = search.search(life.office.actor("officer"), words)
        assert [(hit.kind, hit.reference) for hit in hits] == [("authority", "AU-ROME")], words
    assert life.is_sound()


def test_a_change_replaces_what_it_gives_and_keeps_the_rest(at: At) -> None:
    life = at("begun")
    life.give("record_authority", **COURT, on="2026-01-10")
    life.give("change_authority", authority="AU-ROME", on="2026-03-01", email="new@corte.example",
              languages=["it"], reason="letter of 27 February")  # fmt: skip
    shown = AuthorityService(looked_at(life)).show("AU-ROME", life.office.actor("lawyer"))
    assert (shown["email"], shown["telephone"]) == ("new@corte.example", "+39 06 000000")
    changes = shown["changes"]
    assert isinstance(changes, list)
    assert [one["action"] for one in changes] == ["change_authority", "record_authority"]
    assert changes[0]["facts"] == [["email", "new@corte.example"], ["languages", "it"]]
    assert changes[0]["reason"] == "letter of 27 February"
    assert life.is_sound()


def test_the_same_name_in_the_same_state_is_warned_of_and_never_refused(at: At) -> None:
    life = at("begun")
    life.give("record_authority", **COURT)
    twin = {**COURT, "authority": "AU-2", "name": "CORTE D’APPELLO DI TESTOPOLI"}
    assert life.warned("record_authority", **twin) == ["possible_match"]
    other = {**twin, "authority": "AU-3", "country": "FR"}
    assert life.warned("record_authority", **other) == []
    moved = {"authority": "AU-3", "on": "2026-11-24", "country": "IT"}
    assert life.warned("change_authority", **moved) == ["possible_match"]
    kept = {"authority": "AU-ROME", "on": "2026-11-24", "telephone": "1"}
    assert life.warned("change_authority", **kept) == []


@pytest.mark.parametrize(
    ("changed", "codes", "field"),
    [
        ({"country": "ITA"}, ["field_invalid"], "country"),
        ({"authority_type": "wizard"}, ["field_invalid"], "authority_type"),
        ({"languages": ["it", "klingon"]}, ["field_invalid"], "languages"),
        ({"languages": ["it", "it"]}, ["field_invalid"], "languages"),
        ({"channels": ["smoke"]}, ["field_invalid"], "channels"),
        ({"email": "not an address"}, ["field_invalid"], "email"),
        ({"email": "a@b@c.example"}, ["field_invalid"], "email"),
        ({"name": None}, ["field_missing"], "name"),
        ({"name": "x" * 301}, ["field_too_long"], "name"),
        ({"on": "2027-01-01"}, ["date_in_future"], "on"),
        ({"documents": ["D-1"]}, ["not_found"], "documents"),
    ],
)
def test_an_authority_that_cannot_be_right_is_refused(
    at: At, changed: dict[str, Any], codes: list[str], field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    result = life.try_("record_authority", **{**COURT, **changed})
    assert [one.code for one in result.reasons] == codes
    assert result.reasons[0].field == field
    assert life.all_rows() == before


def test_a_reference_is_taken_once_and_a_change_changes_something(at: At) -> None:
    life = at("begun")
    life.give("record_authority", **COURT, on="2026-02-01")
    assert life.codes("record_authority", **COURT) == ["reference_taken"]
    assert life.codes("change_authority", authority="AU-ROME", on="2026-03-01") == ["field_missing"]
    early = {"authority": "AU-ROME", "on": "2026-01-01", "fax": "1"}
    assert life.codes("change_authority", **early) == ["date_order"]
    unknown = {"authority": "AU-9", "on": "2026-03-01", "fax": "1"}
    assert life.codes("change_authority", **unknown) == ["not_found"]


def test_who_may_write_and_read_the_directory(at: At) -> None:
    life = at("begun")
    for who in ("auditor", "accountant"):
        assert life.codes("record_authority", who=who, **COURT) == ["role_needed"]
    life.give("record_authority", who="administrator", **COURT)
    service = AuthorityService(looked_at(life))
    with pytest.raises(NotFound):
        service.authority("AU-9", life.office.actor("officer"))
    with pytest.raises(NotPermitted):
        service.authority("AU-ROME", life.office.actor("administrator"))


def test_the_list_is_filtered_sorted_and_paged(at: At) -> None:
    life = at("begun")
    for number in range(7):
        life.give("record_authority", name=f"Ärea {number} court", country="IT" if number % 2
                  else "FR", authority_type="court", authority=f"AU-{number}")  # fmt: skip
    life.give("change_authority", authority="AU-3", on="2026-11-24", ended_on="2026-11-20")
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    officer = life.office.actor("officer")
    rows = registers.listed("authorities", officer, where="country = 'IT' and ended is unknown")
    assert [row["reference"] for row in rows] == ["AU-1", "AU-5"]
    source = registers.source("authorities", officer)
    view = View((Filter("country", "=", "FR"),), "name")
    first = source.page(view, None, 0, 2)
    rest = source.page(view, source.anchor(view, first[-1]), 0, 9)
    assert [row.reference for row in (*first, *rest)] == ["AU-0", "AU-2", "AU-4", "AU-6"]
    assert source.page(View((), "reference"), None, 3, 1)[0].ended_on is not None
    assert dict(registers.choices("authorities", "country", officer)) == {
        "FR": "France", "IT": "Italy",
    }  # fmt: skip
    with life.office.reading.connect() as connection:
        named = authorities_named(connection, ["AU-3", "AU-1", "AU-77"])
    assert sorted(one.reference for one in named) == ["AU-1", "AU-3"]
