"""Pages: what they show, what they give, what they say when something is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.case_file import StripStage
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import Filter, Result, View
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.batch_editor import outcomes
from asset_recovery.ui.editors.request_wizard import RequestWizard
from asset_recovery.ui.pages.approvals_page import ApprovalsPage, SignIn
from asset_recovery.ui.pages.asset_page import AssetPage
from asset_recovery.ui.pages.case_page import CasePage
from asset_recovery.ui.pages.order_page import OrderPage
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.pages.today_page import TodayPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.step_order import rank
from asset_recovery.ui.widgets.life_cycle_strip import LifeCycleStrip
from asset_recovery.ui.widgets.obstacle_list import ObstacleList
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_case import STRIP, YACHT
from tests.ui.fake_office import STEPS, FakeOffice


def texts(widget: QWidget) -> list[str]:
    """Everything that a page says in labels."""
    return [label.text() for label in widget.findChildren(QLabel)]


def press(widget: QWidget, text: str) -> None:
    """Press the button that says this."""
    found = [b for b in widget.findChildren(QPushButton) if b.text() == text]
    assert found, f"no button says {text}"
    found[0].click()


@pytest.fixture
def assets(qtbot: QtBot, desk: Desk) -> RegisterPage:
    """The asset register."""
    page = RegisterPage(desk, Place("assets"))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    return page


def test_the_register_counts_its_view_and_sums_it(assets: RegisterPage) -> None:
    assert assets.head.quiet.text().startswith("4\u202f318 in view · 231,904,118.22 EUR")


def test_a_selected_asset_stays_selected_when_the_list_is_read_anew(assets: RegisterPage) -> None:
    assets.table.setCurrentIndex(assets.model.index(137, 0))
    reference = assets.current().reference
    assets.reload()
    assert assets.table.currentIndex().row() == 137
    assert assets.current().reference == reference


def test_select_all_selects_the_view_and_not_only_what_was_read(assets: RegisterPage) -> None:
    assets.select_all()
    assert assets.selected() == (4318, True)
    assert len(assets.model._pages) < 4  # noqa: SLF001 - that nothing was read is the point


def test_a_request_about_selected_assets_of_one_case_is_begun_with_them(
    assets: RegisterPage,
) -> None:
    assets.table.selectRow(3)
    row = assets.current()
    assets._new_request()  # noqa: SLF001 - the link below the table
    (wizard,) = assets.findChildren(RequestWizard)
    assert wizard.case.value() == row.case
    assert wizard._given["assets"] == [row.reference]  # noqa: SLF001 - ticked when it is read


def test_assets_of_two_cases_make_no_request_and_a_sentence_says_why(
    assets: RegisterPage,
    dialogs: RecordedDialogs,
) -> None:
    first = assets.model.row_at(0)
    assets._ask_request([first, replace(first, id=99, case="AR-2020-0001")])  # noqa: SLF001
    assert assets.findChildren(RequestWizard) == []
    assert "belong to 2: " in dialogs.told[-1]
    assert "AR-2020-0001" in dialogs.told[-1]


def test_the_selection_is_summed_in_the_base_currency(assets: RegisterPage) -> None:
    assets.table.selectRow(0)
    assets.table.selectionModel().select(
        assets.model.index(1, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    said = [text for text in texts(assets) if "selected" in text]
    assert said == ["2 selected · 87,919.00 EUR"]


def test_enter_opens_the_record(assets: RegisterPage, went: list[Place], qtbot: QtBot) -> None:
    assets.table.setCurrentIndex(assets.model.index(5, 0))
    QTest.keyClick(assets.table, Qt.Key.Key_Return)
    assert went == [Place("asset", "2026-000005-K")]


def test_a_filter_chip_asks_the_source_and_the_view_carries_it(qtbot: QtBot, desk: Desk) -> None:
    page = RegisterPage(desk, Place("cases"))
    qtbot.addWidget(page)
    page.set_filters((Filter("title", "contains", "фонарь"),))
    assert page.model.rowCount() == 1
    assert page.model.view.filters[0].value == "фонарь"


def test_an_empty_register_says_so_with_one_button(qtbot: QtBot, desk: Desk) -> None:
    page = RegisterPage(desk, Place("cases"))
    qtbot.addWidget(page)
    page.set_filters((Filter("title", "contains", "nothing like it"),))
    assert "No row fits these filters." in texts(page)
    press(page, "Show everything")
    assert page.model.rowCount() == 6


def test_a_saved_view_is_kept_and_comes_back(
    qtbot: QtBot, desk: Desk, dialogs: RecordedDialogs
) -> None:
    page = RegisterPage(desk, Place("cases"))
    qtbot.addWidget(page)
    page.set_filters((Filter("status", "=", "open"),))
    dialogs.answer = "Open ones"
    press(page, "Save as view")
    name, register, view = desk.preferences.views()[0]
    assert (name, register) == ("Open ones", "cases")
    assert view.filters == (Filter("status", "=", "open"),)


def test_a_header_sorts_and_the_order_is_remembered(assets: RegisterPage, desk: Desk) -> None:
    assets.table.horizontalHeader().sectionClicked.emit(0)
    assert assets.model.view.sort == "reference"
    assets.table.horizontalHeader().sectionClicked.emit(0)
    assert assets.model.view == View((), "reference", True)
    assert desk.preferences.sort("assets") == ("reference", True)


def test_today_counts_what_needs_me_and_opens_it(
    qtbot: QtBot, desk: Desk, went: list[Place]
) -> None:
    page = TodayPage(desk, Place("today"))
    qtbot.addWidget(page)
    page.reload()
    assert page.head.title.text() == "Monday, 27 April 2026"
    assert page.head.quiet.text() == "6 things need you"
    press(page, "Look")
    assert went == [Place("approvals", "AP-0012")]


def test_an_asset_shows_its_case_its_steps_and_why_not(qtbot: QtBot, desk: Desk) -> None:
    page = AssetPage(desk, Place("asset", YACHT))
    qtbot.addWidget(page)
    page.reload()
    assert [text for text, _place in page.trail()] == [
        "Cases",
        "AR-2026-0017 Lantern",
        "Meridian Star",
    ]
    said = texts(page)
    assert (
        "Not yet: The owner has not been heard. There is no interlocutory-sale order of the court."
        in said
    )
    assert "Start the sale" in said


def test_every_tab_of_asset_and_case_can_be_shown(qtbot: QtBot, desk: Desk) -> None:
    for page in (
        AssetPage(desk, Place("asset", YACHT)),
        CasePage(desk, Place("case", "AR-2026-0017")),
    ):
        qtbot.addWidget(page)
        page.reload()
        assert page.tabs is not None
        for name in list(page.tabs.buttons):
            page.tabs.show_tab(name)
            assert page.tabs.name == name


def test_the_tooltip_and_the_refusal_are_the_same_sentence(qtbot: QtBot) -> None:
    steps = ObstacleList()
    qtbot.addWidget(steps)
    steps.show_ranked(rank("asset", STEPS))
    title = next(w for w in steps.findChildren(QLabel) if w.text() == "Start the sale")
    reason = STEPS[3].reasons[0].text
    assert reason in title.toolTip()
    assert any(text.startswith(f"Not yet: {reason}") for text in texts(steps))


def test_what_clears_an_obstacle_is_one_press_away(qtbot: QtBot) -> None:
    steps = ObstacleList()
    qtbot.addWidget(steps)
    steps.show_ranked(rank("asset", STEPS))
    with qtbot.waitSignal(steps.taken) as taken:
        press(steps, "Apply for an order…")
    assert taken.args == ["apply_for_order", {"asset": YACHT}]


def test_the_strip_says_in_words_what_it_draws(qtbot: QtBot) -> None:
    strip = LifeCycleStrip(STRIP)
    qtbot.addWidget(strip)
    said = strip.accessibleDescription()
    assert "Identified: done, 14 Jan 2026" in said
    assert "Sale before judgment: now" in said
    assert "Realised: still possible" in said
    assert "Given back: does not apply" in said


def test_the_whole_note_of_a_stage_is_its_tip(qtbot: QtBot) -> None:
    note = "1 measure varied, 1 released, 1 confiscated"
    strip = LifeCycleStrip(
        (*STRIP, StripStage(name="parts", label="Parts differ", state="current", note=note))
    )
    qtbot.addWidget(strip)
    strip.resize(500, 72)
    strip.show()
    at = QPoint(strip.width() - 10, 50)
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert note in QToolTip.text()


def test_a_case_that_is_not_mine_asks_for_a_purpose_and_tries_again(
    qtbot: QtBot, desk: Desk, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    office.purpose_needed, dialogs.answer = True, "Mutual assistance, request 34"
    page = CasePage(desk, Place("case", "AR-2026-0017"))
    qtbot.addWidget(page)
    page.reload()
    assert "case_file AR-2026-0017 Mutual assistance, request 34" in office.log
    assert page.file is not None


def test_a_case_that_does_not_exist_is_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    page = CasePage(desk, Place("case", "AR-1999-0001"))
    qtbot.addWidget(page)
    page.reload()
    assert "There is no case AR-1999-0001." in texts(page)


def an_inbox(qtbot: QtBot, desk: Desk) -> ApprovalsPage:
    """What waits, with the first chosen."""
    page = ApprovalsPage(desk, Place("approvals", "AP-0012"))
    qtbot.addWidget(page)
    page.reload()
    return page


def test_a_decision_shows_what_one_must_know(qtbot: QtBot, desk: Desk) -> None:
    said = texts(an_inbox(qtbot, desk))
    assert "owner heard 12 Apr 2026, objects" in said
    assert "The office's approval is not the court's leave." in said


@pytest.mark.parametrize(
    ("pressed", "given"),
    [
        ("Approve", {"action": "approve"}), ("Refuse", {"action": "reject"}),
        ("Return for correction", {"action": "reject", "for_correction": True}),
    ],
)  # fmt: skip
def test_a_decision_is_one_press(
    qtbot: QtBot, desk: Desk, office: FakeOffice, pressed: str, given: dict[str, object]
) -> None:
    page = an_inbox(qtbot, desk)
    page.comment.setPlainText("as discussed")
    press(page, pressed)
    expected = {"what": "AP-0012", "on": "2026-04-27", "comment": "as discussed"}
    assert office.given == [expected | given]


def test_the_second_person_signs_in_for_this_decision_only(
    qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    page = an_inbox(qtbot, desk)
    dialog = SignIn(page)
    dialog.user.setText("okafor")
    dialog.password.setText("wrong")
    press(dialog, "Approve")
    assert dialog.problem.text() == "User name or password is wrong."
    assert dialog.password.text() == ""
    dialog.password.setText("rofako")
    press(dialog, "Approve")
    assert office.given[0]["as"] == "okafor"
    assert desk.session.user == "ferri"


def test_a_refused_batch_says_which_row_and_why() -> None:
    result = Result(ok=False, action="x", kind="rule",
                    reasons=(Reason("no_order", "No order.", row=2),),
                    rows=(("A", "ok"), ("B", "refused")))  # fmt: skip
    rows = outcomes(["A", "B"], result)
    assert [(row.asset, row.good, row.text) for row in rows] == [
        ("A", True, ""), ("B", False, "No order."),
    ]  # fmt: skip


def test_an_order_shows_what_it_holds_who_was_served_remedies_and_the_gap_before_it(
    qtbot: QtBot, desk: Desk
) -> None:
    page = OrderPage(desk, Place("order", "14 FR 221/26"))
    qtbot.addWidget(page)
    page.resize(1300, 900)
    page.show()
    page.reload()
    tables = {table.accessibleName(): table for table in page.findChildren(ShortTable)}

    def told(name: str) -> str:
        model = tables[name].model()
        cells = range(model.columnCount())
        return " | ".join(
            str(model.index(row, at).data()) for row in range(model.rowCount()) for at in cells
        )

    assert "7/26: the earlier order is satisfied first" in told("What it holds")
    assert "Lantern Holding Ltd | 22 Jan 2026 | bailiff" in told("Served on")
    assert "open, suspends" in told("Challenges, stays and variations")
    assert "48 h without a measure" in told("Chain of measures")


def test_a_case_whose_purpose_was_not_said_can_be_tried_again_at_once(
    qtbot: QtBot, desk: Desk, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    office.purpose_needed = True
    page = OrderPage(desk, Place("order", "14 FR 221/26"))
    qtbot.addWidget(page)
    page.reload()
    assert [text for text, _place in page.trail()] == ["Orders", "14 FR 221/26"]
    dialogs.answer = "Mutual assistance, request 34"
    press(page, "Try again")
    assert page.file is not None
    assert [text for text, _place in page.trail()][0] == "Cases"
