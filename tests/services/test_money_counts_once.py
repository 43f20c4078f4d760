"""Money that came in counts once, and none of it is left behind when an asset is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.persistence import tables as t
from tests.support.asset_life import Life
from tests.support.books import assert_money_closes, balances
from tests.support.office import money

At = Callable[[str], Life]
STATE = [{"to": "Treasury", "kind": "state", "share": "1"}]


def held(life: Life) -> dict[str, int]:
    """What stands on the accounts of the ledger."""
    with life.office.reading.connect() as connection:
        return {account: minor for (account, _eur), minor in balances(connection).items() if minor}


def sale_of(life: Life) -> str:
    """The reference of the only sale."""
    with life.office.reading.connect() as connection:
        query = select(t.event.c.reference).where(t.event.c.action == "record_sale")
        return str(connection.scalars(query).one())


def receive(life: Life, amount: str, to: str, on: str = "2026-05-13") -> None:
    """Money on the account, matched."""
    life.give("receive_money", account="ESCROW", on=on, amount=money(amount), reference="paid",
              receipt=f"R-{amount}")  # fmt: skip
    life.give("match_receipt", receipt=f"R-{amount}", to=to, match=f"M-{amount}")


def share_out(life: Life, reference: str) -> None:
    """Net, shares, and payment, each with its second person."""
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve("CAR-SUB", on="2026-08-02")
    life.give("allocate_proceeds", asset="CAR", on="2026-08-02", allocation=reference, shares=STATE)
    life.approve("CAR-SUB", on="2026-08-02")
    life.give("pay_out", allocation=reference, on="2026-08-02", account="ESCROW", reference="T")
    life.approve("CAR-SUB", on="2026-08-02")


def test_the_banks_line_of_the_price_that_comes_after_the_delivery_counts_once(at: At) -> None:
    life = at("delivered")
    receive(life, "9500.00", sale_of(life))
    assert held(life) == {"bank:ESCROW": 950_000, "asset:CAR-SUB": -950_000}


def test_the_price_found_by_its_asset_is_the_buyers_payment_too(at: At) -> None:
    life = at("delivered")
    receive(life, "9500.00", "CAR")
    assert held(life) == {"bank:ESCROW": 950_000, "asset:CAR-SUB": -950_000}


def test_a_match_that_was_undone_meets_no_payment(at: At) -> None:
    life = at("delivered")
    receive(life, "9500.00", "CAR")
    life.give("correct_posting", posting="M-9500.00", on="2026-05-14", reason="not this one")
    life.give("match_receipt", receipt="R-9500.00", to="CAR")
    assert held(life) == {"bank:ESCROW": 950_000, "asset:CAR-SUB": -950_000}


def test_what_came_in_beside_the_price_is_shared_out_with_it(at: At) -> None:
    life = at("final")
    receive(life, "50.00", "CAR")
    share_out(life, "A1")
    assert held(life) == {}
    assert_money_closes(life.office.reading)


def test_what_comes_in_after_the_last_payment_is_shared_out_before_the_asset_is_closed(
    at: At,
) -> None:
    life = at("final")
    share_out(life, "A1")
    receive(life, "50.00", "CAR", "2026-08-02")
    assert "balance_not_zero" in life.codes("close_asset", asset="CAR", on="2026-08-02")
    share_out(life, "A2")
    assert held(life) == {}
    life.give("close_asset", asset="CAR", on="2026-08-02")
    assert_money_closes(life.office.reading)


def test_a_net_that_does_not_know_of_later_money_is_not_shared_out(at: At) -> None:
    life = at("net")
    receive(life, "50.00", "CAR", "2026-08-04")
    assert life.allocate(STATE).reasons[0].code == "balance_mismatch"


@pytest.mark.parametrize("share", ["NaN", "Infinity", "1e0", "-0.5", "1.5", "½", True, None])
def test_a_share_that_is_no_share_is_refused_in_words(at: At, share: Any) -> None:
    life = at("net")
    refused = life.allocate([{"to": "Treasury", "kind": "state", "share": share}])
    assert refused.reasons[0].code == "field_invalid"


@pytest.mark.parametrize("rate", ["NaN", "0", "-1", "Infinity", "x"])
def test_a_rate_that_is_no_rate_is_refused_in_words(at: At, rate: str) -> None:
    life = at("final")
    rates = [{"from": "EUR", "to": "USD", "on": "2026-01-01", "rate": rate}]
    codes = life.codes("determine_net", asset="CAR", on="2026-08-02", currency="USD", rates=rates)
    assert codes == ["field_invalid"]
