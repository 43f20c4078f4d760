"""Every value order of the office with its account: who owes how much, and for how long."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.debt_facts import DebtRow, aged
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import debt_columns
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import label


class ValueOrdersPage(Page):
    """The aged balance: sums by age, then each order; a line opens the order."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(_("Value orders"), words.long_day(desk.clock()), below=True)
        self.layout_.addWidget(self.head)
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.layout_.addWidget(scrolling(holder), 1)

    def trail(self) -> Trail:
        """Orders ▸ value orders."""
        return [(_("Orders"), Place("orders")), (_("Value orders"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "What is owed on each value order today: principal, interest and costs less what was "
            "paid. The command line shows it for any other day: list value_orders --as-of DATE."
        )

    def reload(self) -> None:
        """Read the accounts anew."""
        self.desk.commands.read(self.desk.office.value_orders, self.show_orders, self)

    def show_orders(self, rows: list[DebtRow]) -> None:
        """Sums by currency and age, then the orders."""
        clear(self.body)
        by_currency: dict[str, list[tuple[str, str, int, Money]]] = {}
        for one in aged(rows):
            by_currency.setdefault(one[0], []).append(one)
        for currency, lines in by_currency.items():
            title = _("Outstanding by age, {currency}").format(currency=currency)
            card = list_card(title, debt_columns.AGED, lines)
            total = Money.total((one[3] for one in lines), currency)
            text = _("In all {sum}").format(sum=words.money(total))
            card.add(label(text, "strong"))
            self.body.addWidget(card)
        self.body.addWidget(
            list_card(
                _("Orders, the largest first"), debt_columns.VALUE_ORDERS, rows,
                lambda one: self.desk.go_to("order", one.reference),
                _("No value order is on file. One is recorded as an order of that kind."),
            )
        )  # fmt: skip
        self.body.addStretch(1)
