"""Operations, applications, claims and second persons in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from asset_recovery.domain.application_facts import ApplicationFacts, ApplicationRow
from asset_recovery.domain.case_file import ClaimFacts
from asset_recovery.domain.claim_facts import ClaimStanding, NoticeFacts
from asset_recovery.domain.operation_facts import OperationFacts, OperationItem
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.correction_editor import CorrectionEditor
from asset_recovery.ui.pages.approvals_page import ApprovalsPage
from asset_recovery.ui.pages.claims_tab import claims_tab, states_of
from asset_recovery.ui.pages.operation_page import OperationPage
from asset_recovery.ui.pages.order_page import OrderPage
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_case import a_case_file
from tests.ui.fake_office import FakeOffice
from tests.ui.test_pages import press, texts
from tests.ui.test_vocabulary_editors import spec_of

DAY = date(2026, 3, 2)


def cells(widget: Any, title: str) -> list[list[str]]:
    """What the list of this name shows, row by row."""
    table = next(t for t in widget.findChildren(ShortTable) if t.accessibleName() == title)
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def operation() -> OperationFacts:
    """An operation at which one thing was taken and one left."""
    taken = OperationItem(number=1, asset="CAR", type_label="Car", description="Grey car",
                          quantity="1", unit="each", taken=True, condition="good")  # fmt: skip
    left = replace(taken, number=2, asset="BOAT", description="Boat", taken=False)
    return OperationFacts(
        reference="OP-1", on=DAY, place="Harbour Road", begins="06:10",
        ends="2026-03-03T01:40:00", receipt="R-77", power="Section 12", team=("A", "B"),
        photos=("P-1",), items=(taken, left),
    )  # fmt: skip


def test_an_operation_shows_what_was_taken_and_what_was_left(qtbot: QtBot, desk: Desk) -> None:
    page = OperationPage(desk, Place("operation", "OP-1"))
    qtbot.addWidget(page)
    page.file = replace(a_case_file(), operations=(operation(),))
    page.show_record(page.file)
    assert [row[3] for row in cells(page, "Inventory")] == ["taken", "left"]
    assert any("receipt R-77" in text and "3 Mar 2026 01:40" in text for text in texts(page))


def test_possession_that_is_taken_from_the_page_knows_the_operation(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: Any
) -> None:
    monkeypatch.setattr(office, "spec", spec_of)
    page = OperationPage(desk, Place("operation", "OP-1"))
    qtbot.addWidget(page)
    page.file = replace(a_case_file(), operations=(operation(),))
    page.show_record(page.file)
    press(page, "Take possession…")
    editor = page.findChild(CommandEditor)
    assert editor is not None
    given = editor.arguments()
    assert (given["operation"], given["power"], given["place"]) == (
        "OP-1", "Section 12", "Harbour Road",
    )  # fmt: skip
    assert given["photos"] == ["P-1"]


def test_an_order_shows_what_was_asked_beside_what_was_given(qtbot: QtBot, desk: Desk) -> None:
    file = a_case_file()
    row = ApplicationRow(number=3, asset="CAR", description="Car", measure="Freezing",
                         asked="up to 10", granted="changed", given="up to 4")  # fmt: skip
    refused = replace(row, number=4, granted="no", given="")
    asked = ApplicationFacts(on=DAY, kind="freezing", authority="Court",
                             state="granted_in_part", rows=(row, refused))  # fmt: skip
    order = replace(file.orders[0], application=asked)
    page = OrderPage(desk, Place("order", order.reference))
    qtbot.addWidget(page)
    page.file = replace(file, orders=(order,))
    page.show_record(page.file)
    rows = cells(page, "Applied for on 2 Mar 2026: granted in part")
    assert [(row[0], row[5], row[6]) for row in rows] == [
        ("3", "Granted with changes", "up to 4"),
        ("4", "Not granted", "nothing"),
    ]


def claim(**more: Any) -> ClaimFacts:
    """A bank's claim."""
    given: dict[str, Any] = {"reference": "CL", "asset": "CAR", "party": "Bank", "on": DAY,
                             "kind": "third_party_claim", "extent": "50 %",
                             "state": "filed"}  # fmt: skip
    return ClaimFacts(**{**given, **more})


def test_claims_stand_by_asset_liens_by_rank_and_each_state_is_named(
    qtbot: QtBot, desk: Desk
) -> None:
    us = ClaimStanding(country="US", outcome="rejected", on=DAY, final=True, here=False)
    rows = (
        claim(reference="L2", kind="lien", state="recognised", rank=Decimal(2)),
        claim(reference="L1", kind="lien", state="recognised", rank=Decimal(1)),
        claim(standings=(us,)),
    )
    notice = NoticeFacts(reference="NO", kind="sale", medium="Gazette", on=DAY, until=DAY)
    file = replace(a_case_file(), claims=rows, notices=(notice,))
    taken: list[tuple[str, object]] = []
    tab = claims_tab(file, None, lambda action, given: taken.append((action, given)), desk.go_to)
    qtbot.addWidget(tab)
    assert [row[0] for row in cells(tab, "Claims and liens")] == ["CL", "L1", "L2"]
    assert states_of(rows[2]) == "US: rejected (final)"
    press(tab, "Record a lien…")
    press(tab, "Publish a notice…")
    assert [action for action, _given in taken] == ["record_lien", "publish_notice"]


def test_the_decision_editor_has_a_row_for_each_asset_applied_for(desk: Desk, over: Page) -> None:
    rows = [{"asset": "CAR", "granted": "yes", "amount": {"amount": "10.00", "currency": "EUR"}},
            {"asset": "VAN", "granted": "yes"}]  # fmt: skip
    editor = CommandEditor(desk, spec_of("issue_order"), {"order": "APP", "assets": rows}, over)
    assert editor.arguments()["assets"] == rows


def test_the_inbox_shows_what_is_mine_and_what_is_delegated(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: Any
) -> None:
    monkeypatch.setattr(office, "may_decide", lambda: {"AP-0012": "Okafor"})
    page = ApprovalsPage(desk, Place("approvals", "AP-0012"))
    qtbot.addWidget(page)
    page.reload()
    assert "You decide on behalf of Okafor." in texts(page)
    box = page.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("mine"))
    assert not page.rows
    box.setCurrentIndex(box.findData("delegated"))
    assert page.chosen is not None
    assert page.chosen.reference == "AP-0012"


def test_a_step_that_was_sent_back_is_corrected_with_what_was_changed(
    desk: Desk, over: Page
) -> None:
    before = {"asset": "CAR", "on": "2026-03-01", "grounds": ["special_management"], "note": "old"}
    spec = spec_of("propose_interlocutory_sale")
    editor = CorrectionEditor(desk, spec, before, "AP-7", over)
    editor.shown.controls["grounds"].fill(["perishable_or_depreciating"])
    control = editor.shown.controls.get("note") or editor.more.controls["note"]
    control.fill("")
    given = editor.arguments()
    assert (given["action"], given["what"]) == ("correct_step", "AP-7")
    assert given["arguments"] == {"grounds": ["perishable_or_depreciating"], "note": None}
