"""What is typed into an editor outlives a crash, is offered once, and is forgotten when given."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from asset_recovery.app.draft_file import DraftFile
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.pages.page import Page
from tests.ui.fake_office import FakeOffice
from tests.ui.test_command_editor import an_editor, fill

LEFT = {
    "action": "record_valuation", "title": "Record valuation", "subject": "2026-000412-K",
    "given": {"asset": "2026-000412-K"}, "typed": {"method": "market comparison"},
    "at": "24 Nov 2026 08:30",
}  # fmt: skip


def ways(window: MainWindow) -> dict[str, QPushButton]:
    """The buttons of the notice."""
    return window.work_area().notice.offered


def editors(window: MainWindow) -> list[CommandEditor]:
    """The editors that are open."""
    return [one for one in window.findChildren(CommandEditor) if one.isVisible()]


def test_what_an_open_editor_holds_is_written_and_forgotten_when_it_was_given(
    over: Page, qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    editor.save_draft()
    assert office.drafts == []  # nothing was typed yet
    fill(editor)
    editor.save_draft()
    kept = office.drafts[0]
    assert (kept["action"], kept["subject"]) == ("record_valuation", "2026-000412-K")
    assert kept["typed"]["method"] == "market comparison"
    with qtbot.waitSignal(editor.given):
        editor.give()
    assert office.drafts == []


def test_an_editor_that_a_person_closes_is_not_offered_at_the_next_start(
    over: Page, desk: Desk, office: FakeOffice
) -> None:
    editor = an_editor(over, desk)
    fill(editor)
    editor.save_draft()
    editor.reject()
    assert office.drafts == []


def test_what_was_left_is_offered_at_the_next_start_and_comes_back(
    closed_window: MainWindow, office: FakeOffice
) -> None:
    office.drafts = [LEFT]
    closed_window.log_in.entered.emit("ferri", "irref")
    ways(closed_window)["Bring it back"].click()
    editor = editors(closed_window)[0]
    assert editor.arguments()["method"] == "market comparison"
    assert editor.arguments()["asset"] == "2026-000412-K"
    assert not editor.draft_note.isHidden()


def test_what_was_left_can_be_forgotten(closed_window: MainWindow, office: FakeOffice) -> None:
    office.drafts = [LEFT, {**LEFT, "subject": "2026-000413-L"}, {"written": "by another version"}]
    closed_window.log_in.entered.emit("ferri", "irref")
    ways(closed_window)["Forget it"].click()
    assert [one["subject"] for one in office.drafts] == ["2026-000413-L"]
    ways(closed_window)["Forget it"].click()
    assert office.drafts == []
    assert editors(closed_window) == []


def test_a_draft_file_is_one_users_alone_and_its_name_says_neither_user_nor_office(
    tmp_path: Path,
) -> None:
    file = DraftFile(tmp_path / "office", "ferri", tmp_path / "drafts")
    file.write([{"typed": {"method": "市場"}}])
    assert file.read() == [{"typed": {"method": "市場"}}]
    assert "ferri" not in file.path.name
    assert DraftFile(tmp_path / "office", "okafor", tmp_path / "drafts").read() == []
    assert DraftFile(tmp_path / "other", "ferri", tmp_path / "drafts").read() == []
    file.write([])
    assert not file.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_nobody_else_may_read_a_draft(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "office", "ferri", tmp_path / "drafts")
    file.write([{"typed": {}}])
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_draft_file_that_is_damaged_or_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "office", "ferri", tmp_path / "drafts")
    file.write([{"typed": {}}])
    file.path.write_text("{", encoding="utf-8")
    assert file.read() == []
    (tmp_path / "a file").write_text("", encoding="utf-8")
    DraftFile(tmp_path / "office", "ferri", tmp_path / "a file").write([{"typed": {}}])
