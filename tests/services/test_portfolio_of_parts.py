"""Today and the portfolio count a divided asset by its parts and say of which kinds totals are."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import View
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.today_service import TodayFacts, TodayService
from tests.services.test_money_bar_of_parts import half_frozen, order
from tests.support.asset_life import Life
from tests.support.office import TODAY, money

NOW = "2026-11-24T09:00:00Z"
At = Callable[[str], Life]


def _registers(life: Life) -> RegisterService:
    return RegisterService(engine=life.office.reading, today=lambda: TODAY)


def _held(life: Life, actor: str = "everyone") -> dict[tuple[str, str], tuple[int, str]]:
    """State and kind of value to number and sum."""
    found = _registers(life).portfolio(life.office.actor(actor))
    return {(line.state, line.kind): (line.count, amount.amount) for line, amount in found}


def _today(life: Life) -> TodayFacts:
    service = TodayService(engine=life.office.reading, now=lambda: NOW, today=lambda: TODAY)
    return service.view(life.office.actor("everyone"))


def test_each_share_counts_in_the_portfolio_under_its_own_state(at: At) -> None:
    life = half_frozen(at("identified"))
    held = _held(life)
    assert sum(count for count, _sum in held.values()) > 1
    assert {kind for _state, kind in held} == {"appraisal"}
    assert held["Confiscated, to realise", "appraisal"] == (1, "40000.00")
    assert sum(Money.parse(amount, "EUR").minor for _n, amount in held.values()) == 200_000_00
    assert life.is_sound()


def test_the_register_still_counts_a_divided_asset_as_one(at: At) -> None:
    life = half_frozen(at("identified"))
    query = _registers(life).query("assets", life.office.actor("everyone"))
    assert query.count(View()) == 1
    total = _registers(life).totals("assets", View(), life.office.actor("everyone"))
    assert total is not None
    assert total.amount == Money.parse("200000.00", "EUR")
    assert [(one.kind, one.amount) for one in total.kinds] == [("appraisal", total.amount)]


def test_the_funnel_of_today_counts_the_parts(at: At) -> None:
    facts = _today(half_frozen(at("identified")))
    stages = {name: amount.amount for name, amount, _share in facts.funnel}
    assert stages["confiscated"] == "40000.00"
    assert stages["identified"] == "200000.00"
    assert [kinds[0].kind for kinds in facts.funnel_kinds[:3]] == ["appraisal"] * 3


def test_a_frozen_sum_above_the_value_counts_at_most_with_it(at: At) -> None:
    life = at("identified")
    life.give("record_valuation", asset="CAR", on="2026-02-02", value=money("8000.00"),
              kind="appraisal", valuer="Valuer 1", method="comparison")  # fmt: skip
    order(life, "FREEZE", "freezing", "2026-03-01", amount=money("20000.00"))
    assert sum(Money.parse(amount, "EUR").minor for _n, amount in _held(life).values()) == 8_000_00
    assert life.is_sound()


def test_totals_of_several_kinds_name_each_of_them_and_leave_list_prices_out(at: At) -> None:
    life = at("identified")
    for name, kind, amount in (("B", "appraisal", "300.00"), ("C", "list_price", "999.00")):
        life.give("register_asset", case="CASE", asset=name, type="VEH-CAR", description=name)
        life.give("record_valuation", asset=name, on="2026-02-02", value=money(amount), kind=kind,
                  valuer="Valuer 1", method="comparison")  # fmt: skip
    life.give("register_asset", case="CASE", asset="D", type="VEH-CAR", description="D",
              estimated_value=money("50.00"))  # fmt: skip
    total = _registers(life).totals("assets", View(), life.office.actor("everyone"))
    narrow = _registers(life).totals(
        "assets", View(where="reference in ('B', 'C', 'D')"), life.office.actor("everyone")
    )
    assert total is not None
    assert narrow is not None
    assert {one.kind: one.amount.amount for one in narrow.kinds} == {
        "appraisal": "300.00",
        "estimate": "50.00",
    }
    assert "list_price" not in {one.kind for one in total.kinds}
    (row,) = _registers(life).listed("cases", life.office.actor("everyone"))
    assert "appraised 300.00 EUR" in str(row["value_kinds"])
