"""The registers of questions asked, reports received and disclosures, as pages of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.registers import View
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.register import register
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.pages.register_rows import BESIDE
from asset_recovery.ui.place import Place
from tests.ui.fake_information import ANSWERED, ASKED, LOOSE, OF_CASE, TOLD
from tests.ui.fake_office import FakeOffice

Opened = tuple[RegisterPage, list[Place], list[tuple[str, dict[str, Any]]]]


class Rows:
    """A register in memory."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def count(self, _view: View) -> int:
        return len(self.rows)

    def page(self, _view: View, _after: object, skip: int, take: int) -> list[Any]:
        return self.rows[skip : skip + take]

    def position(self, _view: View, key: int) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.id == key), None)


@pytest.fixture
def opened(
    qtbot: QtBot, desk: Desk, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, list[Any]], Opened]:
    """A register page over these rows, with the places gone to and the editors opened."""

    def open_page(name: str, rows: list[Any]) -> Opened:
        places: list[Place] = []
        editors: list[tuple[str, dict[str, Any]]] = []
        monkeypatch.setattr(office, "source", lambda _name: Rows(rows))
        monkeypatch.setattr(desk, "go", places.append)
        monkeypatch.setattr(
            desk, "open_editor", lambda action, given, *_p, **_m: editors.append((action, given))
        )
        page = RegisterPage(desk, Place(name))
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.model.is_counted and page.model.rowCount() == len(rows))
        qtbot.waitUntil(lambda: bool(page.model.row_at(0).id))
        return page, places, editors

    return open_page


def offered(page: RegisterPage, row: int) -> list[str]:
    page.table.selectRow(row)
    return [step.title for step, widget in page._row_steps if widget.isVisible()]  # noqa: SLF001


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_each_has_its_columns_and_leads_to_the_others(name: str) -> None:
    found = register(name)
    assert found.name == name
    assert {found.name, *BESIDE[name]} == set(BESIDE)
    assert found.action in {"request_information", "receive_report", "record_disclosure"}


def test_a_question_opens_its_case_and_offers_the_answer_until_there_is_one(
    opened: Callable[[str, list[Any]], Opened],
) -> None:
    page, places, editors = opened("information_requests", [ASKED, ANSWERED])
    assert offered(page, 1) == ["Letter…"]
    assert offered(page, 0) == ["Record the answer…", "Letter…"]
    page.table.opened.emit(0)
    assert places[-1] == Place("case", "C-1", "information")
    answer, letter = page.register.steps
    page._take(answer)  # noqa: SLF001 - the link below the list
    page._take(letter)  # noqa: SLF001
    assert editors == [("record_information", {"information": "IR-1", "case": "C-1"})]
    assert places[-1] == Place("dossier", "IR-1", "form:DIR-01")


def test_a_report_of_no_case_is_assigned_and_one_of_a_case_gets_feedback(
    opened: Callable[[str, list[Any]], Opened],
) -> None:
    page, places, editors = opened("reports", [LOOSE, OF_CASE])
    assert offered(page, 0) == ["Assign to a case…"]
    assert offered(page, 1) == ["Record feedback…", "Feedback letter…"]
    page.table.opened.emit(0)
    assert editors == [("assign_report", {"report": "RP-1"})]
    page.table.opened.emit(1)
    assert places[-1] == Place("case", "C-1", "information")


def test_a_disclosure_opens_what_left_the_office(
    opened: Callable[[str, list[Any]], Opened],
) -> None:
    page, places, _editors = opened("disclosures", list(TOLD))
    for at in range(len(TOLD)):
        page.table.opened.emit(at)
    assert places == [
        Place("case", "C-1", "information"), Place("request", "R-2"), Place("document", "R-3"),
    ]  # fmt: skip
