"""The register of invoices as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import InvoiceRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

# Few invoices are about hidden cases alone: they are found by those cases, once a statement.
_HIDDEN = (
    f"SELECT held.invoice_id FROM invoice_line AS held WHERE held.case_id IN ({HIDDEN_CASES})"
    " AND NOT EXISTS (SELECT 1 FROM invoice_line AS other"
    f" WHERE other.invoice_id = held.invoice_id AND other.case_id NOT IN ({HIDDEN_CASES}))"
)
_AGE = "CAST(julianday(:today) - julianday(r.on_date) AS INTEGER)"
_LINES = "(SELECT count(*) FROM invoice_line AS held WHERE held.invoice_id = r.id)"


def _make(row: Sequence[Any], reader: Reader) -> InvoiceRow:
    on = day(row[4])
    assert on is not None
    return InvoiceRow(
        id=row[0],
        reference=row[1],
        supplier=row[2],
        number=row[3],
        on=on,
        amount=Money(row[5], row[6]),
        state=row[7],
        wrong=row[8],
        difference=Money(row[9] or 0, row[6]),
        due_on=day(row[10]),
        age=(reader.today - on).days,
    )


REGISTER = RegisterSql(
    name="invoices",
    source="invoice AS r",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.supplier", "r.number", "r.on_date", "r.amount_minor",
        "r.amount_currency", "r.state", "r.wrong", "r.difference_minor", "r.due_on",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "supplier": SqlColumn("r.supplier", sort="r.supplier_key", ordered=True),
        "number": SqlColumn("r.number"),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "from": SqlColumn("r.from_date", "day"),
        "to": SqlColumn("r.to_date", "day"),
        "due": SqlColumn("r.due_on", "day", True),
        "age": SqlColumn(_AGE, "number"),
        "amount": SqlColumn("r.amount_minor", "money", currency="r.amount_currency"),
        "vat": SqlColumn("r.vat_minor", "money", True, currency="r.amount_currency"),
        "currency": SqlColumn("r.amount_currency"),
        "state": SqlColumn("r.state", indexed=True, sort="r.state"),
        "wrong": SqlColumn("r.wrong", "number"),
        "difference": SqlColumn("r.difference_minor", "money", True, currency="r.amount_currency"),
        "lines": SqlColumn(_LINES, "number"),
        "certified": SqlColumn("r.certified_on", "day", True),
        "approved": SqlColumn("r.approved_on", "day", True),
        "sent": SqlColumn("r.sent_on", "day", True),
        "paid": SqlColumn("r.paid_on", "day", True),
    },
    aliases={"on_date": "on", "due_on": "due", "status": "state", "sent_on": "sent",
             "paid_on": "paid", "approved_on": "approved", "certified_on": "certified"},
    shown=(
        "reference", "supplier", "number", "on", "from", "to", "due", "age", "amount", "vat",
        "currency", "state", "wrong", "difference", "sent", "paid",
    ),
    known=f"r.id NOT IN ({_HIDDEN})",
    hidden=f"r.id IN ({_HIDDEN})",
    default_sort="on",
    default_descending=True,
    paired=frozenset({("r.state", "r.on_date")}),
)  # fmt: skip
