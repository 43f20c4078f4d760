"""The register of requests to and from other States as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import RequestRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day
from asset_recovery.persistence.queries.radar_query import AGE, ANSWERS, IS_OPEN, STARTED

# The grounds of every refusal of a request, parted by commas.
_GROUNDS = (
    "(SELECT group_concat(ground.value) FROM event AS said,"
    " json_each(said.data, '$.grounds') AS ground"
    f" WHERE said.request_id = r.id AND said.{ANSWERS} AND said.status = 'in_effect'"
    " AND json_extract(said.data, '$.kind') = 'refused')"
)


def _make(row: Sequence[Any], _reader: Reader) -> RequestRow:
    return RequestRow(
        id=row[0],
        reference=row[1],
        direction=row[2],
        country=row[3],
        form=row[4],
        case=row[5],
        state=row[6],
        made_on=day(row[7]),
        due_on=day(row[8]),
    )


REGISTER = RegisterSql(
    name="requests",
    source="request AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.direction", "r.country", "r.form", "c.reference", "r.state",
        "r.made_on", "r.due_on",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "direction": SqlColumn("r.direction"),
        "country": SqlColumn("r.country"),
        "authority": SqlColumn("r.authority", nullable=True),
        "form": SqlColumn("r.form"),
        "case": SqlColumn("c.reference"),
        "state": SqlColumn("r.state"),
        "made": SqlColumn("r.made_on", "day", True, indexed=True),
        "due": SqlColumn("r.due_on", "day", True),
        "sent": SqlColumn("r.sent_on", "day", True),
        "result": SqlColumn("r.result", nullable=True),
        "language": SqlColumn("r.language"),
        "started": SqlColumn(STARTED, "day", True),
        "open": SqlColumn(f"CASE WHEN {IS_OPEN} THEN 1 ELSE 0 END", "flag"),
        "age": SqlColumn(AGE, "number", True),
        "kinds": SqlColumn("r.kinds"),
        "ground": SqlColumn(_GROUNDS, nullable=True),
    },
    aliases={"made_on": "made", "due_on": "due", "sent_on": "sent", "status": "state"},
    shown=(
        "reference", "direction", "country", "authority", "form", "case", "state", "made", "due",
        "sent", "result", "language",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="made",
    default_descending=True,
)  # fmt: skip
