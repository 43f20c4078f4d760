"""Custody across the office: seals by number, who signed for a hand-over, visits to a storage."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, text

from asset_recovery.lifecycle.custody_gaps import folded
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of, first_of
from asset_recovery.persistence.unit_of_work import Unit

_USER = select(t.user_account).where(
    or_(
        t.user_account.c.name == bindparam("named"),
        t.user_account.c.full_name == bindparam("named"),
    )
)
_ASSETS = select(t.event_asset.c.asset_id).where(t.event_asset.c.event_id == bindparam("event"))
_OF_CASE = select(t.event.c.data).where(
    t.event.c.action == bindparam("action"), t.event.c.case_id == bindparam("case")
)
_CASE = select(t.event.c.case_id).where(t.event.c.reference == bindparam("reference"))
_WITH_SEAL = (
    select(t.asset, t.asset_seal.c.seal)
    .join_from(t.asset_seal, t.asset, t.asset.c.id == t.asset_seal.c.asset_id)
    .where(t.asset_seal.c.seal.in_(bindparam("seals", expanding=True)))
    .order_by(t.asset_seal.c.seal, t.asset.c.id)
    .limit(50)
)
_VISITS = (
    select(t.event)
    .where(
        text("event.action = 'record_access'"),  # as the index has it, not as a parameter
        func.json_extract(t.event.c.data, "$.storage") == bindparam("storage"),
    )
    .order_by(t.event.c.on_date, t.event.c.id)
)


def user_called(connection: Connection, name: str) -> Row | None:
    """The user with this name, or who is called so in full; None where it is nobody's."""
    return first_of(connection.execute(_USER, {"named": name}))


def command_of(event: Row) -> dict[str, object]:
    """The arguments of an event as they were given."""
    found: dict[str, object] = json.loads(event["data"])
    return found


def assets_of_event(connection: Connection, event_id: int) -> list[int]:
    """The keys of the assets that an event names."""
    return list(connection.execute(_ASSETS, {"event": event_id}).scalars())


def is_confirmed(connection: Connection, transfer: str) -> bool:
    """Whether the receiver has signed for a hand-over."""
    told = _told(connection, "confirm_custody", transfer)
    return any(one.get("transfer") == transfer for one in told)


def is_closed_incident(connection: Connection, incident: str) -> bool:
    """Whether an incident was followed to its end."""
    told = _told(connection, "follow_up_incident", incident)
    return any(one.get("incident") == incident and one.get("outcome") == "closed" for one in told)


def _told(connection: Connection, action: str, about: str) -> list[dict[str, object]]:
    """What was recorded under an action in the case of the event with this reference."""
    case = connection.execute(_CASE, {"reference": about}).scalar()
    rows = connection.execute(_OF_CASE, {"action": action, "case": case}).scalars()
    return [json.loads(row) for row in rows]


def assets_with_seals(connection: Connection, seals: Iterable[str]) -> list[tuple[str, Row]]:
    """Assets that bear, or bore, one of these seals, each with the seal as it was asked for."""
    asked = {folded(seal): seal for seal in seals}
    if not asked:
        return []
    rows = all_of(connection.execute(_WITH_SEAL, {"seals": list(asked)}))
    return [(asked[row["seal"]], row) for row in rows]


def put_seals(connection: Connection, asset_id: int, seals: Iterable[str]) -> None:
    """Replace the derived lines that say which seals an asset bore."""
    new = sorted(set(seals))
    lines = t.asset_seal
    known = select(lines.c.seal).where(lines.c.asset_id == asset_id).order_by(lines.c.seal)
    if list(connection.execute(known).scalars()) == new:
        return
    connection.execute(delete(lines).where(lines.c.asset_id == asset_id))
    if new:
        connection.execute(insert(lines), [{"asset_id": asset_id, "seal": one} for one in new])


def visits(connection: Connection, storage: str) -> list[Row]:
    """Every visit to a storage that is on file, the oldest first."""
    return all_of(connection.execute(_VISITS, {"storage": storage}))


def keep_office_event(  # noqa: PLR0913 - the parts of an event
    unit: Unit, *, action: str, reference: str, on: date, author: int, data: str
) -> None:
    """An event of the office that belongs to no case."""
    unit.insert(
        t.event,
        seq=unit.next_seq,
        action=action,
        reference=reference,
        on_date=on.isoformat(),
        status="in_effect",
        effective_on=on.isoformat(),
        effective_seq=unit.next_seq,
        author_id=author,
        recorded_at=unit.now,
        data=data,
        facts="{}",
        irregular="[]",
        warnings="[]",
    )
