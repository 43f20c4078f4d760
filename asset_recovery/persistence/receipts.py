"""The rows of receipts: worked out from a receipt and all that was done with it, and kept.

A receipt is `open`, matched in part (`partly`), `matched`, `returned` to its sender, `written_off`,
or it waits for a second person (`waiting`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from asset_recovery.domain.money import Money
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row

COLUMNS = tuple(column.name for column in t.receipt_row.columns)
ABOUT = ("match_receipt", "return_receipt", "write_off_money")
_PUT = (
    f"INSERT OR REPLACE INTO receipt_row ({', '.join(COLUMNS)})"
    f" VALUES ({', '.join('?' for _name in COLUMNS)})"
)
_RECEIPT = "SELECT * FROM event WHERE reference = ? AND action = 'receive_money'"
_RECEIPTS = "SELECT * FROM event WHERE action = 'receive_money' ORDER BY id"
_ABOUT = (
    "SELECT id, action, case_id, reference, status, data, facts, amount_minor FROM event"
    " WHERE json_extract(data, '$.receipt') = ?"
    " AND action IN ('match_receipt', 'return_receipt', 'write_off_money')"
    " AND status IN ('pending', 'in_effect') ORDER BY id"
)
_REVERSED = (
    "SELECT 1 FROM event WHERE action = 'correct_posting' AND json_extract(data, '$.posting') = ?"
)


def put_receipt(connection: Connection, reference: str) -> None:
    """Work a receipt's row out anew; nothing where there is no such receipt."""
    for event in _rows(connection, _RECEIPT, reference):
        row = receipt_row(connection, event)
        _raw(connection).execute(_PUT, [row[name] for name in COLUMNS])


def receipt_rows(connection: Connection) -> Iterator[dict[str, object]]:
    """The row of every receipt, as the records make it."""
    for event in _rows(connection, _RECEIPTS):
        yield receipt_row(connection, event)


def put_all(connection: Connection) -> None:
    """Fill the emptied table anew."""
    rows = ([row[name] for name in COLUMNS] for row in receipt_rows(connection))
    _raw(connection).executemany(_PUT, list(rows))


def receipt_row(connection: Connection, event: Mapping[str, Any]) -> dict[str, object]:
    """What became of a receipt."""
    given = json.loads(event["data"])
    done = [one for one in _rows(connection, _ABOUT, event["reference"])
            if not _is_reversed(connection, one)]  # fmt: skip
    taken = {name: [one for one in done if one["action"] == name] for name in ABOUT}
    waits = any(one["status"] == "pending" for one in done)
    amount = int(event["amount_minor"])
    left = amount - sum(_part(one) for one in done)
    matched = taken["match_receipt"]
    return {
        "event_id": event["id"],
        "case_id": matched[-1]["case_id"] if matched else None,
        "reference": event["reference"],
        "account": given["account"],
        "on_date": event["on_date"],
        "value_on": given.get("value_on"),
        "amount_minor": amount,
        "left_minor": left,
        "currency": event["amount_currency"],
        "payer_reference": given["reference"],
        "bank_reference": given.get("bank_reference"),
        "counterparty": given.get("counterparty"),
        "counterparty_account": given.get("counterparty_account"),
        "text": given.get("text"),
        "statement": given.get("statement"),
        "state": "waiting" if waits else _state(left, taken),
        "matched_to": _matched_to(matched),
    }


def matches_of(connection: Connection, receipt: str) -> list[Row]:
    """The matches of a receipt that stand: events, with the minor units of each as `part`."""
    found = [one for one in _rows(connection, _ABOUT, receipt) if one["action"] == ABOUT[0]]
    return [{**one, "part": _part(one)} for one in found if not _is_reversed(connection, one)]


def _state(left: int, taken: Mapping[str, list[Row]]) -> str:
    if left > 0:
        return "partly" if any(taken.values()) else "open"
    if taken["match_receipt"]:
        return "matched"
    return "returned" if taken["return_receipt"] else "written_off"


def _matched_to(matched: list[Row]) -> str | None:
    targets = list(dict.fromkeys(json.loads(one["data"])["to"] for one in matched))
    if not targets:
        return None
    return str(targets[0]) if len(targets) == 1 else f"{targets[-1]} +{len(targets) - 1}"


def _part(event: Row) -> int:
    """The minor units that an event takes of its receipt."""
    if event["amount_minor"] is not None:
        return int(event["amount_minor"])
    amount = json.loads(event["facts"])["amount"]
    return Money.parse(amount["amount"], amount["currency"]).minor


def _is_reversed(connection: Connection, event: Row) -> bool:
    if event["reference"] is None or event["action"] != "match_receipt":
        return False
    found = _raw(connection).execute(_REVERSED, (event["reference"],)).fetchone()
    return found is not None


def _rows(connection: Connection, text: str, *values: object) -> list[Row]:
    if not connection.in_transaction():
        connection.begin()
    found = _raw(connection).execute(text, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _raw(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own connection
    return connection.connection.driver_connection
