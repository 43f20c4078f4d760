"""The register of receipts as SQL: what came in, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.age_classes import age_class, age_class_sql
from asset_recovery.domain.bank_facts import ReceiptRow
from asset_recovery.domain.money import Money
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AGE = (
    "CASE WHEN r.left_minor > 0 THEN CAST(julianday(:today) - julianday(r.on_date) AS INTEGER) END"
)
_CLASS = f"CASE WHEN r.left_minor > 0 THEN {age_class_sql(_AGE)} END"


def _make(row: Sequence[Any], reader: Reader) -> ReceiptRow:
    on = day(row[2])
    assert on is not None  # noqa: S101 - the column is never empty
    currency = str(row[7])
    age = (reader.today - on).days if row[6] > 0 else None
    return ReceiptRow(
        id=row[0],
        reference=row[1],
        on=on,
        value_on=day(row[3]),
        account=row[4],
        amount=Money(row[5], currency),
        left=Money(row[6], currency),
        payer_reference=row[8],
        counterparty=row[9] or "",
        text=row[10] or "",
        bank_reference=row[11] or "",
        statement=row[12] or "",
        state=row[13],
        matched_to=row[14] or "",
        age=age,
        age_class="" if age is None else age_class(age),
    )


REGISTER = RegisterSql(
    name="receipts",
    source="receipt_row AS r",
    key="r.event_id",
    selected=(
        "r.event_id", "r.reference", "r.on_date", "r.value_on", "r.account", "r.amount_minor",
        "r.left_minor", "r.currency", "r.payer_reference", "r.counterparty", "r.text",
        "r.bank_reference", "r.statement", "r.state", "r.matched_to",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "value_on": SqlColumn("r.value_on", "day", nullable=True),
        "account": SqlColumn("r.account", indexed=True, sort="r.account"),
        "amount": SqlColumn("r.amount_minor", "money", currency="r.currency", indexed=True),
        "left": SqlColumn("r.left_minor", "money", currency="r.currency"),
        "currency": SqlColumn("r.currency"),
        "payer_reference": SqlColumn("r.payer_reference"),
        "counterparty": SqlColumn("r.counterparty", nullable=True),
        "counterparty_account": SqlColumn("r.counterparty_account", nullable=True),
        "text": SqlColumn("r.text", nullable=True),
        "bank_reference": SqlColumn("r.bank_reference", nullable=True),
        "statement": SqlColumn("r.statement", nullable=True),
        "state": SqlColumn("r.state", indexed=True, sort="r.state"),
        "matched_to": SqlColumn("r.matched_to", nullable=True),
        "age": SqlColumn(_AGE, "number", nullable=True),
        "age_class": SqlColumn(_CLASS, nullable=True),
    },
    aliases={"on_date": "on", "days": "age"},
    shown=(
        "reference", "on", "value_on", "account", "amount", "left", "currency", "counterparty",
        "text", "payer_reference", "bank_reference", "statement", "state", "age", "age_class",
        "matched_to",
    ),
    known=in_known_case("r.case_id", null=True),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    paired=frozenset({("r.state", "r.on_date"), ("r.account", "r.on_date")}),
)  # fmt: skip

_OLDER = (
    f"SELECT {', '.join(REGISTER.selected)} FROM receipt_row AS r"
    " WHERE r.state IN ('open', 'partly') AND r.left_minor > 0 AND r.on_date < :before"
    f" AND {REGISTER.known} ORDER BY r.on_date, r.event_id"
)


def older_than(
    connection: Connection, access: Access, before: date, reader: Reader
) -> list[ReceiptRow]:
    """Every receipt with something left that came before a day, the oldest first."""
    if not access.sees:
        return []
    values = {**access.parameters, "before": before.isoformat()}
    return [_make(row, reader) for row in connection.exec_driver_sql(_OLDER, values)]
