"""What waits for a second person: one page to decide on, and the supervisor's own sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.decision_sheet import DecisionSheet, DelegationFacts, SentBack
from asset_recovery.domain.registers import ApprovalRow, Result, View
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.approval_columns import COLUMNS
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.sign_in import SignIn as SignIn
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, chosen, hairline, label, text_edit
from asset_recovery.ui.widgets.table import ShortTable

MOST = 500
OWN = "own"
FILTERS = (
    ("all", N_("All that wait")),
    ("mine", N_("Mine to decide")),
    ("delegated", N_("Delegated to me")),
)


class ApprovalsPage(Page):
    """The inbox at the left, the decision with what one must know at the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.waiting: tuple[ApprovalRow, ...] = ()
        self.rows: tuple[ApprovalRow, ...] = ()
        self.rights: Mapping[str, str] = {}
        self.chosen: ApprovalRow | None = None
        self.head = PageHead(_("Approvals"))
        self.filter = QComboBox()
        self.filter.setAccessibleName(_("Which approvals"))
        for code, shown in FILTERS:
            self.filter.addItem(_(shown), code)
        self.filter.currentIndexChanged.connect(self._show_rows)
        self.head.right.addWidget(self.filter)
        self.head.right.addWidget(button(_("Delegate…"), self._delegate))
        self.layout_.addWidget(self.head)
        both = QHBoxLayout()
        both.setSpacing(12)
        self.left = QVBoxLayout()
        self.left.setContentsMargins(0, 0, 0, 0)
        self.left.setSpacing(12)
        self.inbox = Card(_("Waiting"))
        self.table = ShortTable(_("Waiting"), COLUMNS[:1] + COLUMNS[3:4])
        self.none = label(_("Nothing waits for a second person."), "second", wrap=True)
        self.inbox.add(self.table)
        self.inbox.add(self.none)
        self.inbox.body.addStretch(1)
        self.left.addWidget(self.inbox, 1)
        self.beside = QVBoxLayout()
        self.beside.setSpacing(12)
        self.left.addLayout(self.beside)
        side = QWidget()
        side.setLayout(self.left)
        both.addWidget(side, 2)
        self.sheet = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self.sheet)
        self.sheet.setContentsMargins(0, 0, 0, 0)
        both.addWidget(scrolling(holder), 3)
        self.layout_.addLayout(both, 1)
        self.comment = text_edit(_("Comment"))
        self.page_ = QVBoxLayout()
        self.table.selectionModel().currentRowChanged.connect(lambda at, _old: self._pick(at.row()))

    def trail(self) -> Trail:
        """Approvals."""
        return [(_("Approvals"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("Steps that need a second person: never who proposed one or changed it later. "
                 "The office's approval is never the court's leave.")  # fmt: skip

    def panes(self) -> list[QWidget]:
        """The inbox."""
        return [self.table]

    def show_place(self, place: Place) -> None:
        """Show one of those that wait."""
        super().show_place(place)
        self._choose(place.reference)

    def reload(self) -> None:
        """Read what waits, by what right one may decide, what was sent back, what is delegated."""
        office = self.desk.office
        source = office.source("approvals")

        def work() -> tuple[list[Any], Mapping[str, str], Any, Any]:
            rows = source.page(View(), None, 0, MOST)
            return rows, office.may_decide(), office.sent_back(), office.delegations()

        self.desk.commands.read(work, self._found, self)

    def decide(self, action: str, **more: object) -> None:
        """Give the decision as oneself."""
        if self.chosen is not None:
            self.desk.commands.give(self._arguments(action, **more), lambda _r: None)

    def decide_here(self, user: str, password: str, dialog: SignIn) -> None:
        """The second person signs in for this one decision."""
        arguments = self._arguments("approve")
        office = self.desk.office

        def refused(result: Result) -> None:
            dialog.refuse(sentences(result))

        self.desk.commands.run(
            lambda: office.approve_as(user, password, arguments),
            lambda _r: dialog.accept(),
            refused,
        )

    def _arguments(self, action: str, **more: object) -> dict[str, object]:
        what = self.chosen.reference if self.chosen else ""
        found: dict[str, object] = {
            "action": action, "what": what, "on": self.desk.clock().isoformat(), **more,
        }  # fmt: skip
        if comment := self.comment.toPlainText().strip():
            found["comment"] = comment
        return found

    def _found(self, found: tuple[list[Any], Mapping[str, str], Any, Any]) -> None:
        rows, self.rights, back, delegated = found
        self.waiting = tuple(rows)
        clear(self.beside)
        if back:
            self.beside.addWidget(self._back_card(back))
        if delegated:
            self.beside.addWidget(self._delegated_card(delegated))
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = chosen(self.filter)
        self.rows = tuple(row for row in self.waiting if self._is(row, wanted))
        self.table.show_rows(self.rows)
        self.none.setVisible(not self.rows)
        self.table.setVisible(bool(self.rows))
        self.head.quiet.setText(_("{number} waiting").format(number=len(self.waiting)))
        self._choose(self.chosen.reference if self.chosen else self.place.reference)

    def _is(self, row: ApprovalRow, wanted: str) -> bool:
        right = self.rights.get(row.reference)
        if wanted == "mine":
            return right == OWN
        return wanted != "delegated" or right not in (None, OWN)

    def _choose(self, reference: str) -> None:
        names = [row.reference for row in self.rows]
        place = names.index(reference) if reference in names else 0
        if self.rows:
            self.table.setCurrentIndex(self.table.model().index(place, 0))
            self._pick(place)
        else:
            self.chosen = None
            clear(self.sheet)

    def _pick(self, place: int) -> None:
        if not 0 <= place < len(self.rows):
            return
        row = self.chosen = self.rows[place]
        clear(self.sheet)
        self.comment = text_edit(_("Comment"))
        self.comment.setFixedHeight(64)
        self.sheet.addWidget(self._decision(row))
        self.sheet.addStretch(1)
        office = self.desk.office
        self.desk.commands.read(
            lambda: office.decision_sheet(row.reference), partial(self._page, row), self
        )

    def _page(self, row: ApprovalRow, sheet: DecisionSheet) -> None:
        """What one must know, in place of what the list knew."""
        if self.chosen is not row:
            return
        clear(self.page_)
        for part in sheet.sections:
            self.page_.addWidget(label(words.visible(part.title), "heading"))
            pairs = [(words.visible(name), words.iso_days(words.visible(text)))
                     for name, text in part.rows]  # fmt: skip
            self.page_.addWidget(facts_form(pairs))
        said = _("Hash of what is asked: {hash}").format(hash=sheet.content_hash[:32])
        self.page_.addWidget(label(said, "small"))

    def _decision(self, row: ApprovalRow) -> Card:
        card = Card(margin=20)
        card.add(label(words.visible(row.title), "title", wrap=True))
        said = _("{action} · asked by {who} on {day} · level {level} of {levels}").format(
            action=words.action(row.action), who=row.asked_by, day=words.day(row.asked_on),
            level=row.level, levels=row.levels,
        )  # fmt: skip
        card.add(label(words.visible(said), "second", wrap=True))
        right = self.rights.get(row.reference)
        if right is None:
            card.add(label(_("Not yours to decide."), "second"))
        elif right != OWN:
            text = _("You decide on behalf of {name}.").format(name=words.visible(right))
            card.add(label(text, "note", wrap=True))
        links = QHBoxLayout()
        links.addWidget(button(row.case, lambda: self.desk.go_to("case", row.case), "link"))
        links.addWidget(button(row.record, lambda: self._open(row), "link"))
        links.addStretch(1)
        links.addWidget(button(_("Print the decision"), partial(self._print, row), "link"))
        card.body.addLayout(links)
        card.add(hairline())
        facts = [(words.visible(name), words.visible(value)) for name, value in row.facts]
        self.page_ = QVBoxLayout()
        self.page_.setSpacing(8)
        self.page_.addWidget(facts_form(facts))
        card.body.addLayout(self.page_)
        card.add(hairline())
        card.add(label(_("Comment"), "fieldname"))
        card.add(self.comment)
        card.body.addLayout(self._buttons(row.reference in self.rights))
        card.add(label(_("The office's approval is not the court's leave."), "small"))
        return card

    def _buttons(self, may_decide: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        for made in (
            button(_("Approve"), lambda: self.decide("approve"), "primary"),
            button(_("Refuse"), lambda: self.decide("reject")),
            button(_("Return for correction"), lambda: self.decide("reject", for_correction=True)),
        ):
            made.setEnabled(may_decide)
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(button(_("Approve here…"), self._sign_in))
        return line

    def _back_card(self, back: tuple[SentBack, ...]) -> Card:
        """Own steps that were sent back, each with its editor."""
        card = Card(_("Sent back to you"))
        for one in back:
            line = QHBoxLayout()
            text = f"{one.title}, {words.iso_days(one.decided_on)}"
            line.addWidget(label(words.visible(text), wrap=True), 1)
            name = _("Correct {what}").format(what=one.reference)
            line.addWidget(button(_("Correct…"), partial(self._correct, one), "link", name))
            card.body.addLayout(line)
        return card

    def _correct(self, one: SentBack) -> None:
        def opened(spec: Any) -> None:
            from asset_recovery.ui.editors.correction_editor import CorrectionEditor

            CorrectionEditor(self.desk, spec, dict(one.given), one.reference, self).open()

        self.desk.commands.read(lambda: self.desk.office.spec(one.action), opened, self)

    def _delegated_card(self, found: tuple[DelegationFacts, ...]) -> Card:
        """What is delegated, by whom to whom, until when."""
        card = Card(_("Delegations"))
        for one in found:
            line = QHBoxLayout()
            steps = ", ".join(words.action(step) for step in one.steps) or _("all approvals")
            text = _("{by} → {to}, {since} to {until}: {steps}").format(
                by=one.by, to=one.to, since=words.day(one.since), until=words.day(one.until),
                steps=steps,
            )  # fmt: skip
            line.addWidget(label(words.visible(text), wrap=True), 1)
            if one.own:
                name = _("Withdraw {what}").format(what=one.reference)
                line.addWidget(button(_("Withdraw…"), partial(self._withdraw, one), "link", name))
            card.body.addLayout(line)
        return card

    def _withdraw(self, one: DelegationFacts) -> None:
        self.desk.open_editor("withdraw_delegation", {"delegation": one.reference}, self)

    def _delegate(self) -> None:
        self.desk.open_editor("delegate_approval", {"from": self.desk.clock()}, self)

    def _print(self, row: ApprovalRow) -> None:
        self.desk.go(Place("dossier", row.reference, "decision"))

    def _sign_in(self) -> None:
        SignIn(self).open()

    def _open(self, row: ApprovalRow) -> None:
        self.desk.go_to_any(row.record, row.case)
