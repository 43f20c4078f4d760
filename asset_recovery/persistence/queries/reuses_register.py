"""The register of what was given for reuse, with its visits and open breaches, as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.care_rows import ReuseRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

# The indexes of these few rows are made with this very condition; the plus leaves out those of all.
STATES = "('transferred_for_public_or_social_use', 'official_use', 'donated')"
_VISITS = (
    "FROM event_asset AS part JOIN event AS visit ON visit.id = part.event_id"
    " WHERE part.asset_id = r.asset_id AND visit.action = 'follow_up_reuse'"
    " AND visit.status = 'in_effect'"
)
_NEWEST = f"{_VISITS} ORDER BY visit.on_date DESC, visit.id DESC LIMIT 1"
_LAST = f"(SELECT visit.on_date {_NEWEST})"
_FINDING = f"(SELECT json_extract(visit.data, '$.finding') {_NEWEST})"
_COUNT = f"(SELECT count(*) {_VISITS})"
_NEXT = (
    "(SELECT min(due.due) FROM agenda AS due WHERE due.record = r.reference"
    " AND +due.code IN ('reuse_visit', 'reuse_first_visit'))"
)
_BREACH = (
    "(SELECT min(due.started) FROM agenda AS due WHERE due.record = r.reference"
    " AND +due.code = 'reuse_breach')"
)


def _make(row: Sequence[Any], _reader: Reader) -> ReuseRow:
    return ReuseRow(
        id=row[0],
        reference=row[1],
        description=row[2],
        case=row[3],
        management=row[4],
        visits=row[5],
        last_visit=day(row[6]),
        finding=row[7],
        next_visit=day(row[8]),
        breach=day(row[9]),
    )


REGISTER = RegisterSql(
    name="reuses",
    source="asset_row AS r",
    key="r.asset_id",
    selected=(
        "r.asset_id", "r.reference", "r.description", "r.case_reference", "r.management", _COUNT,
        _LAST, _FINDING, _NEXT, _BREACH,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "description": SqlColumn("r.description", sort="r.description_key", ordered=True),
        "case": SqlColumn("r.case_reference", indexed=True),
        "management": SqlColumn("r.management", indexed=True),
        "visits": SqlColumn(_COUNT, "number"),
        "last_visit": SqlColumn(_LAST, "day", True),
        "finding": SqlColumn(_FINDING, nullable=True),
        "next_visit": SqlColumn(_NEXT, "day", True),
        "breach": SqlColumn(_BREACH, "day", True),
    },
    aliases={"next": "next_visit"},
    shown=(
        "reference", "description", "case", "management", "visits", "last_visit", "finding",
        "next_visit", "breach",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="reference",
    always=f"+r.management IN {STATES}",
)  # fmt: skip
