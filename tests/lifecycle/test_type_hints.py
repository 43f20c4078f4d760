"""Hints by type: each speaks where its figures say so, else is silent; their file is linted."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.position import LienPosition, Position, PossessionPosition
from asset_recovery.lifecycle.type_hints import Asked, Sheet, hints
from asset_recovery.lifecycle.types_lint import lint_type_rules, lint_types
from asset_recovery.paths import resources
from asset_recovery.services.lint_service import lint_file

ON = date(2026, 6, 1)


def eur(amount: str) -> Money:
    """An amount in euros."""
    return Money.parse(amount, "EUR")


def one_to_one(amount: Money, currency: str, _on: date) -> Money | None:
    """Every currency is worth the same."""
    return Money(amount.minor, currency)


def codes(code: str, position: Position | None = None, **more: Any) -> list[str]:
    """The hints for an asset of a type."""
    given: dict[str, Any] = {
        "kind": asset_type(code),
        "position": position or Position(reference="A", type_code=code, plan_started_on=ON),
        "sheet": Sheet(),
        "value": None,
        "on": ON,
        "base_currency": "EUR",
        "convert": one_to_one,
    }
    return [hint.code for hint in hints(Asked(**{**given, **more}))]


def test_what_perishes_is_a_candidate_for_an_early_sale_unless_something_excludes_it() -> None:
    assert codes("PER-FOOD") == ["sell_early"]
    assert codes("VAL-JWL") == []
    for excluded in ({"flags": ("heritage",)}, {"evidence_held": True}, {"legal": "closed"}):
        position = Position(reference="A", plan_started_on=ON, **excluded)
        assert codes("PER-FOOD", position) == []


def test_what_depreciates_fast_is_one_if_the_decision_is_far_away() -> None:
    assert codes("VEH-CAR", sheet=Sheet(horizon_months=Decimal(7))) == ["sell_early"]
    assert codes("VEH-CAR", sheet=Sheet(horizon_months=Decimal(6))) == []
    assert codes("RE-DWL", sheet=Sheet(horizon_months=Decimal(60))) == []


@pytest.mark.parametrize(("cost", "found"), [("15.00", True), ("14.99", False)])
def test_what_costs_much_to_keep_is_one(cost: str, found: bool) -> None:
    sheet = Sheet(monthly_cost=eur(cost), horizon_months=Decimal(10))
    assert ("sell_early" in codes("VAL-JWL", sheet=sheet, value=eur("1000.00"))) is found


def test_what_costs_more_to_keep_than_it_is_worth_is_left_where_it_is() -> None:
    sheet = Sheet(monthly_cost=eur("200.00"))
    assert codes("BUS-EQ", sheet=sheet, value=eur("1199.00")) == ["leave_with_possessor"]
    assert codes("BUS-EQ", sheet=sheet, value=eur("1200.00")) == []
    held = Position(reference="A", plan_started_on=ON)
    held.possession = PossessionPosition(ON, "Hall", "Guard")
    assert codes("BUS-EQ", held, sheet=sheet, value=eur("1199.00")) == []


def test_equity_below_the_threshold_of_the_type_is_said_with_its_mark() -> None:
    position = Position(reference="A", plan_started_on=ON)
    position.liens["L"] = LienPosition("L", "Bank", Decimal(1), eur("85000.00"), ON)
    assert codes("RE-DWL", position, value=eur("100000.00")) == ["equity"]
    assert codes("VEH-CAR", value=eur("4999.99")) == ["equity"]
    assert codes("VEH-CAR", value=eur("5000.00")) == []
    assert codes("VEH-CAR", value=eur("4999.99"), convert=lambda *_one: None) == []


def test_money_held_for_long_is_placed_and_small_things_are_not_kept() -> None:
    long = Position(reference="A", plan_started_on=ON, measure_since=date(2026, 1, 1))
    assert codes("MON-ACC", long) == ["place_money"]
    assert codes("VAL-JWL", long) == []
    assert codes("GDS", value=eur("499.99")) == ["low_value"]
    assert codes("GDS", value=eur("500.00")) == []


def test_some_types_and_large_numbers_are_planned_first() -> None:
    assert codes("BUS-GC", Position(reference="A")) == ["sell_early", "plan_first"]
    many = Position(reference="A", quantity=Decimal(50))
    assert codes("VEH-CAR", many) == ["plan_first"]
    many.quantity = Decimal(49)
    assert codes("VEH-CAR", many) == []


def shipped(name: str) -> dict[str, Any]:
    """A file as it is shipped."""
    return tomllib.loads((resources() / "code_lists" / f"{name}.toml").read_text("utf-8"))


def test_the_shipped_files_have_no_fault() -> None:
    for name in ("asset_types", "type_rules"):
        assert list(lint_file(resources() / "code_lists" / f"{name}.toml")) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda raw: raw["values"]["VES-YAC"].update(unit="furlong"), "values.VES-YAC"),
        (lambda raw: raw["values"]["VES-YAC"].update(colour="blue"), "values.VES-YAC.colour"),
        (lambda raw: raw["values"]["VES-YAC"].update(identifiers=["x"]),
         "values.VES-YAC.identifiers"),
        (lambda raw: raw["values"]["RE-APA"].update(fields_as="RE-APA"),
         "values.RE-APA.fields_as"),
        (lambda raw: raw["values"]["DRN"]["fields"].append(
            {"key": "make", "label": "Make", "type": "text"}), "values.DRN.fields[3]"),
        (lambda raw: raw["values"]["DRN"]["fields"].append(
            {"key": "a", "label": "A", "type": "choice"}), "values.DRN.fields[3]"),
        (lambda raw: raw["values"]["DRN"]["fields"].append(
            {"key": "private_key", "label": "Key", "type": "text"}), "values.DRN.fields[3]"),
        (lambda raw: raw["values"]["DRN"]["fields"].append(
            {"key": "a", "label": "A", "type": "colour"}), "values.DRN.fields[3]"),
    ],
)  # fmt: skip
def test_a_fault_of_the_catalogue_is_found_with_its_place(change: Any, place: str) -> None:
    raw = copy.deepcopy(shipped("asset_types"))
    change(raw)
    found = lint_types(raw)
    assert place in [one.place for one in found]
    assert {one.code for one in found} == {"rule_pack_invalid"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda raw: raw["hints"].update(other={"text": "t", "mark": "D", "source": "s"}),
         "hints.other"),
        (lambda raw: raw["hints"]["sell_early"].update(mark="sure"), "hints.sell_early"),
        (lambda raw: raw["hints"]["sell_early"].update(cost_share=0.15),
         "hints.sell_early.cost_share"),
        (lambda raw: raw["hints"]["sell_early"].update(months=0), "hints.sell_early.months"),
        (lambda raw: raw["thresholds"][0].update(currency="ZZZ"), "thresholds[1]"),
        (lambda raw: raw["thresholds"][0].update(groups=["ships"]), "thresholds[1].groups"),
        (lambda raw: raw["thresholds"].append({"mark": "K", "source": "s"}), "thresholds[6]"),
    ],
)  # fmt: skip
def test_a_fault_of_the_hints_is_found_with_its_place(change: Any, place: str) -> None:
    raw = copy.deepcopy(shipped("type_rules"))
    change(raw)
    assert place in [one.place for one in lint_type_rules(raw)]
