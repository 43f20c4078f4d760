"""The dossier in the window: asked for, issued, released; and many papers from a register."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.registers import Result
from asset_recovery.ui.batch_printing import ask_folder, papers_of
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.dossier_page import DossierPage
from asset_recovery.ui.place import Place
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice

CASE = "AR-2026-0017"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DossierPage:
    """The dossier of a case."""
    made = DossierPage(desk, Place("dossier", CASE))
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_the_bar_says_is_what_is_issued(
    page: DossierPage, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, object]] = []

    def give(arguments: dict[str, object]) -> Result:
        given.append(dict(arguments))
        return Result(ok=True, action="issue_paper", made=(("document", "D-7"),))

    monkeypatch.setattr(office, "give", give)
    bar = page.bar
    assert bar is not None
    assert not bar.release_button.isEnabled()
    bar.recipient.setText("High Court")
    bar.purpose.setText("Hearing")
    bar.copies.setValue(3)
    bar.exhibits.setCurrentIndex(1)
    bar.issue_button.click()
    assert given[0]["recipient"] == "High Court"
    assert (given[0]["copies"], given[0]["exhibits"]) == (3, ["all"])
    assert (given[0]["of"], given[0]["purpose"]) == (CASE, "Hearing")
    assert bar.said.text() == "Issued: D-7, 3 copies"
    assert bar.release_button.isEnabled()
    assert office.papers.taken == ["D-7"]


def test_another_recipient_is_another_paper_that_was_not_issued(
    page: DossierPage, office: FakeOffice
) -> None:
    bar = page.bar
    assert bar is not None
    page.issued = "D-7"
    bar.show_issued("Issued: D-7")
    bar.profile.setCurrentIndex(1)
    assert page.issued == ""
    assert not bar.release_button.isEnabled()


def test_the_preview_shows_recipient_and_exhibits(page: DossierPage, office: FakeOffice) -> None:
    bar = page.bar
    assert bar is not None
    bar.recipient.setText("High Court")
    bar.recipient.editingFinished.emit()
    assert office.papers.asked[-1].recipient == "High Court"
    bar.exhibits.setCurrentIndex(1)
    assert office.papers.asked[-1].exhibits == ("all",)


def test_many_papers_are_printed_and_what_failed_is_told(
    desk: Desk, office: FakeOffice, dialogs: RecordedDialogs, page: DossierPage, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "papers"
    assert ("dossier", "Dossier") in papers_of(desk, "case")
    ask_folder(desk, "dossier", ["C-1", "C-2", "C-3"], page)
    assert office.papers.asked[-1].paper == "dossier"
    assert "C-1: It is gone." in dialogs.told[-1]


@pytest.mark.parametrize(
    ("tab", "made_by"),
    [
        ("form:OPS-06", "form_pdf"),
        ("schedule", "schedule_pdf"),
        ("decision", "decision_pdf"),
        ("inventory", "inventory_pdf"),
        ("application", "application_pdf"),
        ("review", "review_pdf"),
    ],
)
def test_every_paper_of_the_window_is_asked_for_in_the_language_chosen(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, tab: str, made_by: str
) -> None:
    asked: list[tuple[object, ...]] = []
    made = getattr(FakeOffice, made_by)

    def noted(office: FakeOffice, *given: object, **then: object) -> bytes:
        asked.append(given)
        return bytes(made(office, *given, **then))

    monkeypatch.setattr(FakeOffice, made_by, noted)
    page = DossierPage(desk, Place("dossier", CASE, tab))
    qtbot.addWidget(page)
    page.reload()
    assert asked[-1][-1] == "en"
    box = page.language
    other = next(row for row in range(box.count()) if box.itemData(row) != "en")
    box.setCurrentIndex(other)
    assert asked[-1][-1] == box.itemData(other)


def test_a_label_has_no_language(qtbot: QtBot, desk: Desk) -> None:
    page = DossierPage(desk, Place("dossier", "AMO-2026-000001-K", "label"))
    qtbot.addWidget(page)
    page.show()
    assert not page.language.isVisible()
