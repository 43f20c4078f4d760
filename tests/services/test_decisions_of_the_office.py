"""What belongs to no case, a bill or a receipt, waits for a second person like everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.services.decision_service import OWN, DecisionService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def waiting(life: Life, who: str) -> dict[str, str]:
    """What somebody may decide."""
    return DecisionService(opened(life.office), life.office.actor(who)).may_decide()


def test_a_certified_bill_waits_for_the_supervisor_and_not_for_who_certified_it(at: At) -> None:
    life = at("stored")
    period: dict[str, Any] = {"from": "2026-03-03", "to": "2026-03-31"}
    life.give(
        "record_invoice",
        invoice="INV-1",
        supplier="Depot Ltd",
        number="2026-311",
        on="2026-04-01",
        amount=money("10.00"),
        lines=[{"asset": "CAR", "amount": money("10.00"), "category": "storage"}],
        **period,
    )
    made = dict(life.give("certify_invoice", invoice="INV-1", on="2026-04-02").made)
    assert waiting(life, "supervisor") == {made["approval"]: OWN}
    assert waiting(life, "everyone") == {}


def test_a_receipt_to_be_given_up_waits_with_the_steps_of_cases(at: At) -> None:
    life = at("proposed")
    life.give("receive_money", account="ACC", on="2026-04-01", amount=money("10.00"),
              reference="x", receipt="R-1")  # fmt: skip
    life.give("write_off_money", receipt="R-1", on="2026-04-05", amount=money("10.00"), reason="x")
    assert len(waiting(life, "supervisor")) + len(waiting(life, "director")) == 1
