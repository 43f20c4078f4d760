"""Deadlines in a narrow panel: what is due, the day below it, what is left at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.case_file import DeadlineFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models.deadline_columns import left, left_tone
from asset_recovery.ui.widgets.plain import hairline, label
from asset_recovery.ui.widgets.tag import tag

SHOWN = 3


class DueList(QWidget):
    """The first few by date, binding ones first; says how many more there are."""

    def __init__(self, deadlines: Sequence[DeadlineFacts], limit: int = SHOWN) -> None:
        super().__init__()
        self.setAccessibleName(_("Deadlines"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(5)
        rows = sorted(deadlines, key=lambda d: (not d.hard, d.due))
        for row in rows[:limit]:
            self._add(row)
        if not rows:
            self._layout.addWidget(label(_("Nothing is due."), "second"))
        if len(rows) > limit:
            more = _("{number} more").format(number=len(rows) - limit)
            self._layout.addWidget(label(more, "small"))

    def _add(self, row: DeadlineFacts) -> None:
        line, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(words.visible(row.title), wrap=True))
        day = words.day(row.due)
        texts.addWidget(label(_("{day} · by law").format(day=day) if row.hard else day, "small"))
        line.addLayout(texts, 1)
        line.addWidget(tag(left(row), left_tone(row)), 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addLayout(line)
        self._layout.addWidget(hairline())
