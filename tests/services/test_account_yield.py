"""What money on an account bore against a reference rate: exact figures with their sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.account_yield import account_yield
from asset_recovery.services.explain_service import ExplainService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def explained(life: Life, on: str, account: str = "FUND") -> dict[str, Any]:
    """The explanation of the account's yield on a day."""
    service, actor = ExplainService(opened(life.office)), life.office.actor("everyone")
    return service.explain(account, "yield", actor, on=date.fromisoformat(on))


def only(life: Life, on: str, account: str = "FUND") -> dict[str, Any]:
    """Its only currency."""
    (found,) = explained(life, on, account)["value"]
    return dict(found)


def funded(life: Life, bank: str = "Central Bank") -> Life:
    """250,000 lie on an account since 10 January 2024."""
    life.give("open_account", account="FUND", kind="escrow", on="2024-01-01", currency="EUR",
              bank=bank)  # fmt: skip
    life.give("receive_money", receipt="R1", account="FUND", on="2024-01-10",
              amount=money("250000.00"), reference="transfer")  # fmt: skip
    return life


def earns(life: Life, on: str, amount: str, **more: Any) -> str:
    """Interest is posted; its number comes back."""
    given_ = {"asset": "CAR", "category": "interest", "counterparty": "Central Bank", **more}
    made = life.give("post_income", on=on, amount=money(amount), **given_).made
    return dict(made)["posting"]


def rate(life: Life, on: str, rate_: str, **more: Any) -> None:
    """A reference rate is recorded."""
    life.give("record_reference_rate", currency="EUR", on=on, rate=rate_,
              source="Central bank, deposit facility", **more)  # fmt: skip


def test_interest_earned_is_held_against_the_reference_rate_on_the_same_balances(at: At) -> None:
    life = funded(at("seized"))
    rate(life, "2024-01-01", "0.021")
    earns(life, "2024-12-31", "3000.00")
    found = only(life, "2024-12-31")
    assert (found["from"], found["to"], found["days"]) == ("2024-01-10", "2024-12-31", 356)
    assert found["average_balance"] == money("250000.00")
    assert found["actual_interest"] == money("3000.00")
    assert found["reference_interest"] == money("5120.55")  # 250,000 × 0.021 × 356 ÷ 365
    assert found["difference"] == {"amount": "-2120.55", "currency": "EUR"}
    assert (found["yield_percent"], found["reference_yield_percent"]) == ("1.23", "2.10")


def test_each_day_bears_the_rate_and_the_balance_of_its_own(at: At) -> None:
    life = funded(at("seized"))
    rate(life, "2024-01-01", "0.02", day_count="act/360")
    rate(life, "2024-01-20", "0.03")
    life.give("receive_money", account="FUND", on="2024-01-30", amount=money("50000.00"),
              reference="more")  # fmt: skip
    found = only(life, "2024-02-09")
    pieces = [(one["from"], one["balance"]["amount"], one["interest"]["amount"])
              for one in found["pieces"]]  # fmt: skip
    assert pieces == [
        ("2024-01-10", "250000.00", "138.89"),  # × 0.02 × 10 ÷ 360
        ("2024-01-20", "250000.00", "205.48"),  # × 0.03 × 10 ÷ 365
        ("2024-01-30", "300000.00", "246.58"),
    ]
    assert found["reference_interest"] == money("590.95")
    assert found["average_balance"] == money("266666.67")
    assert "deposit facility" in str(explained(life, "2024-02-09")["steps"])


def test_a_later_year_runs_from_the_last_closing_balance_and_counts_its_own_interest(
    at: At,
) -> None:
    life = funded(at("seized"))
    rate(life, "2024-01-01", "0.021")
    earns(life, "2024-12-31", "3000.00")
    earns(life, "2025-12-31", "2500.00")
    found = only(life, "2025-12-31")
    assert (found["from"], found["days"]) == ("2024-12-31", 365)
    assert found["actual_interest"] == money("2500.00")
    assert found["reference_interest"] == money("5250.00")
    assert found["yield_percent"] == "1.00"


def test_without_a_reference_rate_a_sentence_names_the_action_that_gives_it(at: At) -> None:
    life = funded(at("seized"))
    rate(life, "2024-03-01", "0.021")  # too late for the first days
    earns(life, "2024-12-31", "3000.00")
    told = explained(life, "2024-12-31")
    assert told["missing"]["clear_with"] == "record_reference_rate"
    assert "2024-01-10" in told["missing"]["text"]
    assert told["value"][0]["reference_interest"] is None
    assert told["value"][0]["difference"] is None
    assert told["value"][0]["actual_interest"] == money("3000.00")


def test_interest_of_a_bank_with_several_accounts_counts_where_a_paper_says_so(at: At) -> None:
    life = funded(at("seized"))
    life.give("open_account", account="OTHER", kind="escrow", on="2024-01-01", currency="EUR",
              bank="Central Bank")  # fmt: skip
    unclear = earns(life, "2024-06-30", "10.00")
    earns(life, "2024-06-30", "20.00", document="R1")
    earns(life, "2024-06-30", "40.00", document="OTHER")
    earns(life, "2024-06-30", "80.00", counterparty="FUND")
    told = explained(life, "2024-12-31")
    assert told["value"][0]["actual_interest"] == money("100.00")
    assert told["value"][0]["not_counted"] == [unclear]
    assert any(step.startswith(f"{unclear} is not counted") for step in told["steps"])


def test_interest_that_was_reversed_and_other_income_do_not_count(at: At) -> None:
    life = funded(at("seized"))
    wrong = earns(life, "2024-06-30", "10.00")
    earns(life, "2024-06-30", "20.00", category="rent")
    life.give("correct_posting", posting=wrong, reason="another office's")
    assert only(life, "2024-12-31")["actual_interest"] == money("0.00")


def test_the_last_rate_recorded_for_a_day_prevails(at: At) -> None:
    life = funded(at("seized"))
    rate(life, "2024-01-01", "0.5")
    rate(life, "2024-01-01", "-0.01")
    assert only(life, "2025-01-09", "bank:FUND")["reference_yield_percent"] == "-1.00"
    assert life.is_sound()


def test_a_rate_in_per_cent_or_of_a_day_to_come_is_refused(at: At) -> None:
    life = at("seized")
    given_ = {"currency": "EUR", "source": "bank"}
    late = life.codes("record_reference_rate", on="2030-01-01", rate="0.02", **given_)
    assert late == ["date_in_future"]
    much = life.codes("record_reference_rate", on="2026-01-01", rate="21", **given_)
    assert much == ["field_invalid"]


def test_only_accounts_at_a_bank_have_a_yield(at: At) -> None:
    with pytest.raises(ValidationFailed):
        explained(funded(at("seized")), "2024-12-31", "asset:CAR")


@given(
    minors=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6),
    gaps=st.lists(st.integers(0, 90), min_size=6, max_size=6),
    length=st.integers(1, 700),
    earned=st.integers(0, 10**7),
)
def test_nothing_at_no_rate_and_the_average_is_that_of_the_days(
    minors: list[int], gaps: list[int], length: int, earned: int
) -> None:
    start, day, movements = date(2024, 1, 1), date(2024, 1, 1), []
    for minor, gap in zip(minors, gaps, strict=False):
        movements.append((day, Money(minor, "EUR")))
        day += timedelta(days=gap)
    end = start + timedelta(days=length)
    found = account_yield(
        movements, start, end, Money(earned, "EUR"), [(start, Decimal(0), "act/365")]
    )
    daily = sum(
        sum(value.minor for on, value in movements if on <= start + timedelta(days=place))
        for place in range(length)
    )
    assert found.average is not None
    assert abs(found.average.minor - Decimal(daily) / length) <= Decimal("0.5")
    assert found.reference == Money(0, "EUR")
    assert found.difference == found.actual
