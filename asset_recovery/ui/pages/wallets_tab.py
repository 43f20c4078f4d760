"""The Money page's tab on wallets: what stands at each of the office's addresses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.wallet_facts import WalletLine
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.quantity_columns import WALLETS
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, label


def wallets_tab(desk: Desk, place: Place) -> QWidget:
    """The tab; it reads in the background."""
    del place
    return WalletsTab(desk)


class WalletsTab(QWidget):
    """One list; Enter opens the asset that stands there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 12, 0, 0)
        desk.commands.read(desk.office.wallets.wallets, self.show_wallets, self)

    def show_wallets(self, found: Sequence[WalletLine]) -> None:
        """Show the wallets."""
        clear(self.layout_)
        take = self.desk.open_editor
        watch = _("Addresses are watched only: a key is never entered.")
        card = list_card(
            _("Wallets of the office"), WALLETS, list(found), self._open,
            _("The office has no wallet yet. Open one with its address."),
            label(watch, "second"),
            button(_("Open a wallet…"), partial(take, "open_account", {"kind": "wallet"}, self),
                   "link"),
            button(_("Record an envelope…"), partial(take, "record_key_custody", {}, self), "link"),
        )  # fmt: skip
        self.layout_.addWidget(stacked(card))

    def _open(self, row: WalletLine) -> None:
        if row.asset is not None:
            self.desk.go(Place("asset", row.asset, "quantity"))
