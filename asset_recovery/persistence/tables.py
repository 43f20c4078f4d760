"""The tables of an office, all STRICT: what is kept, and of which class each table is.

Money is INTEGER minor units with its currency beside it, quantities and shares are decimal TEXT,
dates ISO TEXT, moments UTC TEXT with `Z`, lists and objects canonical JSON TEXT.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy import text as sql_text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
LARGEST = 10**18 - 1


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


def text(name: str, *, null: bool = True, limit: int = 300) -> Column[str]:
    """A text column with its limit kept by the database too."""
    return Column(
        name,
        Text,
        CheckConstraint(f"length({name}) <= {limit}", name=f"{name}_length"),
        nullable=null,
    )


def _to(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=null, index=True)


def _flag(name: str) -> Column[int]:
    return Column(
        name,
        Integer,
        CheckConstraint(f"{name} IN (0, 1)", name=f"{name}_flag"),
        nullable=False,
        server_default="0",
    )


def _money(name: str) -> list[Column[int] | Column[str]]:
    return [
        Column(
            f"{name}_minor",
            Integer,
            CheckConstraint(
                f"{name}_minor BETWEEN -{LARGEST} AND {LARGEST}", name=f"{name}_minor_range"
            ),
        ),
        text(f"{name}_currency", limit=3),
    ]


def _table(name: str, *parts: Column[int] | Column[str] | UniqueConstraint | Index) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _reference() -> Column[str]:
    return Column(
        "reference",
        Text,
        CheckConstraint("length(reference) <= 100", name="reference_length"),
        nullable=False,
        unique=True,
    )


office_setting = _table(
    "office_setting",
    _key(),
    text("key", null=False),
    text("value", null=False, limit=2_000),
    text("valid_from", null=False),
    _version(),
    UniqueConstraint("key", "valid_from"),
)
user_account = _table(
    "user_account",
    _key(),
    Column("name", Text, nullable=False, unique=True),
    text("full_name", null=False),
    text("number", null=False),
    text("roles", null=False, limit=1_000),
    text("party"),
    text("until"),
    _flag("blocked"),
    _version(),
)
credential = _table(
    "credential",
    _key(),
    Column("user_id", Integer, ForeignKey("user_account.id"), nullable=False, unique=True),
    text("hash", null=False, limit=500),
    text("digest", null=False),
    _flag("must_change"),
    _version(),
)
case_record = _table(
    "case_record",
    _key(),
    _reference(),
    text("title", null=False),
    text("status", null=False),
    text("opened_on", null=False),
    text("legal_system", null=False),
    text("legal_version", null=False),
    text("route"),
    _to("officer_id", "user_account", null=True),
    text("classification", null=False),
    text("summary", limit=50_000),
    text("currency", null=False, limit=3),
    text("offences", null=False, limit=200_000),
    _flag("sealed"),
    _to("opened_by", "user_account"),
    _version(),
)
case_member = _table(
    "case_member",
    _key(),
    _to("case_id", "case_record"),
    _to("user_id", "user_account"),
    text("role", null=False),
    text("since"),
    text("until"),
    text("ended_on"),
    _version(),
)
access_grant = _table(
    "access_grant",
    _key(),
    _to("case_id", "case_record"),
    _to("user_id", "user_account"),
    text("until"),
    _flag("withdrawn"),
    _version(),
)
recusal = _table(
    "recusal",
    _key(),
    _to("case_id", "case_record"),
    _to("user_id", "user_account"),
    text("since", null=False),
    _flag("withdrawn"),
    _version(),
)
party = _table(
    "party",
    _key(),
    _reference(),
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
    _to("named_in_id", "case_record", null=True),
    _version(),
)
asset = _table(
    "asset",
    _key(),
    _reference(),
    _to("case_id", "case_record"),
    Column("number", Integer, nullable=False),
    text("type_code", null=False),
    text("description", null=False, limit=50_000),
    text("location"),
    text("country", limit=2),
    text("quantity", null=False),
    text("unit", null=False),
    text("grounds", null=False, limit=50_000),
    text("source", limit=50_000),
    *_money("estimated"),
    text("flags", null=False),
    text("components", null=False, limit=200_000),
    text("original", limit=200_000),
    _flag("taken_over"),
    _flag("void"),
    _to("substitutes_id", "asset", null=True),
    _to("replaced_by_id", "asset", null=True),
    text("registered_on", null=False),
    _version(),
    text("details", limit=1_000_000),
)
asset_identifier = _table(
    "asset_identifier",
    _key(),
    _to("asset_id", "asset"),
    text("kind", null=False),
    text("value", null=False),
    Column("normal", Text, nullable=False, index=True),
    _version(),
    text("mark", limit=40),
)
asset_lineage = _table(
    "asset_lineage",
    _key(),
    _to("asset_id", "asset"),
    _to("from_id", "asset"),
    text("how", null=False, limit=40),
    _flag("told"),
    _version(),
    UniqueConstraint("asset_id", "from_id"),
)
asset_case = _table(
    "asset_case",
    _key(),
    _to("asset_id", "asset"),
    _to("case_id", "case_record"),
    Column("number", Integer, nullable=False),
    text("share", limit=40),
    Column("entry", Integer, nullable=False),
    _version(),
    UniqueConstraint("asset_id", "case_id"),
)
party_link = _table(
    "party_link",
    _key(),
    _to("case_id", "case_record", null=True),
    _to("asset_id", "asset", null=True),
    _to("party_id", "party"),
    text("role", null=False),
    text("share"),
    text("since"),
    text("until"),
    text("source"),
    _version(),
)
party_relation = _table(
    "party_relation",
    _key(),
    _to("party_id", "party"),
    _to("other_id", "party"),
    text("relation", null=False),
    text("share"),
    text("votes"),
    text("since"),
    text("until"),
    text("source"),
    text("confidence"),
    _version(),
)
court_order = _table(
    "court_order",
    _key(),
    _reference(),
    _to("case_id", "case_record"),
    text("kind", null=False),
    text("authority", null=False),
    text("number"),
    text("made_on"),
    text("expires_on"),
    *_money("amount"),
    text("country", limit=2),
    text("state", null=False),
    text("final_on"),
    text("legal_basis", limit=50_000),
    text("reasons", limit=50_000),
    _flag("taken_over"),
    _version(),
)
order_asset = _table(
    "order_asset",
    _key(),
    _to("order_id", "court_order"),
    _to("asset_id", "asset"),
    text("scope", null=False, limit=2_000),
    _version(),
    UniqueConstraint("order_id", "asset_id"),
)
request = _table(
    "request",
    _key(),
    _reference(),
    _to("case_id", "case_record"),
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
    _version(),
)
event = _table(
    "event",
    _key(),
    Column("seq", Integer, nullable=False, index=True),
    text("action", null=False),
    _to("case_id", "case_record", null=True),
    _to("order_id", "court_order", null=True),
    _to("request_id", "request", null=True),
    Column("reference", Text, nullable=True, unique=True),
    text("on_date", null=False),
    text("status", null=False),
    text("effective_on"),
    Column("effective_seq", Integer),
    text("ended_on"),
    Column("ended_seq", Integer),
    text("approval"),
    _to("author_id", "user_account"),
    text("recorded_at", null=False),
    text("data", null=False, limit=10_000_000),
    text("facts", null=False, limit=10_000_000),
    text("irregular", null=False, limit=2_000),
    text("warnings", null=False, limit=100_000),
    _flag("late"),
    *_money("amount"),
    _version(),
    Index("ix_event_case_action", "case_id", "action"),
)
event_asset = _table(
    "event_asset",
    _key(),
    _to("event_id", "event"),
    _to("asset_id", "asset"),
    UniqueConstraint("asset_id", "event_id"),
)
approval = _table(
    "approval",
    _key(),
    _reference(),
    _to("event_id", "event"),
    text("state", null=False),
    text("levels", null=False, limit=1_000),
    Column("level", Integer, nullable=False),
    _to("asked_by", "user_account"),
    text("asked_on", null=False),
    text("content_hash", null=False),
    text("decided_on"),
    _version(),
)
approval_vote = _table(
    "approval_vote",
    _key(),
    _to("approval_id", "approval"),
    Column("level", Integer, nullable=False),
    _to("user_id", "user_account"),
    text("voted_on", null=False),
    text("outcome", null=False),
    text("comment", limit=50_000),
    text("on_behalf_of"),
    text("seen", limit=1_000_000),
    UniqueConstraint("approval_id", "user_id"),
)
deadline = _table(
    "deadline",
    _key(),
    _reference(),
    _to("case_id", "case_record", null=True),
    _to("asset_id", "asset", null=True),
    text("record", null=False),
    text("title", null=False),
    Column("due", Text, nullable=False, index=True),
    _flag("hard"),
    text("responsible"),
    text("state", null=False),
    text("source"),
    text("closed_on"),
    text("outcome"),
    _version(),
)
document = _table(
    "document",
    _key(),
    _reference(),
    _to("case_id", "case_record", null=True),
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
    _version(),
)
bank_account = _table(
    "bank_account",
    _key(),
    _reference(),
    text("kind", null=False),
    text("bank"),
    text("iban"),
    text("currency", limit=3),
    text("address"),
    text("opened_on"),
    _flag("incomplete"),
    _version(),
)
storage_place = _table(
    "storage_place",
    _key(),
    _reference(),
    _flag("incomplete"),
    _version(),
    text("kind", limit=40),
    text("parent", limit=100),
    text("name"),
    text("address"),
    text("keeper"),
    text("environment", limit=1_000),
    Column("capacity", Integer),
    text("space"),
    text("closed_on", limit=40),
    Index("ix_storage_place_parent", "parent"),
)
stock_line = _table(
    "stock_line",
    _key(),
    _to("event_id", "event"),
    _to("asset_id", "asset", null=True),
    text("label", null=False),
    text("outcome", null=False, limit=40),
    text("place"),
    text("expected", limit=100),
    text("counted", limit=100),
)
exchange_rate = _table(
    "exchange_rate",
    _key(),
    text("source_currency", null=False, limit=3),
    text("target_currency", null=False, limit=3),
    text("on_date", null=False),
    text("rate", null=False),
    text("origin", null=False),
    _version(),
    Index("ix_exchange_rate_pair", "source_currency", "target_currency", "on_date"),
)
import_row = _table(
    "import_row",
    _key(),
    text("map", null=False),
    text("reference", null=False),
    text("content_hash", null=False),
    _version(),
    UniqueConstraint("map", "reference"),
)

invoice = _table(
    "invoice",
    _key(),
    _reference(),
    _to("supplier_id", "party", null=True),
    text("supplier", null=False),
    text("supplier_key", null=False),
    text("number", null=False),
    text("number_key", null=False),
    text("on_date", null=False),
    text("from_date", null=False),
    text("to_date", null=False),
    text("due_on"),
    *_money("amount"),
    *_money("vat"),
    *_money("difference"),
    Column("wrong", Integer, nullable=False, server_default="0"),
    text("state", null=False),
    text("recorded_on", null=False),
    _to("recorded_by", "user_account"),
    text("certified_on"),
    _to("certification_id", "event", null=True),
    text("approved_on"),
    text("sent_on"),
    text("sent_reference"),
    text("paid_on"),
    text("paid_reference"),
    text("documents", null=False, limit=10_000),
    _version(),
    Index("ix_invoice_number_key", "number_key"),
    Index("ix_invoice_on_date", "on_date"),
    Index("ix_invoice_state", "state", "on_date"),
    Index("ix_invoice_supplier", "supplier_key", "on_date"),
    Index("ix_invoice_supplier_key", "supplier_key", "id"),
)
invoice_line = _table(
    "invoice_line",
    _key(),
    _to("invoice_id", "invoice"),
    Column("place", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    _to("asset_id", "asset", null=True),
    _to("case_id", "case_record"),
    text("category", null=False),
    text("description"),
    text("quantity"),
    text("unit"),
    text("rate"),
    *_money("amount"),
    *_money("vat"),
    text("share_key"),
    text("weight"),
    text("from_date", null=False),
    text("to_date", null=False),
    text("terms", limit=2_000),
    Column("expected_days", Integer),
    Column("billed_days", Integer),
    *_money("difference"),
    text("findings", null=False, limit=100_000),
    text("state", null=False),
    text("said"),
    text("posting"),
    _version(),
    UniqueConstraint("invoice_id", "place", "part"),
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
Index("ix_party_name", party.c.name.collate("NOCASE"))

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

asset_row = Table(
    "asset_row",
    metadata,
    Column("asset_id", Integer, primary_key=True),
    Column("case_id", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("description_key", Text, nullable=False),
    Column("description_folded", Text, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("case_reference", Text, nullable=False),
    Column("legal", Text, nullable=False),
    Column("management", Text, nullable=False),
    Column("dispute", Text, nullable=False),
    Column("money", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("value_minor", Integer),
    Column("value_currency", Text),
    Column("value_kind", Text),
    Column("base_minor", Integer),
    Column("valued_on", Text),
    Column("country", Text),
    Column("route", Text),
    Column("officer", Text),
    Column("due_on", Text),
    Column("due_text", Text),
    Column("custody_gaps", Integer, nullable=False, server_default="0"),
    Column("units", Text),
    sqlite_strict=True,
)
# Which seals an asset bears or bore, as they are compared: spaces and capitals away.
asset_seal = Table(
    "asset_seal",
    metadata,
    Column("asset_id", Integer, primary_key=True),
    Column("seal", Text, primary_key=True),
    Index("ix_asset_seal_seal", "seal", "asset_id"),
    sqlite_strict=True,
)
for _sorted in (
    "reference",
    "description_key",
    "type_code",
    "case_reference",
    "headline",
    "base_minor",
    "valued_on",
    "country",
    "route",
    "officer",
    "due_on",
    "management",
    "custody_gaps",
):
    Index(f"ix_asset_row_{_sorted}", asset_row.c[_sorted], asset_row.c.asset_id)
# What was given for reuse is little beside all assets.
_given = sql_text(
    "+management IN ('transferred_for_public_or_social_use', 'official_use', 'donated')"
)
Index("ix_asset_row_given", asset_row.c.reference, asset_row.c.asset_id, sqlite_where=_given)
Index(
    "ix_asset_row_given_case",
    asset_row.c.case_reference,
    asset_row.c.asset_id,
    sqlite_where=_given,
)
Index(
    "ix_asset_row_given_description",
    asset_row.c.description_key,
    asset_row.c.asset_id,
    sqlite_where=_given,
)
Index(
    "ix_asset_row_realised",
    asset_row.c.case_id,
    asset_row.c.base_minor,
    asset_row.c.value_kind,
    sqlite_where=asset_row.c.money.in_(
        (
            "gross_proceeds_booked",
            "net_determined",
            "allocated",
            "partly_paid_out",
            "fully_distributed",
        )
    ),
)
# The filters of every day with the order in which the day's work is done.
for _filter, _order in (
    ("headline", "due_on"),
    ("headline", "base_minor"),
    ("type_code", "due_on"),
    ("type_code", "base_minor"),
    ("officer", "due_on"),
):
    Index(
        f"ix_asset_row_{_filter}_{_order}",
        asset_row.c[_filter],
        asset_row.c[_order],
        asset_row.c.asset_id,
    )
Index("ix_asset_row_case_id", asset_row.c.case_id, asset_row.c.base_minor, asset_row.c.value_kind)
agenda = Table(
    "agenda",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, index=True),
    Column("asset_id", Integer, index=True),
    Column("deadline_id", Integer, unique=True),
    Column("code", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("other", Text),
    Column("at", Text),
    Column("started", Text),
    Column("paused", Integer, nullable=False, server_default="0"),
    Column("hard", Integer, nullable=False),
    Column("responsible", Text),
    Index("ix_agenda_due", "due", "id"),
    Index("ix_agenda_code", "code", "due", "id"),
    Index("ix_agenda_hard", "hard", "due", "id"),
    Index("ix_agenda_record", "record", "code"),
    # What is due of a case or a request itself is few beside what is due of the assets.
    Index(
        "ix_agenda_of_case",
        "case_id",
        sqlite_where=sql_text("asset_id IS NULL AND deadline_id IS NULL"),
    ),
    Index(
        "ix_agenda_responsible",
        "responsible",
        "due",
        sqlite_where=sql_text("responsible IS NOT NULL"),
    ),
    sqlite_strict=True,
)
# Counts and sums: `count` and `base_minor` of whole assets by their headline, as the register has
# them; `units` and `units_minor` by `state`, where a divided asset counts by its parts.
portfolio = Table(
    "portfolio",
    metadata,
    Column("headline", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("value_kind", Text, primary_key=True),
    Column("type_code", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("sealed_case", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("base_minor", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("units_minor", Integer, nullable=False),
    sqlite_strict=True,
)
search_document = Table(
    "search_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("case_id", Integer),
    Column("reference", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("kind", "record_id"),
    sqlite_strict=True,
)
# Where an asset was kept, from when until when: folded from its possession and its moves.
stay = Table(
    "stay",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False, index=True),
    Column("reference", Text, nullable=False),
    Column("storage", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
    Index("ix_stay_storage", "storage", "until", "reference"),
    Index("ix_stay_reference", "reference", "id", sqlite_where=sql_text("until IS NULL")),
    Index("ix_stay_since", "since", "id", sqlite_where=sql_text("until IS NULL")),
    sqlite_strict=True,
)
# The receipts with what became of each: the queue of those that nobody knows yet.
receipt_row = Table(
    "receipt_row",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("case_id", Integer),
    Column("reference", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("on_date", Text, nullable=False),
    Column("value_on", Text),
    Column("amount_minor", Integer, nullable=False),
    Column("left_minor", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("payer_reference", Text, nullable=False),
    Column("bank_reference", Text),
    Column("counterparty", Text),
    Column("counterparty_account", Text),
    Column("text", Text),
    Column("statement", Text),
    Column("state", Text, nullable=False),
    Column("matched_to", Text),
    Index("ix_receipt_row_on_date", "on_date", "event_id"),
    Index("ix_receipt_row_state_on_date", "state", "on_date", "event_id"),
    Index("ix_receipt_row_state_left", "state", "left_minor", "event_id"),
    Index("ix_receipt_row_account", "account", "on_date", "event_id"),
    Index("ix_receipt_row_reference", "reference", "event_id"),
    Index("ix_receipt_row_amount", "amount_minor", "event_id"),
    Index("ix_receipt_row_statement", "statement"),
    Index("ix_receipt_row_case_id", "case_id"),
    sqlite_strict=True,
)
# Tries to sell and bids, as lists read them: folded from the positions.
sale_row = Table(
    "sale_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("reference", Text),
    Column("asset", Text, nullable=False),
    Column("lot", Text),
    Column("method", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_on", Text),
    Column("sale_on", Text),
    Column("sold_on", Text),
    Column("reserve_minor", Integer),
    Column("price_minor", Integer),
    Column("hammer_minor", Integer),
    Column("currency", Text),
    Column("value_minor", Integer),
    Column("value_currency", Text),
    Column("share", Text),
    Column("quantity", Text),
    Column("bids", Integer, nullable=False),
    Column("buyer", Text),
    Column("valuer", Text),
    Index("ix_sale_row_asset_id", "asset_id"),
    Index("ix_sale_row_case_id", "case_id", "lot"),
    Index("ix_sale_row_started_on", "started_on", "id"),
    Index("ix_sale_row_sold_on", "sold_on", "id"),
    Index("ix_sale_row_state", "state", "started_on", "id"),
    Index("ix_sale_row_reference", "reference", "id"),
    Index("ix_sale_row_asset", "asset", "id"),
    Index("ix_sale_row_lot", "lot", "id"),
    Index("ix_sale_row_buyer", "buyer", "valuer"),
    sqlite_strict=True,
)
bid_row = Table(
    "bid_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("asset", Text, nullable=False),
    Column("lot", Text),
    Column("bidder", Text, nullable=False),
    Column("on_date", Text, nullable=False),
    Column("amount_minor", Integer),
    Column("deposit_minor", Integer),
    Column("currency", Text, nullable=False),
    Column("valid_until", Text),
    Column("state", Text, nullable=False),
    Index("ix_bid_row_asset_id", "asset_id"),
    Index("ix_bid_row_on_date", "on_date", "id"),
    Index("ix_bid_row_state", "state", "on_date", "id"),
    Index("ix_bid_row_asset", "asset", "id"),
    Index("ix_bid_row_bidder", "bidder", "on_date", "id"),
    Index("ix_bid_row_reference", "reference", "id"),
    sqlite_strict=True,
)
# What the clock brought about, each once: alarms, tasks, proposals and bars (lifecycle.md 4.12).
timer_effect = _table(
    "timer_effect",
    _key(),
    _to("case_id", "case_record", null=True),
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
    _version(),
    Index("ix_timer_effect_asset", "asset_id"),
)
# The victims of a case: many thousands may share one pool, so they are rows of their own.
victim = _table(
    "victim",
    _key(),
    _reference(),
    _to("case_id", "case_record"),
    text("victim_list", null=False, limit=100),
    _to("party_id", "party", null=True),
    text("name", null=False),
    *_money("loss"),
    text("on_date", null=False),
    text("period"),
    text("proof"),
    Column("rank", Integer, nullable=False, server_default="1"),
    *_money("cap"),
    *_money("elsewhere"),
    text("represented_by"),
    text("notified_on"),
    text("claim_by"),
    text("claimed_on"),
    text("state", null=False),
    text("decided_on"),
    _flag("final"),
    *_money("admitted"),
    _version(),
    Index("ix_victim_list", "victim_list", "state", "id"),
    Index("ix_victim_claim_by", "claim_by", "id"),
)
Index("ix_victim_name", victim.c.name.collate("NOCASE"))
# Where to write to a victim and where to pay: apart, so that no list, search or paper reads it.
victim_contact = _table(
    "victim_contact",
    _key(),
    Column("victim_id", Integer, ForeignKey("victim.id"), nullable=False, unique=True),
    text("address", limit=2_000),
    text("iban", limit=40),
    _version(),
)
# What an allocation gives to each victim of a list.
victim_share = _table(
    "victim_share",
    _key(),
    Column("event_id", Integer, ForeignKey("event.id"), nullable=False),
    _to("victim_id", "victim"),
    *_money("amount"),
    UniqueConstraint("event_id", "victim_id"),
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

RECORDS: tuple[Table, ...] = (
    office_setting,
    user_account,
    credential,
    case_record,
    case_member,
    access_grant,
    recusal,
    party,
    asset,
    asset_identifier,
    asset_lineage,
    asset_case,
    party_link,
    party_relation,
    court_order,
    order_asset,
    request,
    event,
    event_asset,
    approval,
    approval_vote,
    deadline,
    document,
    bank_account,
    storage_place,
    stock_line,
    exchange_rate,
    import_row,
    invoice,
    invoice_line,
    timer_effect,
    victim,
    victim_contact,
    victim_share,
)
LOGS: tuple[Table, ...] = (journal, journal_payload, consultation, decision_log)
LEDGER: tuple[Table, ...] = (ledger_account, ledger_line, ledger_day, ledger_total, ledger_open)
DERIVED: tuple[Table, ...] = (
    asset_row,
    asset_seal,
    agenda,
    portfolio,
    search_document,
    stay,
    *LEDGER,
    receipt_row,
    sale_row,
    bid_row,
)
VOLATILE: tuple[Table, ...] = (login_attempt, timer_run)
SECRET_COLUMNS = {("credential", "hash")}

APPEND_ONLY = (
    "journal",
    "journal_payload",
    "consultation",
    "decision_log",
    "event_asset",
    "stock_line",
)
