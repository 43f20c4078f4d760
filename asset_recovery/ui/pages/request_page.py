"""A request being written: its steps, the questions, the real pages, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from asset_recovery.domain.registers import Result, StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.form_fields import make_answer
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.pages.page import Page, Trail, scrolling
from asset_recovery.ui.pages.request_flow import flow_card
from asset_recovery.ui.pages.request_foot import TypingBar
from asset_recovery.ui.pages.request_head import RequestHead
from asset_recovery.ui.pages.request_live import LiveReading
from asset_recovery.ui.pages.request_paper import PaperPane
from asset_recovery.ui.pages.request_questions import QuestionPane
from asset_recovery.ui.pages.request_signing import ask_signature
from asset_recovery.ui.pages.request_steps import StepList
from asset_recovery.ui.pages.request_typing import Typing
from asset_recovery.ui.place import Place
from asset_recovery.ui.request_office import Seat, Trial
from asset_recovery.ui.request_order import request_turn
from asset_recovery.ui.shapes import FormQuestion, FormStep, RequestForm
from asset_recovery.ui.step_order import DECISIONS
from asset_recovery.ui.widgets.card import column, topped
from asset_recovery.ui.widgets.focus_order import go_after
from asset_recovery.ui.widgets.history_table import HistoryTable
from asset_recovery.ui.widgets.obstacle_list import ObstacleList
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.question_row import QuestionRow
from asset_recovery.ui.widgets.tabs import Tabs

ABSENCE = "absence_reasons"


class RequestPage(Page):
    """Steps at the left, questions in the middle, paper at the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.form: RequestForm | None = None
        self.steps: tuple[StepOption, ...] = ()
        self.changes: HistoryTable | None = None
        self.seats: Mapping[str, Seat] = {}
        self._other: QWidget | None = None
        self._step, self._first, self._lack = place.tab, True, -1
        self.typing = Typing(desk, place.reference, self)
        self.live = LiveReading(desk, place.reference, self._asked, self._came, self)
        self.typing.changed.connect(self._typed_more)
        self.head = RequestHead(desk)
        self.head.wanted.connect(self.go_to_missing)
        self.head.docx.connect(self._ask_docx)
        self.head.taken.connect(self._take_step)
        self.head.compared.connect(self.compare)
        self.head.signing.connect(self._sign)
        self.layout_.addWidget(self.head)
        self.list = StepList(desk.theme)
        self.list.chosen.connect(self._choose)
        self.questions = QuestionPane(self.typing, self._row)
        self.questions.entered.connect(self._follow)
        self.questions.built.connect(self._order)
        self.foot = TypingBar()
        self.foot.keep.connect(self.save)
        self.foot.give_up.connect(self._give_up)
        self.foot.theirs.connect(self._take_theirs)
        self.foot.mine.connect(self._keep_mine)
        self.preview = PdfPreview(_("The request as it will print"))
        self.preview.say(_("Setting the pages…"))
        self.beside: str | None = None  # None: as it is kept with the request
        self.paper = PaperPane(self.preview, desk.office.languages())
        self.paper.spoken.connect(lambda code: self._speak({"language": code}))
        self.paper.doubled.connect(self._double)
        self._build()
        self._keys()

    def trail(self) -> Trail:
        """Requests ▸ case ▸ this request."""
        found: Trail = [(_("Requests"), Place("requests"))]
        if self.form is not None and self.form.case:
            found.append((self.form.case, Place("case", self.form.case)))
        return [*found, (self.place.reference, None)]

    def case(self) -> str:
        """The case of the request."""
        return self.form.case if self.form else ""

    def note(self) -> str:
        """How many pages."""
        number = self.preview.pages()
        return "" if not number else _("{number} pages").format(number=number)

    def help_text(self) -> str:
        """What the page is for."""
        return _("Answer in any order. What still lacks is counted above and opens as a list; F8 "
                 "goes to the next question that lacks something. The pages at the right are the "
                 "real ones, with what you type.")  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Paper, questions, steps."""
        return [self.tabs, self.questions, self.list]

    def take(self, action: str, given: object) -> None:
        """Open the editor of a step for this request; a decision has a page of its own."""
        filled = dict(given) if isinstance(given, Mapping) else {}
        if action in DECISIONS:
            self.desk.go(Place("approvals", str(filled.get("what") or "")))
            return
        filled.setdefault("request", self.place.reference)
        if self.case():
            filled.setdefault("case", self.case())
        if action == "confirm_text" and self.form is not None:
            filled.setdefault("fields", list(self.form.to_confirm))
        self.desk.open_editor(action, filled, self)

    def reload(self) -> None:
        """Read what can be done, and the request with what is typed."""
        office, reference = self.desk.office, self.place.reference
        self.desk.commands.read(lambda: office.steps("request", reference), self._can, self)
        self.live.read()

    def print_page(self) -> None:
        """Print the request as it is on file; the print is kept."""
        if self.typing.edits:
            self.desk.dialogs.tell(
                _("Some answers are not kept yet"),
                _("Keep the answers first (Ctrl+S): what is printed is what is on file."),
            )
            return
        office, reference, beside = self.desk.office, self.place.reference, self.beside
        said = _("Printed: {reference}").format(reference=reference)

        def made(data: bytes) -> None:
            self.preview.show_pdf(data)
            self.preview.print_paper(self, lambda: self.desk.commands.said.emit(said))

        self.desk.commands.read(
            lambda: office.requests.paper(reference, word=False, beside=beside), made, self
        )

    def save(self) -> None:
        """Keep every answer that is typed, of all steps, in one command."""
        if not self.typing.edits:
            return
        if self.questions.problems():
            self.desk.commands.said.emit(_("Some answers need you: see the words under them."))
            return
        if clashes := self.typing.clashes():
            self.foot.show_clash(self._clash(clashes))
            return
        given = dict(self.typing.edits)
        self.desk.commands.give(
            {
                "action": "fill_request", "request": self.place.reference, "fields": given,
                "typed_over": {key: self.typing.over.get(key) for key in given},
            },
            lambda _result: self.typing.given(given), self._refused,
        )  # fmt: skip

    def go_to_missing(self, place: int) -> None:
        """Show the very question that lacks something."""
        lacking = self.form.missing if self.form is not None else ()
        if not 0 <= place < len(lacking):
            return
        self._lack = place
        self.go_to_field(lacking[place].key.split(".")[0])

    def next_missing(self, by: int = 1) -> None:
        """The next question that lacks something, counted from the last one looked at."""
        lacking = self.form.missing if self.form is not None else ()
        if lacking:
            start = self._lack if self._lack >= 0 or by > 0 else 0
            self.go_to_missing((start + by) % len(lacking))

    def compare(self) -> None:
        """Open the comparison with drafts, versions and other requests."""
        if self.form is not None:
            from asset_recovery.ui.pages.request_compare import CompareDialog

            dialog = CompareDialog(self.desk, self.form, self)
            dialog.asked.connect(self.go_to_field)
            dialog.open()

    def go_to_field(self, key: str) -> None:
        """Show the step of a field and bring its question into view."""
        step = self._step_of(key)
        if step is None:
            return
        if step.name != self._step:
            self.list.choose(step.name)
        self.questions.reach(key)

    def _build(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.list)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.questions)
        left = column(self.middle, self.foot, spacing=8)
        self.steps_list = ObstacleList()
        self.steps_list.taken.connect(self.take)
        steps = column(self.steps_list.box, scrolling(self.steps_list), spacing=8)
        steps.setParent(self)  # until its tab is shown
        steps.hide()
        self.tabs = Tabs(kept=True)
        self.tabs.setMinimumWidth(300)
        self.tabs.show_tabs((
            ("paper", _("Paper"), lambda: self.paper),
            ("steps", _("What can be done now"), lambda: steps),
            ("history", _("History"), self._history),
        ))  # fmt: skip
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        for part, share in ((left, 5), (self.tabs, 4)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([520, 420])
        if (kept := self.desk.preferences.geometry("split/request")) is not None:
            self.splitter.restoreState(kept)
        self.splitter.splitterMoved.connect(
            lambda *_at: self.desk.preferences.keep("split/request", self.splitter.saveState())
        )
        both.addWidget(self.splitter, 1)
        self.layout_.addLayout(both, 1)

    def _keys(self) -> None:
        from asset_recovery.ui.pages.request_keys import add_keys

        add_keys(self)

    def _history(self) -> QWidget:
        self.changes = HistoryTable(self.desk, "request", self.place.reference)
        return self.changes

    def _order(self) -> None:
        """Tab goes as one reads: steps, the questions that were just built, then the paper."""
        go_after(self.questions, self.foot, self.tabs)

    def _asked(self) -> tuple[Mapping[str, object], str | None]:
        """What is typed, and which second language the pages are to bear."""
        return self.typing.edits, self.beside

    def _may_fill(self) -> bool:
        return any(one.action == "fill_request" and one.allowed for one in self.steps)

    def _double(self, code: str) -> None:
        """The labels in a second language: kept with a draft, else for this look alone."""
        if self.form is not None and self.form.draft and self._may_fill():
            self.beside = None
            self._speak({"beside": code or "none"})
            return
        self.beside = code
        self.live.read()

    def _speak(self, languages: Mapping[str, str]) -> None:
        """Keep in which languages the draft is drawn up; what is typed stays as it is."""
        given = {"action": "fill_request", "request": self.place.reference, "fields": {}}

        def refused(result: Result) -> None:
            self._show_steps()
            self._refused(result)

        self.desk.commands.give({**given, **languages}, lambda _found: self.live.read(), refused)

    def _typed_more(self) -> None:
        self._show_typed()
        self.live.ask()

    def _can(self, steps: tuple[StepOption, ...]) -> None:
        self.steps = steps
        self._show_steps()
        if self.changes is not None:
            self.changes.reload()

    def _came(self, trial: Trial) -> None:
        """The request as it is now, with what is typed."""
        self.foot.say_problem(trial.problem)
        if trial.form is None:
            if self.form is None:
                self.preview.say(trial.problem)
            return
        self.form = trial.form
        self.typing.kept = trial.kept
        questions = (one for step in trial.form.steps for one in step.questions)
        self.typing.guarded = frozenset(one.field.name for one in questions if one.restricted)
        if trial.pages is not None:
            self.seats = trial.pages.seats
            self.preview.show_pdf(trial.pages.data)
        elif self._first and self._is_received():
            self.tabs.show_tab("steps")
        self._first = False
        names = [step.name for step in self.form.steps]
        first = next((s.name for s in self.form.steps if s.state == "missing"), "")
        wanted = self._step if self._step in names else first or (names[0] if names else "")
        self.list.show_steps(self.form.steps, wanted)
        self._choose(wanted)
        self._show_steps()
        self._show_typed()
        self.moved.emit()

    def _show_steps(self) -> None:
        if self.form is not None:
            facts = self.form.facts
            turn = request_turn(self.steps, self.form.state, facts)
            self.steps_list.show_ranked(turn.ranked)
            self.head.show_form(self.form, self.steps, turn.primary)
            kept = "" if facts is None else facts.beside
            beside = kept if self.beside is None else self.beside
            self.paper.show_form(self.form, beside, self.form.draft and self._may_fill())

    def _show_typed(self) -> None:
        changes = self.form is not None and self.form.draft and not self._is_received()
        self.foot.setVisible(changes or bool(self.typing.edits))
        self.foot.show_typed(len(self.typing.edits), self.typing.was_brought_back)
        clashes = self.typing.clashes()
        self.foot.show_clash(self._clash(clashes) if clashes else "")

    def _clash(self, keys: list[str]) -> str:
        names = ", ".join(self._label(key) for key in keys)
        return _("Somebody else answered this meanwhile: {fields}. Yours is not lost; choose which "
                 "one stands.").format(fields=words.visible(names))  # fmt: skip

    def _label(self, key: str) -> str:
        question = self._question(key)
        return question.field.label if question is not None else key.replace("_", " ")

    def _is_received(self) -> bool:
        """Whether another State asks us: then nothing is written, and no paper is ours."""
        return self.form is not None and self.form.facts is not None and self.form.facts.is_inbound

    def _take_step(self, step: StepOption) -> None:
        self.take(step.action, {"request": self.place.reference, **dict(step.given)})

    def _choose(self, name: str) -> None:
        """Show a step; the one that is shown is brought up to date."""
        form = self.form
        step = next((one for one in form.steps if one.name == name), None) if form else None
        if form is None or step is None:
            return
        facts = form.facts
        part = flow_card(step.name, facts) if facts is not None else None
        if self._other is not None:
            self.middle.removeWidget(self._other)
            self._other.deleteLater()
            self._other = None
        if part is not None:
            self._other = scrolling(topped(part))
            self.middle.addWidget(self._other)
            self.middle.setCurrentIndex(1)
        elif name == self._step and self.questions.step is not None:
            self.middle.setCurrentIndex(0)
            self.questions.bring_up_to_date(step)
        else:
            self.middle.setCurrentIndex(0)
            self.questions.show_step(step, form.draft)
            self._follow(next((q.field.name for q in step.questions), ""))
        self._step = name

    def _row(self, question: FormQuestion) -> QuestionRow:
        needs = Given(self.desk.office.pick, self.desk.clock, self.desk.facts.currency)
        documents = self.form.documents if self.form is not None else ()
        row = QuestionRow(question, make_answer(question.field, needs, documents))
        row.opened.connect(self.desk.go_to)
        row.taken_back.connect(self._take_record)
        row.excused.connect(self._excuse)
        return row

    def _take_record(self, key: str) -> None:
        """What the records say stands again; the typed answer is taken back."""
        question = self._question(key)
        if question is not None:
            self.questions.take_back(key, question.recorded)
            self.typing.put(key, None)

    def _excuse(self, key: str, reason: str) -> None:
        """Why something softened is not known; all reasons are one answer."""
        known = dict(self.form.absent) if self.form is not None else {}
        typed = self.typing.edits.get(ABSENCE)
        known = dict(typed) if isinstance(typed, Mapping) else known
        known[key] = reason
        self.typing.put(ABSENCE, {name: text for name, text in known.items() if text})

    def _follow(self, key: str) -> None:
        """The pages show what is being answered."""
        seat = self.seats.get(key)
        if seat is not None:
            self.preview.view.mark((seat.page, seat.down))
            self.preview.view.look_at(seat.page, seat.down)

    def _step_of(self, key: str) -> FormStep | None:
        steps = self.form.steps if self.form is not None else ()
        return next((one for one in steps if any(q.field.name == key for q in one.questions)), None)

    def _question(self, key: str) -> FormQuestion | None:
        step = self._step_of(key)
        if step is None:
            return None
        return next(one for one in step.questions if one.field.name == key)

    def _give_up(self) -> None:
        keys = list(self.typing.edits)

        def given_up() -> None:
            self.typing.take_back(*keys)
            self._step, wanted = "", self._step
            self.questions.step = None
            self._choose(wanted)

        text = _("{number} answers were typed and are not kept.").format(number=len(keys))
        self.desk.dialogs.confirm(_("Give up what was typed?"), text, _("Give up"), given_up)

    def _take_theirs(self) -> None:
        for key in self.typing.clashes():
            self.typing.take_back(key)
            if (question := self._question(key)) is not None:
                self.questions.take_back(key, question.value)
        self.live.read()

    def _keep_mine(self) -> None:
        for key in self.typing.clashes():
            self.typing.go_over(key)
        self.save()

    def _refused(self, result: Result) -> None:
        rest = []
        for reason in result.reasons:
            key = (reason.field or "").removeprefix("fields.").split(".")[0]
            if self._step_of(key) is not None:
                self.go_to_field(key)
                self.questions.rows[key].show_problem(reason.text)
            else:
                rest.append(reason)
        if any(reason.code == "stale_version" for reason in result.reasons):
            self.live.read()
        elif rest or not result.reasons:
            self.desk.dialogs.tell(_("This cannot be kept"), sentences(result))

    def _sign(self) -> None:
        ask_signature(self.desk, self.place.reference)

    def _ask_docx(self) -> None:
        name = f"{self.place.reference}.docx".replace("/", "-")
        self.desk.dialogs.ask_save(_("Export DOCX"), name, self._docx)

    def _docx(self, path: Path) -> None:
        office, reference, beside = self.desk.office, self.place.reference, self.beside
        said = _("Saved: {file}").format(file=path.name)
        self.desk.commands.read(
            lambda: path.write_bytes(office.requests.paper(reference, word=True, beside=beside)),
            lambda _n: self.desk.commands.said.emit(said),
        )
