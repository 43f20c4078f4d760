"""State sheets: events of the office, the newest of a State's record is its sheet."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy import text as sql_text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

RECORDED = "record_state_sheet"
CONFIRMED = "confirm_state_sheet"
_EVENTS = (
    select(t.event, t.user_account.c.full_name.label("by"))
    .join_from(t.event, t.user_account, t.user_account.c.id == t.event.c.author_id)
    # Written out, not bound: only so it is the condition of the index.
    .where(sql_text("event.action IN ('record_state_sheet', 'confirm_state_sheet')"))
    .order_by(t.event.c.on_date, t.event.c.id)
)
_OF_ONE = Prepared(_EVENTS.where(sql_text("json_extract(event.data, '$.country') = :country")))


_STATES = (
    "SELECT DISTINCT json_extract(data, '$.country') FROM event"
    " WHERE action IN ('record_state_sheet', 'confirm_state_sheet') ORDER BY 1"
)


def states_with_sheets(connection: Connection) -> list[str]:
    """The codes of all States of which a sheet was ever recorded."""
    return [str(code) for code in connection.execute(sql_text(_STATES)).scalars()]


def events_of_state(
    connection: Connection,
    country: str,
    until: str | None = None,
    known_on: str | None = None,
) -> list[Row]:
    """The entries of a State's sheet in the order of their days, each with who made it.

    `until` (ISO) leaves out later days, `known_on` (UTC) what was recorded later.
    """
    return [
        row
        for row in _OF_ONE.all(connection, country=country)
        if (until is None or row["on_date"] <= until)
        and (known_on is None or row["recorded_at"] <= known_on)
    ]
