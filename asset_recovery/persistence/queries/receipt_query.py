"""Receipts by what became of them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

_ROW = Prepared(select(t.receipt_row).where(t.receipt_row.c.reference == bindparam("reference")))


def receipt_of(connection: Connection, reference: str) -> Row | None:
    """The row of a receipt, or None."""
    return _ROW.first(connection, reference=reference)


def waiting_on(connection: Connection, account: str, currency: str) -> int:
    """What is left of the receipts of an account, in minor units of a currency."""
    text = (
        "SELECT coalesce(sum(left_minor), 0) FROM receipt_row"
        " WHERE account = ? AND currency = ? AND left_minor > 0"
    )
    return int(connection.exec_driver_sql(text, (account, currency)).scalar() or 0)
