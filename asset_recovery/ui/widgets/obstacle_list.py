"""What can be done now: steps that may be taken as links, the others grey with their reason.

Grouped: possible now, something is missing (with the way to it), not from here. `box` narrows by
words; whoever shows the list puts it where it stays in sight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.step_order import Ranked, step_title
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, hairline, label, line_edit, tip

SHOWN = 4
FEW = 8  # steps among which one need not search
_NOT_FROM_HERE = frozenset({"wrong_state", "closed_record", "asset_replaced", "role_needed"})


def is_elsewhere(step: StepOption) -> bool:
    """Whether nothing that lacks could be supplied: another state, or another role, is needed."""
    return any(
        one.code in _NOT_FROM_HERE and not one.clear_with for one in step.reasons
    ) and not any(one.clear_with for one in step.reasons)


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
        self._elsewhere = False
        self._titles: dict[str, str] = {}
        self.box = line_edit(_("Find a step"), _("Find a step"))
        self.box.setParent(self)
        self.box.setClearButtonEnabled(True)
        self.box.hide()
        self.box.textChanged.connect(self._build)
        self.box.installEventFilter(self)

    def show_ranked(self, ranked: Ranked, names: Mapping[str, str] | None = None) -> None:
        """Show the steps of a record in their order; `names` say what a reference stands for."""
        self._ranked, self._names = ranked, dict(names or {})
        every = self._every()
        self._titles = {step.action: step.title for step in every}
        self._all = self._elsewhere = False
        self.box.setVisible(len(every) > FEW and self.box.parent() is not self)
        self._build()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words to the first step, Enter takes it, Esc forgets the words."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.box.text().strip():
                steps = self._buttons("step")
                if steps:
                    steps[0].click()
                return True
            if key == Qt.Key.Key_Down and self._buttons():
                self._buttons()[0].setFocus()
                return True
            if key == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        every = self._buttons()
        focus = self.focusWidget()
        if step is None or not isinstance(focus, QPushButton) or focus not in every:
            super().keyPressEvent(event)
            return
        place = every.index(focus) + step
        if 0 <= place < len(every):
            every[place].setFocus()
        elif place < 0 and self.box.isVisible():
            self.box.setFocus()

    def _buttons(self, role: str = "") -> list[QPushButton]:
        """What can be pressed, from the top."""
        found = [
            b for b in self.findChildren(QPushButton) if not role or b.property("role") == role
        ]
        return sorted(found, key=lambda b: b.mapTo(self, b.rect().topLeft()).y())

    def _every(self) -> list[StepOption]:
        found = self._ranked
        return [*found.now, *found.soon, *found.rest]

    def _build(self, _text: str = "") -> None:
        clear(self._layout)
        wanted = self.box.text().casefold().split()
        if not self._every():
            self._say(_("No step is foreseen for this record."))
        elif wanted:
            self._build_found(wanted)
        elif self._all:
            self._build_all()
        else:
            self._build_next()
        self._layout.addStretch(1)

    def _build_next(self) -> None:
        """The next steps, and those of the path that come after them with what they lack."""
        found = self._ranked
        for step in found.now[:SHOWN]:
            self._layout.addWidget(self._allowed(step))
        if found.now and found.soon:
            self._layout.addWidget(hairline())
        for step in found.soon:
            self._layout.addWidget(self._blocked(step))
        if len(found.now) > SHOWN or found.rest:
            self._layout.addWidget(button(_("All steps"), self._show_all, "link"))

    def _build_all(self) -> None:
        found = self._ranked
        blocked = [*found.soon, *found.rest]
        lacking = [step for step in blocked if not is_elsewhere(step)]
        elsewhere = [step for step in blocked if is_elsewhere(step)]
        self._group(_("Possible now"), found.now)
        self._group(_("Something is missing"), lacking)
        if elsewhere:
            title = _("Not from here · {number}").format(number=len(elsewhere))
            mark = "▾" if self._elsewhere else "▸"
            self._layout.addWidget(button(f"{mark} {title}", self._turn_elsewhere, "link", title))
            for step in elsewhere if self._elsewhere else ():
                self._layout.addWidget(self._blocked(step))

    def _build_found(self, wanted: Sequence[str]) -> None:
        """Every step whose title or reasons hold the words."""
        fits = [step for step in self._every() if self._holds(step, wanted)]
        self._group(_("Possible now"), [step for step in fits if step.allowed])
        self._group(_("Not yet"), [step for step in fits if not step.allowed])
        if not fits:
            self._say(_("No step holds these words."))

    def _holds(self, step: StepOption, wanted: Sequence[str]) -> bool:
        told = [step_title(step, self._names), *(one.text for one in step.reasons)]
        text = " ".join(told).casefold()
        return all(word in text for word in wanted)

    def _group(self, title: str, steps: Sequence[StepOption]) -> None:
        if not steps:
            return
        self._layout.addWidget(label(f"{title} · {len(steps)}", "small"))
        for step in steps:
            self._layout.addWidget(self._allowed(step) if step.allowed else self._blocked(step))

    def _say(self, text: str) -> None:
        self._layout.addWidget(label(text, "small", wrap=True))

    def _show_all(self) -> None:
        self._all = True
        self._build()
        self._focus_first()

    def _turn_elsewhere(self) -> None:
        self._elsewhere = not self._elsewhere
        self._build()

    def _focus_first(self) -> None:
        """Who pressed a button that is gone goes on with the first one, not nowhere."""
        if (found := self._buttons()) and self.isVisible():
            found[0].setFocus()

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
