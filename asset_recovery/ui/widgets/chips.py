"""The filter bar: one chip a column; every chip that holds must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import Filter
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.widgets.plain import button, restyle, tip

_GAP = 8
_LEAST = 160  # pixels of the bar, and of a chip that is set

Offered = tuple[tuple[str, str], ...]
# Asks for what a column offers; the answer comes when it was read.
Choices = Callable[[str, Callable[[Offered], object]], object]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip of the bar. `operator` is `=`, `contains`, `>=`, `<=`; `extra` hides until used.

    `kind` is how a typed value is read: text, money (to minor units of the office's currency) or
    date (to an ISO date).
    """

    column: str
    title: str
    operator: str = "="
    extra: bool = False
    kind: str = "text"


class FilterBar(QWidget):
    """Emits `changed` when the filters changed; `filters()` are what the view takes.

    Chips for which there is no room are behind *+ filter*; those that are set stay, cut with dots.
    """

    changed = Signal()

    def __init__(
        self, chips: Sequence[Chip], choices: Choices, currency: str, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.chips, self._choices = tuple(chips), choices
        self._currency, self._today = currency, today
        self._filters: dict[str, Filter] = {}
        self._offered: dict[str, dict[str, str]] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._behind: frozenset[str] = frozenset()
        self.setMinimumWidth(_LEAST)
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(_GAP)
        for chip in self.chips:
            made = button("", partial(self._offer, chip), "chip")
            self.buttons[_key(chip)] = made
            self.layout_.addWidget(made)
        self._more = button(_("+ filter"), self._offer_more, "chip")
        self.layout_.addWidget(self._more)
        self.layout_.addStretch(1)
        self._show()

    def filters(self) -> tuple[Filter, ...]:
        """The filters that are set."""
        return tuple(self._filters.values())

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Set all filters at once, as a saved view does."""
        known = {(chip.column, chip.operator): _key(chip) for chip in self.chips}
        self._filters = {
            known.get((found.column, found.operator), f"{found.column} {found.operator}"): found
            for found in filters
        }
        self._show()

    def set_filter(self, chip: Chip, value: object) -> None:
        """Set one chip; None takes it out."""
        if value in (None, ""):
            self._filters.pop(_key(chip), None)
        else:
            self._filters[_key(chip)] = Filter(chip.column, chip.operator, value)
        self._show()
        self.changed.emit()

    def clear_all(self) -> None:
        """Take every filter out."""
        self._filters.clear()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for chip in self.chips:
            made, found = self.buttons[_key(chip)], self._filters.get(_key(chip))
            value = self._label(chip, found) if found else _("any")
            made.setProperty("active", found is not None)
            made.setAccessibleName(
                _("Filter {name}: {value}").format(name=_(chip.title), value=value)
            )
            restyle(made)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def hidden_chips(self) -> list[Chip]:
        """The chips that are not set and that are behind *+ filter*."""
        return [chip for chip in self.chips if _key(chip) in self._behind]

    def _fit(self) -> None:
        """Put chips behind *+ filter* from the end until the others have room."""
        for chip in self.chips:
            self._write(chip)
        behind = {_key(chip) for chip in self.chips if chip.extra} - set(self._filters)
        # The width of a bar that is not shown yet says nothing.
        room = self.width() if self.isVisible() else self._needed(behind)
        for chip in reversed(self.chips):
            if self._needed(behind) <= room:
                break
            if _key(chip) not in self._filters:
                behind.add(_key(chip))
        over = self._needed(behind) - room
        if over > 0:
            self._shorten([chip for chip in self.chips if _key(chip) in self._filters], over)
        self._behind = frozenset(behind)
        for key, made in self.buttons.items():
            made.setVisible(key not in behind)
        self._more.setVisible(bool(behind))

    def _needed(self, behind: set[str]) -> int:
        """The width of the bar in pixels with these chips behind *+ filter*."""
        shown = [made for key, made in self.buttons.items() if key not in behind]
        if behind:
            shown.append(self._more)
        return sum(made.sizeHint().width() + _GAP for made in shown)

    def _shorten(self, chips: Sequence[Chip], over: int) -> None:
        """Cut the longest of the chips that are set until `over` pixels are saved."""
        widths = {chip: self.buttons[_key(chip)].sizeHint().width() for chip in chips}
        for chip in sorted(chips, key=lambda one: -widths[one]):
            if over <= 0:
                return
            self._write(chip, max(widths[chip] - over, min(_LEAST, widths[chip])))
            over -= widths[chip] - self.buttons[_key(chip)].sizeHint().width()

    def _write(self, chip: Chip, room: int = 0) -> None:
        """Write a chip; with `room` pixels its value is cut with dots, and all of it is a tip."""
        made, found = self.buttons[_key(chip)], self._filters.get(_key(chip))
        value = self._label(chip, found) if found else _("any")
        made.setText(_written(chip, value, found is not None))
        tip(made, "")
        over = made.sizeHint().width() - room
        if room and over > 0:
            tip(made, f"{_(chip.title)}: {value}")
            metrics = made.fontMetrics()
            left = max(metrics.horizontalAdvance(value) - over, 0)
            cut = metrics.elidedText(value, Qt.TextElideMode.ElideRight, left) or "…"
            made.setText(_written(chip, cut, True))

    def _label(self, chip: Chip, found: Filter) -> str:
        shown = self._words(chip, found.value)
        word = {">=": _("from"), "<=": _("up to")}.get(chip.operator, "")
        return f"{word} {shown}".strip()

    def _words(self, chip: Chip, value: object) -> str:
        if chip.kind == "money" and isinstance(value, int):
            return words.money(Money(value, self._currency))
        if chip.kind == "date":
            return words.day(date.fromisoformat(str(value)))
        if chip.column not in self._offered:
            self._offered[chip.column] = {}
            self._choices(chip.column, partial(self._learn, chip.column))
        return self._offered[chip.column].get(str(value), str(value))

    def _learn(self, column: str, offered: Offered) -> None:
        """The labels of a column have come: chips that are set say them."""
        if self._offered.get(column) != dict(offered):
            self._offered[column] = dict(offered)
            self._show()

    def take_typed(self, chip: Chip, text: str) -> str:
        """Set a chip to what was typed; returns the problem in words, or nothing."""
        from asset_recovery.ui.typed_values import Read, read_date, read_money

        value: object = text.strip()
        if chip.kind == "money":
            read = read_money(text, self._currency)
            value = read.value.minor if isinstance(read.value, Money) else None
        elif chip.kind == "date":
            read = read_date(text, self._today())
            value = read.value.isoformat() if isinstance(read.value, date) else None
        else:
            read = Read()
        if not read.problem:
            self.set_filter(chip, value)
        return read.problem

    def _offer(self, chip: Chip) -> None:
        self._choices(chip.column, partial(self._open_menu, chip))

    def _open_menu(self, chip: Chip, offered: Offered) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("any"), partial(self.set_filter, chip, None))
        for code, shown in offered:
            menu.addAction(shown.replace("&", "&&"), partial(self.set_filter, chip, code))
        menu.addAction(_("Type a value…"), partial(self._ask, chip))
        made = self._more if _key(chip) in self._behind else self.buttons[_key(chip)]
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    def _offer_more(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self.hidden_chips():
            asked = self._ask if chip.extra else self._offer
            menu.addAction(_(chip.title), partial(asked, chip))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ask(self, chip: Chip, problem: str = "") -> None:
        from PySide6.QtWidgets import QInputDialog

        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_(chip.title))
        name = _(chip.title)
        asked.setLabelText(problem or _("Show rows where {name} is").format(name=name))
        asked.textValueSelected.connect(partial(self._typed, chip))
        asked.open()

    def _typed(self, chip: Chip, text: str) -> None:
        if problem := self.take_typed(chip, text):
            self._ask(chip, problem)


def _written(chip: Chip, value: str, is_set: bool) -> str:
    return f"{_(chip.title)}  {value}  {'✕' if is_set else '▾'}"


def _key(chip: Chip) -> str:
    return f"{chip.column} {chip.operator}"
