"""The journal of the ledger as SQL: a row a line, by its day and recording."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.ledger_facts import LedgerRow
from asset_recovery.domain.money import Money
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn


def _make(row: Sequence[Any], _reader: Reader) -> LedgerRow:
    return LedgerRow(
        id=row[0],
        reference=f"{row[2]}:{row[3]}",
        on=date.fromisoformat(row[1]),
        kind=row[2],
        holder=row[3],
        amount=Money(row[4], row[5]),
        action=row[6],
        record=row[7] or "",
        detail=row[8],
        case=row[9] or None,
        asset=row[10] or None,
        entry=row[11],
        is_reversal=row[11] != row[12],
    )


_ACCOUNT = (
    "(SELECT own.kind || ':' || own.holder FROM ledger_account AS own WHERE own.id = r.account_id)"
)
REGISTER = RegisterSql(
    name="ledger",
    source=(
        "ledger_line AS r LEFT JOIN ledger_account AS a ON a.id = r.account_id"
        " LEFT JOIN event AS e ON e.id = r.event_id"
    ),
    key="r.id",
    selected=(
        "r.id", "r.on_date", "r.kind", "a.holder", "r.minor", "r.currency", "e.action",
        "e.reference", "r.detail", "r.case_reference", "r.asset_reference", "r.seq",
        "e.effective_seq",
    ),
    make=_make,
    columns={
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "account": SqlColumn(_ACCOUNT),
        "kind": SqlColumn("r.kind", indexed=True, sort="r.kind"),
        "holder": SqlColumn("a.holder"),
        "amount": SqlColumn("r.minor", "money", currency="r.currency"),
        "currency": SqlColumn("r.currency"),
        "action": SqlColumn("e.action"),
        "record": SqlColumn("e.reference", nullable=True),
        "case": SqlColumn("r.case_reference", indexed=True, sort="r.case_reference"),
        "asset": SqlColumn("r.asset_reference", indexed=True),
        "entry": SqlColumn("r.seq", "number"),
        "reference": SqlColumn(_ACCOUNT),
    },
    aliases={"day": "on"},
    shown=(
        "on", "account", "amount", "currency", "action", "record", "case", "asset", "entry",
        "reference",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    paired=frozenset(
        {
            ("r.kind", "r.on_date"),
            ("r.case_reference", "r.on_date"),
            ("r.asset_reference", "r.on_date"),
        }
    ),
)  # fmt: skip
