"""Money that is to come: sales, value orders, claw-backs, agreements, and what came on them."""

from __future__ import annotations

from sqlalchemy import Connection

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.rows import Row

# By case first: the index of events begins with the case, and cases are few beside events.
_EVENTS = "FROM case_record AS c CROSS JOIN event AS e ON e.case_id = c.id"
_SEEN = f"c.id NOT IN ({HIDDEN_CASES})"
_SALES = f"""
    SELECT max(e.id) AS id, e.reference AS record, e.on_date, e.data,
        r.reference AS asset, r.description AS title, c.reference AS case_reference
    FROM asset_row AS r
    JOIN event_asset AS ea ON ea.asset_id = r.asset_id
    JOIN event AS e ON e.id = ea.event_id AND e.action = 'record_sale' AND e.status = 'in_effect'
    JOIN case_record AS c ON c.id = e.case_id
    WHERE r.management = 'sold_unpaid' AND {_SEEN} GROUP BY r.asset_id ORDER BY e.on_date, e.id
"""
_CAME_FOR_SALE = """
    SELECT e.id, e.action, e.reference, e.data, e.facts
    FROM event_asset AS ea JOIN event AS e ON e.id = ea.event_id
    JOIN asset AS a ON a.id = ea.asset_id
    WHERE a.reference = ? AND e.id > ? AND e.action IN ('record_payment', 'match_receipt')
        AND e.status = 'in_effect' ORDER BY e.id
"""
_CLAW_BACKS = f"""
    SELECT e.id, e.reference AS record, e.on_date, e.data, c.id AS case_id,
        c.reference AS case_reference
    {_EVENTS} AND e.action = 'claw_back' AND e.status = 'in_effect'
    WHERE {_SEEN} ORDER BY e.on_date, e.id
"""
_AGREEMENTS = f"""
    SELECT e.id, e.reference AS record, e.on_date, e.data, c.id AS case_id,
        c.reference AS case_reference
    {_EVENTS} AND e.action = 'record_agreement' AND e.status = 'in_effect'
    WHERE json_array_length(e.data, '$.tranches') > 0 AND {_SEEN} ORDER BY e.on_date, e.id
"""
_TRANCHES = """
    SELECT data FROM event WHERE case_id = ? AND action = 'record_tranche'
        AND status = 'in_effect' AND json_extract(data, '$.agreement') = ? ORDER BY id
"""
_MATCHED = """
    SELECT id, reference, facts FROM event WHERE case_id = ? AND action = 'match_receipt'
        AND status = 'in_effect' AND json_extract(data, '$.to') = ? AND NOT EXISTS (
            SELECT 1 FROM event AS back WHERE back.action = 'correct_posting'
            AND json_extract(back.data, '$.posting') = event.reference) ORDER BY id
"""
_REVERSED = (
    "SELECT 1 FROM event WHERE action = 'correct_posting' AND json_extract(data, '$.posting') = ?"
)
_ORDERS = f"""
    SELECT o.*, c.reference AS case_reference
    FROM court_order AS o JOIN case_record AS c ON c.id = o.case_id
    WHERE o.kind = 'confiscation_value' AND o.state NOT IN ('lifted', 'annulled')
        AND {_SEEN} ORDER BY o.made_on, o.id
"""
_PARTY = "SELECT name, identifiers FROM party WHERE reference = ?"


def sales_unpaid(connection: Connection, access: Access) -> list[Row]:
    """The last sale of every asset that is sold and not paid, the oldest first."""
    return _seen(connection, _SALES, access)


def came_for_sale(connection: Connection, asset: str, sale: int) -> list[Row]:
    """Payments recorded and receipts matched for an asset after a sale, those that stand."""
    found = connection.exec_driver_sql(_CAME_FOR_SALE, (asset, sale)).mappings()
    return [dict(row) for row in found if not _is_reversed(connection, dict(row))]


def claw_backs(connection: Connection, access: Access) -> list[Row]:
    """What was asked back from a recipient."""
    return _seen(connection, _CLAW_BACKS, access)


def agreements(connection: Connection, access: Access) -> list[Row]:
    """Agreements with other States that promise tranches."""
    return _seen(connection, _AGREEMENTS, access)


def value_orders(connection: Connection, access: Access) -> list[Row]:
    """The value orders that stand."""
    return _seen(connection, _ORDERS, access)


def tranches_told(connection: Connection, case_id: int, agreement: str) -> list[str]:
    """The tranches of an agreement that were recorded, as given (JSON)."""
    found = connection.exec_driver_sql(_TRANCHES, (case_id, agreement))
    return [str(row[0]) for row in found]


def matched_to(connection: Connection, case_id: int, record: str) -> list[str]:
    """What was kept (JSON) of each match with a record that stands."""
    found = connection.exec_driver_sql(_MATCHED, (case_id, record))
    return [str(row[2]) for row in found]


def party_of(connection: Connection, reference: str) -> tuple[str, str]:
    """The name of a party and its identifiers as kept; the text itself where it is none."""
    row = connection.exec_driver_sql(_PARTY, (reference,)).first()
    return (str(row[0]), str(row[1])) if row is not None else (reference, "")


def _seen(connection: Connection, text: str, access: Access) -> list[Row]:
    if not access.sees:
        return []
    return [dict(row) for row in connection.exec_driver_sql(text, access.parameters).mappings()]


def _is_reversed(connection: Connection, row: Row) -> bool:
    if row["action"] != "match_receipt" or not row["reference"]:
        return False
    return connection.exec_driver_sql(_REVERSED, (row["reference"],)).first() is not None
