"""The register of deadlines as SQL: what the agenda holds, by law or set by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.i18n import _
from asset_recovery.persistence.access_sql import (
    HIDDEN_CASES,
    HIDDEN_PARTY_REFERENCES,
    of_known_record,
)
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_LEFT = "CAST(julianday(r.due) - julianday(:today) AS INTEGER)"
_STATE = "CASE WHEN r.paused = 1 THEN 'suspended' WHEN r.due < :today THEN 'late' ELSE 'open' END"
_REFERENCE = "coalesce(d.reference, rtrim(r.code || ' ' || r.record || ' ' || r.subject))"
PERSON = "coalesce(r.responsible, u.name)"


def _make(row: Sequence[Any], reader: Reader) -> DeadlineRow:
    due = day(row[3])
    assert due is not None  # noqa: S101 - the column is never empty
    left = (due - reader.today).days
    return DeadlineRow(
        id=row[0],
        reference=row[1],
        title=_(row[2]),
        due=due,
        state="suspended" if row[9] else "late" if left < 0 else "open",
        hard=bool(row[4]),
        days_left=left,
        record=row[5],
        case=row[6],
        responsible=row[7],
        source=row[8],
        code=row[10],
        other=day(row[11]),
        at=row[12],
        person=row[13],
    )


REGISTER = RegisterSql(
    name="deadlines",
    source=(
        "agenda AS r LEFT JOIN deadline AS d ON d.id = r.deadline_id"
        " LEFT JOIN case_record AS c ON c.id = r.case_id"
        " LEFT JOIN user_account AS u ON u.id = c.officer_id"
    ),
    key="r.id",
    selected=(
        "r.id", _REFERENCE, "r.title", "r.due", "r.hard", "r.record", "c.reference",
        "r.responsible", "d.source", "r.paused", "r.code", "r.other", "r.at", PERSON,
    ),
    make=_make,
    columns={
        "reference": SqlColumn(_REFERENCE),
        "due": SqlColumn("r.due", "day", indexed=True),
        "left": SqlColumn(_LEFT, "number"),
        "title": SqlColumn("r.title"),
        "code": SqlColumn("r.code", indexed=True, sort="r.code"),
        "hard": SqlColumn("r.hard", "flag"),
        "record": SqlColumn("r.record"),
        "case": SqlColumn("c.reference", nullable=True),
        "responsible": SqlColumn("r.responsible", nullable=True),
        "source": SqlColumn("d.source", nullable=True),
        "person": SqlColumn(PERSON, nullable=True),
        "other": SqlColumn("r.other", "day", nullable=True),
        "at": SqlColumn("r.at", nullable=True),
        "started": SqlColumn("r.started", "day", nullable=True),
        "state": SqlColumn(_STATE),
    },
    aliases={"days_left": "left", "due_on": "due"},
    shown=(
        "reference", "due", "left", "title", "code", "hard", "record", "case", "responsible",
        "source", "state", "person", "other", "at", "started",
    ),
    known=of_known_record("r.case_id", "r.record"),
    hidden=(
        f"(r.case_id IN ({HIDDEN_CASES}) OR (r.case_id IS NULL"
        f" AND r.record IN ({HIDDEN_PARTY_REFERENCES})))"
    ),
    default_sort="due",
    paired=frozenset({("r.code", "r.due")}),
)  # fmt: skip
