"""The grid of the asset schedule: edited in place, ticked, with its faults in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from asset_recovery.i18n import _
from asset_recovery.ui.models.column import LEFT, LOOK_ROLE, RIGHT, TONE_ROLE
from asset_recovery.ui.schedule_rows import CELLS, TITLES, ScheduleRow, edited, faults, new_row

TICK, NUMBER, REFERENCE, STATE = range(4)
FIRST_CELL = 4
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ScheduleModel(QAbstractTableModel):
    """Rows of a case; `changed` says that something was typed, pasted or ticked."""

    changed = Signal()

    def __init__(self, types: Mapping[str, str], currency: str) -> None:
        super().__init__()
        self.rows: list[ScheduleRow] = []
        self._types, self.currency = types, currency
        self._faults: list[dict[str, str]] = []

    def show_rows(self, rows: Sequence[ScheduleRow]) -> None:
        """Show these rows from now on."""
        self.beginResetModel()
        self.rows = list(rows)
        self._judge()
        self.endResetModel()
        self.changed.emit()

    def add(self, pasted: Sequence[Mapping[str, str]]) -> None:
        """Put new rows at the end."""
        number = max((row.number for row in self.rows), default=0)
        new = [new_row(number + place, cells) for place, cells in enumerate(pasted, 1)]
        self.show_rows([*self.rows, *new])

    def remove_new(self, position: int) -> None:
        """Take out a row that is not registered yet."""
        if 0 <= position < len(self.rows) and self.rows[position].is_new:
            self.show_rows([row for at, row in enumerate(self.rows) if at != position])

    def fault_list(self) -> list[tuple[int, str]]:
        """(number of the row, what is wrong), in order."""
        return [
            (row.number, f"{_(TITLES[name])}: {text}")
            for row, found in zip(self.rows, self._faults, strict=True)
            for name, text in found.items()
        ]

    def pending(self) -> tuple[list[ScheduleRow], list[ScheduleRow]]:
        """(new rows, changed rows)."""
        new = [row for row in self.rows if row.is_new]
        return new, [row for row in self.rows if not row.is_new and row.changed]

    def ticked(self) -> list[str]:
        """The references of the ticked assets on file."""
        return [row.reference for row in self.rows if row.ticked and row.reference]

    def tick_all(self) -> None:
        """Tick every asset on file, or none if all are."""
        on = not all(row.ticked for row in self.rows if row.reference)
        self.show_rows([replace(row, ticked=on and bool(row.reference)) for row in self.rows])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else FIRST_CELL + len(CELLS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST_CELL else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, place)
        if role == Qt.ItemDataRole.CheckStateRole and place == TICK and row.reference:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == LOOK_ROLE:
            return self._look(index)
        if role == TONE_ROLE:
            return "bad" if self.fault_at(index) else "plain"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if place == NUMBER or self._name(place) == "value" else LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, place = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and place == TICK:
            on = Qt.CheckState(value) is Qt.CheckState.Checked
            self.rows[index.row()] = replace(row, ticked=on)
        elif role == Qt.ItemDataRole.EditRole and place >= FIRST_CELL:
            self.rows[index.row()] = edited(row, self._name(place), str(value))
            self._faults[index.row()] = faults(self.rows[index.row()], self._types, self.currency)
        else:
            return False
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            fixed = ("✓", _("No."), _("Asset"), _("State"))
            return fixed[section] if section < FIRST_CELL else _(TITLES[self._name(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == NUMBER or self._name(section) == "value" else LEFT
        return None

    def fault_at(self, index: Index) -> str:
        """What is wrong with a cell, or nothing."""
        return self._faults[index.row()].get(self._name(index.column()), "")

    @staticmethod
    def _name(place: int) -> str:
        return CELLS[place - FIRST_CELL] if place >= FIRST_CELL else ""

    def _text(self, row: ScheduleRow, place: int) -> str:
        if place >= FIRST_CELL:
            return row.cells.get(self._name(place), "")
        return {NUMBER: str(row.number), REFERENCE: row.reference or _("new"),
                STATE: row.state}.get(place, "")  # fmt: skip

    def _look(self, index: Index) -> str:
        row, name = self.rows[index.row()], self._name(index.column())
        if self.fault_at(index):
            return "tag"
        if name and not row.is_new and name in row.changed:
            return "strong"
        return "text" if name in {"description", "value"} else "second"

    def _judge(self) -> None:
        self._faults = [faults(row, self._types, self.currency) for row in self.rows]
