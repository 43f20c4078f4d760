"""A month as a grid of days with what ends on each; arrows walk, Page Up and Down turn it."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from asset_recovery.domain.deadlines import AMBER, RED, YELLOW, DayCount
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.theme import current_tokens

WEEKS, DAYS = 6, 7
_MONTHS = 12


class MonthGrid(QTableWidget):
    """Six weeks from Monday. Emits `chosen(day)` as one walks and `turned(first, last)`."""

    chosen = Signal(object)
    turned = Signal(object, object)

    def __init__(self, today: date) -> None:
        super().__init__(WEEKS, DAYS)
        self.today, self.on = today, today
        self._counts: dict[date, DayCount] = {}
        self.setAccessibleName(_("Month"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        self.setHorizontalHeaderLabels(names)
        self.currentCellChanged.connect(self._walked)

    @property
    def days(self) -> list[date]:
        """The days that are shown, from a Monday on."""
        first = next(Calendar().itermonthdates(self.on.year, self.on.month))
        return [first + timedelta(days=place) for place in range(WEEKS * DAYS)]

    def title(self) -> str:
        """March 2026."""
        return QLocale().toString(QDate(self.on.year, self.on.month, 1), "MMMM yyyy")

    def go_to(self, on: date) -> None:
        """Show the month of a day and choose the day."""
        before, self.on = self.on, on
        if (before.year, before.month) != (on.year, on.month) or self.item(0, 0) is None:
            self._counts = {}
            self._fill()
            self.turned.emit(self.days[0], self.days[-1])
        place = self.days.index(on)
        self.setCurrentCell(place // DAYS, place % DAYS)
        self.chosen.emit(on)

    def turn(self, months: int) -> None:
        """The same day some months on, or the last of a shorter month."""
        place = self.on.year * _MONTHS + self.on.month - 1 + months
        year, month = divmod(place, _MONTHS)
        _weekday, last = monthrange(year, month + 1)
        self.go_to(date(year, month + 1, min(self.on.day, last)))

    def show_counts(self, counts: Iterable[DayCount]) -> None:
        """Write beside each day what ends on it."""
        self._counts = {one.on: one for one in counts}
        self._fill()

    def _fill(self) -> None:
        tokens = current_tokens()
        self.blockSignals(True)
        for place, on in enumerate(self.days):
            found = self._counts.get(on)
            item = QTableWidgetItem(_text(on, found))
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            tone = self._tone(on, found)
            ink, ground = tokens.tone(tone)
            if found is not None:
                item.setBackground(QColor(ground))
                item.setForeground(QColor(ink if tone != "plain" else tokens.ink))
            elif on.month != self.on.month:
                item.setForeground(QColor(tokens.second))
            if on == self.today:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words.day(on)}: {_said(found)}")
            self.setItem(place // DAYS, place % DAYS, item)
        self.blockSignals(False)

    def _tone(self, on: date, found: DayCount | None) -> str:
        if found is None:
            return "plain"
        left = (on - self.today).days
        for tone, most in (("bad", RED), ("attention", AMBER), ("accent", YELLOW)):
            if left <= most:
                return tone
        return "plain"

    def _walked(self, row: int, column: int, _row: int, _column: int) -> None:
        if row < 0 or column < 0:
            return
        on = self.days[row * DAYS + column]
        if on.month == self.on.month:
            self.on = on
            self.chosen.emit(on)
        else:
            self.go_to(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        days = {Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        day = days.get(Qt.Key(event.key()))
        if step is not None:
            self.turn(step)
        elif day is not None:
            back = self.isRightToLeft() and abs(day) == 1
            self.go_to(self.on + timedelta(days=-day if back else day))
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(self.today)
        else:
            super().keyPressEvent(event)


def _text(on: date, found: DayCount | None) -> str:
    if found is None:
        return str(on.day)
    lines = [str(on.day)]
    if found.hard:
        lines.append(_("{count} by law").format(count=words.count(found.hard)))
    if found.soft:
        lines.append(_reminders(found.soft))
    return "\n".join(lines)


def _said(found: DayCount | None) -> str:
    if found is None:
        return _("nothing ends")
    return ", ".join(_text(found.on, found).split("\n")[1:])


def _reminders(number: int) -> str:
    if number == 1:
        return _("1 reminder")
    return _("{count} reminders").format(count=words.count(number))
