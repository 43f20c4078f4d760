"""Tables of the office itself: settings, users, rates, what was brought in."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from asset_recovery.persistence.tables.columns import flag, key, metadata, table, text, version

office_setting = table(
    "office_setting",
    key(),
    text("key", null=False),
    text("value", null=False, limit=2_000),
    text("valid_from", null=False),
    version(),
    UniqueConstraint("key", "valid_from"),
)
user_account = table(
    "user_account",
    key(),
    Column("name", Text, nullable=False, unique=True),
    text("full_name", null=False),
    text("number", null=False),
    text("roles", null=False, limit=1_000),
    text("party"),
    text("until"),
    flag("blocked"),
    version(),
)
credential = table(
    "credential",
    key(),
    Column("user_id", Integer, ForeignKey("user_account.id"), nullable=False, unique=True),
    text("hash", null=False, limit=500),
    text("digest", null=False),
    flag("must_change"),
    version(),
)
exchange_rate = table(
    "exchange_rate",
    key(),
    text("source_currency", null=False, limit=3),
    text("target_currency", null=False, limit=3),
    text("on_date", null=False),
    text("rate", null=False),
    text("origin", null=False),
    version(),
    Index("ix_exchange_rate_pair", "source_currency", "target_currency", "on_date"),
)
import_row = table(
    "import_row",
    key(),
    text("map", null=False),
    text("reference", null=False),
    text("content_hash", null=False),
    version(),
    UniqueConstraint("map", "reference"),
)
# The last day on which the timers ran, and up to which entry: it only spares a second look.
timer_run = Table(
    "timer_run",
    metadata,
    Column("day", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    sqlite_strict=True,
)
login_attempt = Table(
    "login_attempt",
    metadata,
    Column("name", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", Text),
    sqlite_strict=True,
)
