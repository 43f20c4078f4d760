"""The editor of every action: built from its fields, open until the office accepted it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.details_field import DetailsField
from asset_recovery.ui.editors.field_control import FieldControl
from asset_recovery.ui.editors.fields import ChoiceField, make_field
from asset_recovery.ui.editors.kind_fields import follow_kind
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.editors.row_tables import fitted, row_columns
from asset_recovery.ui.editors.tuning import arranged, hint
from asset_recovery.ui.office import ActionSpec, FieldSpec
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.place import Place
from asset_recovery.ui.step_order import DECISIONS
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.plain import button, chosen, label

SAVE_EVERY = 3_000  # milliseconds between two looks at what is typed
SHORT = {
    "date",
    "time",
    "datetime",
    "money",
    "share",
    "int",
    "bool",
    "country",
    "currency",
    "decimal",
}


class FieldSet(QWidget):
    """The fields of an editor: reads them all, shows problems at each."""

    def __init__(
        self, fields: tuple[FieldSpec, ...], given: Given, desk: Desk, action: str = ""
    ) -> None:
        super().__init__()
        self.fields, self._action = fields, action
        self.controls: dict[str, FieldControl] = {}
        self.rows: dict[str, EditorRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        line: QHBoxLayout | None = None
        for spec in fields:
            row = self._row(spec, given, desk)
            if spec.type in SHORT and line is not None and line.count() < 2:
                line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
                continue
            line = QHBoxLayout() if spec.type in SHORT else None
            if line is None:
                layout.addWidget(row)
            else:
                line.setSpacing(14)
                line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
                layout.addLayout(line)
        layout.addStretch(1)
        self.hidden_fields: frozenset[str] = frozenset()
        self._follow_type()

    def hide_fields(self, names: Collection[str]) -> None:
        """What does not apply is neither shown nor asked for nor given."""
        self.hidden_fields = frozenset(names) & frozenset(self.rows)
        for name, row in self.rows.items():
            row.setVisible(name not in self.hidden_fields)

    def _follow_type(self) -> None:
        """The fields of the type change as the type is chosen."""
        details, kind = self.controls.get("details"), self.controls.get("type")
        if isinstance(details, DetailsField) and isinstance(kind, ChoiceField):
            box = kind.widget
            box.currentIndexChanged.connect(lambda: details.show_type(chosen(box)))
            details.show_type(chosen(box))

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values by field."""
        for name, value in values.items():
            if name in self.controls and value not in (None, ""):
                self.controls[name].fill(value)

    def typed(self) -> dict[str, object]:
        """Everything that could be read, by field."""
        asked = {n: one for n, one in self.controls.items() if n not in self.hidden_fields}
        found = {name: control.read() for name, control in asked.items()}
        return {name: read.value for name, read in found.items() if read.value is not None}

    def check(self) -> bool:
        """Show the problem of every field; whether there is none."""
        asked = [spec for spec in self.fields if spec.name not in self.hidden_fields]
        return not [spec.name for spec in asked if self.check_field(spec)]

    def check_field(self, spec: FieldSpec, leaving: bool = False) -> str:
        """Show the problem of one field; empty is one only when asked to go on."""
        read: Read = self.controls[spec.name].read()
        problem = read.problem
        if not problem and not leaving and spec.required and read.value is None:
            problem = _("{name} is required.").format(name=spec.label)
        self.rows[spec.name].show_problem(problem)
        return problem

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and isinstance(watched, QWidget):
            for spec in self.fields:
                widget = self.controls[spec.name].widget
                if watched is widget or widget.isAncestorOf(watched):
                    self.check_field(spec, leaving=True)
        return super().eventFilter(watched, event)

    def _row(self, spec: FieldSpec, given: Given, desk: Desk) -> EditorRow:
        control = make_field(
            spec,
            given,
            lambda take: desk.dialogs.ask_open(spec.label, "*", take),
            row_columns(self._action, spec.name),
        )
        self.controls[spec.name] = control
        word = _("required") if spec.required else ""
        row = EditorRow(spec.label, control.widget, word, hint(spec, self._action))
        self.rows[spec.name] = row
        for widget in [control.widget, *control.widget.findChildren(QWidget)]:
            widget.installEventFilter(self)
        return row


class CommandEditor(QDialog):
    """One dialog, one command. Emits `given(Result)` when the office took it.

    `on_file` is what the record says: it is shown, and given only where a person changed it.
    """

    given = Signal(object)

    def __init__(
        self,
        desk: Desk,
        spec: ActionSpec,
        given: Mapping[str, object],
        parent: QWidget,
        on_file: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self.spec = desk, spec
        known = {name: value for name, value in given.items() if value not in (None, "")}
        self._fixed = fitted(spec, known)
        self.setWindowTitle(spec.title)
        self.setMinimumWidth(560)
        needs = Given(desk.office.pick, desk.clock, desk.facts.currency)
        shown, more = arranged(spec)
        self.shown = FieldSet(shown, needs, desk, spec.name)
        self.more = FieldSet(more, needs, desk, spec.name)
        self._build(bool(more))
        self._on_file: dict[str, object] = {}
        self._show_on_file(on_file or {})
        self._fill()
        follow_kind(spec.name, self.shown, self.more)
        self._saving = QTimer(self)
        self._saving.timeout.connect(self.save_draft)
        self._saving.start(SAVE_EVERY)

    def arguments(self) -> dict[str, object]:
        """The command as it would be given now."""
        shown = {*self.shown.controls, *self.more.controls}
        hidden = {name: value for name, value in self._fixed.items() if name not in shown}
        return {"action": self.spec.name, **hidden, **self._typed()}

    def give(self) -> None:
        """Give the command; the editor closes when it was accepted."""
        sound = [part.check() for part in (self.shown, self.more)]
        sound.append(not self._emptied())
        self.summary.hide()
        if not all(sound):
            self._say(_("Some fields need you: see the words under them."))
            return
        self.ok.setEnabled(False)
        self._desk.commands.give(self.arguments(), self._accepted, self._refused)

    def reject(self) -> None:
        """Close; what was typed is kept as a draft for this session."""
        self._desk.drafts.keep(self.spec.name, self._subject(), self._draft())
        super().reject()

    def done(self, result: int) -> None:
        """The editor is left by a person: nothing has to be brought back at the next start."""
        self._saving.stop()
        self._desk.drafts.note_closed(id(self))
        super().done(result)

    def save_draft(self) -> None:
        """Keep what is typed over a crash."""
        spec = (self.spec.name, self.spec.title)
        drafts, subject = self._desk.drafts, self._subject()
        drafts.note_open(id(self), spec, subject, self._fixed, self._draft())

    def _accepted(self, result: Result) -> None:
        self._desk.drafts.keep(self.spec.name, self._subject(), {})
        self.given.emit(result)
        self.accept()

    def _refused(self, result: Result) -> None:
        self.ok.setEnabled(True)
        rest = []
        for reason in result.reasons:
            row = self._row(reason.field)
            if row is not None:
                row.show_problem(reason.text)
            else:
                rest.append(reason)
        self._show_ways(result)
        text = "\n".join(reason.text for reason in rest) if rest else ""
        self._say(text or _("The office did not take it: see the words under the fields."))
        if not result.reasons:
            self._say(sentences(result))

    def _row(self, field: str | None) -> EditorRow | None:
        name = (field or "").split(".")[0].split("[")[0]
        row = self.shown.rows.get(name) or self.more.rows.get(name)
        if row is not None and name in self.more.rows:
            self.more_button.setChecked(True)
        return row

    def _show_ways(self, result: Result) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for way in dict.fromkeys(reason.clear_with for reason in result.reasons):
            if way:
                title = f"{words.action(way)}…"
                self._ways.addWidget(button(title, self._opener(way), "link"))
        self._ways.addStretch(1)

    def _opener(self, action: str) -> Callable[[], object]:
        given = {n: v for n, v in self.arguments().items() if n in {"asset", "case", "order"}}
        if action in DECISIONS:
            return self._to_approvals
        return lambda: self._desk.open_editor(action, given, self)

    def _to_approvals(self) -> None:
        """Decisions have a page of their own; what was typed is kept as a draft."""
        self.reject()
        self._desk.go(Place("approvals"))

    def _say(self, text: str) -> None:
        self.summary.setText(text)
        self.summary.show()

    def _subject(self) -> str:
        return str(next(iter(self._fixed.values()), ""))

    def _typed(self) -> dict[str, object]:
        """What is typed, without what stands on file as it is."""
        typed = {**self.shown.typed(), **self.more.typed()}
        for name, before in self._on_file.items():
            if typed.get(name) == before:
                del typed[name]
            elif before is True and name not in typed:
                typed[name] = False  # a tick that was taken away
        return typed

    def _emptied(self) -> list[str]:
        """What stood on file and was emptied, which no change can say."""
        found = []
        for part in (self.shown, self.more):
            typed = part.typed()
            for name in set(part.rows) & set(self._on_file) - part.hidden_fields:
                if name not in typed and self._on_file[name] is not True:
                    part.rows[name].show_problem(
                        _("This stays as it was: write what is right instead of emptying it.")
                    )
                    found.append(name)
        return found

    def _show_on_file(self, values: Mapping[str, object]) -> None:
        """Show what the record says, and keep how it reads."""
        known = {name: value for name, value in values.items() if value not in (None, "", (), [])}
        for part in (self.shown, self.more):
            part.fill(known)
            typed = part.typed()
            self._on_file |= {name: typed[name] for name in known if name in typed}
        if set(self._on_file) & set(self.more.rows):
            self.more_button.setChecked(True)

    def _draft(self) -> dict[str, object]:
        typed = self._typed()
        today = self._desk.clock().isoformat()
        return {
            n: v for n, v in typed.items() if v != self._fixed.get(n) and (n, v) != ("on", today)
        }

    def _fill(self) -> None:
        values: dict[str, Any] = {}
        if any(field.name == "on" and field.type == "date" for field in self.spec.fields):
            values["on"] = self._desk.clock()
        draft = self._desk.drafts.of(self.spec.name, self._subject())
        for part in (self.shown, self.more):
            part.fill({**values, **self._fixed, **draft})
        self.draft_note.setVisible(bool(draft))
        first = next((n for n in self.shown.controls if n not in {*self._fixed, "on"}), None)
        if first is not None:
            self.shown.controls[first].widget.setFocus()

    def _build(self, has_more: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        kind = _("The office's own act") if self.spec.kind == "act" else _("Records what happened")
        layout.addWidget(label(self.spec.title, "title"))
        layout.addWidget(label(kind, "small"))
        self.draft_note = label(_("Your draft was brought back."), "note", wrap=True)
        layout.addWidget(self.draft_note)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.addWidget(self.shown)
        self.more_button = button(_("More fields"), role="link")
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self.more.setVisible)
        self.more_button.setVisible(has_more)
        self.more.hide()
        inner.addWidget(self.more_button)
        inner.addWidget(self.more)
        inner.addStretch(1)
        area = scrolling(holder)
        area.setMinimumHeight(min(holder.sizeHint().height() + 8, 520))
        layout.addWidget(area, 1)
        self.summary = label("", "note", "bad", wrap=True)
        self.summary.hide()
        layout.addWidget(self.summary)
        self._ways = QHBoxLayout()
        layout.addLayout(self._ways)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        self.cancel = button(_("Cancel"), self.reject)
        self.ok = button(self.spec.title, self.give, "primary")
        self.ok.setDefault(True)
        line.addWidget(self.cancel)
        line.addWidget(self.ok)
        return line
