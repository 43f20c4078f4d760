"""Contracts and insurances as they are kept: events, one in each case that a contract concerns."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, or_, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

CONTRACTS = ("record_contract", "insure_asset")
_NAMED = Prepared(
    select(t.event)
    .where(
        or_(
            t.event.c.reference == bindparam("named"),
            and_(t.event.c.reference >= bindparam("low"), t.event.c.reference < bindparam("high")),
        ),
        or_(*(t.event.c.action == action for action in CONTRACTS)),
    )
    .order_by(t.event.c.id)
)
_ENDED = Prepared(
    select(t.event.c.on_date).where(
        t.event.c.reference == bindparam("named"), t.event.c.action == "end_contract"
    )
)
_ASSETS = Prepared(
    select(t.event_asset.c.asset_id)
    .where(t.event_asset.c.event_id == bindparam("event"))
    .order_by(t.event_asset.c.id)
)


def end_reference(contract_event: str) -> str:
    """Under which reference the end of a contract is kept; unique, so that it ends once."""
    return f"{contract_event}/end"


def contract_events(connection: Connection, reference: str) -> list[Row]:
    """The events of a contract, the first case first; none where it is not on file."""
    return _NAMED.all(connection, named=reference, low=f"{reference}/", high=f"{reference}0")


def ended_on(connection: Connection, reference: str) -> str | None:
    """The day (ISO) on which a contract was ended, or None."""
    found: str | None = _ENDED.scalar(connection, named=end_reference(reference))
    return found


def assets_of_contract(connection: Connection, event: int) -> list[int]:
    """The keys of the assets of a contract's event."""
    return [int(row["asset_id"]) for row in _ASSETS.all(connection, event=event)]
