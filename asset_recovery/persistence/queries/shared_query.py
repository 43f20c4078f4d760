"""Assets in several cases: the links, and which of them somebody may know of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

_HIDDEN = f"SELECT id, reference FROM case_record WHERE id IN ({HIDDEN_CASES})"
_OF_ASSET = Prepared(
    select(t.asset_case)
    .where(t.asset_case.c.asset_id == bindparam("asset"))
    .order_by(t.asset_case.c.id)
)
_TO_CASE = (
    select(t.asset_case, t.asset.c.case_id.label("home_id"), t.asset.c.reference)
    .join_from(t.asset_case, t.asset)
    .where(t.asset_case.c.case_id == bindparam("case"))
    .order_by(t.asset_case.c.id)
)
_CASE = Prepared(select(t.case_record).where(t.case_record.c.id == bindparam("case")))


def hidden_cases(connection: Connection, access: Access | None) -> dict[int, str]:
    """The cases that this user must not know of, with their references."""
    if access is None:
        return {}
    found = connection.execute(text(_HIDDEN), access.parameters)
    return {int(row.id): str(row.reference) for row in found}


def links_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """The cases to which an asset is linked beside its own."""
    return _OF_ASSET.all(connection, asset=asset_id)


def assets_linked_to(
    connection: Connection, case_id: int, hidden: dict[int, str]
) -> list[dict[str, Any]]:
    """The links to a case whose assets are of no hidden case (`home_id`, `reference`, `entry`)."""
    rows = connection.execute(_TO_CASE, {"case": case_id}).mappings()
    return [dict(row) for row in rows if int(row["home_id"]) not in hidden]


def case_row(connection: Connection, case_id: int) -> Row:
    """A case by its key."""
    return _CASE.one(connection, case=case_id)
