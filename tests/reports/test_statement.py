"""The cost and income statement, and the schedule of assets as a paper of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.errors import NotFound, ValidationFailed
from asset_recovery.reports.asset_schedule_content import compose_asset_schedule
from asset_recovery.reports.dossier_profile import profile
from asset_recovery.reports.paper import Paper, Table
from asset_recovery.reports.render import render
from asset_recovery.reports.statement_content import compose_statement
from tests.reports.pdf_reading import page_sizes, page_texts
from tests.reports.samples import a_case_with_many_assets, the_yacht_case, usd

FULL = profile("full")


def tables(paper: Paper) -> dict[str, Table]:
    """The tables of a paper by their titles."""
    return {
        one.title: one for part in paper.sections for one in part.blocks if isinstance(one, Table)
    }


def test_the_statement_of_a_case_adds_up_per_currency() -> None:
    found = tables(compose_statement(the_yacht_case(), FULL, "en", str))
    assert found["Costs"].totals[0][4] == "15,500,000.00 MYR"
    assert found["Costs"].totals[1][5] == "3,734,120.65 USD"
    assert found["Balance per currency"].rows == (
        ("MYR", "0.00 MYR", "15,500,000.00 MYR", "2,615,000.00 MYR", "-12,885,000.00 MYR"),
    )


def test_what_was_posted_before_the_period_is_the_opening_balance() -> None:
    paper = compose_statement(
        the_yacht_case(), FULL, "en", str, asset="ASSET-2018-0001", first=date(2019, 1, 1)
    )
    (row,) = tables(paper)["Balance per currency"].rows
    assert row == (
        "MYR",
        "-3,500,000.00 MYR",
        "12,000,000.00 MYR",
        "0.00 MYR",
        "-15,500,000.00 MYR",
    )


def test_a_reversal_after_the_period_does_not_change_the_period_before() -> None:
    """A statement up to 1 February shows the mistake; the next one takes it back."""
    paper = compose_statement(the_yacht_case(), FULL, "en", str, last=date(2019, 2, 1))
    assert "reversed by COST-2019-0004" in tables(paper)["Costs"].rows[1][2]


def test_the_line_that_takes_back_is_not_counted_in_a_later_period_either() -> None:
    day = date(2019, 2, 2)
    paper = compose_statement(the_yacht_case(), FULL, "en", str, first=day, last=day)
    table = tables(paper)["Costs"]
    assert "reverses COST-2019-0003" in table.rows[0][2]
    assert table.totals == ()


def test_costs_over_value_use_the_base_currency_where_the_value_is_in_another() -> None:
    (row, _proceeds) = tables(compose_statement(the_yacht_case(), FULL, "en", str))[
        "Costs over value, per asset"
    ].rows
    assert row[4] == "2.87 %"


def test_costs_over_value_without_a_common_currency_are_not_computed() -> None:
    file = the_yacht_case()
    bare = replace(file, postings=tuple(replace(one, base_amount=None) for one in file.postings))
    found = tables(compose_statement(bare, FULL, "en", str))
    assert found["Costs over value, per asset"].rows[0][4] == "not computed"
    assert found["Costs"].totals[1][5] == "not computed"


def test_an_asset_of_another_case_and_a_period_that_runs_backwards_are_refused() -> None:
    with pytest.raises(NotFound):
        compose_statement(the_yacht_case(), FULL, "en", str, asset="ASSET-1999-0001")
    with pytest.raises(ValidationFailed):
        compose_statement(
            the_yacht_case(), FULL, "en", str, first=date(2019, 2, 1), last=date(2019, 1, 1)
        )


def test_the_statement_prints_on_its_pages() -> None:
    texts = page_texts(render(compose_statement(the_yacht_case(), FULL, "en", str)))
    assert "Cost and income statement" in texts[0]
    assert f"page 1 of {len(texts)}" in texts[0]


def test_the_schedule_lies_across_and_numbers_every_asset() -> None:
    file = a_case_with_many_assets(60)
    paper = compose_asset_schedule(file, FULL, "en", str)
    (table,) = (one for one in tables(paper).values() if one.landscape)
    assert [row[0] for row in table.rows] == [str(one) for one in range(1, 61)]
    assert table.rows[0][7] == "30,001.50 MYR\n= 7,001.25 USD\nMarket value, 8 Oct 2018"
    assert {round(width) for width, _height in page_sizes(render(paper))} == {297}


def test_an_asset_without_value_is_counted_as_without_value_and_not_as_zero() -> None:
    found = tables(compose_asset_schedule(a_case_with_many_assets(10), FULL, "en", str))
    (total,) = found["Totals by state and currency, last value that counts"].totals
    assert total[1:3] == ("10", "1")
    assert total[4:] == ("Market value", usd("63047.25").display())
