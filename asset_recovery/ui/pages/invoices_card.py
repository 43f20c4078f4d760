"""The invoices that have a line for an asset, and the way from a posting to its invoice."""

from __future__ import annotations

from collections.abc import Sequence

from asset_recovery.domain.case_file import PostingFacts
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.invoice_facts import InvoiceFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.table import ShortTable

MOST = 50
COLUMNS = (
    Column("reference", N_("Invoice"), lambda one: one.reference, width=150),
    Column("on", N_("Date"), lambda one: words.day(one.on), look="second", width=104),
    Column("supplier", N_("Supplier"), lambda one: words.visible(one.supplier), width=0),
    Column("number", N_("Number"), lambda one: words.visible(one.number), width=120),
    Column("state", N_("State"), lambda one: words.of("invoice_states", one.state), width=110),
    Column("amount", N_("Amount"), lambda one: words.money(one.amount), right=True, width=130),
)


class InvoicesCard(Card):
    """Reads by itself; Enter opens an invoice."""

    def __init__(self, desk: Desk, asset: str) -> None:
        super().__init__(_("Invoices"))
        self._desk, self._asset = desk, asset
        self.of_posting: dict[str, str] = {}
        desk.commands.read(self._read, self.show_invoices, self)

    def _read(self) -> list[InvoiceFacts]:
        found = []
        for name in list(self._desk.office.invoices.of_asset(self._asset))[:MOST]:
            try:
                found.append(self._desk.office.invoices.invoice(name))
            except AppError:  # one that the reader may not see whole
                continue
        return found

    def show_invoices(self, found: Sequence[InvoiceFacts]) -> None:
        """The invoices, the newest first, and which posting came from which."""
        if not found:
            self.add(label(_("No invoice has a line for this asset."), "second"))
            return
        for invoice in found:
            for line in invoice.lines:
                if line.posting:
                    self.of_posting[line.posting] = invoice.reference
        table = ShortTable(_("Invoices"), COLUMNS, found)
        table.opened.connect(lambda at: self._open(found[at].reference))
        self.add(table)
        self.add(label(_("Enter on a cost that came from an invoice opens it too."), "small"))

    def open_posting(self, posting: PostingFacts) -> None:
        """The invoice of a posting; nothing where it came from none."""
        invoice = self.of_posting.get(posting.reference)
        if invoice is not None:
            self._open(invoice)

    def _open(self, reference: str) -> None:
        self._desk.go(Place("invoice", reference))
