"""A net that changes after its allocation leaves a difference that is settled, never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
REST = {"to": "Treasury", "kind": "state", "share": "1"}


def cost(life: Life, amount: str, on: str = "2026-08-06", **more: Any) -> None:
    """A cost that comes after the allocation."""
    life.warned(
        "post_cost", asset="CAR", on=on, amount=money(amount), category="storage",
        counterparty="Garage", **more,
    )  # fmt: skip


def net_again(life: Life, on: str = "2026-08-07") -> None:
    """The net is determined once more, and approved."""
    life.give("determine_net", asset="CAR", on=on)
    life.approve(on=on)


def close(life: Life) -> list[str]:
    return life.codes("close_asset", asset="CAR-SUB", on="2026-08-20")


def test_the_net_is_not_determined_again_while_the_books_say_the_same(at: At) -> None:
    life = at("allocated")
    assert life.codes("determine_net", asset="CAR", on="2026-08-07") == ["wrong_state"]


def test_a_cost_after_payment_is_asked_back_before_the_asset_closes(at: At) -> None:
    life = at("paid_out")
    cost(life, "50.00")
    net_again(life)
    assert "balance_not_zero" in close(life)
    assert life.codes(
        "claw_back",
        allocation="CAR-A1",
        to="Treasury",
        on="2026-08-08",
        amount=money("9600.00"),
        reason="more than was paid",
    ) == ["amount_exceeds_order"]
    life.give(
        "claw_back", allocation="CAR-A1", to="Treasury", on="2026-08-08", amount=money("50.00"),
        reason="storage billed late",
    )  # fmt: skip
    assert "balance_not_zero" in close(life)  # asked back, not yet received
    life.give(
        "receive_money", receipt="R-1", account="ESCROW", on="2026-08-10", amount=money("50.00"),
        reference="paid back",
    )  # fmt: skip
    claw_back = life.events("claw_back")[0]["reference"]
    life.give("match_receipt", receipt="R-1", to=claw_back)
    assert "balance_not_zero" not in close(life)
    assert life.is_sound()


def test_what_is_not_paid_is_allocated_anew_in_place_of_the_old(at: At) -> None:
    life = at("net")
    halves = [
        {"to": "Treasury", "kind": "state", "share": "0.5"},
        {"to": "Fund", "kind": "social_reuse", "share": "0.5"},
    ]
    assert life.allocate(halves).ok
    life.approve(on="2026-08-05")
    life.give(
        "pay_out", allocation="CAR-A1", on="2026-08-05", account="ESCROW", reference="T1", to="Fund"
    )
    life.approve(on="2026-08-05")
    cost(life, "50.00")
    net_again(life)
    assert life.allocate([REST], on="2026-08-08").reasons[0].code == "balance_not_zero"
    assert life.allocate([REST], on="2026-08-08", replaces="CAR-A1").ok
    life.approve(on="2026-08-08")
    life.give("pay_out", allocation="CAR-A2", on="2026-08-09", account="ESCROW", reference="T2")
    life.approve(on="2026-08-09")
    assert life.events("allocate_proceeds")[1]["amount_minor"] == 470_000
    assert life.row("CAR-SUB")["money"] == "fully_distributed"
    assert "balance_not_zero" not in close(life)
    assert life.is_sound()


def test_a_cost_taken_back_after_payment_gives_a_second_allocation(at: At) -> None:
    life = at("final")
    life.give(
        "post_cost", asset="CAR", posting="P-1", on="2026-08-01", amount=money("100.00"),
        category="storage", counterparty="Garage",
    )  # fmt: skip
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve(on="2026-08-03")
    assert life.allocate([REST]).ok
    life.approve(on="2026-08-05")
    life.give("pay_out", allocation="CAR-A1", on="2026-08-06", account="ESCROW", reference="T1")
    life.approve(on="2026-08-06")
    life.warned("correct_posting", posting="P-1", on="2026-08-07", reason="posted twice")
    net_again(life, on="2026-08-08")
    assert "balance_not_zero" in close(life)
    assert life.allocate([REST], on="2026-08-09").ok
    assert life.events("allocate_proceeds")[1]["amount_minor"] == 10_000
    life.approve(on="2026-08-09")
    assert life.row("CAR-SUB")["money"] == "partly_paid_out"
    life.give("pay_out", allocation="CAR-A2", on="2026-08-10", account="ESCROW", reference="T2")
    life.approve(on="2026-08-10")
    assert life.allocate([REST], on="2026-08-11").reasons[0].code == "wrong_state"
    assert "balance_not_zero" not in close(life)
