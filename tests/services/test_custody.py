"""Custody: hand-overs by both sides, seals, gaps and their explanation, care, incidents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import INVENTORY, Life

At = Callable[[str], Life]
MOVE: dict[str, Any] = {
    "asset": "CAR",
    "on": "2026-03-10",
    "to": "Laboratory",
    "reason": "paint sample",
    "handed_over_by": "Port guard",
    "received_by": "Examiner",
}


def custody(life: Life, asset: str = "CAR") -> dict[str, Any]:
    """What `show` says of the custody of an asset."""
    actor = life.office.actor("everyone")
    found: dict[str, Any] = ShowService(opened(life.office)).show("asset", asset, actor)
    return dict(found["custody"])


def codes(life: Life) -> list[str]:
    """The open findings on the chain of the car."""
    return [one["code"] for one in custody(life)["findings"] if one["explanation"] is None]


def test_a_chain_whose_keepers_hand_on_is_unbroken(at: At) -> None:
    life = at("seized")
    life.give("move_custody", **MOVE, purpose="forensic", seals_out=["S-1"], seals=["s-1"])
    life.give("move_custody", **{**MOVE, "on": "2026-03-12", "to": "Hall 3",
              "handed_over_by": "Examiner", "received_by": "Port guard"})  # fmt: skip
    shown = custody(life)
    assert shown["findings"] == []
    assert shown["unbroken"] is True
    assert [link["keeper"] for link in shown["links"]] == ["Port guard", "Examiner", "Port guard"]
    assert len(set(shown["hashes"])) == 3
    assert life.row()["custody_gaps"] == 0


def test_who_hands_on_what_he_never_had_breaks_the_chain_until_it_is_explained(at: At) -> None:
    life = at("seized")
    life.give("move_custody", **{**MOVE, "handed_over_by": "Somebody"})
    (found,) = custody(life)["findings"]
    assert found["code"] == "giver_never_had_it"
    assert found["mends"] == "move_custody"
    assert life.row()["custody_gaps"] == 1
    life.give("explain_gap", asset="CAR", on="2026-03-11", finding=found["key"],
              explanation="The guard's colleague stood in for him.")  # fmt: skip
    (found,) = custody(life)["findings"]
    assert found["explanation"] == "The guard's colleague stood in for him."
    assert life.row()["custody_gaps"] == 0
    assert life.is_sound()


def test_only_what_is_open_is_explained(at: At) -> None:
    life = at("seized")
    given = {"asset": "CAR", "on": "2026-03-11", "explanation": "x"}
    assert life.codes("explain_gap", **given, finding="no_keeper-1") == ["not_found"]


def test_nobody_hands_over_to_himself(at: At) -> None:
    life = at("seized")
    assert life.codes("move_custody", **{**MOVE, "received_by": " port  GUARD"}) == ["same_person"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"out_at": "10:00", "in_at": "09:00"}, "in_at"),
        ({"expected_return": "2026-03-09"}, "expected_return"),
        ({"in_at": "2026-03-09T10:00"}, "in_at"),
    ],
)
def test_times_of_a_hand_over_run_forward(at: At, given: dict[str, Any], field: str) -> None:
    life = at("seized")
    result = life.try_("move_custody", **MOVE, **given)
    assert [(one.code, one.field) for one in result.reasons] == [("date_order", field)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"from_place": "Hall 9"}, "not_at_that_place"),
        ({"out_at": "08:00", "in_at": "12:00"}, "no_keeper"),
        ({"seals": ["S-2"]}, "seal_differs"),
        ({"seals_out": ["S-9"]}, "seal_differs"),
        ({"seals_intact": False}, "seal_broken"),
        ({"condition": "damaged"}, "condition_worse"),
        ({"quantity_out": "3", "quantity_in": "2"}, "quantity_differs"),
        ({"weight_out": "1000", "weight_in": "999.5"}, "weight_differs"),
    ],
)
def test_each_thing_that_does_not_fit_is_a_finding(
    at: At, given: dict[str, Any], code: str
) -> None:
    life = at("seized")
    life.give("move_custody", **MOVE, **given)
    assert codes(life) == [code]


@pytest.mark.parametrize(
    "given",
    [
        {"out_at": "08:00", "in_at": "12:00", "carrier": "Haulier"},
        {"seals": ["S-2"], "seal_remark": "opened by the examiner"},
        {"new_seals": ["S-2"], "seals": ["S-1"]},
        {"condition": "damaged", "condition_remark": "hail on the way"},
        {"weight_out": "1000", "weight_in": "999.5", "variance_remark": "fuel used"},
    ],
)
def test_what_is_said_of_it_at_once_is_no_finding(at: At, given: dict[str, Any]) -> None:
    life = at("seized")
    life.give("move_custody", **MOVE, **given)
    assert codes(life) == []


def test_what_was_due_back_and_is_not_is_late_and_stands_in_the_agenda(at: At) -> None:
    life = at("seized")
    life.give("move_custody", **MOVE, expected_return="2026-04-01")
    assert codes(life) == ["return_overdue"]
    assert life.due()["custody_return"] == "2026-04-01"
    assert life.row()["custody_gaps"] == 0  # what only time makes wrong is the agenda's
    life.give("move_custody", **{**MOVE, "on": "2026-05-01", "to": "Hall 3",
              "handed_over_by": "Examiner", "received_by": "Port guard"})  # fmt: skip
    assert codes(life) == []
    assert "custody_return" not in life.due()


def test_the_receiver_who_is_a_user_signs_once_and_nobody_signs_for_her(at: At) -> None:
    life = at("seized")
    made = dict(life.give("move_custody", **{**MOVE, "received_by": "supervisor"}).made)
    transfer = made["transfer"]
    assert custody(life)["awaited"]
    given = {"transfer": transfer, "on": "2026-03-11"}
    assert life.codes("confirm_custody", **given) == ["second_person_needed"]
    early = {**given, "on": "2026-03-01"}
    assert life.codes("confirm_custody", who="supervisor", **early) == ["date_order"]
    life.give("confirm_custody", who="supervisor", **given)
    assert custody(life)["awaited"] == []
    assert custody(life)["confirmed"][0][0] == transfer
    assert life.codes("confirm_custody", who="supervisor", **given) == ["wrong_state"]


def test_a_seal_that_another_asset_bears_is_warned_of(at: At) -> None:
    life = at("seized")
    life.give("register_asset", asset="BIKE", case="CASE", type="VEH-CAR", description="Bike",
              country="MT")  # fmt: skip
    given = {"asset": "BIKE", "on": "2026-03-03", "kind": "applied", "by": "Officer A"}
    assert life.warned("record_seal", **given, seal="s 1") == []
    assert life.warned("record_seal", **given, seal="s-1") == ["identifier_duplicate"]
    assert life.is_sound()


def test_seals_are_applied_checked_broken_and_replaced(at: At) -> None:
    life = at("seized")
    given = {"asset": "CAR", "by": "Officer A"}
    life.give("record_seal", **given, on="2026-03-04", kind="checked", seal="S-1", intact=True)
    life.give("record_seal", **given, on="2026-03-05", kind="replaced", seal="S-1",
              new_seal="S-2", reason="damp")  # fmt: skip
    life.give("record_seal", **given, on="2026-03-06", kind="checked", seal="S-1")
    assert codes(life) == ["seal_differs"]
    assert [line["seal"] for line in custody(life)["seals"] if line["still_on"]] == ["S-2"]
    refused = life.try_("record_seal", **given, on="2026-03-07", kind="broken", seal="S-2")
    assert [one.field for one in refused.reasons] == ["reason"]


def test_an_inspection_keeps_its_points_and_its_next_day(at: At) -> None:
    life = at("seized")
    life.give("inspect_asset", asset="CAR", on="2026-03-20", by="Officer A", condition="poor",
              findings="flat tyre", kind="routine", next_on="2026-04-20", place="Yard",
              checklist=[{"point": "Tyres", "finding": "flat"}, {"point": "Battery"}])  # fmt: skip
    shown = custody(life)
    (found,) = shown["inspections"]
    assert found["checklist"] == [["Tyres", "flat"], ["Battery", ""]]
    assert "Engine starts" in shown["checklist"]
    assert life.due()["next_inspection"] == "2026-04-20"
    assert codes(life) == ["two_places"]
    wrong = {"asset": "CAR", "on": "2026-03-20", "by": "O", "condition": "c", "findings": "f"}
    assert life.codes("inspect_asset", **wrong, next_on="2026-03-20") == ["date_order"]


def test_a_meter_does_not_run_backwards_without_a_reason(at: At) -> None:
    life = at("seized")
    life.give("record_use", asset="CAR", on="2026-03-05", kind="km", reading="120000")
    given = {"asset": "CAR", "on": "2026-03-06", "kind": "km", "reading": "119000"}
    result = life.try_("record_use", **given)
    assert [(one.code, one.field) for one in result.reasons] == [("field_invalid", "reading")]
    life.give("record_use", **given, explanation="new instrument")
    assert custody(life)["uses"][1]["since"] == "-1000"
    assert life.codes("record_use", asset="CAR", on="2026-03-06", kind="km") == ["field_missing"]


def test_use_beyond_what_was_agreed_is_shown(at: At) -> None:
    life = at("seized")
    life.give("record_use", asset="CAR", on="2026-03-02", kind="km", reading="1000")
    terms = {"order": "O", "beneficiary": "Fire brigade", "condition": "good",
             "liability": "user", "return_on": "2026-08-01", "km": "500"}  # fmt: skip
    life.give("manage_asset", asset="CAR", on="2026-03-03", mode="interim_use", reason="r",
              review_on="2026-06-01", until="2026-08-01", terms=terms)  # fmt: skip
    life.approve(on="2026-03-03")
    life.give("record_use", asset="CAR", on="2026-05-02", kind="km", reading="1620.5")
    assert custody(life)["uses"][1]["beyond"] == "120.5"


def test_an_animal_is_cared_for_every_day_and_a_missed_day_is_named(at: At) -> None:
    life = at("frozen")
    life.give("register_asset", asset="COW", case="CASE", type="LIV-LVS", description="Cows",
              location="Farm", country="MT")  # fmt: skip
    life.give("identify_asset", asset="COW", on="2026-11-01", source="farm register")
    life.give("take_possession", asset="COW", power="s. 1", on="2026-11-20", **INVENTORY)
    assert life.due("COW")["care"] == "2026-11-21"
    life.give("record_use", asset="COW", on="2026-11-22", kind="care", by="Farmer")
    assert custody(life, "COW")["care_missed"] == ["2026-11-21", "2026-11-23"]
    assert life.due("COW")["care"] == "2026-11-23"


def test_an_incident_is_followed_to_its_end(at: At) -> None:
    life = at("seized")
    given = {"asset": "CAR", "on": "2026-03-20", "kind": "damage", "description": "a dent"}
    incident = dict(life.give("report_incident", **given).made)["incident"]
    life.give("follow_up_incident", incident=incident, on="2026-03-21", outcome="task",
              findings="repair it", due="2026-04-01")  # fmt: skip
    life.give("follow_up_incident", incident=incident, on="2026-03-22", outcome="liability",
              findings="driver", liable="Port guard")  # fmt: skip
    life.give("follow_up_incident", incident=incident, on="2026-04-02", outcome="closed",
              findings="repaired")  # fmt: skip
    (found,) = custody(life)["incidents"]
    assert [step[1] for step in found["steps"]] == ["task", "liability", "closed"]
    assert found["closed_on"] == "2026-04-02"
    late = {"incident": incident, "on": "2026-04-03", "outcome": "noted", "findings": "x"}
    assert life.codes("follow_up_incident", **late) == ["closed_record"]
    assert life.is_sound()


def test_a_visit_to_a_storage_is_kept_with_the_things_touched(at: At) -> None:
    life = at("seized")
    given = {"storage": "Hall 3", "on": "2026-03-20", "party": "Valuer", "purpose": "look"}
    times = {"from": "10:00", "to": "11:00"}
    life.give("record_access", **given, **times, assets=["CAR"])
    life.give("record_access", **given, **times)
    assert len(life.events("record_access")) == 2
    assert life.codes("record_access", **given, **{"from": "11:00", "to": "10:00"}) == [
        "date_order"
    ]
    assert life.is_sound()
