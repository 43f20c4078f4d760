"""A supervisor brings in a table, looks at it, backs up and verifies: all in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from asset_recovery.ui.place import Place
from tests.journeys.hands import Hands
from tests.stories.test_equanimity import a_fresh_office, password_of

TABLE = """\
reference,case,type,description,location,value,currency,valued_on,legal_state
OLD-1,OLD-2019,VEH-CAR,Estate car with a tow bar,Depot 1,9000.00,EUR,2025-03-01,seized
OLD-2,OLD-2019,RE-APA,Flat on the third floor,Harbour Street 4,120000.00,EUR,2025-03-01,frozen
OLD-3,OLD-2019,ART,Ölbild ohne Rahmen,Depot 1,,,,
"""


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on a fresh office, and the table where the dialog will look."""
    with a_fresh_office(tmp_path / "office", "MT", "EUR"):
        pass
    table = tmp_path / "old register.csv"
    table.write_text(TABLE, encoding="utf-8")
    made = Hands(qtbot, tmp_path / "office", table)
    yield made
    made.close()


def says(hands: Hands) -> str:
    """All that the page says."""
    return "\n".join(one.text() for one in hands.page.findChildren(QLabel))


def brings_in(hands: Hands) -> None:
    """Choose map, day and file, read the dry run, then bring it in."""
    hands.window.go(Place("office", tab="import"))
    hands.settle()
    page = hands.page
    page.map.setCurrentIndex(page.map.findData("assets/generic"))
    page.as_at.line.setText("1 Apr 2025")
    hands.press("Choose a file…")
    hands.until(lambda: "What would happen" in says(hands))
    assert "No row is refused." in says(hands), says(hands)
    hands.settle()
    hands.picture("import_dry_run")
    hands.press("Bring it in")
    hands.until(lambda: "Brought in" in says(hands))
    hands.settle()


def test_a_register_is_brought_in_backed_up_and_verified(hands: Hands, tmp_path: Path) -> None:
    hands.log_in("supervisor", password_of("supervisor"))
    brings_in(hands)
    hands.picture("import_done")
    hands.find("Ölbild")
    assert hands.reference == "OLD-3"
    hands.window.go(Place("office", tab="safety"))
    hands.settle()
    hands.press("Back up now")
    hands.settle()
    assert list((tmp_path / "office" / "backups").rglob("*.db"))
    hands.press("Verify now")
    hands.settle()
    hands.picture("verified")
    assert hands.dialogs.told == []
