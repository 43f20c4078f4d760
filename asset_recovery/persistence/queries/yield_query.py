"""What the yield of an account is read from: sums by day, reference rates, interest posted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access, Execute
from asset_recovery.persistence.queries.ledger_query import Period
from asset_recovery.persistence.rows import Row

_FIRST = "SELECT min(on_date) FROM ledger_day WHERE account_id IN ({ids}) AND on_date <= :until"
_DAYS = (
    "SELECT on_date, sum(debit) - sum(credit) FROM ledger_day WHERE account_id IN ({ids})"
    " AND on_date BETWEEN :first AND :last GROUP BY on_date ORDER BY on_date"
)
_RATES = (
    "SELECT on_date, data FROM event WHERE case_id IS NULL AND action = 'record_reference_rate'"
    " AND on_date < :until AND json_extract(data, '$.currency') = :currency ORDER BY on_date, id"
)
_EARNED = f"""
    SELECT e.reference, e.on_date, e.amount_minor AS minor, e.data,
        e.case_id IN ({HIDDEN_CASES}) AS hidden
    FROM case_record AS c CROSS JOIN event AS e ON e.case_id = c.id
    WHERE e.action = 'post_income' AND e.amount_currency = :currency AND e.status = 'in_effect'
        AND e.on_date BETWEEN :first AND :last
        AND json_extract(e.data, '$.category') = 'interest' AND NOT EXISTS (
            SELECT 1 FROM event AS back WHERE back.action = 'correct_posting'
            AND json_extract(back.data, '$.posting') = e.reference)
    ORDER BY e.on_date, e.id
"""
_PAPERS = """
    SELECT reference FROM event
    WHERE case_id IS NULL AND action IN ('receive_money', 'record_statement')
        AND reference = :paper AND json_extract(data, '$.account') = :account
"""
_BANK = "SELECT bank FROM bank_account WHERE reference = ?"
_AT_BANK = "SELECT reference FROM bank_account WHERE bank = ? ORDER BY reference"


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """A yearly rate (0.021 is 2.1 %) from a day on, with its source."""

    since: date
    rate: Decimal
    source: str
    day_count: str


def first_day(execute: Execute, period: Period, until: date) -> date | None:
    """The day of the first line of an account, or None."""
    rows = execute(_FIRST.format(ids=period.ids), {"until": until.isoformat()})
    return None if rows[0][0] is None else date.fromisoformat(str(rows[0][0]))


def day_sums(execute: Execute, period: Period) -> list[tuple[date, int]]:
    """Debit less credit of each day of the period with a line, in minor units."""
    rows = execute(_DAYS.format(ids=period.ids), period.days())
    return [(date.fromisoformat(str(row[0])), int(str(row[1]))) for row in rows]


def reference_rates(execute: Execute, currency: str, until: date) -> list[ReferenceRate]:
    """The rates of a currency before a day, the oldest first; of one day the last recorded."""
    found: dict[str, ReferenceRate] = {}
    for row in execute(_RATES, {"until": until.isoformat(), "currency": currency}):
        data, since = json.loads(str(row[1])), str(row[0])
        found[since] = ReferenceRate(
            since=date.fromisoformat(since),
            rate=Decimal(str(data["rate"])),
            source=str(data["source"]),
            day_count=str(data.get("day_count") or "act/365"),
        )
    return list(found.values())


def interest_posted(
    connection: Connection, access: Access, currency: str, days: tuple[date, date]
) -> list[Row]:
    """Incomes of the category interest that stand, with `data` as given; hidden ones marked."""
    values = {
        **access.parameters, "currency": currency,
        "first": days[0].isoformat(), "last": days[1].isoformat(),
    }  # fmt: skip
    found = connection.exec_driver_sql(_EARNED, values).mappings()
    return [{**row, "data": json.loads(row["data"])} for row in found]


def is_paper_of(connection: Connection, account: str, paper: str) -> bool:
    """Whether a reference is that of a receipt on the account or of a statement of it."""
    values = {"paper": paper, "account": account}
    return connection.exec_driver_sql(_PAPERS, values).first() is not None


def accounts_at_bank_of(connection: Connection, account: str) -> tuple[str, list[str]]:
    """The bank of an account, and the office's accounts there; empty where it is not known."""
    bank = connection.exec_driver_sql(_BANK, (account,)).scalar()
    if not bank:
        return "", []
    rows = connection.exec_driver_sql(_AT_BANK, (bank,))
    return str(bank), [str(row[0]) for row in rows]
