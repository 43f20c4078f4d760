"""What a screen reader is told, through Qt's own accessibility interface, on every main page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.domain.registers import View
from asset_recovery.services.demo_service import make_demo
from asset_recovery.ui.gallery import places
from asset_recovery.ui.place import Place
from tests.journeys.hands import Hands

KINDS = {
    "cases": "case", "assets": "asset", "orders": "order", "requests": "request",
    "parties": "party", "documents": "document",
}  # fmt: skip


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A supervisor at the demonstration office."""
    users = make_demo(
        tmp_path / "demo", admin="admin", today=date.today(), progress=SilentProgress()
    )
    made = Hands(qtbot, tmp_path / "demo", tmp_path / "saved.pdf")
    made.log_in("supervisor", {user.name: user.password for user in users}["supervisor"])
    yield made
    made.close()


def every_place(hands: Hands) -> list[Place]:
    """The pages and tabs of the window, with the first record of each register."""
    records = {
        kind: hands.office.source(register).page(View(), None, 0, 1)[0].reference
        for register, kind in KINDS.items()
    }
    papers = ("dossier",)
    return [place for _name, place in places(records) if place.page not in papers]


def nameless(root: QWidget) -> list[str]:
    """Controls that take the keyboard and have neither a name nor a text to be told by."""
    found = []
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if not takes or not widget.isVisible() or not widget.isEnabled():
            continue
        told: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
        if told is None:
            found.append(f"{type(widget).__name__}: unknown to screen readers")
        elif not told.text(QAccessible.Text.Name) and not _only_scrolls(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def _only_scrolls(widget: QWidget) -> bool:
    """A part that scrolls and the page itself hold named controls; they are none."""
    return type(widget).__name__ == "QScrollArea" or widget.objectName() == "page"


@pytest.mark.journey
def test_every_control_that_takes_the_keyboard_has_a_name(hands: Hands) -> None:
    faults: dict[str, list[str]] = {}
    for place in every_place(hands):
        hands.window.go(place)
        hands.settle()
        found = nameless(hands.window.work_area())
        if found:
            faults[f"{place.page} {place.tab}".strip()] = found
    assert faults == {}
