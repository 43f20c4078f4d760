"""A line above the page: what an action left behind that a person should know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, label

Way = Callable[[], object]


class Notice(QFrame):
    """Shows sentences and ways; hidden until there is something to say. Emits what is looked at."""

    looked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(_("Notice"))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 12, 0)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
        line.addLayout(self._texts, 1)
        self._ways = QHBoxLayout()
        self.offered: dict[str, QPushButton] = {}
        line.addLayout(self._ways)
        self.hide()

    def say(self, sentences: Sequence[str], looks: Sequence[str] = ()) -> None:
        """Show these sentences with a way to each reference; nothing to say hides the line."""
        self._tell(sentences)
        for reference in looks[:3]:
            name = _("Look at {title}").format(title=reference)
            look = partial(self.looked.emit, reference)
            self._ways.addWidget(button(_("Look"), look, "link", name))
        self._ways.addWidget(button(_("Close"), self.hide, "flat", _("Close the notice")))

    def offer(self, sentence: str, yes: tuple[str, Way], no: tuple[str, Way]) -> None:
        """Show a sentence with two ways; either closes the line."""
        self._tell((sentence,))
        for text, way in (yes, no):
            made = button(text, partial(self._take, way), "link")
            self.offered[text] = made
            self._ways.addWidget(made)

    def _take(self, way: Way) -> None:
        self.hide()
        way()

    def _tell(self, sentences: Sequence[str]) -> None:
        self.offered.clear()
        clear(self._texts)
        clear(self._ways)
        for text in sentences:
            self._texts.addWidget(label(words.visible(text), "note", "attention", wrap=True))
        self.setVisible(bool(sentences))
