"""The Information tab of a case: what was asked, reported, allowed and told, and what it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.intelligence_facts import (
    ConsentFacts,
    InformationFacts,
    Intelligence,
    ReportFacts,
)
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.information_tab import information_count, information_tab
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_case import a_case_file

DAY = date(2026, 3, 2)


def question(state: str) -> InformationFacts:
    return InformationFacts(
        reference="IR-1", on=DAY, to="Land Registry", register="land",
        register_label="Land register", subjects=("Ilse Kern",), assets=(), accounts=(),
        gateway="statutory_power", gateway_label="Statutory power", purpose="Tracing",
        handling="intelligence", handling_label="Intelligence only", wanted="", due=DAY,
        checked="", state=state, result="hit" if state == "answered" else "",
        result_label="Found" if state == "answered" else "",
    )  # fmt: skip


def a_file(state: str = "late", withdrawn: date | None = None) -> CaseFile:
    report = ReportFacts(
        reference="RP-1", on=DAY, from_kind="bank", from_label="Bank", handling="intelligence",
        handling_label="Intelligence only", summary="Forty boxes", persons=(), assets=(),
        source_on_file=True,
    )  # fmt: skip
    consent = ConsentFacts(
        reference="CO-1", about=("IR-1",), on=DAY, by="Land Registry", uses=("mla",),
        uses_label="In a request abroad", until=None, conditions="", withdrawn_on=withdrawn,
    )  # fmt: skip
    told = Intelligence(information=(question(state),), reports=(report,), consents=(consent,))
    return replace(a_case_file(), intelligence=told)


class Taken:
    """Steps that the tab asked for."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, object]] = []

    def __call__(self, action: str, given: object) -> None:
        self.steps.append((action, given))


def open_row(qtbot: QtBot, desk: Desk, file: CaseFile, place: int) -> list[tuple[str, object]]:
    """What opening the first row of a list asks for."""
    taken = Taken()
    tab = information_tab(file, desk, taken)
    qtbot.addWidget(tab)
    tab.findChildren(ShortTable)[place].opened.emit(0)
    return taken.steps


def test_an_open_question_opens_its_answer(qtbot: QtBot, desk: Desk) -> None:
    steps = open_row(qtbot, desk, a_file(), 0)
    assert steps == [("record_information", {"information": "IR-1"})]


@pytest.mark.parametrize("place", [0, 1])
def test_an_answered_question_and_a_report_open_their_letters(
    qtbot: QtBot, desk: Desk, place: int
) -> None:
    went: list[object] = []
    desk.go = went.append
    assert open_row(qtbot, desk, a_file("answered"), place) == []
    assert [getattr(one, "tab", "") for one in went] == [("form:DIR-01", "form:FBK-01")[place]]


def test_a_consent_is_withdrawn_once(qtbot: QtBot, desk: Desk) -> None:
    steps = open_row(qtbot, desk, a_file(), -1)
    assert steps == [("withdraw_consent", {"consent": "CO-1"})]
    assert open_row(qtbot, desk, a_file(withdrawn=DAY), -1) == []


def test_questions_and_reports_are_counted() -> None:
    assert information_count(a_file()) == 2
    assert information_count(a_case_file()) == 0
