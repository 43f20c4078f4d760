"""What is read of the care for an asset: gaps, differences, fees, insurance, plan and outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from asset_recovery.domain.management_facts import ManagementFacts
from asset_recovery.services.explain_service import ExplainService
from asset_recovery.services.show_service import ShowService
from tests.services.reading import case_file, opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
RUN: dict[str, Any] = {
    "contract": "A-1", "kind": "administration", "assets": ["CAR"],
    "party": {"name": "Verwalter", "kind": "natural"}, "from": "2026-03-01",
    "reporting_every": "monthly", "fee_cap": "10 %",
}  # fmt: skip


def cared(life: Life, on: date | None = None) -> ManagementFacts:
    found = case_file(life.office, "CASE", as_of=on, with_journal=False).management
    return next(one for one in found if one.asset == "CAR")


def report(life: Life, since: str, until: str, **more: Any) -> None:
    life.give("record_report", contract="A-1", on=until, **{"from": since, "to": until}, **more)


def test_gaps_and_overlaps_of_reports_are_shown_and_missing_ones_counted(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **RUN)
    report(life, "2026-03-01", "2026-03-31")
    report(life, "2026-05-01", "2026-05-31")
    report(life, "2026-05-20", "2026-06-30")
    found = cared(life)
    assert [(one.kind, str(one.since), str(one.until)) for one in found.stretches] == [
        ("gap", "2026-04-01", "2026-04-30"), ("overlap", "2026-05-20", "2026-05-31"),
    ]  # fmt: skip
    contract = found.contracts[0]
    assert str(contract.next_report_on) == "2026-08-01"
    assert contract.reports_missing == 4  # July to October; the office stands at 24 November
    assert cared(life, date(2026, 7, 31)).contracts[0].reports_missing == 0


def test_a_report_stands_beside_what_was_booked_and_books_nothing(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **RUN)
    life.give("post_income", asset="CAR", on="2026-03-10", amount=money("900.00"),
              category="rent", counterparty="Tenant")  # fmt: skip
    before = life.all_rows()["event"]
    report(life, "2026-03-01", "2026-03-31", income=money("950.00"), costs=money("20.00"))
    assert life.all_rows()["event"] == before + 1
    told = cared(life).reports[0]
    assert told.posted_income is not None
    assert told.posted_income.amount == "900.00"
    assert told.income_difference is not None
    assert told.income_difference.amount == "50.00"
    assert told.cost_difference is not None
    assert told.cost_difference.amount == "20.00"


def test_fees_over_the_cap_or_over_the_income_alarm_by_the_figure(at: At) -> None:
    life = at("valued")
    life.give("record_contract", **RUN)
    life.give("post_income", asset="CAR", on="2026-03-10", amount=money("100.00"),
              category="rent", counterparty="Tenant")  # fmt: skip
    for amount in ("8.00", "110.00"):
        life.give("post_cost", asset="CAR", on="2026-04-01", amount=money(amount),
                  category="administration", counterparty="Verwalter")  # fmt: skip
    fees = cared(life).contracts[0].fees
    assert fees is not None
    assert fees.fees.amount == "118.00"
    assert "fees_above_income" in fees.alarms
    assert "cap_share_of_income" in fees.alarms
    told = ExplainService(opened(life.office)).explain("CAR", "fee_check",
                                                       life.office.actor("everyone"))  # fmt: skip
    assert told["alarms"] == list(fees.alarms)
    early = cared(life, date(2026, 3, 20)).contracts[0].fees
    assert early is not None
    assert early.alarms == ()


def test_the_gap_in_the_insurance_is_the_value_that_no_sum_covers(at: At) -> None:
    life = at("valued")
    value = cared(life).insurance.value
    assert value is not None
    assert cared(life).insurance.gap == value
    life.give("insure_asset", asset="CAR", insurer="I", policy="P", sum=money("4000.00"),
              **{"from": "2026-03-01", "to": "2026-10-31"})  # fmt: skip
    insured = cared(life, date(2026, 10, 31)).insurance
    assert insured.insured is not None
    assert insured.insured.amount == "4000.00"
    assert insured.gap == value - insured.insured
    lapsed = cared(life).insurance
    assert str(lapsed.lapsed_on) == "2026-10-31"
    assert lapsed.gap == value
    told = ExplainService(opened(life.office)).explain("CAR", "insurance_gap",
                                                       life.office.actor("everyone"))  # fmt: skip
    assert told["gap"] == value.amount


def test_the_planning_sheet_is_compared_with_what_came_of_it(at: At) -> None:
    life = at("stored")
    life.give(
        "record_plan", asset="CAR", on="2026-03-01", value=money("12000.00"),
        liens=money("0.00"), monthly_cost=money("100.00"), monthly_income=money("0.00"),
        yearly_decline="0.1", sale_cost_share="0.1", horizon_months="6", risks="none",
        recommendation="seize", considered=["bond"], storage_needs=["space", "security"],
        verdict="seize", custodian="Depot",
    )  # fmt: skip
    plan = cared(life).plan
    assert plan is not None
    assert plan.complete
    assert plan.go is True
    assert plan.equity is not None
    assert plan.equity.amount == "10200.00"
    answers = {name: text for name, _label, text in plan.answers}
    assert answers["storage_needs"] == "Space, Security"
    assert answers["verdict"] == "Seize"
    life.appraise("2026-03-05", "11000.00")
    life.give("post_cost", asset="CAR", on="2026-04-01", amount=money("700.00"),
              category="storage", counterparty="Depot")  # fmt: skip
    lines = {one.name: one for one in cared(life).plan.outcome}  # type: ignore[union-attr]
    assert lines["value"].difference.startswith("-1")
    assert lines["months"].estimate == "6"
    assert lines["monthly_cost"].actual
    assert lines["net"].actual
    assert not cared(life).plan.settled  # type: ignore[union-attr]


def test_show_tells_the_care_of_an_asset(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **RUN)
    shown = ShowService(opened(life.office)).show("asset", "CAR", life.office.actor("everyone"))
    care = shown["care"]
    assert isinstance(care, dict)
    assert care["mode"] == "stored"
    assert care["contracts"][0]["party"] == "Verwalter"
    assert care["terms"] == [["contract", "K-1"]]


def test_what_costs_more_to_keep_than_it_is_worth_takes_the_short_way(at: At) -> None:
    life = at("valued")
    assert cared(life).low_value is None
    life.give("record_plan", asset="CAR", on="2026-03-20", monthly_cost=money("9000.00"))
    found = cared(life).low_value
    assert found is not None
    assert found.custody_exceeds_value
    assert found.months == 6
    assert not found.below_threshold


def test_storage_brings_in_nothing_and_is_no_alarm_for_that(at: At) -> None:
    life = at("valued")
    life.give("record_contract", **{**RUN, "kind": "storage", "fee_cap": "500.00 EUR"})
    life.give("post_cost", asset="CAR", on="2026-04-01", amount=money("110.00"),
              category="storage", counterparty="Verwalter")  # fmt: skip
    fees = cared(life).contracts[0].fees
    assert fees is not None
    assert fees.alarms == ()
    life.give("post_cost", asset="CAR", on="2026-05-01", amount=money("410.00"),
              category="storage", counterparty="Verwalter")  # fmt: skip
    fees = cared(life).contracts[0].fees
    assert fees is not None
    assert fees.alarms == ("cap_amount",)
