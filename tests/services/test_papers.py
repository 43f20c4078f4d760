"""Papers made from records: every figure is on them, the same records give the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted
from asset_recovery.persistence import tables as t
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.office import SmallOffice
from tests.support.yacht_story import CASE, PROCEEDS, YACHT, the_yacht


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The whole story with a draft request, told once."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"))
    office.give(
        "draft_request",
        request="R-1",
        case=CASE,
        form="MLA-01",
        to_country="FR",
        kinds=["EVI"],
        to_authority="Ministry of Justice",
    )
    yield office
    office.close()


def papers(office: SmallOffice, by: str = "everyone", purpose: str = "") -> PaperService:
    """The papers as somebody prints them."""
    return PaperService(opened(office), office.actor(by), purpose)


def text_of(content: bytes) -> str:
    """All text of a PDF on one line."""
    return " ".join(" ".join(page_texts(content)).split())


def last_print(office: SmallOffice) -> dict[str, object]:
    """The newest line of the log of consultations."""
    query = t.consultation.select().order_by(t.consultation.c.seq.desc())
    with office.reading.connect() as connection:
        row = connection.execute(query).mappings().first()
        assert row is not None
        found = json.loads(row["payload"])
        assert isinstance(found, dict)
        return found


@pytest.mark.parametrize(
    "figure",
    [
        "6 Aug 2018",
        "24 Aug 2018",
        "130,000,000.00 USD",
        "126,000,000.00 USD",
        "15,500,000.00 MYR",
        "122,273,118.80 USD",
        "96.92 %",
        "account ESC-1",
        "Consolidated Fund",
        "WA-27NCC-41-08/2018",
        "MY-0041, MY-0042",
        "no reply by 20 Aug 2018",
        "1 EUR = 1.1417 USD",
        "Proceeds of YACHT-1",
    ],
)
def test_the_dossier_holds_every_figure_of_the_story(yacht: SmallOffice, figure: str) -> None:
    assert figure in text_of(papers(yacht).dossier(CASE))


def test_the_dossier_of_an_earlier_day_knows_nothing_of_what_came_later(
    yacht: SmallOffice,
) -> None:
    content = papers(yacht).dossier(CASE, profile="court", as_of=date(2018, 8, 24))
    found = text_of(content)
    assert "as at 24 Aug 2018" in found
    assert "126,000,000.00" not in found
    assert "Interlocutory sale ordered" in found


def test_the_same_records_give_the_same_bytes(yacht: SmallOffice) -> None:
    assert papers(yacht).dossier(CASE) == papers(yacht).dossier(CASE)
    assert papers(yacht).request_docx("R-1") == papers(yacht).request_docx("R-1")


def test_each_print_is_kept_with_its_hash_its_recipient_and_its_profile(
    yacht: SmallOffice,
) -> None:
    content = papers(yacht).dossier(CASE, profile="court", recipient="High Court", copy="copy 1")
    kept = last_print(yacht)
    disclosure = kept["disclosure"]
    assert isinstance(disclosure, dict)
    assert (kept["case"], kept["screen"]) == (CASE, "print dossier")
    assert disclosure["document_hash"] == hashlib.sha256(content).hexdigest()
    assert (disclosure["recipient"], disclosure["profile"]) == ("High Court", "court")


def test_a_court_reads_no_names_of_users(yacht: SmallOffice) -> None:
    found = text_of(papers(yacht).dossier(CASE, profile="court"))
    assert "Everyone" not in found
    assert "officer U-officer" in found


def test_schedule_and_statement_are_printed_from_records(yacht: SmallOffice) -> None:
    assert YACHT in text_of(papers(yacht).schedule(CASE))
    whole = text_of(papers(yacht).statement(CASE))
    assert "15,500,000.00 MYR" in whole
    assert "3,726,881.20 USD" in whole
    own = text_of(papers(yacht).statement(PROCEEDS))
    assert "Crew agency" in own


def test_a_draft_request_is_printed_and_written_for_word(yacht: SmallOffice) -> None:
    found = text_of(papers(yacht).request_pdf("R-1"))
    assert "DRAFT" in found
    assert "Ministry of Justice" in found
    with zipfile.ZipFile(io.BytesIO(papers(yacht).request_docx("R-1"))) as archive:
        assert b"Ministry of Justice" in archive.read("word/document.xml")


def test_nobody_prints_what_he_may_not_see(yacht: SmallOffice) -> None:
    with pytest.raises(NotPermitted) as refusal:
        papers(yacht, by="colleague").dossier(CASE)
    assert refusal.value.reasons[0].code == "purpose_missing"
    with pytest.raises(NotFound):
        papers(yacht).dossier("NOTHING")
    with pytest.raises(NotFound):
        papers(yacht).dossier(CASE, profile="nobody")
