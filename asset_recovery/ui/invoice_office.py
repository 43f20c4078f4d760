"""What the window asks of the office about invoices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from asset_recovery.domain.invoice_facts import InvoiceFacts


class InvoiceOffice(Protocol):
    """Invoices, as one user sees them; both read the store and belong on the reader."""

    def invoice(self, reference: str) -> InvoiceFacts:
        """One invoice with its lines and what is wrong with each."""

    def of_asset(self, asset: str) -> Sequence[str]:
        """The invoices that have a line for an asset, the newest first."""
