"""Records by their human reference, and the next free reference of a series."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, first_of

BY_REFERENCE: Mapping[str, Table] = {
    "case": t.case_record,
    "asset": t.asset,
    "order": t.court_order,
    "party": t.party,
    "request": t.request,
    "document": t.document,
    "account": t.bank_account,
    "approval": t.approval,
    "deadline": t.deadline,
    "victim": t.victim,
    "invoice": t.invoice,
    "authority": t.authority,
}
_NAMED = {
    kind: Prepared(select(table).where(table.c.reference == bindparam("named")))
    for kind, table in BY_REFERENCE.items()
}
_EVENT_NAMED = Prepared(select(t.event).where(t.event.c.reference == bindparam("named")))
_STORAGE = select(t.storage_place).where(t.storage_place.c.reference == bindparam("named"))
_USER = select(t.user_account).where(t.user_account.c.name == bindparam("named"))
_SETTING = Prepared(
    select(t.office_setting.c.value)
    .where(t.office_setting.c.key == bindparam("named"))
    .order_by(t.office_setting.c.valid_from.desc(), t.office_setting.c.id.desc())
    .limit(1)
)
_SETTING_FROM = select(t.office_setting).where(
    t.office_setting.c.key == bindparam("named"), t.office_setting.c.valid_from == bindparam("day")
)


def by_reference(connection: Connection, kind: str, reference: str) -> Row | None:
    """The record of this kind with this reference, or None."""
    return _NAMED[kind].first(connection, named=reference)


def is_taken(connection: Connection, kind: str, reference: str) -> bool:
    """Whether a record of this kind, or an event for other kinds, has this reference."""
    return _NAMED.get(kind, _EVENT_NAMED).first(connection, named=reference) is not None


def any_by_reference(connection: Connection, reference: str) -> tuple[str, Row] | None:
    """The record of whatever kind; references are unique inside a kind, cases and assets first."""
    for kind in BY_REFERENCE:
        found = by_reference(connection, kind, reference)
        if found is not None:
            return kind, found
    return None


def user_by_name(connection: Connection, name: str) -> Row | None:
    """A user account by its name."""
    return first_of(connection.execute(_USER, {"named": name}))


def storage_by_name(connection: Connection, name: str) -> Row | None:
    """A place of storage by its name."""
    return first_of(connection.execute(_STORAGE, {"named": name}))


def event_by_reference(connection: Connection, reference: str) -> Row | None:
    """An event by its own reference (a valuation, a posting, a claim …)."""
    return _EVENT_NAMED.first(connection, named=reference)


def next_number(connection: Connection, table: Table, prefix: str, digits: int) -> str:
    """The next reference of a series such as AR-2026-0017; `prefix` ends with year and dash."""
    upper = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    query = (  # from the end, so that it stops at the first: a series may have many thousands
        f"SELECT reference FROM {table.name} WHERE reference >= ? AND reference < ?"
        " AND length(reference) = ? ORDER BY reference DESC LIMIT 1"
    )
    last = connection.exec_driver_sql(query, (prefix, upper, len(prefix) + digits)).scalar()
    tail = last[len(prefix) :] if last else "0"
    number = int(tail) + 1 if tail.isdigit() else _count_on(connection, table, prefix)
    return f"{prefix}{number:0{digits}d}"


def _count_on(connection: Connection, table: Table, prefix: str) -> int:
    """Where somebody gave a reference of the series by hand that ends in letters: count on."""
    column = table.c.reference
    query = select(column).where(column.startswith(prefix, autoescape=True))
    tails = [row.reference[len(prefix) :] for row in connection.execute(query)]
    return max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1


def setting_from(connection: Connection, key: str, day: str) -> Row | None:
    """A fact of the office as it was set from exactly this day (ISO) on, or None."""
    return first_of(connection.execute(_SETTING_FROM, {"named": key, "day": day}))


def setting(connection: Connection, key: str, default: str = "") -> str:
    """The newest value of a fact or setting of the office."""
    return _SETTING.scalar(connection, named=key) or default
