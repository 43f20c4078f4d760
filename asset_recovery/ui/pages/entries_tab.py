"""The lines of the ledger, however many: filtered by account, asset, case and period."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.ledger_facts import LedgerRow
from asset_recovery.domain.registers import View
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import ledger_columns as columns
from asset_recovery.ui.pages.row_list import RowList
from asset_recovery.ui.place import Place


def entries_tab(desk: Desk, place: Place) -> QWidget:
    """The newest lines first; Enter opens the statement of the account."""

    def opened(row: LedgerRow) -> None:
        desk.go(Place("account", row.reference))

    return RowList(
        desk, _("Lines of the ledger"), columns.LINES, desk.office.source("ledger"),
        place.view or View((), "on", descending=True), opened, columns.LINE_CHIPS, "ledger",
        _("No money has moved yet."),
    )  # fmt: skip
