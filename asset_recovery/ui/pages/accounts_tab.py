"""The trial balance, receipts that wait, and every account: Enter opens what stands behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from asset_recovery.domain.ledger_facts import TOTAL, AccountRow, AgedRow, TrialRow, totals_of
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import Filter, View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import ledger_columns as columns
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.plain import label

Read = tuple[Sequence[TrialRow], Sequence[AgedRow]]


def accounts_tab(desk: Desk, place: Place) -> QWidget:
    """The tab; the view of a place filters the accounts."""
    return AccountsTab(desk, place)


class AccountsTab(QWidget):
    """Sums by kind above, the accounts below."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        holder = QWidget()
        self.sums = QHBoxLayout(holder)
        self.sums.setContentsMargins(0, 0, 0, 0)
        self.sums.setSpacing(12)
        above = scrolling(holder)
        above.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout.addWidget(above, 1)
        self.accounts = RowList(
            desk, _("Accounts of the ledger"), columns.ACCOUNTS, desk.office.source("accounts"),
            place.view or View((), "kind"), self._open, columns.ACCOUNT_CHIPS, "accounts",
            _("No money has moved yet."),
        )  # fmt: skip
        layout.addWidget(self.accounts, 1)
        ledger = desk.office.ledger
        desk.commands.read(
            lambda: (ledger.trial_balance(), ledger.aged_receipts()), self.show_sums, self
        )

    def show_sums(self, read: Read) -> None:
        """The trial balance with its check, and the receipts by age."""
        trial, aged = read
        clear(self.sums)
        self.sums.addWidget(self._trial(trial), 5)
        if aged:
            waiting = list_card(_("Receipts to identify"), columns.AGED, list(aged))
            waiting.body.addStretch(1)
            self.sums.addWidget(waiting, 2)

    def _trial(self, rows: Sequence[TrialRow]) -> Card:
        card = list_card(
            _("Trial balance"), columns.TRIAL, [*rows, *totals_of(rows)], self._filter,
            _("No money has moved yet: the ledger is written with every receipt, cost, payment "
              "and share."), label(in_balance(rows), "second"),
        )  # fmt: skip
        card.body.addStretch(1)
        return card

    def _filter(self, row: TrialRow) -> None:
        """Show the accounts of a kind and currency, and go there."""
        currency = Filter("currency", "=", row.debit.currency)
        chosen = (currency,) if row.kind == TOTAL else (Filter("kind", "=", row.kind), currency)
        self.accounts.show_view(View(chosen, "kind"))
        self.accounts.table.setFocus()

    def _open(self, row: AccountRow) -> None:
        self.desk.go(Place("account", row.reference))


def in_balance(rows: Sequence[TrialRow]) -> str:
    """Whether debits and credits meet, currency by currency."""
    found: dict[str, int] = {}
    for row in rows:
        currency = row.balance.currency
        found[currency] = found.get(currency, 0) + row.balance.minor
    wrong = [words.money(Money(minor, currency)) for currency, minor in found.items() if minor]
    if wrong:
        return _("Out of balance by {sums}").format(sums=", ".join(wrong))
    return _("Debits and credits are equal in each currency") if found else ""
