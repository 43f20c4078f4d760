"""Tables of what the office learnt: who reported it stands apart from what was reported."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, func

from asset_recovery.persistence.tables.case_tables import event
from asset_recovery.persistence.tables.columns import key, table, text, version

# Who made a report, and by which reference of theirs: no list, search, event or paper reads it.
report_source = table(
    "report_source",
    key(),
    Column("event_id", Integer, ForeignKey("event.id"), nullable=False, unique=True),
    text("source", limit=50_000),
    text("reference"),
    version(),
)
Index(
    "ix_event_information",
    event.c.on_date,
    event.c.id,
    sqlite_where=event.c.action == "request_information",
)
Index(
    "ix_event_report", event.c.on_date, event.c.id, sqlite_where=event.c.action == "receive_report"
)
Index(
    "ix_event_disclosure",
    event.c.on_date,
    event.c.id,
    event.c.status,
    event.c.case_id,
    sqlite_where=event.c.action.in_(("record_disclosure", "release_paper", "send_request")),
)
# The newest answer to each question, and what became of each report.
Index(
    "ix_event_information_answer",
    event.c.reference,
    event.c.on_date,
    func.json_extract(event.c.data, "$.result"),
    sqlite_where=event.c.action == "record_information",
)
Index(
    "ix_event_feedback",
    func.json_extract(event.c.facts, "$.report"),
    event.c.case_id,
    event.c.on_date,
    event.c.id,
    func.json_extract(event.c.data, "$.outcome"),
    sqlite_where=event.c.action == "give_feedback",
)
