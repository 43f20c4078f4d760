"""What can be done now: steps that may be taken as links, the others grey with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, hairline, label, tip

SHOWN = 5


class ObstacleList(QWidget):
    """Emits `taken(action, given)` for a step that may be taken or for what would clear another."""

    taken = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(9)
        self._steps: tuple[StepOption, ...] = ()
        self._all = False
        self._titles: dict[str, str] = {}

    def show_steps(self, steps: Sequence[StepOption]) -> None:
        """Show the steps of a record, those that may be taken first."""
        self._steps = tuple(sorted(steps, key=lambda step: not step.allowed))
        self._titles = {step.action: step.title for step in steps}
        self._all = False
        self._build()

    def _build(self) -> None:
        clear(self._layout)
        if not self._steps:
            self._layout.addWidget(
                label(_("No step is foreseen for this record."), "small", wrap=True)
            )
        for group in (True, False):
            found = [step for step in self._steps if step.allowed is group]
            limit = len(found) if self._all else SHOWN
            for step in found[:limit]:
                self._layout.addWidget(self._allowed(step) if group else self._blocked(step))
            if len(found) > limit:
                text = _("{number} more…").format(number=len(found) - limit)
                self._layout.addWidget(button(text, self._show_all, "link"))
            if group and found and len(found) < len(self._steps):
                self._layout.addWidget(hairline())
        self._layout.addStretch(1)

    def _show_all(self) -> None:
        self._all = True
        self._build()

    def _allowed(self, step: StepOption) -> QWidget:
        holder, layout = _block()
        made = button(
            f"{step.title}…", partial(self.taken.emit, step.action, dict(step.given)), "step"
        )
        layout.addWidget(made)
        for warning in step.warnings:
            layout.addWidget(label(warning.text, "small", wrap=True))
        return holder

    def _blocked(self, step: StepOption) -> QWidget:
        holder, layout = _block()
        title = label(step.title, "notyet")
        reasons = list(dict.fromkeys(reason.text for reason in step.reasons))
        tip(title, " ".join(reasons))
        layout.addWidget(title)
        for text in reasons[:3]:
            layout.addWidget(label(_("Not yet: {reason}").format(reason=text), "small", wrap=True))
        ways = dict.fromkeys(reason.clear_with for reason in step.reasons if reason.clear_with)
        for way in list(ways)[:2]:
            given = dict(step.given)
            text = self._titles.get(way, way.replace("_", " ").capitalize())
            layout.addWidget(button(f"{text}…", partial(self.taken.emit, way, given), "link"))
        return holder


def _block() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    return holder, layout
