"""The register of what is kept where as SQL: a line a thing, in the place where it lies now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import ContentsRow
from asset_recovery.domain.verification_facts import verification_rule
from asset_recovery.lifecycle.tones import tone
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.assets_register import HEADLINES
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day
from asset_recovery.persistence.queries.verification_sql import LAST_SEEN

_SEEN = LAST_SEEN.format(asset="r.asset_id").strip()
# Neither seen by a stocktake nor brought there within the months of the office's rule.
_UNSEEN = (
    f"(max(r.since, coalesce({_SEEN}, '')) <= date(:today, '-{verification_rule().months} months'))"
)


def _make(row: Sequence[Any], _reader: Reader) -> ContentsRow:
    return ContentsRow(
        id=row[0],
        reference=row[1],
        description=row[2],
        type_code=row[3],
        case=row[4],
        storage=row[5],
        since=date.fromisoformat(row[6]),
        headline=row[7],
        headline_tone=tone(row[7]),
        value=None if row[8] is None else Money(row[8], row[9]),
        verified=day(row[10]),
    )


REGISTER = RegisterSql(
    name="contents",
    source="stay AS r LEFT JOIN asset_row AS a ON a.asset_id = r.asset_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "a.description", "a.type_code", "a.case_reference", "r.storage",
        "r.since", "a.headline", "a.value_minor", "a.value_currency", _SEEN,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", ordered=True),
        "description": SqlColumn("a.description", sort="a.description_key"),
        "type": SqlColumn("a.type_code"),
        "case": SqlColumn("a.case_reference", indexed=True, sort="a.case_reference"),
        "storage": SqlColumn("r.storage", indexed=True, sort="r.storage"),
        "since": SqlColumn("r.since", "day", indexed=True),
        "state": SqlColumn("a.headline", words=HEADLINES),
        "value": SqlColumn("a.value_minor", "money", True, currency="a.value_currency"),
        "base": SqlColumn("a.base_minor", "base", True),
        "verified": SqlColumn(_SEEN, "day", True),
        "unverified": SqlColumn(_UNSEEN, "flag"),
    },
    aliases={"asset": "reference", "place": "storage", "headline": "state"},
    shown=("reference", "description", "type", "case", "storage", "since", "verified", "state"),
    known=in_known_case("a.case_id"),
    hidden=(
        "r.asset_id IN (SELECT own.asset_id FROM asset_row AS own"
        f" WHERE own.case_id IN ({HIDDEN_CASES}))"
    ),
    default_sort="reference",
    always="r.until IS NULL",
    value="a.base_minor",
    kinds="SELECT a.value_kind, sum(a.base_minor) FROM {source} GROUP BY 1",
    paired=frozenset({("r.storage", "r.reference")}),
)  # fmt: skip
