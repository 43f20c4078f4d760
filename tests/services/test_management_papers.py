"""OPS-01 and its outcome, the one-page decision, the check list, the list of what expired."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import AppError
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.services.test_contracts import INSURANCE, STORAGE
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
PLAN: dict[str, Any] = {
    "asset": "CAR", "on": "2026-02-20", "value": money("12000.00"), "liens": money("0.00"),
    "monthly_cost": money("100.00"), "monthly_income": money("0.00"), "yearly_decline": "0.1",
    "sale_cost_share": "0.1", "horizon_months": "6", "risks": "scratches",
    "recommendation": "seize it", "contacted_on": "2026-02-21", "meeting_on": "2026-02-24",
    "seizure_planned_on": "2026-03-02", "storage_needs": ["space", "locksmith"],
    "considered": ["bond", "caveat"], "impact": "The family has another car.",
    "verdict": "seize", "decision": "It loses value fast.", "decided_by": ["Lawyer L", "Manager M"],
}  # fmt: skip


def printed(life: Life, reference: str, form: str, **options: str) -> bytes:
    papers = PaperService(opened(life.office), life.office.actor("everyone"))
    return papers.form(reference, form, options=options)


def said(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split())


def test_the_planning_sheet_prints_every_question_with_its_answer_and_two_signatures(
    at: At,
) -> None:
    life = at("identified")
    life.give("record_plan", **PLAN)
    text = said(printed(life, "CAR", "OPS-01"))
    for part in (
        "Planning sheet before seizure", "Grey car", "12,000.00 EUR", "Space, Locksmith",
        "Bond, Caveat", "The family has another car.", "10,200.00 EUR", "threshold met",
        "Managing office contacted on", "21 Feb 2026", "It loses value fast.", "For the legal unit",
        "Lawyer L", "For the asset management office", "Manager M", "Contamination",
    ):  # fmt: skip
        assert part in text, part
    assert "not known as at 24 Nov 2026" in text


def test_the_planning_sheet_can_be_printed_before_it_is_begun(at: At) -> None:
    text = said(printed(at("identified"), "CAR", "OPS-01"))
    assert "not started" in text
    assert "not known as at" in text


def test_estimate_against_outcome_of_an_asset_a_case_and_a_year(at: At) -> None:
    life = at("valued")
    life.give("record_plan", **PLAN)
    life.give("post_cost", asset="CAR", on="2026-04-01", amount=money("700.00"),
              category="storage", counterparty="Depot")  # fmt: skip
    for reference in ("CAR", "CASE"):
        text = said(printed(life, reference, "OUT-01"))
        for part in ("Estimate against outcome", "12,000.00 EUR", "Months held", "So far", "6"):
            assert part in text, part
    assert "No planning sheet is on file." in said(printed(life, "CASE", "OUT-01", year="2011"))


def test_the_short_way_is_one_page_and_refused_where_nothing_speaks_for_it(at: At) -> None:
    life = at("valued")
    with pytest.raises(AppError) as refused:
        printed(life, "CAR", "LOW-01")
    assert refused.value.reasons[0].code == "guard_failed"
    life.give("record_plan", asset="CAR", on="2026-03-20", monthly_cost=money("9000.00"))
    content = printed(life, "CAR", "LOW-01")
    assert len(page_texts(content)) == 1
    text = said(content)
    for part in ("6 months of custody cost 54,000.00 EUR", "Leave with the owner", "Donate",
                 "open after the final decision only", "Threshold", "none set"):  # fmt: skip
        assert part in text, part


def test_the_check_list_of_a_contract_sets_reports_against_the_books(at: At) -> None:
    life = at("valued")
    run = {**STORAGE, "kind": "administration", "reporting_every": "monthly", "fee_cap": "5 %"}
    life.give("record_contract", **run)
    life.give("post_cost", asset="CAR", on="2026-03-20", amount=money("30.00"),
              category="storage", counterparty="Depot GmbH")  # fmt: skip
    life.give("record_report", contract="K-1", on="2026-04-02", income=money("0.00"),
              costs=money("45.00"), **{"from": "2026-03-01", "to": "2026-03-31"})  # fmt: skip
    text = said(printed(life, "K-1", "ADM-01"))
    for part in ("Depot GmbH", "45.00 EUR", "30.00 EUR", "15.00 EUR",
                 "the fees are more than the income", "Reports missing"):  # fmt: skip
        assert part in text, part
    with pytest.raises(AppError) as refused:
        printed(life, "CAR", "ADM-01")
    assert refused.value.reasons[0].code == "form_out_of_scope"


def test_the_list_of_what_expired_names_each_and_who_is_not_insured(at: At) -> None:
    life = at("valued")
    life.give("insure_asset", **{**INSURANCE, "to": "2026-10-31"})
    life.give("record_contract", **STORAGE)
    text = said(printed(life, "CASE", "EXP-01"))
    for part in ("P-7", "Basler", "31 Oct 2026", "Last insured until", "K-1", "31 Dec 2026"):
        assert part in text, part
