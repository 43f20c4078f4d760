"""Tables of cases: parties, property, orders, requests, events, approvals, deadlines, papers."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, func
from sqlalchemy import text as sql_text

from asset_recovery.persistence.tables.columns import (
    flag,
    key,
    link,
    money,
    reference,
    table,
    text,
    version,
)

case_record = table(
    "case_record",
    key(),
    reference(),
    text("title", null=False),
    text("status", null=False),
    text("opened_on", null=False),
    text("legal_system", null=False),
    text("legal_version", null=False),
    text("route"),
    link("officer_id", "user_account", null=True),
    text("classification", null=False),
    text("summary", limit=50_000),
    text("currency", null=False, limit=3),
    text("offences", null=False, limit=200_000),
    flag("sealed"),
    link("opened_by", "user_account"),
    version(),
)
case_member = table(
    "case_member",
    key(),
    link("case_id", "case_record"),
    link("user_id", "user_account"),
    text("role", null=False),
    text("since"),
    text("until"),
    text("ended_on"),
    version(),
)
access_grant = table(
    "access_grant",
    key(),
    link("case_id", "case_record"),
    link("user_id", "user_account"),
    text("until"),
    flag("withdrawn"),
    version(),
)
recusal = table(
    "recusal",
    key(),
    link("case_id", "case_record"),
    link("user_id", "user_account"),
    text("since", null=False),
    flag("withdrawn"),
    version(),
)
party = table(
    "party",
    key(),
    reference(),
    text("kind", null=False),
    text("name", null=False),
    text("aliases", null=False, limit=50_000),
    text("born"),
    text("died"),
    text("nationality"),
    text("identifiers", null=False, limit=50_000),
    text("address"),
    text("country", limit=2),
    text("gatekeeper_role"),
    text("pep"),
    link("named_in_id", "case_record", null=True),
    version(),
    text("particulars", limit=200_000),
)
asset = table(
    "asset",
    key(),
    reference(),
    link("case_id", "case_record"),
    Column("number", Integer, nullable=False),
    text("type_code", null=False),
    text("description", null=False, limit=50_000),
    text("location"),
    text("country", limit=2),
    text("quantity", null=False),
    text("unit", null=False),
    text("grounds", null=False, limit=50_000),
    text("source", limit=50_000),
    *money("estimated"),
    text("flags", null=False),
    text("components", null=False, limit=200_000),
    text("original", limit=200_000),
    flag("taken_over"),
    flag("void"),
    link("substitutes_id", "asset", null=True),
    link("replaced_by_id", "asset", null=True),
    text("registered_on", null=False),
    version(),
    text("details", limit=1_000_000),
)
asset_identifier = table(
    "asset_identifier",
    key(),
    link("asset_id", "asset"),
    text("kind", null=False),
    text("value", null=False),
    Column("normal", Text, nullable=False, index=True),
    version(),
    text("mark", limit=40),
)
asset_lineage = table(
    "asset_lineage",
    key(),
    link("asset_id", "asset"),
    link("from_id", "asset"),
    text("how", null=False, limit=40),
    flag("told"),
    version(),
    UniqueConstraint("asset_id", "from_id"),
)
asset_case = table(
    "asset_case",
    key(),
    link("asset_id", "asset"),
    link("case_id", "case_record"),
    Column("number", Integer, nullable=False),
    text("share", limit=40),
    Column("entry", Integer, nullable=False),
    version(),
    UniqueConstraint("asset_id", "case_id"),
)
party_link = table(
    "party_link",
    key(),
    link("case_id", "case_record", null=True),
    link("asset_id", "asset", null=True),
    link("party_id", "party"),
    text("role", null=False),
    text("share"),
    text("since"),
    text("until"),
    text("source"),
    version(),
)
party_relation = table(
    "party_relation",
    key(),
    link("party_id", "party"),
    link("other_id", "party"),
    text("relation", null=False),
    text("share"),
    text("votes"),
    text("since"),
    text("until"),
    text("source"),
    text("confidence"),
    version(),
)
court_order = table(
    "court_order",
    key(),
    reference(),
    link("case_id", "case_record"),
    text("kind", null=False),
    text("authority", null=False),
    text("number"),
    text("made_on"),
    text("expires_on"),
    *money("amount"),
    text("country", limit=2),
    text("state", null=False),
    text("final_on"),
    text("legal_basis", limit=50_000),
    text("reasons", limit=50_000),
    flag("taken_over"),
    version(),
)
order_asset = table(
    "order_asset",
    key(),
    link("order_id", "court_order"),
    link("asset_id", "asset"),
    text("scope", null=False, limit=2_000),
    version(),
    UniqueConstraint("order_id", "asset_id"),
)
request = table(
    "request",
    key(),
    reference(),
    link("case_id", "case_record"),
    text("direction", null=False),
    text("form", null=False),
    text("country", null=False, limit=2),
    text("authority"),
    text("kinds", null=False, limit=1_000),
    text("state", null=False),
    text("made_on"),
    text("due_on"),
    text("sent_on"),
    text("result"),
    text("language", null=False),
    text("fields", null=False, limit=1_000_000),
    text("assets", null=False, limit=1_000_000),
    text("orders", null=False, limit=100_000),
    text("parties", null=False, limit=100_000),
    text("confidentiality", limit=50_000),
    version(),
)
event = table(
    "event",
    key(),
    Column("seq", Integer, nullable=False, index=True),
    text("action", null=False),
    link("case_id", "case_record", null=True),
    link("order_id", "court_order", null=True),
    link("request_id", "request", null=True),
    Column("reference", Text, nullable=True, unique=True),
    text("on_date", null=False),
    text("status", null=False),
    text("effective_on"),
    Column("effective_seq", Integer),
    text("ended_on"),
    Column("ended_seq", Integer),
    text("approval"),
    link("author_id", "user_account"),
    text("recorded_at", null=False),
    text("data", null=False, limit=10_000_000),
    text("facts", null=False, limit=10_000_000),
    text("irregular", null=False, limit=2_000),
    text("warnings", null=False, limit=100_000),
    flag("late"),
    *money("amount"),
    version(),
    Index("ix_event_case_action", "case_id", "action"),
)
event_asset = table(
    "event_asset",
    key(),
    link("event_id", "event"),
    link("asset_id", "asset"),
    UniqueConstraint("asset_id", "event_id"),
)
approval = table(
    "approval",
    key(),
    reference(),
    link("event_id", "event"),
    text("state", null=False),
    text("levels", null=False, limit=1_000),
    Column("level", Integer, nullable=False),
    link("asked_by", "user_account"),
    text("asked_on", null=False),
    text("content_hash", null=False),
    text("decided_on"),
    version(),
)
approval_vote = table(
    "approval_vote",
    key(),
    link("approval_id", "approval"),
    Column("level", Integer, nullable=False),
    link("user_id", "user_account"),
    text("voted_on", null=False),
    text("outcome", null=False),
    text("comment", limit=50_000),
    text("on_behalf_of"),
    text("seen", limit=1_000_000),
    UniqueConstraint("approval_id", "user_id"),
)
deadline = table(
    "deadline",
    key(),
    reference(),
    link("case_id", "case_record", null=True),
    link("asset_id", "asset", null=True),
    text("record", null=False),
    text("title", null=False),
    Column("due", Text, nullable=False, index=True),
    flag("hard"),
    text("responsible"),
    text("state", null=False),
    text("source"),
    text("closed_on"),
    text("outcome"),
    version(),
)
document = table(
    "document",
    key(),
    reference(),
    link("case_id", "case_record", null=True),
    text("record", null=False),
    text("title", null=False),
    text("kind", null=False),
    text("on_date"),
    text("hash", null=False),
    Column("size", Integer, nullable=False),
    text("original_name", null=False, limit=1_000),
    text("classification", null=False),
    text("language"),
    text("source"),
    version(),
)
# The access filter asks for the sealed cases, of which there are few; the rest is how lists begin.
Index("ix_case_record_sealed", case_record.c.sealed, sqlite_where=case_record.c.sealed == 1)
Index("ix_case_record_opened_on", case_record.c.opened_on)
Index("ix_court_order_made_on", court_order.c.made_on)
Index("ix_request_made_on", request.c.made_on)
Index("ix_document_on_date", document.c.on_date)
Index("ix_approval_waiting", approval.c.asked_on, sqlite_where=approval.c.state == "waiting")
Index(
    "ix_event_cost",
    event.c.case_id,
    event.c.amount_minor,
    sqlite_where=event.c.action == "post_cost",
)
Index("ix_event_delegation", event.c.author_id, sqlite_where=event.c.action == "delegate_approval")
Index("ix_event_operation", event.c.case_id, sqlite_where=event.c.action == "record_operation")
Index(
    "ix_event_care",
    event.c.action,
    event.c.case_id,
    sqlite_where=event.c.action.in_(
        ("record_contract", "record_invoice", "record_report", "take_stock")
    ),
)
# The request radar: what is open with which State, and the answers to each request. A request is
# found by its id beside its row too, without the page that its texts fill.
for _name, _columns in {
    "ix_request_radar": "direction country kinds state sent_on made_on due_on case_id reference",
    "ix_request_brief": "id direction country kinds sent_on made_on case_id",
}.items():
    Index(_name, *(request.c[column] for column in _columns.split()))
Index(
    "ix_event_answer",
    event.c.request_id,
    event.c.on_date,
    event.c.status,
    func.json_extract(event.c.data, "$.kind"),
    sqlite_where=event.c.action.in_(("record_answer", "answer_request")),
)
# Papers on an earlier request, which ask for nothing of their own.
Index(
    "ix_event_on_request",
    event.c.request_id,
    sqlite_where=sql_text(
        "action IN ('draft_request', 'new_version')"
        " AND json_extract(facts, '$.on_request') IS NOT NULL"
    ),
)
# What is hoped for abroad, and what other States report.
Index(
    "ix_event_hoped",
    event.c.action,
    event.c.on_date,
    event.c.id,
    event.c.status,
    event.c.request_id,
    func.json_extract(event.c.data, "$.expected"),
    func.json_extract(event.c.data, "$.results"),
    sqlite_where=sql_text(
        "action IN ('draft_request', 'record_answer')"
        " AND coalesce(json_extract(data, '$.expected'), json_extract(data, '$.results'))"
        " IS NOT NULL"
    ),
)
# The State sheets: few among all events, found by their State.
Index(
    "ix_event_state_sheet",
    func.json_extract(event.c.data, "$.country"),
    event.c.on_date,
    sqlite_where=event.c.action.in_(("record_state_sheet", "confirm_state_sheet")),
)
Index(
    "ix_event_authority",
    func.json_extract(event.c.facts, "$.authority"),
    sqlite_where=event.c.action.in_(("record_authority", "change_authority")),
)
Index("ix_event_access", event.c.on_date, sqlite_where=event.c.action == "record_access")
# What became of a receipt, and the statements of an account.
Index(
    "ix_event_of_receipt",
    func.json_extract(event.c.data, "$.receipt"),
    sqlite_where=event.c.action.in_(("match_receipt", "return_receipt", "write_off_money")),
)
Index(
    "ix_event_correction",
    func.json_extract(event.c.data, "$.posting"),
    sqlite_where=event.c.action == "correct_posting",
)
Index(
    "ix_event_statement",
    func.json_extract(event.c.data, "$.account"),
    event.c.on_date,
    sqlite_where=event.c.action == "record_statement",
)
Index(
    "ix_event_paid",
    event.c.amount_currency,
    event.c.amount_minor,
    sqlite_where=event.c.action.in_(("pay_out", "post_cost", "return_receipt", "settle_liability")),
)
Index(
    "ix_event_contract_until",
    func.substr(func.json_extract(event.c.data, "$.to"), 1, 10),
    sqlite_where=event.c.action.in_(("record_contract", "insure_asset")),
)
Index(
    "ix_event_paper",
    event.c.on_date,
    event.c.id,
    event.c.status,
    event.c.case_id,
    sqlite_where=sql_text(
        "action IN ('issue_paper', 'release_paper') AND json_extract(facts, '$.first') = 1"
    ),
)
# What became of the copies of a paper.
Index(
    "ix_event_copy",
    event.c.reference,
    event.c.action,
    event.c.status,
    sqlite_where=event.c.action.in_(("release_paper", "record_paper_returned")),
)
Index("ix_party_name", party.c.name.collate("NOCASE"))
# What the clock brought about, each once: alarms, tasks, proposals and bars (lifecycle.md 4.12).
timer_effect = table(
    "timer_effect",
    key(),
    link("case_id", "case_record", null=True),
    Column("asset_id", Integer, ForeignKey("asset.id"), nullable=True),
    text("record", null=False),
    text("code", null=False),
    text("subject", null=False),
    text("due", null=False),
    Column("step", Integer, nullable=False),
    text("kind", null=False),
    text("text", null=False, limit=1_000),
    text("proposal"),
    text("fell_due", null=False),
    text("raised_on", null=False),
    text("state", null=False),
    text("ended_on"),
    text("cause"),
    version(),
    Index("ix_timer_effect_asset", "asset_id"),
)
