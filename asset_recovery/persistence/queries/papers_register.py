"""The register of issued papers as SQL: their events, with the releases of their copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.paper_facts import state_of
from asset_recovery.domain.registers import PaperRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_DOCUMENT = "json_extract(r.facts, '$.document')"
_COPIES = "json_array_length(r.facts, '$.copies')"
_OF_IT = (
    f"z.reference >= {_DOCUMENT} || '/release/' AND z.reference < {_DOCUMENT} || '/release0'"
    " AND z.status = 'in_effect' AND z.action IN ('release_paper', 'record_paper_returned')"
)


def _count(action: str) -> str:
    return f"(SELECT count(*) FROM event AS z WHERE {_OF_IT} AND z.action = '{action}')"


_RELEASED = _count("release_paper")
_BACK = _count("record_paper_returned")
_OUT = f"({_RELEASED} - {_BACK})"
_STATE = (
    f"CASE WHEN {_RELEASED} = 0 THEN 'issued' WHEN {_RELEASED} = {_BACK} THEN 'returned'"
    f" WHEN {_OUT} >= {_COPIES} THEN 'released' ELSE 'partly_released' END"
)


def _last(what: str) -> str:
    return (
        f"(SELECT {what} FROM event AS z WHERE {_OF_IT} AND z.action = 'release_paper'"
        " ORDER BY z.id DESC LIMIT 1)"
    )


_LAST_DAY = _last("z.on_date")
_RECIPIENT = (
    "coalesce("
    + _last("json_extract(z.data, '$.recipient')")
    + ", json_extract(r.data, '$.recipient'))"
)
_HASH = "coalesce(json_extract(r.facts, '$.hashes[0]'), json_extract(r.facts, '$.hash'))"


def _make(row: Sequence[Any], _reader: Reader) -> PaperRow:
    on = day(row[7])
    assert on is not None
    return PaperRow(
        id=row[0],
        reference=row[1],
        title=row[2],
        form=row[3],
        profile=row[4],
        record=row[5] or "",
        case=row[6],
        on=on,
        marking=row[8],
        copies=row[9],
        released=row[10],
        out=row[10] - row[11],
        recipient=row[12],
        last=day(row[13]),
        state=state_of(row[9], row[10], row[11]),
        hash=row[14],
    )


REGISTER = RegisterSql(
    name="papers",
    source="event AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", _DOCUMENT, "json_extract(r.facts, '$.title')", "json_extract(r.facts, '$.form')",
        "json_extract(r.facts, '$.profile')", "json_extract(r.facts, '$.record')", "c.reference",
        "r.on_date", "json_extract(r.facts, '$.marking')", _COPIES, _RELEASED, _BACK, _RECIPIENT,
        _LAST_DAY, _HASH,
    ),
    make=_make,
    columns={
        "reference": SqlColumn(_DOCUMENT),
        "title": SqlColumn("json_extract(r.facts, '$.title')"),
        "form": SqlColumn("json_extract(r.facts, '$.form')"),
        "profile": SqlColumn("json_extract(r.facts, '$.profile')", nullable=True),
        "record": SqlColumn("json_extract(r.facts, '$.record')", nullable=True),
        "case": SqlColumn("c.reference", nullable=True, indexed=True, sort="c.reference"),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "marking": SqlColumn("json_extract(r.facts, '$.marking')"),
        "copies": SqlColumn(_COPIES, "number"),
        "released": SqlColumn(_RELEASED, "number"),
        "out": SqlColumn(_OUT, "number"),
        "recipient": SqlColumn(_RECIPIENT, nullable=True),
        "last": SqlColumn(_LAST_DAY, "day", True),
        "state": SqlColumn(_STATE),
        "purpose": SqlColumn("json_extract(r.data, '$.purpose')", nullable=True),
        "hash": SqlColumn(_HASH),
    },
    aliases={"issued": "on", "document": "reference", "of": "record"},
    shown=(
        "reference", "title", "form", "profile", "record", "case", "on", "marking", "copies",
        "released", "out", "recipient", "last", "state", "hash",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    always=(
        "r.action IN ('issue_paper', 'release_paper') AND json_extract(r.facts, '$.first') = 1"
        " AND r.status = 'in_effect'"
    ),
)  # fmt: skip
