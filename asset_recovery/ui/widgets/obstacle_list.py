"""What can be done now: steps that may be taken as links, the others grey with their reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.step_order import Ranked, step_title
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, hairline, label, tip

SHOWN = 4


class ObstacleList(QWidget):
    """Emits `taken(action, given)` for a step that may be taken or for what would clear another."""

    taken = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(9)
        self._ranked = Ranked()
        self._names: dict[str, str] = {}
        self._all = False
        self._titles: dict[str, str] = {}

    def show_ranked(self, ranked: Ranked, names: Mapping[str, str] | None = None) -> None:
        """Show the steps of a record in their order; `names` say what a reference stands for."""
        self._ranked, self._names = ranked, dict(names or {})
        every = (*ranked.now, *ranked.soon, *ranked.rest)
        self._titles = {step.action: step.title for step in every}
        self._all = False
        self._build()

    def _build(self) -> None:
        clear(self._layout)
        found = self._ranked
        if not (found.now or found.soon or found.rest):
            self._layout.addWidget(
                label(_("No step is foreseen for this record."), "small", wrap=True)
            )
        for step in found.now if self._all else found.now[:SHOWN]:
            self._layout.addWidget(self._allowed(step))
        blocked = (*found.soon, *found.rest) if self._all else found.soon
        if found.now and blocked:
            self._layout.addWidget(hairline())
        for step in blocked:
            self._layout.addWidget(self._blocked(step))
        if not self._all and (len(found.now) > SHOWN or found.rest):
            self._layout.addWidget(button(_("All steps"), self._show_all, "link"))
        self._layout.addStretch(1)

    def _show_all(self) -> None:
        self._all = True
        self._build()

    def _allowed(self, step: StepOption) -> QWidget:
        holder, layout = _block()
        text = f"{step_title(step, self._names)}…"
        made = button(text, partial(self.taken.emit, step.action, dict(step.given)), "step", text)
        layout.addWidget(made)
        for warning in step.warnings:
            layout.addWidget(label(warning.text, "small", wrap=True))
        return holder

    def _blocked(self, step: StepOption) -> QWidget:
        holder, layout = _block()
        title = label(step_title(step, self._names), "notyet", wrap=True)
        reasons = list(dict.fromkeys(reason.text for reason in step.reasons))
        tip(title, " ".join(reasons))
        layout.addWidget(title)
        said = said_reasons(step)
        layout.addWidget(label(_("Not yet: {reason}").format(reason=said), "small", wrap=True))
        ways = dict.fromkeys(reason.clear_with for reason in step.reasons if reason.clear_with)
        for way in list(ways)[:2]:
            given = dict(step.given)
            text = self._titles.get(way) or words.action(way)
            layout.addWidget(button(f"{text}…", partial(self.taken.emit, way, given), "link"))
        return holder


def said_reasons(step: StepOption) -> str:
    """The reasons in one paragraph; a bare state is left out where others say more."""
    telling = [r for r in step.reasons if r.code != "wrong_state" or r.clear_with]
    return " ".join(dict.fromkeys(reason.text for reason in (telling or step.reasons)[:3]))


def _block() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    return holder, layout
