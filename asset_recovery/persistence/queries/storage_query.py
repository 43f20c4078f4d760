"""Places of storage, what lies in them on a day, and what stocktakes found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.queries.party_query import knows_party
from asset_recovery.persistence.rows import Row, all_of

_PLACES = select(t.storage_place).order_by(t.storage_place.c.reference)
_THERE = "s.since <= :day AND (s.until IS NULL OR s.until > :day)"
_IN = "s.storage IN (SELECT value FROM json_each(:places))"
_CONTENTS = f"""
    SELECT a.id, a.reference, a.case_id, s.storage, a.quantity, a.unit, r.headline,
           r.base_minor, c.reference AS case_reference, a.description, a.type_code
    FROM stay AS s JOIN asset AS a ON a.id = s.asset_id
    JOIN asset_row AS r ON r.asset_id = a.id
    JOIN case_record AS c ON c.id = a.case_id
    WHERE {_IN} AND {_THERE} AND a.case_id NOT IN ({HIDDEN_CASES})
    ORDER BY s.reference
"""
_COUNTS = f"""
    SELECT s.storage, count(*) AS number FROM stay AS s
    JOIN asset AS a ON a.id = s.asset_id
    WHERE {_THERE} AND a.case_id NOT IN ({HIDDEN_CASES}) GROUP BY s.storage
"""
_COUNTS_OF_ALL = f"SELECT s.storage, count(*) AS number FROM stay AS s WHERE {_THERE} GROUP BY 1"
_EVER = f"""
    SELECT DISTINCT a.id, a.reference, a.case_id, a.description, c.reference AS case_reference
    FROM stay AS s JOIN asset AS a ON a.id = s.asset_id
    JOIN case_record AS c ON c.id = a.case_id
    WHERE {_IN} AND a.case_id NOT IN ({HIDDEN_CASES})
    ORDER BY a.reference
"""
_ANY = "SELECT EXISTS (SELECT 1 FROM stay AS s WHERE s.storage = :place AND s.until IS NULL)"
_LATER = "SELECT max(coalesce(until, since)) FROM stay WHERE storage = :place"
_PLACE_OF = f"SELECT s.storage FROM stay AS s WHERE s.asset_id = :asset AND {_THERE}"
_LINES = f"""
    SELECT l.label, l.outcome, l.place, l.expected, l.counted, a.reference, c.reference AS "case",
           a.description
    FROM stock_line AS l LEFT JOIN asset AS a ON a.id = l.asset_id
    LEFT JOIN case_record AS c ON c.id = a.case_id
    WHERE l.event_id = :event AND (a.id IS NULL OR a.case_id NOT IN ({HIDDEN_CASES}))
    ORDER BY l.id
"""
_LINE_COUNTS = f"""
    SELECT l.outcome, count(*) AS number FROM stock_line AS l
    LEFT JOIN asset AS a ON a.id = l.asset_id
    WHERE l.event_id = :event AND (a.id IS NULL OR a.case_id NOT IN ({HIDDEN_CASES}))
    GROUP BY l.outcome
"""
# What `disclosure.copies` says of a print: which copy of which asset was drawn.
_PRINTED = """
    SELECT EXISTS (
        SELECT 1 FROM consultation AS c, json_each(c.payload, '$.disclosure.copies') AS one
        WHERE c.payload LIKE '%"copies"%' AND one.key = :asset AND one.value = :copy
    )
"""
_HIDDEN = f"""
    SELECT reference FROM asset WHERE reference IN (SELECT value FROM json_each(:names))
    AND case_id IN ({HIDDEN_CASES})
"""
_CASE_KNOWN = f"SELECT :case NOT IN ({HIDDEN_CASES})"
_CASE = Prepared(select(t.case_record.c.reference).where(t.case_record.c.id == bindparam("case")))
_OF_CASE = Prepared(
    select(t.asset.c.reference)
    .where(t.asset.c.case_id == bindparam("case"), t.asset.c.void == 0)
    .order_by(t.asset.c.number)
)
_STOCKTAKES = """
    SELECT id, reference, on_date, data, facts, recorded_at FROM event
    WHERE action = 'take_stock' AND case_id IS NULL ORDER BY on_date DESC, seq DESC
"""
_LABELS = Prepared(
    select(t.event)
    .join_from(t.event_asset, t.event, t.event.c.id == t.event_asset.c.event_id)
    .where(t.event_asset.c.asset_id == bindparam("asset"), t.event.c.action == "issue_label")
    .order_by(t.event.c.seq)
)
_SEALS = Prepared(
    select(t.event.c.action, t.event.c.data, t.event.c.on_date)
    .join_from(t.event_asset, t.event, t.event.c.id == t.event_asset.c.event_id)
    .where(
        t.event_asset.c.asset_id == bindparam("asset"),
        t.event.c.action.in_(("take_possession", "move_custody")),
        t.event.c.status == "in_effect",
    )
    .order_by(t.event.c.on_date, t.event.c.seq)
)


def places(connection: Connection) -> list[Row]:
    """Every place of storage, by its name."""
    return all_of(connection.execute(_PLACES))


def contents(
    connection: Connection, access: Access, storages: Iterable[str], day: str
) -> list[Row]:
    """What lies in these places on a day (ISO), as far as this user may know of it."""
    values = {"places": json.dumps(list(storages)), "day": day, **access.parameters}
    return all_of(connection.execute(text(_CONTENTS), values))


def ever_there(connection: Connection, access: Access, storages: Iterable[str]) -> list[Row]:
    """What was ever in these places, as the records are now."""
    values = {"places": json.dumps(list(storages)), **access.parameters}
    return all_of(connection.execute(text(_EVER), values))


def counts(connection: Connection, day: str, access: Access | None = None) -> dict[str, int]:
    """How many things lie in each place itself on a day, for this user or in all."""
    if access is None:
        found = connection.execute(text(_COUNTS_OF_ALL), {"day": day})
    else:
        found = connection.execute(text(_COUNTS), {"day": day, **access.parameters})
    return {str(row.storage): int(row.number) for row in found}


def holds_anything(connection: Connection, place: str) -> bool:
    """Whether anything lies in the place itself now, whoever may know of it."""
    return bool(connection.execute(text(_ANY), {"place": place}).scalar())


def last_used(connection: Connection, place: str) -> str | None:
    """The last day (ISO) on which something came to the place or left it."""
    found: str | None = connection.execute(text(_LATER), {"place": place}).scalar()
    return found


def place_of(connection: Connection, asset_id: int, day: str) -> str | None:
    """Where an asset lies on a day, by the records; None: nowhere."""
    found: str | None = connection.execute(
        text(_PLACE_OF), {"asset": asset_id, "day": day}
    ).scalar()
    return found


def stock_lines(connection: Connection, access: Access, event_id: int) -> list[Row]:
    """The lines of a stocktake, without those of cases that this user must not know of."""
    values = {"event": event_id, **access.parameters}
    return all_of(connection.execute(text(_LINES), values))


def stock_counts(connection: Connection, access: Access, event_id: int) -> dict[str, int]:
    """How many lines of a stocktake this user may know of, by outcome."""
    values = {"event": event_id, **access.parameters}
    found = connection.execute(text(_LINE_COUNTS), values)
    return {str(row.outcome): int(row.number) for row in found}


def hidden_of(connection: Connection, access: Access, references: Iterable[str]) -> set[str]:
    """Those of these assets that this user must not know of."""
    values = {"names": json.dumps(list(references)), **access.parameters}
    return {str(name) for name in connection.execute(text(_HIDDEN), values).scalars()}


def is_known(connection: Connection, access: Access, kind: str, row: Row) -> bool:
    """Whether this user may know of a case, an order, a request or a party."""
    if kind == "party":
        return knows_party(connection, access, int(row["id"]))
    case = int(row["id"] if kind == "case" else row["case_id"])
    found = connection.execute(text(_CASE_KNOWN), {"case": case, **access.parameters}).scalar()
    return bool(found)


def assets_of_case(connection: Connection, case_id: int) -> list[str]:
    """The references of a case's own assets in the order of its schedule."""
    found = _OF_CASE.all(connection, case=case_id)
    return [str(row["reference"]) for row in found]


def case_reference(connection: Connection, case_id: int) -> str:
    """The number of a case by its key."""
    return str(_CASE.scalar(connection, case=case_id))


def stocktakes(connection: Connection) -> list[Row]:
    """Every stocktake, the newest first."""
    return all_of(connection.execute(text(_STOCKTAKES)))


def labels_of(connection: Connection, asset_id: int) -> list[Row]:
    """The events by which labels of an asset were printed, in their order."""
    return _LABELS.all(connection, asset=asset_id)


def label_was_drawn(connection: Connection, asset: str, copy: int) -> bool:
    """Whether this copy of the label of an asset (its reference) was ever printed or looked at."""
    values = {"asset": asset, "copy": copy}
    return bool(connection.execute(text(_PRINTED), values).scalar_one())


def seal_of(connection: Connection, asset_id: int, reference: str) -> tuple[str, str]:
    """The newest seals on the asset and the day (ISO) on which it was taken; empty: not known."""
    seals, taken = "", ""
    for row in _SEALS.all(connection, asset=asset_id):
        said: Mapping[str, Any] = json.loads(row["data"])
        if row["action"] == "take_possession":
            taken = str(row["on_date"])
        own: Mapping[str, Any] = next(
            (one for one in said.get("rows") or () if one.get("asset") == reference), {}
        )
        numbers = own.get("seals") or said.get("seals") or ()
        if numbers:
            seals = ", ".join(str(number) for number in numbers)
    return seals, taken
