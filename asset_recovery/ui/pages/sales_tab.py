"""The sales and the bids of the office on the Money page: the newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.registers import View
from asset_recovery.domain.sale_rows import BidRow, SaleRow
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import sale_columns as columns
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import button


def _opened(desk: Desk, row: SaleRow | BidRow) -> None:
    desk.go(Place("asset", row.asset, "sale"))


def _tab(desk: Desk, place: Place, name: str, action: str, text: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(button(text, partial(desk.open_editor, action, {}, holder)))
    layout.addLayout(line)
    if name == "sales":
        rows = RowList(
            desk, _("Sales"), columns.SALES, desk.office.source("sales"),
            place.view or View((), "started", descending=True), partial(_opened, desk),
            columns.SALE_CHIPS, "sales", _("No sale was begun yet."),
        )  # fmt: skip
    else:
        rows = RowList(
            desk, _("Bids"), columns.BIDS, desk.office.source("bids"),
            place.view or View((), "on", descending=True), partial(_opened, desk),
            columns.BID_CHIPS, "bids", _("No bid is on file yet."),
        )  # fmt: skip
    layout.addWidget(rows, 1)
    return holder


def sales_tab(desk: Desk, place: Place) -> QWidget:
    """Every try to sell, and every tranche; Enter opens the asset at its Sale tab."""
    return _tab(desk, place, "sales", "start_sale", _("Start a sale…"))


def bids_tab(desk: Desk, place: Place) -> QWidget:
    """Every bid; Enter opens the asset at its Sale tab."""
    return _tab(desk, place, "bids", "record_bid", _("Record a bid…"))
