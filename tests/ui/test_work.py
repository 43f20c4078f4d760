"""Background work: two workers, progress, Cancel, and what happens to a failure."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Cancelled, Reason, RuleViolation
from asset_recovery.domain.registers import Result
from asset_recovery.ui import crash_report
from asset_recovery.ui.commands import Commands, outcome
from asset_recovery.ui.status_line import StatusLine
from asset_recovery.ui.task_runner import InlineRunner, TaskRunner, WindowProgress
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    """The real workers."""
    made = TaskRunner()
    yield made
    made.close()


def fail(error: BaseException) -> None:
    """A failure that no test expects."""
    raise error


def test_work_runs_elsewhere_and_comes_back_to_the_windows_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    came: list[tuple[str, bool]] = []
    here = threading.current_thread()

    def then(name: str) -> None:
        came.append((name, threading.current_thread() is here))

    runner.read(lambda: threading.current_thread().name, then, fail)
    runner.write(lambda: threading.current_thread().name, then, fail)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert {name.split("_")[0] for name, _home in came} == {"reader", "writer"}
    assert all(home for _name, home in came)


def test_commands_are_applied_in_the_order_given(qtbot: QtBot, runner: TaskRunner) -> None:
    done: list[int] = []
    came: list[object] = []
    for number in range(20):
        runner.write(lambda number=number: done.append(number), came.append, fail)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(came) == 20)
    assert done == list(range(20))


def test_a_list_does_not_wait_behind_an_import(qtbot: QtBot, runner: TaskRunner) -> None:
    go_on = threading.Event()
    came: list[str] = []
    runner.write(lambda: go_on.wait(5), lambda _v: came.append("import"), fail)
    runner.read(lambda: "list", came.append, fail)
    qtbot.waitUntil(lambda: came == ["list"])
    go_on.set()
    qtbot.waitUntil(lambda: came == ["list", "import"])


def test_a_long_operation_is_stopped_and_a_second_one_is_refused(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    failures: list[BaseException] = []
    started: list[WindowProgress] = []
    runner.started.connect(lambda _title, progress: started.append(progress))

    def work(progress: WindowProgress) -> None:
        for step in range(1, 1_000_000):
            progress.step(step, 1_000_000, "Row")
            threading.Event().wait(0.001)

    runner.run_long("Import", work, fail, failures.append)
    runner.run_long("Backup", work, fail, failures.append)
    assert "Import is still running" in str(failures[0])
    started[0].cancel()
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert isinstance(failures[1], Cancelled)
    with qtbot.waitSignal(runner.ended):
        runner.run_long("Backup", lambda _p: None, lambda _v: None, fail)


def test_the_status_line_shows_how_far_it_is_and_cancels(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    progress = WindowProgress()
    line.work_started("Import", progress)
    progress.step(50, 200, "Checking rows")
    assert line.work.text() == "Checking rows 25 %"
    line.stop.click()
    with pytest.raises(Cancelled):
        progress.step(51, 200, "Checking rows")
    line.work_ended()
    assert not line.bar.isVisible()


def commands_of(answer: Result, dialogs: RecordedDialogs) -> Commands:
    """Commands over an office that answers this."""
    office = FakeOffice()
    office.answer = lambda _a: answer
    return Commands(office, InlineRunner(), dialogs)


def test_a_refusal_without_an_editor_is_told_in_full(
    qtbot: QtBot, dialogs: RecordedDialogs
) -> None:
    reasons = (Reason("a", "First."), Reason("b", "Second."))
    refused = Result(ok=False, action="x", kind="rule", reasons=reasons)
    commands = commands_of(refused, dialogs)
    with qtbot.assertNotEmitted(commands.done):
        commands.give({"action": "x"}, lambda _r: None)
    assert dialogs.told == ["First.\nSecond."]


def test_what_was_recorded_or_waits_is_said_in_one_line() -> None:
    assert outcome(Result(ok=True, action="x", made=(("asset", "A-1"),))) == "Recorded: A-1"
    waits = Result(ok=True, action="x", pending=(("AP-7", 1),))
    assert "AP-7" in outcome(waits)


def test_an_expected_failure_is_told_and_a_bug_goes_on(dialogs: RecordedDialogs) -> None:
    commands = commands_of(Result(ok=True, action="x"), dialogs)
    commands.fail(RuleViolation(Reason("x", "Not now.")))
    commands.fail(Cancelled())
    assert dialogs.told == ["Not now."]
    with pytest.raises(ZeroDivisionError):
        commands.fail(ZeroDivisionError())


def test_what_comes_back_for_a_page_that_was_left_is_dropped(
    qtbot: QtBot, dialogs: RecordedDialogs, runner: TaskRunner
) -> None:
    import shiboken6

    commands = Commands(FakeOffice(), runner, dialogs)
    page, came = QObject(), list[Any]()
    commands.read(lambda: 1, came.append, page)
    shiboken6.delete(page)
    commands.read(lambda: 2, came.append)
    qtbot.waitUntil(lambda: came == [2])


def test_a_crash_report_names_places_and_no_values(qtbot: QtBot) -> None:
    secret = "Subject A, IBAN 4417"
    try:
        raise ValueError(secret)
    except ValueError as error:
        text = crash_report.details("E-1", type(error), error.__traceback__)
    assert "test_work.py" in text
    assert "ValueError" in text
    assert secret not in text
    box = crash_report.report(None, "E-1", text)
    qtbot.addWidget(box)
    assert "E-1" in box.text()
    assert "nothing that was recorded is lost" in box.informativeText()


def test_the_hook_is_the_last_catcher(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(crash_report, "report", lambda _p, number, _t: shown.append(number))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash_report.install(lambda: None)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert shown[0].startswith("E-")


def test_garbage_is_collected_on_the_windows_thread_only(qtbot: QtBot, runner: TaskRunner) -> None:
    threads: set[int] = set()

    def seen(phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.get_ident())

    def litter() -> int:
        for _ in range(200_000):
            ring: list[object] = []
            ring.append(ring)
        return threading.get_ident()

    done: list[int] = []
    gc.callbacks.append(seen)
    try:
        runner.read(litter, done.append, fail)
        qtbot.waitUntil(lambda: bool(done and threads))
    finally:
        gc.callbacks.remove(seen)
    assert threads == {threading.get_ident()}
    assert done[0] not in threads
