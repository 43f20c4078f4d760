"""The register of bank statements as SQL: their events, with what became of their receipts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.bank_facts import StatementRow
from asset_recovery.domain.money import Money
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_ACCOUNT = "json_extract(r.data, '$.account')"
_NUMBER = "json_extract(r.data, '$.number')"
_FROM = "json_extract(r.data, '$.from')"
_LINES = "coalesce(json_array_length(r.data, '$.lines'), 0)"
_FILE = "json_extract(r.data, '$.file')"
_RECEIPTS = "(SELECT count(*) FROM receipt_row AS one WHERE one.statement = r.reference)"
_WAITING = (
    "(SELECT count(*) FROM receipt_row AS one WHERE one.statement = r.reference"
    " AND one.left_minor > 0)"
)


def _make(row: Sequence[Any], _reader: Reader) -> StatementRow:
    on = day(row[5])
    assert on is not None  # noqa: S101 - the action asks for it
    return StatementRow(
        id=row[0],
        reference=row[1],
        account=row[2],
        number=row[3],
        opened_on=day(row[4]),
        on=on,
        opening=Money.from_json(json.loads(row[6]), allow_negative=True),
        closing=Money(row[7], row[8]),
        lines=row[9],
        file=row[10] or "",
        receipts=row[11],
        unmatched=row[12],
    )


REGISTER = RegisterSql(
    name="statements",
    source="event AS r",
    key="r.id",
    selected=(
        "r.id", "r.reference", _ACCOUNT, _NUMBER, _FROM, "r.on_date",
        "json_extract(r.data, '$.opening')", "r.amount_minor", "r.amount_currency", _LINES, _FILE,
        _RECEIPTS, _WAITING,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference"),
        "account": SqlColumn(_ACCOUNT),
        "number": SqlColumn(_NUMBER),
        "from": SqlColumn(_FROM, "day", nullable=True),
        "on": SqlColumn("r.on_date", "day"),
        "closing": SqlColumn("r.amount_minor", "money", currency="r.amount_currency"),
        "currency": SqlColumn("r.amount_currency"),
        "lines": SqlColumn(_LINES, "number"),
        "receipts": SqlColumn(_RECEIPTS, "number"),
        "unmatched": SqlColumn(_WAITING, "number"),
        "file": SqlColumn(_FILE, nullable=True),
    },
    aliases={"to": "on", "on_date": "on"},
    shown=(
        "reference", "account", "number", "from", "on", "closing", "currency", "lines", "receipts",
        "unmatched", "file",
    ),
    known="1",
    hidden="0",
    default_sort="on",
    default_descending=True,
    always="r.action = 'record_statement' AND r.status = 'in_effect'",
)  # fmt: skip
