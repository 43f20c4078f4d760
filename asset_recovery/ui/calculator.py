"""A calculator over every figure: a form from its inputs, the result with its explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from asset_recovery.domain.figure_shapes import Computed, FigureInput, FigureShape
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.calculator_form import given_of, hint_of
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.form_rows import EditorRow, facts_form
from asset_recovery.ui.widgets.plain import button, label, line_edit

_LINES = 4
_SHORT = 60


class Calculator(QDialog):
    """What-if questions; nothing is kept. Enter works it out, Esc closes."""

    def __init__(self, desk: Desk, parent: QWidget, figure: str = "sell_or_keep") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Calculator"))
        self.resize(960, 640)
        self._desk, self._wanted = desk, figure
        self.figures: tuple[FigureShape, ...] = ()
        self.rows: dict[str, EditorRow] = {}
        self.edits: dict[str, QLineEdit | QPlainTextEdit] = {}
        from asset_recovery.ui.widgets.elided_combo import ElidedCombo

        self.choice = ElidedCombo()
        self.choice.setAccessibleName(_("Figure"))
        self.formula = label("", "small", wrap=True)
        self._form, self._result = QVBoxLayout(), QVBoxLayout()
        both = QHBoxLayout()
        both.setSpacing(18)
        for layout, stretch in ((self._form, 1), (self._result, 1)):
            holder = QWidget()
            holder.setLayout(layout)
            both.addWidget(scrolling(holder), stretch)
        self.work = button(_("Work out"), self.work_out, "primary")
        self.work.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(label(_("Nothing is kept."), "small"), 1)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addWidget(self.work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.addWidget(self.choice)
        whole.addWidget(self.formula)
        whole.addLayout(both, 1)
        whole.addLayout(foot)
        office = desk.office.worth
        desk.commands.read(office.figures, self._known, self)

    def _known(self, figures: tuple[FigureShape, ...]) -> None:
        self.figures = figures
        for one in figures:
            self.choice.addItem(one.title, one.name)
        self.choice.currentIndexChanged.connect(self.show_figure)
        at = self.choice.findData(self._wanted)
        self.choice.setCurrentIndex(max(at, 0))
        self.show_figure()

    @property
    def figure(self) -> FigureShape:
        """The figure that is shown."""
        return self.figures[max(self.choice.currentIndex(), 0)]

    def show_figure(self) -> None:
        """The form of the figure that was chosen."""
        clear(self._form)
        clear(self._result)
        self.rows, self.edits = {}, {}
        self.formula.setText(f"{self.figure.formula}  ({self.figure.name} v{self.figure.version})")
        for one in self.figure.inputs:
            edit = self._edit(one)
            required = _("required") if one.required else ""
            help_ = ", ".join(one.choices) or (
                _("one a line: {fields}").format(fields=hint_of(one)) if one.many else ""
            )
            row = EditorRow(one.name.replace("_", " ").capitalize(), edit, required, help_)
            self.rows[one.name], self.edits[one.name] = row, edit
            self._form.addWidget(row)
        self._form.addStretch(1)
        self._result.addWidget(label(_("Fill in the form and press Enter."), "second"))
        self._result.addStretch(1)
        first = next(iter(self.edits.values()), None)
        if first is not None:
            first.setFocus()

    @staticmethod
    def _edit(one: FigureInput) -> QLineEdit | QPlainTextEdit:
        if one.many:
            area = QPlainTextEdit()
            area.setTabChangesFocus(True)
            area.setPlaceholderText(hint_of(one))
            area.setAccessibleName(one.name.replace("_", " "))
            area.setFixedHeight(area.fontMetrics().lineSpacing() * _LINES + 14)
            return area
        edit = line_edit(one.name.replace("_", " "), one.default or hint_of(one))
        if one.name == "currency":
            edit.setText("EUR")
        return edit

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            name: edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()
            for name, edit in self.edits.items()
        }

    def work_out(self) -> None:
        """Have it worked out behind the window."""
        figure, office = self.figure, self._desk.office.worth
        given = given_of(figure, self.typed())
        self._desk.commands.read(lambda: office.compute(figure.name, given), self._worked_out, self)

    def _worked_out(self, found: Computed) -> None:
        clear(self._result)
        for name, row in self.rows.items():
            row.show_problem(" ".join(text for field, text in found.faults if _is(name, field)))
        for field, text in found.faults:
            if not any(_is(name, field) for name in self.rows):
                self._result.addWidget(label(text, "note", "bad", wrap=True))
        if found.outputs:
            named = [(name.replace("_", " ").capitalize(), text) for name, text in found.outputs]
            short = [(name, text) for name, text in named if len(text) <= _SHORT]
            self._result.addWidget(facts_form(short))
            for name, text in named:
                if len(text) > _SHORT:
                    self._result.addWidget(label(name, "fieldname"))
                    for line in text.splitlines():
                        self._result.addWidget(label(words.visible(line), wrap=True))
            self._result.addWidget(label(_("How it was worked out"), "heading"))
            for step in found.steps:
                self._result.addWidget(label(words.visible(step), "second", wrap=True))
        elif found.faults:
            self._result.addWidget(label(_("Look at the marked fields."), "second"))
        self._result.addStretch(1)


def _is(name: str, field: str) -> bool:
    """Whether a fault of a field, or of a place inside it, belongs to an input."""
    return field == name or field.startswith((f"{name}[", f"{name}.", f"{name} "))
