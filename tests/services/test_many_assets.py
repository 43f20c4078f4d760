"""One action for many assets: one entry, all or none, a result by row; and given twice, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asset_recovery.domain.actions.base import WrongUse
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def fleet(at: At, *, identified: int = 3) -> Life:
    """Three cars, the first of them identified."""
    life = at("begun")
    for number in range(1, 4):
        life.give(
            "register_asset",
            asset=f"C{number}",
            case="CASE",
            type="VEH-CAR",
            description="car",
            location="V",
        )
    names = [f"C{number}" for number in range(1, identified + 1)]
    life.give("identify_asset", assets=names, on="2026-02-01", source="s")
    return life


def test_one_step_for_many_assets_is_one_entry_with_a_result_by_row(at: At) -> None:
    life = fleet(at)
    before = life.all_rows()
    result = life.give(
        "insure_asset",
        assets=["C1", "C2", "C3"],
        insurer="I",
        policy="P",
        sum=money("1.00"),
        **{"from": "2026-02-01", "to": "2027-02-01"},
    )
    assert result.rows == (("C1", "done"), ("C2", "done"), ("C3", "done"))
    after = life.all_rows()
    assert after["journal"] == before["journal"] + 1
    assert after["event"] == before["event"] + 1


def test_where_one_asset_refuses_none_takes_the_step_and_each_row_says_why(at: At) -> None:
    life = fleet(at, identified=2)
    before = life.all_rows()
    result = life.try_(
        "record_order",
        order="F",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=["C1", "C2", "C3"],
    )
    assert [(reason.row, reason.code) for reason in result.reasons] == [(3, "wrong_state")]
    assert result.reasons[0].text.startswith("C3: ")
    assert life.all_rows() == before


def test_rows_give_what_differs(at: At) -> None:
    life = fleet(at)
    rows = [{"asset": "C1", "value": money("100.00")}, {"asset": "C2", "value": money("200.00")}]
    life.give(
        "record_valuation", rows=rows, on="2026-02-02", kind="appraisal", method="m", valuer="v"
    )
    assert [life.row(name)["value_minor"] for name in ("C1", "C2")] == [10000, 20000]


def test_rows_of_costs_are_lines_of_their_own(at: At) -> None:
    life = fleet(at)
    rows = [{"asset": "C1", "amount": money("10.00")}, {"asset": "C2", "amount": money("20.00")}]
    life.give("post_cost", rows=rows, on="2026-02-02", category="storage", counterparty="c")
    assert [(e["reference"], e["amount_minor"]) for e in life.events("post_cost")] == [
        ("PO-2026-000001", 1000),
        ("PO-2026-000002", 2000),
    ]


def test_rows_of_notices_go_to_each_assets_own_owner(at: At) -> None:
    life = fleet(at)
    rows = [{"asset": "C1", "party": "OWNER"}, {"asset": "C2", "party": {"name": "Other"}}]
    life.give("notify_owner", rows=rows, on="2026-02-02", reply_by="2026-02-20")
    assert "P-2026-000001" in str(life.events("notify_owner")[0]["facts"])


def test_a_faulty_row_is_named_by_its_place(at: At) -> None:
    life = fleet(at)
    rows = [
        {"asset": "C1", "value": money("100.00")},
        {"asset": "C2", "value": {"amount": "x", "currency": "EUR"}},
        {"value": money("1.00")},
    ]
    result = life.try_(
        "record_valuation", rows=rows, on="2026-02-02", kind="appraisal", method="m", valuer="v"
    )
    assert [(reason.row, reason.field) for reason in result.reasons] == [(2, "value"), (3, "rows")]


def test_a_row_with_an_unknown_argument_is_wrong_use(at: At) -> None:
    life = fleet(at)
    with pytest.raises(WrongUse):
        life.try_(
            "insure_asset",
            rows=[{"asset": "C1", "colour": "red"}],
            insurer="I",
            policy="P",
            sum=money("1.00"),
            **{"from": "2026-02-01", "to": "2027-02-01"},
        )


def test_assets_of_two_cases_take_no_common_step(at: At) -> None:
    life = fleet(at)
    life.give("open_case", case="OTHER", title="Other", on="2026-01-01")
    life.give("register_asset", asset="X", case="OTHER", type="VEH-CAR", description="car")
    result = life.try_(
        "inspect_asset", assets=["C1", "X"], on="2026-02-02", by="o", condition="c", findings="f"
    )
    assert result.reasons[0].field == "assets"


def test_the_same_operation_given_twice_has_one_effect(at: At) -> None:
    life = fleet(at)
    given = {
        "asset": "C1",
        "on": "2026-02-02",
        "amount": money("10.00"),
        "category": "storage",
        "counterparty": "c",
        "operation_id": "5a3e9f0c-0000-4000-8000-000000000001",
    }
    first = life.give("post_cost", **given)
    before = life.all_rows()
    second = life.give("post_cost", **given)
    assert (second.made, second.seq) == (first.made, first.seq)
    assert life.all_rows() == before


def test_reason_note_and_documents_are_taken_everywhere(at: At) -> None:
    life = fleet(at)
    result = life.try_(
        "insure_asset",
        asset="C1",
        insurer="I",
        policy="P",
        sum=money("1.00"),
        reason="r",
        note="n",
        documents=["D-9"],
        **{"from": "2026-02-01", "to": "2027-02-01"},
    )
    assert (result.kind, result.reasons[0].field) == ("not_found", "documents")
    life.give("add_note", to="C1", text="t", reason="r", note="n")


def test_an_unknown_action_or_argument_is_wrong_use(at: At) -> None:
    life = at("begun")
    for given in ({"action": "fly"}, {"action": "add_note", "to": "CASE", "text": "t", "x": 1}):
        with pytest.raises(WrongUse):
            life.office.actions.give(life.office.actor("everyone"), given)
