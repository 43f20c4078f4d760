"""What is due on an asset because a value order that it secures is satisfied (scenario 19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from asset_recovery.i18n import N_
from asset_recovery.lifecycle.due import Due
from asset_recovery.lifecycle.position import CONFISCATIONS, Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence.queries.debt_query import (
    last_change_of_order,
    value_orders_of_asset,
)

_SEEKING = frozenset(
    {"confiscation_proposed", "confiscated_not_final", "confiscation_under_appeal"}
)


def release_due(
    connection: Connection, asset: Mapping[str, Any], position: Position, rules: Rules
) -> list[Due]:
    """The release that is to be decided, since the day on which the last order was satisfied.

    None while the asset is confiscated itself, or secures another order that is still owed. What
    is shown is a proposal: an authority lifts the measure, and somebody records it.
    """
    if position.legal not in rules.groups["measure"] or position.legal in _SEEKING:
        return []
    if position.standing_orders(CONFISCATIONS) or position.void or position.replaced_by:
        return []
    if not any(one.kind == "confiscation_value" for one in position.orders.values()):
        return []
    keys = [asset["id"], asset["substitutes_id"]]
    orders = [row for key in keys if key for row in value_orders_of_asset(connection, key)]
    known = [row for row in orders if row["reference"] in position.orders]
    satisfied = [row for row in known if row["state"] == "executed"]
    owed = [
        row
        for row in known
        if row["state"] not in ("executed", "lifted", "annulled")
        and position.orders[str(row["reference"])].is_standing
    ]
    if not satisfied or owed:
        return []
    days = [last_change_of_order(connection, int(row["id"])) for row in satisfied]
    last = max(filter(None, days), default=None)
    if last is None:
        return []
    return [Due("release_proposed", N_("Value order satisfied: release"), date.fromisoformat(last))]
