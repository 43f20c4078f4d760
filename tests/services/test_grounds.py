"""Grounds of confiscation with what they must add, and what a route wishes besides its proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def seek(life: Life, *grounds: object) -> list[str]:
    """The codes with which the filing on these grounds is refused."""
    return [reason.code for reason in life.file("2026-05-01", grounds=list(grounds)).reasons]


def confiscate(life: Life, scope: dict[str, Any] | None = None, **more: Any) -> list[str]:
    """The codes with which the confiscation is refused."""
    return life.codes(
        "record_order",
        order="CONF",
        case="CASE",
        kind="civil_in_rem",
        authority=COURT,
        reference="1",
        on="2026-06-01",
        assets=[{"asset": "CAR", **(scope or {})}],
        **more,
    )


def intermingled(at: At) -> Life:
    """Worth 10,000, of which 4,000 is tainted; its confiscation is sought."""
    life = at("valued")
    life.give("record_proof", case="CASE", kind="statement_of_claim", on="2026-05-01")
    life.give("publish_notice", case="CASE", kind="claims", on="2026-05-01", medium="Gazette")
    assert seek(life, {"code": "MIX", "tainted_value": money("4000.00")}) == []
    return life


def test_intermingled_property_needs_its_assessed_tainted_value(at: At) -> None:
    life = at("seized")
    assert seek(life, "MIX") == ["tainted_share_missing"]
    assert seek(life, {"code": "MIX", "tainted_value": money("1.00")}) == []


def test_income_needs_the_period_in_which_it_arose(at: At) -> None:
    life = at("seized")
    assert seek(life, "INC") == ["field_missing"]
    assert seek(life, {"code": "INC", "period": "2024"}) == []


@pytest.mark.parametrize(
    ("scope", "more", "codes"),
    [
        ({}, {"amount": money("4000.01")}, ["amount_exceeds_order"]),
        ({}, {"amount": money("4000.00")}, []),
        ({"fraction": "0.41"}, {}, ["amount_exceeds_order"]),
        ({"fraction": "0.4"}, {}, []),
        ({"amount": money("4000.01")}, {}, ["amount_exceeds_order"]),
    ],
)
def test_the_tainted_value_is_the_cap_of_a_confiscation(
    at: At, scope: dict[str, Any], more: dict[str, Any], codes: list[str]
) -> None:
    assert confiscate(intermingled(at), scope, **more) == codes


def test_what_a_route_wishes_besides_is_warned_of_until_it_is_on_file(at: At) -> None:
    life = intermingled(at)
    order = {
        "case": "CASE",
        "kind": "civil_in_rem",
        "authority": COURT,
        "reference": "1",
        "on": "2026-06-01",
        "assets": [{"asset": "CAR", "fraction": "0.2"}],
    }
    warned = life.give("record_order", order="ONE", **order).warnings
    assert [(one.code, one.clear_with) for one in warned] == [
        ("route_proof_missing", "record_proof")
    ]
    assert "standing_decision" in warned[0].text
    life.give("record_proof", case="CASE", kind="standing_decision", on="2026-06-01")
    assert life.warned("record_order", order="TWO", **order) == []


def test_living_costs_paid_out_of_a_frozen_asset_vary_the_measure(at: At) -> None:
    life = at("frozen")
    order: dict[str, Any] = {
        "order": "COSTS",
        "case": "CASE",
        "kind": "living_costs_or_legal_fee_release",
        "authority": COURT,
        "reference": "2",
        "on": "2026-03-10",
        "assets": ["CAR"],
    }
    assert life.codes("record_order", **order) == ["field_missing"]
    assert life.codes("record_order", amount=money("900.00"), **order) == []
    assert (life.legal(), life.row()["headline"]) == ("measure_varied", "Frozen")


def test_restitution_ordered_gives_the_victim_the_title_and_not_yet_the_thing(at: At) -> None:
    life = at("seized")
    life.order("REST", "restitution", "2026-04-01", persons=["OWNER"])
    row = life.row()
    assert (row["legal"], row["dispute"]) == ("release_ordered", "victim_restitution_title")


def test_an_order_that_was_served_says_so(at: At) -> None:
    from asset_recovery.persistence import tables as t

    life = at("frozen")
    life.give("serve_order", order="FREEZE", party="OWNER", on="2026-03-03")
    with life.office.reading.connect() as connection:
        assert [row.state for row in connection.execute(t.court_order.select())] == ["served"]
