"""A statement of account in one currency: opening balance, lines with balances, closing balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.ledger_facts import StatementFacts, StatementLine
from asset_recovery.domain.registers import View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import ledger_columns as columns
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import label


class Statement(QWidget):
    """The sums as a line of figures, then the lines."""

    def __init__(
        self, desk: Desk, facts: StatementFacts, opened: Callable[[StatementLine], object]
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(sums_card(facts))
        self.list = RowList(
            desk, _("Statement in {currency}").format(currency=facts.currency), columns.STATEMENT,
            desk.office.ledger.lines(facts), View(), opened,
            empty=_("Nothing moved in this period."),
        )  # fmt: skip
        layout.addWidget(self.list, 1)


def sums_card(facts: StatementFacts) -> Card:
    """Opening balance, what came and went, closing balance; its value in the base currency."""
    card = Card()
    line = QHBoxLayout()
    line.setSpacing(36)
    since = words.day(facts.since) if facts.since else _("the beginning")
    figures: Sequence[tuple[str, str]] = (
        (_("Balance before {day}").format(day=since), columns.sided(facts.opening)),
        (_("Debited"), words.money(facts.debit)),
        (_("Credited"), words.money(facts.credit)),
        (_("Balance on {day}").format(day=words.day(facts.until)), columns.sided(facts.closing)),
    )
    for title, text in figures:
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(label(title, "small"))
        pair.addWidget(label(text, "strong"))
        line.addLayout(pair)
    line.addStretch(1)
    card.body.addLayout(line)
    if facts.base is not None:
        text = _("{sum} at {rate}").format(sum=columns.sided(facts.base), rate=facts.rate)
        card.add(label(text, "second", wrap=True))
    return card
