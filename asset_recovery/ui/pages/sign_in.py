"""The second person's own sign-in for one decision, inside the clerk's window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.widgets.plain import button, label, line_edit


class SignIn(QDialog):
    """The second person's own user name and password, used for one decision and forgotten."""

    def __init__(
        self, parent: QWidget, decide: Callable[[str, str, SignIn], object] | None = None
    ) -> None:
        """`decide` takes user name, password and this dialog; else the parent's `decide_here`."""
        super().__init__(parent)
        self._decide = decide or parent.decide_here  # type: ignore[attr-defined]
        self.setWindowTitle(_("Approve here"))
        self.setMinimumWidth(380)
        self.user = line_edit(_("User name of the second person"))
        self.password = line_edit(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(8)
        layout.addWidget(label(_("Approve here"), "title"))
        layout.addWidget(label(
            _("For this decision only; the session stays whose it is."), "second", wrap=True
        ))  # fmt: skip
        for name, field in (
            (self.user.accessibleName(), self.user),
            (_("Password"), self.password),
        ):
            layout.addWidget(label(name, "fieldname"))
            layout.addWidget(field)
        layout.addWidget(self.problem)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        self.approve = button(_("Approve"), self._give, "primary")
        line.addWidget(self.approve)
        layout.addLayout(line)
        self.password.returnPressed.connect(self._give)

    def refuse(self, text: str) -> None:
        """Say why not."""
        self.password.clear()
        self.problem.setText(text)
        self.problem.show()

    def _give(self) -> None:
        password = self.password.text()
        self.password.clear()
        self._decide(self.user.text().strip(), password, self)
