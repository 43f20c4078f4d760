"""State sheets, authorities and the radar in the window: shown, and what their clicks open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.actions.state_actions import RecordStateSheet
from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.radar_facts import RadarLine
from asset_recovery.domain.registers import Filter, RequestRow, View
from asset_recovery.domain.state_facts import treaty_lines
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.authority_page import AuthorityPage
from asset_recovery.ui.pages.radar_page import RadarPage, open_view
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.pages.state_page import StatePage
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_office import FakeOffice
from tests.ui.fake_states import RADAR, SHEET


@pytest.fixture
def gone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    """The places that were gone to."""
    places: list[Place] = []
    monkeypatch.setattr(desk, "go", places.append)
    return places


@pytest.fixture
def edited(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The editors that were opened, with what they were given."""
    found: list[tuple[str, dict[str, Any]]] = []

    def opened(action: str, given: dict[str, Any], *_rest: object, **_more: object) -> None:
        found.append((action, given))

    monkeypatch.setattr(desk, "open_editor", opened)
    return found


def said(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def pressed(widget: QWidget, text: str) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    assert len(found) == 1, [one.text() for one in widget.findChildren(QPushButton)]
    found[0].click()


def table(widget: QWidget, name: str) -> ShortTable:
    return next(one for one in widget.findChildren(ShortTable) if one.accessibleName() == name)


def test_a_sheet_shows_who_checked_it_when_and_what_is_in_force(
    qtbot: QtBot, desk: Desk, edited: Sequence[tuple[str, dict[str, Any]]], gone: Sequence[Place]
) -> None:
    page = StatePage(desk, Place("state", "CH"))
    qtbot.addWidget(page)
    page.reload()
    qtbot.waitUntil(lambda: page.sheet is not None)
    text = said(page)
    for words in ("Switzerland", "checked 400 days ago by Petra Vossius", "German, French",
                  "nothing is sent in another language",
                  "Only offences of article 15"):  # fmt: skip
        assert words in text
    rows = table(page, "Instruments in force with us")
    assert rows.model_.rowCount() == 2
    pressed(page, "Confirm…")
    pressed(page, "Change…")
    assert edited[0] == ("confirm_state_sheet", {"country": "CH"})
    action, given = edited[1]
    assert action == "record_state_sheet"
    assert given["instruments"][0]["order_copy"] == "yes"
    again = read_action({"action": action, **given, "on": "2026-04-01", "source": "again"})
    assert isinstance(again, RecordStateSheet)
    assert treaty_lines(again.instruments) == SHEET.instruments
    pressed(page, "Its requests")
    assert gone[-1].view == View((Filter("country", "=", "CH"),), "made_on", descending=True)


def test_a_sheet_without_instruments_says_so(qtbot: QtBot, desk: Desk) -> None:
    page = StatePage(desk, Place("state", "CH"))
    qtbot.addWidget(page)
    page.show_sheet(replace(SHEET, instruments=None, is_old=False, age=1))
    assert "Nobody recorded which instruments are in force." in said(page)
    assert "checked 1 day ago" in said(page)


def test_an_authority_shows_its_parts_and_leads_to_its_state(
    qtbot: QtBot, desk: Desk, edited: Sequence[tuple[str, dict[str, Any]]], gone: Sequence[Place]
) -> None:
    page = AuthorityPage(desk, Place("authority", "AU-1"))
    qtbot.addWidget(page)
    page.reload()
    qtbot.waitUntil(lambda: "Bundesamt" in said(page))
    assert "desk@office.example" in said(page)
    pressed(page, "State sheet")
    pressed(page, "Change…")
    assert gone[-1] == Place("state", "CH")
    assert edited[-1] == ("change_authority", {"authority": "AU-1"})


def test_every_figure_of_the_radar_opens_the_requests_behind_it(
    qtbot: QtBot, desk: Desk, gone: Sequence[Place]
) -> None:
    page = RadarPage(desk, Place("radar"))
    qtbot.addWidget(page)
    page.show_radar(RADAR)
    old = next(one for one in page.findChildren(QPushButton) if one.text() == "> 180 days\n3")
    old.click()
    view = gone[-1].view
    assert view is not None
    assert view.where == "open = true and age >= 181"
    assert view.filters == (Filter("direction", "=", "out"),)
    table(page, "By State").opened.emit(1)
    assert gone[-1].view == open_view("in", "FR")
    for place, where in ((0, "ground contains 'RF-DUAL'"), (1, "state = 'refused'")):
        table(page, "Refusals by ground").opened.emit(place)
        refused = gone[-1].view
        assert refused is not None
        assert refused.where == where
    none = next(one for one in page.findChildren(QPushButton) if one.text() == "31–60 days\n0")
    assert not none.isEnabled()


@pytest.mark.parametrize(
    ("register", "place"), [("states", Place("state", "CH")),
                            ("authorities", Place("authority", "AU-1"))],
)  # fmt: skip
def test_a_line_of_the_registers_opens_its_page(
    qtbot: QtBot, desk: Desk, gone: Sequence[Place], register: str, place: Place
) -> None:  # fmt: skip
    page = RegisterPage(desk, Place(register))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.model.is_counted and bool(page.model.row_at(0).id))
    page.table.opened.emit(0)
    assert gone[-1] == place


def test_a_letter_that_reminds_is_one_click_from_the_line_of_a_state(
    qtbot: QtBot, desk: Desk, office: FakeOffice, gone: Sequence[Place],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sent = RequestRow(1, "MLA-1", "out", "CH", "MLA-01", "C-1", "sent", date(2026, 1, 2), None)
    rows = [sent, replace(sent, id=2, reference="MLA-2", state="draft")]

    class Rows:
        """The open requests of the State."""

        def page(self, *_view: object) -> list[RequestRow]:
            return rows

    monkeypatch.setattr(office, "source", lambda _name: Rows())
    page = RadarPage(desk, Place("radar"))
    qtbot.addWidget(page)
    page.show_radar(RADAR)
    line = next(one for one in RADAR.lines if one.direction == "out" and one.open)
    page.remind(line)
    assert gone[-1] == Place("dossier", "MLA-1", "form:LET-REM")
    rows.append(replace(sent, id=3, reference="MLA-3"))
    menu = page.letters(rows[::2])
    assert [action.text()[:5] for action in menu.actions()] == ["MLA-1", "MLA-3"]
    menu.actions()[1].trigger()
    assert gone[-1] == Place("dossier", "MLA-3", "form:LET-REM")


def test_nobody_is_reminded_of_their_own_request(
    qtbot: QtBot, desk: Desk, gone: Sequence[Place]
) -> None:
    page = RadarPage(desk, Place("radar"))
    qtbot.addWidget(page)
    before = len(gone)
    theirs = RadarLine(direction="in", country="FR", by_age=(1, 0, 0, 0, 0), oldest=3, late=0)
    page.remind(theirs)
    assert len(gone) == before


def test_a_state_without_a_sheet_says_so_on_its_page_with_the_way_to_one(
    qtbot: QtBot, desk: Desk, edited: Sequence[tuple[str, dict[str, Any]]]
) -> None:
    page = StatePage(desk, Place("state", "ZZ"))
    qtbot.addWidget(page)
    page.reload()
    qtbot.waitUntil(lambda: "No State sheet is on file" in said(page))
    pressed(page, "Record a State sheet…")
    assert edited[-1] == ("record_state_sheet", {"country": "ZZ"})
