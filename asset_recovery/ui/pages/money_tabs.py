"""The tabs of the Money page: each in a file of its own, hung in by one line here.

A tab is a function `(desk, place) -> QWidget`; it is imported when it is first shown, reads in the
background through `desk.commands.read`, and is built anew when something was recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from asset_recovery.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asset_recovery.ui.desk import Desk
    from asset_recovery.ui.place import Place


@dataclass(frozen=True, slots=True)
class MoneyTab:
    """A tab: its name in places, its title, and where it is built (`module:function`)."""

    name: str
    title: str
    built_by: str

    def build(self, desk: Desk, place: Place) -> QWidget:
        """The tab for what the place names."""
        module, name = self.built_by.split(":")
        made: Callable[[Desk, Place], QWidget] = getattr(
            import_module(f"asset_recovery.ui.pages.{module}"), name
        )
        return made(desk, place)


TABS: tuple[MoneyTab, ...] = (
    MoneyTab("accounts", N_("Accounts"), "accounts_tab:accounts_tab"),
    MoneyTab("bank", N_("Bank"), "bank_tab:bank_tab"),
    MoneyTab("entries", N_("Entries"), "entries_tab:entries_tab"),
    MoneyTab("distribution", N_("Distribution"), "distributions_tab:distributions_tab"),
    MoneyTab("invoices", N_("Invoices"), "invoices_tab:invoices_tab"),
    MoneyTab("wallets", N_("Wallets"), "wallets_tab:wallets_tab"),
    MoneyTab("sales", N_("Sales"), "sales_tab:sales_tab"),
    MoneyTab("bids", N_("Bids"), "sales_tab:bids_tab"),
)
