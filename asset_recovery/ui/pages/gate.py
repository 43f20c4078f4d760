"""Before the work: log-in, lock and the first start. Nothing of a record is painted here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import button, label, line_edit

if TYPE_CHECKING:
    from asset_recovery.ui.office import DemoUser


class LogInPage(QWidget):
    """Asks who one is; emits `entered(user, password)`. Also the lock: then the user is fixed."""

    entered = Signal(str, str)
    other_user = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.card = Card(margin=28)
        self.card.setFixedWidth(400)
        self.card.body.setContentsMargins(28, 24, 28, 26)
        self.card.body.setSpacing(10)
        self.title = label(_("Log in"), "title")
        self.office = label("", "second", wrap=True)
        self.user = line_edit(_("User name"))
        self.password = line_edit(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = label("", "problem", wrap=True)
        self.enter = button(_("Log in"), self._enter, "primary")
        self.enter.setDefault(True)
        self.other = button(_("Log in as another user"), self.other_user.emit, "link")
        self.hint = label("", "note", wrap=True)
        for widget in (
            self.title, self.office, label(_("User name"), "fieldname"), self.user,
            label(_("Password"), "fieldname"), self.password, self.problem, self.enter, self.other,
            self.hint,
        ):  # fmt: skip
            self.card.add(widget)
        centre(self, self.card)
        self.user.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._enter)
        self.hint.hide()
        self.ask("")

    def ask(self, office: str, user: str = "", locked: bool = False) -> None:
        """Ask for the log-in, or for the password of a locked session (no names are shown then)."""
        self.title.setText(_("Locked") if locked else _("Log in"))
        self.office.setText(_("Enter your password to go on.") if locked else office)
        self.user.setText(user)
        self.user.setEnabled(not locked)
        self.other.setVisible(locked)
        self.password.clear()
        self.problem.hide()
        (self.password if user else self.user).setFocus()

    def refuse(self, text: str) -> None:
        """Say why not; the password is asked again."""
        self.problem.setText(text)
        self.problem.show()
        self.password.clear()
        self.password.setFocus()

    def show_demo_users(self, users: tuple[DemoUser, ...]) -> None:
        """The users of the demonstration office, whose passwords are no secret."""
        lines = [f"{user.user} · {user.password} · {', '.join(user.roles)}" for user in users]
        self.hint.setText("\n".join([_("Demonstration office: user · password · roles"), *lines]))
        self.hint.setVisible(bool(users))
        self.card.setFixedWidth(520)
        if users:
            self.user.setText(users[0].user)
            self.password.setFocus()

    def _enter(self) -> None:
        if self.user.text().strip() and self.password.text():
            self.entered.emit(self.user.text().strip(), self.password.text())
        else:
            self.refuse(_("Enter your user name and your password."))


def centre(page: QWidget, card: QWidget) -> None:
    """Put a card in the middle of a page."""
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(3)
