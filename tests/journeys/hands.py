"""The hands of a person at the real window: keys and clicks, and patience until it has answered."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from asset_recovery.app.session import OfficeSession
from asset_recovery.app.window_office import WindowOffice
from asset_recovery.services.office import Office
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.fields import ChoiceField, MoneyField, MultiField
from asset_recovery.ui.editors.form_lists import TickList
from asset_recovery.ui.editors.password_editor import PasswordEditor
from asset_recovery.ui.editors.record_fields import ManyField, PickField
from asset_recovery.ui.editors.request_wizard import RequestWizard
from asset_recovery.ui.editors.table_field import TableField
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.pages.approvals_page import ApprovalsPage, SignIn
from asset_recovery.ui.pages.record_page import RecordPage
from asset_recovery.ui.palette import Palette
from asset_recovery.ui.preferences import MemoryStore, Preferences
from asset_recovery.ui.task_runner import TaskRunner
from asset_recovery.ui.theme import Theme

PATIENCE = 20_000  # milliseconds
SHORT = 400  # milliseconds
MOST_TABS = 120
PICTURES = "ASSET_RECOVERY_JOURNEY_PICTURES"
LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


class Calendar:
    """The day at the office: stories take weeks."""

    def __init__(self) -> None:
        self.first = self.today = date.today()

    def __call__(self) -> date:
        return self.today


class DatedOffice(WindowOffice):
    """The office with the day of the story; everything else is real."""

    def __init__(self, place: Path, calendar: Calendar) -> None:
        super().__init__(place, drafts=place.parent / "drafts")
        self._calendar = calendar

    def _begin(self) -> OfficeSession:
        return OfficeSession(Office.open(self._place, today=self._calendar))


class FixedDialogs:
    """Answers file dialogs with a path of the test; what is told must not be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[str] = []
        self.shown: list[tuple[Path, bytes]] = []

    def tell(self, _title: str, text: str, detail: str = "") -> None:
        """Keep it."""
        self.told.append(f"{text} {detail}".strip())

    def confirm(self, _title: str, _text: str, _verb: str, yes: Callable[[], object]) -> None:
        """Go on."""
        yes()

    def ask_text(
        self, _title: str, _text: str, answer: Callable[[str], object], secret: bool = False
    ) -> None:
        """Say why."""
        answer("The case is mine to look after")

    def ask_save(self, _title: str, _name: str, answer: Callable[[Path], object]) -> None:
        """The test's path."""
        answer(self.path)

    def ask_open(self, _title: str, _kinds: str, answer: Callable[[Path], object]) -> None:
        """The test's path."""
        answer(self.path)

    def show_file(self, path: Path) -> bool:
        """Keep what the desktop would show."""
        self.shown.append((path, path.read_bytes()))
        return True


class Hands:
    """One window on one office folder, with its real threads."""

    def __init__(self, qtbot: QtBot, place: Path, saved: Path) -> None:
        self.qtbot = qtbot
        self.calendar = Calendar()
        self.runner = TaskRunner()
        self.office = DatedOffice(place, self.calendar)
        self.dialogs = FixedDialogs(saved)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = Theme(app)
        theme.apply("light")
        self.window = MainWindow(
            theme,
            Preferences(MemoryStore()),
            self.runner,
            self.office,
            clock=self.calendar,
            dialogs=self.dialogs,
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.passwords: dict[str, str] = {}
        self.without_mouse = False
        self._shots = 0

    def day(self, number: int) -> None:
        """It is this many days after the story began."""
        self.calendar.today = self.calendar.first + timedelta(days=number)

    def close(self) -> None:
        """Close the window as its cross does, then the office."""
        for dialog in self._open(QDialog):
            dialog.close()
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.office.close()

    # -- waiting

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait as long as a person would."""
        self.qtbot.waitUntil(holds, timeout=PATIENCE)

    def _give_time(self, holds: Callable[[], bool]) -> None:
        """Let what was asked to be shown be laid out; the caller says what lacks."""
        with suppress(self.qtbot.TimeoutError):
            self.qtbot.waitUntil(holds, timeout=SHORT)

    def settle(self) -> None:
        """Wait until both workers have answered everything that was asked."""
        for work in (self.runner.write, self.runner.turn, self.runner.read, self.runner.read):
            came: list[object] = []
            work(lambda: None, came.append, came.append)
            self.until(lambda came=came: bool(came))  # type: ignore[misc]

    # -- the window

    def log_in(self, user: str, password: str) -> None:
        """Type name and password, press Enter."""
        gate = self.window.log_in
        self.until(gate.isVisible)
        self.type_into(gate.user, user)
        self.type_into(gate.password, password)
        QTest.keyClick(gate.password, ENTER)
        self.until(lambda: self.window.work is not None and self.window.work.isVisible())
        self.settle()
        for asked in self._open(PasswordEditor):
            QTest.keyClick(asked, Qt.Key.Key_Escape)  # not today: it is asked again next time

    def log_out(self) -> None:
        """By the palette."""
        self.command("Log out")
        self.until(self.window.log_in.isVisible)

    def change_to(self, user: str, password: str) -> None:
        """Somebody else sits down."""
        self.log_out()
        self.log_in(user, password)

    def find(self, text: str) -> None:
        """Open a record by the palette: Ctrl+K, what one knows of it, Enter."""
        palette = self._palette(text)
        self.settle()
        QTest.keyClick(palette.box, ENTER)
        self.settle()

    def command(self, text: str) -> None:
        """Give a command by the palette."""
        palette = self._palette(f"> {text}")
        QTest.keyClick(palette.box, ENTER)

    def _palette(self, text: str) -> Palette:
        work = self.window.work_area()
        if self.without_mouse:
            self.press_keys(work, "Ctrl+K")
        else:
            QTest.mouseClick(work.top.search_field, LEFT)
        self.until(lambda: bool(self._open(Palette)))
        palette = self._open(Palette)[0]
        assert isinstance(palette, Palette)
        QTest.keyClicks(palette.box, text)
        return palette

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.window.work_area().pages.page

    @property
    def reference(self) -> str:
        """The record of the page that is shown."""
        return str(self.page.place.reference)

    def press(self, text: str, parent: QWidget | None = None) -> None:
        """Click a button by what it says."""
        where = self.window.work_area() if parent is None else parent

        def shown() -> list[QAbstractButton]:
            return [b for b in where.findChildren(QAbstractButton) if b.isVisible()]

        def fitting() -> list[QAbstractButton]:
            return [b for b in shown() if b.text() == text]

        self._give_time(lambda: bool(fitting()))
        found = fitting()
        assert found, f"no button says {text!r}: {sorted({b.text() for b in shown()})}"
        assert found[0].isEnabled(), f"{text!r} is grey: {found[0].toolTip()}"
        QTest.mouseClick(found[0], LEFT)

    # -- the keyboard alone

    @property
    def focus(self) -> QWidget:
        """What has the keyboard in the window in front; no display says which one that is."""
        front = (self.editors() or [self.window])[-1]
        found = QApplication.focusWidget() or front.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def walk_to(self, text: str) -> None:
        """Press Tab until a button with this text has the keyboard."""
        self._walk(lambda at: isinstance(at, QAbstractButton) and at.text() == text, text)

    def walk_into(self, widget: QWidget) -> None:
        """Press Tab until a field has the keyboard."""
        self._walk(lambda at: at is widget or widget.isAncestorOf(at), widget.accessibleName())

    def press_keys(self, owner: QWidget, keys: str) -> None:
        """A shortcut; no display delivers it to a window that is not in front."""
        actions = [*owner.actions(), *self.window.actions(), *self.window.findChildren(QAction)]
        action = next(one for one in actions if one.shortcut().toString() == keys)
        assert action.isEnabled(), keys
        action.trigger()

    def push(self, text: str) -> None:
        """Walk to a button by Tab and push it with Space."""
        self.walk_to(text)
        QTest.keyClick(self.focus, Qt.Key.Key_Space)

    def fill_by_tab(self, **values: str) -> None:
        """Fill the editor that opens by Tab and keys alone, give it, and wait for the office."""
        editor = self.editor()
        for name, typed in values.items():
            self.walk_into(editor.shown.controls[name].widget)
            QTest.keyClicks(self.focus, typed)
        self.picture("editor_" + editor.spec.name)
        self.push(editor.ok.text())
        self.until(lambda: not self.editors() or self._said(editor))
        assert not self.editors(), f"{editor.spec.name}: {self._problems(editor)}"
        self.settle()

    def _walk(self, holds: Callable[[QWidget], bool], what: str) -> None:
        passed: list[str] = []
        for _step in range(MOST_TABS):
            if holds(self.focus):
                return
            passed.append(self.focus.accessibleName() or type(self.focus).__name__)
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"{what} is not reached by Tab, but {passed[:30]}")

    # -- steps and editors

    def offered(self) -> list[str]:
        """What *What can be done now* offers, in its order, as it stands open."""
        page = self.page
        assert isinstance(page, RecordPage)
        steps = page.steps_list.findChildren(QPushButton)
        return [b.text() for b in steps if b.property("role") == "step"]

    def refusals(self) -> list[str]:
        """What the page says of steps that cannot be taken."""
        steps = self.page.steps
        return [f"{s.title}: {s.reasons[0].text}" for s in steps if not s.allowed]

    def take(self, title: str, /, **values: object) -> None:
        """Take a step from the list of the page, behind *All steps* if need be."""
        self.settle()
        page = self.page
        assert isinstance(page, RecordPage)
        if f"{title}…" not in self.offered():
            self.press("All steps", page.steps_list)
        assert f"{title}…" in self.offered(), (title, self.offered(), self.refusals())
        made = next(b for b in page.steps_list.findChildren(QPushButton) if b.text() == f"{title}…")
        made.click()
        self.fill_and_give(**values)

    def give(self, title: str, /, **values: object) -> None:
        """Give a command by the palette and its editor."""
        self.command(title)
        self.fill_and_give(**values)

    def editors(self) -> list[QWidget]:
        """The editors that are open."""
        return self._open(CommandEditor)

    def editor(self) -> CommandEditor:
        """The editor that is open."""
        self.until(lambda: bool(self._open(CommandEditor)))
        found = self._open(CommandEditor)[-1]
        assert isinstance(found, CommandEditor)
        return found

    def fill_and_give(self, **values: object) -> None:
        """Fill the editor that opens, give it, and wait until the office has taken it."""
        editor = self.editor()
        if any(name in editor.more.controls for name in values):
            editor.more_button.click()
        for name, value in values.items():
            self.fill(editor, name.rstrip("_"), value)
        self.picture("editor_" + editor.spec.name)
        QTest.mouseClick(editor.ok, LEFT)
        self.until(lambda: not self._open(CommandEditor) or self._said(editor))
        if self._open(CommandEditor):
            raise AssertionError(f"{editor.spec.name}: {self._problems(editor)}")
        self.settle()

    def fill(self, editor: CommandEditor, name: str, value: object) -> None:
        """Type, choose, tick or pick a value, as the field wants it."""
        control = {**editor.shown.controls, **editor.more.controls}[name]
        if isinstance(control, ChoiceField):
            self.choose(control.widget, str(value))
        elif isinstance(control, MultiField):
            for label in value if isinstance(value, tuple) else (value,):
                box = next(b for b in control.boxes.values() if b.text() == label)
                QTest.keyClick(box, Qt.Key.Key_Space)
                assert box.isChecked(), label
        elif isinstance(control, MoneyField):
            amount, _space, currency = str(value).rpartition(" ")
            self.type_into(control.widget.amount, amount)
            self.type_into(control.widget.currency, currency)
        elif isinstance(control, PickField):
            self.pick(control.widget, str(value))
        elif isinstance(control, ManyField):
            self.pick(control.widget.picker, str(value))
        elif isinstance(control, TableField):
            self._fill_table(control, value)
        else:
            widget: Any = control.widget
            self.type_into(getattr(widget, "line", widget), value)

    def _fill_table(self, control: TableField, rows: object) -> None:
        assert isinstance(rows, tuple)
        text = "\n".join("\t".join(row) for row in rows)
        table = control.widget.table
        table.setCurrentCell(0, 0)
        table.paste(text)

    def type_into(self, widget: QWidget, value: object) -> None:
        """Replace what a field holds by typing."""
        if value is True:
            QTest.keyClick(widget, Qt.Key.Key_Space)
            return
        if isinstance(widget, QComboBox) and (line := widget.lineEdit()) is not None:
            widget = line
        assert isinstance(widget, QLineEdit | QPlainTextEdit), widget
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for number, words in enumerate(str(value).split("\n")):
            if number:
                QTest.keyClick(widget, ENTER)
            QTest.keyClicks(widget, words)

    def choose(self, box: QComboBox, label: str) -> None:
        """Choose from a list by typing its beginning."""
        box.setFocus()
        QTest.keyClicks(box, label)
        assert box.currentText() == label, (box.currentText(), label)

    def pick(self, picker: Any, text: str) -> None:
        """Type into a picker and take the first match with the arrow and Enter."""
        self.type_into(picker.line, text)
        self.until(picker.popup.isVisible)
        if picker.popup.currentRow() < 0:
            QTest.keyClick(picker.line, Qt.Key.Key_Down)
        QTest.keyClick(picker.line, ENTER)

    def draft(
        self, case: str, country: str, kind: str, authority: str = "", asset: str = ""
    ) -> None:
        """A new request by the palette and the keyboard; its page opens."""
        self.command("Draft a request")
        self.until(lambda: bool(self._open(RequestWizard)))
        wizard = self._open(RequestWizard)[0]
        assert isinstance(wizard, RequestWizard)
        self.pick(wizard.case, case)
        self.settle()
        self.type_into(wizard.country.widget, country)
        self.tick(wizard.kinds, kind)
        if asset:
            self.until(lambda: wizard.assets.count() > 0)
            self.tick(wizard.assets, asset)
        if authority:
            self.type_into(wizard.authority.line, authority)
        self.until(lambda: wizard.papers.chosen() is not None)
        self.picture("new_request")
        QTest.keyClick(wizard.ok, Qt.Key.Key_Space)
        self.until(lambda: not self._open(RequestWizard) or wizard.summary.isVisible())
        assert not self._open(RequestWizard), wizard.summary.text()
        self.settle()

    def tick(self, ticks: TickList, label: str) -> None:
        """Walk down a list with the arrows and tick an entry with Space."""
        ticks.setFocus()
        QTest.keyClick(ticks, Qt.Key.Key_Home)
        for _row in range(ticks.count()):
            item = ticks.currentItem()
            if item is not None and label in item.text():
                break
            QTest.keyClick(ticks, Qt.Key.Key_Down)
        QTest.keyClick(ticks, Qt.Key.Key_Space)
        assert ticks.ticked(), label

    def answer(self, name: str, text: str) -> None:
        """Answer a question of the request that is shown, and keep the answer."""
        page = self.page
        step = next(
            at
            for at, step in enumerate(page.form.steps)
            if any(question.field.name == name for question in step.questions)
        )
        steps = page.list.list
        steps.setFocus()
        QTest.keyClick(steps, Qt.Key.Key_Home)
        for _step in range(step):
            QTest.keyClick(steps, Qt.Key.Key_Down)
        self.until(lambda: name in page.questions.rows)
        widget = page.questions.rows[name].control.widget
        self.type_into(widget.focusProxy() or widget, text)
        self.press("Keep these answers")
        self.settle()
        self.until(lambda: page.preview.pages() > 0)

    # -- decisions

    def approve_first(self) -> None:
        """The inbox: look at the first that waits and approve it."""
        QTest.mouseClick(self.window.work_area().rail.buttons["approvals"], LEFT)
        self.settle()
        assert isinstance(self.page, ApprovalsPage)
        self.picture("approvals")
        self.press("Approve")
        self.settle()
        assert self.dialogs.told == []

    def approve_here(self, user: str, password: str) -> None:
        """The second person signs in inside this window, for this one decision."""
        QTest.mouseClick(self.window.work_area().rail.buttons["approvals"], LEFT)
        self.settle()
        self.press("Approve here…")
        self.until(lambda: bool(self._open(SignIn)))
        dialog = self._open(SignIn)[0]
        assert isinstance(dialog, SignIn)
        self.type_into(dialog.user, user)
        self.type_into(dialog.password, password)
        self.picture("approve_here")
        QTest.keyClick(dialog.password, ENTER)
        self.until(lambda: not self._open(SignIn) or dialog.problem.isVisible())
        assert not self._open(SignIn), dialog.problem.text()
        self.settle()

    # -- looking

    def picture(self, name: str) -> None:
        """Keep what is shown, where the environment names a folder for pictures."""
        folder = os.environ.get(PICTURES)
        if not folder:
            return
        self._shots += 1
        target = Path(folder) / f"{self._shots:02d}_{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        picture = self.window.grab()
        for dialog in self._open(QDialog):
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 70))
            at = QPoint((self.window.width() - dialog.width()) // 2, 60)
            painter.drawPixmap(at, dialog.grab())
            painter.end()
        picture.save(str(target))

    def _open(self, kind: type[QWidget]) -> list[QWidget]:
        return [d for d in self.window.findChildren(kind) if d.isVisible()]

    @staticmethod
    def _said(editor: CommandEditor) -> bool:
        return editor.isVisible() and editor.summary.isVisible()

    @staticmethod
    def _problems(editor: CommandEditor) -> str:
        rows = {**editor.shown.rows, **editor.more.rows}
        at = [f"{name}: {row.problem.text()}" for name, row in rows.items() if row.problem.text()]
        return "; ".join([editor.summary.text(), *at])
