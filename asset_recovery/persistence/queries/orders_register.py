"""The order register as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import OrderRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_ASSETS = "(SELECT count(*) FROM order_asset AS held WHERE held.order_id = r.id)"


def _make(row: Sequence[Any], _reader: Reader) -> OrderRow:
    return OrderRow(
        id=row[0],
        reference=row[1],
        kind=row[2],
        authority=row[3],
        case=row[4],
        state=row[5],
        made_on=day(row[6]),
        expires_on=day(row[7]),
        assets=row[8],
    )


REGISTER = RegisterSql(
    name="orders",
    source="court_order AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.kind", "r.authority", "c.reference", "r.state", "r.made_on",
        "r.expires_on", _ASSETS,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "kind": SqlColumn("r.kind"),
        "authority": SqlColumn("r.authority", sort="r.authority COLLATE NOCASE"),
        "number": SqlColumn("r.number", nullable=True),
        "case": SqlColumn("c.reference"),
        "state": SqlColumn("r.state"),
        "made": SqlColumn("r.made_on", "day", True, indexed=True),
        "expires": SqlColumn("r.expires_on", "day", True),
        "final": SqlColumn("r.final_on", "day", True),
        "amount": SqlColumn("r.amount_minor", "money", True, currency="r.amount_currency"),
        "currency": SqlColumn("r.amount_currency", nullable=True),
        "country": SqlColumn("r.country", nullable=True),
        "assets": SqlColumn(_ASSETS, "number"),
        "taken_over": SqlColumn("r.taken_over", "flag"),
    },
    aliases={"made_on": "made", "expires_on": "expires", "final_on": "final", "status": "state"},
    shown=(
        "reference", "kind", "authority", "number", "case", "state", "made", "expires", "final",
        "amount", "currency", "country", "assets",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="made",
    default_descending=True,
)  # fmt: skip
