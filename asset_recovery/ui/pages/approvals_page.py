"""What waits for a second person: one page to decide on, and the supervisor's own sign-in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.domain.registers import ApprovalRow, Result, View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.approval_columns import COLUMNS
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, hairline, label, line_edit, text_edit
from asset_recovery.ui.widgets.table import ShortTable

MOST = 500


class ApprovalsPage(Page):
    """The inbox at the left, the decision with what one must know at the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.rows: tuple[ApprovalRow, ...] = ()
        self.chosen: ApprovalRow | None = None
        self.head = PageHead(_("Approvals"))
        self.layout_.addWidget(self.head)
        both = QHBoxLayout()
        both.setSpacing(12)
        self.inbox = Card(_("Waiting"))
        self.table = ShortTable(_("Waiting"), COLUMNS[:1] + COLUMNS[3:4])
        self.none = label(_("Nothing waits for a second person."), "second")
        self.inbox.add(self.table)
        self.inbox.add(self.none)
        self.inbox.body.addStretch(1)
        both.addWidget(self.inbox, 2)
        self.sheet = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self.sheet)
        self.sheet.setContentsMargins(0, 0, 0, 0)
        both.addWidget(scrolling(holder), 3)
        self.layout_.addLayout(both, 1)
        self.comment = text_edit(_("Comment"))
        self.table.selectionModel().currentRowChanged.connect(lambda at, _old: self._pick(at.row()))

    def trail(self) -> Trail:
        """Approvals."""
        return [(_("Approvals"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("Steps that need a second person. Nobody approves her own proposal. The office's "
                 "approval is never the court's leave.")  # fmt: skip

    def panes(self) -> list[QWidget]:
        """The inbox."""
        return [self.table]

    def show_place(self, place: Place) -> None:
        """Show one of those that wait."""
        super().show_place(place)
        self._choose(place.reference)

    def reload(self) -> None:
        """Read what waits."""
        source = self.desk.office.source("approvals")
        self.desk.commands.read(lambda: source.page(View(), None, 0, MOST), self._found, self)

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

    def _found(self, rows: list[Any]) -> None:
        self.rows = tuple(rows)
        self.table.show_rows(self.rows)
        self.none.setVisible(not self.rows)
        self.table.setVisible(bool(self.rows))
        self.head.quiet.setText(_("{number} waiting").format(number=len(self.rows)))
        self._choose(self.chosen.reference if self.chosen else self.place.reference)

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
        self.chosen = self.rows[place]
        clear(self.sheet)
        self.comment = text_edit(_("Comment"))
        self.comment.setFixedHeight(64)
        self.sheet.addWidget(self._decision(self.chosen))
        self.sheet.addStretch(1)

    def _decision(self, row: ApprovalRow) -> Card:
        card = Card(margin=20)
        card.add(label(words.visible(row.title), "title", wrap=True))
        said = _("{action} · asked by {who} on {day} · level {level} of {levels}").format(
            action=words.action(row.action), who=row.asked_by, day=words.day(row.asked_on),
            level=row.level, levels=row.levels,
        )  # fmt: skip
        card.add(label(words.visible(said), "second", wrap=True))
        links = QHBoxLayout()
        links.addWidget(button(row.case, lambda: self.desk.go_to("case", row.case), "link"))
        links.addWidget(button(row.record, lambda: self._open(row), "link"))
        links.addStretch(1)
        card.body.addLayout(links)
        card.add(hairline())
        facts = [(words.visible(name), words.visible(value)) for name, value in row.facts]
        card.add(facts_form(facts) if facts else label(_("Open the record to see more."), "second"))
        card.add(hairline())
        card.add(label(_("Comment"), "fieldname"))
        card.add(self.comment)
        card.body.addLayout(self._buttons())
        card.add(label(_("The office's approval is not the court's leave."), "small"))
        return card

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(button(_("Approve"), lambda: self.decide("approve"), "primary"))
        line.addWidget(button(_("Refuse"), lambda: self.decide("reject")))
        back = button(
            _("Return for correction"), lambda: self.decide("reject", for_correction=True)
        )
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(button(_("Approve here…"), self._sign_in))
        return line

    def _sign_in(self) -> None:
        SignIn(self).open()

    def _open(self, row: ApprovalRow) -> None:
        self.desk.go_to_any(row.record, row.case)


class SignIn(QDialog):
    """The second person's own user name and password, used for one decision and forgotten."""

    def __init__(self, page: ApprovalsPage) -> None:
        super().__init__(page)
        self._page = page
        self.setWindowTitle(_("Approve here"))
        self.setMinimumWidth(380)
        self.user = line_edit(_("User name of the second person"))
        self.password = line_edit(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(8)
        layout.addWidget(label(_("Approve here"), "title"))
        layout.addWidget(label(
            _("For this decision only; the session stays whose it is."), "second", wrap=True
        ))  # fmt: skip
        for name, field in (
            (self.user.accessibleName(), self.user),
            (_("Password"), self.password),
        ):
            layout.addWidget(label(name, "fieldname"))
            layout.addWidget(field)
        layout.addWidget(self.problem)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        self.approve = button(_("Approve"), self._give, "primary")
        line.addWidget(self.approve)
        layout.addLayout(line)
        self.password.returnPressed.connect(self._give)

    def refuse(self, text: str) -> None:
        """Say why not."""
        self.password.clear()
        self.problem.setText(text)
        self.problem.show()

    def _give(self) -> None:
        password = self.password.text()
        self.password.clear()
        self._page.decide_here(self.user.text().strip(), password, self)
