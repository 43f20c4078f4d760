"""The ledger: lines are only ever added, sums stand beside them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from asset_recovery.persistence.tables.columns import metadata

# The ledger: lines are only ever added; what is summed up beside them follows in the same
# transaction. 0 and an empty text stand for no case and no asset, so that keys are whole.
ledger_account = Table(
    "ledger_account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("debit", Integer, nullable=False),
    Column("credit", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("first_on", Text, nullable=False),
    UniqueConstraint("kind", "holder", "case_id", "currency"),
    Index("ix_ledger_account_case_id", "case_id"),
    Index("ix_ledger_account_kind", "kind", "id"),
    Index("ix_ledger_account_holder", "holder", "id"),
    sqlite_strict=True,
)
ledger_line = Table(
    "ledger_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("event_id", Integer, nullable=False),
    Column("account_id", Integer, nullable=False),
    Column("on_date", Text, nullable=False),
    Column("minor", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("case_reference", Text, nullable=False),
    Column("asset_reference", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_ledger_line_account_id", "account_id", "on_date", "id", "minor"),
    Index("ix_ledger_line_kind", "kind", "on_date", "id"),
    Index("ix_ledger_line_case_reference", "case_reference", "on_date", "id"),
    Index("ix_ledger_line_asset_reference", "asset_reference", "on_date", "id"),
    Index("ix_ledger_line_on_date", "on_date", "id"),
    Index("ix_ledger_line_event_id", "event_id"),
    sqlite_strict=True,
)
# Sums by account and day, so that the balance at any day is read without adding up its lines.
ledger_day = Table(
    "ledger_day",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("on_date", Text, primary_key=True),
    Column("debit", Integer, nullable=False),
    Column("credit", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
ledger_total = Table(
    "ledger_total",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("debit", Integer, nullable=False),
    Column("credit", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
# Receipts that nobody has identified yet, by the day on which they came.
ledger_open = Table(
    "ledger_open",
    metadata,
    Column("on_date", Text, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("minor", Integer, nullable=False),
    Column("receipts", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
