"""Who may see a case may read its documents; that they were read is logged; others know nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted, StorageFailed
from asset_recovery.persistence import tables as t
from asset_recovery.services.document_service import DocumentService
from asset_recovery.services.documents import Documents
from tests.services.reading import Opened
from tests.support.office import SmallOffice, an_office

CONTENT = b"the extract\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithDocuments(Opened):
    """The office with its document store."""

    documents: Documents


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A case with one document."""
    office = an_office(tmp_path)
    (tmp_path / "extract.txt").write_bytes(CONTENT)
    office.give("open_case", case="C", title="Case", on="2026-01-02")
    office.give(
        "attach_document", document="D-1", to="C", file=str(tmp_path / "extract.txt"),
        title="Extract", kind="extract",
    )  # fmt: skip
    yield office
    office.close()


def service(office: SmallOffice) -> DocumentService:
    """The service over the office's own store."""
    documents = Documents(office.path.parent / "documents")
    return DocumentService(WithDocuments(office.reading, office.writing, documents=documents))


def looks(office: SmallOffice) -> list[dict[str, object]]:
    """The log of consultations."""
    with office.reading.connect() as connection:
        rows = connection.execute(t.consultation.select()).mappings().all()
        return [json.loads(row["payload"]) for row in rows]


def test_a_document_is_handed_out_under_its_own_name_and_the_look_is_logged(
    office: SmallOffice,
) -> None:
    found = service(office).hand_out("D-1", office.actor("everyone"))
    assert (found.name, found.content) == ("extract.txt", CONTENT)
    last = looks(office)[-1]
    assert (last["case"], last["screen"], last["ids"]) == ("C", "open document", ["D-1"])
    disclosure = last["disclosure"]
    assert isinstance(disclosure, dict)
    assert disclosure["bytes"] == len(CONTENT)


def test_whoever_is_not_on_the_case_says_for_what_purpose(office: SmallOffice) -> None:
    with pytest.raises(NotPermitted):
        service(office).hand_out("D-1", office.actor("colleague"))
    found = service(office).hand_out("D-1", office.actor("colleague"), purpose="audit of files")
    assert found.content == CONTENT
    assert looks(office)[-1]["purpose"] == "audit of files"


def test_a_document_of_a_sealed_case_is_not_there_for_others(office: SmallOffice) -> None:
    office.give("seal_case", by="supervisor", case="C", on="2026-11-01", reason="informer")
    with pytest.raises(NotFound):
        service(office).hand_out("D-1", office.actor("colleague"), purpose="curiosity")


def test_a_document_that_was_changed_on_the_disk_is_not_handed_out(office: SmallOffice) -> None:
    kept = next(p for p in (office.path.parent / "documents").rglob("*") if p.is_file())
    kept.chmod(0o600)
    kept.write_bytes(b"\x00another extract")
    before = len(looks(office))
    with pytest.raises(StorageFailed, match="changed"):
        service(office).hand_out("D-1", office.actor("everyone"))
    assert len(looks(office)) == before


def test_a_file_without_content_is_no_document(office: SmallOffice, tmp_path: Path) -> None:
    (tmp_path / "nothing.txt").write_bytes(b"")
    refused = office.try_to_give(
        "attach_document", to="C", file=str(tmp_path / "nothing.txt"), title="Annex", kind="extract"
    )
    assert [(one.code, one.field) for one in refused.reasons] == [("file_unreadable", "file")]
    assert "nothing.txt is empty" in refused.reasons[0].text
