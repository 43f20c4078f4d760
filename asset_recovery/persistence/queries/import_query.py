"""What earlier imports took in, by the hash of its content, and what now stands on file of it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, first_of

_OF_MAP = select(t.import_row.c.reference, t.import_row.c.content_hash).where(
    t.import_row.c.map == bindparam("map")
)
_ROW = select(t.import_row).where(
    t.import_row.c.map == bindparam("map"), t.import_row.c.reference == bindparam("reference")
)
_STATEMENT = select(t.import_row.c.id).where(
    t.import_row.c.map.startswith("bank_statement:"),
    t.import_row.c.content_hash == bindparam("hash"),
)
_COMMANDS = Prepared(
    select(t.event.c.data)
    .join_from(t.event_asset, t.event)
    .where(
        t.event_asset.c.asset_id == bindparam("asset"),
        t.event.c.action == bindparam("action"),
        t.event.c.status.in_(("pending", "in_effect")),
    )
    .order_by(t.event.c.id)
)
_IDENTIFIERS = Prepared(
    select(t.asset_identifier.c.kind, t.asset_identifier.c.value)
    .where(t.asset_identifier.c.asset_id == bindparam("asset"))
    .order_by(t.asset_identifier.c.id)
)
_PARTY = Prepared(
    select(t.party)
    .join_from(t.party_link, t.party)
    .where(t.party_link.c.asset_id == bindparam("asset"), t.party_link.c.role == bindparam("role"))
    .order_by(t.party_link.c.id.desc())
    .limit(1)
)


def content_hashes(connection: Connection, map_id: str) -> dict[str, str]:
    """References taken in by a map, each with the hash of what was taken in."""
    rows = connection.execute(_OF_MAP, {"map": map_id})
    return {row.reference: row.content_hash for row in rows}


def imported_row(connection: Connection, map_id: str, reference: str) -> Row | None:
    """What is remembered of one reference of a map, or None."""
    return first_of(connection.execute(_ROW, {"map": map_id, "reference": reference}))


def commands_of_asset(connection: Connection, asset_id: int, action: str) -> list[dict[str, Any]]:
    """What was given for an asset by one action and not undone since, oldest first."""
    rows = _COMMANDS.all(connection, asset=asset_id, action=action)
    return [json.loads(row["data"]) for row in rows]


def identifiers_of_asset(connection: Connection, asset_id: int) -> list[tuple[str, str]]:
    """The identifiers on file, in the order in which they came."""
    rows = _IDENTIFIERS.all(connection, asset=asset_id)
    return [(str(row["kind"]), str(row["value"])) for row in rows]


def newest_party_of_asset(connection: Connection, asset_id: int, role: str) -> Row | None:
    """Who was last named in a role towards the asset, or None."""
    return _PARTY.first(connection, asset=asset_id, role=role)


def imported_statement(connection: Connection, content_hash: str) -> bool:
    """Whether a bank statement of exactly this content was taken in, in whatever format."""
    found = connection.execute(_STATEMENT, {"hash": content_hash})
    return found.first() is not None
