"""The distribution of a case in the window: what is tried out, and what waits."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.distribution_tab import WhatIf, distribution_tab, steps_of
from asset_recovery.ui.pages.distributions_tab import distributions_tab
from asset_recovery.ui.pages.victims_tab import VictimsCard, victims_tab
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable
from asset_recovery.ui.widgets.waterfall_picture import WaterfallPicture
from tests.ui.fake_case import a_case_file
from tests.ui.fake_distribution import FakeDistribution


def nothing(_action: str, _given: object) -> None:
    """A step that nobody asks for here."""


def picture(card: WhatIf) -> str:
    """What the picture says to who cannot see it."""
    return card.findChildren(WaterfallPicture)[0].accessibleDescription()


def test_the_picture_shows_ranks_in_order_then_net_shares_and_remainder(
    qtbot: QtBot, desk: Desk
) -> None:
    card = WhatIf(a_case_file(), desk, nothing)
    qtbot.addWidget(card)
    said = picture(card)
    assert said.index("Crew") < said.index("Broker") < said.index("Net")
    assert "425.00 EUR" in said


def test_a_line_that_is_typed_over_changes_the_net_and_saves_nothing(
    qtbot: QtBot, desk: Desk
) -> None:
    card = WhatIf(a_case_file(), desk, nothing)
    qtbot.addWidget(card)
    card.gross.setText("500.00")
    card.work_out()
    said = picture(card)
    assert "Net 350.00 EUR" in said
    card.read()
    assert card.gross.text() == "1000.00"


def test_what_cannot_be_worked_out_is_said_in_words(qtbot: QtBot, desk: Desk) -> None:
    card = WhatIf(a_case_file(), desk, nothing)
    qtbot.addWidget(card)
    card.gross.setText("much")
    card.work_out()
    assert "much" in card.said.text()


def test_a_shortfall_is_drawn_below_zero() -> None:
    given = FakeDistribution().preview("Y")
    found: dict[str, Any] = {
        "lines": [{"class": "sale_cost", "rank": 3, "amount": "1500.00", "balance": "-500.00"}],
        "net": "-500.00",
        "third_parties": [],
        "remainder": "0.00",
    }
    last = steps_of(given, found)[-1]
    assert (last.kind, last.end) == ("short", -50_000)


def test_a_victim_who_waits_opens_the_decision(qtbot: QtBot, desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    card = VictimsCard("AR-2026-0017", desk, lambda action, given: asked.append((action, given)))
    qtbot.addWidget(card)
    card.findChildren(ShortTable)[0].opened.emit(0)
    assert asked == [("decide_victim", {"victim": "V-2026-000001"})]


def test_the_tabs_are_made_for_a_case_without_any_money(qtbot: QtBot, desk: Desk) -> None:
    file = a_case_file()
    for tab in (distribution_tab(file, desk, nothing), victims_tab(file, desk, nothing)):
        qtbot.addWidget(tab)


def test_what_waits_over_all_cases_leads_to_its_decision(
    qtbot: QtBot, desk: Desk, went: list[Place]
) -> None:
    tab = distributions_tab(desk, Place("money", "", "distribution"))
    qtbot.addWidget(tab)
    tab.findChildren(ShortTable)[0].opened.emit(0)
    assert went == [Place("approvals", "AP-2026-000001")]
