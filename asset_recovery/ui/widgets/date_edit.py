"""A field for a date: takes today, +14d, 2 Mar 2026 or ISO and shows what was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.typed_values import Read, read_date
from asset_recovery.ui.widgets.plain import label, line_edit


class DateEdit(QWidget):
    """A day; the clock is given, so that `today` is the office's day."""

    edited = Signal()

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.line = line_edit(name, _("today, +14d, 2 Mar 2026"))
        self.understood = label("", "understood")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.line)
        layout.addWidget(self.understood)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._show)
        self.understood.hide()

    def read(self) -> Read:
        """What is typed now; its value is a `date`."""
        return read_date(self.line.text(), self._today())

    def show_day(self, value: date) -> None:
        """Fill the field."""
        self.line.setText(words.day(value))

    def _show(self) -> None:
        found = self.read()
        self.understood.setText(found.says)
        self.understood.setVisible(bool(found.says) and found.says != self.line.text())
        self.edited.emit()
