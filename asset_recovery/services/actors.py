"""A user account as the rules see it, with the roles that it has now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.errors import Conflict
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.unit_of_work import Unit


def fresh_actor(unit: Unit, actor: Actor) -> Actor:
    """The actor with roles as they stand now, inside the transaction."""
    try:
        row = unit.get(t.user_account, actor.id)
    except Conflict:
        return Actor(actor.id, actor.name, frozenset())
    if row["blocked"]:
        return Actor(actor.id, actor.name, frozenset())
    return actor_of(row)


def actor_of(row: Mapping[str, Any]) -> Actor:
    """A user account as the rules see it."""
    return Actor(
        id=int(row["id"]),
        name=str(row["name"]),
        roles=frozenset(json.loads(row["roles"])),
        full_name=str(row["full_name"]),
        number=str(row["number"]),
        party=row["party"],
    )
