"""What left an account by its statements, what was recorded as paid, and what the books say."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.rows import Row

_DEBITS = """
    SELECT e.reference AS statement, line.key + 1 AS line, line.value AS data
    FROM event AS e, json_each(e.data, '$.lines') AS line
    WHERE e.action = 'record_statement' AND json_extract(e.data, '$.account') = ?
        AND e.on_date <= ? AND e.status = 'in_effect'
        AND json_extract(line.value, '$.direction') = 'debit'
    ORDER BY json_extract(line.value, '$.on'), e.seq, line.key
"""
_DECIDED = """
    SELECT e.reference, json_extract(e.data, '$.statement') AS statement,
        json_extract(e.data, '$.line') AS line, json_extract(e.data, '$.to') AS record
    FROM event AS e WHERE e.case_id IS NULL AND e.action = 'match_payment'
        AND e.status = 'in_effect' AND NOT EXISTS (
            SELECT 1 FROM event AS back WHERE back.action = 'correct_posting'
            AND json_extract(back.data, '$.posting') = e.reference)
"""
_PAID = """
    SELECT e.id, e.action, e.case_id, e.reference, e.on_date, e.data, e.amount_minor
    FROM event AS e
    WHERE e.action IN ('pay_out', 'post_cost', 'return_receipt', 'settle_liability')
        AND e.amount_currency = ? AND e.amount_minor = ? AND e.status = 'in_effect'
        AND e.on_date BETWEEN ? AND ?
        AND json_extract(e.facts, '$.invoice') IS NULL AND NOT EXISTS (
            SELECT 1 FROM event AS back WHERE back.action = 'correct_posting'
            AND json_extract(back.data, '$.posting') = e.reference)
    ORDER BY e.on_date, e.id LIMIT 200
"""
_INVOICES = """
    SELECT reference, number, supplier, paid_on, paid_reference FROM invoice
    WHERE amount_currency = ? AND amount_minor = ? AND paid_on BETWEEN ? AND ?
    ORDER BY paid_on, id LIMIT 200
"""
_ACCOUNTS = (
    "SELECT DISTINCT json_extract(data, '$.account') FROM event WHERE action = 'record_statement'"
)
_LINES = f"""
    SELECT l.on_date, l.minor, l.event_id, e.action, coalesce(e.reference, '') AS reference,
        l.asset_reference AS asset, l.case_id IN ({HIDDEN_CASES}) AS hidden
    FROM ledger_account AS a JOIN ledger_line AS l ON l.account_id = a.id
    JOIN event AS e ON e.id = l.event_id
    WHERE a.kind = 'bank' AND a.holder = :account AND a.currency = :currency
        AND l.on_date BETWEEN :first AND :last AND NOT EXISTS (
            SELECT 1 FROM receipt_row AS r WHERE r.event_id = l.event_id
            AND r.statement IS NOT NULL)
    ORDER BY l.on_date, l.id
"""
_BEFORE = """
    SELECT coalesce(sum(d.debit - d.credit), 0) FROM ledger_account AS a
    JOIN ledger_day AS d ON d.account_id = a.id
    WHERE a.kind = 'bank' AND a.holder = ? AND a.currency = ? AND d.on_date < ?
"""


def accounts_with_statements(connection: Connection) -> list[str]:
    """The accounts of which a statement is on file, by name."""
    return sorted(str(row[0]) for row in connection.exec_driver_sql(_ACCOUNTS))


def debits_of(connection: Connection, account: str, until: date) -> list[Row]:
    """The debits of an account: `statement`, `line` from 1, and `data` as it was given."""
    found = connection.exec_driver_sql(_DEBITS, (account, until.isoformat())).mappings()
    return [{**row, "data": json.loads(row["data"])} for row in found]


def decided(connection: Connection) -> list[Row]:
    """What a person said a debit is, as long as it stands."""
    return [dict(row) for row in connection.exec_driver_sql(_DECIDED).mappings()]


def paid_like(
    connection: Connection, currency: str, minor: int, days: tuple[date, date]
) -> list[Row]:
    """Payments and costs on file of exactly this amount that stand, from one day to another."""
    values = (currency, minor, days[0].isoformat(), days[1].isoformat())
    found = connection.exec_driver_sql(_PAID, values).mappings()
    return [{**row, "data": json.loads(row["data"])} for row in found]


def invoices_paid_like(
    connection: Connection, currency: str, minor: int, days: tuple[date, date]
) -> list[Row]:
    """Invoices of exactly this amount that were paid, from one day to another."""
    values = (currency, minor, days[0].isoformat(), days[1].isoformat())
    return [dict(row) for row in connection.exec_driver_sql(_INVOICES, values).mappings()]


def book_lines(
    connection: Connection, access: Access, account: tuple[str, str], days: tuple[date, date]
) -> list[Row]:
    """The lines of the books on an account (name, currency), without receipts of statements."""
    values = {
        **access.parameters, "account": account[0], "currency": account[1],
        "first": days[0].isoformat(), "last": days[1].isoformat(),
    }  # fmt: skip
    return [dict(row) for row in connection.exec_driver_sql(_LINES, values).mappings()]


def book_balance(connection: Connection, account: tuple[str, str], before: date) -> int:
    """What the books have on an account (name, currency) before a day, in minor units."""
    values = (*account, before.isoformat())
    return int(connection.exec_driver_sql(_BEFORE, values).scalar() or 0)
