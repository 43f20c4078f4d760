"""OPS-13: documents, net and tax, who bears a cost, what comes back, totals and forecast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.paper_words import say_in
from asset_recovery.reports.cost_statement_paper import compose_cost_statement, read_day
from asset_recovery.reports.paper import Paper, Table
from asset_recovery.services.paper_service import profile_named
from tests.services.reading import case_file
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def statement(life: Life, asset: str | None = "CAR", **more: object) -> Paper:
    """The statement of the car."""
    file = case_file(life.office, "CASE")
    say = say_in("en")
    return compose_cost_statement(file, profile_named("full"), "en", say, asset=asset, **more)  # type: ignore[arg-type]


def said(paper: Paper) -> str:
    """Every text of its tables."""
    tables = [b for part in paper.sections for b in part.blocks if isinstance(b, Table)]
    return "\n".join(text for one in tables for row in (*one.rows, *one.totals) for text in row)


def test_net_tax_and_gross_and_who_bears_a_cost_stand_in_its_line(at: At) -> None:
    life = at("stored")
    life.give("post_cost", posting="P-1", asset="CAR", on="2026-05-01", amount=money("120.00"),
              vat=money("20.00"), category="storage", counterparty="Depot", document="INV 7",
              borne_by="requested_state", recoverable=True, basis="agreement of 2025",
              extraordinary=True)  # fmt: skip
    life.give("post_cost", posting="P-2", asset="CAR", on="2026-05-02", amount=money("5.00"),
              category="survey", counterparty="X")  # fmt: skip
    paper = statement(life)
    costs = paper.sections[0].blocks[0]
    assert isinstance(costs, Table)
    first, second = costs.rows
    assert first[4:9] == ("INV 7", "100.00 EUR", "20.00 EUR", "120.00 EUR", "requested State")
    assert "agreement of 2025" in first[9]
    assert second[5] == "not known"
    assert second[8].startswith("not known as at")
    assert costs.marked == (0,)
    text = "\n".join(str(block) for part in paper.sections for block in part.blocks)
    assert "ask for consultation" in text
    assert "125.00 EUR" in said(paper)


def test_earlier_lines_are_the_opening_balance_and_a_reversal_does_not_count(at: At) -> None:
    life = at("stored")
    for posting, on in (("P-1", "2026-04-01"), ("P-2", "2026-05-01"), ("P-3", "2026-05-02")):
        life.give("post_cost", posting=posting, asset="CAR", on=on, amount=money("30.00"),
                  category="storage", counterparty="Depot")  # fmt: skip
    life.give("correct_posting", posting="P-3", on="2026-05-03", reason="twice")
    paper = statement(life, first=date(2026, 5, 1), last=date(2026, 5, 30))
    assert dict(paper.cover)["Opening balance"] == "-30.00 EUR"
    forecast = paper.sections[6].blocks[0]
    assert isinstance(forecast, Table)
    assert forecast.rows == (("EUR", "30.00 EUR", "30", "30.00 EUR", "365.00 EUR"),)


def test_the_periods_of_a_form_are_days_in_order(at: At) -> None:
    with pytest.raises(ValidationFailed):
        read_day("1 May", "from")
    with pytest.raises(ValidationFailed):
        statement(at("stored"), first=date(2026, 5, 2), last=date(2026, 5, 1))


def test_the_form_prints_of_an_asset_and_of_a_case(at: At) -> None:
    life = at("stored")
    assert len(statement(life, None).sections) == len(statement(life).sections)
