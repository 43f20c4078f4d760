"""What stocktakes saw of what must be seen, and the sheets of a count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.errors import AppError
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.stock_papers import StockPapers
from asset_recovery.services.verification import months_before
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.services.test_stocktaking import hall, take, told
from tests.services.test_storage import shown
from tests.support.asset_life import Life

At = Callable[[str], Life]


def printed(life: Life, reference: str) -> str:
    """The text of OPS-05 of a stocktake or a plan, without spaces."""
    papers = PaperService(opened(life.office), life.office.actor("everyone"))
    content = papers.form(reference, "OPS-05")
    return "".join(page_texts(content)).replace(" ", "").replace("\n", "")


def not_verified(life: Life, today: date) -> list[str]:
    """The list of things that nobody saw for twelve months."""
    service = RegisterService(engine=life.office.reading, today=lambda: today)
    actor = life.office.actor("everyone")
    rows = service.listed("contents", actor, where="unverified = true", purpose="audit")
    return [str(row["reference"]) for row in rows]


def test_a_place_tells_how_much_of_it_was_seen_within_the_year(at: At) -> None:
    life = hall(at)
    take(life, ["CAR", "W1", "W4", "?"], damaged=["W1"])
    found = shown(life, "Hall 3")["verification"]
    by_class = {one["class"]: (one["things"], one["seen"]) for one in found["coverage"]}
    assert by_class["all"] == (4, 2)
    assert by_class["fast_loss"] == (1, 1)
    assert (found["checked"], found["differing"]) == (6, 5)
    assert found["discrepancy_rate"] == "0.8333"


def test_a_thing_seen_in_another_place_counts_as_seen_where_it_lies(at: At) -> None:
    life = hall(at)
    take(life, ["W4"])
    assert shown(life, "Elsewhere")["verification"]["coverage"][0]["seen"] == 1


def test_a_stocktake_of_more_than_a_year_ago_no_longer_counts(at: At) -> None:
    life = hall(at)
    take(life, ["CAR"])
    later = shown(life, "Hall 3", as_of=date(2027, 9, 2))["verification"]["coverage"][0]
    assert (later["seen"], later["overdue"]) == (0, 4)
    sooner = shown(life, "Hall 3", as_of=date(2027, 8, 31))["verification"]["coverage"][0]
    assert (sooner["seen"], sooner["overdue"]) == (1, 3)


def test_what_nobody_saw_for_twelve_months_is_a_list(at: At) -> None:
    life = hall(at)
    take(life, ["CAR", "W1"])
    assert not_verified(life, date(2026, 9, 2)) == []
    assert not_verified(life, date(2027, 3, 20)) == ["W2", "W3", "W4"]


def test_the_reconciliation_says_expected_found_variance_and_why(at: At) -> None:
    life = hall(at)
    more = {"from": "2026-06-01", "explanation": "the shelf was moved"}
    take(life, ["CAR", "W1", "W4", "XYZ-1"], **more)
    text = printed(life, "SK-2026-000001")
    for said in ("Expectedbytherecords4", "Variance:foundlessexpected-2", "theshelfwasmoved",
                 "OfficerA,OfficerB", "XYZ-1", "Firstcounter", "1Jun2026to1Sept2026"):  # fmt: skip
        assert said in text, said


def test_a_difference_without_explanation_is_said(at: At) -> None:
    life = hall(at)
    take(life, ["CAR"])
    assert "Noexplanationwasgiven." in printed(life, "SK-2026-000001")


def test_the_sheet_of_a_plan_prints_its_seed_and_the_things_to_be_seen(at: At) -> None:
    life = hall(at)
    drawn = life.give("draw_sample", storage="Hall 3", on="2026-08-30", seed="Z-77", size=2)
    text = printed(life, "SP-2026-000001")
    assert "SeedZ-77" in text
    for name in told(drawn)["sample"]:
        assert name in text
    take(life, ["CAR"], sample="SP-2026-000001")
    assert "SeedofthesampleZ-77" in printed(life, "SK-2026-000001")


def test_the_papers_of_a_count_are_for_those_who_see_cases(at: At) -> None:
    life = hall(at)
    take(life, ["CAR"])
    with pytest.raises(AppError):
        StockPapers(opened(life.office)).paper("SK-1999-000001", life.office.actor("everyone"))


def test_the_print_is_kept_in_the_log(at: At) -> None:
    life = hall(at)
    take(life, ["CAR"])
    printed(life, "SK-2026-000001")
    assert life.is_sound()


def test_twelve_months_before_the_last_of_february_is_its_last_day() -> None:
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 1, 31), 2) == date(2025, 11, 30)


def test_the_figure_refuses_more_seen_than_there_is() -> None:
    given: dict[str, Any] = {
        "classes": [{"class": "all", "things": 1, "seen": 2}], "checked": 0, "differing": 0,
    }  # fmt: skip
    with pytest.raises(AppError) as error:
        compute("verification", given)
    assert error.value.reasons[0].field == "classes[0].seen"


def test_the_figure_says_nothing_of_nothing() -> None:
    given: dict[str, Any] = {
        "classes": [{"class": "all", "things": 0, "seen": 0}], "checked": 0, "differing": 0,
    }  # fmt: skip
    found: Any = compute("verification", given)
    assert found["coverage"][0]["share"] is None
    assert found["discrepancy_rate"] is None
