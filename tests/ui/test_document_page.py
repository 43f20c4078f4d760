"""A document opens from its page, as a copy; the dossier can be stopped while it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.app.open_copies import OpenCopies
from asset_recovery.domain.errors import Cancelled, RuleViolation
from asset_recovery.domain.progress import Progress
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.document_page import DocumentPage
from asset_recovery.ui.pages.dossier_page import DossierPage
from asset_recovery.ui.place import Place
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice
from tests.ui.test_pages import press


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DocumentPage:
    """The page of a document."""
    page = DocumentPage(desk, Place("document", "D-0001"))
    qtbot.addWidget(page)
    page.reload()
    return page


def test_a_document_opens_in_the_desktops_own_program(
    page: DocumentPage, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    press(page, "Open")
    assert dialogs.shown == [Path("D-0001.pdf")]
    assert "open_document D-0001" in office.log


def test_where_no_program_shows_it_a_sentence_says_so(
    page: DocumentPage, dialogs: RecordedDialogs
) -> None:
    dialogs.has_program = False
    press(page, "Open")
    assert "Save a copy" in dialogs.told[-1]


def test_a_copy_is_saved_where_one_says(
    page: DocumentPage, office: FakeOffice, dialogs: RecordedDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "copy.pdf"
    press(page, "Save a copy…")
    assert "save_document D-0001" in office.log


def test_a_copy_cannot_be_changed_keeps_its_name_and_goes_with_the_session() -> None:
    copies = OpenCopies()
    path = copies.make("D/1", "../../Überweisung №5.PDF", b"%PDF")
    assert path.read_bytes() == b"%PDF"
    assert path.name == "D-1 Überweisung _5.pdf"
    assert path.stat().st_mode & 0o222 == 0
    second = copies.make("D/1", "../../Überweisung №5.PDF", b"%PDF")
    assert second != path
    copies.forget()
    assert not path.exists()
    assert not path.parent.parent.exists()
    copies.forget()


@pytest.mark.parametrize("name", ["run.exe", "run.sh", "run.desktop", "macro.xlsm", "no ending"])
def test_a_file_that_could_run_as_a_program_is_not_opened(name: str) -> None:
    with pytest.raises(RuleViolation, match="Save a copy"):
        OpenCopies().make("D-1", name, b"")


def test_the_making_of_a_dossier_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = DossierPage(desk, Place("dossier", "AR-2026-0017"))
    qtbot.addWidget(page)
    page.show()
    waiting: list[Callable[[], Any]] = []
    monkeypatch.setattr(
        desk.commands, "read", lambda work, then, _owner: waiting.append(lambda: then(work()))
    )
    said: list[str] = []

    def dossier(_case: str, _profile: str, _language: str, progress: Progress) -> bytes:
        progress.step(2, 9, "Assets")
        said.append(page.preview.said.text())
        page.preview.stop.click()
        progress.step(3, 9, "Orders")
        raise AssertionError("it was stopped")

    monkeypatch.setattr(office, "dossier", dossier)
    page.reload()
    assert page.preview.stop.isVisible()
    waiting.pop()()
    assert said == ["Setting the pages…  2 of 9\nAssets"]
    assert page.preview.said.text().startswith("Stopped.")
    assert not page.preview.stop.isVisible()


def test_another_recipient_stops_the_paper_that_is_being_made(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = DossierPage(desk, Place("dossier", "AR-2026-0017"))
    qtbot.addWidget(page)
    waiting: list[Callable[[], Any]] = []
    monkeypatch.setattr(
        desk.commands, "read", lambda work, then, _owner: waiting.append(lambda: then(work()))
    )
    made: list[str] = []

    def dossier(_case: str, profile: str, _language: str, progress: Progress) -> bytes:
        try:
            progress.step(1, 2, "Assets")
        except Cancelled:
            made.append(f"{profile} stopped")
            raise
        made.append(profile)
        return b"%PDF"

    monkeypatch.setattr(office, "dossier", dossier)
    page.reload()
    page.profile.setCurrentIndex(1)
    for work in list(waiting):
        work()
    first, second = page.profile.itemData(0), page.profile.itemData(1)
    assert made == [f"{first} stopped", second]
