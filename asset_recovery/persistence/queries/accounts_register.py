"""The accounts of the ledger as SQL: a line an account and currency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.ledger_facts import AccountRow
from asset_recovery.domain.money import Money
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn

NAME = "r.kind || ':' || r.holder"


def _make(row: Sequence[Any], _reader: Reader) -> AccountRow:
    return AccountRow(
        id=row[0],
        reference=f"{row[1]}:{row[2]}",
        kind=row[1],
        holder=row[2],
        case=row[3],
        debit=Money(row[4], row[6]),
        credit=Money(row[5], row[6]),
        lines=row[7],
        first_on=date.fromisoformat(row[8]),
    )


REGISTER = RegisterSql(
    name="accounts",
    source="ledger_account AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.kind", "r.holder", "c.reference", "r.debit", "r.credit", "r.currency", "r.lines",
        "r.first_on",
    ),
    make=_make,
    columns={
        "account": SqlColumn(NAME),
        "kind": SqlColumn("r.kind", indexed=True),
        "holder": SqlColumn("r.holder", indexed=True),
        "case": SqlColumn("c.reference", nullable=True, indexed=True, sort="c.reference"),
        "currency": SqlColumn("r.currency"),
        "debit": SqlColumn("r.debit", "money", currency="r.currency"),
        "credit": SqlColumn("r.credit", "money", currency="r.currency"),
        "balance": SqlColumn("(r.debit - r.credit)", "money", currency="r.currency"),
        "lines": SqlColumn("r.lines", "number"),
        "since": SqlColumn("r.first_on", "day"),
        "reference": SqlColumn(NAME),
    },
    aliases={},
    shown=(
        "account", "case", "debit", "credit", "balance", "currency", "lines", "since", "reference",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="kind",
)  # fmt: skip
