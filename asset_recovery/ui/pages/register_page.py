"""A register: every row of the office that one may see, filtered, sorted, exported as shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import Filter, RowSource, View, ViewTotal
from asset_recovery.domain.value_kinds import by_kind
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.register import RowStep, register
from asset_recovery.ui.models.row_windows import Readers
from asset_recovery.ui.models.window_model import WindowModel
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.register_columns import RegisterColumns
from asset_recovery.ui.pages.register_rows import BESIDE, open_row, take_step
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.chips import FilterBar
from asset_recovery.ui.widgets.elided_label import ElidedLabel
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import Table

if TYPE_CHECKING:
    from asset_recovery.ui.office import Office

BATCHED = {"assets"}
MOST_SUMMED = 500
MOST_BATCHED = 5_000
MOST_NAMED = 5


class RegisterPage(Page):
    """Built from one `Register`; the same page serves all of them."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.register = register(place.page)
        name = self.register.name
        self.filters = FilterBar(
            self.register.chips,
            self._read_choices,
            desk.facts.currency,
            desk.clock,
        )
        kept = desk.preferences.sort(name) or (self.register.sort, self.register.descending)
        view = place.view or View((), kept[0], kept[1])
        self.filters.set_filters(view.filters)
        readers = Readers(
            lambda work, then: desk.commands.turn(work, then, self),
            lambda work, then: desk.commands.read(work, then, self),
        )
        self.source = _source(desk, name)
        if desk.then is not None:
            self.destroyed.connect(partial(_stop, self.source))
        self.model = WindowModel(self.source, self.register.columns, view, readers)
        self.table = Table(_(self.register.title), desk.theme.row_height, many=True)
        self._build()
        self.table.setModel(self.model)
        self.columns = RegisterColumns(self.table, self.register, desk.preferences)
        self.columns.dress()
        self._connect()
        self._say()

    def _read_choices(
        self, column: str, then: Callable[[tuple[tuple[str, str], ...]], object]
    ) -> None:
        """Read what a chip offers, off the window's thread."""
        work = partial(self.desk.office.choices, self.register.name, column)
        self.desk.commands.read(work, then, self)

    def trail(self) -> Trail:
        """The register's name."""
        return [(_(self.register.title), None)]

    def help_text(self) -> str:
        """What the register is for."""
        return _(self.register.help)

    def panes(self) -> list[QWidget]:
        """Filter bar, then the table."""
        return [self.filters, self.table]

    def show_place(self, place: Place) -> None:
        """Show a saved view, or the register as it was left."""
        super().show_place(place)
        if place.view is not None:
            self.filters.set_filters(place.view.filters)
            self._show(place.view)

    def start(self) -> None:
        """The list was read when it was made."""

    def reload(self) -> None:
        """Read anew; what was selected stays selected, by id."""
        row = self.current()
        self.table.verticalHeader().setDefaultSectionSize(self.desk.theme.row_height)
        self.model.reload()
        if row is not None:
            self.model.when_counted(lambda: self.model.find(row.id, self._select))
        if not self.model.is_counted:
            self._say()

    def _select(self, position: int | None) -> None:
        if position is not None and position < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(position, self.columns.first()))

    def current(self) -> Any:
        """The row that is selected, or None."""
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return None
        row = self.model.row_at(index.row())
        return row if row.id else None

    def selected(self) -> tuple[int, bool]:
        """(how many rows are selected, whether that is the whole view)."""
        number = sum(height for _top, height in self._ranges())
        return number, number > 0 and number == self.model.rowCount()

    def select_all(self) -> None:
        """Select the view as soon as it is counted: one range, however many rows it has."""
        self.model.when_counted(self._select_whole)

    def _select_whole(self) -> None:
        rows, columns = self.model.rowCount(), self.model.columnCount()
        if rows:
            whole = QItemSelection(self.model.index(0, 0), self.model.index(rows - 1, columns - 1))
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.table.selectionModel().select(whole, flag)

    def references(self, then: Callable[[list[str]], object], limit: int = MOST_BATCHED) -> None:
        """Have the references of the selected rows read, in list order, at most `limit`."""
        self.model.read_ranges(
            self._ranges(), limit, lambda rows: then([row.reference for row in rows])
        )

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.table.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        return sorted((part.top(), part.height()) for part in parts)

    def _build(self) -> None:
        self.head = PageHead(_(self.register.title))
        if self.register.name == "orders":
            owed = partial(self.desk.go, Place("value_orders"))
            self.head.right.addWidget(button(_("Value orders"), owed))
        if self.register.name == "assets":
            same = partial(self.desk.go, Place("same_assets"))
            self.head.right.addWidget(button(_("Possibly the same"), same))
            for page, title in (("contracts", _("Contracts")), ("reuses", _("Reuse"))):
                self.head.right.addWidget(button(title, partial(self.desk.go, Place(page))))
        if self.register.name == "requests":
            for page, title in (("radar", _("Radar")), ("states", _("State sheets")),
                                ("authorities", _("Authorities")),
                                ("information_requests", _("Information"))):  # fmt: skip
                self.head.right.addWidget(button(title, partial(self.desk.go, Place(page))))
        for page in BESIDE.get(self.register.name, ()):
            title = _(register(page).title)
            self.head.right.addWidget(button(title, partial(self.desk.go, Place(page))))
        if self.register.name == "documents":
            papers = partial(self.desk.go, Place("papers"))
            self.head.right.addWidget(button(_("Issued papers"), papers))
        if self.register.name == "deadlines":
            agenda = partial(self.desk.go, Place("agenda"))
            self.head.right.addWidget(button(_("Board and calendar"), agenda))
        self.head.right.addWidget(button(_("Columns"), self._offer_columns))
        self._export_button = button(_("Export") + " ▾", self._offer_export)
        self._export_button.setVisible(self.desk.then is None)
        self.head.right.addWidget(self._export_button)
        action = partial(self.desk.open_editor, self.register.action, {}, self)
        new = button(_(self.register.action_title), action, "primary")
        new.setVisible(self.desk.then is None)
        self.head.right.addWidget(new)
        self.layout_.addWidget(self.head)
        bar = QHBoxLayout()
        bar.addWidget(self.filters, 1)
        bar.addWidget(button(_("Save as view"), self._save_view, "flat"))
        self.layout_.addLayout(bar)
        card = Card(margin=1)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty_state())
        card.body.addLayout(self._stack, 1)
        card.body.addLayout(self._foot())
        self.layout_.addWidget(card, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(9, 7, 12, 7)
        foot.setSpacing(16)
        self._chosen = label("", "small")
        self._step = button(_("Step for these…"), self._batch, "link")
        self._labels = button(_("Print labels…"), self._print_labels, "link")
        self._hint = label(_("Enter opens · Ctrl+Shift+A acts on all in view"), "small")
        self._range = label("", "small")
        self._papers = button(_("Print all…"), self._print_all, "link")
        self._request = button(_("New request…"), self._new_request, "link")
        for widget in (self._chosen, self._step, self._request, self._labels, self._papers):
            foot.addWidget(widget)
        self._row_steps = [
            (step, button(_(step.title), partial(self._take, step), "link"))
            for step in self.register.steps
        ]
        for _of_row, widget in self._row_steps:
            foot.addWidget(widget)
        foot.addWidget(self._hint)
        self._kinds = ElidedLabel("", "small")
        foot.addWidget(self._kinds)
        foot.addStretch(1)
        foot.addWidget(self._range)
        return foot

    def _empty_state(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.addStretch(2)
        self._empty = label("", "heading")
        self._empty_button = button("", self._empty_action)
        self._empty_help = button(_("What is this page?"), self._help, "link")
        for widget in (self._empty, self._empty_button, self._empty_help):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return holder

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._say_selection)
        self.table.verticalScrollBar().valueChanged.connect(self._say_range)
        self.table.resized.connect(self._say_range)
        self.model.counted.connect(self._say)
        self.model.modelReset.connect(self._say)
        self.model.failed.connect(self.desk.commands.fail)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda _at: self._offer_columns())

    def _filter(self) -> None:
        view, filters = self.model.view, self.filters.filters()
        # Without any filter everything is shown, whatever a view asked for beside its filters.
        self._show(View(filters, view.sort, view.descending, view.where if filters else ""))

    def _show(self, view: View) -> None:
        """Show a view; until it was read, the head says that it is counted."""
        self.model.show_view(view)
        if not self.model.is_counted:
            self._say()

    def _sort(self, section: int) -> None:
        key = self.register.columns[section].sort_key
        view = self.model.view
        if not key:
            return
        descending = key == view.sort and not view.descending
        self._show(View(view.filters, key, descending, view.where))
        self.desk.preferences.keep_sort(self.register.name, key, descending)

    def _say(self) -> None:
        number, counted = self.model.rowCount(), self.model.is_counted
        text = _("{number} in view").format(number=words.count(number))
        self.head.quiet.setText(text if counted else _("counting…"))
        if counted:
            self._read_total(text)
        self._stack.setCurrentIndex(0 if number or not counted else 1)
        filtered = bool(self.model.view.filters)
        self._empty.setText(_("No row fits these filters.") if filtered else _(self.register.empty))
        self._empty_button.setText(
            _("Show everything") if filtered else _(self.register.action_title)
        )
        self._say_selection()
        self._say_range()

    def _read_total(self, text: str) -> None:
        view, office, name = self.model.view, self.desk.office, self.register.name
        self.desk.commands.read(
            partial(_total, office, self.source, name, view, self.desk.then is not None),
            lambda found: self._say_total(view, text, found),
            self,
        )

    def _say_total(self, view: View, text: str, found: ViewTotal | None) -> None:
        if found is not None and view == self.model.view:
            total = _("{sum} at the rates of {day}").format(
                sum=words.money(found.amount), day=found.day
            )
            self.head.quiet.setText(f"{text} · {total}")
            self.head.quiet.setToolTip(words.kinds(found.kinds))
            self._kinds.setText(words.kinds(found.kinds, short=True))

    def _say_selection(self) -> None:
        number, whole = self.selected()
        text = _("{number} selected").format(number=words.count(number)) if number else ""
        if whole and number > 1:
            text = _("All {number} in view selected").format(number=words.count(number))
        self._chosen.setText(text)
        self._chosen.setVisible(bool(number))
        if 1 < number <= MOST_SUMMED and not whole:
            ranges = self._ranges()
            self.model.read_ranges(
                ranges, MOST_SUMMED, lambda rows: self._say_sum(ranges, text, rows)
            )
        batched = self.register.name in BATCHED and self.desk.then is None
        self._step.setVisible(number > 1 and batched)
        self._labels.setVisible(number > 0 and batched)
        self._request.setVisible(number > 0 and batched)
        printed = self.register.kind in ("case", "asset", "request", "order") or (
            self.register.name == "papers"
        )
        self._papers.setVisible(number > 0 and printed and self.desk.then is None)
        row = self.current() if number == 1 and self.desk.then is None else None
        for step, widget in self._row_steps:
            widget.setVisible(row is not None and step.fits(row))

    def _say_sum(self, ranges: list[tuple[int, int]], text: str, rows: list[Any]) -> None:
        if ranges == self._ranges() and (total := self._sum_of(rows)):
            self._chosen.setText(f"{text} · {total}")

    def _sum_of(self, rows: list[Any]) -> str:
        """The sum of rows in the base currency, as far as they are valued."""
        minors = [getattr(row, "base_minor", None) for row in rows]
        known = [minor for minor in minors if minor is not None]
        if not known:
            return ""
        currency = self.desk.facts.currency
        text = words.money(Money(sum(known), currency))
        found = by_kind(
            (getattr(row, "value_kind", ""), Money(minor, currency))
            for row, minor in zip(rows, minors, strict=True)
            if minor is not None
        )
        if all(one.kind for one in found):
            text = f"{text} ({words.kinds(found, short=True)})"
        without = len(minors) - len(known)
        return text + (_(", {number} without value").format(number=without) if without else "")

    def _say_range(self) -> None:
        number = self.model.rowCount()
        if not number or not self.model.is_counted:
            self._range.setText("")
            return
        first = max(self.table.rowAt(1), 0)
        last = min(first + self.table.shown_rows(), number) - 1
        self._range.setText(
            _("rows {first}–{last} of {number}").format(
                first=words.count(first + 1), last=words.count(last + 1), number=words.count(number)
            )
        )

    def _open(self, position: int) -> None:
        row = self.model.row_at(position)
        if not row.id:
            return  # it has not come yet, or it left the list
        open_row(self.desk, self.register, row, self)

    def _take(self, step: RowStep) -> None:
        if (row := self.current()) is not None:
            take_step(self.desk, step, row, self)

    def _batch(self) -> None:
        from asset_recovery.ui.editors.batch_editor import BatchEditor

        self.references(lambda found: BatchEditor(self.desk, found, self).open())

    def _new_request(self) -> None:
        """A request about the selected assets, which must be of one case."""
        self.model.read_ranges(self._ranges(), MOST_BATCHED, self._ask_request)

    def _ask_request(self, rows: list[Any]) -> None:
        cases = list(dict.fromkeys(row.case for row in rows if row.id))
        if len(cases) == 1:
            given = {"case": cases[0], "assets": [row.reference for row in rows if row.id]}
            self.desk.open_editor("draft_request", given, self)
        elif cases:
            named = ", ".join(cases[:MOST_NAMED]) + (" …" if len(cases) > MOST_NAMED else "")
            text = _("A request belongs to one case; these assets belong to {number}: {cases}. "
                     "Select those of one case, or filter by it.")  # fmt: skip
            said = text.format(number=words.count(len(cases)), cases=words.visible(named))
            self.desk.dialogs.tell(_("No request about these together"), said)

    def _print_all(self) -> None:
        from asset_recovery.ui.batch_printing import print_all

        kind = self.register.kind
        self.references(lambda found: print_all(self.desk, kind, found, self), MOST_BATCHED)

    def _print_labels(self) -> None:
        from asset_recovery.ui.label_printing import MOST_PRINTED, print_labels

        self.references(lambda found: print_labels(self.desk, found, self), MOST_PRINTED)

    def _offer_columns(self) -> None:
        self.columns.choose(self.head.mapToGlobal(self.head.rect().bottomRight()))

    def _offer_export(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, text in (("xlsx", _("Spreadsheet (XLSX)")), ("csv", _("Text table (CSV)"))):
            menu.addAction(text, partial(self._ask_export, kind))
        made = self._export_button
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    def _ask_export(self, kind: str) -> None:
        name = f"{self.register.name}.{kind}"
        self.desk.dialogs.ask_save(_("Export what is shown"), name, partial(self._export, kind))

    def _export(self, kind: str, path: Path) -> None:
        office, name, view = self.desk.office, self.register.name, self.model.view
        say = self.desk.commands.said.emit
        self.desk.commands.read(
            lambda: office.export(name, view, path, kind),
            lambda n: say(_("{number} rows written to {file}").format(number=n, file=path.name)),
        )

    def _save_view(self) -> None:
        self.desk.dialogs.ask_text(_("Save as view"), _("Name of the view"), self._keep_view)

    def _keep_view(self, name: str) -> None:
        if name.strip():
            self.desk.preferences.keep_view(name.strip(), self.register.name, self.model.view)
            self.desk.commands.done.emit(None)

    def _empty_action(self) -> None:
        if self.model.view.filters:
            self.filters.clear_all()
        else:
            self.desk.open_editor(self.register.action, {}, self)

    def _help(self) -> None:
        self.desk.dialogs.tell(_(self.register.title), self.help_text())

    def set_filters(self, filters: tuple[Filter, ...]) -> None:
        """Show what these filters leave."""
        self.filters.set_filters(filters)
        self._filter()


def _total(office: Office, source: Any, name: str, view: View, is_then: bool) -> ViewTotal | None:
    """The sum of a view with the day of its rates; of an earlier day, of each value's own day."""
    if not is_then:
        return office.totals(name, view)
    total = getattr(source, "total_of", None)
    found = None if total is None else total(view)
    return found if found is None else replace(found, day=_("each value's own day"))


def _stop(source: Any, _page: object = None) -> None:
    """The page is gone: nobody waits for the rows of an earlier day any more."""
    stop = getattr(source, "stop", None)
    if stop is not None:
        stop()


def _source(desk: Desk, name: str) -> RowSource[Any]:
    """The register of today, or of the earlier day that is shown."""
    then = desk.then
    if then is None:
        return desk.office.source(name)
    return desk.office.source_then(name, then.as_of, then.moment)
