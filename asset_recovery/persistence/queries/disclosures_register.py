"""The register of disclosures as SQL: what was told, requests sent, papers released."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.information_rows import DisclosureRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

ACTIONS = "r.action IN ('record_disclosure', 'release_paper', 'send_request')"
_REFERENCE = "coalesce(q.reference, json_extract(r.data, '$.document'), r.reference, '')"
_TO = (
    "coalesce(q.authority, q.country, json_extract(r.data, '$.to'),"
    " json_extract(r.data, '$.recipient'), '')"
)
_BASIS = (
    "coalesce(q.form, json_extract(r.data, '$.basis'), json_extract(r.data, '$.legal_basis'), '')"
)


def _make(row: Sequence[Any], _reader: Reader) -> DisclosureRow:
    on = day(row[3])
    assert on is not None  # noqa: S101 - every event has one
    return DisclosureRow(
        id=row[0],
        reference=row[1],
        case=row[2] or "",
        on=on,
        way=row[4],
        to=row[5],
        basis=row[6],
    )


REGISTER = RegisterSql(
    name="disclosures",
    source=(
        "event AS r LEFT JOIN case_record AS c ON c.id = r.case_id"
        " LEFT JOIN request AS q ON q.id = r.request_id"
    ),
    key="r.id",
    selected=("r.id", _REFERENCE, "c.reference", "r.on_date", "r.action", _TO, _BASIS),
    make=_make,
    columns={
        "reference": SqlColumn(_REFERENCE),
        "case": SqlColumn("c.reference", indexed=True, sort="c.reference"),
        "on": SqlColumn("r.on_date", "day", indexed=True),
        "way": SqlColumn(
            "r.action", words=("record_disclosure", "release_paper", "send_request")
        ),
        "to": SqlColumn(_TO),
        "basis": SqlColumn(_BASIS),
    },
    aliases={"on_date": "on", "how": "way"},
    shown=("on", "reference", "case", "way", "to", "basis"),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="on",
    default_descending=True,
    always=f"{ACTIONS} AND r.status = 'in_effect'",
)  # fmt: skip
