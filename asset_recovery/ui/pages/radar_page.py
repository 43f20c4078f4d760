"""The request radar: open requests by age and State, answer times, amounts, refusals."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from asset_recovery.domain.radar_facts import AGES, RadarFacts, RadarGround, RadarLine, age_where
from asset_recovery.domain.registers import Filter, RequestRow, View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import radar_columns as columns
from asset_recovery.ui.models.request_columns import is_awaited
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear, column
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable

LETTER = "LET-REM"
MOST_OFFERED = 20  # letters in one menu; the list of the State has all of them


class RadarPage(Page):
    """Every figure opens the requests behind it."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(_("Request radar"), words.long_day(desk.clock()))
        for page, title in (("states", _("State sheets")), ("authorities", _("Authorities"))):
            self.head.right.addWidget(button(title, partial(desk.go, Place(page))))
        self.layout_.addWidget(self.head)
        self.body = column()
        self.layout_.addWidget(self.body, 1)

    def trail(self) -> Trail:
        """Requests ▸ radar."""
        return [(_("Requests"), Place("requests")), (_("Radar"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Requests that are open, by their age in days since they were sent or received. "
            "Click a number, or open a line, for the requests behind it; a click on its last "
            "column, or Space, writes the letter that reminds. Times are the median and the "
            "ninetieth percentile of what was answered; what still waits is only counted."
        )

    def reload(self) -> None:
        """Count anew."""
        self.desk.commands.read(self.desk.office.states.radar, self.show_radar, self)

    def show_radar(self, found: RadarFacts) -> None:
        """The numbers by age, then the lists."""
        layout = self.body.layout()
        assert layout is not None  # noqa: S101 - a column has one
        clear(layout)
        ages = QWidget()
        line = QHBoxLayout(ages)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for way, title in (("out", _("Open requests to other States")),
                           ("in", _("Open requests from other States"))):  # fmt: skip
            line.addWidget(self._ages(found, way, title))
        empty = _("No request was sent or received yet.")
        states = self._states(found, empty)
        kinds = list_card(_("How long an outcome takes, by kind"), columns.KINDS, found.kinds)
        none = _("Nothing was refused.")
        grounds = list_card(
            _("Refusals by ground"), columns.GROUNDS, found.grounds, self._open_ground, none
        )
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        beside.addWidget(kinds, 3, top)  # the names of the kinds are long
        beside.addWidget(grounds, 2, top)
        layout.addWidget(stacked(ages, states, both))

    def _states(self, found: RadarFacts, empty: str) -> Card:
        """The States; the last column writes a reminder, as Space does."""
        card = list_card(_("By State"), columns.COLUMNS, found.lines, self._open_line, empty)
        at = next(i for i, one in enumerate(columns.COLUMNS) if one.key == columns.REMIND)
        for table in card.findChildren(ShortTable):
            table.setMouseTracking(True)
            table.previewed.connect(lambda row: self.remind(found.lines[row]))
            table.clicked.connect(
                lambda index: self.remind(found.lines[index.row()]) if index.column() == at else 0
            )
        return card

    def remind(self, line: RadarLine) -> None:
        """Write the letter on the one request that waits, or ask on which of them."""
        if not columns.is_reminded(line):
            return
        view, office = open_view(line.direction, line.country), self.desk.office

        def read() -> list[RequestRow]:
            return list(office.source("requests").page(view, None, 0, MOST_OFFERED))

        self.desk.commands.read(read, self._offer_letters, self)

    def _offer_letters(self, rows: list[RequestRow]) -> None:
        awaited = [row for row in rows if is_awaited(row)]
        if len(awaited) == 1:
            self._write(awaited[0].reference)
        elif awaited:
            menu = self.letters(awaited)
            menu.popup(self.cursor().pos())

    def letters(self, rows: list[RequestRow]) -> QMenu:
        """A menu with the letter of each request, the oldest first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in rows:
            text = _("{request}, {state}, made {day}…").format(
                request=row.reference, state=words.of("request_states", row.state).lower(),
                day=words.day(row.made_on),
            )  # fmt: skip
            menu.addAction(text, partial(self._write, row.reference))
        return menu

    def _write(self, reference: str) -> None:
        self.desk.go(Place("dossier", reference, f"form:{LETTER}"))

    def _ages(self, found: RadarFacts, way: str, title: str) -> Card:
        counts = found.open(way)
        card = Card(title)
        card.head.addStretch(1)
        card.head.addWidget(label(words.count(sum(counts)), "title"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, count in enumerate(counts):
            name = _("{age} days").format(age=columns.AGE_NAMES[place])
            text = f"{name}\n{words.count(count)}"
            go = partial(self.desk.go, Place("requests", view=open_view(way, place=place)))
            said = _("{number} requests, {age}").format(number=count, age=name)
            chip = button(text, go, "", said)
            chip.setEnabled(count > 0)
            chip.setMinimumHeight(46)
            row.addWidget(chip, 1)
        card.body.addLayout(row)
        return card

    def _open_line(self, line: RadarLine) -> None:
        self.desk.go(Place("requests", view=open_view(line.direction, line.country)))

    def _open_ground(self, line: RadarGround) -> None:
        where = "state = 'refused'"
        if line.ground:
            where = f"ground contains '{line.ground}'"
        filters = _filters(line.direction, line.country)
        self.desk.go(Place("requests", view=View(filters, "made_on", True, where)))


def open_view(direction: str, country: str = "", place: int | None = None) -> View:
    """The open requests of a direction, of a State, of a class of age."""
    where = "open = true"
    if place is not None and 0 <= place < len(AGES):
        where = f"{where} and {age_where(place)}"
    return View(_filters(direction, country), "made_on", descending=False, where=where)


def _filters(direction: str, country: str) -> tuple[Filter, ...]:
    found = [Filter("direction", "=", direction)]
    if country:
        found.append(Filter("country", "=", country))
    return tuple(found)
