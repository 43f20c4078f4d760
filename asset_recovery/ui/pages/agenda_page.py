"""Deadlines as a board by person and by case, and as a calendar; the control sheet and the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.deadlines import DayCount, DueWish, Lane
from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.due_cards import DueCards
from asset_recovery.ui.widgets.month_grid import MonthGrid
from asset_recovery.ui.widgets.plain import button, label

MODES = (("person", N_("By person")), ("case", N_("By case")), ("month", N_("Month")))
SPANS = ((7, N_("7 days")), (30, N_("30 days")), (90, N_("90 days")), (365, N_("a year")))
LANE = 268


class AgendaPage(Page):
    """What is due, read off the window's thread; hard terms stand first in every lane."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.mode = "person"
        self.lanes: list[DueCards] = []
        self.head = PageHead(_("Deadlines"))
        self.head.right.addWidget(button(_("List"), partial(desk.go, Place("deadlines"))))
        self.head.right.addWidget(button(_("Control sheet…"), self.print_page))
        self.head.right.addWidget(button(_("Calendar file…"), self._ask_calendar))
        self.head.right.addWidget(button(_("Set deadline…"), self._set, "primary"))
        self.layout_.addWidget(self.head)
        self.layout_.addLayout(self._bar())
        self.stack = QStackedWidget()
        self.stack.addWidget(self._board())
        self.stack.addWidget(self._month())
        self.layout_.addWidget(self.stack, 1)

    def trail(self) -> Trail:
        """Deadlines, of the office or of a case."""
        case = self.place.reference
        if not case:
            return [(_("Deadlines"), None)]
        return [
            (_("Cases"), Place("cases")),
            (case, Place("case", case)),
            (_("Deadlines"), None),
        ]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "What is due, by person, by case or by day; what the law sets stands first. Red is "
            "overdue or due within a day, amber within a week. Enter opens the record; M (or the "
            "menu key) extends, suspends or closes a deadline. In the month, arrows walk over the "
            "days and Page Up and Page Down turn it."
        )

    def case(self) -> str:
        """The case whose deadlines are shown."""
        return self.place.reference

    def panes(self) -> list[QWidget]:
        """The first lane, or the month and its day."""
        return [self.grid, self.of_day] if self.mode == "month" else [*self.lanes[:1]]

    def show_place(self, place: Place) -> None:
        """Show the deadlines of another case, or of the office."""
        changed = place.reference != self.place.reference
        super().show_place(place)
        if changed:
            self.reload()

    def reload(self) -> None:
        """Read what is shown."""
        if self.mode == "month":
            self._read_days(self.grid.days[0], self.grid.days[-1])
            self._read_day(self.grid.on)
        else:
            self._read_lanes()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.modes = QButtonGroup(self)
        for name, title in MODES:
            made = button(_(title), partial(self.show_mode, name), "chip")
            made.setCheckable(True)
            made.setChecked(name == self.mode)
            made.setVisible(name != "month" or not self.place.reference)
            self.modes.addButton(made)
            bar.addWidget(made)
        bar.addSpacing(12)
        self.span, self.binding = QComboBox(), QComboBox()
        self.span.setAccessibleName(_("Due within"))
        for days, title in SPANS:
            self.span.addItem(_(title), days)
        self.span.setCurrentIndex(1)
        self.binding.setAccessibleName(_("Binding"))
        for value, title in ((None, _("all")), (True, _("by law")), (False, _("reminders"))):
            self.binding.addItem(title, value)
        for text, box in ((_("Due within"), self.span), (_("Binding"), self.binding)):
            bar.addWidget(label(text, "second"))
            bar.addWidget(box)
            box.currentIndexChanged.connect(lambda _index: self.reload())
        bar.addStretch(1)
        return bar

    def _board(self) -> QWidget:
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("lanes")
        self._line = QHBoxLayout(holder)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self.area.setWidget(holder)
        return self.area

    def _month(self) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.grid = MonthGrid(self.desk.clock())
        self.month_title = label("", "heading")
        turn = QHBoxLayout()
        turn.addWidget(button("‹", lambda: self.grid.turn(-1), name=_("Previous month")))
        turn.addWidget(self.month_title)
        turn.addWidget(button("›", lambda: self.grid.turn(1), name=_("Next month")))
        turn.addWidget(button(_("Today"), lambda: self.grid.go_to(self.desk.clock())))
        turn.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(turn)
        left.addWidget(self.grid, 1)
        layout.addLayout(left, 3)
        right = QVBoxLayout()
        self.day_title = label("", "heading")
        right.addWidget(self.day_title)
        self.of_day = DueCards(_("What ends on the day"))
        self._connect(self.of_day)
        right.addWidget(self.of_day, 1)
        layout.addLayout(right, 1)
        self.grid.turned.connect(self._read_days)
        self.grid.chosen.connect(self._read_day)
        return holder

    def show_mode(self, name: str) -> None:
        """By person, by case, or the month."""
        self.mode = name
        self.stack.setCurrentIndex(1 if name == "month" else 0)
        for box in (self.span, self.binding):
            box.setEnabled(name != "month")
        if name == "month":
            self.grid.go_to(self.grid.on)
            self._read_days(self.grid.days[0], self.grid.days[-1])
            self.grid.setFocus()
        else:
            self._read_lanes()

    def wish(self) -> DueWish:
        """What is asked for now."""
        return DueWish(
            until=self.desk.clock() + timedelta(days=int(self.span.currentData())),
            case=self.place.reference,
            hard=self.binding.currentData(),
        )

    def _read_lanes(self) -> None:
        office, wish, by = self.desk.office, self.wish(), self.mode
        self.head.quiet.setText(_("reading…"))
        self.desk.commands.read(
            lambda: office.due_lanes(by, wish), partial(self._show_lanes, by), self
        )

    def _show_lanes(self, by: str, found: Sequence[Lane]) -> None:
        if by != self.mode:
            return
        clear(self._line)
        self.lanes = []
        for lane in found:
            self._line.addWidget(self._lane(by, lane))
        if not found:
            self._line.addWidget(label(_("Nothing is due."), "second"))
        self._line.addStretch(1)
        count, late = sum(lane.count for lane in found), sum(lane.late for lane in found)
        text = _("{count} due, {late} overdue")
        self.head.quiet.setText(text.format(count=words.count(count), late=words.count(late)))

    def _lane(self, by: str, lane: Lane) -> QWidget:
        made = QFrame()
        made.setObjectName("lane")
        made.setFixedWidth(LANE)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(6, 8, 6, 6)
        layout.setSpacing(6)
        name = words.code(lane.name) if by == "person" else lane.name
        name = name or _("Nobody named")
        title = label(words.visible(lane.title or name), "heading")
        title.setMaximumWidth(LANE - 16)
        layout.addWidget(title)
        said = _("{count} due, {late} overdue").format(
            count=words.count(lane.count), late=words.count(lane.late)
        )
        if lane.title and lane.title != name:
            said = f"{name} · {said}"
        layout.addWidget(label(said, "second"))
        cards = DueCards(f"{name}: {said}", lane.rows)
        self._connect(cards)
        self.lanes.append(cards)
        layout.addWidget(cards, 1)
        if lane.count > len(lane.rows):
            rest = _("All {count}…").format(count=words.count(lane.count))
            layout.addWidget(button(rest, partial(self.all_of, by, lane.name), "link"))
        return made

    def all_of(self, by: str, name: str) -> None:
        """The list of everything in a lane; the lane without a name is that of nobody."""
        from asset_recovery.domain.registers import Filter, View

        until = self.wish().until.isoformat()
        due = Filter("due", "<=", until)
        if name:
            view = View((Filter(by, "=", name), due), "due")
        else:
            view = View((due,), "due", where=f"{by} is unknown")
        self.desk.go(Place("deadlines", view=view))

    def _connect(self, cards: DueCards) -> None:
        cards.opened.connect(self._open)
        cards.asked.connect(self._offer)
        cards.walked.connect(partial(self._walk, cards))

    def _walk(self, cards: DueCards, step: int) -> None:
        """To the lane beside."""
        if cards not in self.lanes:
            return
        at = self.lanes.index(cards) + step
        if 0 <= at < len(self.lanes):
            beside = self.lanes[at]
            row = max(cards.currentIndex().row(), 0)
            last = len(beside.cards.rows) - 1
            beside.setCurrentIndex(beside.cards.index(max(min(row, last), 0)))
            beside.setFocus()
            self.area.ensureWidgetVisible(beside, 8, 0)

    def _open(self, row: DeadlineRow) -> None:
        self.desk.go_to_any(row.record, row.case or "")

    def _offer(self, row: DeadlineRow, at: QPoint) -> None:
        """What can be done with a deadline."""
        from PySide6.QtWidgets import QMenu

        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open {record}").format(record=row.record), partial(self._open, row))
        menu.addSeparator()
        named = {"deadline": row.reference}
        steps: list[tuple[str, str, dict[str, object]]] = [
            ("close_deadline", _("Close…"), dict(named)),
            ("extend_deadline", _("Extend…"), dict(named)),
        ]
        if row.state == "suspended":
            steps.append(("resume_deadline", _("Resume…"), dict(named)))
        else:
            steps.append(("suspend_deadline", _("Suspend…"), dict(named)))
        if row.code != "deadline":
            subject = row.reference.removeprefix(f"{row.code} {row.record}").strip()
            beside = {"to": row.record, "title": row.title, "term": row.code}
            steps.append(
                (
                    "set_deadline",
                    _("Set another date beside it…"),
                    {**beside, **({"subject": subject} if subject else {})},
                )
            )
        for action, title, given in steps:
            menu.addAction(title, partial(self.desk.open_editor, action, given, self))
        menu.popup(at)

    def _set(self) -> None:
        given = {"to": self.place.reference} if self.place.reference else {}
        self.desk.open_editor("set_deadline", given, self)

    def _read_days(self, first: date, last: date) -> None:
        office = self.desk.office
        self.month_title.setText(self.grid.title())
        self.desk.commands.read(lambda: office.due_days(first, last), self._show_days, self)

    def _show_days(self, found: Sequence[DayCount]) -> None:
        self.grid.show_counts(found)
        count = sum(day.hard + day.soft for day in found)
        self.head.quiet.setText(_("{count} in these weeks").format(count=words.count(count)))

    def _read_day(self, on: date) -> None:
        office = self.desk.office
        self.month_title.setText(self.grid.title())
        self.day_title.setText(words.long_day(on))
        self.desk.commands.read(lambda: office.due_of_day(on), self.of_day.show_rows, self)

    def print_page(self) -> None:
        """Write the control sheet of what is asked for."""
        name = f"control sheet {self.desk.clock().isoformat()}.pdf"
        self.desk.dialogs.ask_save(_("Control sheet"), name, partial(self._write, "pdf"))

    def _ask_calendar(self) -> None:
        name = f"deadlines {self.desk.clock().isoformat()}.ics"
        self.desk.dialogs.ask_save(_("Calendar file"), name, partial(self._write, "ics"))

    def _write(self, kind: str, path: Path) -> None:
        office, wish = self.desk.office, self.wish()
        self.desk.commands.read(
            lambda: office.write_deadlines(kind, wish, path),
            lambda count: self.desk.commands.said.emit(
                _("{count} deadlines in {file}").format(count=words.count(count), file=path.name)
            ),
            self,
        )
