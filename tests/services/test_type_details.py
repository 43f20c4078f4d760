"""The fields of an asset's type: kept, checked by their types, changed with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.reading import shown
from tests.support.asset_life import Life

At = Callable[[str], Life]
YACHT: dict[str, Any] = {"case": "CASE", "type": "VES-YAC", "description": "Motor yacht"}
DETAILS: dict[str, Any] = {
    "name": "Blue Heron",
    "flag": "MT",
    "year": 2009,
    "length_m": "41.5",
    "crew_contracts": [{"name": "First mate", "wage": "4200.00"}],
}


def details_of(life: Life, asset: str) -> dict[str, Any]:
    """What `show` says of the fields of the type."""
    found = shown(life, "asset", asset)["details"]
    assert isinstance(found, dict)
    return found


def test_the_fields_of_the_type_are_kept_and_shown_in_their_groups(at: At) -> None:
    life = at("begun")
    life.give("register_asset", asset="Y", details=DETAILS, **YACHT)
    assert details_of(life, "Y") == DETAILS
    assert life.is_sound()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"cadastral_sheet": "12"}, "details.cadastral_sheet"),
        ({"year": "MMIX"}, "details.year"),
        ({"flag": "Malta"}, "details.flag"),
        ({"length_m": "-3"}, "details.length_m"),
        ({"crew_contracts": [{"salary": "1"}]}, "details.crew_contracts"),
        ({"crew_contracts": "none"}, "details.crew_contracts"),
        ({"name": ""}, "details.name"),
        ({"name": "Evil\u202eeman"}, "details.name"),
    ],
)
def test_a_field_that_does_not_fit_is_refused_by_its_name(
    at: At, details: dict[str, Any], field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    result = life.try_("register_asset", asset="Y", details=details, **YACHT)
    assert (result.kind, result.reasons[0].field) == ("validation", field)
    assert life.all_rows() == before


def test_an_unknown_key_is_refused_with_the_list_of_what_the_type_knows(at: At) -> None:
    result = at("begun").try_("register_asset", details={"wheels": "4"}, **YACHT)
    assert "port_of_registry" in result.reasons[0].text


def test_a_change_names_only_what_changes_and_a_null_empties_a_field(at: At) -> None:
    life = at("begun")
    life.give("register_asset", asset="Y", details=DETAILS, **YACHT)
    life.give("change_asset", asset="Y", details={"year": 2010, "flag": None}, reason="survey")
    assert details_of(life, "Y") == {
        **{key: value for key, value in DETAILS.items() if key != "flag"},
        "year": 2010,
    }


def test_a_choice_takes_its_codes_alone(at: At) -> None:
    life = at("begun")
    flat = {"case": "CASE", "type": "RE-APA", "description": "Flat"}
    life.give("register_asset", asset="F", details={"occupied_by": "tenant"}, **flat)
    assert life.codes("register_asset", details={"occupied_by": "aunt"}, **flat) == [
        "field_invalid"
    ]


def test_changing_the_type_keeps_what_fits_and_names_what_does_not(at: At) -> None:
    life = at("begun")
    car = {"case": "CASE", "type": "VEH-CAR", "description": "Car"}
    life.give("register_asset", asset="C", details={"make": "A", "battery_health": "0.9"}, **car)
    result = life.give("change_asset", asset="C", type="DRN", reason="it is a drone")
    assert details_of(life, "C") == {"make": "A"}
    assert any("battery_health" in note for note in result.notes)
    assert life.row("C")["type_code"] == "DRN"


def test_changing_the_type_asks_for_a_reason(at: At) -> None:
    life = at("registered")
    assert life.codes("change_asset", asset="CAR", type="DRN") == ["field_missing"]


def test_a_type_that_cannot_be_carried_away_is_seized_by_control_from_then_on(at: At) -> None:
    life = at("frozen")
    possession = {"asset": "CAR", "order": "FREEZE", "on": "2026-03-02"}
    control = {"control": "register_entry", "control_reference": "E 1"}
    assert "inventory_incomplete" in life.codes("take_possession", **possession, **control)
    life.give("change_asset", asset="CAR", type="RE-PRK", reason="it is a parking place")
    assert life.codes("take_possession", **possession, **control) == []


def test_a_party_among_the_fields_may_be_new_and_is_shown_by_name(at: At) -> None:
    life = at("begun")
    jewel = {"case": "CASE", "type": "MON-INS", "description": "Policy"}
    life.give("register_asset", asset="P", details={"insurer": {"name": "Northern Life"}}, **jewel)
    facts = shown(life, "asset", "P")
    assert str(facts["details"]["insurer"]).startswith("P-")  # type: ignore[index]
    search = life.office.try_to_give("register_party", party="N", kind="legal", name="Other")
    assert search.ok
    assert "Northern Life" in str(shown(life, "case", "CASE")["assets"])


def test_an_asset_is_found_by_a_field_of_its_type(at: At) -> None:
    from sqlalchemy import select

    from asset_recovery.persistence import tables as t

    life = at("begun")
    life.give("register_asset", asset="Y", details=DETAILS, **YACHT)
    with life.office.reading.connect() as connection:
        query = select(t.search_document.c.words).where(t.search_document.c.reference == "Y")
        assert "heron" in str(connection.execute(query).scalar_one())
