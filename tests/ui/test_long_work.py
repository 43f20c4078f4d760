"""Work that takes its time: said, timed, and stopped on request."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Cancelled
from asset_recovery.ui.long_work import LongWork
from asset_recovery.ui.task_runner import WindowProgress


def test_the_dialog_says_what_and_how_far_and_cancel_reaches_the_work(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    work, progress = LongWork(parent), WindowProgress()
    work.started("Reading the table", progress)
    progress.step(5, 10, "row 5 of 10")
    work.show()
    assert work.dialog is not None
    assert (work.dialog.value(), work.dialog.maximum()) == (5, 10)
    assert "row 5 of 10" in work.dialog.labelText()
    assert "left" in work.dialog.labelText()
    (cancel,) = work.dialog.findChildren(QPushButton)
    cancel.click()
    with pytest.raises(Cancelled):
        progress.step(6, 10, "row 6 of 10")
    work.ended("Reading the table")
    assert work.dialog is None


def test_what_is_soon_over_shows_no_dialog(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    work = LongWork(parent)
    work.started("Backing up", WindowProgress())
    work.ended("Backing up")
    work.show()
    assert work.dialog is None
