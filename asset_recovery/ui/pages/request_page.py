"""A request to another State: its steps, the questions, the real pages, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from asset_recovery.domain.registers import Result, StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import FieldSet
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.office import FormQuestion, FormStep, RequestForm
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.record_page import blocked_button
from asset_recovery.ui.pages.request_flow import flow_card
from asset_recovery.ui.place import Place
from asset_recovery.ui.step_order import DECISIONS, main_path, next_step, rank
from asset_recovery.ui.widgets.card import Card, clear, column
from asset_recovery.ui.widgets.history_table import HistoryTable
from asset_recovery.ui.widgets.obstacle_list import ObstacleList
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tabs import Tabs
from asset_recovery.ui.widgets.tag import tag

STATES = ("draft", "reviewed", "approved", "signed", "sent")
MARKS = {"complete": "✓", "missing": "!", "untouched": "–"}


class RequestPage(Page):
    """Steps at the left, questions in the middle, paper at the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.form: RequestForm | None = None
        self.steps: tuple[StepOption, ...] = ()
        self._step = place.tab
        self.fields: FieldSet | None = None
        self.changes: HistoryTable | None = None
        self._first = True
        self._head = QVBoxLayout()
        self.layout_.addLayout(self._head)
        both = QHBoxLayout()
        both.setSpacing(12)
        left = Card(margin=6)
        left.body.setContentsMargins(6, 8, 6, 8)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Steps of the request"))
        self.list.currentRowChanged.connect(self._choose)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        left.add(self.list, 1)
        left.setFixedWidth(224)
        both.addWidget(left)
        self.middle = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self.middle)
        self.middle.setContentsMargins(0, 0, 0, 0)
        both.addWidget(scrolling(holder), 5)
        self.preview = PdfPreview(_("The request as it will print"))
        self.steps_list = ObstacleList()
        self.steps_list.taken.connect(self.take)
        steps = column(self.steps_list.box, scrolling(self.steps_list), spacing=8)
        steps.setParent(self)  # until its tab is shown
        steps.hide()
        self.tabs = Tabs(kept=True)
        self.tabs.setMinimumWidth(300)
        self.tabs.show_tabs((
            ("paper", _("Paper"), lambda: self.preview),
            ("steps", _("What can be done now"), lambda: steps),
            ("history", _("History"), self._history),
        ))  # fmt: skip
        both.addWidget(self.tabs, 4)
        self.layout_.addLayout(both, 1)

    def trail(self) -> Trail:
        """Requests ▸ case ▸ this request."""
        found: Trail = [(_("Requests"), Place("requests"))]
        if self.form is not None and self.form.case:
            found.append((self.form.case, Place("case", self.form.case)))
        return [*found, (self.place.reference, None)]

    def case(self) -> str:
        """The case of the request."""
        return self.form.case if self.form else ""

    def help_text(self) -> str:
        """What the page is for."""
        return _("Answer step by step. What still lacks is named with whether it blocks; the pages "
                 "at the right are the real ones.")  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Steps, questions, paper."""
        return [self.tabs, *([self.fields] if self.fields is not None else []), self.list]

    def take(self, action: str, given: object) -> None:
        """Open the editor of a step for this request; a decision has a page of its own."""
        filled = dict(given) if isinstance(given, Mapping) else {}
        if action in DECISIONS:
            self.desk.go(Place("approvals", str(filled.get("what") or "")))
            return
        filled.setdefault("request", self.place.reference)
        if self.case():
            filled.setdefault("case", self.case())
        self.desk.open_editor(action, filled, self)

    def _history(self) -> QWidget:
        self.changes = HistoryTable(self.desk, "request", self.place.reference)
        return self.changes

    def reload(self) -> None:
        """Read the request and its paper."""
        office, reference = self.desk.office, self.place.reference
        self.desk.commands.read(
            lambda: (office.request_form(reference), office.steps("request", reference)),
            self._show,
            self,
        )

    def print_page(self) -> None:
        """Print the pages that are shown."""
        said = _("Printed: {reference}").format(reference=self.place.reference)
        self.preview.print_paper(self, lambda: self.desk.commands.said.emit(said))

    def save(self) -> None:
        """Keep the answers of this step."""
        if self.fields is None or self.form is None:
            return
        typed = self.fields.typed()
        if not all(not self.fields.check_field(f, leaving=True) for f in self.fields.fields):
            return
        self.desk.commands.give(
            {"action": "fill_request", "request": self.place.reference, "fields": typed},
            lambda _r: None, self._refused,
        )  # fmt: skip

    def _show(self, found: tuple[RequestForm, tuple[StepOption, ...]]) -> None:
        self.form, self.steps = found
        if not self._is_received():
            paper = partial(self.desk.office.request_pdf, self.place.reference)
            self.desk.commands.read(paper, self.preview.show_pdf, self.preview)
        elif self._first:
            self.tabs.show_tab("steps")
        self._first = False
        self.steps_list.show_ranked(rank("request", self.steps, _done(self.form.state)))
        if self.changes is not None:
            self.changes.reload()
        clear(self._head)
        self._head.addWidget(self._header(self.form))
        names = [step.name for step in self.form.steps]
        first = next((s.name for s in self.form.steps if s.state == "missing"), "")
        wanted = self._step if self._step in names else first
        self.list.blockSignals(True)
        self.list.clear()
        for step in self.form.steps:
            item = QListWidgetItem(f"{MARKS.get(step.state, '–')}   {words.visible(step.title)}")
            self.list.addItem(item)
        self.list.setCurrentRow(names.index(wanted) if wanted in names else 0)
        self.list.blockSignals(False)
        self._choose(self.list.currentRow())
        self.moved.emit()

    def _header(self, form: RequestForm) -> PageHead:
        head = PageHead(words.visible(form.title), words.visible(form.subtitle), below=True)
        if form.missing:
            text = _("still missing {number}").format(number=len(form.missing))
            head.right.addWidget(tag(text, "attention"))
        else:
            states = "inbound_request_states" if self._is_received() else "request_states"
            head.right.addWidget(tag(words.of(states, form.state), "accent"))
        if not self._is_received():
            head.right.addWidget(button(_("Export DOCX"), self._ask_docx))
        others = [step for step in self.steps if step.action != "fill_request"]
        ranked = rank("request", others, _done(form.state))
        step = next_step(ranked)
        if step is None:
            head.right.addWidget(blocked_button(ranked))
        else:
            take = partial(self.desk.open_editor, step.action, self._given(step), self)
            head.right.addWidget(button(f"{step.title}…", take, "primary"))
        return head

    def _is_received(self) -> bool:
        """Whether another State asks us: then nothing is written, and no paper is ours."""
        return self.form is not None and self.form.facts is not None and self.form.facts.is_inbound

    def _given(self, step: StepOption) -> dict[str, object]:
        return {"request": self.place.reference, **dict(step.given)}

    def _choose(self, place: int) -> None:
        if self.form is None or not 0 <= place < len(self.form.steps):
            return
        step = self.form.steps[place]
        self._step = step.name
        clear(self.middle)
        facts = self.form.facts
        part = flow_card(step.name, facts) if facts is not None else None
        if part is not None:
            self.fields = None
            self.middle.addWidget(part)
            self.middle.addStretch(1)
            return
        self.middle.addWidget(self._questions(step))
        self.middle.addWidget(self._missing())
        self.middle.addStretch(1)

    def _questions(self, step: FormStep) -> Card:
        card = Card(words.visible(step.title))
        needs = Given(self.desk.office.pick, self.desk.clock, self.desk.facts.currency)
        self.fields = FieldSet(tuple(q.field for q in step.questions), needs, self.desk)
        for question in step.questions:
            self._dress(question)
        self.fields.fill({q.field.name: q.value for q in step.questions})
        if self.form is not None and not self.form.draft:
            self.fields.setEnabled(False)
            card.add(label(_("Signed is final: a change needs a new version."), "note", wrap=True))
        card.add(self.fields)
        line = QHBoxLayout()
        line.addStretch(1)
        keep = button(_("Keep these answers"), self.save)
        keep.setEnabled(self.form is None or self.form.draft)
        line.addWidget(keep)
        card.body.addLayout(line)
        return card

    def _dress(self, question: FormQuestion) -> None:
        if self.fields is None:
            return
        row = self.fields.rows[question.field.name]
        if question.field.type == "longtext":
            row.control.setFixedHeight(130)
        notes = [question.field.help, question.origin, question.basis]
        text = " · ".join(note for note in notes if note)
        row.help.setText(words.visible(text))
        row.help.setVisible(bool(text))

    def _missing(self) -> QWidget:
        form = self.form
        if form is None or not form.missing:
            return label(_("Nothing is missing."), "note", "good", wrap=True)
        card = Card(_("Still missing"))
        for lack in form.missing:
            line = QHBoxLayout()
            line.addWidget(tag(_("blocks") if lack.blocks else _("warns"),
                               "bad" if lack.blocks else "attention"))  # fmt: skip
            line.addWidget(label(words.visible(lack.text), wrap=True), 1)
            if lack.step and lack.step != self._step:
                go = partial(self._go_step, lack.step)
                name = _("Answer: {text}").format(text=lack.text)
                line.addWidget(button(_("Answer…"), go, "link", name))
            card.body.addLayout(line)
        return card

    def _go_step(self, name: str) -> None:
        names = [step.name for step in self.form.steps] if self.form else []
        if name in names:
            self.list.setCurrentRow(names.index(name))

    def _refused(self, result: Result) -> None:
        rest = []
        for reason in result.reasons:
            name = (reason.field or "").removeprefix("fields.").split(".")[0]
            row = self.fields.rows.get(name) if self.fields is not None else None
            if row is not None:
                row.show_problem(reason.text)
            else:
                rest.append(reason)
        if rest or not result.reasons:
            self.desk.dialogs.tell(_("This cannot be kept"), sentences(result))

    def _ask_docx(self) -> None:
        name = f"{self.place.reference}.docx".replace("/", "-")
        self.desk.dialogs.ask_save(_("Export DOCX"), name, self._docx)

    def _docx(self, path: Path) -> None:
        office, reference = self.desk.office, self.place.reference
        said = _("Saved: {file}").format(file=path.name)
        self.desk.commands.read(
            lambda: path.write_bytes(office.request_docx(reference)),
            lambda _n: self.desk.commands.said.emit(said),
        )


def _done(state: str) -> list[tuple[str, str]]:
    """The steps that a request in this state has behind it."""
    path = [(one.action, "") for one in main_path("request")]
    return path[: STATES.index(state) + 1] if state in STATES else path[: len(STATES)]
