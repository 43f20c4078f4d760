"""The journal's entries that may have changed a record, and every row that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, or_, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_TABLES = {
    "case": t.case_record,
    "asset": t.asset,
    "order": t.court_order,
    "request": t.request,
    "party": t.party,
    "document": t.document,
    "account": t.bank_account,
    "deadline": t.deadline,
    "approval": t.approval,
    "event": t.event,
    "victim": t.victim,
}
_LINKS = {
    "case": ("case_id",),
    "asset": ("asset_id",),
    "order": ("order_id",),
    "request": ("request_id",),
    "party": ("party_id", "other_id"),
}
_FOLLOW = {"event": "event_id", "approval": "approval_id"}
_AT_ONCE = 200
Keys = dict[str, set[int]]
_USERS = select(t.user_account.c.id, t.user_account.c.name, t.user_account.c.full_name)


def table_of(kind: str) -> str:
    """The name of the table that keeps records of a kind."""
    return _TABLES.get(kind, t.event).name


def rows_about(connection: Connection, kind: str, key: int, reference: str) -> Keys:
    """The keys of the record and of every row that hangs on it, by table.

    Rows are never deleted, so what hangs on a record now is all that ever did.
    """
    found: Keys = {table_of(kind): {key}}
    for table in t.RECORDS:
        links = [table.c[name] for name in _LINKS.get(kind, ()) if name in table.c]
        if "record" in table.c:
            # What is kept for a record by its number: documents, deadlines, notes.
            links.append(table.c.record)
        if links and "id" in table.c:
            holds = [link == (reference if link.name == "record" else key) for link in links]
            keys = connection.execute(select(table.c.id).where(or_(*holds))).scalars()
            found.setdefault(table.name, set()).update(keys)
    if kind == "asset":
        query = select(t.event_asset.c.event_id).where(t.event_asset.c.asset_id == key)
        found.setdefault("event", set()).update(connection.execute(query).scalars())
    for table_name, column in _FOLLOW.items():
        _follow(connection, found, table_name, column)
    return {name: keys for name, keys in found.items() if keys}


def _follow(connection: Connection, found: Keys, table_name: str, column: str) -> None:
    """What hangs on rows that hang on the record: approvals of its steps, and their votes."""
    keys = sorted(found.get(table_name, ()))
    for table in t.RECORDS:
        if column not in table.c or table is t.event_asset:
            continue
        for start in range(0, len(keys), _AT_ONCE):
            query = select(table.c.id).where(table.c[column].in_(keys[start : start + _AT_ONCE]))
            found.setdefault(table.name, set()).update(connection.execute(query).scalars())


def entries_before(
    connection: Connection, hashes: Sequence[str], events: Table | None, key: int, before: int
) -> Iterator[Row]:
    """Entries with their payloads, the newest first, from before an entry on.

    Those of the cases with these hashes, and those of steps that concerned the asset with this key
    in other cases (`events` is then the table that ties steps to assets).
    """
    entry = select(t.journal, t.journal_payload.c.payload).join_from(t.journal, t.journal_payload)
    holds: ColumnElement[bool] = t.journal.c.case_hash.in_(list(hashes))
    if events is not None:
        steps = (
            select(t.event.c.seq)
            .join_from(t.event, t.event_asset)
            .where(t.event_asset.c.asset_id == key)
        )
        holds = or_(holds, t.journal.c.seq.in_(steps))
    query = entry.where(holds, t.journal.c.seq < bindparam("before"))
    query = query.order_by(t.journal.c.seq.desc()).limit(_AT_ONCE)
    while True:
        rows = all_of(connection.execute(query, {"before": before}))
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        before = int(rows[-1]["seq"])


def user_names(connection: Connection) -> tuple[dict[int, str], dict[str, str]]:
    """Users' full names by key, and by the name with which they log in."""
    rows = all_of(connection.execute(_USERS))
    return (
        {int(row["id"]): str(row["full_name"]) for row in rows},
        {str(row["name"]): str(row["full_name"]) for row in rows},
    )


def reference_of(connection: Connection, table_name: str, key: int) -> tuple[str, int | None]:
    """The human number of a row, and the key of its case; empty where it has none."""
    table = t.metadata.tables.get(table_name)
    if table is None or "reference" not in table.c:
        return "", None
    columns: list[Any] = [table.c.reference]
    if table is t.case_record:
        columns.append(table.c.id)
    elif "case_id" in table.c:
        columns.append(table.c.case_id)
    row = connection.execute(select(*columns).where(table.c.id == key)).first()
    if row is None:
        return "", None
    case = row[1] if len(row) > 1 else None
    return str(row[0] or ""), None if case is None else int(case)


def amount_currencies(
    connection: Connection, table_name: str, key: int, after: Row
) -> dict[str, object]:
    """The currencies of amounts that changed alone: an image holds only what changed."""
    lacking = [
        name.replace("_minor", "_currency")
        for name in after
        if name.endswith("_minor") and name.replace("_minor", "_currency") not in after
    ]
    table = t.metadata.tables.get(table_name)
    if not lacking or table is None:
        return {}
    columns = [table.c[name] for name in lacking if name in table.c]
    found = connection.execute(select(*columns).where(table.c.id == key)).mappings().first()
    return {} if found is None else dict(found)


def action_of_event(connection: Connection, key: int) -> str:
    """The action of a step that has no human number of its own."""
    return str(connection.execute(select(t.event.c.action).where(t.event.c.id == key)).scalar())
