"""The register of questions to the own State's registers as SQL, each with its newest answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.information_rows import InformationRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_NEWEST = (
    "FROM event AS z INDEXED BY ix_event_information_answer"
    " WHERE z.action = 'record_information' AND z.reference >= r.reference || '/answer-'"
    " AND z.reference < r.reference || '/answer.' ORDER BY z.reference DESC LIMIT 1"
)
_RESULT = f"(SELECT json_extract(z.data, '$.result') {_NEWEST})"
_ANSWERED = f"(SELECT z.on_date {_NEWEST})"
_DUE = (
    "coalesce(substr(json_extract(r.data, '$.due'), 1, 10), (SELECT min(d.due) FROM deadline AS d"
    " WHERE d.case_id = r.case_id AND d.record = r.reference))"
)
_STATE = (
    f"CASE WHEN coalesce({_RESULT}, 'partly') <> 'partly' THEN 'answered'"
    f" WHEN {_DUE} < :today THEN 'late' ELSE 'open' END"
)


def _of(name: str) -> str:
    return f"json_extract(r.data, '$.{name}')"


def _make(row: Sequence[Any], _reader: Reader) -> InformationRow:
    on = day(row[3])
    assert on is not None  # noqa: S101 - every event has one
    return InformationRow(
        id=row[0],
        reference=row[1],
        case=row[2],
        on=on,
        to=row[4],
        register=row[5],
        gateway=row[6],
        handling=row[7],
        due=day(row[8]),
        answered=day(row[9]),
        result=row[10],
        state=row[11],
    )


REGISTER = RegisterSql(
    name="information_requests",
    source="event AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "c.reference", "r.on_date", _of("to"), _of("register"),
        _of("gateway"), _of("handling"), _DUE, _ANSWERED, _RESULT, _STATE,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True, sort="r.reference"),
        "case": SqlColumn("c.reference", indexed=True, sort="c.reference"),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "to": SqlColumn(_of("to")),
        "register": SqlColumn(_of("register")),
        "gateway": SqlColumn(_of("gateway")),
        "handling": SqlColumn(_of("handling")),
        "due": SqlColumn(_DUE, "day", True),
        "answered": SqlColumn(_ANSWERED, "day", True),
        "result": SqlColumn(_RESULT, nullable=True),
        "state": SqlColumn(_STATE, words=("open", "late", "answered")),
    },
    aliases={"on_date": "on", "answered_on": "answered"},
    shown=(
        "reference", "case", "on", "to", "register", "gateway", "handling", "due", "answered",
        "result", "state",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    always="r.action = 'request_information'",
)  # fmt: skip
