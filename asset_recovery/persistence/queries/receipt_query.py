"""What was given up of a receipt."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from asset_recovery.persistence import tables as t

_GIVEN_UP = select(t.event.c.data, t.event.c.amount_minor).where(
    t.event.c.action == "write_off_money",
    t.event.c.case_id.is_(None),
    t.event.c.status.in_(("pending", "in_effect")),
)


def given_up_of(connection: Connection, receipt: str) -> int:
    """The minor units that were given up of a receipt, or that wait for their approval."""
    return sum(
        int(minor)
        for data, minor in connection.execute(_GIVEN_UP)
        if json.loads(data).get("receipt") == receipt
    )
