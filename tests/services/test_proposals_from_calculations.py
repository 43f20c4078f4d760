"""A sale is proposed from a calculation on file, and who approves reads it on his page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from asset_recovery.persistence import tables as t
from asset_recovery.services.decision_sheets import Source, decision_sheet
from asset_recovery.services.rates import Rates
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]


def _calculated(at: At) -> Life:
    life = at("valued")
    life.give("record_calculation", asset="CAR", calculation="CALC-1", on="2026-04-02",
              figure="keep_or_sell",
              inputs={"months_to_decision": "30", "monthly_cost": "180.00"})  # fmt: skip
    return life


def test_the_page_of_the_approver_shows_the_calculation_that_was_named(at: At) -> None:
    life = _calculated(at)
    assert life.propose(calculation="CALC-1").ok
    with life.office.reading.connect() as connection:
        approval = connection.execute(select(t.approval)).mappings().one()
        source = Source(connection, Rates(connection, "EUR"), TODAY)
        sheet = decision_sheet(source, dict(approval))
    rows = dict(next(one for one in sheet.sections if one.key == "keep_or_sell").rows)
    assert "keeping is worth" in rows["CAR: CALC-1 of 2026-04-02"]
    assert life.is_sound()


def test_a_calculation_that_is_none_or_of_another_asset_is_refused(at: At) -> None:
    life = _calculated(at)
    life.give("register_asset", case="CASE", asset="B", type="VEH-CAR", description="Another car")
    given: dict[str, Any] = {"on": "2026-04-02", "grounds": ["perishable_or_depreciating"]}
    before = life.all_rows()
    other = life.try_("propose_interlocutory_sale", asset="B", calculation="CALC-1", **given)
    none = life.try_("propose_interlocutory_sale", asset="CAR", calculation="CALC-9", **given)
    assert [one.code for one in other.reasons] == ["field_invalid"]
    assert [one.code for one in none.reasons] == ["not_found"]
    assert life.all_rows() == before
