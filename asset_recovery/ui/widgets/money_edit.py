"""A field for money: takes what people type, shows what was understood, never rounds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui.typed_values import Read, read_money
from asset_recovery.ui.widgets.plain import label, line_edit

USUAL = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB", "AED", "UAH", "PLN", "TRY", "BTC")


class MoneyEdit(QWidget):
    """Amount and currency; `read()` says what was understood or what is wrong."""

    edited = Signal()

    def __init__(self, name: str, currency: str) -> None:
        super().__init__()
        self.amount: QLineEdit = line_edit(name, _("1 234 567,89 or 1.2m"))
        self.currency = currency_box(name, currency)
        self.understood = label("", "understood")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.amount, 1)
        line.addWidget(self.currency)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addWidget(self.understood)
        self.setFocusProxy(self.amount)
        self.amount.textChanged.connect(self._show)
        self.currency.currentTextChanged.connect(self._show)
        self.understood.hide()

    def read(self) -> Read:
        """What is typed now."""
        return read_money(self.amount.text(), self.currency.currentText().strip().upper())

    def show_money(self, value: Money) -> None:
        """Fill the field."""
        self.currency.setCurrentText(value.currency)
        self.amount.setText(value.amount)

    def _show(self) -> None:
        found = self.read()
        self.understood.setText(found.says)
        self.understood.setVisible(bool(found.says))
        self.edited.emit()


def currency_box(name: str, currency: str) -> QComboBox:
    """A currency by its code; any code can be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.addItems([currency, *(code for code in USUAL if code != currency)])
    box.setCurrentText(currency)
    box.setAccessibleName(_("{name}, currency").format(name=name))
    box.setMinimumWidth(84)
    return box
