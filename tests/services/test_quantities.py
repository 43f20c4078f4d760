"""Quantities: coins, heads and pieces as a ledger that is held against a count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.services.reading import asset_of, case_file
from tests.support.asset_life import Life

At = Callable[[str], Life]
TWO = ["Officer A", "Officer B"]


def coins(at: At, quantity: str = "94636", unit: str = "BTC") -> Life:
    """Coins found and identified."""
    life = at("begun")
    life.give(
        "register_asset",
        asset="COINS",
        case="CASE",
        type="VA-BTC",
        description="Coins",
        identifiers=[{"kind": "other", "value": "cluster 1"}],
        quantity=quantity,
        unit=unit,
    )
    life.give("identify_asset", asset="COINS", on="2026-02-01", source="chain analysis")
    return life


def change(life: Life, event: str, quantity: str, on: str = "2026-03-01") -> list[str]:
    """The codes with which a change of quantity is refused."""
    return life.codes(
        "record_quantity", asset="COINS", on=on, event=event, quantity=quantity, unit="BTC"
    )


def count(life: Life, balance: str, on: str = "2026-03-02") -> list[str]:
    """The codes that a count warns of."""
    return life.warned(
        "reconcile_quantity", asset="COINS", on=on, balance=balance, unit="BTC", by=TWO
    )


def quantity(life: Life) -> str:
    """What the page of the asset says."""
    return asset_of(case_file(life.office, "CASE"), "COINS").quantity


def test_what_was_found_later_is_added_by_an_event(at: At) -> None:
    life = coins(at)
    assert change(life, "receive", "7") == []
    assert quantity(life) == "94643"


def test_the_largest_and_the_smallest_quantities_stay_exact(at: At) -> None:
    life = coins(at, "127271")
    assert change(life, "sale", "0.000000000000000001") == []
    assert quantity(life) == "127270.999999999999999999"


@pytest.mark.parametrize("event", ["sale", "loss", "death", "transfer"])
def test_no_more_goes_out_than_there_is(at: At, event: str) -> None:
    life = coins(at, "10")
    assert change(life, event, "10.00000001") == ["balance_mismatch"]
    assert change(life, event, "10") == []


def test_a_change_in_another_unit_is_refused(at: At) -> None:
    life = coins(at)
    assert life.codes(
        "record_quantity", asset="COINS", on="2026-03-01", event="receive", quantity="1", unit="kg"
    ) == ["field_invalid"]


def test_a_count_that_differs_bars_the_closing_and_asks_for_two_persons_scenario_29(
    at: At,
) -> None:
    life = coins(at, "1.5")
    assert count(life, "1.4") == ["balance_mismatch"]
    assert life.row("COINS")["due_text"] == (
        "Count differs by -0.1 BTC: report the incident, two persons look again"
    )
    life.give("decline_asset", asset="COINS", on="2026-03-03", reason="cost")
    life.approve("COINS", on="2026-03-03")
    close = {"asset": "COINS", "on": "2026-03-04"}
    assert life.codes("close_asset", **close) == ["balance_mismatch"]
    assert change(life, "loss", "0.1", "2026-03-03") == []
    assert count(life, "1.4", "2026-03-03") == []
    assert life.codes("close_asset", **close) == []


def test_one_person_alone_does_not_count(at: At) -> None:
    life = coins(at)
    assert life.codes(
        "reconcile_quantity",
        asset="COINS",
        on="2026-03-02",
        balance="1",
        unit="BTC",
        by=["Officer A", "Officer A"],
    ) == ["field_missing"]


def test_deaths_in_a_herd_lower_the_heads_scenario_32(at: At) -> None:
    life = at("begun")
    life.give(
        "register_asset",
        asset="HERD",
        case="CASE",
        type="LIV-LVS",
        description="Cattle",
        location="Farm",
        quantity="120",
        unit="head",
    )
    life.give("identify_asset", asset="HERD", on="2026-02-01", source="visit")
    life.give(
        "record_quantity", asset="HERD", on="2026-03-01", event="death", quantity="3", unit="head"
    )
    herd = asset_of(case_file(life.office, "CASE"), "HERD")
    assert (herd.quantity, herd.unit) == ("117", "head")


def test_a_late_change_counts_from_its_own_day(at: At) -> None:
    life = coins(at, "5")
    assert change(life, "sale", "4", "2026-05-01") == []
    assert change(life, "loss", "2", "2026-04-01") == ["later_step_conflicts", "balance_mismatch"]
    assert change(life, "loss", "1", "2026-04-01") == []
    assert quantity(life) == "0"


def test_coins_of_a_split_chain_are_an_asset_of_their_own_scenario_28(at: At) -> None:
    life = coins(at, "10")
    life.give(
        "record_order",
        order="F",
        case="CASE",
        kind="freezing",
        authority="Court",
        reference="1",
        on="2026-02-10",
        assets=["COINS"],
    )
    life.give(
        "record_valuation",
        asset="COINS",
        on="2026-02-15",
        value={"amount": "900.00", "currency": "EUR"},
        kind="mark",
        method="market",
        valuer="Desk",
    )
    life.give(
        "record_quantity",
        asset="COINS",
        on="2026-03-01",
        event="fork",
        quantity="10",
        unit="BCH",
        child="COINS-BCH",
    )
    child = asset_of(case_file(life.office, "CASE"), "COINS-BCH")
    assert (child.quantity, child.unit, child.legal_state) == ("10", "BCH", "frozen")
    assert (child.value, child.orders) == (None, ("F",))
    assert quantity(life) == "10"
    life.give("lift_order", order="F", on="2026-03-05", reason="no_need")
    assert life.legal("COINS-BCH") == "release_ordered"
    assert life.is_sound()


def test_units_of_a_split_chain_need_the_name_of_their_asset(at: At) -> None:
    life = coins(at)
    assert change(life, "fork", "1") == ["field_missing"]
