"""Assets with the same identifier stand on a list until somebody decides."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.services.same_assets import SameAssets
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]
VIN = {"vin": "WVWZZZ1JZ3W386752"}


def pairs(life: Life, who: str = "everyone") -> list[tuple[str, str]]:
    """The pairs that this user sees."""
    service = SameAssets(engine=life.office.reading, today=lambda: TODAY)
    return [(one.asset, one.other) for one in service.rows(life.office.actor(who))]


def a_double(life: Life, name: str, case: str = "CASE") -> None:
    """A car with the same number."""
    life.give("register_asset", asset=name, case=case, type="VEH-CAR", description="Car",
              identifiers=VIN)  # fmt: skip


def test_a_pair_stands_on_the_list_until_it_is_decided(at: At) -> None:
    life = at("begun")
    a_double(life, "A")
    assert pairs(life) == []
    a_double(life, "B")
    assert pairs(life) == [("A", "B")]
    decided = {"asset": "B", "other": "A", "reason": "another year"}
    assert life.codes("decide_same_asset", **decided) == ["field_missing"]
    assert life.codes("decide_same_asset", same="perhaps", **decided) == ["field_invalid"]
    life.give("decide_same_asset", same="no", **decided)
    assert pairs(life) == []
    assert life.is_sound()


def test_who_decides_that_they_are_one_is_told_what_to_do(at: At) -> None:
    life = at("begun")
    a_double(life, "A")
    a_double(life, "B")
    result = life.give("decide_same_asset", asset="A", other="B", same="yes", reason="photographs")
    assert "Merge" in result.notes[0]
    assert life.codes("decide_same_asset", asset="A", other="A", same="no", reason="r") == [
        "field_invalid"
    ]


def test_parts_void_entries_and_hidden_cases_are_no_pairs(at: At) -> None:
    life = at("begun")
    a_double(life, "A")
    a_double(life, "B")
    life.give("void_asset", asset="B", reason="double")
    assert pairs(life) == []
    life.give("open_case", case="SECRET", title="S", on="2026-01-10", legal_system="generic")
    a_double(life, "C", "SECRET")
    assert pairs(life, "officer") == [("A", "C")]
    life.give("seal_case", who="supervisor", case="SECRET", on="2026-02-01", reason="leak")
    assert pairs(life, "officer") == []
    hidden = life.try_("decide_same_asset", who="officer", asset="A", other="C", same="no",
                       reason="r")  # fmt: skip
    assert hidden.kind == "not_found"
