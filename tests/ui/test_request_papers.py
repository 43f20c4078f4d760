"""The papers about a request are offered where it is looked at."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.services.form_papers import papers_about
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.request_papers import PapersButton


def a_request(**changes: Any) -> RequestFacts:
    facts: dict[str, Any] = {
        "reference": "IN-1", "direction": "in", "form": "EU-01", "country": "DE",
        "authority": None, "kinds": (), "state": "received", "made_on": None,
    }  # fmt: skip
    return RequestFacts(**{**facts, **changes})


def shown(qtbot: QtBot, desk: Desk, request: RequestFacts | None) -> PapersButton:
    made = PapersButton(desk)
    qtbot.addWidget(made)
    made.show_request(request)
    return made


def test_a_request_received_is_answered_with_a_paper_of_the_menu(qtbot: QtBot, desk: Desk) -> None:
    made = shown(qtbot, desk, a_request())
    assert made.button.text().startswith("Answer with")
    menu = made.menu()
    assert [one.text() for one in menu.actions()] == [
        "Answer to a request (MLA-05)…",
        "Decision on recognition (EU-03a)…",
    ]


def test_a_request_of_ours_has_papers_and_a_paper_on_it_has_none(qtbot: QtBot, desk: Desk) -> None:
    ours = shown(qtbot, desk, a_request(direction="out"))
    assert ours.button.text().startswith("Papers")
    notice = shown(qtbot, desk, a_request(direction="out", form="EU-04a", parent="OUT-1"))
    assert notice.isHidden()
    assert shown(qtbot, desk, None).isHidden()


def test_what_is_offered_follows_from_the_way_and_the_form_of_the_request() -> None:
    received = [one.form for one in papers_about("in", "EU-01")]
    assert {"MLA-04", "MLA-05", "EU-03a"} <= set(received)
    assert not [one for one in received if one.startswith("EU-04") or one == "LET-REM"]
    plain = [one.form for one in papers_about("in", "MLA-01")]
    assert "MLA-05" in plain
    assert not [one for one in plain if one.startswith("EU-")]
    ours = [one.form for one in papers_about("out", "MLA-01")]
    assert {"MLA-02", "MLA-03", "MLA-06", "LET-REM"} <= set(ours)
    assert not [one for one in ours if one.startswith("EU-")]
