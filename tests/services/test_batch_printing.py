"""Many papers at once: a file and a line for each, and nothing left behind by a stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.errors import Cancelled, ValidationFailed
from asset_recovery.services.batch_printing import BatchPrinting, references_of
from asset_recovery.services.paper_making import PaperWish
from tests.reports.pdf_reading import page_texts
from tests.services.test_issued_papers import WithDocuments
from tests.support.office import NOW, OFFICE_ID, SmallOffice, made
from tests.support.yacht_story import CASE, YACHT, the_yacht

WISH = PaperWish(paper="dossier", reference="", profile="court", copies=0)


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The yacht and a second case."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"), until="seized")
    office.give("open_case", case="C-2", title="Second", on="2020-01-01", legal_system="generic")
    yield office
    office.close()


def whole(office: SmallOffice) -> WithDocuments:
    """The office with its documents."""
    return WithDocuments(
        office.reading, office.writing, lambda: NOW, office_id=OFFICE_ID,
        documents=office.actions.documents,
    )  # fmt: skip


def printing(office: SmallOffice) -> BatchPrinting:
    """Batches as a user prints them."""
    return BatchPrinting(whole(office), office.actor("everyone"))


def test_each_record_gets_a_file_and_one_that_cannot_be_printed_says_why(
    yacht: SmallOffice, tmp_path: Path
) -> None:
    rows = printing(yacht).run([CASE, "NOTHING", "C-2", CASE], WISH, tmp_path)
    assert [(one.reference, bool(one.file)) for one in rows] == [
        (CASE, True),
        ("NOTHING", False),
        ("C-2", True),
    ]
    assert [code for code, _text in rows[1].reasons] == ["not_found"]
    assert {one.name for one in tmp_path.iterdir()} == {one.file for one in rows if one.file}
    assert "C-2" in page_texts((tmp_path / rows[2].file).read_bytes())[0]


class Stopping:
    """A person who presses Cancel at the second row."""

    def step(self, done: int, _total: int, _text: str) -> None:
        """Stop there."""
        if done == 1:
            raise Cancelled


def test_a_stop_leaves_nothing_in_the_folder(yacht: SmallOffice, tmp_path: Path) -> None:
    (tmp_path / "before.txt").write_text("stays", encoding="utf-8")
    with pytest.raises(Cancelled):
        printing(yacht).run([CASE, "C-2"], WISH, tmp_path, Stopping())
    assert [one.name for one in tmp_path.iterdir()] == ["before.txt"]


def test_issued_papers_are_printed_as_they_were_kept(yacht: SmallOffice, tmp_path: Path) -> None:
    document = made(yacht.give("issue_paper", paper="dossier", of=CASE), "document")
    rows = printing(yacht).run([document], PaperWish(paper="paper", reference=""), tmp_path)
    kept = next(one for one in tmp_path.iterdir()).read_bytes()
    assert rows[0].file
    assert kept.startswith(b"%PDF-")


def test_records_are_named_one_by_one_in_a_file_or_by_their_case(
    yacht: SmallOffice, tmp_path: Path
) -> None:
    listed = tmp_path / "rows.txt"
    listed.write_text("A-1\n\nA-2;x\n", encoding="utf-8")
    actor = yacht.actor("everyone")
    office = whole(yacht)
    assert references_of(office, actor, str(listed), "OPS-06") == ["A-1", "A-2"]
    assert references_of(office, actor, "A-1, A-2", "OPS-06") == ["A-1", "A-2"]
    assert references_of(office, actor, CASE, "OPS-06") == [YACHT]
    assert references_of(office, actor, CASE, "dossier") == [CASE]


def test_a_folder_that_is_not_there_is_refused(yacht: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed):
        printing(yacht).run([CASE], WISH, tmp_path / "none")
