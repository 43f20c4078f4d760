"""The register of reports received as SQL. Who made one is read by no list.

Reports of no case yet are listed to those alone who look into reports (`access_reports`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.information_rows import ReportRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_FROM = "json_extract(r.data, '$.from_kind')"
_HANDLING = "coalesce(json_extract(r.data, '$.handling'), 'source_protected')"
# A plus takes the kind of the column from the comparison: an index on what JSON says knows none.
_FEEDBACK = (
    "(SELECT json_extract(z.data, '$.outcome') FROM event AS z INDEXED BY ix_event_feedback"
    " WHERE z.action = 'give_feedback' AND json_extract(z.facts, '$.report') = +r.reference"
    " AND z.case_id = r.case_id"
    " ORDER BY z.on_date DESC, z.id DESC LIMIT 1)"
)


def _make(row: Sequence[Any], _reader: Reader) -> ReportRow:
    on = day(row[3])
    assert on is not None  # noqa: S101 - every event has one
    return ReportRow(
        id=row[0],
        reference=row[1],
        case=row[2],
        on=on,
        source=row[4],
        handling=row[5],
        feedback=row[6],
    )


REGISTER = RegisterSql(
    name="reports",
    source="event AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=("r.id", "r.reference", "c.reference", "r.on_date", _FROM, _HANDLING, _FEEDBACK),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True, sort="r.reference"),
        "case": SqlColumn("c.reference", nullable=True, indexed=True, sort="c.reference"),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "from": SqlColumn(_FROM),
        "handling": SqlColumn(_HANDLING),
        "feedback": SqlColumn(_FEEDBACK, nullable=True),
    },
    aliases={"on_date": "on", "from_kind": "from"},
    shown=("reference", "case", "on", "from", "handling", "feedback"),
    known=in_known_case("r.case_id", null=True),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    always="r.action = 'receive_report' AND (r.case_id IS NOT NULL OR :access_reports = 1)",
)  # fmt: skip
