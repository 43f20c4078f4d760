"""Setting a password: one's own, or by an administrator somebody else's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.domain.errors import AppError
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.plain import button, label, line_edit


class PasswordEditor(QDialog):
    """Asks twice; a refusal is shown at its field. Nothing is kept as a draft."""

    def __init__(self, desk: Desk, user: str, parent: QWidget, *, must: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._user = desk, user
        self.own = user == desk.session.user
        title = _("Change your password") if self.own else _("Set a password")
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.old, self.new = self._secret(_("Password now")), self._secret(_("New password"))
        self.again = self._secret(_("New password again"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        said = _("Somebody else set your password: choose one that only you know.")
        if not must:
            said = words.visible(user)
            if not self.own:
                said = _("{user} is asked to change it at the next log-in.").format(user=said)
        layout.addWidget(label(said, "second", wrap=True))
        self.rows = [
            EditorRow(field.accessibleName(), field)
            for field in ((self.old,) if self.own else ()) + (self.new, self.again)
        ]
        if not self.own:
            self.old.hide()
        for row in self.rows:
            layout.addWidget(row)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        self.ok = button(title, self.give, "primary")
        self.ok.setDefault(True)
        line.addWidget(self.ok)
        layout.addLayout(line)

    def give(self) -> None:
        """Set it, if both are the same."""
        for row in self.rows:
            row.show_problem("")
        new = self.new.text()
        if new != self.again.text():
            self.rows[-1].show_problem(_("The two are not the same. Type it again."))
            return
        office, user, old = self._desk.office, self._user, self.old.text() if self.own else None

        def work() -> AppError | None:
            try:
                office.set_password(user, new, old)
            except AppError as refusal:
                return refusal
            return None

        self.ok.setEnabled(False)
        self._desk.commands.read(work, self._decided, self)

    def _decided(self, refusal: AppError | None) -> None:
        self.ok.setEnabled(True)
        if refusal is None:
            self._desk.commands.said.emit(_("The password is set."))
            self.accept()
            return
        wrong = any(reason.code.startswith("log_in") for reason in refusal.reasons)
        row = self.rows[0] if wrong and self.own else self.rows[-2]
        row.show_problem("\n".join(reason.text for reason in refusal.reasons))

    def _secret(self, name: str) -> QLineEdit:
        made = line_edit(name)
        made.setParent(self)
        made.setEchoMode(QLineEdit.EchoMode.Password)
        return made
