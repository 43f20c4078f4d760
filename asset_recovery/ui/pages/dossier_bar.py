"""What is said of a dossier before it is issued: for whom, why, how many copies."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.widgets.plain import button, chosen, label, line_edit, tip

MOST_COPIES = 50


def language_box(desk: Desk) -> QComboBox:
    """The languages that papers can speak, English first chosen."""
    box = QComboBox()
    box.setAccessibleName(_("Language of the paper"))
    for code, shown in desk.office.languages():
        box.addItem(shown, code)
    box.setCurrentIndex(max(box.findData("en"), 0))
    return box


class DossierBar(QWidget):
    """Two lines over the pages; `changed` when the pages look different, `issue` and `release`."""

    changed = Signal()
    issue = Signal()
    release = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.profile, self.language = QComboBox(self), language_box(desk)
        self.exhibits, self.copies = QComboBox(self), QSpinBox(self)
        self.recipient = line_edit(_("Recipient"), _("Court, authority or person"))
        self.purpose = line_edit(_("Purpose"), _("Hearing, audit, disclosure …"))
        self.profile.setAccessibleName(_("Kind of recipient"))
        self.exhibits.setAccessibleName(_("Exhibits"))
        self.copies.setAccessibleName(_("Copies"))
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        for box, choices in (
            (self.profile, desk.office.dossier_profiles()),
            (self.exhibits, (("", _("without exhibits")), ("all", _("with all exhibits")))),
        ):
            for code, shown in choices:
                box.addItem(shown, code)
        self.issue_button = button(_("Issue"), self.issue.emit)
        tip(self.issue_button, _("Numbers the copies and keeps their bytes with the case."))
        self.release_button = button(_("Release…"), self.release.emit)
        self.said = label("", "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(
            self._line(
                (_("For"), self.profile),
                (_("In"), self.language),
                (_("With"), self.exhibits),
                (_("Copies"), self.copies),
            )
        )
        second = self._line((_("To"), self.recipient), (_("Purpose"), self.purpose), wide=True)
        for widget in (self.said, self.release_button, self.issue_button):
            second.addWidget(widget)
        layout.addLayout(second)
        for box in (self.profile, self.language, self.exhibits):
            box.currentIndexChanged.connect(self.changed)
        self.recipient.editingFinished.connect(self._typed)
        self._last = ""
        self.show_issued("")

    @property
    def behind(self) -> tuple[str, ...]:
        """The exhibits asked for."""
        one = chosen(self.exhibits)
        return (one,) if one else ()

    def show_issued(self, text: str) -> None:
        """Say that the paper was issued; without a text it was not yet."""
        self.said.setText(text)
        self.release_button.setEnabled(bool(text))
        tip(self.release_button, "" if text else _("Issue it first: only issued papers leave."))

    def arguments(self, case: str) -> dict[str, object]:
        """The command that issues what is shown."""
        given: dict[str, object] = {
            "action": "issue_paper", "paper": "dossier", "of": case,
            "profile": chosen(self.profile), "language": chosen(self.language) or "en",
            "copies": self.copies.value(),
        }  # fmt: skip
        if self.recipient.text().strip():
            given["recipient"] = self.recipient.text().strip()
        if self.purpose.text().strip():
            given["purpose"] = self.purpose.text().strip()
        if self.behind:
            given["exhibits"] = list(self.behind)
        return given

    def _typed(self) -> None:
        if self.recipient.text() != self._last:
            self._last = self.recipient.text()
            self.changed.emit()

    def _line(self, *parts: tuple[str, QWidget], wide: bool = False) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for text, widget in parts:
            line.addWidget(label(text, "second"))
            line.addWidget(widget, 1 if wide else 0)
            line.addSpacing(8)
        if not wide:
            line.addStretch(1)
        return line
