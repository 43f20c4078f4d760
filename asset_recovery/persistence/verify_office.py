"""Verification of what stands beside the journal: classes of tables, counters, heads, documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.upkeep import NotedHead
from asset_recovery.persistence.verify import Finding

# Tables that SQLAlchemy's metadata does not hold, each with its class.
OTHER_TABLES = {
    "alembic_version": "schema",
    "sqlite_sequence": "counter",
    "sqlite_stat1": "volatile",
    "sqlite_stat4": "volatile",
    "search_index": "derived",
    "search_index_data": "derived",
    "search_index_idx": "derived",
    "search_index_docsize": "derived",
    "search_index_config": "derived",
    "asset_text": "derived",
    "asset_text_data": "derived",
    "asset_text_idx": "derived",
    "asset_text_config": "derived",
}


def class_of(table: str) -> str | None:
    """The class of a table (record, log, derived, volatile, schema, counter), or None."""
    for name, listed in (
        ("record", t.RECORDS),
        ("log", t.LOGS),
        ("derived", t.DERIVED),
        ("volatile", t.VOLATILE),
    ):
        if any(table == one.name for one in listed):
            return name
    return OTHER_TABLES.get(table)


def verify_version(connection: Connection, expected: Sequence[str]) -> Iterator[Finding]:
    """The version that the migrations noted is that of a fresh office."""
    query = "SELECT rowid, version_num FROM alembic_version ORDER BY rowid"
    found = [(row[0], str(row[1])) for row in connection.exec_driver_sql(query)]
    for number, (rowid, version) in enumerate(found):
        if version not in expected or number >= len(expected):
            yield Finding(
                f"alembic_version {rowid}", "schema_changed", f"{version} is no known version."
            )
    for version in expected:
        if version not in [known for _row, known in found]:
            yield Finding("alembic_version 1", "schema_changed", f"{version} is missing.")


def verify_counters(connection: Connection) -> Iterator[Finding]:
    """SQLite's own counters exist for the chains only."""
    known = {table.name for table in (t.journal, t.consultation, t.decision_log)}
    seen = set()
    for rowid, name in connection.exec_driver_sql("SELECT rowid, name FROM sqlite_sequence"):
        if name not in known or name in seen:
            yield Finding(f"sqlite_sequence {rowid}", "chain_cut", f"A counter {name} was added.")
        seen.add(name)


def verify_heads(
    connection: Connection, heads: Sequence[NotedHead], office_id: str
) -> Iterator[Finding]:
    """Every head that was noted outside the database is still in the journal.

    A restore makes the heads after its backup void, but only where the journal has its entry too.
    """
    standing: list[NotedHead] = []
    for head in heads:
        if not head.hash:
            yield Finding(f"heads.jsonl {head.line}", "head_unreadable", "This line is no head.")
        elif head.office != office_id:
            yield Finding(
                f"heads.jsonl {head.line}", "head_foreign", "This head is of another office."
            )
        elif head.why == "restore" and _is_restore(connection, head):
            standing = [*(known for known in standing if known.seq < head.seq), head]
        else:
            standing.append(head)
    for head in standing:
        query = select(t.journal.c.hash).where(t.journal.c.seq == head.seq)
        found = connection.execute(query).scalar()
        if head.seq and found != head.hash:
            code = "chain_cut" if found is None else "chain_rewritten"
            yield Finding(
                f"journal {head.seq}",
                code,
                f"The head noted in line {head.line} of the heads is not in the journal.",
            )


def _is_restore(connection: Connection, head: NotedHead) -> bool:
    query = select(t.journal.c.action).where(
        t.journal.c.seq == head.seq, t.journal.c.hash == head.hash
    )
    return connection.execute(query).scalar() == "restore"


def verify_search_index(connection: Connection) -> Iterator[Finding]:
    """The full-text indexes hold exactly what their texts say; needs a writing connection."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - beside its only use

    for index, told in (
        ("search_index", "The search index is not that of its documents."),
        ("asset_text", "The index of descriptions is not that of the lines."),
    ):
        try:
            connection.exec_driver_sql(
                f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
            )
        except DBAPIError:
            yield Finding(index, "derived_wrong", told)


_INVARIANTS = (
    (
        "I1",
        "asset",
        "SELECT id FROM asset WHERE substitutes_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM event_asset WHERE event_asset.asset_id = asset.id)",
        "This asset has no event at all.",
    ),
    (
        "I9",
        "asset",
        "SELECT id FROM asset WHERE replaced_by_id IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM asset_lineage l WHERE l.from_id = asset.id AND l.how = 'merge') AND "
        "(SELECT count(*) FROM asset s WHERE s.substitutes_id = asset.id) <> 1",
        "The asset was sold, and there is not exactly one substitute.",
    ),
    (
        "I9",
        "asset",
        "SELECT id FROM asset WHERE substitutes_id IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM asset s WHERE s.replaced_by_id = asset.id)",
        "It stands in the place of an asset that knows nothing of it.",
    ),
    (
        "I13",
        "asset_lineage",
        "SELECT l.id FROM asset_lineage l JOIN asset s ON s.id = l.from_id "
        "WHERE l.how = 'merge' AND (s.replaced_by_id IS NULL OR s.replaced_by_id <> l.asset_id)",
        "An asset was merged into another one and does not say so.",
    ),
    (
        "I6",
        "asset",
        "SELECT from_id FROM asset_lineage WHERE how = 'split' GROUP BY from_id "
        "HAVING count(*) < 2",
        "An asset was split into fewer than two parts.",
    ),
    (
        "I11",
        "event",
        "SELECT id FROM event WHERE on_date > date(recorded_at, '+1 day')",
        "The event is dated after it was entered.",
    ),
    (
        "I12",
        "event",
        "SELECT id FROM event WHERE (amount_minor IS NULL) <> (amount_currency IS NULL)",
        "An amount without its currency.",
    ),
    (
        "I12",
        "asset",
        "SELECT id FROM asset WHERE (estimated_minor IS NULL) <> (estimated_currency IS NULL)",
        "An amount without its currency.",
    ),
    (
        "I12",
        "court_order",
        "SELECT id FROM court_order WHERE (amount_minor IS NULL) <> (amount_currency IS NULL)",
        "An amount without its currency.",
    ),
    (
        "I14",
        "approval_vote",
        "SELECT v.id FROM approval_vote v JOIN approval a ON a.id = v.approval_id "
        "JOIN event e ON e.id = a.event_id WHERE v.outcome = 'approved' "
        "AND v.user_id = e.author_id",
        "A step was approved by the person who took it.",
    ),
)


def verify_invariants(connection: Connection) -> Iterator[Finding]:
    """What must hold between records (data-model.md 9.2), as far as SQL can ask it."""
    for code, table, query, sentence in _INVARIANTS:
        for (key,) in connection.execute(text(query)):
            yield Finding(f"{table} {key}", f"invariant_{code.lower()}", sentence)


def verify_totals(connection: Connection) -> Iterator[Finding]:
    """Counts and sums of the portfolio are those of the register's lines."""
    query = text(
        "SELECT coalesce(sum(count), 0), coalesce(sum(base_minor), 0) FROM portfolio "
        "UNION ALL SELECT count(*), coalesce(sum(base_minor), 0) FROM asset_row"
    )
    kept, lines = [tuple(row) for row in connection.execute(query)]
    if kept != lines:
        yield Finding("portfolio", "derived_wrong", f"It says {kept}; the lines come to {lines}.")


def rows_of(connection: Connection, table: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Every row of a table as a dictionary."""
    for row in connection.execute(select(table)).mappings():
        yield dict(row)


def reference_of(connection: Connection, table_name: str, key: str) -> str:
    """What people call a row; empty where it has no reference or is gone."""
    known = {"asset_row": t.asset, **{table.name: table for table in t.RECORDS}}
    table = known.get(table_name)
    if table is None or "reference" not in table.c or not key.isdecimal():
        return ""
    found = connection.execute(select(table.c.reference).where(table.c.id == int(key))).scalar()
    return "" if found is None else str(found)
