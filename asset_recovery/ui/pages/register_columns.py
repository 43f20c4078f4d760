"""The columns of a register as a person wants them: widths and which are shown, remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView

from asset_recovery.i18n import _
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.widgets.table import Table


class RegisterColumns(QObject):
    """Dresses the table of a register and keeps what a person changes."""

    def __init__(self, table: Table, register: Register, preferences: Preferences) -> None:
        super().__init__(table)
        self._table, self._register, self._preferences = table, register, preferences

    def dress(self) -> None:
        """Widths and hidden columns as they were left, else as the register says."""
        name = self._register.name
        self._table.fit_columns(self._register.columns, self._preferences.widths(name))
        hidden = self._preferences.hidden(name)
        for place, column in enumerate(self._register.columns):
            shut = column.hidden if hidden is None else column.key in hidden
            self._table.setColumnHidden(place, shut)
        self._table.horizontalHeader().sectionResized.connect(self._keep_widths)

    def first(self) -> int:
        """The first column that is shown."""
        columns = range(len(self._register.columns))
        return next((at for at in columns if not self._table.isColumnHidden(at)), 0)

    def choose(self, at: QPoint) -> None:
        """Offer every column, ticked if it is shown, in a menu at a place of the screen."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self._register.columns):
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.toggled.connect(partial(self.show, place))
        menu.popup(at)

    def show(self, place: int, shown: bool) -> None:
        """Show or hide a column and remember it."""
        self._table.setColumnHidden(place, not shown)
        columns = enumerate(self._register.columns)
        hidden = {column.key for at, column in columns if self._table.isColumnHidden(at)}
        self._preferences.keep_hidden(self._register.name, hidden)

    def _keep_widths(self) -> None:
        header = self._table.horizontalHeader()
        widths = {
            column.key: header.sectionSize(place)
            for place, column in enumerate(self._register.columns)
            if header.sectionResizeMode(place) is QHeaderView.ResizeMode.Interactive
            and not self._table.isColumnHidden(place)
        }
        if self._table.isVisible():
            self._preferences.keep_widths(self._register.name, widths)
