"""The movement table closes, shows its records, says what spoils it, and is published openly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.statistics_facts import Cell, MovementTable, Period
from asset_recovery.domain.statistics_layout import layout_on
from asset_recovery.services.movement_reading import closing_of
from asset_recovery.services.statistics_service import StatisticsService, as_json
from tests.services.reading import opened
from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import money

At = Callable[[str], Life]


def table(life: Life, period: str = "2026", **more: Any) -> MovementTable:
    """The table as the supervisor reads it; it closes in every test."""
    service = StatisticsService(opened(life.office))
    found = service.table(life.office.actor("supervisor"), Period.parse(period), **more)
    assert found.closes, found.not_closing
    return found


def cells(found: MovementTable, category: str = "vehicles") -> dict[str, tuple[int, int]]:
    """What is not empty of a row."""
    row = next((one for one in found.rows if one.category == category), None)
    if row is None:
        return {}
    every = {"opening": row.opening, **row.lines, "closing": row.closing}
    return {name: (cell.count, cell.value) for name, cell in every.items() if cell != Cell()}


def test_what_is_only_frozen_is_not_in_the_offices_care(at: At) -> None:
    assert cells(table(at("frozen"))) == {}


def test_a_seized_thing_comes_in_and_a_valuation_revalues_it(at: At) -> None:
    found = cells(table(at("valued")))
    assert found == {"seized": (1, 0), "revalued": (0, 1_000_000), "closing": (1, 1_000_000)}


def test_what_was_there_before_the_period_is_its_opening(at: At) -> None:
    found = cells(table(at("valued"), "2026-Q2"))
    assert found == {"opening": (1, 0), "revalued": (0, 1_000_000), "closing": (1, 1_000_000)}


def test_an_interlocutory_sale_takes_the_thing_out_and_its_proceeds_come_in(at: At) -> None:
    found = table(at("delivered"))
    assert cells(found)["sold"] == (1, 1_000_000)
    assert "closing" not in cells(found)
    assert cells(found, "money_and_accounts") == {
        "received": (1, 950_000),
        "closing": (1, 950_000),
    }
    assert found.total.closing == Cell(1, 950_000)


def test_proceeds_that_were_paid_out_in_full_are_gone(at: At) -> None:
    found = table(at("paid_out"))
    assert found.total.closing == Cell(0, 0)
    assert cells(found, "money_and_accounts")["disposed"] == (1, 950_000)


def test_a_returned_thing_is_released_with_the_value_that_it_had(at: At) -> None:
    life = at("valued")
    life.give("lift_order", order="FREEZE", on="2026-05-01", reason="no_need", reference="L-1")
    assert cells(table(life))["closing"] == (1, 1_000_000), "ordered is not done"
    life.give(
        "return_asset", asset="CAR", on="2026-05-02", to="OWNER", condition="good", receipt="R-1"
    )
    life.approve(on="2026-05-03")
    assert cells(table(life))["released"] == (1, 1_000_000)
    assert "closing" not in cells(table(life))


def test_a_thing_taken_over_comes_in_as_received(at: At) -> None:
    life = at("registered")
    life.give(
        "open_position",
        asset="CAR",
        on="2026-02-02",
        legal_state="confiscated_final",
        source="register",
    )
    life.approve(on="2026-02-03")
    assert cells(table(life)) == {"received": (1, 0), "closing": (1, 0)}


def test_a_thing_confiscated_without_seizure_comes_in_as_confiscated_when_that_is_final(
    at: At,
) -> None:
    life = at("identified")
    given = {"irregular": "never seized", "route": "civil_in_rem"}
    life.order("CONF", "civil_in_rem", "2026-07-01", **given)
    assert cells(table(life)) == {}
    life.give("certify_final", order="CONF", on="2026-08-01", irregular="never seized")
    assert cells(table(life)) == {"forfeited": (1, 0), "closing": (1, 0)}


def test_what_two_orders_hold_counts_once(at: At) -> None:
    life = at("valued")
    life.give(
        "record_order",
        order="SECOND",
        case="CASE",
        kind="freezing",
        authority="Another court",
        reference="2/26",
        on="2026-04-10",
        assets=[{"asset": "CAR"}],
        concurrent=True,
        priority_note="second in rank",
    )
    assert table(life).total.closing == Cell(1, 1_000_000)


def test_a_share_that_is_returned_goes_out_by_its_value_and_the_thing_stays(at: At) -> None:
    life = at("valued")
    life.give(
        "lift_order",
        order="FREEZE",
        on="2026-05-01",
        reason="excess",
        fraction="0.25",
        authority=COURT,
        reference="L-2",
    )
    life.give(
        "return_asset",
        asset="CAR",
        on="2026-05-02",
        to="OWNER",
        condition="good",
        receipt="R-1",
        parts=["2"],
    )
    life.approve(on="2026-05-03")
    row = cells(table(life))
    assert row["released"] == (0, 250_000)
    assert row["closing"] == (1, 750_000)


def test_a_late_fact_moves_its_figure_to_where_it_belongs(at: At) -> None:
    life = at("valued")
    before = table(life, "2026-03").total.closing
    life.appraise("2026-03-15", "8000.00")
    after = table(life, "2026-03").total.closing
    assert (before, after) == (Cell(1, 0), Cell(1, 800_000))
    assert table(life, "2026").total.closing == Cell(1, 1_000_000)


def test_a_list_price_stands_outside_the_sum_and_spoils_the_return(at: At) -> None:
    life = at("seized")
    life.appraise("2026-04-01", "500000.00", kind="list_price")
    found = table(life)
    assert found.total.closing == Cell(1, 0)
    assert "list_price_only" in [one.code for one in found.spoiling]
    assert found.unvalued == 1


def test_a_value_without_a_rate_is_not_guessed(at: At) -> None:
    life = at("seized")
    life.give(
        "record_valuation",
        asset="CAR",
        on="2026-04-01",
        value=money("900000.00", "KPW"),
        kind="appraisal",
        valuer="Valuer 1",
        method="comparison",
    )
    found = table(life)
    assert found.total.closing == Cell(1, 0)
    assert [one.clear_with for one in found.spoiling if one.code == "rate_missing"] == [
        "record_rate"
    ]


def test_what_is_missing_on_a_record_is_listed_with_the_action_that_mends_it(at: At) -> None:
    life = at("valued")
    codes = {one.code: one.clear_with for one in table(life).spoiling}
    assert codes["country_missing"] == "change_asset"
    life.give("change_asset", asset="CAR", country="MT", reason="seen")
    assert "country_missing" not in {one.code for one in table(life).spoiling}


def test_evidence_is_no_asset(at: At) -> None:
    life = at("begun")
    life.give(
        "register_asset",
        asset="E1",
        case="CASE",
        type="EVI",
        description="Knife",
        location="Hall 3",
    )
    life.give("identify_asset", asset="E1", on="2026-02-01", source="search")
    life.give("take_possession", asset="E1", power="s. 5", on="2026-02-02", **INVENTORY)
    assert table(life).total.closing == Cell(0, 0)


def test_a_cell_opens_the_records_that_it_sums(at: At) -> None:
    found = table(at("delivered"), cell="vehicles.sold")
    assert [(one.record, one.on, one.count, one.value) for one in found.records] == [
        ("CAR", date(2026, 5, 12), 1, 1_000_000)
    ]


def test_the_cell_of_a_total_sums_the_same_as_its_records(at: At) -> None:
    found = table(at("paid_out"), cell="total.revalued")
    assert sum(one.value for one in found.records) == found.total.lines["revalued"].value


@pytest.mark.parametrize("cell", ["vehicles.lent", "moons.sold", "lent"])
def test_a_cell_that_is_not_there_is_refused_with_those_that_are(at: At, cell: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        table(at("begun"), cell=cell)
    assert refused.value.reasons[0].field == "of"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-03-05..2026-04-01", date(2026, 3, 5), date(2026, 4, 1)),
    ],
)
def test_a_period_is_a_year_a_quarter_a_month_or_two_days(
    text: str, first: date, last: date
) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-Q5", "2026-02-30..2026-03-01", "٢٠٢٦"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed):
        Period.parse(text)


def publish(life: Life, **more: Any) -> Any:
    """The supervisor publishes the year."""
    arguments = {"period": "2026", "shape": "movement", "on": "2026-11-24", **more}
    return life.try_("publish_snapshot", who="supervisor", **arguments)


def test_published_figures_stay_and_what_changed_since_is_shown_cell_by_cell(at: At) -> None:
    life = at("valued")
    assert publish(life).ok
    assert table(life).revisions == ()
    life.appraise("2026-04-02", "7000.00")
    found = table(life)
    assert found.snapshot is not None
    assert found.snapshot.rows[-1].closing == Cell(1, 1_000_000)
    changed = {(one.category, one.column) for one in found.revisions}
    assert changed == {
        (category, column)
        for category in ("vehicles", "total")
        for column in ("revalued", "closing")
    }


def test_figures_are_published_again_only_with_a_reason(at: At) -> None:
    life = at("valued")
    publish(life)
    assert [one.code for one in publish(life).reasons] == ["field_missing"]
    assert publish(life, reason="late valuation").ok


def test_only_a_supervisor_publishes(at: At) -> None:
    life = at("valued")
    found = life.try_(
        "publish_snapshot", who="officer", period="2026", shape="movement", on="2026-11-24"
    )
    assert [one.code for one in found.reasons] == ["role_needed"]


def test_a_period_that_has_not_begun_is_not_published(at: At) -> None:
    assert [one.code for one in publish(at("valued"), period="2027").reasons] == ["date_order"]


def test_what_was_published_is_found_again_from_the_records_as_then_known(at: At) -> None:
    life = at("valued")
    publish(life)
    life.appraise("2026-04-02", "7000.00")
    snapshot = table(life).snapshot
    assert snapshot is not None
    assert life.is_sound()


def test_the_table_as_json_keeps_amounts_as_text(at: At) -> None:
    found = as_json(table(at("valued"), cell="closing"))
    assert found["total"]["closing"] == {"count": 1, "value": "10000.00"}
    assert found["records"][0]["value"] == "10000.00"


def test_every_type_stands_in_a_row_of_the_layout() -> None:
    layout = layout_on(date(2026, 1, 1))
    known = ("AIR-FIX", "RE-DWL", "VA-BTC", "MON-CASH", "VEH-CAR", "SOMETHING-NEW")
    rows = [layout.category(code).key for code in known]
    assert rows == [
        "aircraft", "real_property", "virtual_assets", "money_and_accounts", "vehicles", "other",
    ]  # fmt: skip


@given(
    st.integers(0, 500),
    st.integers(0, 10**12),
    st.tuples(*[st.tuples(st.integers(0, 50), st.integers(0, 10**9))] * 4),
)
def test_opening_and_movements_add_up_whatever_they_are(
    count: int, value: int, moved: tuple[tuple[int, int], ...]
) -> None:
    kinds = ("seized", "forfeited", "received", "revalued")
    lines = {
        kind: Cell(0 if kind == "revalued" else n, v)
        for kind, (n, v) in zip(kinds, moved, strict=True)
    }
    closing = closing_of(Cell(count, value), lines)
    assert closing == (
        count + sum(cell.count for cell in lines.values()),
        value + sum(cell.value for cell in lines.values()),
    )
