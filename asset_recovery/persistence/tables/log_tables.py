"""The journal and the other chained logs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from asset_recovery.persistence.tables.columns import metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("operation_id", Text, unique=True),
    Column("case_hash", Text, nullable=False, index=True),
    Column("commitment", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("format", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # the counter shows where the newest entry was cut off
)
journal_payload = Table(
    "journal_payload",
    metadata,
    Column("seq", Integer, ForeignKey("journal.seq"), primary_key=True),
    Column("salt", Text, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_strict=True,
)


def _log(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("payload", Text, nullable=False),
        Column("previous", Text, nullable=False),
        Column("hash", Text, nullable=False),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )


consultation = _log("consultation")
decision_log = _log("decision_log")
