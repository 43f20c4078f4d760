"""The head of a request: what it is, what still lacks, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import PageHead
from asset_recovery.ui.pages.record_page import waiting_button
from asset_recovery.ui.pages.request_compare import versions_of
from asset_recovery.ui.pages.request_papers import PapersButton
from asset_recovery.ui.shapes import RequestForm
from asset_recovery.ui.widgets.missing_list import MissingPopup
from asset_recovery.ui.widgets.plain import button, restyle
from asset_recovery.ui.widgets.tag import tag

LEAST = 220  # pixels of a title that is as long as the law made it


class RequestHead(QWidget):
    """Emits `wanted(place)` of something missing, `docx`, `taken(step)`, `compared`, `signing`."""

    wanted = Signal(int)
    docx = Signal()
    compared = Signal()
    signing = Signal()
    taken = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.line = PageHead(_("Request"), "", below=True)
        self.line.title.setWordWrap(True)
        self.line.title.setMinimumWidth(LEAST)
        layout.addWidget(self.line)
        self.missing = button("", self.open_missing, "count")
        self.popup = MissingPopup(desk.theme, self)
        self.popup.chosen.connect(self.wanted)
        self.state = tag("", "accent")
        self.state.hide()
        self.compare = button(_("Compare…"), self.compared.emit)
        self.compare.hide()
        self.word = button(_("Export DOCX"), self.docx.emit)
        self.sign = button(_("Sign the PDF…"), self.signing.emit)
        self.sign.hide()
        self._steps = QVBoxLayout()
        self.papers = PapersButton(desk)
        shown = (self.state, self.missing, self.compare, self.word, self.papers, self.sign)
        for widget in shown:
            self.line.right.addWidget(widget)
        self.line.right.addLayout(self._steps)
        self.missing.hide()
        self._offered: tuple[object, ...] = ()
        self._primary: QPushButton | None = None

    def show_form(
        self, form: RequestForm, steps: Sequence[StepOption], waits_for: StepOption | None
    ) -> None:
        """Show a request as it is now; `waits_for` is the step that is its primary button."""
        received = form.facts is not None and form.facts.is_inbound
        self.line.title.setText(words.visible(form.title))
        self.line.quiet.setText(words.visible(form.subtitle))
        states = "inbound_request_states" if received else "request_states"
        self.state.setText(words.of(states, form.state))
        self.state.show()
        self.word.setVisible(not received and form.draft)
        self.compare.setVisible(bool(versions_of(form)))
        signable = any(one.action == "record_signature" and one.allowed for one in steps)
        self.sign.setVisible(signable and not received)
        self.papers.show_request(form.facts)
        self._show_missing(form, received)
        if (waits_for, form.state) != self._offered:
            self._offered = (waits_for, form.state)
            self._show_next(waits_for)

    def open_missing(self) -> None:
        """Open the list of what lacks."""
        self.popup.open_below(self.missing)

    def _show_missing(self, form: RequestForm, received: bool) -> None:
        number = len(form.missing)
        blocks = any(one.blocks for one in form.missing)
        text = _("Still missing {number}").format(number=number) + "  ▾"
        self.missing.setText(text if number else _("Nothing is missing"))
        self.missing.setEnabled(bool(number))
        self.missing.setVisible(not received and (form.draft or bool(number)))
        tone = "bad" if blocks else "attention" if number else "good"
        if self.missing.property("tone") != tone:
            self.missing.setProperty("tone", tone)
            restyle(self.missing)
        self.popup.show_missing(form.missing)

    def _show_next(self, step: StepOption | None) -> None:
        old = self._primary
        had_focus = old is not None and self.window().focusWidget() is old
        if step is None or not step.allowed:
            made = waiting_button(step)
        else:
            made = button(f"{step.title}…", lambda: self.taken.emit(step), "primary")
        self._steps.addWidget(made)
        QWidget.setTabOrder(self.sign, made)
        made.show()
        if had_focus:  # whoever took a step by the keyboard goes on from where it stood
            others = (made, self.papers.button, self.compare, self.word, self.sign)
            after = (one for one in others if one.isEnabled() and one.isVisible())
            next(after, self).setFocus()
        if old is not None:
            self._steps.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._primary = made
