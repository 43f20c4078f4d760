"""Which page is shown: pages are imported and built when first shown, registers stay alive."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.place import Place

_REGISTERS = (
    "cases", "assets", "orders", "requests", "parties", "documents", "deadlines", "contracts",
    "reuses", "states", "authorities", "papers", "information_requests", "reports", "disclosures",
)  # fmt: skip
_PAGES = {
    "today": "today_page:TodayPage",
    "board": "board_page:BoardPage",
    "agenda": "agenda_page:AgendaPage",
    "approvals": "approvals_page:ApprovalsPage",
    "asset": "asset_page:AssetPage",
    "case": "case_page:CasePage",
    "order": "order_page:OrderPage",
    "operation": "operation_page:OperationPage",
    "party": "party_page:PartyPage",
    "document": "document_page:DocumentPage",
    "request": "request_page:RequestPage",
    "dossier": "dossier_page:DossierPage",
    "schedule": "schedule_page:SchedulePage",
    "office": "office_page:OfficePage",
    "same_assets": "same_assets_page:SameAssetsPage",
    "statistics": "statistics_page:StatisticsPage",
    "value_orders": "value_orders_page:ValueOrdersPage",
    "invoice": "invoice_page:InvoicePage",
    "money": "money_page:MoneyPage",
    "account": "account_page:AccountPage",
    "storage": "storage_page:StoragePage",
    "state": "state_page:StatePage",
    "authority": "authority_page:AuthorityPage",
    "radar": "radar_page:RadarPage",
} | dict.fromkeys(_REGISTERS, "register_page:RegisterPage")
KEPT_ALIVE = {*_REGISTERS, "today", "board", "agenda", "storage"}


class PageStack(QStackedWidget):
    """Shows places; emits `moved` when what is shown changed its title or trail."""

    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._alive: dict[str, Page] = {}
        self._passing: Page | None = None

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_place(self, place: Place) -> Page:
        """Show a place: a register that lives on, or a record's page built anew."""
        page = self._page(place)
        self.setCurrentWidget(page)
        if page.stale:
            page.stale = False
            page.start()
        return page

    def changed(self) -> None:
        """Something was recorded: what is shown reads anew, the others when they are shown."""
        for page in self._alive.values():
            page.stale = True
        if (shown := self.page) is not None:
            shown.stale = False
            shown.reload()

    def forget(self) -> None:
        """Close every page: nothing of a record stays in the window."""
        passing = [] if self._passing is None else [self._passing]
        for page in [*self._alive.values(), *passing]:
            self.removeWidget(page)
            page.deleteLater()
        self._alive.clear()
        self._passing = None

    def _page(self, place: Place) -> Page:
        if (page := self._alive.get(place.page)) is not None:
            page.show_place(place)
            return page
        shown = self.page
        if shown is not None and (shown.place.page, shown.place.reference) == (
            place.page, place.reference,
        ):  # fmt: skip
            shown.show_place(place)
            return shown
        made = self._make(place)
        if place.page in KEPT_ALIVE:
            self._alive[place.page] = made
        else:
            old, self._passing = self._passing, made
            if old is not None:
                self.removeWidget(old)
                old.deleteLater()
        return made

    def _make(self, place: Place) -> Page:
        module, name = _PAGES[place.page].split(":")
        page: Page = getattr(import_module(f"asset_recovery.ui.pages.{module}"), name)(
            self._desk, place
        )
        page.moved.connect(self.moved)
        self.addWidget(page)
        page.start()
        return page
