"""Splitting and merging: states, orders and costs go on; every total is the same to the cent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.services.reading import case_file, shown
from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import money

At = Callable[[str], Life]
HALVES: list[dict[str, Any]] = [{"share": "0.6"}, {"share": "0.4"}]


def position(life: Life, asset: str) -> Position:
    """Where an asset stands now."""
    with life.office.reading.connect() as connection:
        row = finder.by_reference(connection, "asset", asset)
        assert row is not None
        return Stories(connection).position(int(row["id"]))


def cost(life: Life, asset: str, amount: str, on: str = "2026-03-10", **more: Any) -> None:
    """A cost of storage."""
    life.give(
        "post_cost", asset=asset, on=on, amount=money(amount), category="storage",
        counterparty="Harbour", **more,
    )  # fmt: skip


def valued(life: Life, amount: str = "100000.01") -> Life:
    """An appraisal of the car."""
    life.give(
        "record_valuation", asset="CAR", on="2026-03-05", value=money(amount), kind="appraisal",
        method="market", valuer="V",
    )  # fmt: skip
    return life


def costs_of(life: Life, asset: str) -> list[str]:
    """The costs in the position of an asset."""
    return [one.amount.amount for one in position(life, asset).postings.values()]


def split(life: Life, parts: list[dict[str, Any]] | None = None, **more: Any) -> Any:
    """Split the car in two."""
    arguments: dict[str, Any] = {"asset": "CAR", "on": "2026-04-01", "parts": parts or HALVES}
    return life.give("split_asset", **{**arguments, **more})


def test_the_parts_take_over_state_orders_custody_value_and_costs(at: At) -> None:
    life = valued(at("seized"))
    cost(life, "CAR", "100.01")
    result = split(life)
    assert dict(result.made)["parts"] == "CAR-01, CAR-02"
    whole, one, other = (position(life, name) for name in ("CAR", "CAR-01", "CAR-02"))
    for part in (one, other):
        assert (part.legal, part.management) == ("seized", whole.management)
        assert part.orders.keys() == whole.orders.keys()
        assert part.possession is not None
        assert part.owners == ["OWNER"]
    assert [p.valuations[-1].value.amount for p in (one, other)] == ["60000.01", "40000.00"]
    assert costs_of(life, "CAR-01") + costs_of(life, "CAR-02") == ["60.01", "40.00"]
    assert life.is_sound()


def test_the_whole_leaves_all_totals_and_names_its_parts(at: At) -> None:
    life = valued(at("seized"))
    before = case_file(life.office, "CASE").totals
    split(life)
    assert case_file(life.office, "CASE").totals == before
    assert life.row("CAR")["base_minor"] is None
    assert position(life, "CAR").split_into == ("CAR-01", "CAR-02")
    refused = life.try_("inspect_asset", asset="CAR", on="2026-04-02", by="x", condition="c",
                        findings="f")  # fmt: skip
    assert refused.reasons[0].code == "asset_replaced"
    assert "CAR-01, CAR-02" in refused.reasons[0].text


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([{"share": "0.6"}, {"share": "0.5"}], "shares_do_not_sum"),
        ([{"share": "0.6"}, {"share": "0.39"}], "shares_do_not_sum"),
        ([{"fraction": "0.3333"}] * 3, "shares_do_not_sum"),
        ([{"amount": money("60000.00")}, {"amount": money("40000.00")}], "shares_do_not_sum"),
        (
            [
                {"amount": {"amount": "60000.00", "currency": "USD"}},
                {"amount": {"amount": "40000.01", "currency": "USD"}},
            ],
            "currency_mismatch",
        ),
        ([{"quantity": "1"}, {"quantity": "1"}], "shares_do_not_sum"),
        ([{"share": "1"}], "field_invalid"),
        ([{"share": "0.5"}, {"amount": money("1.00")}], "field_invalid"),
        ([{"share": "0.5", "amount": money("1.00")}, {"share": "0.5"}], "field_invalid"),
        ([{"share": "0"}, {"share": "1"}], "field_invalid"),
        ([{"share": "0.5", "type": "SHIP"}, {"share": "0.5"}], "field_invalid"),
        ([{"share": "0.5", "asset": "X"}, {"share": "0.5", "asset": "X"}], "reference_taken"),
        ([{"share": "0.5", "asset": "CAR"}, {"share": "0.5"}], "reference_taken"),
        ([{"component": "Hull"}, {"component": "Tender"}], "field_missing"),
    ],
)
def test_parts_that_do_not_come_to_the_whole_are_refused_and_nothing_changes(
    at: At, parts: list[dict[str, Any]], code: str
) -> None:
    life = valued(at("seized"))
    before = life.all_rows()
    assert life.codes("split_asset", asset="CAR", on="2026-04-01", parts=parts) == [code]
    assert life.all_rows() == before


def test_amounts_that_come_to_the_value_are_its_parts(at: At) -> None:
    life = valued(at("seized"))
    split(life, [{"amount": money("99999.99")}, {"amount": money("0.02")}])
    assert position(life, "CAR-02").valuations[-1].value.amount == "0.02"


def test_a_container_becomes_its_components_without_a_measure_where_nothing_is_to_be_divided(
    at: At,
) -> None:
    life = at("frozen")
    split(life, [{"component": "Flat", "type": "RE-APA"}, {"component": "Cellar",
                 "type": "RE-PRK", "details": {"address": "Level -1"}}])  # fmt: skip
    facts = shown(life, "asset", "CAR-02")
    assert (facts["description"], facts["type"]) == ("Cellar", "RE-PRK")
    assert facts["details"] == {"address": "Level -1"}
    assert position(life, "CAR-01").immovable


def test_quantities_sum_to_the_quantity(at: At) -> None:
    life = at("begun")
    life.give("register_asset", asset="HERD", case="CASE", type="LIV-LVS", description="Cattle",
              quantity="7", estimated_value=money("700.00"))  # fmt: skip
    life.give("split_asset", asset="HERD", parts=[{"quantity": "5"}, {"quantity": "2"}])
    assert shown(life, "asset", "HERD-01")["quantity"] == "5"
    assert life.row("HERD-02")["value_minor"] == 20000
    life.give("split_asset", asset="HERD-01", parts=[{"share": "0.5"}, {"share": "0.5"}])
    assert [shown(life, "asset", f"HERD-01-0{n}")["quantity"] for n in (1, 2)] == ["3", "2"]


def test_what_is_ordered_for_the_whole_goes_to_the_parts(at: At) -> None:
    life = at("seized")
    split(life)
    life.give("vary_order", order="FREEZE", on="2026-04-05", expires_on="2026-12-31",
              reference="V")  # fmt: skip
    for name in ("CAR-01", "CAR-02"):
        assert position(life, name).orders["FREEZE"].expires_on == date(2026, 12, 31)
    life.give("lift_order", order="FREEZE", on="2026-04-06", reason="no_need", assets=["CAR-02"])
    assert (life.legal("CAR-01"), life.legal("CAR-02")) == ("measure_varied", "release_ordered")
    assert life.is_sound()


def test_the_parts_live_on_by_themselves(at: At) -> None:
    life = valued(at("seized"))
    split(life)
    cost(life, "CAR-01", "10.00", "2026-04-02")
    assert costs_of(life, "CAR-01") == ["10.00"]
    assert costs_of(life, "CAR-02") == []


def test_a_late_cost_of_the_whole_reaches_the_parts_to_the_cent(at: At) -> None:
    life = valued(at("seized"))
    split(life)
    cost(life, "CAR", "100.01", "2026-03-10")
    assert costs_of(life, "CAR-01") + costs_of(life, "CAR-02") == ["60.01", "40.00"]
    assert life.is_sound()


def test_a_late_lift_of_the_order_ends_it_for_the_parts_as_well(at: At) -> None:
    life = at("seized")
    split(life)
    refused = life.codes("split_asset", asset="CAR-01", on="2026-03-20", parts=HALVES)
    assert refused == ["date_order"]
    cost_before = {"asset": "CAR-01", "on": "2026-03-20", "amount": money("1.00"),
                   "category": "storage", "counterparty": "H"}  # fmt: skip
    assert life.codes("post_cost", **cost_before) == ["date_order"]
    life.give("vary_order", order="FREEZE", on="2026-03-20", expires_on="2026-10-01",
              reference="V")  # fmt: skip
    assert position(life, "CAR-02").orders["FREEZE"].expires_on == date(2026, 10, 1)


def test_a_split_before_a_later_step_is_refused(at: At) -> None:
    life = valued(at("seized"))
    cost(life, "CAR", "5.00", "2026-04-20")
    assert life.codes("split_asset", asset="CAR", on="2026-04-01", parts=HALVES) == [
        "later_step_conflicts"
    ]
    assert life.codes("split_asset", asset="CAR", on="2026-04-20", parts=HALVES) == []


def test_a_split_asset_is_not_split_again_and_a_closed_or_waiting_one_not_at_all(at: At) -> None:
    life = at("seized")
    split(life)
    assert "asset_replaced" in life.codes("split_asset", asset="CAR", parts=HALVES)
    life = at("registered")
    life.give("void_asset", asset="CAR", reason="double")
    assert life.codes("split_asset", asset="CAR", parts=HALVES) == ["closed_record"]


def test_a_split_waits_for_nobody_but_not_while_something_waits(at: At) -> None:
    life = valued(at("stored"))
    life.give("propose_interlocutory_sale", asset="CAR", on="2026-04-01",
              grounds=["perishable_or_depreciating"])  # fmt: skip
    codes = life.codes("split_asset", asset="CAR", on="2026-04-02", parts=HALVES)
    assert "second_person_needed" in codes


def test_the_parts_are_seen_as_at_each_day(at: At) -> None:
    life = valued(at("seized"))
    split(life)
    early = case_file(life.office, "CASE", as_of=date(2026, 3, 31))
    assert [one.reference for one in early.assets] == ["CAR"]
    assert early.assets[0].replaced_by is None
    late = case_file(life.office, "CASE", as_of=date(2026, 4, 1))
    assert [one.reference for one in late.assets] == ["CAR", "CAR-01", "CAR-02"]


def test_the_lineage_is_shown_on_both_sides(at: At) -> None:
    life = valued(at("seized"))
    split(life, method="areas of the land register")
    parent = shown(life, "asset", "CAR")["lineage"]
    child = shown(life, "asset", "CAR-02")["lineage"]
    assert [one["asset"] for one in parent] == ["CAR-01", "CAR-02"]  # type: ignore[attr-defined]
    assert child[0]["asset"] == "CAR"  # type: ignore[index]
    assert child[0]["share"] == "0.4"  # type: ignore[index]
    assert child[0]["method"] == "areas of the land register"  # type: ignore[index]


def test_the_postings_of_a_case_are_the_same_to_the_cent_after_a_split(at: At) -> None:
    life = valued(at("seized"))
    cost(life, "CAR", "0.01")
    cost(life, "CAR", "99.99")
    split(life)
    file = case_file(life.office, "CASE")
    by_asset = {one.asset for one in file.postings}
    assert by_asset == {"CAR-01", "CAR-02"}
    assert Money.total([one.amount for one in file.postings], "EUR").amount == "100.00"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    whole=st.integers(1, 10**9),
    cuts=st.lists(st.integers(1, 10_000), min_size=2, max_size=9),
)
def test_however_it_is_cut_the_parts_sum_to_the_whole(whole: int, cuts: list[int]) -> None:
    from asset_recovery.domain.actions.lineage_actions import SplitAsset
    from asset_recovery.lifecycle.lineage_effects import EFFECTS
    from asset_recovery.lifecycle.position import PostingPosition, ValuationPosition
    from asset_recovery.lifecycle.story import StoryEvent

    command = SplitAsset.parse({"asset": "A", "parts": [{"component": "a"}, {"component": "b"}]})
    on, amount = date(2026, 1, 1), Money(whole, "EUR")
    found = []
    for place in range(len(cuts)):
        part = Position(reference="A", type_code="MON-ACC", estimated_value=amount)
        part.postings["P"] = PostingPosition("P", on, -amount, "storage", "x", is_cost=True)
        part.valuations = [ValuationPosition(on, amount, "nominal", "v", "V")]
        part.confirmed_balance = amount
        facts = {"child": f"A-{place}", "place": place, "weights": [str(cut) for cut in cuts]}
        EFFECTS[SplitAsset](command, part, StoryEvent(1, on, 1, command, facts=facts), on)
        found.append(part)
    sums: list[list[Money | None]] = [
        [one.estimated_value for one in found],
        [-one.postings["P"].amount for one in found],
        [one.valuations[0].value for one in found],
        [one.confirmed_balance for one in found],
    ]
    for parts in sums:
        assert Money.total([part for part in parts if part is not None], "EUR") == amount


def a_second(life: Life, name: str = "VAN", **more: Any) -> None:
    """Another thing, seized under the same order on the same days."""
    life.give("register_asset", asset=name, case="CASE", type="VEH-CAR", description="Van",
              location="Valletta", owner="OWNER", **more)  # fmt: skip
    life.give("identify_asset", asset=name, on="2026-02-01", source="register")


def both_seized(at: At) -> Life:
    """Two things under one order, in one hall."""
    life = at("identified")
    a_second(life)
    life.give("record_order", order="BOTH", case="CASE", kind="seizure", on="2026-03-01",
              authority=COURT, reference="B/26",
              assets=[{"asset": "CAR"}, {"asset": "VAN"}])  # fmt: skip
    for name in ("CAR", "VAN"):
        life.give("take_possession", asset=name, order="BOTH", on="2026-03-02", **INVENTORY)
    return life


def merge(life: Life, into: str = "LOT", assets: tuple[str, ...] = ("CAR", "VAN")) -> Any:
    """Merge the two into one lot."""
    return life.give("merge_assets", assets=list(assets), into=into, on="2026-04-01",
                     method="costs and values added up")  # fmt: skip


@pytest.mark.parametrize("into", ["LOT", "CAR"])
def test_a_merger_adds_up_values_and_costs_and_keeps_the_orders(at: At, into: str) -> None:
    life = both_seized(at)
    for name, value in (("CAR", "1000.01"), ("VAN", "500.02")):
        life.give("record_valuation", asset=name, on="2026-03-05", value=money(value),
                  kind="appraisal", method="m", valuer="V")  # fmt: skip
        cost(life, name, "10.03")
    before = case_file(life.office, "CASE").totals
    merge(life, into)
    lot = position(life, into)
    assert (lot.legal, list(lot.orders)) == ("seized", ["BOTH"])
    assert lot.valuations[-1].value.amount == "1500.03"
    assert lot.valuations[-1].kind == "appraisal"
    assert Money.total([one.amount for one in lot.postings.values()], "EUR").amount == "20.06"
    assert case_file(life.office, "CASE").totals == before
    assert position(life, "VAN").replaced_by == into
    assert life.is_sound()


def test_what_is_later_ordered_for_a_merged_asset_goes_to_the_one_it_became(at: At) -> None:
    life = both_seized(at)
    merge(life)
    life.give("lift_order", order="BOTH", on="2026-04-05", reason="no_need")
    assert life.legal("LOT") == "release_ordered"
    cost_late = {"asset": "VAN", "on": "2026-03-20", "amount": money("7.00"),
                 "category": "storage", "counterparty": "H"}  # fmt: skip
    assert any("LOT" in note for note in life.give("post_cost", **cost_late).notes)
    assert costs_of(life, "LOT") == ["7.00"]
    assert life.is_sound()


@pytest.mark.parametrize(
    ("step", "arguments"),
    [
        ("hold_as_evidence", {"asset": "VAN", "on": "2026-03-10", "authority": COURT,
                              "review_on": "2026-12-01"}),
        ("file_claim", {"asset": "VAN", "on": "2026-03-10", "party": "OWNER", "share": "0.5",
                        "basis": "b"}),
        ("record_order", {"order": "MORE", "case": "CASE", "kind": "freezing", "on": "2026-03-10",
                          "authority": COURT, "reference": "M", "concurrent": True,
                          "priority_note": "n", "assets": [{"asset": "VAN"}]}),
    ],
)  # fmt: skip
def test_assets_that_do_not_stand_alike_are_not_merged(
    at: At, step: str, arguments: dict[str, Any]
) -> None:
    life = both_seized(at)
    life.give(step, **arguments)
    codes = life.codes("merge_assets", assets=["CAR", "VAN"], into="LOT", method="m",
                       on="2026-04-01")  # fmt: skip
    assert codes[0] == "guard_failed"


def test_assets_of_two_cases_are_not_merged(at: At) -> None:
    life = at("registered")
    life.give("open_case", case="OTHER", title="O", on="2026-01-05", legal_system="generic")
    life.give("register_asset", asset="FAR", case="OTHER", type="VEH-CAR", description="d")
    codes = life.codes("merge_assets", assets=["CAR", "FAR"], into="LOT", method="m")
    assert codes == ["field_invalid"]


def test_a_list_price_is_not_added_to_a_value(at: At) -> None:
    life = both_seized(at)
    for name, kind in (("CAR", "appraisal"), ("VAN", "list_price")):
        life.give("record_valuation", asset=name, on="2026-03-05", value=money("9.00"),
                  kind=kind, method="m", valuer="V")  # fmt: skip
    assert "guard_failed" in life.codes("merge_assets", assets=["CAR", "VAN"], into="LOT",
                                        method="m", on="2026-04-01")  # fmt: skip


def test_a_merger_names_its_method(at: At) -> None:
    life = both_seized(at)
    assert life.codes("merge_assets", assets=["CAR", "VAN"], into="LOT") == ["field_missing"]
    assert life.codes("merge_assets", assets=["CAR"], into="CAR", method="m") == ["field_invalid"]


def test_what_was_split_can_be_merged_again_with_the_same_totals(at: At) -> None:
    life = valued(at("seized"))
    cost(life, "CAR", "100.01")
    split(life)
    merge(life, "CAR-AGAIN", ("CAR-01", "CAR-02"))
    whole = position(life, "CAR-AGAIN")
    assert whole.valuations[-1].value.amount == "100000.01"
    assert costs_of(life, "CAR-AGAIN") == ["100.01"]
    assert whole.legal == "seized"
    assert life.is_sound()


def test_the_case_closes_without_what_was_split(at: At) -> None:
    life = at("identified")
    split(life, on="2026-02-10")
    for name in ("CAR-01", "CAR-02"):
        life.give("decline_asset", asset=name, on="2026-02-11", reason="cost")
        life.approve(name, on="2026-02-11")
        life.give("close_asset", asset=name, on="2026-02-12")
    assert life.codes("close_case", case="CASE", on="2026-02-13", reason="done") == []


def test_shares_need_not_be_round(at: At) -> None:
    life = valued(at("seized"), "100.00")
    third = str(Decimal(1) / 3)[:18]
    rest = str(1 - 2 * Decimal(third))
    split(life, [{"share": third}, {"share": third}, {"share": rest}])
    amounts = [position(life, f"CAR-0{n}").valuations[-1].value.amount for n in (1, 2, 3)]
    assert sorted(amounts) == ["33.33", "33.33", "33.34"]
