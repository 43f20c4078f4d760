"""The register of documents on file as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import DocumentRow
from asset_recovery.persistence.access_sql import (
    HIDDEN_CASES,
    HIDDEN_PARTY_REFERENCES,
    of_known_record,
)
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day


def _make(row: Sequence[Any], _reader: Reader) -> DocumentRow:
    return DocumentRow(
        id=row[0],
        reference=row[1],
        title=row[2],
        kind=row[3],
        on=day(row[4]),
        record=row[5],
        classification=row[6],
        size=row[7],
        hash=row[8],
        language=row[9],
        case=row[10],
    )


REGISTER = RegisterSql(
    name="documents",
    source="document AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.title", "r.kind", "r.on_date", "r.record", "r.classification",
        "r.size", "r.hash", "r.language", "c.reference",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "title": SqlColumn("r.title", sort="r.title COLLATE NOCASE"),
        "kind": SqlColumn("r.kind"),
        "on": SqlColumn("r.on_date", "day", True, indexed=True),
        "record": SqlColumn("r.record"),
        "case": SqlColumn("c.reference", nullable=True),
        "classification": SqlColumn("r.classification"),
        "language": SqlColumn("r.language", nullable=True),
        "source": SqlColumn("r.source", nullable=True),
        "size": SqlColumn("r.size", "number"),
        "hash": SqlColumn("r.hash"),
    },
    aliases={"on_date": "on"},
    shown=(
        "reference", "title", "kind", "on", "record", "case", "classification", "language", "size",
        "hash",
    ),
    known=of_known_record("r.case_id", "r.record"),
    hidden=(
        f"(r.case_id IN ({HIDDEN_CASES}) OR (r.case_id IS NULL"
        f" AND r.record IN ({HIDDEN_PARTY_REFERENCES})))"
    ),
    default_sort="on",
    default_descending=True,
)  # fmt: skip
