"""The invoices of the office on the Money page: the newest first, red where lines differ."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.registers import InvoiceRow, View
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import invoice_columns as columns
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import button


def invoices_tab(desk: Desk, place: Place) -> QWidget:
    """The register of invoices; Enter opens one."""

    def opened(row: InvoiceRow) -> None:
        desk.go(Place("invoice", row.reference))

    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    line = QHBoxLayout()
    line.addStretch(1)
    made = button(_("Record invoice…"), partial(desk.open_editor, "record_invoice", {}, holder))
    line.addWidget(made)
    layout.addLayout(line)
    rows = RowList(
        desk, _("Invoices"), columns.LIST, desk.office.source("invoices"),
        place.view or View((), "on", descending=True), opened, columns.CHIPS, "invoices",
        _("No invoice is on file yet. Record the first one."),
    )  # fmt: skip
    layout.addWidget(rows, 1)
    return holder
