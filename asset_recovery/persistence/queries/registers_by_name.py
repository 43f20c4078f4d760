"""The registers by their names, each loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.columns import RegisterSql

REGISTERS = (
    "assets",
    "cases",
    "orders",
    "requests",
    "parties",
    "documents",
    "deadlines",
    "approvals",
    "victims",
    "invoices",
    "contents",
    "receipts",
    "statements",
    "contracts",
    "reuses",
    "sales",
    "bids",
    "states",
    "authorities",
    "information_requests",
    "reports",
    "disclosures",
    "papers",
)
OF_THE_LEDGER = ("accounts", "ledger")


def register_sql(name: str) -> RegisterSql:
    """A register by its name; `field_invalid` where there is none."""
    known = (*REGISTERS, *OF_THE_LEDGER)
    if name not in known:
        raise invalid(
            "register",
            _("There is no register '{name}'. Choose one of: {known}.").format(
                name=name[:40], known=", ".join(known)
            ),
        )
    module = import_module(f"asset_recovery.persistence.queries.{name}_register")
    return cast("RegisterSql", module.REGISTER)
