"""Events by what they concern: keys, cases, authors and commands, without their stories."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, first_of

_OF_ASSET = select(t.event_asset.c.event_id).where(t.event_asset.c.asset_id == bindparam("asset"))
_OF_ORDER = select(t.event.c.id).where(t.event.c.order_id == bindparam("order"))
_PENDING = select(t.event.c.id).where(
    t.event.c.case_id == bindparam("case"), t.event.c.status == "pending"
)
_CASE = select(t.event.c.case_id).where(t.event.c.id == bindparam("event"))
_DRAFTERS = select(t.event.c.author_id).where(
    t.event.c.request_id == bindparam("request"),
    t.event.c.action.in_(("draft_request", "new_version", "fill_request", "refresh_request")),
)
_REVIEWER = (
    select(t.event.c.author_id)
    .where(t.event.c.request_id == bindparam("request"), t.event.c.action == "review_request")
    .order_by(t.event.c.id.desc())
    .limit(1)
)
_RECORD_OF_ORDER = (
    select(t.event)
    .where(
        t.event.c.order_id == bindparam("order"),
        t.event.c.action.in_(("record_order", "apply_for_order")),
    )
    .order_by(t.event.c.id.desc())
    .limit(1)
)
_TAKEN_OVER_ON = (
    select(t.event.c.effective_on)
    .join_from(t.event_asset, t.event)
    .where(
        t.event_asset.c.asset_id.in_(bindparam("assets", expanding=True)),
        t.event.c.action == "open_position",
        t.event.c.effective_on.is_not(None),
    )
)
_ALLOCATIONS = select(func.count()).where(
    t.event.c.action == "allocate_proceeds",
    t.event.c.reference >= bindparam("start"),
    t.event.c.reference < bindparam("end"),
)
_CORRECTION = (
    "SELECT 1 FROM event WHERE action = 'correct_posting'"
    " AND json_extract(data, '$.posting') = ? AND case_id = ?"
)
_APPLICATION = select(t.event.c.reference).where(
    t.event.c.order_id == bindparam("order"),
    t.event.c.seq == bindparam("seq"),
    t.event.c.action == "apply_to_value_order",
)


def events_of_asset(connection: Connection, asset_id: int) -> list[int]:
    """The keys of the events that name an asset."""
    return list(connection.execute(_OF_ASSET, {"asset": asset_id}).scalars())


def events_of_order(connection: Connection, order_id: int) -> list[int]:
    """The keys of the events of an order."""
    return list(connection.execute(_OF_ORDER, {"order": order_id}).scalars())


def pending_events_of_case(connection: Connection, case_id: int) -> list[int]:
    """The keys of a case's events that wait for a second person."""
    return list(connection.execute(_PENDING, {"case": case_id}).scalars())


def case_of_record(connection: Connection, kind: str, row: Row) -> int | None:
    """The key of the case of a record (an approval: of its event); None: it belongs to none."""
    if kind == "case":
        return int(row["id"])
    found: int | None = row.get("case_id")
    if kind == "approval":
        found = connection.execute(_CASE, {"event": row["event_id"]}).scalar()
    return found


def drafters_of_request(connection: Connection, request_id: int) -> set[int]:
    """The keys of the users who drafted a request or filled it in."""
    return set(connection.execute(_DRAFTERS, {"request": request_id}).scalars())


def reviewer_of_request(connection: Connection, request_id: int) -> int | None:
    """The key of the user who reviewed a request last, if anybody did."""
    found: int | None = connection.execute(_REVIEWER, {"request": request_id}).scalar()
    return found


def record_of_order(connection: Connection, order_id: int) -> Row | None:
    """The event by which an order was last recorded, or applied for; or None."""
    return first_of(connection.execute(_RECORD_OF_ORDER, {"order": order_id}))


def days_taken_over(connection: Connection, assets: Iterable[int]) -> list[str]:
    """The days (ISO) on which positions of these assets (keys) that were taken over took effect."""
    return list(connection.execute(_TAKEN_OVER_ON, {"assets": list(assets)}).scalars())


def allocations_numbered(connection: Connection, named: str) -> int:
    """How many allocations are numbered after an asset or a case: `named`, `-A`, a number."""
    values = {"start": f"{named}-A", "end": f"{named}-B"}
    return int(connection.execute(_ALLOCATIONS, values).scalar_one())


def is_reversed(connection: Connection, case_id: int, posting: str) -> bool:
    """Whether a posting of a case, or a match of a receipt, was reversed by a correction."""
    found = connection.exec_driver_sql(_CORRECTION, (posting, case_id))
    return found.first() is not None


def application_in(connection: Connection, seq: int, order_id: int | None) -> str | None:
    """The payment on an order that was made by one entry of the journal, by its reference."""
    found: str | None = connection.execute(_APPLICATION, {"order": order_id, "seq": seq}).scalar()
    return found


def is_matched(connection: Connection, receipt: str) -> bool:
    """Whether a receipt, or a part of it, was matched and the match stands."""
    query = "SELECT matched_to FROM receipt_row WHERE reference = ?"
    return connection.exec_driver_sql(query, (receipt,)).scalar() is not None
