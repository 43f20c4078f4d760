"""An earlier day that a person looks at: in force on a day, as known at a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.widgets.date_edit import DateEdit
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.plain import button, label


@dataclass(frozen=True, slots=True)
class Then:
    """The two clocks; at least one is set. `known_on` is a day: its end."""

    as_of: date | None = None
    known_on: date | None = None

    @property
    def moment(self) -> str | None:
        """The moment of knowledge as the services take it."""
        return None if self.known_on is None else self.known_on.isoformat()

    def sentence(self) -> str:
        """What is shown, in words."""
        parts = []
        if self.as_of is not None:
            parts.append(_("as in force on {day}").format(day=words.day(self.as_of)))
        if self.known_on is not None:
            parts.append(_("as the office knew it on {day}").format(day=words.day(self.known_on)))
        return _("You see the office {how}.").format(how=", ".join(parts))


OF_TODAY = frozenset(
    {
        "today",
        "approvals",
        "office",
        "board",
        "value_orders",
        "request",
        "same_assets",
        "statistics",
        "invoice",
        "money",
        "account",
    }
)


def held_sentence() -> str:
    """Why no step can be taken."""
    return _("An earlier day is shown: no step can be taken. Go back to today first.")


class PastBar(QFrame):
    """Above the page while an earlier day is shown; hidden otherwise."""

    change = Signal()
    today = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pastbar")
        self.setAccessibleName(_("An earlier day is shown"))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        self.said = label("", "strong", "attention", wrap=True)
        line.addWidget(self.said, 1)
        line.addWidget(button(_("Change…"), self.change.emit, "link"))
        line.addWidget(button(_("Back to today"), self.today.emit))
        self.hide()

    def show_then(self, then: Then | None, page: str = "") -> None:
        """Say which day is shown, or that this page knows only today; None hides the bar."""
        if then is not None:
            held = _("No step can be taken.")
            said = then.sentence()
            if page in OF_TODAY:
                said = _("This page shows today; the others show an earlier day.")
            self.said.setText(f"{said} {held}")
            self.setAccessibleDescription(self.said.text())
        self.setVisible(then is not None)


class ThenDialog(QDialog):
    """Asks for the two days; either may be left empty."""

    def __init__(
        self,
        parent: QWidget,
        clock: Callable[[], date],
        then: Then | None,
        chosen: Callable[[Then | None], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._clock, self._chosen = clock, chosen
        self.setWindowTitle(_("Show an earlier day"))
        self.setMinimumWidth(480)
        self.as_of = DateEdit(_("As in force on"), clock)
        self.known_on = DateEdit(_("As the office knew it on"), clock)
        if then is not None and then.as_of is not None:
            self.as_of.show_day(then.as_of)
        if then is not None and then.known_on is not None:
            self.known_on.show_day(then.known_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(_("Show an earlier day"), "title"))
        layout.addWidget(
            label(
                _(
                    "The first day asks what was in force then, by all that is known today. The "
                    "second leaves out what was entered later. Both together: what the office then "
                    "knew of that day."
                ),
                "second",
                wrap=True,
            )
        )
        self.rows = [
            EditorRow(_("As in force on"), self.as_of),
            EditorRow(_("As the office knew it on"), self.known_on),
        ]
        for row in self.rows:
            layout.addWidget(row)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        self.ok = button(_("Show"), self.show_it, "primary")
        self.ok.setDefault(True)
        line.addWidget(self.ok)
        layout.addLayout(line)

    def show_it(self) -> None:
        """Take the days, if they are days and not to come."""
        days: list[date | None] = []
        for row, edit in zip(self.rows, (self.as_of, self.known_on), strict=True):
            row.show_problem("")
            text = edit.line.text().strip()
            day = edit.read().value if text else None
            if text and not isinstance(day, date):
                row.show_problem(_("This is no day: write it as 2 Mar 2026."))
                return
            if isinstance(day, date) and day > self._clock():
                row.show_problem(_("This day is still to come."))
                return
            days.append(day if isinstance(day, date) else None)
        then = Then(*days) if any(days) else None
        self._chosen(then)
        self.accept()
