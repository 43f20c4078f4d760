"""Reconciling: receipts that are not matched at the left, what one may belong to at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from asset_recovery.domain.bank_facts import ReceiptRow, Suggestion
from asset_recovery.domain.registers import Filter, View
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import receipt_columns as columns
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.plain import button, label

WAITING = View((Filter("state", "in", ("open", "partly")),), "on")


def bank_tab(desk: Desk, place: Place) -> QWidget:
    """The oldest receipt first; Enter asks to what it may belong."""
    return BankTab(desk, place)


class BankTab(QWidget):
    """Left the queue, right the suggestions; a person opens one and gives the match."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(label(_("Enter on a receipt shows to what it may belong."), "second"), 1)
        head.addWidget(button(_("Bring in a statement…"), self.bring_in))
        layout.addLayout(head)
        self.rows = RowList(
            desk, _("Receipts"), columns.RECEIPTS, desk.office.source("receipts"),
            place.view or WAITING, self.ask, columns.CHIPS, "receipts",
            _("No receipt waits. Bring in a statement of the bank."),
        )  # fmt: skip
        self.side = QWidget()
        self.found = QVBoxLayout(self.side)
        self.found.setContentsMargins(0, 0, 0, 0)
        self.found.addWidget(label(_("No receipt is chosen."), "second", wrap=True))
        self.found.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.rows)
        split.addWidget(self.side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout.addWidget(split, 1)

    def ask(self, row: ReceiptRow) -> None:
        """Read to what a receipt may belong."""
        read = partial(self.desk.office.bank.suggestions, row.reference)
        self.desk.commands.read(read, partial(self.show_found, row), self)

    def show_found(self, row: ReceiptRow, found: Sequence[Suggestion]) -> None:
        """The receipt with its suggestions and what else can be done with it."""
        clear(self.found)
        about = Card(row.reference)
        about.add(label(words.money(row.left), "strong"))
        told = (row.counterparty, row.text, row.payer_reference, row.bank_reference)
        for text in dict.fromkeys(one for one in told if one):
            about.add(label(words.visible(text), wrap=True))
        for title, action in (
            (_("Match with another record…"), "match_receipt"),
            (_("Send it back…"), "return_receipt"),
            (_("Give it up…"), "write_off_money"),
        ):
            give = partial(self.desk.open_editor, action, {"receipt": row.reference}, self)
            about.add(button(title, give))
        self.found.addWidget(about)
        self.found.addWidget(
            list_card(
                _("May belong to"), columns.SUGGESTIONS, found, partial(self._match, row),
                _("Nothing on file speaks for a record. Look for it yourself."),
            )
        )  # fmt: skip
        for one in found:
            why = f"{one.record} · {one.title}: {' '.join(one.reasons)}"
            self.found.addWidget(label(words.visible(why), "second", wrap=True))
        self.found.addStretch(1)

    def _match(self, row: ReceiptRow, chosen: Suggestion) -> None:
        given = {"receipt": row.reference, "to": chosen.record}
        self.desk.open_editor("match_receipt", given, self)

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
