"""The directory of authorities as SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import AuthorityRow
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_ENDED = "CASE WHEN r.ended_on <= :today THEN 1 ELSE 0 END"


def _joined(name: str) -> str:
    return f"(SELECT group_concat(one.value) FROM json_each(r.{name}) AS one)"


def _make(row: Sequence[Any], reader: Reader) -> AuthorityRow:
    ended = day(row[11])
    return AuthorityRow(
        id=row[0],
        reference=row[1],
        name=row[2],
        name_en=row[3] or "",
        country=row[4],
        territory=row[5] or "",
        authority_type=row[6],
        email=row[7] or "",
        telephone=row[8] or "",
        languages=tuple(json.loads(row[9])),
        channels=tuple(json.loads(row[10])),
        ended_on=ended if ended is not None and ended <= reader.today else None,
    )


REGISTER = RegisterSql(
    name="authorities",
    source="authority AS r",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.name", "r.name_en", "r.country", "r.territory",
        "r.authority_type", "r.email", "r.telephone", "r.languages", "r.channels", "r.ended_on",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "name": SqlColumn("r.name", sort="r.name_key", ordered=True),
        "name_en": SqlColumn("r.name_en", nullable=True),
        "country": SqlColumn("r.country", indexed=True),
        "territory": SqlColumn("r.territory", nullable=True),
        "type": SqlColumn("r.authority_type", indexed=True),
        "email": SqlColumn("r.email", nullable=True),
        "telephone": SqlColumn("r.telephone", nullable=True),
        "duty_telephone": SqlColumn("r.duty_telephone", nullable=True),
        "languages": SqlColumn(_joined("languages"), nullable=True),
        "channels": SqlColumn(_joined("channels"), nullable=True),
        "contact": SqlColumn("r.contact_person", nullable=True),
        "recorded": SqlColumn("r.recorded_on", "day"),
        "ended": SqlColumn("r.ended_on", "day", True),
        "is_ended": SqlColumn(_ENDED, "flag"),
    },
    aliases={"authority_type": "type", "ended_on": "ended", "contact_person": "contact"},
    shown=(
        "reference", "name", "name_en", "country", "territory", "type", "email", "telephone",
        "languages", "channels", "contact", "recorded", "ended",
    ),
    known="1",
    hidden="0",
    default_sort="name",
    paired=frozenset({("r.country", "r.name_key"), ("r.authority_type", "r.name_key")}),
)  # fmt: skip
