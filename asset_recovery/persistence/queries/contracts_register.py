"""The register of contracts and insurances as SQL: their events, with the event that ended each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.care_rows import ContractRow
from asset_recovery.domain.money import Money
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

ACTIONS = "r.action IN ('record_contract', 'insure_asset')"
_REFERENCE = (
    "coalesce(json_extract(r.facts, '$.contract'), r.reference, json_extract(r.data, '$.policy'))"
)
_KIND = "coalesce(json_extract(r.data, '$.kind'), 'insurance')"
_PARTY = (
    "coalesce(json_extract(r.facts, '$.party_name'), json_extract(r.data, '$.insurer'),"
    " json_extract(r.data, '$.party'))"
)
_SINCE = "substr(json_extract(r.data, '$.from'), 1, 10)"
_UNTIL = "substr(json_extract(r.data, '$.to'), 1, 10)"
_LAST = f"min(coalesce({_UNTIL}, z.on_date), coalesce(z.on_date, {_UNTIL}))"
_STATE = (
    "CASE WHEN z.on_date <= :today THEN 'ended'"
    f" WHEN {_SINCE} > :today THEN 'to_come'"
    f" WHEN {_LAST} < :today THEN 'expired' ELSE 'running' END"
)
_LEFT = f"CAST(julianday({_LAST}) - julianday(:today) AS INTEGER)"
_ASSET = (
    "(SELECT thing.reference FROM event_asset AS part JOIN asset AS thing"
    " ON thing.id = part.asset_id WHERE part.event_id = r.id ORDER BY part.id LIMIT 1)"
)
_ASSETS = "(SELECT count(*) FROM event_asset AS part WHERE part.event_id = r.id)"


def _make(row: Sequence[Any], reader: Reader) -> ContractRow:
    since, last = day(row[7]), day(row[9])
    assert since is not None  # noqa: S101 - the action asks for it
    ended = row[13]
    state = "running"
    if ended is not None and ended <= reader.today.isoformat():
        state = "ended"
    elif since > reader.today:
        state = "to_come"
    elif last is not None and last < reader.today:
        state = "expired"
    insured = None if row[11] is None else json.loads(row[11])
    return ContractRow(
        id=row[0],
        reference=row[1],
        kind=row[2],
        party=row[3] or "",
        asset=row[4] or "",
        assets=row[5],
        case=row[6],
        since=since,
        until=day(row[8]),
        last=last,
        state=state,
        policy=row[10],
        sum=None if insured is None else Money.from_json(insured),
        days_left=None if last is None else (last - reader.today).days,
    )


REGISTER = RegisterSql(
    name="contracts",
    source=(
        "event AS r LEFT JOIN case_record AS c ON c.id = r.case_id"
        " LEFT JOIN event AS z ON z.reference = r.reference || '/end'"
    ),
    key="r.id",
    selected=(
        "r.id", _REFERENCE, _KIND, _PARTY, _ASSET, _ASSETS, "c.reference", _SINCE, _UNTIL, _LAST,
        "json_extract(r.data, '$.policy')", "json_extract(r.data, '$.sum')", _STATE, "z.on_date",
    ),
    make=_make,
    columns={
        "reference": SqlColumn(_REFERENCE),
        "kind": SqlColumn(_KIND),
        "party": SqlColumn(_PARTY),
        "asset": SqlColumn(_ASSET, nullable=True),
        "assets": SqlColumn(_ASSETS, "number"),
        "case": SqlColumn("c.reference", indexed=True, sort="c.reference"),
        "since": SqlColumn(_SINCE, "day"),
        "until": SqlColumn(_UNTIL, "day", True, ordered=True),
        "last": SqlColumn(_LAST, "day", True),
        "left": SqlColumn(_LEFT, "number", True),
        "state": SqlColumn(_STATE),
        "policy": SqlColumn("json_extract(r.data, '$.policy')", nullable=True),
        "ended": SqlColumn("z.on_date", "day", True),
        "every": SqlColumn("json_extract(r.data, '$.reporting_every')", nullable=True),
    },
    aliases={"from": "since", "to": "until", "ends": "last", "days_left": "left"},
    shown=(
        "reference", "kind", "party", "asset", "assets", "case", "since", "until", "last", "left",
        "state", "policy", "ended", "every",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="until",
    always=f"{ACTIONS} AND r.status = 'in_effect'",
)  # fmt: skip
