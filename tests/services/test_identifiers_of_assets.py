"""Identifiers of assets: checked and marked, never refused; those of the office's accounts are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.reading import shown
from tests.support.asset_life import Life

At = Callable[[str], Life]
GIVEN: dict[str, Any] = {"case": "CASE", "type": "VES-YAC", "description": "Yacht"}


def marks(life: Life, asset: str) -> list[Any]:
    """The doubtful identifiers of an asset as `show` gives them."""
    found = shown(life, "asset", asset)["identifier_marks"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("kind", "value", "mark"),
    [
        ("imo", "9074728", "check_failed"),
        ("mmsi", "12345678", "check_failed"),
        ("vin", "1M8GDM9A1KP042788", "to_compare"),
        ("gtin", "4006381333932", "check_failed"),
        ("eth", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "check_failed"),
        ("microchip", "A1B2", "to_compare"),
    ],
)
def test_a_number_that_cannot_be_right_is_kept_warned_of_and_marked(
    at: At, kind: str, value: str, mark: str
) -> None:
    life = at("begun")
    warned = life.warned(
        "register_asset", asset="Y", identifiers=[{"kind": kind, "value": value}], **GIVEN
    )
    assert warned == ["field_invalid"]
    assert marks(life, "Y") == [[kind, value, mark]]


def test_a_right_number_has_no_mark(at: At) -> None:
    life = at("begun")
    right = [{"kind": "imo", "value": "9074729"}, {"kind": "mmsi", "value": "215123456"}]
    assert life.warned("register_asset", asset="Y", identifiers=right, **GIVEN) == []
    assert marks(life, "Y") == []


def test_a_person_says_that_a_number_is_altered(at: At) -> None:
    life = at("begun")
    vin = "1M8GDM9AXKP042788"
    given = {**GIVEN, "type": "VEH-CAR", "identifiers": {"vin": vin}}
    life.give("register_asset", asset="C", identifier_marks={vin: "altered"}, **given)
    assert marks(life, "C") == [["vin", vin, "altered"]]
    wrong = life.codes("change_asset", asset="C", identifier_marks={"X": "altered"}, reason="r")
    assert wrong == ["field_invalid"]
    assert life.codes("change_asset", asset="C", identifier_marks={vin: "odd"}, reason="r") == [
        "field_invalid"
    ]


def test_the_same_identifier_given_again_is_kept_once(at: At) -> None:
    life = at("begun")
    life.give("register_asset", asset="Y", identifiers={"imo": "9074729"}, **GIVEN)
    life.give("change_asset", asset="Y", identifiers={"imo": "IMO 9074729"}, reason="again")
    assert shown(life, "asset", "Y")["identifiers"] == [["imo", "9074729"]]


def test_a_full_card_number_is_not_kept_at_all(at: At) -> None:
    life = at("begun")
    card = {**GIVEN, "type": "MON-PRE"}
    full = life.codes("register_asset", identifiers={"card_last4": "4111111111111111"}, **card)
    assert full == ["field_invalid"]
    assert life.codes("register_asset", identifiers={"card_last4": "1111"}, **card) == []


@pytest.mark.parametrize("iban", ["HELLO", "GB82WEST12345698765433", "GB82", "XX00"])
def test_an_account_of_the_office_needs_an_iban_that_can_be_right(at: At, iban: str) -> None:
    life = at("begun")
    account = {"account": "A", "kind": "escrow", "on": "2026-02-01", "iban": iban}
    result = life.try_("open_account", **account)
    assert [(one.code, one.field) for one in result.reasons] == [("field_invalid", "iban")]
    assert life.warned("open_account", reason="as the bank wrote it", **account) == [
        "field_invalid"
    ]


def test_the_duplicate_in_a_sealed_case_is_not_betrayed(at: At) -> None:
    life = at("begun")
    life.give(
        "open_case", case="SECRET", title="S", on="2026-01-10", legal_system="generic",
        route="civil_in_rem",
    )  # fmt: skip
    imo = {"imo": "9074729"}
    life.give("register_asset", asset="S1", identifiers=imo, **{**GIVEN, "case": "SECRET"})
    life.give("seal_case", who="supervisor", case="SECRET", on="2026-02-01", reason="leak")
    unseen = life.give("register_asset", who="officer", asset="Y1", identifiers=imo, **GIVEN)
    assert [one.code for one in unseen.warnings] == []
    seen = life.give("register_asset", who="officer", asset="Y2", identifiers=imo, **GIVEN)
    assert [one.code for one in seen.warnings] == ["identifier_duplicate"]
    assert "Y1" in seen.warnings[0].text
