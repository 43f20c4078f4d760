"""Documents behind a paper: merged with its pages numbered on, or enclosed with the reason."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from asset_recovery.domain.errors import NotFound, ValidationFailed
from asset_recovery.services.paper_making import PaperWish
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import outline, page_texts, what_it_can_do
from tests.services.reading import opened
from tests.support.office import SmallOffice, made
from tests.support.yacht_story import CASE, the_yacht

Attach = Callable[..., str]


def a_pdf(*texts: str, password: str = "") -> bytes:
    """A PDF of other makers, with a page for each text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setAuthor("Jane Clerk")
    for text in texts:
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    if not password:
        return buffer.getvalue()
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as document:
        document.save(target, encryption=pikepdf.Encryption(user=password, owner="o"))
    return target.getvalue()


def a_picture() -> bytes:
    """A photograph with what a camera writes beside it."""
    exif = Image.Exif()
    exif[315] = "Jane Clerk"
    buffer = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The yacht up to its seizure, told once."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"), until="seized")
    yield office
    office.close()


@pytest.fixture
def attach(yacht: SmallOffice, tmp_path: Path) -> Attach:
    """A document of the case with this content."""

    def one(content: bytes, name: str, **more: Any) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        given = {"to": CASE, "title": name, "kind": "other", **more}
        return made(yacht.give("attach_document", file=str(path), **given), "document")

    return one


def merged(office: SmallOffice, *exhibits: str, **wish: Any) -> bytes:
    """A court's dossier with these exhibits."""
    asked = PaperWish(
        **{"paper": "dossier", "reference": CASE, "profile": "court", "exhibits": exhibits, **wish}
    )
    return PaperService(opened(office), office.actor("everyone")).merged(
        asked, office.actions.documents
    )


def faults(content: bytes) -> list[str]:
    """What qpdf finds wrong with a file."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return list(document.check_pdf_syntax())


def test_exhibits_follow_with_continuous_numbers_a_heading_and_their_hashes(
    yacht: SmallOffice, attach: Attach
) -> None:
    first = attach(a_pdf("Judgment, page one", "Judgment, page two"), "judgment.pdf")
    second = attach(a_picture(), "berth.jpg")
    content = merged(yacht, first, second)
    pages = page_texts(content)
    total = len(pages)
    for back, text in ((3, "Judgment, page one"), (2, "Judgment, page two")):
        assert text in pages[-back]
        assert f"page {total - back + 1} of {total}" in pages[-back]
    assert "E2 berth.jpg" in pages[-1]
    assert [name for name, page in outline(content) if page == total] == ["E2  berth.jpg"]
    listed = next(page for page in pages if "List of exhibits" in page and "SHA-256" in page)
    assert first in listed
    assert faults(content) == []


def test_what_lies_beside_the_pages_of_an_exhibit_does_not_come_along(
    yacht: SmallOffice, attach: Attach
) -> None:
    with pikepdf.open(io.BytesIO(a_pdf("Shown"))) as document:
        document.attachments["secret.txt"] = pikepdf.AttachedFileSpec(document, b"hidden words")
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.pages[0].obj.PieceInfo = pikepdf.Dictionary(Word="Jane Clerk")
        with document.open_metadata() as meta:
            meta["dc:creator"] = ["Jane Clerk"]
        target = io.BytesIO()
        document.save(target)
    content = merged(
        yacht, attach(target.getvalue(), "with-more.pdf"), attach(a_picture(), "p.jpg")
    )
    assert not what_it_can_do(content)
    assert everything_in(content).count("Jane Clerk") == 0
    assert "hidden words" not in everything_in(content)


def everything_in(content: bytes) -> str:
    """Every stream of a PDF, unpacked, with every string of its objects."""
    found = [content.decode("latin-1")]
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    found.append(item.read_bytes().decode("latin-1"))
                except pikepdf.PdfError:
                    found.append(item.read_raw_bytes().decode("latin-1"))
            found.append(str(pikepdf.Object.unparse(item, resolved=True)))
    return "\n".join(found)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (a_pdf("Locked", password="x"), "locked.pdf", "only with a password"),
        (b"%PDF-1.7 and then nothing of use", "broken.pdf", "damaged"),
        (b"PK\x03\x04 a Word file", "letter.docx", "file of an office program"),
        (b"plain text", "notes.txt", "neither a PDF nor a picture"),
    ],
)
def test_what_cannot_be_merged_is_listed_as_enclosed_separately_or_refuses_the_paper(
    yacht: SmallOffice, attach: Attach, content: bytes, name: str, why: str
) -> None:
    broken, sound = attach(content, name), attach(a_pdf("Sound"), "sound.pdf")
    paper = merged(yacht, broken, sound)
    text = " ".join(page_texts(paper))
    assert "enclosed separately" in text
    assert why in text
    assert "Sound" in text
    with pytest.raises(ValidationFailed) as refusal:
        merged(yacht, broken, sound, enclose=False)
    assert [one.code for one in refusal.value.reasons] == ["file_unreadable"]
    assert broken in refusal.value.reasons[0].text


def test_an_issued_paper_says_which_exhibits_are_enclosed_and_can_be_refused_for_them(
    yacht: SmallOffice, attach: Attach
) -> None:
    broken = attach(b"PK\x03\x04", "letter.docx")
    given: dict[str, Any] = {
        "paper": "dossier",
        "of": CASE,
        "profile": "court",
        "exhibits": [broken],
    }
    result = yacht.give("issue_paper", **given)
    assert [one.code for one in result.warnings] == ["file_unreadable"]
    refused = yacht.try_to_give("issue_paper", **given, broken_exhibits="refuse")
    assert [one.code for one in refused.reasons] == ["file_unreadable"]


def test_a_recipient_gets_no_exhibit_marked_above_what_he_may_have(
    yacht: SmallOffice, attach: Attach
) -> None:
    secret = attach(a_pdf("Top"), "top.pdf", classification="secret")
    with pytest.raises(ValidationFailed) as refusal:
        merged(yacht, secret)
    assert "may have confidential" in refusal.value.reasons[0].text
    assert "Top" not in " ".join(page_texts(merged(yacht, "all")))
    assert "Top" in " ".join(page_texts(merged(yacht, "all", profile="full")))


def test_where_a_paper_is_masked_exhibits_are_named_one_by_one(
    yacht: SmallOffice, attach: Attach
) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        merged(yacht, "all", profile="owner")
    assert "one by one" in refusal.value.reasons[0].text
    given = attach(a_pdf("For the owner"), "letter.pdf", classification="public")
    assert "For the owner" in " ".join(page_texts(merged(yacht, given, profile="owner")))


def test_a_document_of_another_case_is_no_exhibit(yacht: SmallOffice, attach: Attach) -> None:
    with pytest.raises(NotFound):
        merged(yacht, "D-NONE")


def test_the_annexes_of_a_request_are_the_documents_that_it_names(
    yacht: SmallOffice, attach: Attach
) -> None:
    yacht.give(
        "draft_request", request="R-1", case=CASE, form="MLA-01", to_country="FR", kinds=["EVI"]
    )
    annex = attach(a_pdf("Certified copy"), "copy.pdf", to="R-1")
    attach(a_pdf("Not of this request"), "other.pdf")
    content = merged(yacht, "all", paper="request", reference="R-1")
    text = " ".join(page_texts(content))
    assert "Certified copy" in text
    assert annex in text
    assert "Not of this request" not in text
    assert faults(content) == []


def test_an_exhibit_that_shows_what_the_paper_masks_is_warned_of(
    yacht: SmallOffice, attach: Attach
) -> None:
    yacht.give("change_user", user="officer", name="Petra Olsen", reason="n", by="administrator")
    telling = attach(a_pdf("Seen by OLSEN, Petra"), "told.pdf", classification="public")
    sound = attach(a_pdf("Seen by nobody"), "sound.pdf", classification="public")
    given: dict[str, Any] = {"paper": "dossier", "of": CASE, "exhibits": [sound, telling]}
    result = yacht.give("issue_paper", **given, profile="foreign")
    assert ["told.pdf" in one.text for one in result.warnings if one.field == "exhibits"] == [True]
    court = yacht.give("issue_paper", **given, profile="court")
    assert not [one for one in court.warnings if one.field == "exhibits"]


def test_a_print_that_is_not_issued_warns_of_the_same_exhibits_and_of_former_names(
    yacht: SmallOffice, attach: Attach
) -> None:
    yacht.give("change_user", user="officer", name="Petra Olsen", reason="n", by="administrator")
    yacht.give("change_user", user="officer", name="Petra Vance", reason="n", by="administrator")
    telling = attach(a_pdf("Seen by OLSEN, Petra"), "former.pdf", classification="public")
    sound = attach(a_pdf("Seen by nobody"), "quiet.pdf", classification="public")
    notes: list[str] = []
    papers = PaperService(opened(yacht), yacht.actor("everyone"))
    wish = PaperWish(paper="dossier", reference=CASE, profile="foreign", exhibits=(sound, telling))
    papers.merged(wish, yacht.actions.documents, notes=notes)
    assert ["former.pdf" in one for one in notes] == [True]
    quiet: list[str] = []
    papers.merged(replace(wish, exhibits=(sound,)), yacht.actions.documents, notes=quiet)
    assert quiet == []
