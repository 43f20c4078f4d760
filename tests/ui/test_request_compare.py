"""Versions of a request against each other, and the texts of a change laid over each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.request_version_facts import DraftFacts
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.pages.request_compare import CompareDialog, versions_of
from asset_recovery.ui.place import Place
from asset_recovery.ui.text_changes import ADDED, REMOVED, of_side, pieces
from tests.ui.fake_case import request_form
from tests.ui.fake_office import FakeOffice

FACTS = RequestFacts(
    reference="MLA-2026-0034", direction="out", form="MLA-01", country="CH", authority=None,
    kinds=("AR-T",), state="draft", made_on=date(2026, 4, 1), replaces="MLA-2026-0031",
    drafts=tuple(
        DraftFacts(number=number, step=step, on=date(2026, 4, number + 1), by="ferri",
                   form="MLA-01", form_version="1", digest="0")
        for number, step in ((1, "review_request"), (2, "share_draft"), (2, "review_request"))
    ),
)  # fmt: skip


@pytest.fixture
def dialog(desk: Desk, over: Page) -> CompareDialog:
    """The request of the sketch with two drafts and a version before it."""
    made = CompareDialog(desk, replace(request_form(), facts=FACTS), over)
    made.show()
    return made


def test_drafts_the_version_before_and_other_requests_can_be_compared_with() -> None:
    form = replace(request_form(), facts=FACTS, others=(("MLA-2026-0009", "MLA-2026-0009, FR"),))
    assert [code for code, _title in versions_of(form)] == [
        "records", "version 2", "version 1", "MLA-2026-0031", "MLA-2026-0009",
    ]  # fmt: skip
    assert versions_of(request_form()) == []


def test_what_the_records_changed_is_read_first_then_what_is_chosen(
    dialog: CompareDialog, office: FakeOffice
) -> None:
    assert office.requests.compared == [""]
    dialog.choice.setCurrentIndex(1)
    assert office.requests.compared[-1] == "version 2"
    assert dialog.said.text() == "1 added, 1 taken out, 1 changed."


def test_enter_leads_to_the_question_and_with_ctrl_to_the_record(
    dialog: CompareDialog, went: list[Place], office: FakeOffice
) -> None:
    asked: list[str] = []
    dialog.asked.connect(asked.append)
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == ["flow"]


def test_side_by_side_shows_each_text_and_inline_both_in_one(dialog: CompareDialog) -> None:
    model = dialog.table.model()
    assert model.index(0, 1).data() == "The money left on Monday."
    assert model.index(0, 2).data() == "The money left on Friday."
    dialog.way.setCurrentIndex(1)
    assert model.columnCount() == 3
    assert model.index(0, 1).data() == "The money left on Monday. Friday."
    told = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.startswith("Summary of relevant facts, changed. Before: The money")


def test_words_that_stay_are_told_from_those_that_went_and_came() -> None:
    found = pieces("Paid on Monday in cash.", "Paid on 3 May in cash.")
    assert [(one.text, one.kind) for one in found if one.text.strip()] == [
        ("Paid on ", "same"), ("Monday", REMOVED), ("3 May", ADDED), (" in cash.", "same"),
    ]  # fmt: skip
    assert "".join(one.text for one in of_side(found, ADDED)) == "Paid on 3 May in cash."
    assert "".join(one.text for one in of_side(found, REMOVED)) == "Paid on Monday in cash."


def test_a_text_that_was_not_there_is_added_whole() -> None:
    assert [(one.text, one.kind) for one in pieces("", "New.")] == [("New.", ADDED)]
    assert [(one.text, one.kind) for one in pieces("Old.", "")] == [("Old.", REMOVED)]


def test_what_stays_far_from_a_change_is_left_out() -> None:
    long = "word " * 200
    found = pieces(f"{long}old {long}", f"{long}new {long}")
    assert sum(len(one.text) for one in found) < 300
    assert found[0].text.startswith("… ")
