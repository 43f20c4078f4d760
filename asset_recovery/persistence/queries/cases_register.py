"""The case register as SQL, with the assets and their value counted as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import CaseRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_OFFICER = "(SELECT who.name FROM user_account AS who WHERE who.id = r.officer_id)"
_ASSETS = "(SELECT count(*) FROM asset_row AS held WHERE held.case_id = r.id)"
_VALUE = "(SELECT sum(held.base_minor) FROM asset_row AS held WHERE held.case_id = r.id)"
_KINDS = (
    "(SELECT json_group_array(json_array(kind, minor)) FROM (SELECT held.value_kind AS kind,"
    " sum(held.base_minor) AS minor FROM asset_row AS held"
    " WHERE held.case_id = r.id AND held.base_minor IS NOT NULL GROUP BY 1))"
)


def _make(row: Sequence[Any], reader: Reader) -> CaseRow:
    opened = day(row[7])
    assert opened is not None  # noqa: S101 - the column is never empty
    return CaseRow(
        id=row[0],
        reference=row[1],
        title=row[2],
        route=row[3],
        status=row[4],
        officer=row[5],
        classification=row[6],
        opened_on=opened,
        assets=row[8],
        value=None if row[9] is None else Money(row[9], reader.base_currency),
    )


REGISTER = RegisterSql(
    name="cases",
    source="case_record AS r",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.title", "r.route", "r.status", _OFFICER, "r.classification",
        "r.opened_on", _ASSETS, _VALUE,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "title": SqlColumn("r.title", sort="r.title COLLATE NOCASE"),
        "route": SqlColumn("r.route", nullable=True),
        "status": SqlColumn("r.status"),
        "officer": SqlColumn(_OFFICER, nullable=True),
        "classification": SqlColumn("r.classification"),
        "opened": SqlColumn("r.opened_on", "day", indexed=True),
        "legal_system": SqlColumn("r.legal_system"),
        "currency": SqlColumn("r.currency"),
        "sealed": SqlColumn("r.sealed", "flag"),
        "assets": SqlColumn(_ASSETS, "number"),
        "value": SqlColumn(_VALUE, "base", True),
        "value_kinds": SqlColumn(_KINDS, "kinds", True),
    },
    aliases={"opened_on": "opened", "state": "status", "base_value": "value"},
    shown=(
        "reference", "title", "route", "status", "officer", "classification", "opened",
        "legal_system", "assets", "value", "value_kinds", "sealed",
    ),
    known=f"r.id NOT IN ({HIDDEN_CASES})",
    hidden=f"r.id IN ({HIDDEN_CASES})",
    default_sort="opened",
    default_descending=True,
    value=_VALUE,
    kinds=(
        "SELECT held.value_kind, sum(held.base_minor) FROM asset_row AS held"
        " WHERE held.case_id IN (SELECT r.id FROM {source}) GROUP BY 1"
    ),
)  # fmt: skip
