"""What a receipt may belong to, found by what it says: references, amounts, payers."""

from __future__ import annotations

from sqlalchemy import Connection

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.rows import Row

_SEEN = f"e.case_id NOT IN ({HIDDEN_CASES})"
_SALES = f"""
    SELECT e.reference AS record, 'sale' AS kind, e.on_date, e.amount_minor,
        e.amount_currency, e.data, r.reference AS asset, r.description AS title,
        c.reference AS case_reference
    FROM asset_row AS r
    JOIN event_asset AS ea ON ea.asset_id = r.asset_id
    JOIN event AS e ON e.id = ea.event_id AND e.action = 'record_sale' AND e.status = 'in_effect'
    JOIN case_record AS c ON c.id = e.case_id
    WHERE r.management = 'sold_unpaid' AND {_SEEN} ORDER BY e.on_date, e.id LIMIT 500
"""
_CLAW_BACKS = f"""
    SELECT e.reference AS record, 'claw_back' AS kind, e.on_date, e.amount_minor,
        e.amount_currency, e.data, '' AS asset, '' AS title, c.reference AS case_reference
    FROM event AS e JOIN case_record AS c ON c.id = e.case_id
    WHERE e.action = 'claw_back' AND e.status = 'in_effect' AND {_SEEN}
    ORDER BY e.on_date, e.id LIMIT 500
"""
_ORDERS = f"""
    SELECT o.reference AS record, 'order' AS kind, o.made_on AS on_date, o.amount_minor,
        o.amount_currency, '{{}}' AS data, '' AS asset, o.authority AS title,
        c.reference AS case_reference
    FROM court_order AS o JOIN case_record AS c ON c.id = o.case_id
    WHERE o.kind = 'confiscation_value' AND o.state NOT IN ('lifted', 'annulled')
        AND o.case_id NOT IN ({HIDDEN_CASES}) ORDER BY o.made_on, o.id LIMIT 500
"""
_PARTY = "SELECT name, identifiers FROM party WHERE reference = ?"


def expected_money(connection: Connection, access: Access) -> list[Row]:
    """Sales not paid, claw-backs and value orders that this user may know, the oldest first."""
    if not access.sees:
        return []
    found: list[Row] = []
    for text in (_SALES, _CLAW_BACKS, _ORDERS):
        rows = connection.exec_driver_sql(text, access.parameters).mappings()
        found += [dict(row) for row in rows]
    return found


def party_of(connection: Connection, reference: str) -> tuple[str, str]:
    """The name of a party and its identifiers as kept; the text itself where it is none."""
    row = connection.exec_driver_sql(_PARTY, (reference,)).first()
    return (str(row[0]), str(row[1])) if row is not None else (reference, "")
