"""The first page: what is due, what waits for approval, what changed, what costs too much."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.registers import ApprovalRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.deadline_columns import left, left_tone
from asset_recovery.ui.office import TodayView
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.value_tab import VALUATIONS_DUE
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.charts import Bars
from asset_recovery.ui.widgets.plain import button, hairline, label
from asset_recovery.ui.widgets.table import ShortTable

DUE = (
    Column("left", N_("Left"), left, look="tag", tone=left_tone, width=104),
    Column("title", N_("What"), lambda d: words.visible(d.title), width=0),
    Column("hard", N_("Binding"), lambda d: _("by law") if d.hard else "", width=70),
    Column("record", N_("Record"), lambda d: d.record, look="second", width=154),
    Column("case", N_("Case"), lambda d: d.case or "", look="second", width=110),
)
CHANGED = (
    Column("at", N_("When"), lambda e: words.moment(e.recorded_at), look="second", width=152),
    Column("title", N_("What"), lambda e: words.visible(e.title), width=0),
    Column("record", N_("Record"), lambda e: e.record, look="second", width=154),
)


def keeping_tone(permille: int) -> str:
    """A third of the value and more is bad."""
    return "bad" if permille >= 333 else "attention"


KEEPING = (
    Column("what", N_("Asset"), lambda k: words.visible(k[1]), width=0),
    Column("share", N_("Cost"), lambda k: words.percent(k[2]), look="tag",
           tone=lambda k: keeping_tone(k[2]), width=84),
)  # fmt: skip
SHOWN = 12


class TodayPage(Page):
    """I always know what is next; each line opens the record that it speaks of."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(words.long_day(desk.clock()))
        self.layout_.addWidget(self.head)
        body = QWidget()
        both = QHBoxLayout(body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for part, stretch in ((self._left, 19), (self._right, 10)):
            part.setSpacing(12)
            both.addLayout(part, stretch)
        self.layout_.addWidget(scrolling(body), 1)

    def trail(self) -> Trail:
        """Today."""
        return [(_("Today"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "What needs you: deadlines by date, decisions that wait for you as second person, "
            "and what changed in your cases. Each line opens its record."
        )

    def reload(self) -> None:
        """Read the day anew."""
        self.desk.commands.read(self.desk.office.today, self.show_today, self)

    def show_today(self, view: TodayView) -> None:
        """Show the day."""
        number = sum(d.days_left <= 7 for d in view.due) + len(view.approvals)
        self.head.title.setText(words.long_day(self.desk.clock()))
        self.head.quiet.setText(
            _("Nothing needs you today.") if not number
            else _("1 thing needs you") if number == 1
            else _("{number} things need you").format(number=number)
        )  # fmt: skip
        for part in (self._left, self._right):
            clear(part)
        self._left.addWidget(self._due(view))
        self._left.addWidget(self._approvals(view.approvals))
        self._left.addWidget(self._changed(view))
        self._left.addStretch(1)
        self._right.addWidget(self._funnel(view))
        self._right.addWidget(self._keeping(view))
        self._right.addStretch(1)

    def _due(self, view: TodayView) -> Card:
        card = Card(_("Due and overdue"))
        if not view.due:
            card.add(label(_("Nothing is due."), "second"))
            return card
        rows = sorted(view.due, key=lambda d: (not d.hard, d.due))[:SHOWN]
        table = ShortTable(_("Due and overdue"), DUE, rows, headed=False)
        table.opened.connect(lambda at: self._open_record(rows[at].record, rows[at].case))
        card.add(table)
        if len(view.due) > SHOWN:
            more = _("All {number} deadlines").format(number=len(view.due))
            card.add(button(more, partial(self.desk.go, Place("deadlines")), "link"))
        return card

    def _approvals(self, rows: tuple[ApprovalRow, ...]) -> Card:
        card = Card(_("Waiting for your approval"))
        if not rows:
            card.add(label(_("Nothing waits for you."), "second"))
        for row in rows[:6]:
            line = QHBoxLayout()
            line.setContentsMargins(8, 1, 4, 1)
            line.addWidget(label(words.visible(row.title)), 1)
            asked = _("asked {day}").format(day=words.day(row.asked_on))
            line.addWidget(label(asked, "second"))
            line.addSpacing(18)
            look = partial(self.desk.go, Place("approvals", row.reference))
            name = _("Look at {title}").format(title=row.title)
            line.addWidget(button(_("Look"), look, name=name))
            card.body.addLayout(line)
            card.add(hairline())
        return card

    def _changed(self, view: TodayView) -> Card:
        card = Card(_("Changed in your cases"))
        if not view.changed:
            card.add(label(_("Nothing changed since you last looked."), "second"))
            return card
        rows = view.changed[:SHOWN]
        table = ShortTable(_("Changed in your cases"), CHANGED, rows, headed=False)
        table.opened.connect(lambda at: self._open_record(rows[at].record, None))
        card.add(table)
        return card

    def _funnel(self, view: TodayView) -> Card:
        title = _("From identified to distributed")
        card = Card(title)
        bars = [
            (f"{_(text)}  {words.money(money)} · {words.percent(share)}", share)
            for text, money, share in view.funnel
        ]
        notes = [words.kinds(kinds, short=True, most=2) for kinds in view.funnel_kinds]
        card.add(Bars(title, bars, notes) if bars else label(_("No figures yet."), "second"))
        return card

    def _keeping(self, view: TodayView) -> Card:
        card = Card(_("Keeping cost against value"))
        card.head.addStretch(1)
        due = partial(self.desk.go, VALUATIONS_DUE)
        card.head.addWidget(button(_("Valuations due"), due, "link"))
        if not view.keeping:
            card.add(label(_("No asset costs more than its warning share."), "second"))
            return card
        rows = view.keeping[:SHOWN]
        table = ShortTable(_("Keeping cost against value"), KEEPING, rows, headed=False)
        table.opened.connect(lambda at: self.desk.go_to("asset", rows[at][0]))
        card.add(table)
        card.add(label(_("Enter opens the asset with its value and cost."), "small"))
        return card

    def _open_record(self, record: str, case: str | None) -> None:
        self.desk.go_to_any(record, case or "")
