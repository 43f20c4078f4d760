"""Acts are refused; what somebody else did is taken with `irregular`, marked and followed up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.persistence import tables as t
from tests.support.asset_life import COURT, INVENTORY, Life

At = Callable[[str], Life]


def tasks(life: Life) -> list[tuple[str, str]]:
    """What is to be done, by whom."""
    with life.office.reading.connect() as connection:
        rows = connection.execute(t.deadline.select().where(t.deadline.c.source == "irregular"))
        return [(row.title, row.responsible) for row in rows]


def test_an_order_that_breaks_a_rule_is_recorded_as_it_happened(at: At) -> None:
    life = at("proposed")
    sale = {
        "order": "SALE",
        "case": "CASE",
        "kind": "interlocutory_sale",
        "authority": COURT,
        "reference": "1",
        "on": "2026-04-21",
        "assets": ["CAR"],
    }
    assert life.codes("record_order", **sale) == ["owner_not_heard"]
    result = life.give("record_order", irregular="The court ordered it unheard.", **sale)
    assert [warning.code for warning in result.warnings] == ["owner_not_heard"]
    assert life.row()["management"] == "interlocutory_sale_ordered"
    assert "owner_not_heard" in str(life.events("record_order")[-1]["irregular"])
    assert [who for _title, who in tasks(life)] == ["supervisor", "case_officer"]


def test_what_an_irregular_order_lacks_stays_lacking_for_the_offices_own_step(at: At) -> None:
    life = at("proposed")
    life.order("SALE", "interlocutory_sale", "2026-04-21", irregular="unheard")
    assert life.start().reasons[0].code == "owner_not_heard"
    life.notify()
    assert life.start().ok


def test_an_irregular_confiscation_is_recorded_and_not_disposed_of(at: At) -> None:
    life = at("stored")
    life.order("CONF", "civil_in_rem", "2026-05-01", irregular="never filed", route="civil_in_rem")
    assert life.legal() == "confiscated_not_final"
    life.give("certify_final", order="CONF", on="2026-06-01")
    life.appraise("2026-06-01", "10.00")
    codes = life.codes("dispose_asset", asset="CAR", on="2026-06-02", kind="sale")
    assert set(codes) == {"route_proof_missing"}  # one for each action that supplies it
    life.prove()
    assert life.codes("dispose_asset", asset="CAR", on="2026-06-02", kind="sale") == []


def test_an_irregular_measure_carries_no_proposal(at: At) -> None:
    life = at("identified")
    life.order("URGENT", "urgent_measure", "2026-03-02", dissipation_risk="d")
    life.order("FREEZE", "seizure", "2026-03-14", irregular="The judge gave no reason.")
    life.give("record_plan", asset="CAR", on="2026-03-14")
    life.appraise("2026-03-14", "10.00")
    assert life.propose("2026-03-15").reasons[0].code == "gap_in_measures"


def test_a_seizure_on_arrest_is_recorded_with_what_its_inventory_lacks(at: At) -> None:
    life = at("frozen")
    given = {**INVENTORY, "photos": []}
    result = life.give(
        "take_possession",
        asset="CAR",
        order="FREEZE",
        on="2026-03-02",
        irregular="Seized by the police at night.",
        **given,
    )
    assert [warning.code for warning in result.warnings] == ["inventory_incomplete"]
    assert life.legal() == "seized"
    codes = life.codes(
        "manage_asset",
        asset="CAR",
        on="2026-03-03",
        mode="stored",
        reason="r",
        review_on="2026-08-01",
        terms={"contract": "K"},
    )
    assert codes == ["inventory_incomplete"]


def test_an_act_of_the_office_knows_no_irregular(at: At) -> None:
    with pytest.raises(WrongUse):
        at("stored").propose(irregular="we want to")


def test_irregular_excuses_no_wrong_field_and_no_missing_right(at: At) -> None:
    life = at("frozen")
    result = life.try_(
        "record_order",
        who="accountant",
        order="X",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-05",
        assets=["CAR"],
        irregular="so it was",
    )
    assert result.kind == "permission"
    result = life.try_(
        "record_order",
        order="X",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2027-03-05",
        assets=["CAR"],
        irregular="so it was",
    )
    assert result.reasons[0].code == "date_in_future"
