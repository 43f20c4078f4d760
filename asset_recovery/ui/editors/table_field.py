"""A field of rows: a small table whose cells are read by type; assets are picked in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain import code_lists
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.editors.row_tables import RowColumn, title_of
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.schedule_rows import value_of
from asset_recovery.ui.typed_values import Read, read_date, read_number, read_share
from asset_recovery.ui.widgets.picker import Picker
from asset_recovery.ui.widgets.rows_edit import RowsEdit


class TableField:
    """Rows of typed columns; a column of assets has a picker above the table."""

    def __init__(self, spec: FieldSpec, columns: Sequence[RowColumn], given: Given) -> None:
        self._columns, self._given = tuple(columns), given
        self.widget = _Table(spec.label, self._columns, given)

    def read(self) -> Read:
        """The rows with their values, or what is wrong in the first row that cannot be read."""
        rows: list[dict[str, object]] = []
        for number, cells in enumerate(self.widget.table.value(), 1):
            row: dict[str, object] = {}
            for column in self._columns:
                if column.key not in cells:
                    continue
                read = self._cell(column, cells[column.key])
                if read.problem:
                    text = _("Row {number}, {column}: {problem}")
                    return Read(
                        problem=text.format(
                            number=number, column=title_of(column), problem=read.problem
                        )
                    )
                row[column.key] = read.value
            rows.append(row)
        return Read(rows or None)

    def fill(self, value: object) -> None:
        """Show rows."""
        rows = value if isinstance(value, list | tuple) else [value]
        self.widget.table.show_rows([self._shown(row) for row in rows if isinstance(row, Mapping)])

    def _shown(self, row: Mapping[str, object]) -> dict[str, object]:
        found = dict(row)
        for column in self._columns:
            if column.type == "choice" and (code := found.get(column.key)):
                found[column.key] = code_lists.label(column.codes, str(code))
        return found

    def _cell(self, column: RowColumn, text: str) -> Read:
        if column.type == "money":
            money, problem = value_of(text, self._given.currency)
            return Read(money.as_json() if isinstance(money, Money) else None, problem=problem)
        if column.type == "share":
            return read_share(text)
        if column.type == "decimal":
            return read_number(text, whole=False)
        if column.type == "date":
            read = read_date(text, self._given.today())
            day = read.value
            return Read(day.isoformat(), read.says) if isinstance(day, date) else read
        return _choice(column, text) if column.type == "choice" else Read(text)


def _choice(column: RowColumn, text: str) -> Read:
    """A code by its label or by itself."""
    known = code_lists.choices(column.codes)
    wanted = text.strip().casefold()
    for code, shown in known.items():
        if wanted in {code.casefold(), shown.casefold()}:
            return Read(code, shown)
    some = ", ".join(list(known.values())[:6])
    return Read(problem=_("none of the list. Choose one of: {some}.").format(some=some))


class _Table(QWidget):
    """The table, with a picker above it where a column holds assets."""

    edited = Signal()

    def __init__(self, name: str, columns: Sequence[RowColumn], given: Given) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        offers = {
            column.key: tuple(code_lists.choices(column.codes).values())
            for column in columns
            if column.type == "choice"
        }
        shown = [(column.key, title_of(column)) for column in columns]
        self.table = RowsEdit(name, shown, offers)
        self.table.edited.connect(self.edited)
        place = next((at for at, column in enumerate(columns) if column.type == "asset"), None)
        self.picker: Picker | None = None
        if place is not None:
            label = _("{name}: add an asset").format(name=name)
            self.picker = Picker(label, ("asset",), partial(given.pick, "asset"))
            self.picker.picked.connect(self._add)
            layout.addWidget(self.picker)
        layout.addWidget(self.table)
        self.setFocusProxy(self.picker or self.table)

    def _add(self, reference: str) -> None:
        if self.picker is not None:
            self.picker.line.clear()
        rows: list[dict[str, str]] = self.table.value()
        if all(row.get("asset") != reference for row in rows):
            self.table.show_rows([*rows, {"asset": reference}])
