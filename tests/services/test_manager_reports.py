"""Reports of managers and depositaries, and visits after a reuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
RUN: dict[str, Any] = {
    "contract": "A-1", "kind": "administration", "assets": ["CAR"],
    "party": {"name": "Verwalter", "kind": "natural"}, "from": "2026-03-01",
    "reporting_every": "monthly",
}  # fmt: skip


def test_the_next_report_is_due_one_interval_after_what_is_covered(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **RUN)
    assert life.due()["report_due"] == "2026-04-01"
    made = life.give("record_report", **{
        "contract": "A-1", "on": "2026-04-03", "from": "2026-03-01", "to": "2026-03-31",
        "income": money("900.00"), "costs": money("40.00"),
    })  # fmt: skip
    assert made.made[0][0] == "report"
    assert life.due()["report_due"] == "2026-05-01"


def test_no_report_is_due_after_the_contract_is_over_and_covered(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **{**RUN, "to": "2026-03-31"})
    assert life.due()["report_due"] == "2026-04-01"
    life.give("record_report", **{
        "contract": "A-1", "on": "2026-04-03", "from": "2026-03-01", "to": "2026-03-31",
    })  # fmt: skip
    assert "report_due" not in life.due()


def test_a_report_covers_a_period_that_is_over_in_one_currency(at: At) -> None:
    life = at("stored")
    wrong = {
        "asset": "CAR", "on": "2026-04-03", "from": "2026-03-01", "to": "2026-04-30",
        "income": money("9.00"), "costs": money("4.00", "USD"),
    }  # fmt: skip
    assert life.codes("record_report", **wrong) == ["date_order", "currency_mismatch"]
    assert life.codes("record_report", **{
        "on": "2026-04-03", "from": "2026-03-01", "to": "2026-03-30",
    }) == ["field_missing"]  # fmt: skip
    assert life.codes("record_report", **{
        "contract": "NONE", "on": "2026-04-03", "from": "2026-03-01", "to": "2026-03-30",
    }) == ["not_found"]  # fmt: skip


def test_an_administrator_reports_by_the_terms_where_no_contract_asks_for_it(at: At) -> None:
    life = at("stored")
    life.give(
        "manage_asset", asset="CAR", on="2026-04-02", mode="administered", reason="r",
        terms={"order": "o", "mandate": "m", "reporting_every": "3 months", "fee_cap": "0.05"},
    )  # fmt: skip
    assert life.due()["report_due"] == "2026-07-02"
    assert "administrator_report" not in life.due()
    life.give("record_report", **{
        "asset": "CAR", "on": "2026-07-02", "from": "2026-04-02", "to": "2026-07-01",
    })  # fmt: skip
    assert life.due()["report_due"] == "2026-10-02"


def reused(life: Life) -> None:
    assert life.file().ok
    life.prove()
    life.order("CONF", "civil_in_rem", "2026-07-01")
    life.give("certify_final", order="CONF", on="2026-08-01")
    life.appraise("2026-08-02", "40000.00")
    life.give(
        "dispose_asset", asset="CAR", on="2026-09-15", kind="social_reuse",
        beneficiary="Municipality", terms="day centre, ten years",
    )  # fmt: skip
    life.approve(on="2026-09-16")


def test_visits_follow_what_was_given_for_reuse_only(at: At) -> None:
    life = at("stored")
    visit = {"asset": "CAR", "on": "2026-04-01", "by": "V", "finding": "as_agreed"}
    assert life.codes("follow_up_reuse", **visit) == ["wrong_state"]


def test_a_breach_is_a_hard_alarm_until_a_visit_finds_it_mended(at: At) -> None:
    life = at("stored")
    reused(life)
    assert life.due()["reuse_first_visit"] == "2027-09-16"
    visit = {"asset": "CAR", "by": "V", "photos": ["front"]}
    wrong = {**visit, "on": "2026-10-01", "finding": "breach", "next_on": "2026-09-30"}
    assert life.codes("follow_up_reuse", **wrong) == ["date_order"]
    warned = life.warned("follow_up_reuse", **{**wrong, "next_on": "2026-11-01"})
    assert warned == ["reuse_breach"]
    assert life.due()["reuse_breach"] == "2026-10-15"
    assert life.due()["reuse_visit"] == "2026-11-01"
    assert "reuse_first_visit" not in life.due()
    assert life.codes(
        "follow_up_reuse", **{**visit, "on": "2026-09-01", "finding": "as_agreed"}
    ) == ["wrong_state"]
    life.give("follow_up_reuse", **visit, on="2026-11-02", finding="as_agreed",
              next_on="2027-11-01")  # fmt: skip
    assert "reuse_breach" not in life.due()
    assert life.due()["reuse_visit"] == "2027-11-01"
