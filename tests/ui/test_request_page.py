"""The page on which a request is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import Result, StepOption
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.request_page import RequestPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.focus_order import reached_in
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice

REFERENCE = "MLA-2026-0034"
FACTS = RequestFacts(
    reference=REFERENCE, direction="out", form="EU-01", country="GR", authority=None, kinds=(),
    state="draft", made_on=None,
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> RequestPage:
    """The request of the sketch, at its facts."""
    made = RequestPage(desk, Place("request", REFERENCE))
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.reload()
    made.show()
    made.questions.build_all()
    return made


def facts(page: RequestPage) -> QPlainTextEdit:
    """The long text that is asked for."""
    found = page.questions.rows["facts"].control.widget.findChild(QPlainTextEdit)
    assert isinstance(found, QPlainTextEdit)
    return found


def test_a_request_opens_at_its_first_step_with_something_missing(page: RequestPage) -> None:
    item = page.list.currentItem()
    assert item is not None
    assert item.text() == "Facts"
    assert page.preview.pages() == 1
    assert page.head.missing.text().startswith("Still missing 3")


def test_what_is_typed_is_seen_on_the_pages_and_changes_nothing_in_the_office(
    page: RequestPage, office: FakeOffice
) -> None:
    facts(page).setPlainText("The money left on Monday.")
    page.live.read()
    assert office.requests.read[-1] == {"facts": "The money left on Monday."}
    assert office.given == []
    assert page.foot.said.text().startswith("1 answer is typed")


def test_typing_back_what_stood_there_leaves_nothing_to_keep(page: RequestPage) -> None:
    before = facts(page).toPlainText()
    facts(page).setPlainText("Other words.")
    facts(page).setPlainText(before)
    assert page.typing.edits == {}


def test_only_what_was_typed_is_kept_in_one_command(page: RequestPage, office: FakeOffice) -> None:
    facts(page).setPlainText("The money left on Monday.")
    page.list.choose("authorities")
    page.questions.rows["authorities_particulars"].control.fill("Court of Appeal")
    page.save()
    (given,) = office.given
    assert given["fields"] == {
        "facts": "The money left on Monday.",
        "authorities_particulars": "Court of Appeal",
    }
    assert given["typed_over"] == {"facts": None, "authorities_particulars": None}
    assert page.typing.edits == {}


def test_f8_goes_from_one_missing_answer_to_the_next_and_round_again(
    qtbot: QtBot, page: RequestPage
) -> None:
    seen = []
    for _press in range(4):
        page.next_missing()
        assert page.questions.step is not None
        seen.append(page.questions.step.title)
    assert seen == ["Facts", "Annexes", "Signature", "Facts"]
    page.next_missing(-1)
    assert page.questions.step is not None
    assert page.questions.step.title == "Signature"


def test_the_list_of_what_is_missing_leads_to_the_very_question(page: RequestPage) -> None:
    page.head.popup.chosen.emit(1)
    row = page.questions.rows["annexes_particulars"]
    assert row.property("lit") is True
    assert row.control.widget.hasFocus() or row.isAncestorOf(page.focusWidget())


def test_a_question_says_who_asks_where_the_answer_is_from_and_what_is_doubtful(
    page: RequestPage,
) -> None:
    row = page.questions.rows["facts"]
    assert "UNCAC art. 46(15)(c)" in row.law.text()
    assert row.origin.text() == "From: From case summary, version of 20 Apr"
    assert not row.mark.isHidden()
    asked: list[tuple[str, str]] = []
    row.opened.connect(lambda kind, reference: asked.append((kind, reference)))
    row.open.click()
    assert asked == [("case", "AR-2026-0017")]


def test_answers_typed_and_not_kept_are_there_again_when_one_comes_back(
    qtbot: QtBot, page: RequestPage, desk: Desk
) -> None:
    facts(page).setPlainText("Half a sent")
    again = RequestPage(desk, Place("request", REFERENCE))
    qtbot.addWidget(again)
    again.reload()
    again.questions.build_all()
    assert facts(again).toPlainText() == "Half a sent"
    assert "brought back" in again.foot.said.text()


def test_what_leaves_only_with_consent_is_in_no_file_beside_the_office(
    page: RequestPage, office: FakeOffice
) -> None:
    page.typing.put("facts", "From the unit.")
    page.typing.put("annexes_particulars", "D-1")
    page.typing.guarded = frozenset({"facts"})
    page.typing._write()  # noqa: SLF001 - what the clock calls
    (entry,) = office.drafts
    assert entry["typed"] == {
        "fields": {"annexes_particulars": "D-1"}, "typed_over": {"annexes_particulars": None},
    }  # fmt: skip
    assert page.typing.edits["facts"] == "From the unit."


def test_an_answer_that_somebody_else_gave_meanwhile_is_said_and_neither_is_lost(
    page: RequestPage, office: FakeOffice
) -> None:
    facts(page).setPlainText("Mine.")
    office.requests.kept["facts"] = "Theirs."
    page.live.read()
    page.save()
    assert office.given == []
    assert "Somebody else answered this meanwhile" in page.foot.clash.text()
    page.foot.mine.emit()
    assert office.given[0]["typed_over"] == {"facts": "Theirs."}


def test_a_refused_answer_is_marked_where_it_was_typed(
    page: RequestPage, office: FakeOffice
) -> None:
    office.answer = lambda _given: Result(
        ok=False, action="fill_request", kind="validation",
        reasons=(Reason("field_invalid", "Too long.", field="facts"),),
    )  # fmt: skip
    facts(page).setPlainText("Mine.")
    page.save()
    assert page.questions.rows["facts"].problem.text() == "Too long."
    assert page.typing.edits == {"facts": "Mine."}


def test_pages_that_cannot_be_made_leave_the_last_ones_and_say_why(
    page: RequestPage, office: FakeOffice
) -> None:
    office.requests.refusal = "No such form is built."
    facts(page).setPlainText("Mine.")
    page.live.read()
    assert page.preview.pages() == 1
    assert page.foot.problem.text() == "No such form is built."


def test_what_is_typed_is_not_printed_before_it_is_kept(
    page: RequestPage, dialogs: RecordedDialogs
) -> None:
    facts(page).setPlainText("Mine.")
    page.print_page()
    assert "Keep the answers first" in dialogs.told[0]


def test_the_keys_work_from_inside_a_question(page: RequestPage) -> None:
    page.activateWindow()
    facts(page).setFocus()
    keys = {action.shortcut().toString(): action for action in page.actions()}
    assert {"F8", "Shift+F8", "Ctrl+F8", "Ctrl+S", "Ctrl+PgDown", "Ctrl+PgUp"} <= set(keys)
    keys["Ctrl+PgDown"].trigger()
    assert page.questions.step is not None
    assert page.questions.step.title == "Offences and law"


def test_the_second_language_of_a_certificate_is_kept_with_the_draft_and_printed(
    page: RequestPage, office: FakeOffice
) -> None:
    assert page.form is not None
    office.requests.form = replace(page.form, two_languages=True, facts=FACTS)
    page.reload()
    page._can((StepOption("fill_request", "Fill in", allowed=True),))  # noqa: SLF001 - who fills
    assert not page.paper.beside.isHidden()
    page.paper.beside.setCurrentIndex(page.paper.beside.findData("fr"))
    page.paper.beside.activated.emit(page.paper.beside.currentIndex())
    assert office.given[-1] == {
        "action": "fill_request", "request": REFERENCE, "fields": {}, "beside": "fr",
    }  # fmt: skip


def test_a_signed_certificate_is_only_looked_at_and_printed_with_a_second_language(
    page: RequestPage, office: FakeOffice, tmp_path: Path
) -> None:
    assert page.form is not None
    office.requests.form = replace(
        page.form, two_languages=True, draft=False, state="signed", facts=FACTS
    )
    page.reload()
    assert not page.paper.language.isEnabled()
    page.paper.doubled.emit("ar")
    assert office.given == []
    assert office.requests.doubled[-1] == "ar"
    page._docx(tmp_path / "x.docx")  # noqa: SLF001 - after the file dialog
    assert office.requests.printed[-1] == (True, "ar")


def test_the_language_of_a_draft_is_changed_beside_its_pages(
    page: RequestPage, office: FakeOffice
) -> None:
    assert page.form is not None
    office.requests.form = replace(page.form, facts=FACTS)
    page.reload()
    page.paper.language.setCurrentIndex(page.paper.language.findData("fr"))
    page.paper.language.activated.emit(page.paper.language.currentIndex())
    assert office.given[-1]["language"] == "fr"


def test_a_source_names_its_record_and_the_entry_that_last_changed_it(
    page: RequestPage, office: FakeOffice
) -> None:
    assert page.form is not None
    steps = tuple(
        replace(
            step,
            questions=tuple(
                replace(one, entry=812, origin="case AR-2026-0017") if one.record[1] else one
                for one in step.questions
            ),
        )
        for step in page.form.steps
    )
    office.requests.form = replace(page.form, steps=steps)
    page.reload()
    row = page.questions.rows["facts"]
    assert row.open.text() == "case AR-2026-0017, entry 812"
    asked: list[tuple[str, str]] = []
    row.opened.connect(lambda kind, reference: asked.append((kind, reference)))
    row.open.click()
    assert asked == [("case", "AR-2026-0017")]


def test_a_language_whose_words_nobody_confirmed_says_so_beside_its_name(
    page: RequestPage,
) -> None:
    assert page.form is not None
    assert page.paper.to_check.isHidden()
    page.paper.show_form(replace(page.form, words_to_check=True), "", may_change=True)
    assert not page.paper.to_check.isHidden()
    assert "confirmed the words" in page.paper.to_check.toolTip()


@pytest.mark.parametrize("step", ["facts", "annexes"])
def test_tab_goes_from_the_head_to_the_steps_the_questions_and_the_paper(
    page: RequestPage, step: str
) -> None:
    page.list.choose(step)
    page.questions.build_all()
    waits = StepOption("review_request", "Review the request", allowed=True)
    assert page.form is not None
    page.head.show_form(page.form, (waits,), waits)  # its button is made after all the others
    parts = (page.head, page.list, page.questions, page.foot, page.tabs)
    met = [
        next((at for at, part in enumerate(parts) if part.isAncestorOf(one)), -1)
        for one in reached_in(page)
        if one.isVisibleTo(page)
    ]
    assert met == sorted(met)
    assert set(met) == set(range(len(parts)))
