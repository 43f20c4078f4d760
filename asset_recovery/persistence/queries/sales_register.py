"""The register of sales as SQL: every try to sell, and every tranche."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.sale_rows import SaleRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

BUYER = "coalesce((SELECT p.name FROM party AS p WHERE p.reference = r.buyer), r.buyer)"


def _make(row: Sequence[Any], _reader: Reader) -> SaleRow:
    currency = row[13]
    return SaleRow(
        id=row[0],
        reference=row[1] or row[2],
        asset=row[2],
        description=row[3],
        case=row[4],
        lot=row[5] or "",
        method=row[6],
        state=row[7],
        started_on=day(row[8]),
        sold_on=day(row[9]),
        reserve=None if row[10] is None else Money(row[10], currency),
        price=None if row[11] is None else Money(row[11], currency),
        hammer=None if row[12] is None else Money(row[12], currency),
        share=row[14] or "",
        bids=row[15],
        buyer=row[16] or "",
    )


REGISTER = RegisterSql(
    name="sales",
    source="sale_row AS r JOIN asset_row AS a ON a.asset_id = r.asset_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.asset", "a.description", "a.case_reference", "r.lot", "r.method",
        "r.state", "r.started_on", "r.sold_on", "r.reserve_minor", "r.price_minor",
        "r.hammer_minor", "r.currency", "r.share", "r.bids", BUYER,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", nullable=True, indexed=True),
        "asset": SqlColumn("r.asset", indexed=True),
        "description": SqlColumn("a.description", sort="a.description_key"),
        "case": SqlColumn("a.case_reference"),
        "lot": SqlColumn("r.lot", nullable=True, indexed=True),
        "method": SqlColumn("r.method"),
        "state": SqlColumn("r.state"),
        "currency": SqlColumn("r.currency", nullable=True),
        "started": SqlColumn("r.started_on", "day", True, indexed=True),
        "sale_on": SqlColumn("r.sale_on", "day", True),
        "sold": SqlColumn("r.sold_on", "day", True, indexed=True),
        "reserve": SqlColumn("r.reserve_minor", "money", True, currency="r.currency"),
        "price": SqlColumn("r.price_minor", "money", True, currency="r.currency"),
        "hammer": SqlColumn("r.hammer_minor", "money", True, currency="r.currency"),
        "value": SqlColumn("r.value_minor", "money", True, currency="r.value_currency"),
        "share": SqlColumn("CAST(r.share AS REAL)", "number", True),
        "bids": SqlColumn("r.bids", "number"),
        "buyer": SqlColumn(BUYER, nullable=True),
        "valuer": SqlColumn("r.valuer", nullable=True),
        "quantity": SqlColumn("r.quantity", nullable=True),
    },
    aliases={"started_on": "started", "sold_on": "sold", "on": "started", "status": "state"},
    shown=(
        "reference", "asset", "description", "case", "lot", "method", "state", "started", "sold",
        "reserve", "hammer", "price", "share",
        "currency", "bids", "buyer", "valuer", "quantity",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="started",
    default_descending=True,
    paired=frozenset({("state", "started")}),
)  # fmt: skip
