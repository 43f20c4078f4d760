"""The register of State sheets as SQL: the newest record of each State, with its last check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import StateRow
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

# Written out as in the index of these events, which is found by nothing else.
_OF_SHEETS = "action IN ('record_state_sheet', 'confirm_state_sheet')"
_COUNTRY = "json_extract(r.data, '$.country')"
_NEWEST = (
    f"NOT EXISTS (SELECT 1 FROM event AS later WHERE later.{_OF_SHEETS}"
    f" AND later.action = 'record_state_sheet'"
    f" AND json_extract(later.data, '$.country') = {_COUNTRY}"
    " AND (later.on_date, later.id) > (r.on_date, r.id))"
)
_CHECKS = (
    f"FROM event AS looked WHERE looked.{_OF_SHEETS}"
    f" AND json_extract(looked.data, '$.country') = {_COUNTRY}"
)
_CHECKED = f"(SELECT max(looked.on_date) {_CHECKS})"
_BY = (
    "(SELECT person.full_name FROM user_account AS person WHERE person.id ="
    f" (SELECT looked.author_id {_CHECKS} ORDER BY looked.on_date DESC, looked.id DESC LIMIT 1))"
)
_AGE = f"CAST(julianday(:today) - julianday({_CHECKED}) AS INTEGER)"
_IN_FORCE = (
    "(SELECT group_concat(DISTINCT json_extract(one.value, '$.instrument'))"
    " FROM json_each(r.facts, '$.instruments') AS one"
    " WHERE substr(coalesce(json_extract(one.value, '$.since'), '0'), 1, 10) <= :today"
    " AND substr(coalesce(json_extract(one.value, '$.until'), '9'), 1, 10) >= :today)"
)


def _joined(name: str) -> str:
    return f"(SELECT group_concat(one.value) FROM json_each(r.facts, '$.{name}') AS one)"


def _make(row: Sequence[Any], reader: Reader) -> StateRow:
    on, checked = day(row[3]), day(row[8])
    assert on is not None and checked is not None  # noqa: S101, PT018 - the action asks for them
    recorded = json.loads(row[4]) is not None if row[4] else False
    return StateRow(
        id=row[0],
        reference=row[1],
        country=row[2],
        on=on,
        instruments=_parts(row[5]) if recorded else None,
        channels=_parts(row[6]),
        languages=_parts(row[7]),
        checked_on=checked,
        checked_by=row[9] or "",
        age=(age := (reader.today - checked).days),
        is_old=reader.sheet_age is not None and age > reader.sheet_age,
    )


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


REGISTER = RegisterSql(
    name="states",
    source="event AS r",
    key="r.id",
    selected=(
        "r.id", "r.reference", _COUNTRY, "r.on_date", "json_extract(r.facts, '$.instruments')",
        _IN_FORCE, _joined("channels"), _joined("languages"), _CHECKED, _BY,
    ),
    make=_make,
    columns={
        "country": SqlColumn(_COUNTRY, indexed=True),
        "reference": SqlColumn("r.reference"),
        "instruments": SqlColumn(_IN_FORCE, nullable=True),
        "channels": SqlColumn(_joined("channels"), nullable=True),
        "languages": SqlColumn(_joined("languages"), nullable=True),
        "on": SqlColumn("r.on_date", "day"),
        "checked": SqlColumn(_CHECKED, "day"),
        "by": SqlColumn(_BY, nullable=True),
        "age": SqlColumn(_AGE, "number"),
        "source": SqlColumn("json_extract(r.facts, '$.source')", nullable=True),
    },
    aliases={"state": "country", "checked_on": "checked", "checked_by": "by"},
    shown=(
        "country", "instruments", "channels", "languages", "on", "checked", "by", "age",
        "reference", "source",
    ),
    known="1",
    hidden="0",
    default_sort="country",
    always=f"r.{_OF_SHEETS} AND r.action = 'record_state_sheet' AND {_NEWEST}",
)  # fmt: skip
