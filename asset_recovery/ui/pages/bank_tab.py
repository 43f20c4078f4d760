"""The reconciliation desk: receipts that wait at the left, what is still to come at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from asset_recovery.domain.bank_facts import Expectation, ReceiptRow, Suggestion
from asset_recovery.domain.registers import Filter, View
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import receipt_columns as columns
from asset_recovery.ui.pages.bank_payments import BalanceLines, PaymentsCard
from asset_recovery.ui.pages.expected_list import ExpectedList
from asset_recovery.ui.pages.match_strip import MatchStrip
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.drag_match import DragMatch
from asset_recovery.ui.widgets.plain import button

WAITING = View((Filter("state", "in", ("open", "partly")),), "on")


def bank_tab(desk: Desk, place: Place) -> QWidget:
    """The oldest receipt first; the records that it may belong to stand first beside it."""
    return BankTab(desk, place)


class BankTab(QWidget):
    """A person matches by dragging a receipt onto a record, or with arrows and Enter."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.balances = BalanceLines(desk)
        layout.addLayout(self._head())
        self.rows = RowList(
            desk, _("Receipts"), columns.DESK, desk.office.source("receipts"),
            place.view or WAITING, self.choose, columns.CHIPS, "receipts",
            _("No receipt waits. Bring in a statement of the bank."),
        )  # fmt: skip
        self.expected = ExpectedList(desk)
        self.strip = MatchStrip(desk)
        self.payments = PaymentsCard(desk)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.rows, 1)
        beside.addWidget(self.payments)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.expected)
        split.setSizes([560, 560])
        layout.addWidget(split, 1)
        layout.addWidget(self.strip)
        self._connect()
        bank, read = self.desk.office.bank, self.desk.commands.read
        read(bank.expected, self.expected.expect, self)
        read(bank.payments, self.payments.show_payments, self)
        read(bank.balances, self.balances.show_balances, self)
        read(bank.overdue, self.balances.show_overdue, self)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self.balances, 1)
        head.addWidget(button(_("Print what waits…"), self.print_waiting))
        head.addWidget(button(_("Bring in a statement…"), self.bring_in))
        return head

    def _connect(self) -> None:
        self.expected.chosen.connect(self._meant)
        self.rows.table.selectionModel().currentRowChanged.connect(lambda *_rows: self.ask())
        self.drag = DragMatch(self.rows.table, self.expected.table)
        self.drag.dropped.connect(self.drop)

    def receipt(self) -> ReceiptRow | None:
        """The receipt that is chosen at the left."""
        place = self.rows.table.currentIndex().row()
        row: ReceiptRow | None = self.rows.model.row_at(place) if place >= 0 else None
        return row if row is not None and row.id else None

    def ask(self) -> None:
        """Read to what the chosen receipt may belong."""
        row = self.receipt()
        self.strip.choose(row)
        if row is not None:
            read = partial(self.desk.office.bank.suggestions, row.reference)
            self.desk.commands.read(read, partial(self._rank, row.reference), self)

    def _rank(self, receipt: str, found: Sequence[Suggestion]) -> None:
        now = self.receipt()
        if now is not None and now.reference == receipt:
            self.expected.rank(found)

    def choose(self, _row: ReceiptRow) -> None:
        """Enter at the left goes to what the receipt may belong to."""
        self.ask()
        self.expected.table.setFocus()

    def _meant(self, expected: Expectation) -> None:
        if self.receipt() is not None:
            self.strip.choose(self.receipt(), expected)
            self.strip.ready()

    def drop(self, source: int, target: int) -> None:
        """A receipt was dragged onto a record."""
        expected = self.expected.at(target)
        self.rows.table.selectRow(source)
        if expected is not None:
            self._meant(expected)

    def print_waiting(self) -> None:
        """Write the list of receipts that wait too long to a file of choice."""
        title, name = _("Where to write the list"), _("unidentified receipts") + ".pdf"
        self.desk.dialogs.ask_save(title, name, self._print)

    def _print(self, path: Path) -> None:
        work = partial(self.desk.office.bank.print_waiting, path)
        self.desk.commands.read(work, partial(self._printed, path), self)

    def _printed(self, path: Path, _nothing: None) -> None:
        self.desk.commands.said.emit(_("Written: {file}").format(file=path.name))
        self.desk.dialogs.show_file(path)

    def bring_in(self) -> None:
        """Choose a file of the bank and read it in the background."""
        kinds = _("Statements (*.xml *.sta *.mt940 *.940 *.txt *.csv *.xlsx)")
        self.desk.dialogs.ask_open(_("A statement of the bank"), kinds, self.read_file)

    def read_file(self, path: Path) -> None:
        """Read the file; say what was made, or what is wrong with it."""
        read = partial(self.desk.office.bank.bring_in, path)
        self.desk.commands.read(read, self._brought, self)

    def _brought(self, told: str) -> None:
        self.desk.dialogs.tell(_("The statement was read"), told)
        self.desk.commands.done.emit(None)
