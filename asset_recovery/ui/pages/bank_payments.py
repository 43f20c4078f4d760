"""Beside the receipts: what the bank paid and nobody recorded, and the bank against the books."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.bank_facts import Balance, Payment
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import receipt_columns as columns
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable

ROWS = 4


class PaymentsCard(Card):
    """Debits that are not on file; Enter says what one paid, or records it as a cost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Paid by the bank, not on file"), margin=12)
        self.desk = desk
        self.head.addStretch(1)
        self.head.addWidget(button(_("Match…"), self.match, "link"))
        self.head.addWidget(button(_("Record as a cost…"), self.record, "link"))
        self.table = ShortTable(_("Paid by the bank, not on file"), columns.PAYMENTS, limit=ROWS)
        self.table.opened.connect(lambda _row: self.settle())
        self.add(self.table)
        self.hide()

    def show_payments(self, found: Sequence[Payment]) -> None:
        """Show these; the card is not there where every payment is on file."""
        self.table.show_rows(found)
        self.setVisible(bool(found))
        if found:
            self.table.selectRow(0)

    @property
    def payment(self) -> Payment | None:
        """The debit that is chosen."""
        place = self.table.currentIndex().row()
        if not 0 <= place < self.table.model_.rowCount():
            return None
        found: Payment = self.table.row_at(place)
        return found

    def settle(self) -> None:
        """What is likelier: a match where something of the amount is on file, else a cost."""
        if self.payment is not None and self.payment.candidates:
            self.match()
        else:
            self.record()

    def match(self) -> None:
        """Say which record it paid."""
        one = self.payment
        if one is not None:
            given: dict[str, object] = {"statement": one.statement, "line": one.line}
            if len(one.candidates) == 1:
                given["to"] = one.candidates[0]
            self.desk.open_editor("match_payment", given, self)

    def record(self) -> None:
        """Record it as a cost of an asset or a case."""
        one = self.payment
        if one is not None:
            given: dict[str, object] = {
                "on": one.on.isoformat(),
                "amount": one.amount.as_json(),
                "document": f"{one.statement}/{one.line}",
            }
            if one.counterparty:
                given["counterparty"] = one.counterparty
            self.desk.open_editor("post_cost", given, self)


class BalanceLines(QWidget):
    """One line an account: the bank, the books, the difference, and why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        outer.addLayout(self._lines)
        self._old = label("", "strong", "attention")
        self._old.hide()
        outer.addWidget(self._old)

    def show_balances(self, found: Sequence[Balance]) -> None:
        """Show the accounts, those that differ first."""
        clear(self._lines)
        for one in sorted(found, key=lambda one: one.difference.is_zero):
            self._lines.addWidget(self._line(one))
        if not found:
            text = _("No statement of an account is on file yet.")
            self._lines.addWidget(label(text, "second"))

    def show_overdue(self, found: tuple[int, int]) -> None:
        """How many receipts wait too long; nothing is said where none does."""
        days, number = found
        if number:
            text = _("Receipts waiting longer than {days} days: {number}")
            self._old.setText(text.format(number=words.count(number), days=days))
            self._old.show()

    def _line(self, one: Balance) -> QWidget:
        text = _("{account} on {day}: bank {bank}, books {books}").format(
            account=one.account, day=words.day(one.on), bank=words.money(one.bank),
            books=words.money(one.office),
        )  # fmt: skip
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label(words.visible(text), "second"))
        if one.difference.is_zero:
            line.addWidget(label(_("They agree."), "second", "good"))
        else:
            told = _("{amount} between").format(amount=words.money(one.difference))
            line.addWidget(label(told, "strong", "attention"))
            line.addWidget(button(_("Why?"), partial(self._why, one), "link"))
        line.addStretch(1)
        return holder

    def _why(self, one: Balance) -> None:
        lines = [f"{words.money(amount)}: {words.visible(text)}" for text, amount in one.reasons]
        title = _("{account}: the bank less the books").format(account=one.account)
        self.desk.dialogs.tell(title, "\n".join(lines))
