"""Bank statements on file, by account and day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

_FOUND = (
    "SELECT id, seq, reference, on_date, recorded_at, data, facts, amount_minor, amount_currency"
    " FROM event WHERE action = 'record_statement' AND status = 'in_effect'"
)
_OF_ACCOUNT = f"{_FOUND} AND json_extract(data, '$.account') = ?"
_BEFORE = f"{_OF_ACCOUNT} AND on_date <= ? ORDER BY on_date DESC, seq DESC LIMIT 1"
_AFTER = f"{_OF_ACCOUNT} AND on_date > ? ORDER BY on_date, seq LIMIT 1"
_SINCE = f"{_OF_ACCOUNT} AND on_date >= ? ORDER BY on_date, seq"
_BY_IBAN = (
    "SELECT reference FROM bank_account WHERE reference = ?"
    " OR replace(upper(coalesce(iban, '')), ' ', '') = ? ORDER BY reference = ? DESC, id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement on file: what was given and what was worked out with it."""

    id: int
    seq: int
    reference: str
    on: date
    given: dict[str, Any]
    facts: dict[str, Any]


def statement_before(connection: Connection, account: str, on: date) -> KeptStatement | None:
    """The newest statement of an account that closes on a day or before."""
    return _first(connection, _BEFORE, account, on.isoformat())


def statement_after(connection: Connection, account: str, on: date) -> KeptStatement | None:
    """The first statement of an account that closes after a day."""
    return _first(connection, _AFTER, account, on.isoformat())


def statements_since(connection: Connection, account: str, on: date) -> list[KeptStatement]:
    """The statements of an account that close on a day or later, oldest first."""
    return _all(connection, _SINCE, account, on.isoformat())


def statements_of(connection: Connection, account: str) -> list[KeptStatement]:
    """Every statement of an account, oldest first."""
    return _all(connection, _SINCE, account, "")


def account_named(connection: Connection, named: str) -> str | None:
    """The office's account with this reference, or with this IBAN."""
    values = (named, named.replace(" ", "").upper(), named)
    found: str | None = connection.exec_driver_sql(_BY_IBAN, values).scalar()
    return found


def _first(connection: Connection, text: str, *values: str) -> KeptStatement | None:
    return next(iter(_all(connection, text, *values)), None)


def _all(connection: Connection, text: str, *values: str) -> list[KeptStatement]:
    found = connection.exec_driver_sql(text, tuple(values)).mappings()
    return [
        KeptStatement(
            int(row["id"]), int(row["seq"]), str(row["reference"]),
            date.fromisoformat(row["on_date"]), json.loads(row["data"]), json.loads(row["facts"]),
        )
        for row in found
    ]  # fmt: skip
