"""A newcomer at the demonstration office (ux.md section 7), the valuation by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.services.demo_service import make_demo
from asset_recovery.ui.pages.approvals_page import ApprovalsPage
from asset_recovery.ui.pages.asset_page import AssetPage
from tests.journeys.hands import Hands

IMO = "9176187"


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on a demonstration office, with the passwords that it prints."""
    users = make_demo(
        tmp_path / "demo", admin="admin", today=date.today(), progress=SilentProgress()
    )
    made = Hands(qtbot, tmp_path / "demo", tmp_path / "saved.pdf")
    made.passwords = {user.name: user.password for user in users}
    yield made
    made.close()


@pytest.mark.journey
def test_a_yacht_is_found_valued_and_proposed_and_waits_for_the_supervisor(hands: Hands) -> None:
    hands.log_in("manager", hands.passwords["manager"])
    hands.find(IMO)
    page = hands.page
    assert isinstance(page, AssetPage)
    yacht = hands.reference
    asset = page.asset()
    assert asset is not None
    assert "Nordic Tern" in asset.description
    said = [reason.text for step in page.ranked.soon for reason in step.reasons]
    assert any(text.startswith("No valuation of a kind that counts") for text in said)
    assert hands.offered()[0] == "Record a valuation…"
    hands.picture("why_not")

    hands.walk_to("Record a valuation…")
    QTest.keyClick(hands.focus, Qt.Key.Key_Space)
    editor = hands.editor()
    for name, typed in (
        ("value", "615 000"), ("kind", "Appraisal"), ("method", "market comparison"),
        ("valuer", "Nordmarine Surveyors"),
    ):  # fmt: skip
        hands.walk_into(editor.shown.controls[name].widget)
        QTest.keyClicks(hands.focus, typed)
    hands.walk_to(editor.ok.text())
    QTest.keyClick(hands.focus, Qt.Key.Key_Space)
    hands.until(lambda: not editor_is_open(hands))
    hands.settle()

    hands.take(
        "Propose the interlocutory sale", grounds="Disproportionate cost of keeping",
        reason="The berth costs more than she keeps of her value",
    )  # fmt: skip
    assert hands.window.work_area().notice.isVisible()
    hands.picture("proposed")
    hands.change_to("supervisor", hands.passwords["supervisor"])
    hands.find(yacht)
    assert hands.offered()[0] == "Approve: Propose the interlocutory sale…"
    hands.press(hands.offered()[0])
    hands.settle()
    waiting = hands.page
    assert isinstance(waiting, ApprovalsPage)
    assert waiting.chosen is not None
    assert waiting.chosen.record == yacht
    hands.picture("waits")


def editor_is_open(hands: Hands) -> bool:
    """Whether an editor still asks for something."""
    return hands.window.isVisible() and bool(hands.editors())
