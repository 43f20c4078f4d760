"""One box for records, commands and help: what is typed is searched, arrows and Enter go there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from asset_recovery.domain.registers import SearchHit
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.navigation import PAGES
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import label, line_edit

_GROUPS = {
    "case": N_("Cases"), "asset": N_("Assets"), "party": N_("Parties"), "order": N_("Orders"),
    "request": N_("Requests"), "document": N_("Documents"), "invoice": N_("Invoices"),
    "storage": N_("Storage"), "authority": N_("Authorities"),
}  # fmt: skip
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette; a heading has no `chosen`."""

    text: str
    chosen: Callable[[], object] | None = None


def record_entries(hits: list[SearchHit], open_: Callable[[SearchHit], object]) -> list[Entry]:
    """Hits grouped by kind, in the order in which the kinds came."""
    entries: list[Entry] = []
    for kind in dict.fromkeys(hit.kind for hit in hits):
        entries.append(Entry(_(_GROUPS.get(kind, words.code(kind)))))
        for hit in hits:
            if hit.kind == kind:
                detail = f"  ·  {words.visible(hit.detail)}" if hit.detail else ""
                text = f"{hit.reference}   {words.visible(hit.title)}{detail}"
                entries.append(Entry(text, lambda hit=hit: open_(hit)))  # type: ignore[misc]
    return entries


class Palette(QDialog):
    """Plain words search records; `>` commands, `@` people, `#` references."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        actions: list[QAction],
        give: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName(_("Find or do"))
        self._desk, self._window, self._actions, self._give = desk, parent, actions, give
        self._chosen: list[Callable[[], object] | None] = []
        self._asked = 0
        self.box = line_edit(
            _("Find or do"), _("Search records · > commands · @ people · # references")
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = label(_("Arrows and Enter go there · Esc closes"), "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        for widget in (self.box, self.list, self.hint):
            layout.addWidget(widget)
        self.resize(640, 420)
        top = parent.mapToGlobal(parent.rect().topLeft())
        self.move(top.x() + (parent.width() - self.width()) // 2, top.y() + 70)
        self.box.textChanged.connect(self.look)
        self.box.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        self.box.setFocus()
        self.look("")

    def look(self, text: str) -> None:
        """Show what fits; records are searched off the window's thread."""
        typed = text.strip()
        if not typed or typed.startswith(">"):
            self._show(self._commands(typed.lstrip("> ")))
            return
        wanted = typed.lstrip("@#").strip()
        if len(wanted) < SHORTEST:
            self._show([Entry(_("Type two letters or more."))])
            return
        self._asked += 1
        asked = self._asked
        self._desk.commands.read(
            lambda: self._desk.office.search(wanted),
            lambda hits: self._found(asked, typed, hits),
            self,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentRow())
                return True
        return super().eventFilter(watched, event)

    def _found(self, asked: int, typed: str, hits: list[SearchHit]) -> None:
        if asked != self._asked:
            return
        if typed.startswith("@"):
            hits = [hit for hit in hits if hit.kind == "party"]
        if typed.startswith("#"):
            wanted = typed.lstrip("# ").casefold()
            hits = [hit for hit in hits if wanted in hit.reference.casefold()]
        entries = record_entries(hits, self._open)
        if not typed.startswith(("@", "#")):
            entries += self._commands(typed)
        self._show(entries or [Entry(_("Nothing fits. Check the spelling or try fewer letters."))])

    def _open(self, hit: SearchHit) -> None:
        self._desk.go_to(hit.kind, hit.reference)

    def _commands(self, typed: str) -> list[Entry]:
        wanted = typed.casefold().split()
        found: list[Entry] = []
        for page, name in PAGES:
            found.append(Entry(_("Go to {page}").format(page=_(name)), self._goer(page)))
        for action in self._actions:
            if action.isEnabled() and action.objectName() != "find":
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                text = action.text().replace("&", "") + (f"   {keys}" if keys else "")
                found.append(Entry(text, action.trigger))
        shown = {entry.text.rstrip("…") for entry in found}
        for name, title in self._desk.office.actions():
            if title not in shown:
                found.append(Entry(f"{title}…", self._giver(name)))
        fits = [e for e in found if all(word in e.text.casefold() for word in wanted)]
        return [Entry(_("Commands")), *fits] if fits else []

    def _goer(self, page: str) -> Callable[[], object]:
        return lambda: self._desk.go(Place(page))

    def _giver(self, action: str) -> Callable[[], object]:
        """The editor of an action, filled with what is shown where the window knows it."""
        if self._give is not None:
            return partial(self._give, action)
        window = self._window
        return lambda: self._desk.open_editor(action, {}, window)

    def _show(self, entries: list[Entry]) -> None:
        self.list.clear()
        self._chosen = [entry.chosen for entry in entries]
        for entry in entries:
            item = QListWidgetItem(entry.text)
            if entry.chosen is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                font = item.font()
                font.setPixelSize(max(self.font().pixelSize() - 2, 9))
                item.setFont(font)
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self._walk(1)

    def _walk(self, step: int) -> None:
        rows = self.list.count()
        place = self.list.currentRow()
        for _try in range(rows):
            place = (place + step) % rows
            if self._chosen[place] is not None:
                self.list.setCurrentRow(place)
                return

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._chosen) and (chosen := self._chosen[place]) is not None:
            self.close()
            chosen()
