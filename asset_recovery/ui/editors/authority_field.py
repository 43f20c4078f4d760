"""An authority in its parts: name, State, functions, who answers, and every way to reach it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from asset_recovery.i18n import N_, _
from asset_recovery.ui.shapes import FieldSpec
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.plain import button, label, line_edit

PARTS = (
    ("name", N_("Official name")),
    ("country", N_("State")),
    ("function_in_proceedings", N_("Function in the proceedings")),
    ("contact_person", N_("Contact person")),
    ("contact_post", N_("Post or grade")),
    ("file_number", N_("File number")),
    ("address", N_("Address")),
    ("telephone", N_("Telephone")),
    ("email", N_("E-mail")),
    ("languages", N_("Languages")),
    ("duty_telephone", N_("Telephone at all hours")),
)
NAMES = dict(PARTS) | {
    "functions": N_("Functions"),
    "function": N_("Function"),
    "officer": N_("Officer"),
    "contact": N_("Contact"),
}
ALWAYS = 5  # parts that are shown from the start
WIDE = frozenset(["name", "name_en", "address"])


class AuthorityField:
    """A line for each part; those that are empty and seldom asked for wait behind a button."""

    def __init__(self, spec: FieldSpec) -> None:
        self._label = spec.label
        self._parts = tuple(spec.choices) or tuple((key, _(name)) for key, name in PARTS)
        self.widget = QWidget()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)
        self._more: QPushButton = button(_("More parts"), self._show_all, "link")
        self._more.setAccessibleName(_("{field}: more parts").format(field=spec.label))
        layout.addWidget(self._more)
        self.lines: dict[str, QLineEdit] = {}
        self._cells: dict[str, QWidget] = {}
        for key, name in self._parts:
            self._add(key, name)
        self._arrange()
        self.widget.setFocusProxy(next(iter(self.lines.values())))

    def read(self) -> Read:
        """The parts that are filled in; the name is the least that is asked."""
        found = {key: text for key, line in self.lines.items() if (text := line.text().strip())}
        if not found:
            return Read()
        if "name" in self.lines and "name" not in found:
            return Read(found, problem=_("The name of the authority is missing."))
        return Read(found)

    def fill(self, value: object) -> None:
        """Show an authority; a text is its name."""
        parts = value if isinstance(value, Mapping) else {"name": value}
        for key, part in parts.items():
            if str(key) not in self.lines:
                name = NAMES.get(str(key), str(key).replace("_", " ").capitalize())
                self._add(str(key), _(name))
            text = ", ".join(str(one) for one in part) if isinstance(part, list | tuple) else part
            self.lines[str(key)].setText(str(text))
        self._arrange()

    def clear(self) -> None:
        """Show nothing."""
        for line in self.lines.values():
            line.clear()

    def raw(self) -> object:
        """The parts as they are typed."""
        return self.read().value

    def _add(self, key: str, name: str) -> None:
        cell = QWidget(self.widget)  # a part that waits belongs to the field too
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(1)
        inner.addWidget(label(name, "small"))
        line = line_edit(f"{self._label}: {name}")
        inner.addWidget(line)
        self.lines[key], self._cells[key] = line, cell

    def _shown(self) -> list[str]:
        keys = list(self.lines)
        first = keys[:ALWAYS]
        return [key for key in keys if key in first or self.lines[key].text()]

    def _show_all(self) -> None:
        self._lay(list(self.lines))
        self._more.hide()
        later = next((key for key in self.lines if key not in list(self.lines)[:ALWAYS]), None)
        if later is not None:
            self.lines[later].setFocus()

    def _arrange(self) -> None:
        if self._more.isHidden() and len(self._shown()) < len(self.lines):
            self._lay(list(self.lines))
            return
        shown = self._shown()
        self._lay(shown)
        self._more.setVisible(len(shown) < len(self.lines))

    def _lay(self, shown: list[str]) -> None:
        """Two parts abreast, long ones over the whole width."""
        row = column = 0
        before: QWidget | None = None
        for key, cell in self._cells.items():
            self._grid.removeWidget(cell)
            cell.setVisible(key in shown)
            if key not in shown:
                continue
            if key in WIDE:
                row += 1 if column else 0
                self._grid.addWidget(cell, row, 0, 1, 2)
                row, column = row + 1, 0
            else:
                self._grid.addWidget(cell, row, column)
                row, column = (row + 1, 0) if column else (row, 1)
            if before is not None:
                QWidget.setTabOrder(before, self.lines[key])
            before = self.lines[key]
