"""The register of bids as SQL; sealed ones stand in it without their amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.sale_rows import BidRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

BIDDER = "coalesce((SELECT p.name FROM party AS p WHERE p.reference = r.bidder), r.bidder)"


def _make(row: Sequence[Any], _reader: Reader) -> BidRow:
    on = day(row[7])
    assert on is not None
    return BidRow(
        id=row[0],
        reference=row[1],
        asset=row[2],
        description=row[3],
        case=row[4],
        lot=row[5] or "",
        bidder=row[6],
        on=on,
        amount=None if row[8] is None else Money(row[8], row[10]),
        deposit=None if row[9] is None else Money(row[9], row[10]),
        valid_until=day(row[11]),
        state=row[12],
    )


REGISTER = RegisterSql(
    name="bids",
    source="bid_row AS r JOIN asset_row AS a ON a.asset_id = r.asset_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.asset", "a.description", "a.case_reference", "r.lot", BIDDER,
        "r.on_date", "r.amount_minor", "r.deposit_minor", "r.currency", "r.valid_until", "r.state",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "asset": SqlColumn("r.asset", indexed=True),
        "description": SqlColumn("a.description", sort="a.description_key"),
        "case": SqlColumn("a.case_reference"),
        "lot": SqlColumn("r.lot", nullable=True),
        "bidder": SqlColumn(BIDDER),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "amount": SqlColumn("r.amount_minor", "money", True, currency="r.currency"),
        "deposit": SqlColumn("r.deposit_minor", "money", True, currency="r.currency"),
        "valid": SqlColumn("r.valid_until", "day", True),
        "state": SqlColumn("r.state"),
        "currency": SqlColumn("r.currency", nullable=True),
    },
    aliases={"on_date": "on", "valid_until": "valid", "status": "state"},
    shown=(
        "reference", "asset", "description", "case", "lot", "bidder", "on", "amount", "deposit",
        "currency",
        "valid", "state",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    paired=frozenset({("state", "on")}),
)  # fmt: skip
