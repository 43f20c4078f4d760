"""Operations: one record with one receipt; seizure on a power of the law until its validation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import INVENTORY, Life

At = Callable[[str], Life]
OPERATION: dict[str, Any] = {
    "operation": "OP-1",
    "case": "CASE",
    "on": "2026-03-02",
    "place": "14 Harbour Road, Valletta",
    "from": "06:10",
    "to": "09:45",
    "power": "Section 12, Seizure Act",
    "team": ["Officer A", "Officer B"],
    "witnesses": ["Neighbour C"],
    "present": ["Owner of the flat"],
    "receipt": "R-77",
    "photos": ["P-1 to P-20"],
    "incidents": "The door was forced.",
}
TAKEN = {**INVENTORY, "asset": "CAR", "operation": "OP-1"}


def operated(at: At, **more: object) -> Life:
    """An identified car, and an operation on 2 March."""
    life = at("identified")
    life.give("record_operation", **{**OPERATION, **more})
    return life


def seized(at: At) -> Life:
    """The car seized at the operation on the power of the law, without an order."""
    life = operated(at)
    life.give("take_possession", on="2026-03-02", **TAKEN)
    return life


def shown(life: Life, kind: str, reference: str) -> dict[str, Any]:
    """The record as `show` has it."""
    actor = life.office.actor("everyone")
    return ShowService(opened(life.office)).show(kind, reference, actor)


def refused(life: Life, **more: object) -> list[tuple[str, str | None]]:
    """What is said against an operation with these facts."""
    result = life.try_("record_operation", **{**OPERATION, **more})
    assert not result.ok
    return [(reason.code, reason.field) for reason in result.reasons]


def test_an_operation_has_one_inventory_and_one_receipt(at: At) -> None:
    life = seized(at)
    found = life.give(
        "register_asset", asset="CASH", case="CASE", type="MON-CASH", description="Notes",
        operation="OP-1", country="MT",
    )  # fmt: skip
    assert dict(found.made)["asset"] == "CASH"
    facts = shown(life, "operation", "OP-1")
    assert facts["receipt"] == "R-77"
    assert facts["begins"] == "06:10"
    assert facts["case"] == "CASE"
    assert [(item["asset"], item["taken"]) for item in facts["items"]] == [
        ("CAR", True),
        ("CASH", False),
    ]
    assert shown(life, "asset", "CASH")["location"] == "14 Harbour Road, Valletta"
    assert life.is_sound()


def test_what_is_taken_at_an_operation_takes_over_its_basis_place_and_photographs(at: At) -> None:
    life = operated(at)
    bare = {name: TAKEN[name] for name in TAKEN if name not in ("place", "photos")}
    life.give("take_possession", on="2026-03-02", **bare)
    assert life.legal() == "seized"
    row = shown(life, "asset", "CAR")
    assert row["custody"]["place"] == "14 Harbour Road, Valletta"
    assert row["custody"]["lacking"] == []


def test_a_receipt_is_numbered_where_no_number_is_given(at: At) -> None:
    life = at("identified")
    given = {name: value for name, value in OPERATION.items() if name != "receipt"}
    made = dict(life.give("record_operation", **given).made)
    assert made == {"operation": "OP-1", "receipt": "OP-1-R"}


def test_bad_operations_are_refused_with_their_field_and_change_nothing(at: At) -> None:
    life = operated(at)
    before = life.all_rows()
    assert refused(life, operation="OP-2", to="05:00") == [("date_order", "to")]
    moments = {"from": "2026-03-02T06:00:00+01:00", "to": "2026-03-02T04:59:59Z"}
    assert refused(life, operation="OP-2", receipt="X", **moments) == [("date_order", "to")]
    assert refused(life, operation="OP-2", **{"from": "2026-03-01T06:00"}) == [
        ("date_order", "from")
    ]
    assert refused(life, operation="OP-2", **{"from": "six"}) == [("field_invalid", "from")]
    assert refused(life, operation="OP-2", power=None) == [("field_missing", "power")]
    assert refused(life, operation="OP-2", team=[]) == [("field_missing", "team")]
    assert refused(life, operation="OP-2", to="2026-12-24T10:00") == [("date_in_future", "to")]
    assert refused(life, operation="OP-2") == [("reference_taken", "receipt")]
    assert refused(life, receipt="R-78") == [("reference_taken", "operation")]
    assert life.all_rows() == before


def test_an_operation_past_midnight_gives_its_end_with_the_date(at: At) -> None:
    life = operated(at, **{"from": "23:10", "to": "2026-03-03T01:40"})
    assert shown(life, "operation", "OP-1")["ends"] == "2026-03-03T01:40:00"


def test_an_operation_on_an_order_that_has_run_out_is_recorded_only_as_irregular(at: At) -> None:
    life = at("identified")
    life.order("URGENT", "urgent_measure", "2026-02-02", dissipation_risk="sale",
               authority="Police", expires_on="2026-02-20")  # fmt: skip
    given = {**OPERATION, "power": None, "order": "URGENT"}
    assert life.codes("record_operation", **given) == ["order_expired"]
    assert life.warned("record_operation", **given, irregular="done all the same") == [
        "order_expired"
    ]


def test_nothing_enters_by_an_operation_of_another_case_of_a_later_day_or_unknown(at: At) -> None:
    life = operated(at)
    life.give("open_case", case="OTHER", title="Other", on="2026-01-05")
    given = {"asset": "X", "type": "VEH-CAR", "description": "Van", "operation": "OP-1"}
    assert life.codes("register_asset", case="OTHER", **given) == ["field_invalid"]
    assert life.codes("take_possession", on="2026-03-01", **TAKEN) == ["date_order"]
    unknown = {**TAKEN, "operation": "OP-9"}
    assert life.codes("take_possession", on="2026-03-02", **unknown) == ["not_found"]


def test_the_validation_of_a_seizure_without_order_is_a_hard_deadline(at: At) -> None:
    life = seized(at)
    assert life.legal() == "seized"
    row = life.row()
    assert (row["due_on"], row["due_text"]) == ("2026-03-04", "Validation of the seizure")


STORED = {
    "asset": "CAR", "on": "2026-03-03", "mode": "stored", "reason": "no other way",
    "review_on": "2026-08-01", "terms": {"contract": "K-1"},
}  # fmt: skip
USED = {
    "asset": "CAR", "on": "2026-03-03", "mode": "leased", "reason": "rent",
    "review_on": "2026-08-01",
    "terms": {"rent": "1", "market_rent_evidence": "2", "contract": "3", "guarantee": "4",
              "exit_clause": "5", "insurance": "6"},
}  # fmt: skip


def test_until_a_seizure_is_validated_it_can_be_preserved_insured_and_returned(at: At) -> None:
    life = seized(at)
    life.give("manage_asset", **STORED)
    life.give("insure_asset", asset="CAR", insurer="I", policy="P", sum={"amount": "1.00",
              "currency": "EUR"}, **{"from": "2026-03-03", "to": "2026-09-03"})  # fmt: skip
    life.give("move_custody", asset="CAR", on="2026-03-04", to="Hall 4", reason="rain",
              handed_over_by="Port guard", received_by="Night guard")  # fmt: skip
    life.order("FREE", "release", "2026-03-04")
    given = {"asset": "CAR", "on": "2026-03-05", "to": "OWNER", "condition": "good", "receipt": "Q"}
    life.give("return_asset", **given)
    life.approve(on="2026-03-05")
    assert life.legal() == "returned_to_owner"


def test_until_a_seizure_is_validated_nothing_else_is_possible(at: At) -> None:
    life = seized(at)
    assert life.codes("manage_asset", **USED) == ["no_order"]
    assert life.file(on="2026-03-03").reasons[0].code == "no_order"


def test_an_order_that_names_the_asset_validates_the_seizure(at: At) -> None:
    life = seized(at)
    life.order("VALID", "seizure", "2026-03-03")
    assert life.row()["due_text"] != "Validation of the seizure"
    life.give("manage_asset", **USED)
    assert life.legal() == "seized"


def test_a_police_measure_validates_only_where_it_says_by_whom(at: At) -> None:
    for by, codes in ((None, ["no_order"]), ("Judge on duty", [])):
        life = seized(at)
        more = {"validated_by": by} if by else {}
        life.give(
            "record_order", order="U", case="CASE", kind="management_or_administrator_appointment",
            authority="Police", reference="9", on="2026-03-03", assets=["CAR"], **more,
        )  # fmt: skip
        assert life.codes("manage_asset", **USED) == codes


def test_an_irregular_order_validates_nothing(at: At) -> None:
    life = seized(at)
    life.order("U", "urgent_measure", "2026-03-03", authority="Police",
               validated_by="Judge on duty", irregular="dictated by telephone")  # fmt: skip
    assert life.codes("manage_asset", **USED) == ["no_order"]


def test_an_order_after_the_term_shows_the_gap(at: At) -> None:
    life = seized(at)
    result = life.order("VALID", "seizure", "2026-03-09")
    assert "gap_in_measures" in [warning.code for warning in result.warnings]


def test_an_order_inside_the_term_that_is_entered_late_leaves_no_gap(at: At) -> None:
    life = seized(at)
    result = life.order("VALID", "seizure", "2026-03-04")
    assert "gap_in_measures" not in [warning.code for warning in result.warnings]


def test_a_seizure_that_nobody_validated_lapses_by_a_person_and_is_returned(at: At) -> None:
    life = seized(at)
    assert life.codes("record_lapse", asset="CAR", on="2026-03-04", basis="no order") == [
        "guard_failed"
    ]
    life.give("record_lapse", asset="CAR", on="2026-03-05", basis="no order came")
    assert life.legal() == "lapsed"
    given = {"asset": "CAR", "on": "2026-03-06", "to": "OWNER", "condition": "good", "receipt": "Q"}
    assert life.codes("return_asset", **given) == []
