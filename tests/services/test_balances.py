"""How much of a confirmed balance is frozen, and how much is free (scenario 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.services.reading import asset_of, case_file
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def account(at: At) -> Life:
    """An account with a balance of 80,000 that the bank confirmed."""
    life = at("identified")
    life.give(
        "confirm_balance", asset="CAR", on="2026-03-02", amount=money("80000.00"), source="Bank"
    )
    return life


def freeze(life: Life, order: str, **more: Any) -> None:
    """A freezing order of one and the same court."""
    life.order(order, "freezing", "2026-03-01", authority=COURT, **more)


def shown(life: Life) -> tuple[str, str]:
    """(frozen, free) as the page of the asset says."""
    facts = asset_of(case_file(life.office, "CASE"), "CAR")
    assert facts.balance_frozen is not None
    assert facts.balance_free is not None
    return f"{facts.balance_frozen.decimal}", f"{facts.balance_free.decimal}"


def test_an_order_with_an_amount_leaves_the_rest_free_scenario_6(at: At) -> None:
    life = account(at)
    assert shown(life) == ("0.00", "80000.00")
    freeze(life, "CAP", amount=money("50000.00"))
    assert shown(life) == ("50000.00", "30000.00")


def test_two_orders_hold_their_sum_and_never_more_than_there_is(at: At) -> None:
    life = account(at)
    freeze(life, "ONE", amount=money("50000.00"))
    freeze(life, "TWO", amount=money("20000.00"))
    assert shown(life) == ("70000.00", "10000.00")
    freeze(life, "THREE", amount=money("20000.00"))
    assert shown(life) == ("80000.00", "0.00")


def test_an_order_without_an_amount_holds_everything(at: At) -> None:
    life = account(at)
    freeze(life, "ALL")
    assert shown(life) == ("80000.00", "0.00")
    life.give("lift_order", order="ALL", on="2026-03-05", reason="no_need")
    assert shown(life) == ("0.00", "80000.00")


def test_a_sum_that_is_a_part_of_the_account_is_held_by_itself(at: At) -> None:
    life = account(at)
    life.give(
        "record_order",
        order="CAP",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=[{"asset": "CAR", "amount": money("50000.00")}],
    )
    assert shown(life) == ("50000.00", "30000.00")


def test_an_amount_in_another_currency_holds_everything_to_be_on_the_safe_side(at: At) -> None:
    life = account(at)
    freeze(life, "CAP", amount=money("1.00", "USD"))
    assert shown(life) == ("80000.00", "0.00")
