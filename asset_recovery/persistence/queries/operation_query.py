"""Search-and-seizure operations by the number of their receipt."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t

_OF_RECEIPT = select(t.event.c.reference).where(
    t.event.c.action == "record_operation",
    func.json_extract(t.event.c.facts, "$.receipt") == bindparam("receipt"),
)


def operation_of_receipt(connection: Connection, receipt: str) -> str | None:
    """The operation at which this receipt was given, or None."""
    found: str | None = connection.execute(_OF_RECEIPT, {"receipt": receipt}).scalar()
    return found
