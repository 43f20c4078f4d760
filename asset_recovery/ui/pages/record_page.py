"""What record pages share: read with the case, tabs, the panel of what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from asset_recovery.domain.case_file import CaseFile, DeadlineFacts
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk, Opened
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.navigation import BELONGS, PAGES
from asset_recovery.ui.pages.page import Page, Trail, scrolling
from asset_recovery.ui.place import Place
from asset_recovery.ui.record_values import values_on_file
from asset_recovery.ui.step_order import DECISIONS, Ranked, done_steps, next_step, rank
from asset_recovery.ui.then import held_sentence
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.due_list import DueList
from asset_recovery.ui.widgets.history_table import HistoryTable
from asset_recovery.ui.widgets.obstacle_list import ObstacleList
from asset_recovery.ui.widgets.plain import button, hairline, label, tip
from asset_recovery.ui.widgets.table import ShortTable
from asset_recovery.ui.widgets.tabs import Builder, Tabs

PANEL = 344


class RecordPage(Page):
    """A record and its case; subclasses say what is shown of it."""

    kind = ""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.file: CaseFile | None = None
        self.steps: tuple[StepOption, ...] = ()
        self.ranked = Ranked()
        self.tabs: Tabs | None = None
        self._panel: QWidget | None = None
        self.steps_list = ObstacleList()
        self.steps_list.taken.connect(self.take)
        self._message = label("", "second", wrap=True)
        self.layout_.addWidget(self._message)
        self._message.hide()
        self._again = button(_("Try again"), self.reload)
        self._again.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.layout_.addWidget(self._again)
        self._again.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.layout_.addLayout(self.body, 1)

    def reload(self) -> None:
        """Read the record and its case anew."""
        self.desk.read_record(self.kind, self.place.reference, self._opened, self._lost, self)

    def marking(self) -> str:
        """The marking of the case."""
        return self.file.case.classification if self.file else self.desk.facts.classification

    def case(self) -> str:
        """The case of the record."""
        return self.file.case.reference if self.file else ""

    def note(self) -> str:
        """When it was read and where the journal stood."""
        if self.file is None:
            return ""
        seq = words.count(self.file.head.seq)
        return _("read {at} · journal entry {seq}").format(
            at=words.moment(self.file.read_at), seq=seq
        )

    def case_trail(self) -> Trail:
        """Cases, then the case of this record."""
        if self.file is None:
            register = BELONGS[self.kind]
            title = _(dict(PAGES)[register])
            start: Trail = [(title, Place(register))]
            # Pages of what lies in a case end their way with the record itself.
            own: Trail = [(self.place.reference, None)]
            return [*start, *own] if self.kind in {"case", "asset"} else start
        case = self.file.case
        title = f"{case.reference} {case.title}"
        return [(_("Cases"), Place("cases")), (title, Place("case", case.reference))]

    def take(self, action: str, given: object) -> None:
        """Open the editor of a step for this record; a decision has a page of its own."""
        filled = dict(given) if isinstance(given, Mapping) else {}
        if action in DECISIONS:
            self.desk.go(Place("approvals", str(filled.get("what") or "")))
            return
        if self.file is not None:
            filled.setdefault("case", self.file.case.reference)
        filled.setdefault(self.kind, self.place.reference)
        on_file = self.on_file(action, filled)
        self.desk.open_editor(action, filled, self, on_file=on_file)

    def on_file(self, action: str, given: Mapping[str, object]) -> Mapping[str, object]:
        """What the record says, where the step changes it: its editor opens with that."""
        if self.file is None:
            return {}
        return values_on_file(self.file, action, given)

    def show_record(self, file: CaseFile) -> None:
        """Show the record; subclasses build here."""
        raise NotImplementedError

    def _opened(self, opened: Opened) -> None:
        self.file, self.steps = opened.file, opened.steps
        done = done_steps(self.kind, self.place.reference, opened.file)
        self.ranked = rank(self.kind, opened.steps, done, opened.file.case.route)
        self._message.hide()
        self._again.hide()
        self.show_record(opened.file)
        self.steps_list.show_ranked(self.ranked, self._names(opened.file))
        self.moved.emit()

    def _lost(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(True)
        self._again.setVisible(not self.file)
        if self.file is None:
            self.empty()
            self.body.addStretch(1)  # what is said stands at the top, not in the middle of nothing
        self.moved.emit()

    def primary(self) -> QPushButton:
        """The first step that may be taken, as the one primary button of the page."""
        if self.desk.then is not None:
            made = button(_("No step on an earlier day"), role="primary")
            made.setEnabled(False)
            tip(made, held_sentence())
            return made
        step = next_step(self.ranked)
        if step is None:
            return blocked_button(self.ranked)
        return button(f"{step.title}…", lambda: self.take(step.action, dict(step.given)), "primary")

    def side_panel(self, deadlines: Sequence[DeadlineFacts]) -> Card:
        """What can be done now, and the deadlines, at the right."""
        panel = Card(_("What can be done now"))
        panel.setMinimumWidth(PANEL - 40)
        if self.desk.then is not None:
            panel.add(label(held_sentence(), "note", "attention", wrap=True))
        self.steps_list = ObstacleList()
        self.steps_list.taken.connect(self.take)
        area = scrolling(self.steps_list)
        panel.add(self.steps_list.box)
        panel.add(area, 3)
        panel.add(hairline())
        panel.add(label(_("Deadlines"), "heading"))
        panel.add(DueList(deadlines))
        add = button(_("Set deadline…"), lambda: self.take("set_deadline", self._to()), "link")
        panel.add(add)
        for widget in (area, add):
            widget.setVisible(self.desk.then is None)
        if self.desk.then is not None:
            panel.body.addStretch(1)
        return panel

    @staticmethod
    def _names(file: CaseFile) -> dict[str, str]:
        """What decisions, claims and offences are about, by their references."""
        offences = {one.reference: one.name for one in file.case.offences if one.reference}
        return {**{d.reference: d.title for d in file.decisions}, **offences}

    def show_tabs(
        self, tabs: Sequence[tuple[str, str, Builder]], deadlines: Sequence[DeadlineFacts]
    ) -> None:
        """Tabs with the panel beside them, at the tab that was shown or that the place names."""
        kept = self.tabs.name if self.tabs is not None else self.place.tab
        self.tabs = Tabs()
        self.tabs.show_tabs(tabs, kept)
        self.body.addWidget(self.splitter(self.tabs, self.side_panel(deadlines)), 1)

    def show_place(self, place: Place) -> None:
        """Show another tab."""
        super().show_place(place)
        if place.tab and self.tabs is not None:
            self.tabs.show_tab(place.tab)

    def panes(self) -> list[QWidget]:
        """Tabs, then the steps."""
        return [self.tabs, self.steps_list] if self.tabs is not None else []

    def history(self) -> QWidget:
        """The tab that tells every change of the record by field."""
        return HistoryTable(self.desk, self.kind, self.place.reference)

    def _to(self) -> dict[str, object]:
        return {"to": self.place.reference}

    def splitter(self, main: QWidget, panel: QWidget) -> QSplitter:
        """Main part and panel; the widths are remembered for the page."""
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(12)
        both.setChildrenCollapsible(False)
        both.addWidget(main)
        both.addWidget(panel)
        self._panel = panel
        self.show_panel()
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 0)
        kept = self.desk.preferences.number(f"panel/{self.kind}", PANEL + 16)
        both.setSizes([2000, kept])
        both.splitterMoved.connect(
            lambda: self.desk.preferences.keep(f"panel/{self.kind}", both.sizes()[1])
        )
        return both

    def show_panel(self) -> None:
        """Show or hide what can be done now."""
        if self._panel is not None:
            self._panel.setVisible(self.desk.preferences.number("panel_hidden", 0) == 0)

    def empty(self) -> None:
        """Take everything out before it is built anew."""
        self._panel = None
        clear(self.body)


def blocked_button(ranked: Ranked) -> QPushButton:
    """The next step of the path, grey, with what stands in its way."""
    return waiting_button(next(iter(ranked.soon), None))


def waiting_button(step: StepOption | None) -> QPushButton:
    """A step that cannot be taken, grey, with what stands in its way."""
    made = button(step.title if step else _("Nothing is left to do"), role="primary")
    made.setEnabled(False)
    if step is not None:
        tip(made, " ".join(reason.text for reason in step.reasons))
    return made


def list_card(
    title: str, columns: Sequence[Column], rows: Sequence[Any],
    opened: Callable[[Any], object] | None = None, empty: str = "", *more: QWidget,
) -> Card:  # fmt: skip
    """A card with a list, or a sentence where there is nothing; `more` stand at its head."""
    card = Card(title)
    card.head.addStretch(1)
    for widget in more:
        card.head.addWidget(widget)
    if not rows:
        card.add(label(empty or _("Nothing is recorded yet."), "second"))
        return card
    table = ShortTable(title, columns, rows)
    if opened is not None:
        table.opened.connect(lambda at: opened(rows[at]))
    card.add(table)
    return card


def stacked(*cards: QWidget) -> QWidget:
    """Cards one below the other in a part that scrolls."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return scrolling(holder)


def side_by_side(*cards: tuple[QWidget, int]) -> QWidget:
    """Cards beside each other with their stretch."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for card, stretch in cards:
        layout.addWidget(card, stretch)
    return holder
