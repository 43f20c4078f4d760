"""The first start: make an office, or open the demonstration office."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.office import NewOffice
from asset_recovery.ui.pages.gate import centre
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.money_edit import currency_box
from asset_recovery.ui.widgets.plain import button, chosen, label, line_edit

SHORTEST_PASSWORD = 12


class FirstRunPage(QWidget):
    """Emits `make(NewOffice)` or `demo()`."""

    make = Signal(object)
    demo = Signal()

    def __init__(self, legal_systems: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.name = line_edit(_("Name of the office"))
        self.country = line_edit(_("Country"), _("two letters, such as MT"))
        self.currency = currency_box(_("Base currency"), "EUR")
        self.legal_system = QComboBox()
        self.legal_system.setAccessibleName(_("Legal system"))
        for code, shown in legal_systems:
            self.legal_system.addItem(shown, code)
        self.user = line_edit(_("First user"))
        self.user_name = line_edit(_("Full name"))
        self.password = line_edit(_("Password"))
        self.again = line_edit(_("Password again"))
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.sole = QCheckBox(_("This user has every role (office of one)"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        centre(self, self._cards())

    def refuse(self, text: str) -> None:
        """Say why the office could not be made."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _cards(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(820)
        both = QHBoxLayout(holder)
        both.setSpacing(16)
        new = Card(_("Make an office"), 24)
        for left, right in (
            (EditorRow(_("Name of the office"), self.name), EditorRow(_("Country"), self.country)),
            (EditorRow(_("Legal system"), self.legal_system),
             EditorRow(_("Base currency"), self.currency)),
            (EditorRow(_("First user"), self.user), EditorRow(_("Full name"), self.user_name)),
            (EditorRow(_("Password"), self.password), EditorRow(_("Password again"), self.again)),
        ):  # fmt: skip
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(left, 3)
            line.addWidget(right, 2)
            new.body.addLayout(line)
        new.add(self.sole)
        new.add(self.problem)
        self.make_button = button(_("Make the office"), self._make, "primary")
        new.add(self.make_button)
        both.addWidget(new, 3)
        side = QVBoxLayout()
        demo = Card(_("Look around first"), 24)
        demo.add(label(
            _("The demonstration office holds fictional cases at every stage. "
              "Everything can be tried; nothing in it is real."), "second", wrap=True,
        ))  # fmt: skip
        demo.add(button(_("Open the demonstration office"), self.demo.emit))
        side.addWidget(demo)
        side.addStretch(1)
        both.addLayout(side, 2)
        return holder

    def _make(self) -> None:
        problem = self._fault()
        self.refuse(problem)
        if problem:
            return
        self.make.emit(
            NewOffice(
                name=self.name.text().strip(), country=self.country.text().strip().upper(),
                currency=self.currency.currentText().strip().upper(),
                legal_system=chosen(self.legal_system),
                user=self.user.text().strip(), user_name=self.user_name.text().strip(),
                password=self.password.text(), sole=self.sole.isChecked(),
            )
        )  # fmt: skip

    def _fault(self) -> str:
        fields = (self.name, self.country, self.user, self.user_name)
        empty = [field.accessibleName() for field in fields if not field.text().strip()]
        if empty:
            return _("Still missing: {names}.").format(names=", ".join(empty))
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return _("The password needs at least {number} characters.").format(
                number=SHORTEST_PASSWORD
            )
        if self.password.text() != self.again.text():
            return _("The two passwords differ.")
        return ""
