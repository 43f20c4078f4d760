"""Label-and-value rows of a card, and the rows of an editor: a list instead of a long builder."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from asset_recovery.ui.widgets.plain import label, readable, restyle


def facts_form(pairs: Iterable[tuple[str, str | QWidget]]) -> QWidget:
    """What is known, a row each; rows without a value are left out."""
    holder = QWidget()
    form = QFormLayout(holder)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(6)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, value in pairs:
        if not value:
            continue
        title = label(name, "fieldname")
        title.setMinimumWidth(118)
        title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        form.addRow(title, readable(value) if isinstance(value, str) else value)
    return holder


class EditorRow(QWidget):
    """A field of an editor: its name, whether it is required, the control, the problem."""

    def __init__(
        self, name: str, control: QWidget, required_word: str = "", help_: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self.title = label(name + (f"  ·  {required_word}" if required_word else ""), "fieldname")
        self.title.setBuddy(control)
        layout.addWidget(self.title)
        layout.addWidget(control)
        self.help = _quiet(help_, "small")
        self.problem = _quiet("", "problem")
        layout.addWidget(self.help)
        layout.addWidget(self.problem)

    def show_problem(self, text: str) -> None:
        """Say in words what is wrong with the field; empty: nothing is."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        marked = self.control.focusProxy() or self.control
        marked.setProperty("fault", bool(text))
        restyle(marked)
        marked.setAccessibleDescription(text or self.help.text())


def _quiet(text: str, role: str) -> QLabel:
    made = label(text, role, wrap=True)
    made.setVisible(bool(text))
    return made
