"""A request by the keyboard alone: drafted, answered, approved, signed, sent, and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.services.demo_service import make_demo
from asset_recovery.ui.pages.request_page import RequestPage
from tests.journeys.hands import Hands

CASE, MOST = "AR-2026-0007", 60
KIND = "Identify, freeze and trace for asset recovery"


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on a demonstration office."""
    users = make_demo(
        tmp_path / "demo", admin="admin", today=date.today(), progress=SilentProgress()
    )
    made = Hands(qtbot, tmp_path / "demo", tmp_path / "saved.docx")
    made.without_mouse = True
    made.passwords = {user.name: user.password for user in users}
    yield made
    made.close()


def written(hands: Hands) -> RequestPage:
    page = hands.page
    assert isinstance(page, RequestPage)
    return page


def blocking(page: RequestPage) -> list[str]:
    assert page.form is not None
    return [one.key for one in page.form.missing if one.blocks]


def answer(hands: Hands) -> None:
    """Type, tick or choose something where the keyboard is."""
    at = hands.focus
    if isinstance(at, QComboBox):
        QTest.keyClick(at, Qt.Key.Key_Down)
    elif isinstance(at, QListWidget):
        if at.currentRow() < 0:
            QTest.keyClick(at, Qt.Key.Key_Home)
        QTest.keyClick(at, Qt.Key.Key_Space)
    elif isinstance(at, QAbstractItemView):
        QTest.keyClick(at, Qt.Key.Key_Insert)
        for column in range(at.model().columnCount()):
            at.setCurrentIndex(at.model().index(at.model().rowCount() - 1, column))
            at.model().setData(at.currentIndex(), "As told in the facts")
    elif isinstance(at, QPlainTextEdit):
        QTest.keyClicks(at, "As it is told in the summary of the facts.")
    elif isinstance(at, QLineEdit):
        QTest.keyClicks(at, "2026-12-01" if "day" in at.placeholderText() else "Office of Justice")


def answer_all(hands: Hands, page: RequestPage) -> dict[str, int]:
    """F8 and an answer, until nothing blocks; how often each question was met."""
    seen: dict[str, int] = {}
    for _step in range(MOST):
        if not blocking(page):
            break
        hands.press_keys(page, "F8")
        hands.settle()
        assert page.form is not None
        key = page.form.missing[page._lack].key.split(".")[0]  # noqa: SLF001 - where F8 led
        if key in {one.split(".")[0] for one in blocking(page)}:
            seen[key] = seen.get(key, 0) + 1
            answer(hands)
            page.live.read()
            hands.settle()
    return seen


def sit_down(hands: Hands, user: str, reference: str) -> None:
    """Somebody logs in and opens the request by its reference."""
    hands.change_to(user, hands.passwords[user])
    hands.find(reference)
    hands.until(lambda: written(hands).form is not None)
    hands.settle()


def state(hands: Hands) -> str:
    hands.until(lambda: written(hands).form is not None)
    form = written(hands).form
    assert form is not None
    return form.state


@pytest.mark.journey
def test_a_request_goes_from_nothing_to_its_answer_by_the_keyboard(
    hands: Hands, tmp_path: Path
) -> None:
    hands.log_in("officer", hands.passwords["officer"])
    hands.draft(CASE, "CH", KIND, asset="Account at a bank")
    page = written(hands)
    reference = hands.reference
    hands.until(lambda: page.preview.pages() > 0)
    assert blocking(page)
    seen = answer_all(hands, page)
    assert blocking(page) == [], (blocking(page), seen)
    assert page.typing.edits
    hands.press_keys(page, "Ctrl+S")
    hands.settle()
    assert page.typing.edits == {}, page.foot.problem.text() or hands.dialogs.told
    hands.picture("answered")
    hands.push("Export DOCX")
    hands.until((tmp_path / "saved.docx").is_file)

    sit_down(hands, "legal", reference)
    hands.push("Review the request…")
    hands.fill_by_tab()
    sit_down(hands, "supervisor", reference)
    hands.push("Approve the request…")
    hands.fill_by_tab()
    assert state(hands) == "approved"

    sit_down(hands, "legal", reference)
    hands.push("Sign the request…")
    hands.fill_by_tab()
    assert state(hands) == "signed"
    sit_down(hands, "officer", reference)
    hands.push("Send the request…")
    hands.fill_by_tab(channel="diplomatic channel", tracking="RR 123 456 785 CH")
    assert state(hands) == "sent"
    hands.push("Record an answer…")
    hands.fill_by_tab(kind="Executed", their_reference="B-2026/77")
    assert state(hands) == "executed"
    hands.picture("answered_by_them")
    hands.push("Close the request…")
    hands.fill_by_tab()
    assert state(hands) == "closed"
