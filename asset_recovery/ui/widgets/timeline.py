"""The timeline: what happened, grouped by month, filtered by kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.case_file import EventFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable

KINDS = ("order", "money", "custody", "value", "sale", "request", "office")
_NAMES = {
    "order": N_("orders"), "money": N_("money"), "custody": N_("custody"), "value": N_("value"),
    "sale": N_("sale"), "request": N_("requests"), "office": N_("office"),
}  # fmt: skip
_STATES = {
    "pending": N_("second person"), "superseded": N_("superseded"), "refused": N_("refused"),
}  # fmt: skip


def mark(event: EventFacts) -> str:
    """The word in the tag of an event, empty when there is nothing to say."""
    if event.irregular:
        return _("irregular")
    if event.state in _STATES:
        return _(_STATES[event.state])
    return _("entered late") if event.late else ""


def mark_tone(event: EventFacts) -> str:
    """The tone of that tag."""
    return "bad" if event.irregular or event.state == "refused" else "attention"


COLUMNS = (
    Column("on", N_("Date"), lambda e: words.day(e.on), look="second", width=104),
    Column("title", N_("What"), lambda e: words.visible(e.title), width=250),
    Column("detail", N_("Detail"), lambda e: words.visible(e.detail), look="second", width=0),
    Column("actor", N_("By"), lambda e: words.visible(e.actor), look="second", width=140),
    Column("mark", N_("Mark"), mark, look="tag", tone=mark_tone, width=122),
)
NARROW = tuple(column for column in COLUMNS if column.key != "actor")


class Timeline(QWidget):
    """Events, newest first; chips show one kind."""

    def __init__(
        self, limit: int = 0, narrow: bool = False, chips: QHBoxLayout | None = None
    ) -> None:
        super().__init__()
        self._limit = limit
        self._columns = NARROW if narrow else COLUMNS
        self._events: tuple[EventFacts, ...] = ()
        self._kind = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._chips = chips if chips is not None else QHBoxLayout()
        if chips is None:
            line = QHBoxLayout()
            line.addLayout(self._chips)
            line.addStretch(1)
            layout.addLayout(line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        self._group = QButtonGroup(self)

    def show_events(self, events: Sequence[EventFacts]) -> None:
        """Show these events from now on."""
        self._events = tuple(sorted(events, key=lambda e: (e.on, e.recorded_at), reverse=True))
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._chips.removeWidget(old)
            old.deleteLater()
        kinds = [kind for kind in KINDS if any(event.kind == kind for event in events)]
        for kind in ("", *kinds):
            chip = button(_(_NAMES[kind]) if kind else _("all"), partial(self._show, kind), "chip")
            chip.setCheckable(True)
            chip.setChecked(kind == "")
            self._group.addButton(chip)
            self._chips.addWidget(chip)
        self._show("")

    def _show(self, kind: str) -> None:
        self._kind = kind
        clear(self._rows)
        found = [event for event in self._events if kind in {"", event.kind}]
        if not found:
            self._rows.addWidget(label(_("Nothing is recorded yet."), "second"))
            return
        shown = found[: self._limit] if self._limit else found
        months: dict[str, list[EventFacts]] = {}
        for event in shown:
            months.setdefault("" if self._limit else words.month(event.on), []).append(event)
        for title, events in months.items():
            if title:
                self._rows.addWidget(label(title, "small"))
            table = ShortTable(title or _("Timeline"), self._columns, events, headed=False)
            self._rows.addWidget(table)
