"""What terms of cases and requests are told from: events of a case by their names, its requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

_OF_CASE = (
    select(t.event, t.court_order.c.reference.label("order_reference"))
    .outerjoin_from(t.event, t.court_order, t.court_order.c.id == t.event.c.order_id)
    .where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action.in_(bindparam("actions", expanding=True)),
        t.event.c.request_id.is_(None),
    )
    .order_by(t.event.c.id)
)
_OF_REQUESTS = Prepared(
    select(t.event)
    .join_from(t.request, t.event, t.event.c.request_id == t.request.c.id)
    .where(t.request.c.case_id == bindparam("case"))
    .order_by(t.event.c.id)
)
_REQUESTS = Prepared(
    select(
        t.request.c.id,
        t.request.c.reference,
        t.request.c.form,
        t.request.c.country,
        t.request.c.direction,
    )
    .where(t.request.c.case_id == bindparam("case"))
    .order_by(t.request.c.id)
)
_CASES = select(t.case_record.c.id).order_by(t.case_record.c.id)


def events_of_case(connection: Connection, case_id: int, actions: Iterable[str]) -> list[Row]:
    """Events of these actions in the case, on whatever of its records but requests."""
    values = {"case": case_id, "actions": sorted(actions)}
    return all_of(connection.execute(_OF_CASE, values))


def requests_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The requests of the case, as far as terms ask."""
    return _REQUESTS.all(connection, case=case_id)


def events_of_requests(connection: Connection, case_id: int) -> list[Row]:
    """Everything that happened to requests of the case."""
    return _OF_REQUESTS.all(connection, case=case_id)


def case_keys(connection: Connection) -> list[Any]:
    """Every case, by key."""
    return list(connection.execute(_CASES).scalars())
