"""Below the questions: how much is typed and not kept, and what somebody else answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.widgets.plain import button, label


class TypingBar(QWidget):
    """Emits `keep`, `give_up`, and where two people answered the same: `theirs` or `mine`."""

    keep = Signal()
    give_up = Signal()
    theirs = Signal()
    mine = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.problem = label("", "note", "bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.clash = label("", "note", wrap=True)
        layout.addWidget(self.clash)
        self._choice = QWidget()
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.addStretch(1)
        choice.addWidget(button(_("Take theirs"), self.theirs.emit))
        choice.addWidget(button(_("Keep mine"), self.mine.emit))
        layout.addWidget(self._choice)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.said = label("", "small", wrap=True)
        line.addWidget(self.said, 1)
        self.back = button(_("Give up what was typed"), self.give_up.emit, "link")
        line.addWidget(self.back)
        self.keep_button = button(_("Keep these answers"), self.keep.emit)
        line.addWidget(self.keep_button)
        layout.addLayout(line)
        self.show_typed(0)
        self.show_clash("")

    def show_typed(self, number: int, brought_back: bool = False) -> None:
        """How many answers are typed and not kept."""
        text = _("Everything is kept.")
        if number:
            text = _("1 answer is typed and not kept yet.")
            if number > 1:
                text = _("{number} answers are typed and not kept yet.").format(number=number)
            if brought_back:
                text = _("{text} They were brought back.").format(text=text)
        self.said.setText(text)
        self.keep_button.setEnabled(bool(number))
        self.back.setVisible(bool(number))

    def show_clash(self, text: str) -> None:
        """Two people answered the same question."""
        self.clash.setText(text)
        self.clash.setVisible(bool(text))
        self._choice.setVisible(bool(text))

    def say_problem(self, text: str) -> None:
        """Why the pages could not be made anew."""
        self.problem.setText(words.visible(text))
        self.problem.setVisible(bool(text))
