"""How property was hidden and what a closed case taught: kept, summed by year, never let out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.money import Money
from asset_recovery.domain.outside import for_outside
from asset_recovery.reports.case_dossier_content import compose_dossier
from asset_recovery.reports.dossier_profile import profile, profiles
from asset_recovery.services.learning_service import LearningService
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import case_file, opened
from tests.support.office import SmallOffice, an_office, money
from tests.support.yacht_story import CASE, the_yacht

CANARY = "quetzalcoatl"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = an_office(tmp_path)
    for case, asset in (("C", "CAR"), ("D", "VAN")):
        made.give("open_case", by="officer", case=case, title=f"Case {case}", on="2025-01-02")
        made.give(
            "register_asset", by="officer", case=case, asset=asset, type="VEH-CAR",
            description="Car", estimated_value=money("20000.00"),
            identifiers=[{"kind": "vin", "value": f"WVWZZZ1JZXW00000{len(asset)}{case}"[:17]}],
        )  # fmt: skip
        made.give("identify_asset", by="officer", asset=asset, on="2025-02-01", source="register")
    yield made
    made.close()


def hide(office: SmallOffice, **more: Any) -> Any:
    given = {"on": "2026-03-01", "codes": ["nominee"], **more}
    return office.give("record_pattern", by="officer", **given)


def by_year(office: SmallOffice, name: str = "officer", year: int | None = None) -> list[Any]:
    service = LearningService(opened(office))
    return [
        (one.year, one.code, one.cases, one.assets, one.value.display())
        for one in service.patterns(office.actor(name), year)
    ]


def test_each_way_is_counted_once_a_case_and_asset_and_year(office: SmallOffice) -> None:
    hide(office, assets=["CAR"], codes=["nominee", "shell_company"], source="bank statement")
    hide(office, assets=["CAR"], on="2026-05-01")
    hide(office, case="D", on="2026-06-01")
    hide(office, asset="VAN", on="2025-06-01", codes=["cash"])
    assert by_year(office) == [
        (2026, "nominee", 2, 1, "20,000.00 EUR"),
        (2026, "shell_company", 1, 1, "20,000.00 EUR"),
        (2025, "cash", 1, 1, "20,000.00 EUR"),
    ]
    assert [line[:2] for line in by_year(office, year=2025)] == [(2025, "cash")]


def test_a_correction_takes_the_place_of_what_it_corrects(office: SmallOffice) -> None:
    hide(office, asset="CAR", pattern="PT-1", codes=["crypto"])
    hide(office, asset="CAR", codes=["cash"], corrects="PT-1")
    assert [line[1] for line in by_year(office)] == ["cash"]
    (kept,) = case_file(office, "C").patterns
    assert (kept.codes, kept.assets) == (("cash",), ("CAR",))
    for wrong in ("PT-9", "C"):
        refused = office.try_to_give(
            "record_pattern",
            by="officer",
            case="C",
            on="2026-03-01",
            codes=["cash"],
            corrects=wrong,
        )
        assert [reason.code for reason in refused.reasons] == ["not_found"]


@pytest.mark.parametrize("codes", [[], ["magic"], ["nominee", "magic"]])
def test_only_codes_of_the_list_are_taken(office: SmallOffice, codes: list[str]) -> None:
    refused = office.try_to_give("record_pattern", case="C", on="2026-03-01", codes=codes)
    assert refused.reasons[0].field == "codes"


def test_a_year_does_not_count_cases_that_one_must_not_know_of(office: SmallOffice) -> None:
    hide(office, case="C")
    office.give("seal_case", by="supervisor", case="C", on="2026-11-01", reason="informant")
    assert by_year(office) == []
    assert [line[1] for line in by_year(office, "supervisor")] == ["nominee"]


def test_what_is_internal_is_in_the_full_dossier_and_on_no_other(office: SmallOffice) -> None:
    hide(office, case="C", codes=["secrecy_jurisdiction"], source=CANARY, note=f"{CANARY} note")
    office.give("declare_interest", by="officer", user="officer", case="C", on="2026-02-01",
                statement=f"none {CANARY}", conflict=False, valid_until="2027-01-01")  # fmt: skip
    file = case_file(office, "C")
    assert CANARY in repr(file)
    for name in profiles():
        paper = compose_dossier(file, profile(name), "en", str)
        said = repr(paper)
        assert (CANARY in said) is (name == "full"), name
        assert ("28" in {one.number for one in paper.sections}) is (name == "full"), name
        assert ("ecrecy jurisdiction" in said) is (name == "full"), name
    assert CANARY not in repr(for_outside(file))


def closed(office: SmallOffice, **more: Any) -> CaseFile:
    office.give("decline_asset", by="officer", asset="CAR", on="2025-03-01", reason="equity")
    for approval in [office.actor("supervisor")]:
        office.give("approve", by=approval.name, what="CAR", on="2025-03-02")
    office.give(
        "close_asset", by="officer", asset="CAR", on="2025-04-01", retain_until="2035-01-01"
    )
    office.give("close_case", by="officer", case="C", on="2025-05-01", reason="done", **more)
    return case_file(office, "C")


def test_a_case_closed_without_its_review_asks_for_it_and_the_review_ends_the_task(
    office: SmallOffice,
) -> None:
    file = closed(office)
    assert file.review is not None
    assert (file.review.lesson, file.review.days) == (None, 119)
    (due,) = [one for one in file.deadlines if one.source == "review"]
    assert (due.state, due.due) == ("open", date(2026, 12, 24))
    office.give(
        "record_review", by="officer", case="C", on="2026-11-20",
        lesson="Ask the register first.", lacking={"Article 12": "no power to search cars"},
    )  # fmt: skip
    after = case_file(office, "C")
    assert after.review is not None
    assert after.review.lesson == "Ask the register first."
    assert after.review.lacking == (("Article 12", "no power to search cars"),)
    assert not [one for one in after.deadlines if one.source == "review" and one.state == "open"]


def test_a_review_given_with_the_closing_asks_for_nothing(office: SmallOffice) -> None:
    file = closed(office, lesson="Ask first.", lacking={"Art. 3": "no register"})
    assert file.review is not None
    assert (file.review.lesson, file.review.lacking) == ("Ask first.", (("Art. 3", "no register"),))
    assert not [one for one in file.deadlines if one.source == "review"]


def test_an_open_case_has_no_review_and_prints_none(office: SmallOffice) -> None:
    assert case_file(office, "C").review is None
    refused = office.try_to_give(
        "record_review", by="officer", case="C", on="2026-11-20", lesson="too early"
    )
    assert [reason.code for reason in refused.reasons] == ["wrong_state"]
    with pytest.raises(NotFound):
        PaperService(opened(office), office.actor("officer")).review("C")


def test_a_reopened_case_has_no_review_until_it_closes_again(office: SmallOffice) -> None:
    closed(office, lesson="Ask first.")
    office.give("reopen_case", by="supervisor", case="C", on="2026-11-20", reason="new fact")
    assert case_file(office, "C").review is None
    assert case_file(office, "C", as_of=date(2026, 11, 19)).review is not None


def test_the_review_of_the_yacht_sets_outcome_against_estimate(tmp_path: Path) -> None:
    office = the_yacht(tmp_path)
    office.give("close_case", case=CASE, on="2026-11-20", reason="paid", lesson="Value it early.")
    review = case_file(office, CASE).review
    assert review is not None
    (yacht,) = review.outcomes
    assert yacht.outcome is not None
    assert review.outcome == yacht.outcome
    assert review.cost == Money.total([review.cost], review.cost.currency)  # type: ignore[union-attr, list-item]
    assert {stage.name for stage in review.stages} >= {"Identified to under a measure"}
    paper = PaperService(opened(office), office.actor("officer")).review(CASE)
    text = " ".join(page_texts(paper))
    for words in ("Close-out review", "Value it early.", "Estimate against outcome", "page 1 of 1"):
        assert words in text, words
    (line,) = LearningService(opened(office)).reviews(office.actor("officer"), 2026)
    assert (line.case, line.review.lesson) == (CASE, "Value it early.")
    assert LearningService(opened(office)).reviews(office.actor("officer"), 2025) == []
    assert LearningService(opened(office)).reviews(office.actor("colleague")) == []
    office.close()
