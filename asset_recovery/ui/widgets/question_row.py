"""One question of a form: what is asked by whom, the answer, its source, what lacks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.editors.form_fields import FormControl
from asset_recovery.ui.shapes import FormQuestion
from asset_recovery.ui.widgets.plain import button, label, line_edit, restyle, tip
from asset_recovery.ui.widgets.tag import tag

LONGEST_LINK = 64  # letters of a source that stands in one line
GLOW = 1_600  # milliseconds for which a question that was looked for stands out


class QuestionRow(QFrame):
    """Emits what a person asks for beside the answer itself."""

    opened = Signal(str, str)  # the record (kind, reference) that says so
    taken_back = Signal(str)  # the record's value instead of what was typed
    excused = Signal(str, str)  # field, why it is not known

    def __init__(self, question: FormQuestion, control: FormControl, number: str = "") -> None:
        super().__init__()
        self.setObjectName("question")
        self.question, self.control = question, control
        self.key = question.field.name
        self.shown: object = None  # the value on file that the control shows
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label(words.visible(question.field.label), "asked", wrap=True)
        self.title.setBuddy(control.widget)
        head.addWidget(self.title, 1)
        self.law = tag("")
        self.mark = tag(_("to be checked"), "attention")
        tip(self.mark, _("No lawyer has confirmed this against the official text yet."))
        self.guarded = tag(_("leaves only with consent"), "bad")
        self.guarded.setVisible(question.restricted)
        for one in (self.guarded, self.law, self.mark):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self.help = label(words.visible(question.field.help), "small", wrap=True)
        self.help.setVisible(bool(question.field.help))
        layout.addWidget(self.help)
        layout.addWidget(control.widget)
        self.words = label("", "understood", wrap=True)
        layout.addWidget(self.words)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self._source(layout)
        self._absence(layout)
        marked = control.widget.focusProxy() or control.widget
        marked.setAccessibleName(question.field.label)
        self.show_question(question)

    def show_question(self, question: FormQuestion) -> None:
        """Bring everything beside the answer up to date."""
        self.question = question
        self._show_law(question)
        self.mark.setVisible(question.mark == "K")
        self._show_source(question)
        self.words.setText(words.visible(question.says))
        self.words.setVisible(bool(question.says))
        soft = bool(question.softened) and (question.value in (None, "") or bool(question.absent))
        self.absence.setVisible(soft)
        if question.absent and question.absent != self.reason.text() and not self.reason.hasFocus():
            self.reason.blockSignals(True)
            self.reason.setText(question.absent)
            self.reason.blockSignals(False)
        self._describe()

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the answer; empty: nothing is."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        marked = self.control.widget.focusProxy() or self.control.widget
        marked.setProperty("fault", bool(text))
        restyle(marked)
        self._describe()

    def light_up(self) -> None:
        """Stand out for a moment, and take the focus."""
        (self.control.widget.focusProxy() or self.control.widget).setFocus()
        self._glow(True)
        QTimer.singleShot(GLOW, self, lambda: self._glow(False))

    def _glow(self, on: bool) -> None:
        self.setProperty("lit", on)
        restyle(self)

    def _show_law(self, question: FormQuestion) -> None:
        level = {"blocks": _("missing, blocks"), "warns": _("missing, warns")}.get(question.level)
        state = level or (_("required") if question.field.required else "")
        text = " · ".join(part for part in (state, words.visible(question.basis)) if part)
        short = text if len(text) <= 44 else f"{text[:42].rstrip(' ;,·')}…"
        self.law.setText(short)
        tip(self.law, text if short != text else "")
        self.law.setAccessibleName(text)
        self.law.setVisible(bool(text))
        tone = {"blocks": "bad", "warns": "attention"}.get(question.level, "")
        if self.law.property("tone") != tone:
            self.law.setProperty("tone", tone)
            restyle(self.law)

    def _source(self, layout: QVBoxLayout) -> None:
        self.origin = label("", "small", wrap=True)
        self.open = button(_("Open"), self._open, "link")
        self.take = button(_("Take the record's value"), self._take, "link")
        self.said = label("", "note", wrap=True)
        layout.addWidget(self.said)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.origin)
        line.addWidget(self.open)
        line.addStretch(1)
        line.addWidget(self.take)
        self._told = line
        layout.addLayout(line)

    def _show_source(self, question: FormQuestion) -> None:
        origin = words.visible(question.origin)
        reference, entry = question.record[1], question.entry
        named = _("{record}, entry {number}").format(record=origin or reference, number=entry)
        whole = bool(reference) and bool(entry) and len(named) <= LONGEST_LINK
        text = _("From: {source}").format(source=origin)
        self.origin.setText(_("From:") if whole else text if origin else "")
        self.origin.setVisible(bool(origin))
        for place, share in ((0, not whole), (2, whole)):  # long words take the line, and wrap
            self._told.setStretch(place, int(share))
        self.open.setVisible(bool(reference))
        short = _("entry {number}").format(number=entry) if entry else _("Open")
        self.open.setText(words.visible(named if whole else short))
        self.open.setAccessibleName(
            _("{record}, entry {number}").format(record=reference, number=entry)
            if entry
            else _("Open {record}").format(record=reference)
        )
        tip(self.open, _("Open {record}").format(record=reference))
        self.said.setText(words.visible(question.recorded_says))
        self.said.setVisible(bool(question.recorded_says))
        self.take.setVisible(bool(question.recorded_says))
        name = _("Take the record's value: {field}").format(field=question.field.label)
        self.take.setAccessibleName(name)

    def _absence(self, layout: QVBoxLayout) -> None:
        self.absence = QWidget()
        inner = QHBoxLayout(self.absence)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(label(_("Not known because"), "small"))
        name = _("{field}: why it is not known").format(field=self.question.field.label)
        self.reason = line_edit(name, _("the law asks for it only as far as possible"))
        self.reason.textChanged.connect(lambda text: self.excused.emit(self.key, text.strip()))
        inner.addWidget(self.reason, 1)
        layout.addWidget(self.absence)

    def _describe(self) -> None:
        """Everything that stands beside the answer, for who cannot see it."""
        question = self.question
        parts = [self.law.accessibleName(), question.field.help, self.origin.text()]
        if question.mark == "K":
            parts.append(self.mark.text())
        text = ". ".join(part for part in (self.problem.text(), *parts) if part)
        marked = self.control.widget.focusProxy() or self.control.widget
        marked.setAccessibleDescription(text)

    def _open(self) -> None:
        self.opened.emit(*self.question.record)

    def _take(self) -> None:
        self.taken_back.emit(self.key)
