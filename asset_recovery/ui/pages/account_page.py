"""One account of the ledger: its statement in each currency, for a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.ledger_facts import StatementFacts, StatementLine
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.ledger_columns import account_name
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.statement import Statement
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.date_edit import DateEdit
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tabs import Tabs

RECORDS = {"asset": "asset", "case": "case", "order": "order"}


class AccountPage(Page):
    """The reference of the place is `kind:holder`."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(self._title(), _("Statement of account"))
        kind, _colon, holder = place.reference.partition(":")
        if kind in RECORDS and holder:
            text = _("Open {record}").format(record=holder)
            self.head.right.addWidget(button(text, partial(desk.go_to, RECORDS[kind], holder)))
        self.layout_.addWidget(self.head)
        self.since = DateEdit(_("From"), desk.clock)
        self.until = DateEdit(_("Until"), desk.clock)
        self.layout_.addLayout(self._period())
        self.yields = label("", "second", wrap=True)
        self.yields.hide()
        self.layout_.addWidget(self.yields)
        self.body = QVBoxLayout()
        self.layout_.addLayout(self.body, 1)

    def _title(self) -> str:
        kind, _colon, holder = self.place.reference.partition(":")
        return account_name(kind, holder)

    def _period(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for text, edit in ((_("From"), self.since), (_("Until"), self.until)):
            line.addWidget(label(text, "second"))
            edit.setMaximumWidth(150)
            edit.line.returnPressed.connect(self.reload)
            line.addWidget(edit)
        line.addWidget(button(_("Show"), self.reload))
        line.addStretch(1)
        return line

    def trail(self) -> Trail:
        """Money ▸ the account."""
        return [(_("Money"), Place("money")), (self._title(), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Every line on this account with the balance after it. Dr is money that the office has "
            "or is owed, Cr money that it holds for or owes to others. Leave the days empty for "
            "everything up to today."
        )

    def reload(self) -> None:
        """Read the statement anew."""
        days = (_day(self.since), _day(self.until))
        read = partial(self.desk.office.ledger.statement, self.place.reference, *days)
        self.desk.commands.read(read, self.show_statements, self)
        if self.place.reference.startswith("bank:"):
            earned = partial(self.desk.office.ledger.yields, self.place.reference, days[1])
            self.desk.commands.read(earned, self.show_yields, self)

    def show_yields(self, found: Sequence[str]) -> None:
        """What the money here bore against the reference rate, a line for each currency."""
        self.yields.setText("\n".join(found))
        self.yields.setVisible(bool(found))

    def show_statements(self, found: Sequence[StatementFacts]) -> None:
        """One statement, or a tab for each currency."""
        clear(self.body)
        if not found:
            self.body.addWidget(label(_("Nothing was posted here yet."), "second"))
            self.body.addStretch(1)
        elif len(found) == 1:
            self.body.addWidget(self._statement(found[0]), 1)
        else:
            tabs = Tabs()
            tabs.show_tabs(
                [(one.currency, one.currency, partial(self._statement, one)) for one in found]
            )
            self.body.addWidget(tabs, 1)

    def _statement(self, facts: StatementFacts) -> QWidget:
        return Statement(self.desk, facts, self._open)

    def _open(self, line: StatementLine) -> None:
        """The asset or the case that the line concerns."""
        if line.asset:
            self.desk.go_to("asset", line.asset)
        elif line.case:
            self.desk.go_to("case", line.case)


def _day(edit: DateEdit) -> date | None:
    found = edit.read().value
    return found if isinstance(found, date) else None
