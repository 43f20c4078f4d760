"""What a line of the ledger says of its event besides its date and amount."""

from __future__ import annotations

import json
from collections.abc import Mapping

_SAID = (
    "counterparty", "to", "from", "buyer", "received_by", "account", "reference", "receipt",
    "posting",
)  # fmt: skip


def detail_of(data: str) -> str:
    """Who paid or was paid, and the reference of bank or paper, as the command gives them."""
    given = json.loads(data)
    found = []
    for name in _SAID:
        value = given.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, str) and value and value not in found:
            found.append(value)
    return " · ".join(found)
