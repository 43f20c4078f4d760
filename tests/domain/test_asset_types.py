"""The catalogue of asset types."""

from __future__ import annotations

import pytest

from asset_recovery.domain import code_lists
from asset_recovery.domain.asset_types import (
    asset_groups,
    asset_type,
    asset_types,
    field_groups,
)
from asset_recovery.domain.errors import ValidationFailed

CATALOGUE = """
MON-CASH MON-ACC MON-PRE MON-CHQ MON-INS MON-DEP MON-SUB FIN-SEC FIN-UNL FIN-DEB FIN-DER
BUS-GC BUS-STK BUS-EQ RE-DWL RE-APA RE-LND RE-COM RE-IND RE-HOT RE-PRK RE-SHR RE-TIM
RE-MOB VEH-CAR VEH-MOT VEH-TRK VEH-BUS VEH-AGR VEH-CLS VES-YAC AIR-FIX AIR-HEL DRN SUB
VA-BTC VA-ETH VA-TOK VA-NFT VA-OTH VAL-JWL VAL-PMT ART COL ELC GDS CTF LIV-LVS LIV-PET
LIV-EXO PER-FOOD PER-CRP PER-CHE IPR LIC CLM INH WIN WPN DRG HAZ EVI PSN DIG
"""
CODES = CATALOGUE.split()
FIELD_TYPES = frozenset(
    {
        "text",
        "longtext",
        "date",
        "datetime",
        "money",
        "decimal",
        "int",
        "share",
        "bool",
        "country",
        "currency",
        "party",
        "parties",
        "texts",
        "table",
        "choice",
    }
)


def test_every_type_of_the_catalogue_is_there() -> None:
    assert list(asset_types()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_type_uses_only_words_of_the_lists(code: str) -> None:
    found = asset_type(code)
    assert found.group in asset_groups()
    assert found.unit in code_lists.choices("units")
    assert set(found.identifiers) <= set(code_lists.choices("identifier_kinds"))
    assert set(found.strategies) <= set(code_lists.choices("strategies"))
    assert set(found.perishability_range) <= set(code_lists.choices("perishability"))
    assert set(found.depreciation_range) <= set(code_lists.choices("depreciation"))
    assert set(found.keeping_cost_range) <= set(code_lists.choices("keeping_costs"))
    assert found.revaluation_months or found.by_mark or found.revaluation_note
    assert found.fields
    assert {item.type for item in found.fields} <= FIELD_TYPES
    keys = [item.key for item in found.fields]
    assert len(set(keys)) == len(keys)
    assert {item.group for item in found.fields} <= set(field_groups())
    assert all(item.choices for item in found.fields if item.type == "choice")
    assert all(item.columns for item in found.fields if item.type == "table")


def test_a_yacht_is_dear_to_keep_and_valued_every_three_months() -> None:
    yacht = asset_type("VES-YAC")
    assert (yacht.keeping_cost, yacht.depreciation, yacht.revaluation_months) == (
        "very_high",
        "fast",
        3,
    )
    assert "imo" in yacht.identifiers
    assert not yacht.control


@pytest.mark.parametrize(
    ("code", "control"),
    [
        *(
            (code, True)
            for code in ("RE-DWL", "BUS-GC", "MON-ACC", "FIN-SEC", "CLM", "VA-BTC", "IPR")
        ),
        *((code, False) for code in ("MON-CASH", "VEH-CAR", "VAL-JWL", "ART", "LIV-LVS", "BUS-EQ")),
    ],
)
def test_what_cannot_be_carried_away_is_brought_under_control(code: str, control: bool) -> None:
    assert asset_type(code).control is control
    assert asset_type(code).immovable is control


def test_marks_count_for_types_that_the_market_prices() -> None:
    marked = {code for code, found in asset_types().items() if found.by_mark}
    assert {"FIN-SEC", "VAL-PMT", "VA-BTC", "VA-NFT"} <= marked
    assert not {"VEH-CAR", "RE-DWL", "ART", "VAL-JWL"} & marked


def test_counterfeits_weapons_and_drugs_have_no_value_to_count() -> None:
    assert not any(asset_type(code).is_recoverable for code in ("CTF", "WPN", "DRG", "HAZ", "EVI"))


def test_no_field_asks_for_a_private_key() -> None:
    for found in asset_types().values():
        assert not any("private" in item.key or "seed" in item.key for item in found.fields)


@pytest.mark.parametrize("code", ["VEH-TANK", "veh-car", "", "VEH"])
def test_an_unknown_type_is_refused_as_a_field(code: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        asset_type(code)
    assert (refused.value.reasons[0].code, refused.value.reasons[0].field) == (
        "field_invalid",
        "type",
    )
