"""The questions of one step: built a few at a time, read as they are typed, never blocked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.editors.listening import listen
from asset_recovery.ui.pages.page import HighScroll
from asset_recovery.ui.pages.request_typing import Typing
from asset_recovery.ui.shapes import FormQuestion, FormStep
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.question_row import QuestionRow

AT_A_TIME = 0.02  # seconds of building before the window may do something else
Make = Callable[[FormQuestion], QuestionRow]


class QuestionPane(QWidget):
    """Emits `entered(key)` when a question takes the focus, `built` when all of them stand."""

    entered = Signal(str)
    built = Signal()

    def __init__(self, typing: Typing, make: Make) -> None:
        super().__init__()
        self._typing, self._make = typing, make
        self.rows: dict[str, QuestionRow] = {}
        self.step: FormStep | None = None
        self._waiting: list[FormQuestion] = []
        self._on_file: dict[str, object] = {}
        self._draft = True
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.card = Card("…")
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self.final = label(_("Signed is final: a change needs a new version."), "note", wrap=True)
        self.card.add(self.final)
        self.card.body.addLayout(self._body)
        self._holder = QWidget()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.card)
        inner.addStretch(1)
        self.area = HighScroll(self._holder)
        self.area.setAccessibleName(_("Questions of this step"))
        layout.addWidget(self.area)
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.setInterval(0)
        self._building.timeout.connect(self._build)

    def show_step(self, step: FormStep, draft: bool) -> None:
        """Show the questions of a step from the first one on."""
        for row in self.rows.values():
            self._body.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows.clear()
        self._on_file.clear()
        self.step, self._draft = step, draft
        self.card.heading.setText(words.visible(step.title))
        self.final.setVisible(not draft)
        self._waiting = list(step.questions)
        self.area.verticalScrollBar().setValue(0)
        self._build()

    def bring_up_to_date(self, step: FormStep) -> None:
        """The same step as it is now: answers that follow from others, sources, what lacks."""
        fresh = {question.field.name: question for question in step.questions}
        before = [question.field.name for question in self.step.questions] if self.step else []
        if list(fresh) != before:
            focus = self._focused()
            self.show_step(step, self._draft)
            if focus in fresh:
                self.reach(focus)
            return
        self.step = step
        self._waiting = [fresh[question.field.name] for question in self._waiting]
        for key, row in self.rows.items():
            question = fresh[key]
            row.show_question(question)
            if key not in self._typing.edits and not _same(question.value, row.shown):
                self._fill(row, question.value)

    def build_all(self) -> None:
        """Build what waits to be built, now."""
        self._building.stop()
        while self._waiting:
            self._add(self._waiting.pop(0))
        self.built.emit()

    def reach(self, key: str) -> bool:
        """Bring a question into view, light it up and give it the focus."""
        if key not in self.rows and any(one.field.name == key for one in self._waiting):
            self.build_all()
        row = self.rows.get(key)
        if row is None:
            return False
        self.area.fit()
        self._body.activate()
        top = row.mapTo(self._holder, row.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(max(top - 40, 0))
        row.light_up()
        return True

    def problems(self) -> list[str]:
        """The questions whose answers cannot be read; each says why."""
        return [key for key, row in self.rows.items() if self._check(row)]

    def take_back(self, key: str, value: object) -> None:
        """Show what the records say instead of what was typed."""
        if (row := self.rows.get(key)) is not None:
            self._fill(row, value)
            row.show_problem("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            for key, row in self.rows.items():
                if isinstance(watched, QWidget) and row.isAncestorOf(watched):
                    if event.type() is QEvent.Type.FocusIn:
                        self.entered.emit(key)
                    else:
                        self._check(row)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        until = monotonic() + AT_A_TIME
        while self._waiting:
            self._add(self._waiting.pop(0))
            if monotonic() > until and self._waiting:
                self._building.start()
                return
        self.built.emit()

    def _add(self, question: FormQuestion) -> None:
        row = self._make(question)
        key = question.field.name
        self.rows[key] = row
        self._body.addWidget(row)
        self._fill(row, question.value)
        typed = self._typing.edits.get(key)
        if typed is not None:
            self._filling = True
            row.control.fill(typed)
            self._filling = False
        row.control.widget.setEnabled(self._draft)
        listen(row.control.widget, partial(self._heard, row))
        for widget in [row.control.widget, *row.control.widget.findChildren(QWidget)]:
            widget.installEventFilter(self)
            if widget.focusPolicy() & Qt.FocusPolicy.WheelFocus == Qt.FocusPolicy.WheelFocus:
                widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _fill(self, row: QuestionRow, value: object) -> None:
        """Show a value that nobody typed here; what the control makes of it is how it reads."""
        self._filling = True
        row.control.clear()
        if value not in (None, "", ()):
            row.control.fill(value)
        row.shown = value
        self._on_file[row.key] = row.control.read().value
        self._filling = False

    def _heard(self, row: QuestionRow) -> None:
        if self._filling:
            return
        read = row.control.read()
        value = read.value
        if read.problem:
            value = row.control.raw()
        elif row.problem.isVisible():
            row.show_problem("")
        if value == self._on_file.get(row.key):
            self._typing.take_back(row.key)
        else:
            self._typing.put(row.key, value)

    def _check(self, row: QuestionRow) -> str:
        read: Read = row.control.read()
        row.show_problem(read.problem)
        return read.problem

    def _focused(self) -> str:
        focus = self.window().focusWidget()
        found = (key for key, row in self.rows.items() if focus and row.isAncestorOf(focus))
        return next(found, "")


def _same(one: object, other: object) -> bool:
    return one == other or (one in (None, "", ()) and other in (None, "", ()))
