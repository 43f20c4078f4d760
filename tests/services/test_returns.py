"""The yearly returns count facts of the period from the histories, each once, and say on what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.return_facts import ReturnFact, ReturnRow, ReturnTable
from asset_recovery.domain.return_layout import return_layout_on, return_shapes
from asset_recovery.domain.statistics_facts import Period
from asset_recovery.lifecycle.figures.return_rows import rows_of
from asset_recovery.services.case_sheets import CaseSheets
from asset_recovery.services.returns_service import ReturnsService, as_json
from tests.services.reading import opened
from tests.services.test_requests_sent import sent
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def read(life: Life, shape: str = "fatf", period: str = "2026", **more: Any) -> ReturnTable:
    """A return as the supervisor reads it."""
    service = ReturnsService(opened(life.office))
    return service.table(life.office.actor("supervisor"), Period.parse(period), shape, **more)


def row(life: Life, key: str, shape: str = "fatf", period: str = "2026") -> ReturnRow:
    """A row of a return."""
    return next(one for one in read(life, shape, period).rows if one.key == key)


def cell(life: Life, key: str, shape: str = "fatf", period: str = "2026") -> tuple[int, int]:
    """Number and value of a row."""
    found = row(life, key, shape, period)
    return found.cell.count, found.cell.value


def test_a_frozen_thing_counts_once_with_its_order(at: At) -> None:
    life = at("frozen")
    assert cell(life, "frozen_by_type") == (1, 0)
    assert cell(life, "freezing_orders_executed", "eu") == (1, 0)


def test_a_thing_seized_after_it_was_frozen_is_not_frozen_twice(at: At) -> None:
    assert cell(at("valued"), "frozen_by_type") == (1, 0)


def test_what_has_no_value_at_the_time_is_said_to_count_by_number_only(at: At) -> None:
    assert row(at("frozen"), "frozen_by_type").unvalued == 1


def test_a_fact_of_another_year_is_not_in_the_return(at: At) -> None:
    assert cell(at("frozen"), "frozen_by_type", period="2025") == (0, 0)


def test_an_interlocutory_sale_counts_and_its_price_is_realised_once(at: At) -> None:
    life = at("delivered")
    assert cell(life, "interlocutory_sales")[0] == 1
    assert cell(life, "value_realised") == (1, 950_000)


def test_a_final_confiscation_counts_by_its_route(at: At) -> None:
    found = row(at("final"), "confiscated_by_route")
    assert found.cell.count == 1
    assert [(code, part.count) for code, _label, part in found.parts] == [("civil_in_rem", 1)]


def test_what_is_not_final_is_not_confiscated(at: At) -> None:
    assert cell(at("confiscated"), "confiscated_by_route") == (0, 0)


def test_days_run_from_freezing_to_the_final_confiscation(at: At) -> None:
    days = row(at("final"), "days_to_confiscation").days
    assert days is not None
    assert days.n == 1
    assert days.median is not None
    assert days.median > 0


def test_costs_count_by_kind_and_a_posting_taken_back_does_not(at: At) -> None:
    life = at("valued")
    before = cell(life, "management_costs")
    for name in ("P1", "P2"):
        life.give("post_cost", asset="CAR", posting=name, on="2026-05-01", amount=money("100.00"),
                  category="storage", counterparty="Garage")  # fmt: skip
    life.give("correct_posting", posting="P2", on="2026-05-02", reason="twice")
    after = cell(life, "management_costs")
    assert after == (before[0] + 1, before[1] + 10_000)


def test_a_payment_to_a_victim_is_restitution(at: At) -> None:
    life = at("paid_out")
    paid = read(life, of="restituted_to_victims")
    shown = next(one for one in paid.rows if one.key == "restituted_to_victims")
    assert shown.cell.count == len(paid.records)


def test_the_records_of_a_row_sum_to_it(at: At) -> None:
    found = read(at("delivered"), of="value_realised")
    total = next(one for one in found.rows if one.key == "value_realised")
    assert sum(one.value or 0 for one in found.records) == total.cell.value == 950_000


def test_an_unknown_return_and_an_unknown_row_are_named(at: At) -> None:
    life = at("frozen")
    with pytest.raises(ValidationFailed, match="eu, fatf"):
        read(life, "oecd")
    with pytest.raises(ValidationFailed, match="frozen_by_type"):
        read(life, of="nothing")


def test_a_published_return_stays_and_what_changed_is_shown(at: At) -> None:
    life = at("valued")
    life.give("publish_snapshot", period="2026", shape="eu", on="2026-06-01", who="supervisor")
    assert read(life, "eu").changed == ()
    life.give("register_asset", asset="BOAT", case="CASE", type="VES-YAC", description="Boat",
              location="Valletta", identifiers=[{"kind": "name", "value": "Aurora"}])  # fmt: skip
    life.give("identify_asset", asset="BOAT", on="2026-02-01", source="register")
    life.give("record_order", order="F2", case="CASE", kind="freezing", authority="Court",
              reference="F2/26", on="2026-03-05", assets=["BOAT"])  # fmt: skip
    assert [key for key, _was, _now in read(life, "eu").changed] == [
        "freezing_orders_executed",
        "value_frozen",
    ]


def test_every_row_of_a_layout_has_a_source_and_a_known_fact() -> None:
    told = {"realised", "paid", "cost", "received_abroad", "request", "foreign_order"}
    for shape in return_shapes():
        layout = return_layout_on(shape, date(2026, 12, 31))
        known = told | {one.fact for one in layout.enters}
        assert len({one.key for one in layout.rows}) == len(layout.rows)
        for one in layout.rows:
            assert one.fact in known, one.key
            assert one.source, one.key
            assert one.mark in ("V", "V2", "K", "D"), one.key


def test_an_order_over_many_things_counts_once_with_all_their_values() -> None:
    layout = return_layout_on("fatf", date(2026, 12, 31))
    facts = [
        ReturnFact("frozen", date(2026, 3, day), f"A{day}", "C", "thing", 100,
                   {"order": "O1", "order_kind": "fiu_suspension", "asset": f"A{day}"})
        for day in (1, 2, 3)
    ]  # fmt: skip
    found = {one.key: one for one in rows_of(layout, facts, Period.parse("2026"), lambda _b, c: c)}
    assert (found["suspensions"].cell.count, found["suspensions"].cell.value) == (1, 300)
    assert (found["frozen_by_type"].cell.count, found["frozen_by_type"].cell.value) == (3, 300)


def test_a_case_that_paid_victims_in_two_years_counts_in_both() -> None:
    layout = return_layout_on("eu", date(2026, 12, 31))
    facts = [
        ReturnFact(
            "paid", date(year, 3, 1), "A", "C", "thing", 100, {"kind": "victim", "case": "C"}
        )
        for year in (2025, 2026)
    ]
    for year in ("2025", "2026"):
        rows = rows_of(layout, facts, Period.parse(year), lambda _by, code: code)
        found = next(one for one in rows if one.key == "victims_compensated")
        assert (found.cell.count, found.cell.value) == (1, 100)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "pdf"])
def test_a_return_is_saved_in_every_form(at: At, tmp_path: Path, ending: str) -> None:
    life = at("delivered")
    service = ReturnsService(opened(life.office))
    actor = life.office.actor("supervisor")
    path = tmp_path / f"return.{ending}"
    service.write(actor, service.table(actor, Period.parse("2026"), "eu"), path)
    assert path.stat().st_size > 500


def test_a_case_sheet_names_no_person_and_sums_what_was_frozen(at: At) -> None:
    life = at("valued")
    sheets = CaseSheets(opened(life.office)).sheets(
        life.office.actor("supervisor"), Period.parse("2026")
    )
    assert [one.case for one in sheets] == ["CASE"]
    said = " ".join(str(one) for one in sheets[0].as_json().values())
    assert "OWNER" not in said
    assert sheets[0].years == (2026,)


def test_json_of_a_return_keeps_the_decimals_of_its_amounts(at: At) -> None:
    found = as_json(read(at("delivered")))
    realised = next(one for one in found["rows"] if one["key"] == "value_realised")
    assert realised["value"] == "9500.00"


def test_a_paper_on_a_request_is_no_request_of_the_year(at: At) -> None:
    life = at("identified")
    for request, more in (("OUT-1", {"kinds": ["AR-T"], "assets": [life.asset], "form": "MLA-01"}),
                          ("SUP-1", {"form": "MLA-03", "parent": "OUT-1"})):  # fmt: skip
        life.give("draft_request", request=request, case="CASE", to_country="CH", **more)
        sent(life, request, "2026-03-05")
    service = ReturnsService(opened(life.office))
    actor, period = life.office.actor("supervisor"), Period.parse("2026")
    told = [
        [record.record for record in service.table(actor, period, shape, of=one.key).records]
        for shape in ("eu", "fatf")
        for one in service.table(actor, period, shape).rows
        if "request" in one.key
    ]
    assert any("OUT-1" in found for found in told)
    assert not any("SUP-1" in found for found in told)
