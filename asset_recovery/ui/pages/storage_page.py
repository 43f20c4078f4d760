"""Storage: the places as a tree, what lies where, scanning, labels, stocktakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.registers import Filter, View
from asset_recovery.domain.storage_facts import PlaceRow, Scanned
from asset_recovery.domain.verification_facts import Verification
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.label_printing import MOST_PRINTED, print_labels
from asset_recovery.ui.models.row_windows import Readers
from asset_recovery.ui.models.storage_columns import CONTENTS
from asset_recovery.ui.models.window_model import WindowModel
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.stock_counts import CountsList, seen_words
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.basket import Basket
from asset_recovery.ui.widgets.plain import button, chosen, label, line_edit
from asset_recovery.ui.widgets.table import Table

OPEN, COUNT, MOVE = "open", "stocktake", "transfer"
THERE, UNSEEN, COUNTS = "there", "unseen", "counts"


class StoragePage(Page):
    """The tree at the left; what lies in the chosen place, and the basket, at the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.rows: dict[str, PlaceRow] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build_head()
        self._build_tree()
        self._build_contents()
        self._build_scan()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self._right())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        self.layout_.addWidget(split, 1)
        self._show_mode()

    def trail(self) -> Trail:
        """The page's name."""
        return [(_("Storage"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Where things are kept. Choose a place to see what lies in it and in the places below. "
            "Scan a label, or type its number, to open the thing; in a stocktake or a transfer it "
            "goes to the basket. A stocktake moves nothing: it lists and proposes."
        )

    def panes(self) -> list[QWidget]:
        """Tree, scan field, contents."""
        return [self.tree, self.table, self.code]

    def start(self) -> None:
        """Read for the first time."""
        self.reload()

    def reload(self) -> None:
        """Read the places anew; the chosen one stays chosen."""
        self.desk.commands.read(self.desk.office.storage.tree, self.show_tree, self)

    def show_tree(self, rows: Sequence[PlaceRow]) -> None:
        """The places; one whose facts are missing says so."""
        kept = self.chosen_place() or self.place.reference
        self.rows = {row.place.reference: row for row in rows}
        self._items = {}
        self.tree.blockSignals(True)
        self.tree.clear()
        for row in rows:
            parent = self._items.get(row.place.parent or "")
            item = QTreeWidgetItem([_title(row), row.full])
            item.setData(0, Qt.ItemDataRole.UserRole, row.place.reference)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            self._items[row.place.reference] = item
            if parent is None:
                self.tree.addTopLevelItem(item)
            else:
                parent.addChild(item)
        self.tree.expandAll()
        first = self._items.get(kept) or next(iter(self._items.values()), None)
        self.tree.blockSignals(False)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._choose()

    def chosen_place(self) -> str:
        """The reference of the chosen place, empty if there is none."""
        item = self.tree.currentItem()
        return next((ref for ref, one in self._items.items() if one is item), "")

    def scan(self) -> None:
        """Ask the office what was scanned, and act on it by the mode."""
        text = self.code.text().strip()
        self.code.clear()
        if text:
            work = partial(self.desk.office.storage.scan, text)
            self.desk.commands.read(work, self.take, self)

    def take(self, scanned: Scanned) -> None:
        """Open what was scanned, or put it in the basket."""
        if self.mode() == OPEN:
            self.said.setText(scanned.sentence)
            if scanned.reference:
                self.desk.go_to(scanned.kind, scanned.reference)
            return
        self.said.setText(self.basket.take(scanned))
        self._compare()

    def mode(self) -> str:
        """What a scan does: open, stocktake or transfer."""
        return chosen(self.modes)

    def take_stock(self) -> None:
        """The editor of a stocktake, filled from the basket."""
        given = {
            "storage": self.chosen_place(),
            "found": [{"asset": one} for one in self.basket.found],
            "strangers": list(self.basket.strangers),
        }
        self.desk.open_editor("take_stock", given, self, self._done)

    def transfer(self) -> None:
        """The editor of a move of everything in the basket to the chosen place."""
        given = {"assets": list(self.basket.found), "to": self.chosen_place()}
        self.desk.open_editor("move_custody", given, self, self._done)

    def print_labels(self) -> None:
        """Labels of the selected things, else of all in view."""
        chosen_rows = self.table.selectionModel().selection()
        parts = [chosen_rows.at(one) for one in range(chosen_rows.count())]
        ranges = sorted((part.top(), part.height()) for part in parts)
        ranges = ranges or [(0, self.model.rowCount())]
        self.model.read_ranges(
            ranges,
            MOST_PRINTED,
            lambda rows: print_labels(self.desk, [row.reference for row in rows], self),
        )

    def _done(self, result: object) -> None:
        del result
        self.basket.clear()
        self.lists.setText("")
        self.reload()

    def _compare(self) -> None:
        """The four lists as they would be now."""
        place = self.chosen_place()
        if self.mode() != COUNT or not place:
            return
        found, strangers = list(self.basket.found), list(self.basket.strangers)
        work = partial(self.desk.office.storage.compare, place, found, strangers)
        self.desk.commands.read(work, self.show_lists, self)

    def show_lists(self, lists: Mapping[str, Sequence[str]]) -> None:
        """How the stocktake stands: each list with its number and its first names."""
        said = []
        for name in ("found", "missing", "misplaced", "unknown"):
            names = lists.get(name, ())
            first = ", ".join(words.visible(one) for one in names[:4])
            more = " …" if len(names) > 4 else ""
            said.append(f"{words.of('stock_outcomes', name)} {len(names)}: {first}{more}")
        self.lists.setText("\n".join(said))

    def _build_head(self) -> None:
        self.head = PageHead(_("Storage"), below=True)
        now = self.desk.then is None
        for text, slot, role in (
            (_("Complete or change…"), self._change, ""),
            (_("Sampling plan…"), self._plan, ""),
            (_("Print labels…"), self.print_labels, ""),
            (_("New place…"), self._new, "primary"),
        ):
            made = button(text, slot, role)
            made.setVisible(now)
            self.head.right.addWidget(made)
        self.layout_.addWidget(self.head)

    def _build_tree(self) -> None:
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Places of storage"))
        self.tree.setHeaderLabels([_("Place"), _("Things")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setMinimumWidth(260)
        self.tree.currentItemChanged.connect(self._choose)

    def _build_contents(self) -> None:
        self.lists_box = QComboBox()
        self.lists_box.setAccessibleName(_("What is listed"))
        for code, name in (
            (THERE, _("What lies there")),
            (UNSEEN, _("Not seen for long")),
            (COUNTS, _("Stocktakes and plans")),
        ):
            self.lists_box.addItem(name, code)
        self.table = Table(_("What lies there"), self.desk.theme.row_height, many=True)
        readers = Readers(
            lambda work, then: self.desk.commands.turn(work, then, self),
            lambda work, then: self.desk.commands.read(work, then, self),
        )
        self.model = WindowModel(
            self.desk.office.source("contents"), CONTENTS, self._view(""), readers
        )
        self.table.setModel(self.model)
        self.table.fit_columns(CONTENTS)
        self.table.opened.connect(self._open)

        self.counts = CountsList(self.desk)
        self.counts.hide()
        self.lists_box.currentIndexChanged.connect(self._list)

    def _list(self, _index: int = 0) -> None:
        """Show the other list."""
        counts = chosen(self.lists_box) == COUNTS
        self.table.setVisible(not counts)
        self.counts.setVisible(counts)
        self._choose()

    def _build_scan(self) -> None:
        self.code = line_edit(_("Scan or type a label"), _("Scan a label, or type its number"))
        self.code.returnPressed.connect(self.scan)
        self.modes = QComboBox()
        self.modes.setAccessibleName(_("What a scan does"))
        for code, name in (
            (OPEN, _("Opens the thing")), (COUNT, _("Stocktake")), (MOVE, _("Transfer")),
        ):  # fmt: skip
            self.modes.addItem(name, code)
        self.modes.currentIndexChanged.connect(self._show_mode)
        self.said = label("", "strong", wrap=True)
        self.basket = Basket()
        self.lists = label("", "second", wrap=True)
        self.count_button = button(_("Take stock…"), self.take_stock, "primary")
        self.move_button = button(_("Move to this place…"), self.transfer, "primary")
        self.empty_button = button(_("Empty the basket"), self.basket.clear)

    def _right(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(8, 0, 0, 0)
        self.path = label("", "heading", wrap=True)
        self.facts = label("", "second", wrap=True)
        self.seen = label("", "second", wrap=True)
        line = QHBoxLayout()
        line.addWidget(self.code, 1)
        line.addWidget(self.modes)
        line.addWidget(self.lists_box)
        foot = QHBoxLayout()
        for widget in (self.count_button, self.move_button, self.empty_button):
            foot.addWidget(widget)
        foot.addStretch(1)
        layout.addWidget(self.path)
        layout.addWidget(self.facts)
        layout.addWidget(self.seen)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.basket, 1)
        layout.addWidget(self.lists)
        layout.addLayout(foot)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.counts, 3)
        return holder

    def _show_mode(self, _index: int = 0) -> None:
        mode = self.mode()
        for widget in (self.basket, self.lists, self.empty_button):
            widget.setVisible(mode != OPEN)
        self.count_button.setVisible(mode == COUNT)
        self.move_button.setVisible(mode == MOVE)
        self._compare()

    def _choose(self, *_items: object) -> None:
        """Show what lies in the chosen place and below."""
        reference = self.chosen_place()
        row = self.rows.get(reference)
        self.path.setText("" if row is None else words.visible(row.path))
        self.facts.setText("" if row is None else _facts(row))
        self.model.show_view(self._view(reference))
        self._compare()
        if reference:
            storage = self.desk.office.storage
            self.desk.commands.read(
                partial(storage.verification, reference), partial(self._say_seen, reference), self
            )
            if chosen(self.lists_box) == COUNTS:
                names = set(self._below(reference))
                self.counts.read(names)

    def _say_seen(self, reference: str, found: Verification) -> None:
        if reference == self.chosen_place():
            self.seen.setText(seen_words(found))

    def _view(self, reference: str) -> View:
        filters = [Filter("storage", "in", tuple(self._below(reference)))]
        if chosen(self.lists_box) == UNSEEN:
            filters.append(Filter("unverified", "=", True))
        return View(tuple(filters), "reference")

    def _below(self, reference: str) -> list[str]:
        """The place and those in it."""
        names = [reference]
        waiting = [reference]
        while waiting:
            one = waiting.pop()
            inner = [ref for ref, row in self.rows.items() if row.place.parent == one]
            names += inner
            waiting += inner
        return names

    def _open(self, position: int) -> None:
        self.desk.go_to("asset", self.model.row_at(position).reference)

    def _new(self) -> None:
        given = {"on": self.desk.clock().isoformat(), "parent": self.chosen_place()}
        known = {name: value for name, value in given.items() if value}
        self.desk.open_editor("define_storage", known, self, lambda _result: self.reload())

    def _change(self) -> None:
        row = self.rows.get(self.chosen_place())
        if row is None:
            return
        place = row.place
        given: dict[str, object] = {
            "storage": place.reference, "on": self.desk.clock().isoformat(), "kind": place.kind,
            "parent": place.parent, "name": place.name, "address": place.address,
            "keeper": place.keeper, "environment": list(place.environment),
            "capacity": place.capacity, "space": place.space,
        }  # fmt: skip
        known = {name: value for name, value in given.items() if value}
        self.desk.open_editor("define_storage", known, self, lambda _result: self.reload())

    def _plan(self) -> None:
        day = self.desk.clock().isoformat()
        given = {"storage": self.chosen_place(), "on": day, "seed": day}
        self.desk.open_editor("draw_sample", given, self, lambda _result: self.reload())


def _title(row: PlaceRow) -> str:
    """Its name; what is incomplete or given up is said."""
    name = words.visible(row.place.title)
    if row.place.closed_on is not None:
        return _("{name} (given up)").format(name=name)
    return _("{name} (to be completed)").format(name=name) if row.place.incomplete else name


def _facts(row: PlaceRow) -> str:
    """Kind, occupancy, keeper, environment and the last count in one line."""
    place = row.place
    said = [
        words.of("storage_kinds", place.kind) if place.kind else _("Kind not known"),
        _("{number} things").format(number=row.full),
        place.keeper and _("Keeper {name}").format(name=words.visible(place.keeper)),
        ", ".join(words.of("storage_environments", one) for one in place.environment),
        place.space,
        _("Last counted {day}").format(day=words.day(row.last_stocktake))
        if row.last_stocktake
        else _("Never counted"),
    ]
    return " · ".join(str(one) for one in said if one)
