"""The case dossier: every figure is in it, each recipient sees only what is his, and it prints."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from asset_recovery.domain.case_file import CaseFile, CustodyFacts
from asset_recovery.domain.errors import NotFound
from asset_recovery.reports.case_dossier_content import compose_dossier
from asset_recovery.reports.dossier_profile import profile, profiles
from asset_recovery.reports.paper import Paper, Section, Table
from asset_recovery.reports.render import render
from tests.reports.pdf_reading import outline, page_texts, what_it_can_do
from tests.reports.samples import (
    YACHT,
    a_case_with_many_assets,
    an_empty_case,
    myr,
    the_yacht_case,
)

GOLDEN = Path(__file__).parent.parent / "fixtures" / "dossier_yacht_full.json"


def dossier(file: CaseFile, name: str = "full", language: str = "en") -> Paper:
    """The dossier of a case for a recipient, in English words."""
    return compose_dossier(file, profile(name), language, str, "High Court", "copy 1 of 3")


def content(paper: Paper) -> dict[str, object]:
    """The content as JSON knows it, without what hangs on every field of the case file."""
    found = json.loads(json.dumps(asdict(paper)))
    return {key: value for key, value in found.items() if key not in ("record_hash", "qr", "words")}


def words(paper: Paper) -> str:
    """All texts of a paper in one string."""
    return json.dumps(content(paper), ensure_ascii=False)


def section(paper: Paper, number: str) -> Section:
    """A section by its number."""
    return next(one for one in paper.sections if one.number == number)


def rows(paper: Paper, number: str) -> list[tuple[str, ...]]:
    """The rows of all tables of a section."""
    return [
        row
        for block in section(paper, number).blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_who_signed_an_inventory_is_not_named_where_the_profile_names_nobody() -> None:
    link = CustodyFacts(
        asset="ASSET-2018-0001", on=date(2018, 8, 7), what="possession_taken",
        reason="O-1; inventory signed by Mara, Carl", signed_by=("Mara", "Carl"),
    )  # fmt: skip
    file = replace(the_yacht_case(), custody=(link,), filings=(("CL 70.10", "F-1"),))
    whole = words(dossier(file))
    court = words(dossier(file, "court"))
    assert "inventory signed by Mara, Carl" in whole
    assert "inventory signed by" in court
    assert "Mara" not in court
    assert "Carl" not in court
    assert "CL 70.10" in court


def test_the_content_of_the_yacht_dossier_is_as_agreed() -> None:
    assert content(dossier(the_yacht_case())) == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "figure",
    [
        "24 Aug 2018",
        "130,000,000.00 USD",
        "126,000,000.00 USD",
        "0.00 USD",
        "15,500,000.00 MYR",
        "96.92 %",
        "2.87 %",
        "122,265,879.35 USD",
        "Pay-out after 90 days as stakeholder",
        "Government of Malaysia",
        "TT-2019-7741",
        "25 Apr 2019",
    ],
)
def test_the_dossier_shows_the_figures_of_the_story(figure: str) -> None:
    assert figure in words(dossier(the_yacht_case()))


def test_every_reference_amount_and_name_of_the_file_is_printed() -> None:
    file = the_yacht_case()
    text = " ".join(page_texts(render(dossier(file)))).replace(" ", "")
    kinds = ["assets", "orders", "claims", "requests", "decisions", "distributions"]
    kinds += ["valuations", "postings"]
    wanted = [str(one.reference) for kind in kinds for one in getattr(file, kind)]
    wanted += [one.amount.display() for one in file.postings]
    wanted += [one.value.display() for one in file.valuations]
    wanted += [amount.display() for _who, _on, amount in file.sales[0].bids]
    wanted += [line.balance.display() for line in file.distributions[0].lines]
    wanted += [one.name for one in file.parties if one.name.isascii()]
    wanted += [one.title for one in file.documents]
    wanted += [one.title for one in file.deadlines]
    wanted += [one.title for one in file.events]
    assert [one for one in wanted if one.replace(" ", "") not in text] == []


def test_the_missing_planning_sheet_is_said() -> None:
    assert {row[3] for row in rows(dossier(the_yacht_case()), "12")} == {"none recorded"}


def test_a_break_of_the_custody_chain_is_a_row_of_its_own() -> None:
    (table,) = (
        one for one in section(dossier(the_yacht_case()), "10").blocks if isinstance(one, Table)
    )
    texts = [row[0] for row in table.rows]
    assert "CHAIN BROKEN: 1 break(s) in 3 link(s)" in texts[0]
    assert texts[3].startswith("▲ Break: last held by Sheriff of the High Court")
    assert set(table.marked) == {0, 3}


def test_an_unbroken_chain_says_so() -> None:
    file = replace(the_yacht_case(), custody=the_yacht_case().custody[:2])
    assert "chain unbroken, 2 link(s)" in rows(dossier(file), "10")[0][0]


def test_what_is_not_known_is_said_with_its_day_and_never_left_empty() -> None:
    paper = dossier(an_empty_case())
    assert "not known as at 29 Jul 2019" in words(paper)
    for one in paper.sections:
        for block in one.blocks:
            if isinstance(block, Table):
                assert block.rows or block.empty


def test_the_as_at_day_and_the_day_of_knowledge_stand_under_each_heading() -> None:
    known = datetime(2018, 9, 1, 10, tzinfo=UTC)
    paper = dossier(replace(the_yacht_case(), as_of=date(2018, 8, 31), known_on=known))
    assert {one.as_at for one in paper.sections} == {
        "as at 31 Aug 2018, as known on 1 Sept 2018 10:00 UTC"
    }


def test_a_position_taken_over_and_an_irregular_order_are_marked() -> None:
    states = [row[3] for row in rows(dossier(the_yacht_case()), "8") if len(row) == 7]
    assert "Executed [irregular: no planning sheet before the sale]" in states
    assert "Ended [taken over from another register]" in states


def test_a_reversed_line_is_printed_and_not_counted() -> None:
    tables = [
        one for one in section(dossier(the_yacht_case()), "14").blocks if isinstance(one, Table)
    ]
    assert len(tables[0].rows) == 4
    assert tables[0].totals[0][4] == "15,500,000.00 MYR"
    assert "[reversed by COST-2019-0004, not counted]" in words(dossier(the_yacht_case()))


def test_a_sold_asset_and_its_proceeds_are_counted_once() -> None:
    blocks = section(dossier(the_yacht_case()), "7").blocks
    table = next(one for one in blocks if isinstance(one, Table) and one.totals)
    assert table.totals == (("All assets", "2", "0", "523,000,000.00 MYR", "Sale price",
                             "126,000,000.00 USD"),)  # fmt: skip


def test_the_marking_is_the_highest_of_what_is_included() -> None:
    assert dossier(the_yacht_case()).marking == "SECRET"
    assert dossier(the_yacht_case(), "court").marking == "RESTRICTED"


def test_a_document_above_the_profile_is_only_counted() -> None:
    text = words(dossier(the_yacht_case(), "court"))
    assert "Report of a source" not in text
    assert "1 document(s) of a higher marking" in text


@pytest.mark.parametrize("name", ["court", "foreign", "owner"])
def test_no_user_is_named_outside_the_office(name: str) -> None:
    text = " ".join(page_texts(render(dossier(the_yacht_case(), name))))
    assert re.findall(r"\b(omar|siti|nadia)\b", text) == []


def test_the_court_sees_officer_numbers() -> None:
    text = words(dossier(the_yacht_case(), "court"))
    assert "officer 117" in text
    assert "officer 204" in text


@pytest.mark.parametrize("name", ["court", "foreign", "owner"])
def test_notes_risks_informal_channels_and_data_quality_stay_in_the_office(name: str) -> None:
    paper = dossier(the_yacht_case(), name)
    assert {"21", "22", "25"}.isdisjoint(one.number for one in paper.sections)
    text = words(paper)
    assert "Crew asks" not in text
    assert "CARIN" not in text
    assert "INF-01" not in text


def test_the_court_sees_no_alternatives_and_no_values_of_the_journal() -> None:
    text = words(dossier(the_yacht_case(), "court"))
    assert "lease was considered" not in text
    assert "frozen_abroad" not in text
    assert "c0ffee00" in text


def test_the_affected_person_sees_no_address_and_no_bidder() -> None:
    text = words(dossier(the_yacht_case(), "owner"))
    assert "12 Harbour Road" not in text
    assert "quay 7" not in text
    assert "Bidder C" not in text
    assert "126,000,000.00 USD" in text


@pytest.mark.parametrize("name", list(profiles()))
def test_what_is_left_out_is_named_in_the_redaction_log(name: str) -> None:
    paper = dossier(the_yacht_case(), name)
    log = " ".join(row[0] for row in rows(paper, "1"))
    for number in {one.number for one in dossier(the_yacht_case()).sections} - {"1"}:
        shown = number in {one.number for one in paper.sections}
        assert shown == (f"Section {number}, " not in log.replace(f"Section {number}, columns", ""))


def test_an_unknown_profile_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match="full, court, foreign, owner"):
        profile("press")


def test_the_record_hash_follows_the_record_and_not_the_reader() -> None:
    file = the_yacht_case()
    same = replace(file, read_by="someone", read_at=datetime(2020, 1, 1, tzinfo=UTC))
    changed = replace(file, assets=(replace(YACHT, value=myr("1.00")), *file.assets[1:]))
    assert dossier(file).record_hash == dossier(same).record_hash
    assert dossier(file).record_hash != dossier(changed).record_hash


def test_the_executive_summary_takes_one_page_at_most() -> None:
    marks = dict(outline(render(dossier(the_yacht_case()))))
    file = the_yacht_case()
    crowded = replace(
        file,
        problems=tuple(f"Problem {one} " + "long " * 60 for one in range(40)),
        deadlines=tuple(replace(file.deadlines[1], reference=str(one)) for one in range(60)),
    )
    more = dict(outline(render(dossier(crowded))))
    for found in (marks, more):
        assert found["4  Legal basis"] - found["3  Executive summary"] <= 1


def test_the_paper_speaks_the_language_it_is_asked_for() -> None:
    german = {"Case dossier": "Fallakte", "page {page} of {pages}": "Seite {page} von {pages}"}
    paper = compose_dossier(
        the_yacht_case(), profile("full"), "de", lambda text: german.get(text, text)
    )
    texts = page_texts(render(paper))
    assert "Fallakte" in texts[0]
    assert f"Seite 1 von {len(texts)}" in texts[0]
    assert "24. Aug. 2018" in words(paper)


def test_an_empty_case_prints_with_all_its_sections() -> None:
    data = render(dossier(an_empty_case()))
    assert len(outline(data)) == 31
    assert len(page_texts(data)) < 10


def test_a_thousand_assets_print_without_loss_and_without_empty_pages() -> None:
    file = a_case_with_many_assets(1_000)
    texts = page_texts(render(dossier(file, "foreign")))
    whole = " ".join(texts)
    assert all(one.reference in whole for one in file.assets)
    assert sum(len(text) < 400 for text in texts) <= 8
    assert "all 1000 assets" in whole


def test_many_assets_of_an_order_are_written_as_ranges() -> None:
    file = a_case_with_many_assets(20)
    order = replace(file.orders[0], assets=tuple(one.reference for one in file.assets[:12]))
    text = words(dossier(replace(file, orders=(order,))))
    assert "ASSET-2020-0001 to ASSET-2020-0012 (12)" in text


def test_hostile_texts_in_records_print_as_they_stand() -> None:
    evil = '<img src="/etc/hostname"/> & \u202egnp <a href="x">y</a> =HYPERLINK("x")'
    file = the_yacht_case()
    file = replace(
        file,
        case=replace(file.case, title=evil, summary=evil),
        assets=(replace(YACHT, description=evil),),
        parties=(replace(file.parties[0], name=evil),),
    )
    data = render(dossier(file))
    text = "".join(page_texts(data)).replace(" ", "")
    assert '<imgsrc="/etc/hostname"/>&[U+202E]gnp' in text
    assert what_it_can_do(data) == set()


def test_names_in_other_scripts_are_drawn() -> None:
    text = " ".join(page_texts(render(dossier(the_yacht_case()))))
    assert "Сабджект А" in text
    assert "Δημήτρης" in text
    assert "刘特佐" in text
    assert "محمد" in text or "دمحم" in text
    assert "□" not in text
