"""An earlier day in the window: a bar says so on every page, and nothing can be recorded."""

from __future__ import annotations

from datetime import date

from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.place import Place
from asset_recovery.ui.then import Then, ThenDialog
from asset_recovery.ui.work_area import WorkArea
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import TODAY, FakeOffice

THEN = Then(date(2026, 3, 31), date(2026, 4, 1))


def work_of(window: MainWindow) -> WorkArea:
    assert window.work is not None
    return window.work


def test_every_page_reads_the_day_that_is_asked_for_and_the_bar_says_so(
    window: MainWindow, office: FakeOffice
) -> None:
    work = work_of(window)
    work.go(Place("assets"))
    assert not work.past.isVisible()
    work.show_then(THEN)
    assert work.past.isVisible()
    for words in ("in force on 31 Mar 2026", "knew it on 1 Apr 2026", "No step can be taken."):
        assert words in work.past.said.text()
    assert "source_then assets 2026-03-31 2026-04-01" in office.log
    work.go(Place("case", "AR-2026-0017"))
    assert "case_file then 2026-03-31 2026-04-01" in office.log
    work.go(Place("dossier", "AR-2026-0017"))
    assert "dossier then 2026-03-31 2026-04-01" in office.log
    work.go(Place("today"))
    assert "This page shows today" in work.past.said.text()
    work.show_then(None)
    assert not work.past.isVisible()
    office.log.clear()
    work.go(Place("cases"))
    assert "source cases" in office.log


def test_no_step_can_be_taken_on_an_earlier_day_and_all_can_today(
    window: MainWindow, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    work = work_of(window)
    work.show_then(THEN)
    work.go(Place("case", "AR-2026-0017"))
    page = work.page()
    assert page is not None
    assert page.steps == ()  # type: ignore[attr-defined]
    primary = page.primary()  # type: ignore[attr-defined]
    assert not primary.isEnabled()
    work.desk.open_editor("record_order", {}, work)
    work.desk.commands.give({"action": "add_note"}, lambda _result: None)
    work.desk.commands.give_all([{"action": "add_note"}], lambda _results: None)
    held = "An earlier day is shown: no step can be taken. Go back to today first."
    assert dialogs.told == [held, held, held]
    assert not [line for line in office.log if line.startswith("give")]
    work.show_then(None)
    work.desk.commands.give({"action": "add_note"}, lambda _result: None)
    assert len(dialogs.told) == 3


def test_the_dialog_takes_days_that_have_been_and_either_may_be_left_empty(
    window: MainWindow,
) -> None:
    taken: list[Then | None] = []
    dialog = ThenDialog(window, lambda: TODAY, None, taken.append)
    for typed in ("soon", "+3d"):
        dialog.as_of.line.setText(typed)
        dialog.show_it()
        assert taken == []
        assert dialog.rows[0].problem.text()
    dialog.as_of.line.setText("")
    dialog.known_on.line.setText("2 Mar 2026")
    dialog.show_it()
    assert taken == [Then(None, date(2026, 3, 2))]
    again = ThenDialog(window, lambda: TODAY, THEN, taken.append)
    again.as_of.line.setText("")
    again.known_on.line.setText("")
    again.show_it()
    assert taken[-1] is None
