"""The account of a record as a card: its balance by currency, and its last lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from asset_recovery.domain.ledger_facts import StatementFacts, StatementLine
from asset_recovery.domain.registers import View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import ledger_columns as columns
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable

MOST = 12
Read = list[tuple[StatementFacts, list[StatementLine]]]


class AccountCard(Card):
    """Reads by itself; the button opens the whole statement."""

    def __init__(self, desk: Desk, reference: str, title: str) -> None:
        super().__init__(title)
        self.desk, self.reference = desk, reference
        self.head.addStretch(1)
        whole = partial(desk.go, Place("account", reference))
        self.head.addWidget(button(_("Whole statement"), whole, "link"))
        desk.commands.read(self._read, self.show_lines, self)

    def _read(self) -> Read:
        ledger = self.desk.office.ledger
        found: Sequence[StatementFacts] = ledger.statement(self.reference)
        return [(one, ledger.lines(one).page_before_end(View(), 0, MOST)) for one in found]

    def show_lines(self, found: Read) -> None:
        """Balance, sums and the newest lines of each currency."""
        if not found:
            self.add(label(_("No money has moved yet."), "second"))
        for facts, lines in found:
            text = _("Balance {balance} · debited {debit} · credited {credit}").format(
                balance=columns.sided(facts.closing),
                debit=words.money(facts.debit),
                credit=words.money(facts.credit),
            )
            self.add(label(text, "strong"))
            if facts.base is not None:
                base = _("{sum} at {rate}")
                rate = base.format(sum=columns.sided(facts.base), rate=facts.rate)
                self.add(label(rate, "second", wrap=True))
            self.add(ShortTable(facts.currency, columns.ON_A_CARD, sorted(lines, key=_order)))
            if facts.lines > len(lines):
                more = _("The last {shown} of {all} lines.")
                self.add(label(more.format(shown=len(lines), all=facts.lines), "small"))


def _order(line: StatementLine) -> tuple[object, int]:
    return line.on, line.id
