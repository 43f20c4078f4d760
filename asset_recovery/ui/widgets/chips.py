"""The filter bar: one chip a column; every chip that holds must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QPushButton, QWidget

from asset_recovery.domain.registers import Filter
from asset_recovery.i18n import _
from asset_recovery.ui.widgets.plain import button, restyle

Choices = Callable[[str], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip of the bar. `operator` is `=`, `contains`, `>=`, `<=`; `extra` hides until used."""

    column: str
    title: str
    operator: str = "="
    extra: bool = False


class FilterBar(QWidget):
    """Emits `changed` when the filters changed; `filters()` are what the view takes."""

    changed = Signal()

    def __init__(self, chips: Sequence[Chip], choices: Choices) -> None:
        super().__init__()
        self._chips, self._choices = tuple(chips), choices
        self._filters: dict[str, Filter] = {}
        self._buttons: dict[str, QPushButton] = {}
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(8)
        for chip in self._chips:
            made = button("", partial(self._offer, chip), "chip")
            self._buttons[_key(chip)] = made
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
        known = {(chip.column, chip.operator): _key(chip) for chip in self._chips}
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
        for chip in self._chips:
            made, found = self._buttons[_key(chip)], self._filters.get(_key(chip))
            value = self._label(chip, found) if found else _("any")
            made.setText(f"{_(chip.title)}  {value}  {'✕' if found else '▾'}")
            made.setProperty("active", found is not None)
            made.setVisible(found is not None or not chip.extra)
            made.setAccessibleName(
                _("Filter {name}: {value}").format(name=_(chip.title), value=value)
            )
            restyle(made)
        self._more.setVisible(any(chip.extra for chip in self._chips))

    def _label(self, chip: Chip, found: Filter) -> str:
        shown = dict(self._choices(chip.column)).get(str(found.value), str(found.value))
        word = {">=": _("from"), "<=": _("up to")}.get(chip.operator, "")
        return f"{word} {shown}".strip()

    def _offer(self, chip: Chip) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("any"), partial(self.set_filter, chip, None))
        for code, shown in self._choices(chip.column):
            menu.addAction(shown.replace("&", "&&"), partial(self.set_filter, chip, code))
        menu.addAction(_("Type a value…"), partial(self._ask, chip))
        made = self._buttons[_key(chip)]
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips:
            if chip.extra and _key(chip) not in self._filters:
                menu.addAction(_(chip.title), partial(self._ask, chip))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ask(self, chip: Chip) -> None:
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_(chip.title))
        asked.setLabelText(_("Show rows where {name} is").format(name=_(chip.title)))
        asked.textValueSelected.connect(partial(self.set_filter, chip))
        asked.open()


def _key(chip: Chip) -> str:
    return f"{chip.column} {chip.operator}"
