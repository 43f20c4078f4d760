"""A list of any length inside a page: chips above, rows read by windows, and which are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from asset_recovery.domain.registers import RowSource, View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.row_windows import Readers
from asset_recovery.ui.models.window_model import WindowModel
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.chips import Chip, FilterBar
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.table import Table


class RowList(Card):
    """Rows of a source; `opened` is called with the row that Enter or a double click opens."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a list is made of
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        source: RowSource[Any],
        view: View,
        opened: Callable[[Any], object],
        chips: tuple[Chip, ...] = (),
        register: str = "",
        empty: str = "",
    ) -> None:
        super().__init__(margin=1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.desk, self._columns, self._opened = desk, tuple(columns), opened
        self.filters: FilterBar | None = None
        if chips:
            self._add_chips(chips, register, view)
        readers = Readers(
            lambda work, then: desk.commands.turn(work, then, self),
            lambda work, then: desk.commands.read(work, then, self),
        )
        self.model = WindowModel(source, self._columns, view, readers)
        self.table = Table(title, desk.theme.row_height)
        self.table.setModel(self.model)
        self.table.fit_columns(self._columns)
        self._range = label("", "small")
        self._empty = label(empty or _("Nothing is recorded yet."), "second")
        self._empty.setContentsMargins(12, 12, 12, 12)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(9, 7, 12, 7)
        foot.addWidget(label(_("Enter opens"), "small"))
        foot.addStretch(1)
        foot.addWidget(self._range)
        self.body.addLayout(foot)
        self._connect()
        self._say()

    def _add_chips(self, chips: tuple[Chip, ...], register: str, view: View) -> None:
        def choices(column: str, then: Callable[[Any], object]) -> None:
            read = partial(self.desk.office.choices, register, column)
            self.desk.commands.read(read, then, self)

        self.filters = FilterBar(chips, choices, self.desk.facts.currency, self.desk.clock)
        self.filters.set_filters(view.filters)
        self.filters.changed.connect(self._filter)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(9, 8, 9, 8)
        line.addWidget(self.filters, 1)
        self.body.addWidget(holder)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._say)
        self.table.resized.connect(self._say)
        self.model.counted.connect(self._say)
        self.model.modelReset.connect(self._say)
        self.model.failed.connect(self.desk.commands.fail)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)

    def show_view(self, view: View) -> None:
        """Show another view of the same rows."""
        if self.filters is not None:
            self.filters.set_filters(view.filters)
        self.model.show_view(view)

    def _filter(self) -> None:
        if self.filters is not None:
            view = self.model.view
            self.model.show_view(View(self.filters.filters(), view.sort, view.descending))

    def _sort(self, section: int) -> None:
        key, view = self._columns[section].sort_key, self.model.view
        if key:
            descending = key == view.sort and not view.descending
            self.model.show_view(View(view.filters, key, descending, view.where))

    def _open(self, position: int) -> None:
        row = self.model.row_at(position)
        if row.id:
            self._opened(row)

    def _say(self) -> None:
        number, counted = self.model.rowCount(), self.model.is_counted
        self._stack.setCurrentIndex(0 if number or not counted else 1)
        if not number or not counted:
            self._range.setText("" if counted else _("counting…"))
            return
        first = max(self.table.rowAt(1), 0)
        last = min(first + self.table.shown_rows(), number) - 1
        self._range.setText(
            _("rows {first}–{last} of {number}").format(
                first=words.count(first + 1), last=words.count(last + 1), number=words.count(number)
            )
        )
