"""One asset in two cases: shown in both, counted once, its costs divided by the key to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.money import Money
from asset_recovery.services.show_service import ShowService
from tests.services.reading import case_file, opened, shown
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def two_cases(at: At, share: str | None = "0.3333") -> Life:
    """The car of CASE, linked to OTHER."""
    life = at("seized")
    life.give("open_case", case="OTHER", title="Other", on="2026-01-05", legal_system="generic",
              route="civil_in_rem")  # fmt: skip
    if share is not None:
        link(life, cost_share=share)
    return life


def link(life: Life, **more: Any) -> Any:
    """Link the car to the other case."""
    given: dict[str, Any] = {"asset": "CAR", "case": "OTHER", "on": "2026-03-05", **more}
    return life.give("link_asset_to_case", **given)


def cost(life: Life, amount: str, on: str = "2026-03-10", **more: Any) -> Any:
    """A cost of storage."""
    return life.try_(
        "post_cost", asset="CAR", on=on, amount=money(amount), category="storage",
        counterparty="Harbour", **more,
    )  # fmt: skip


def costs(file: CaseFile) -> str:
    """The sum of the costs in a case file."""
    return Money.total([one.amount for one in file.postings], "EUR").amount


def seen(life: Life, case: str, who: str) -> CaseFile:
    """The case as this user reads it."""
    service = ShowService(opened(life.office))
    return service.case_file(case, life.office.actor(who), purpose="test")


def test_the_asset_is_shown_in_both_cases_and_counts_in_its_own(at: At) -> None:
    life = two_cases(at)
    life.give("record_valuation", asset="CAR", on="2026-03-06", value=money("900.00"),
              kind="appraisal", method="m", valuer="V")  # fmt: skip
    home, other = case_file(life.office, "CASE"), case_file(life.office, "OTHER")
    assert [one.reference for one in other.assets] == ["CAR"]
    assert other.assets[0].home_case == "CASE"
    assert [(one.case, one.share) for one in home.assets[0].cases] == [
        ("CASE", "0.6667"),
        ("OTHER", "0.3333"),
    ]
    assert [total.amount for _label, total in home.totals] == ["900.00"]
    assert other.totals == ()
    assert [one.asset for one in other.valuations] == ["CAR"]
    assert life.is_sound()


@pytest.mark.parametrize("amount", ["100.00", "0.01", "0.02", "99.99", "1234567.89"])
def test_costs_are_divided_by_the_key_to_the_cent(at: At, amount: str) -> None:
    life = two_cases(at)
    assert cost(life, amount).ok
    parts = [costs(case_file(life.office, case)) for case in ("CASE", "OTHER")]
    assert Money.total([Money.parse(one, "EUR") for one in parts], "EUR").amount == amount


def test_the_parts_are_those_of_the_key(at: At) -> None:
    life = two_cases(at, "0.25")
    cost(life, "100.01")
    assert costs(case_file(life.office, "CASE")) == "75.01"
    assert costs(case_file(life.office, "OTHER")) == "25.00"


def test_the_key_in_force_on_the_day_of_the_cost_counts(at: At) -> None:
    life = two_cases(at, "0.25")
    link(life, cost_share="0.5", on="2026-04-01", reason="agreed anew")
    cost(life, "100.00", "2026-03-10")
    cost(life, "100.00", "2026-04-10")
    assert costs(case_file(life.office, "OTHER")) == "75.00"
    assert costs(case_file(life.office, "CASE")) == "125.00"


def test_a_link_asks_for_the_key_or_for_the_reason_why_it_is_open(at: At) -> None:
    life = two_cases(at, None)
    result = life.try_("link_asset_to_case", asset="CAR", case="OTHER")
    assert [(one.code, one.field) for one in result.reasons] == [
        ("cost_share_missing", "cost_share")
    ]
    warned = link(life, reason="the two officers have still to agree").warnings
    assert [one.code for one in warned] == ["cost_share_missing"]
    refused = cost(life, "1.00")
    assert refused.reasons[0].code == "cost_share_missing"
    assert refused.reasons[0].clear_with == "link_asset_to_case"
    link(life, cost_share="0.5")
    assert cost(life, "1.00").ok


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"cost_share": "1"}, "field_invalid"),
        ({"cost_share": "1.2"}, "field_invalid"),
        ({"cost_share": "-0.1"}, "field_invalid"),
        ({"case": "CASE", "cost_share": "0.5"}, "field_invalid"),
        ({"case": "NONE", "cost_share": "0.5"}, "not_found"),
        ({"case": "THIRD", "cost_share": "0.7"}, "shares_do_not_sum"),
    ],
)
def test_a_link_that_cannot_be_is_refused(at: At, arguments: dict[str, Any], code: str) -> None:
    life = two_cases(at, "0.4")
    life.give("open_case", case="THIRD", title="T", on="2026-01-05", legal_system="generic")
    before = life.all_rows()
    given: dict[str, Any] = {"asset": "CAR", "case": "OTHER", **arguments}
    assert life.codes("link_asset_to_case", **given) == [code]
    assert life.all_rows() == before


def test_nothing_is_linked_to_a_closed_case(at: At) -> None:
    life = two_cases(at, None)
    life.give("close_case", case="OTHER", on="2026-02-01", reason="done")
    assert life.codes("link_asset_to_case", asset="CAR", case="OTHER", cost_share="0.5") == [
        "closed_record"
    ]


def test_a_sealed_second_case_is_not_betrayed_to_readers_of_the_first(at: At) -> None:
    life = two_cases(at, "0.25")
    cost(life, "100.00")
    life.give("seal_case", who="supervisor", case="OTHER", on="2026-04-01", reason="informant")
    life.give("grant_access", who="supervisor", case="OTHER", user="supervisor", reason="hers")
    file = seen(life, "CASE", "officer")
    assert file.assets[0].cases == ()
    assert costs(file) == "100.00"
    assert "OTHER" not in str(shown(life, "asset", "CAR", "officer"))
    assert "link_asset_to_case" not in {one.action for one in file.events}
    assert "link_asset_to_case" not in {one.action for one in file.journal}
    knowing = seen(life, "CASE", "supervisor")
    assert [one.case for one in knowing.assets[0].cases] == ["CASE", "OTHER"]
    assert costs(knowing) == "75.00"


def test_an_asset_of_a_sealed_case_is_not_betrayed_to_readers_of_the_second(at: At) -> None:
    life = two_cases(at, "0.25")
    life.give("seal_case", who="supervisor", case="CASE", on="2026-04-01", reason="informant")
    file = seen(life, "OTHER", "officer")
    assert file.assets == ()
    assert "CAR" not in str(file)


def test_the_link_is_seen_from_its_day_and_its_entry_on(at: At) -> None:
    life = two_cases(at, "0.25")
    early = case_file(life.office, "OTHER", as_of=date(2026, 3, 4))
    assert early.assets == ()
    assert len(case_file(life.office, "OTHER", as_of=date(2026, 3, 5)).assets) == 1


def test_the_parts_of_a_split_asset_stay_in_both_cases(at: At) -> None:
    life = two_cases(at, "0.25")
    cost(life, "100.01")
    life.give("split_asset", asset="CAR", on="2026-04-01",
              parts=[{"share": "0.6"}, {"share": "0.4"}])  # fmt: skip
    other = case_file(life.office, "OTHER")
    assert {one.reference for one in other.assets} == {"CAR", "CAR-01", "CAR-02"}
    whole = [costs(case_file(life.office, case)) for case in ("CASE", "OTHER")]
    assert Money.total([Money.parse(one, "EUR") for one in whole], "EUR").amount == "100.01"
    assert life.is_sound()


def test_numbers_of_a_schedule_are_never_given_twice(at: At) -> None:
    life = two_cases(at, "0.25")
    life.give("register_asset", asset="OWN", case="OTHER", type="VEH-CAR", description="Own")
    numbers = [one.number for one in case_file(life.office, "OTHER").assets]
    assert sorted(numbers) == [1, 2]


def test_the_same_link_given_twice_is_refused_and_another_share_is_not(at: At) -> None:
    life = two_cases(at, "0.25")
    before = life.all_rows()
    again = life.try_("link_asset_to_case", asset="CAR", case="OTHER", cost_share="0.250")
    assert [one.code for one in again.reasons] == ["wrong_state"]
    assert "already linked" in again.reasons[0].text
    assert life.all_rows() == before
    link(life, cost_share="0.5", on="2026-04-01", reason="agreed anew")
