"""The office's own wallets, what was recorded of their keys, and which assets stand at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access

_WALLETS = """
    SELECT reference, bank, address, currency, opened_on FROM bank_account
    WHERE kind = 'wallet' ORDER BY reference
"""
_KEYS = """
    SELECT action, reference, on_date, data FROM event
    WHERE case_id IS NULL AND status = 'in_effect'
    AND action IN ('record_key_custody', 'check_key_custody', 'move_key_custody')
    AND (:day IS NULL OR on_date <= :day) AND (:known IS NULL OR recorded_at <= :known)
    ORDER BY on_date, seq
"""
_ASSETS = f"""
    SELECT DISTINCT a.id, a.reference, a.case_id, c.reference AS case_reference
    FROM event AS e JOIN event_asset AS l ON l.event_id = e.id JOIN asset AS a ON a.id = l.asset_id
    JOIN case_record AS c ON c.id = a.case_id
    WHERE e.action = 'record_quantity' AND e.status = 'in_effect'
    AND lower(json_extract(e.data, '$.to_address'))
        IN (SELECT lower(value) FROM json_each(:addresses))
    AND a.case_id NOT IN ({HIDDEN_CASES})
    ORDER BY a.reference
"""
_NAMED = f"""
    SELECT DISTINCT a.id, a.reference, i.value AS address
    FROM asset_identifier AS i JOIN asset AS a ON a.id = i.asset_id
    WHERE i.kind IN ('btc', 'eth', 'tron', 'sol', 'address')
    AND i.normal IN (SELECT value FROM json_each(:addresses))
    AND a.case_id NOT IN ({HIDDEN_CASES})
    ORDER BY a.reference
"""


def wallets(connection: Connection) -> list[Mapping[str, Any]]:
    """The wallets of the office: reference, bank (custodian), address, opened_on."""
    return [dict(row) for row in connection.execute(text(_WALLETS)).mappings()]


def office_keys(
    connection: Connection, day: str | None = None, known: str | None = None
) -> list[Mapping[str, Any]]:
    """What was recorded of the keys of wallets, oldest first; by a day, as known at a moment."""
    given = {"day": day, "known": known}
    return [dict(row) for row in connection.execute(text(_KEYS), given).mappings()]


def assets_at(connection: Connection, access: Access, addresses: str) -> list[Mapping[str, Any]]:
    """The assets of which units came to one of these addresses (a JSON list), as may be known."""
    given = {**access.parameters, "addresses": addresses}
    return [dict(row) for row in connection.execute(text(_ASSETS), given).mappings()]


def assets_named_by(
    connection: Connection, access: Access, addresses: str
) -> list[Mapping[str, Any]]:
    """The assets that are identified by one of these addresses (a JSON list), with the address."""
    given = {**access.parameters, "addresses": addresses}
    return [dict(row) for row in connection.execute(text(_NAMED), given).mappings()]
