"""The rows of receipts follow whatever an action did with a receipt."""

from __future__ import annotations

import json

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.receipts import ABOUT, put_receipt
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Unit


def follow_receipts(unit: Unit) -> None:
    """Work out anew the rows of the receipts that the events of this entry concern."""
    for reference in dict.fromkeys(_receipts(unit)):
        put_receipt(unit.connection, reference)


def _receipts(unit: Unit) -> list[str]:
    found: list[str] = []
    for key in unit.changed(t.event):
        event = unit.get(t.event, key)
        if event["action"] == "receive_money":
            found.append(str(event["reference"]))
        elif event["action"] in ABOUT:
            found += [_of(event["data"], "receipt")]
        elif event["action"] == "correct_posting":
            match = finder.event_by_reference(unit.connection, _of(event["data"], "posting"))
            if match is not None and match["action"] == "match_receipt":
                found.append(_of(match["data"], "receipt"))
    return [one for one in found if one]


def _of(data: str, name: str) -> str:
    return str(json.loads(data).get(name) or "")
