"""The fields of the asset's type: they change as the type is chosen, group by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.asset_types import TypeField, asset_types, field_groups
from asset_recovery.i18n import _
from asset_recovery.ui.editors.field_control import FieldControl
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.plain import button, label

Make = Callable[[FieldSpec], FieldControl]


class DetailsField:
    """A control for each field of the chosen type; what was typed stays where the types share it.

    `read` gives what is filled in, and null for what stood there and was emptied.
    """

    def __init__(self, make: Make) -> None:
        self.widget = QWidget()
        self._make = make
        self._layout = QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._code = ""
        self._openers: dict[str, QPushButton] = {}
        self._before: dict[str, object] = {}
        self.controls: dict[str, FieldControl] = {}
        self.rows: dict[str, EditorRow] = {}
        self._draw()

    def show_type(self, code: str) -> None:
        """Show the fields of this type from now on."""
        if code == self._code:
            return
        typed = {name: control.read().value for name, control in self.controls.items()}
        self._code = code
        self._draw()
        self._put({**self._before, **{key: one for key, one in typed.items() if one is not None}})

    def read(self) -> Read:
        """Everything that is filled in, or the first problem."""
        found: dict[str, object] = {}
        first = ""
        for key, control in self.controls.items():
            read = control.read()
            self.rows[key].show_problem(read.problem)
            if read.problem:
                self._openers[key].setChecked(True)
            if read.problem and not first:
                first = f"{self.rows[key].title.text()}: {read.problem}"
            if read.value is not None:
                found[key] = read.value
            elif self._before.get(key) is not None:
                found[key] = None
        return Read(problem=first) if first else Read(found or None)

    def fill(self, value: object) -> None:
        """Show the details of an asset."""
        if isinstance(value, Mapping):
            self._before = {key: one for key, one in value.items() if one is not None}
            self._put(value)

    def _put(self, values: Mapping[str, object]) -> None:
        for key, one in values.items():
            if key in self.controls and one is not None:
                self._openers[key].setChecked(True)
                shown = ("yes" if one else "no") if isinstance(one, bool) else one
                self.controls[key].fill(shown)

    def _draw(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.controls, self.rows, self._openers = {}, {}, {}
        self.widget.setFocusProxy(None)  # type: ignore[arg-type]
        kind = asset_types().get(self._code)
        if kind is None:
            self._layout.addWidget(label(_("Choose the type to see its fields."), "small"))
            return
        for group, name in field_groups().items():
            fields = [one for one in kind.fields if one.group == group]
            if fields:
                self._draw_group(_(name), fields)

    def _draw_group(self, name: str, fields: list[TypeField]) -> None:
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(12, 0, 0, 0)
        inner.setSpacing(10)
        for one in fields:
            spec = _spec(one)
            control = self._make(spec)
            row = EditorRow(spec.label, control.widget, "", spec.help)
            self.controls[one.key], self.rows[one.key] = control, row
            inner.addWidget(row)
        title = f"{name} ({len(fields)})"
        opener = button(f"{title} ▸", role="link")
        opener.setAccessibleName(_("Show the fields of {group}").format(group=name))
        opener.setCheckable(True)
        opener.toggled.connect(partial(_toggle, holder, opener, title))
        holder.hide()
        self._layout.addWidget(opener)
        self._layout.addWidget(holder)
        self._openers |= dict.fromkeys((one.key for one in fields), opener)
        if self.widget.focusProxy() is None:
            self.widget.setFocusProxy(opener)


def _toggle(holder: QWidget, opener: QPushButton, title: str, shown: bool) -> None:
    holder.setVisible(shown)
    opener.setText(f"{title} {'▾' if shown else '▸'}")


def _spec(one: TypeField) -> FieldSpec:
    """The field as the controls of editors take it; yes or no may also be left open."""
    named = _(one.label) + (f" ({one.unit})" if one.unit else "")
    kind, choices = one.type, tuple((code, _(text)) for code, text in one.choices.items())
    if one.type == "bool":
        kind, choices = "choice", (("yes", _("yes")), ("no", _("no")))
    if one.type == "table":
        kind = "rows"
        choices = tuple((column, _column(column)) for column in one.columns)
    return FieldSpec(one.key, named, kind, False, choices, _(one.help) if one.help else "")


def _column(key: str) -> str:
    return _(key.replace("_", " ").capitalize())
