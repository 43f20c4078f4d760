"""Papers that leave: issued in numbered copies, kept, released, returned, made again the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from asset_recovery.domain.errors import NotFound, ValidationFailed
from asset_recovery.domain.paper_facts import PaperFacts
from asset_recovery.domain.registers import Result
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.driver import driver
from asset_recovery.services.documents import Documents
from asset_recovery.services.issued_papers import IssuedPapers
from asset_recovery.services.register_as_of import AsOf, rows_as_of
from asset_recovery.services.register_service import RegisterService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import Opened, case_file, opened
from tests.support.office import NOW, SmallOffice, made
from tests.support.office import TODAY as TODAY_
from tests.support.yacht_story import CASE, YACHT, the_yacht

TODAY = NOW[:10]


@dataclass(frozen=True, slots=True)
class WithDocuments(Opened):
    """The office with its document store."""

    documents: Documents = Documents(Path())


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The yacht up to its sale, told once; every test issues papers of its own."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"), until="sold")
    office.give(
        "draft_request", request="R-1", case=CASE, form="MLA-01", to_country="FR", kinds=["EVI"]
    )
    yield office
    office.close()


def papers(office: SmallOffice, by: str = "everyone") -> IssuedPapers:
    """Issued papers as somebody takes them out."""
    read = opened(office)
    whole = WithDocuments(read.reading, read.writing, documents=office.actions.documents)
    return IssuedPapers(whole, office.actor(by))


def issued(office: SmallOffice, **arguments: Any) -> str:
    """The reference of a paper that is issued now."""
    given: dict[str, Any] = {"paper": "dossier", "of": CASE, "profile": "court", **arguments}
    return made(office.give("issue_paper", **given), "document")


def released(office: SmallOffice, document: str, **arguments: Any) -> Result:
    """What comes of a release."""
    given: dict[str, Any] = {
        "document": document,
        "on": TODAY,
        "recipient": "High Court",
        "purpose": "hearing",
        "legal_basis": "Order 12 rule 4",
    }
    return office.try_to_give("release_paper", **{**given, **arguments})


def paper(office: SmallOffice, document: str) -> PaperFacts:
    """A paper of the case as its pages show it."""
    return next(one for one in case_file(office, CASE).papers if one.document == document)


def codes(result: Result) -> list[str]:
    """The codes of a refusal."""
    return [one.code for one in result.reasons]


def test_an_issued_paper_is_kept_as_a_document_of_the_case_under_the_hash_of_its_bytes(
    yacht: SmallOffice,
) -> None:
    document = issued(yacht, recipient="High Court", purpose="hearing")
    content = papers(yacht).kept(document)
    on_file = {one.reference: one for one in case_file(yacht, CASE).documents}[document]
    assert on_file.hash == hashlib.sha256(content).hexdigest()
    assert on_file.kind == "issued_paper"
    assert "High Court" in page_texts(content)[0]


def test_a_paper_keeps_its_title_though_one_of_a_higher_marking_bears_the_same(
    yacht: SmallOffice,
) -> None:
    issued(yacht, profile="full")
    document = issued(yacht, profile="owner")
    assert paper(yacht, document).title == "Case dossier"
    assert "Case dossier" in page_texts(papers(yacht).kept(document))[0]


def test_every_copy_bears_its_number_and_is_a_document_of_its_own(yacht: SmallOffice) -> None:
    document = issued(yacht, copies=3, document="D-OUT")
    for copy in (1, 2, 3):
        text = page_texts(papers(yacht).kept(document, copy))
        assert all(f"copy {copy} of 3" in page for page in text)
    assert papers(yacht).kept("D-OUT-2") == papers(yacht).kept(document, 2)


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"profile": "full", "copies": 2},
        {"paper": "schedule"},
        {"paper": "statement"},
        {"paper": "statement", "of": YACHT},
        {"as_of": "2018-08-24"},
        {"known_on": NOW},
        {"paper": "OPS-06", "of": YACHT},
    ],
)
def test_the_same_paper_is_made_again_from_the_moment_of_its_issue_whatever_came_later(
    yacht: SmallOffice, wish: dict[str, Any]
) -> None:
    document = issued(yacht, **wish)
    yacht.give("add_note", to=CASE, text="Written after the issue.")
    rate = {"from": "MYR", "to": "USD", "on": "2018-08-24", "rate": "0.25", "source": "bank"}
    yacht.give("record_rate", **rate)
    yacht.give("change_case", case=CASE, title="Another title", reason="typing")
    yacht.give("change_user", user="officer", name="Renamed", reason="marriage", by="administrator")
    yacht.give("link_party", asset=YACHT, party="P-A", role="possessor")
    assert papers(yacht).anew(document) == papers(yacht).kept(document)


def test_a_request_issued_is_made_again_as_it_was_though_it_was_filled_since(
    yacht: SmallOffice,
) -> None:
    document = issued(yacht, paper="request", of="R-1")
    yacht.give("fill_request", request="R-1", fields={"subject": "Another subject altogether"})
    assert papers(yacht).anew(document) == papers(yacht).kept(document)
    assert "DRAFT" in page_texts(papers(yacht).kept(document))[0]


def test_a_release_says_which_copy_went_to_whom_and_stands_with_the_document(
    yacht: SmallOffice,
) -> None:
    document = issued(yacht, copies=2)
    assert released(yacht, document).ok
    assert released(yacht, document, recipient="Prosecutor", channel="courier").ok
    told = [
        (one.copy, one.recipient, one.legal_basis, one.channel)
        for one in paper(yacht, document).releases
    ]
    assert told == [
        (1, "High Court", "Order 12 rule 4", None),
        (2, "Prosecutor", "Order 12 rule 4", "courier"),
    ]
    assert paper(yacht, document).state == "released"


def test_a_copy_is_released_to_one_recipient_only_until_it_came_back(yacht: SmallOffice) -> None:
    document = issued(yacht, copies=2)
    released(yacht, document, copy=2)
    refused = released(yacht, document, copy=2, recipient="Somebody else")
    assert codes(refused) == ["wrong_state"]
    assert refused.reasons[0].clear_with == "record_paper_returned"
    yacht.give("record_paper_returned", document=document, copy=2, on=TODAY, outcome="returned")
    assert released(yacht, document, copy=2, recipient="Somebody else").ok


def test_a_destroyed_copy_leaves_no_more(yacht: SmallOffice) -> None:
    document = issued(yacht)
    released(yacht, document)
    yacht.give("record_paper_returned", document=document, on=TODAY, outcome="destroyed")
    assert codes(released(yacht, document)) == ["wrong_state"]
    assert paper(yacht, document).state == "returned"


def test_a_paper_with_the_mark_of_a_draft_does_not_leave(yacht: SmallOffice) -> None:
    refused = released(yacht, issued(yacht, paper="request", of="R-1"))
    assert codes(refused) == ["wrong_state"]
    assert refused.reasons[0].clear_with == "sign_request"


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"recipient": None}, "field_missing"),
        ({"recipient": "  "}, "field_missing"),
        ({"purpose": None}, "field_missing"),
        ({"legal_basis": None}, "field_missing"),
        ({"copy": 2}, "field_invalid"),
        ({"on": "2018-01-01"}, "date_order"),
        ({"on": "2030-01-01"}, "date_in_future"),
        ({"document": "NOTHING"}, "not_found"),
    ],
)
def test_a_release_that_lacks_something_is_refused_and_changes_nothing(
    yacht: SmallOffice, lacking: dict[str, Any], code: str
) -> None:
    document = issued(yacht)
    assert code in codes(released(yacht, **{"document": document, **lacking}))
    assert paper(yacht, document).releases == ()


def test_a_document_from_elsewhere_is_released_with_a_warning(
    yacht: SmallOffice, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 signed by hand")
    given = yacht.give("attach_document", to=CASE, file=str(scan), title="Letter", kind="other")
    document = made(given, "document")
    result = released(yacht, document)
    assert result.ok
    assert [one.clear_with for one in result.warnings] == ["issue_paper"]
    found = paper(yacht, document)
    assert (found.issued, len(found.releases)) == (False, 1)


def test_a_paper_marked_above_what_its_recipient_may_have_is_warned_of(yacht: SmallOffice) -> None:
    result = released(yacht, issued(yacht, profile="owner"))
    assert any("may have unclassified" in one.text for one in result.warnings)
    assert released(yacht, issued(yacht, profile="court")).warnings == ()


def test_another_recipient_than_the_paper_names_is_warned_of(yacht: SmallOffice) -> None:
    result = released(yacht, issued(yacht, recipient="Court of Appeal"))
    assert any("Court of Appeal" in one.text for one in result.warnings)


def test_a_dossier_for_the_office_itself_is_warned_of_when_it_leaves(yacht: SmallOffice) -> None:
    document = issued(yacht, profile="full")
    result = released(yacht, document)
    assert result.ok
    (warning,) = [one for one in result.warnings if "for the office itself" in one.text]
    assert (warning.code, warning.clear_with) == ("guard_failed", "issue_paper")
    with yacht.reading.connect() as connection:
        kept = connection.execute(
            select(t.event.c.facts).where(t.event.c.reference == f"{document}/release/1/1")
        ).scalar_one()
    facts = json.loads(kept)
    assert facts["profile"] == "full"
    assert facts["hash"]


def test_what_is_no_issued_paper_is_not_handed_out_as_one(yacht: SmallOffice) -> None:
    with pytest.raises(NotFound):
        papers(yacht).kept("D-NONE")
    with pytest.raises(ValidationFailed):
        papers(yacht).kept(issued(yacht), 2)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"copies": 0}, "field_invalid"),
        ({"copies": 51}, "field_invalid"),
        ({"profile": "nobody"}, "not_found"),
        ({"paper": "OPS-99"}, "not_found"),
        ({"paper": "request"}, "form_out_of_scope"),
        ({"paper": "OPS-06"}, "form_out_of_scope"),
        ({"of": "NOTHING"}, "not_found"),
        ({"document": "D-TAKEN"}, "reference_taken"),
    ],
)
def test_what_cannot_be_issued_is_refused_and_keeps_nothing(
    yacht: SmallOffice, wish: dict[str, Any], code: str
) -> None:
    if code == "reference_taken":
        issued(yacht, document="D-TAKEN")
    before = len(case_file(yacht, CASE).papers)
    given: dict[str, Any] = {"paper": "dossier", "of": CASE, "profile": "court", **wish}
    assert code in codes(yacht.try_to_give("issue_paper", **given))
    assert len(case_file(yacht, CASE).papers) == before


def test_the_register_of_papers_says_where_the_copies_are(yacht: SmallOffice) -> None:
    document = issued(yacht, copies=2)
    second = issued(yacht, paper="schedule")
    released(yacht, document)
    service = RegisterService(engine=yacht.reading, today=lambda: TODAY_)
    rows = {one["reference"]: one for one in service.listed("papers", yacht.actor("everyone"))}
    assert (rows[document]["state"], rows[document]["out"]) == ("partly_released", 1)
    assert (rows[second]["state"], rows[second]["out"]) == ("issued", 0)
    late = service.listed("papers", yacht.actor("everyone"), where="state = 'partly_released'")
    assert second not in {one["reference"] for one in late}


def test_the_register_of_an_earlier_day_knows_the_papers_of_that_day(yacht: SmallOffice) -> None:
    service = RegisterService(engine=yacht.reading, today=lambda: TODAY_)
    document = issued(yacht)
    released(yacht, document)
    for day, expected in ((TODAY_, {"released"}), (date(2020, 1, 1), set())):
        clocks = AsOf(day, None)
        actor = yacht.actor("everyone")
        rows = rows_as_of(opened(yacht), service, "papers", actor, clocks)
        assert {row["state"] for row in rows if row["reference"] == document} == expected


@dataclass(frozen=True, slots=True)
class Watched(Documents):
    """The document store, which says when the exhibit of a paper is read for its pages."""

    seen: Callable[[], None] = lambda: None

    def read(self, content_hash: str) -> bytes:
        """The same bytes."""
        self.seen()
        return Documents.read(self, content_hash)


def is_held(office: SmallOffice) -> bool:
    """Whether another connection would have to wait for its turn to write."""
    with closing(driver().connect(str(office.path), timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except driver().OperationalError:
            return True
        other.execute("ROLLBACK")
        return False


def issued_while(office: SmallOffice, folder: Path, seen: Callable[[], None]) -> str:
    """A dossier with an exhibit, issued while `seen` is told of every drawing."""
    file = folder / "picture.png"
    Image.new("RGB", (40, 30), "navy").save(file)
    exhibit = office.give("attach_document", to=CASE, file=str(file), kind="other", title="Navy")
    watched = Watched(office.actions.documents.folder, seen)
    result = replace(office.actions, documents=watched).give(
        office.actor("everyone"),
        {
            "action": "issue_paper",
            "paper": "dossier",
            "of": CASE,
            "profile": "full",
            "exhibits": [made(exhibit, "document")],
        },
    )
    assert result.ok, result.reasons
    return made(result, "document")


def test_nobody_waits_for_a_paper_to_be_drawn(yacht: SmallOffice, tmp_path: Path) -> None:
    held: list[bool] = []
    issued_while(yacht, tmp_path, lambda: held.append(is_held(yacht)))
    assert held == [False]


def test_a_paper_is_drawn_anew_where_something_was_recorded_meanwhile(
    yacht: SmallOffice, tmp_path: Path
) -> None:
    drawn: list[int] = []

    def seen() -> None:
        drawn.append(len(drawn))
        if len(drawn) == 1:
            yacht.give("add_note", to=CASE, text="Recorded meanwhile.")

    document = issued_while(yacht, tmp_path, seen)
    content = papers(yacht).kept(document)
    assert drawn == [0, 1]
    assert "Recorded meanwhile." in " ".join(page_texts(content))
    assert papers(yacht).anew(document) == content


def test_a_paper_that_may_not_be_issued_is_refused_and_noted_as_before(yacht: SmallOffice) -> None:
    refused = yacht.try_to_give("issue_paper", by="auditor", paper="dossier", of=CASE)
    assert codes(refused) == ["role_needed"]
