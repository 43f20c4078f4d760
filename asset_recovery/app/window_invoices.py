"""Invoices as the window asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.invoice_facts import InvoiceFacts
    from asset_recovery.services.invoice_service import InvoiceService


class WindowInvoices:
    """`ui.invoice_office.InvoiceOffice` over the services of one session."""

    def __init__(self, session: Callable[[], OfficeSession]) -> None:
        self._session = session

    def _service(self) -> InvoiceService:
        from asset_recovery.services.invoice_service import InvoiceService  # noqa: PLC0415 - late

        return InvoiceService(self._session().office)

    def invoice(self, reference: str) -> InvoiceFacts:
        """One invoice with its lines."""
        return self._service().invoice(reference, self._session().user)

    def of_asset(self, asset: str) -> Sequence[str]:
        """The invoices that have a line for an asset."""
        return self._service().of_asset(asset, self._session().user)
