"""Inventory and receipt, application and decision on paper: what they say and what never."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts, what_it_can_do
from tests.services.reading import opened
from tests.services.test_applications import applied, grant
from tests.services.test_operations import seized
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def papers(life: Life) -> PaperService:
    """The papers as everyone prints them."""
    return PaperService(opened(life.office), life.office.actor("everyone"))


def text_of(content: bytes) -> str:
    """All text of a PDF on one line."""
    return " ".join(" ".join(page_texts(content)).split())


def test_the_inventory_is_one_paper_under_one_receipt(at: At) -> None:
    life = seized(at)
    life.give("register_asset", asset="CASH", case="CASE", type="MON-CASH", description="Notes",
              operation="OP-1", country="MT")  # fmt: skip
    content = papers(life).inventory("OP-1")
    text = text_of(content)
    for said in ("Inventory and receipt R-77", "14 Harbour Road, Valletta", "06:10 to 09:45",
                 "Section 12, Seizure Act", "Neighbour C", "Grey car", "S-1", "Port guard",
                 "Found and not taken", "The door was forced.", "Officer B"):  # fmt: skip
        assert said in text, said
    assert what_it_can_do(content) == set()
    assert papers(life).inventory("OP-1") == content
    with pytest.raises(NotFound):
        papers(life).inventory("OP-9")


def test_the_dossier_tells_the_operation(at: At) -> None:
    text = text_of(papers(seized(at)).dossier("CASE"))
    assert "OP-1" in text
    assert "R-77" in text


def test_an_application_prints_its_schedule_as_pdf_and_as_word(at: At) -> None:
    life = applied(at, persons=["OWNER"], legal_basis="Section 5")
    text = text_of(papers(life).application("APP"))
    for said in ("We ask that the property in the schedule be frozen.", "Regional Court",
                 "12,000.00 EUR", "Appraisal, 10 Feb 2026", "up to 10,000.00 EUR", "Sealing",
                 "Bought by A with bribe money", "use for work", "Section 5", "DRAFT"):  # fmt: skip
        assert said in text, said
    content = papers(life).application("APP", word=True)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    document = docx.Document(io.BytesIO(content))
    cells = " ".join(cell.text for table in document.tables for row in table.rows
                     for cell in row.cells)  # fmt: skip
    assert "12,000.00 EUR" in cells
    assert document.core_properties.author == ""


def test_a_decided_application_prints_both_sides_under_the_same_numbers(at: At) -> None:
    life = applied(at)
    changed = {"asset": "CAR", "granted": "changed", "amount": money("4000.00")}
    assert grant(life, changed, {"asset": "VAN", "granted": "no"}) == []
    text = text_of(papers(life).application("APP"))
    for said in ("D-1/26 of 5 Mar 2026", "Granted with changes", "up to 4,000.00 EUR",
                 "Not granted", "nothing is held"):  # fmt: skip
        assert said in text, said


def test_an_order_that_nobody_applied_for_has_no_application(at: At) -> None:
    with pytest.raises(NotFound):
        papers(at("frozen")).application("FREEZE")


def test_a_decision_prints_who_when_on_whose_behalf_and_what_was_seen(at: At) -> None:
    life = at("valued")
    life.give("propose_interlocutory_sale", who="manager", asset="CAR", on="2026-04-02",
              grounds=["disproportionate_cost"])  # fmt: skip
    waiting = text_of(papers(life).decision("AP-2026-000001"))
    assert "Nobody has decided yet." in waiting
    assert "NOT YET DECIDED" in waiting
    life.give("delegate_approval", who="supervisor", to="officer", until="2026-04-30",
              **{"from": "2026-04-01"})  # fmt: skip
    life.give("approve", who="officer", what="CAR", on="2026-04-03", comment="as discussed")
    life.appraise("2026-05-01", "1.00")
    text = text_of(papers(life).decision("AP-2026-000001"))
    for said in ("on behalf of Supervisor", "2026-04-03", "as discussed", "10,000.00 EUR",
                 "Disproportionate cost", "not an order and not the leave of a court"):  # fmt: skip
        assert said in text, said
    assert "NOT YET DECIDED" not in text
